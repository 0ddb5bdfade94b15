"""Sphinx extension: an edition of the book without the solutions of its exercises.

With ``solutions_shown = False`` solutions are cut from the source before a page is read: their
text, their code cells and the output of these are nowhere in the built book, nor are the sources
of pages. (``hide_solutions`` of sphinx-exercise hides one form of solution, but leaves the cells
between ``solution-start`` and ``solution-end`` in the page.)
"""

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

GATED = re.compile(
    r"^(`{3,})\{solution-start\}.*?^(`{3,})\{solution-end\}[^\n]*\n\2`*[ ]*$\n?",
    re.MULTILINE | re.DOTALL,
)
FENCED = re.compile(r"^(`{3,})\{solution\}.*?^\1[ ]*$\n?", re.MULTILINE | re.DOTALL)


def cut(text: str) -> str:
    """Return a page's source without its solutions.

    Raises
    ------
    ExtensionError
        If a solution is left: a student would see it.
    """
    without = FENCED.sub("", GATED.sub("", text))
    left = re.search(r"\{solution[^\n]*", without)
    if left:
        raise ExtensionError(f"This solution has no end, or an unknown form: {left.group()}")
    return without


def cut_source(_app: Sphinx, _docname: str, content: list[str]) -> None:
    """Cut the solutions of a page that is about to be read."""
    content[0] = cut(content[0])


def leave_sources_out(app: Sphinx, config: Config) -> None:
    """Ship no page's source, and show no button for it, in the edition without solutions."""
    if config.solutions_shown:
        return
    config.html_copy_source = False
    config.html_show_sourcelink = False
    config.html_theme_options = {**config.html_theme_options, "use_download_button": False}
    app.connect("source-read", cut_source)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_config_value("solutions_shown", True, "env")
    app.connect("config-inited", leave_sources_out)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
