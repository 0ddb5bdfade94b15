"""Sphinx extension: mends faults of access that other extensions leave in the pages."""

import re
from html import escape, unescape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

# sphinx-exercise gives the content of every exercise the same id, and of every solution another;
# nothing refers to them, and a page may have each id once.
REPEATED_IDS = ("exercise-content", "solution-content")

# Docutils' HTML writer gives bibliography entries a role that ARIA 1.2 has withdrawn.
WITHDRAWN_ROLE = ' role="doc-biblioentry"'

# MyST-NB names every fold of code alike, whatever words stand on it: who speaks to a computer says
# the words that are seen (WCAG 2.5.3), so these have to be the name.
FOLD_NAME = ' aria-label="Toggle hidden content"'

# pandas prints a style into the cells of tables; HTML allows it in the head of a page only, and
# assets/book.css says how tables look.
PANDAS_STYLE = re.compile(r"<style scoped>.*?</style>\n?", re.DOTALL)

# ... and leaves open what its heads are the heads of.
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD_WITHOUT_SCOPE = re.compile(r"<th\b(?![^>]*\bscope=)")
_BUTTON = re.compile(r"<button\b([^>]*)>")


def with_scopes(table: str) -> str:
    """Return a table whose heads say whether they stand above a column or before a row.

    Examples
    --------
    >>> with_scopes("<thead><tr><th>year</th></tr></thead><tr><th>1999</th></tr>")
    '<thead><tr><th scope="col">year</th></tr></thead><tr><th scope="row">1999</th></tr>'
    """
    head, mark, rows = table.partition("</thead>")
    if not mark:
        return table  # it has no head, so nothing says which heads are of what
    above = _HEAD_WITHOUT_SCOPE.sub('<th scope="col"', head)
    return above + mark + _HEAD_WITHOUT_SCOPE.sub('<th scope="row"', rows)


def whole_button(tag: re.Match[str]) -> str:
    """Return the start of a button with its type and, where only a tooltip names it, its name."""
    attributes = tag[1]
    title = re.search(r'\btitle="([^"]*)"', attributes)
    if title and "aria-label=" not in attributes:
        attributes += f' aria-label="{escape(unescape(title[1]))}"'
    if not re.search(r"\btype=", attributes):
        attributes = f' type="button"{attributes}'
    return f"<button{attributes}>"


def mended(page: str) -> str:
    """Return a page without the faults that the theme, MyST-NB and pandas leave in it."""
    page = PANDAS_STYLE.sub("", page.replace(FOLD_NAME, ""))
    page = _TABLE.sub(lambda table: with_scopes(table[0]), page)
    page = _BUTTON.sub(whole_button, page)
    return page.replace("<h1></h1>", "")  # of the index: a contents list for print, without words


def hide_signs(app: Sphinx, exception: Exception | None) -> None:
    """Hide from screen readers the arrow that sphinx-togglebutton draws into each fold.

    The fold says itself whether it is open; a picture without a name says nothing.
    """
    script = Path(app.outdir, "_static", "togglebutton.js")
    if exception or app.builder.format != "html" or not script.is_file():
        return
    text = script.read_text(encoding="utf-8").replace(' aria-hidden="true"', "")
    text = text.replace('<svg xmlns="', '<svg aria-hidden="true" xmlns="')
    script.write_text(text, encoding="utf-8")


def mend_pages(app: Sphinx, exception: Exception | None) -> None:
    """Do so for every page of the built site."""
    if exception or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        before = path.read_text(encoding="utf-8")
        after = mended(before)
        if after != before:
            path.write_text(after, encoding="utf-8")


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


def find_uzbek_words(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Load, on the page of the search, what keeps a word with an apostrophe in one piece.

    It has to run before Sphinx's own script, so it is not deferred.
    """
    if pagename == "search":
        app.add_js_file("search-words.js", priority=100)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("doctree-resolved", drop_repeated_ids)
    app.connect("html-page-context", drop_withdrawn_role)
    app.connect("html-page-context", find_uzbek_words)
    app.connect("build-finished", hide_signs, priority=790)  # before scripts are joined
    # Before the pages get their policies, which name the scripts of each page as it then is.
    app.connect("build-finished", mend_pages, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
