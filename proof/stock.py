"""A chapter as stock Jupyter Book makes it: the anchor that pages of this book are compared with.

    python -m proof.stock

The same text, cells and packages, but Jupyter Book's own settings and none of this book's
extensions. Directives and roles that only this book has are left out.
"""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "_build" / "stock"
CHAPTER = "parliamentary-elections"
CONFIG = """\
title: Stock
author: Stock
execute:
  execute_notebooks: force
bibtex_bibfiles: [references.bib]
parse:
  myst_enable_extensions: [colon_fence, deflist, substitution]
sphinx:
  extra_extensions: [sphinx_exercise]
"""


def main() -> None:
    """Build the chapter into ``_build/stock/_build/html``."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    text = (ROOT / "chapters" / f"{CHAPTER}.md").read_text(encoding="utf-8")
    text = re.sub(r"^(```+|:::+)\{(selfcheck|glossary)\}.*?^\1\s*$", "", text, flags=re.M | re.S)
    (FOLDER / f"{CHAPTER}.md").write_text(text, encoding="utf-8")
    shutil.copyfile(ROOT / "chapters" / "references.bib", FOLDER / "references.bib")
    (FOLDER / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (FOLDER / "_toc.yml").write_text(f"format: jb-book\nroot: {CHAPTER}\n", encoding="utf-8")
    command = [ROOT / ".venv" / "bin" / "jupyter-book", "build", FOLDER]
    subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
