"""Sphinx extension: no id twice on a page.

sphinx-exercise gives the content of every exercise the same id, and of every solution another;
nothing refers to them, and a page may have each id once.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

REPEATED = ("exercise-content", "solution-content")


def drop_repeated_ids(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take the ids that sphinx-exercise repeats off their sections."""
    for section in doctree.findall(nodes.section):
        section["ids"] = [each for each in section["ids"] if each not in REPEATED]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("doctree-resolved", drop_repeated_ids)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
