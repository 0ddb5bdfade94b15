"""An Outcome as HTML: what a page prints at build time, and what the live widget shows.

Everything that comes from data or from readers is escaped here, and only here.
"""

from base64 import b64encode
from html import escape

from kazlib.outcome import Outcome, Table


def title(text: str) -> str:
    """Return the name of an explorable."""
    return f'<p class="explorable-title">{escape(text)}</p>'


def sentence(outcome: Outcome) -> str:
    """Return the result in words."""
    return f'<p class="explorable-sentence">{escape(outcome.sentence)}</p>'


def message(text: str) -> str:
    """Return what is shown in place of the picture when the values give no answer.

    Examples
    --------
    >>> message("votes of '<b>' is -1")
    '<p class="explorable-error">votes of &#x27;&lt;b&gt;&#x27; is -1</p>'
    """
    return f'<p class="explorable-error">{escape(text)}</p>'


def drawing(outcome: Outcome) -> str:
    """Return the picture."""
    return f'<div class="explorable-picture">{outcome.svg}</div>'


def numbers(table: Table) -> str:
    """Return the table, in a box that scrolls sideways on narrow screens."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(Table.shown(row[0]))}</th>'
        + "".join(f"<td>{escape(Table.shown(cell))}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    return (
        '<div class="explorable-scroll" tabindex="0" role="region" aria-label="Numbers">'
        f'<table class="explorable-table"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def sources(outcome: Outcome) -> str:
    """Return the sources as a list; whatever is less than verified says so."""
    items = "".join(
        f'<li><a href="{escape(source.url)}">{escape(str(source))}</a></li>'
        if source.url
        else f"<li>{escape(str(source))}</li>"
        for source in outcome.sources
    )
    return f'<ul class="explorable-sources">{items}</ul>'


def sharing(slug: str, address: str, code: str, outcome: Outcome) -> str:
    """Return the link, the notebook code and the downloads of a scenario.

    The copy buttons are hidden until a live page shows them: in a notebook nothing would answer.
    """
    address, code = escape(address), escape(code)
    copy = '<button type="button" class="explorable-copy" data-copy="{}" hidden>{}</button>'
    files = " · ".join(
        _download(text, kind, f"{slug}.{ending}", label)
        for text, kind, ending, label in (
            (outcome.table.csv(), "text/csv", "csv", "Table (CSV)"),
            (outcome.svg, "image/svg+xml", "svg", "Picture (SVG)"),
        )
    )
    return (
        f'<p>Link to this scenario: <a href="{address}"><code>{address}</code></a> '
        f"{copy.format(address, 'Copy link')}</p>"
        f"<p>The same in a notebook: {copy.format(code, 'Copy code')}</p>"
        f'<pre tabindex="0">{code}</pre><p>Download: {files}</p>'
    )


def _download(text: str, kind: str, name: str, label: str) -> str:
    data = b64encode(text.encode(errors="replace")).decode()
    return f'<a download="{escape(name)}" href="data:{kind};base64,{data}">{escape(label)}</a>'


def printed(slug: str, name: str, outcome: Outcome | None, error: str) -> str:
    """Return the print of an explorable that is complete without Python or JavaScript.

    Parameters
    ----------
    slug
        Its name in links; becomes the id of the print.
    name
        Its title for readers.
    outcome
        The answer, or ``None``.
    error
        What to show if there is no answer.
    """
    if outcome is None:
        body = message(error)
    else:
        body = (
            f"{sentence(outcome)}{drawing(outcome)}"
            f"<details open><summary>Numbers as a table</summary>{numbers(outcome.table)}</details>"
            f"<details><summary>Sources</summary>{sources(outcome)}</details>"
        )
    return f'<div class="explorable" id="{slug}">{title(name)}{body}</div>'
