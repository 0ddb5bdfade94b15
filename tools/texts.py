"""Collects what is to be translated and brings the catalogues of translators up to date.

``make texts`` renews the catalogues that exist; ``make texts PAGE=president`` begins those of a
page. Texts are found under ``_build/texts`` first; catalogues are in ``locale``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from kazlib.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "locale"
TRANSLATED = tuple(each for each in LANGUAGES if each != "en")
BIN = Path(sys.executable).parent

HEAD = """# Elections in Kazakhstan. Text CC BY 4.0.
# Not yet reviewed by a native speaker. Who has reviewed it all writes here: Reviewed by: name"""

# Lines of a catalogue's head that nobody here fills in.
UNUSED = ('"PO-Revision-Date:', '"Last-Translator:', '"Language-Team:', '"Report-Msgid-Bugs-To:')

# Domain of a catalogue, and the Python files whose _("...") and N_("...") it translates.
OWN = {"book": "_ext/*.py", "live": "_ext/live/*.py"}


def pages(found: Path) -> None:
    """Write the texts of every page below a folder: Sphinx's gettext builder, without kernels."""
    work = found.parent
    config = work / "config.yml"
    subprocess.run(
        [sys.executable, str(ROOT / "tools/derived_config.py"), "en", str(config)], check=True
    )
    command = [str(BIN / "jupyter-book"), "build", str(ROOT), "--config", str(config)]
    command += ["--builder", "custom", "--custom-builder", "gettext", "--path-output", str(work)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    shutil.copytree(work / "_build" / "gettext", found, dirs_exist_ok=True)


def own_texts(found: Path) -> None:
    """Write the texts of our own extensions."""
    for domain, pattern in OWN.items():
        files = [str(file.relative_to(ROOT)) for file in sorted(ROOT.glob(pattern))]
        command = [str(BIN / "pybabel"), "--quiet", "extract", "--keyword=N_", "--omit-header"]
        command += ["--no-location", "--no-wrap", "--sort-output", f"--output={found / domain}.pot"]
        subprocess.run([*command, *files], check=True, cwd=ROOT)


def title(page: Path) -> str:
    """Return the title of a page: its first heading, or that of the file that it includes."""
    text = page.read_text(encoding="utf-8")
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    if heading is None:
        included = re.search(r"^```\{include\} (\S+)", text, re.MULTILINE)
        assert included, f"{page} has no title"
        return title(page.parent / included[1])
    return heading[1]


def titles(found: Path) -> None:
    """Write the titles of all pages, which are shown before the pages are translated."""
    catalogue = Catalog()
    for page in sorted((ROOT / "chapters").glob("*.md")):
        catalogue.add(title(page))
    with (found / "titles.pot").open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, omit_header=True)


def chosen(found: Path, page: str | None) -> list[Path]:
    """Return the collected files whose catalogues exist already, or are to be begun.

    Raises
    ------
    ValueError
        There is no such page.
    """
    domains = {
        file.relative_to(LOCALE / language / "LC_MESSAGES").with_suffix("")
        for language in TRANSLATED
        for file in (LOCALE / language).rglob("*.po")
    }
    if page is not None:
        begun = Path("chapters", page)
        if not (found / begun).with_suffix(".pot").is_file():
            raise ValueError(f"PAGE is {page}; there is no chapters/{page}.md.")
        domains.add(begun)
    texts = [(found / domain).with_suffix(".pot") for domain in sorted(domains)]
    return [file for file in texts if file.is_file()]  # others are of packages: see locale/README


def write_head(file: Path) -> None:
    """Give a catalogue the head of this book in place of lines to be filled in."""
    language = file.relative_to(LOCALE).parts[0]
    with file.open("rb") as text:
        catalogue = read_po(text, locale=language)
    if "FIRST AUTHOR" in catalogue.header_comment:
        catalogue.header_comment = HEAD
        catalogue.project, catalogue.version = "Elections in Kazakhstan", ""
        catalogue.fuzzy = False
        with file.open("wb") as text:
            write_po(text, catalogue, width=0)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(UNUSED)]
    file.write_text("".join(kept), encoding="utf-8")


def main() -> None:
    """Collect, then renew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", help="a page whose translation begins, for example president")
    page = parser.parse_args().page or None
    work = ROOT / "_build" / "texts"
    found, renew = work / "found", work / "renew"
    for folder in (found, renew):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    pages(found)
    own_texts(found)
    titles(found)
    try:
        files = chosen(found, page)
    except ValueError as error:
        sys.exit(str(error))
    for file in files:
        target = renew / file.relative_to(found)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    command = [str(BIN / "sphinx-intl"), "update", "--pot-dir", str(renew)]
    command += ["--locale-dir", str(LOCALE), "--line-width", "0", "--no-obsolete"]
    for language in TRANSLATED:
        command += ["--language", language]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    print("".join(line for line in done.stdout.splitlines(True) if "Not Changed" not in line))
    for file in LOCALE.rglob("*.po"):
        write_head(file)


if __name__ == "__main__":
    main()
