"""Sphinx extension: mends faults of access that other extensions leave in the pages."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

# sphinx-exercise gives the content of every exercise the same id, and of every solution another;
# nothing refers to them, and a page may have each id once.
REPEATED_IDS = ("exercise-content", "solution-content")

# Docutils' HTML writer gives bibliography entries a role that ARIA 1.2 has withdrawn.
WITHDRAWN_ROLE = ' role="doc-biblioentry"'


def drop_repeated_ids(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take the ids that sphinx-exercise repeats off their sections."""
    for section in doctree.findall(nodes.section):
        section["ids"] = [each for each in section["ids"] if each not in REPEATED_IDS]


def drop_withdrawn_role(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Make bibliography entries plain items of their list."""
    if "body" in context:
        context["body"] = context["body"].replace(WITHDRAWN_ROLE, ' role="listitem"')


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("doctree-resolved", drop_repeated_ids)
    app.connect("html-page-context", drop_withdrawn_role)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
