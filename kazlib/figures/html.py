"""An Outcome as HTML: what a page prints at build time, and what the live widget shows.

Everything that comes from data or from readers is escaped here, and only here.
"""

from base64 import b64encode
from html import escape

from kazlib.outcome import Outcome, Table


def title(text: str) -> str:
    """Return the name of an explorable.

    Parameters
    ----------
    text
        The name, as plain text; it is escaped.

    Examples
    --------
    >>> title("Votes & seats")
    '<p class="explorable-title">Votes &amp; seats</p>'
    """
    return f'<p class="explorable-title">{escape(text)}</p>'


def sentence(outcome: Outcome) -> str:
    """Return the result in words.

    Parameters
    ----------
    outcome
        The answer; its sentence is plain text and is escaped.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Table
    >>> answer = Outcome("A & B win.", "<svg/>", Table("", ("list",), ()), ())
    >>> sentence(answer)
    '<p class="explorable-sentence">A &amp; B win.</p>'
    """
    return f'<p class="explorable-sentence">{escape(outcome.sentence)}</p>'


def message(text: str) -> str:
    """Return what is shown in place of the picture when the values give no answer.

    Parameters
    ----------
    text
        Why there is no answer, as plain text; it is escaped.

    Examples
    --------
    >>> message("votes of '<b>' is -1")
    '<p class="explorable-error">votes of &#x27;&lt;b&gt;&#x27; is -1</p>'
    """
    return f'<p class="explorable-error">{escape(text)}</p>'


def drawing(outcome: Outcome) -> str:
    """Return the picture.

    Parameters
    ----------
    outcome
        The answer; its picture is markup already and is not escaped.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Table
    >>> answer = Outcome("A & B win.", "<svg/>", Table("", ("list",), ()), ())
    >>> drawing(answer)
    '<div class="explorable-picture"><svg/></div>'
    """
    return f'<div class="explorable-picture">{outcome.svg}</div>'


def numbers(table: Table) -> str:
    """Return the table, in a box that scrolls sideways on narrow screens.

    Parameters
    ----------
    table
        The numbers; the first cell of a row is its heading.

    Examples
    --------
    >>> html = numbers(Table("Seats", ("list", "seats"), (("A & B", 1200),)))
    >>> '<tr><th scope="row">A &amp; B</th><td>1,200</td></tr>' in html
    True
    """
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
    """Return the sources as a list; whatever is less than verified says so.

    Parameters
    ----------
    outcome
        The answer; sources with an address become links.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Source, Table
    >>> law = Source("A law", confidence="recalled")
    >>> answer = Outcome("A & B win.", "<svg/>", Table("", ("list",), ()), (law,))
    >>> sources(answer)
    '<ul class="explorable-sources"><li>A law [recalled]</li></ul>'
    """
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

    Parameters
    ----------
    slug
        Name of the explorable in links, and of the files that are downloaded.
    address
        Address of the scenario.
    code
        Python code that gives the same answer.
    outcome
        The answer.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Table
    >>> answer = Outcome("A & B win.", "<svg/>", Table("", ("list",), ()), ())
    >>> html = sharing("demo", "#a=1&b=2", "compute()", answer)
    >>> 'href="#a=1&amp;b=2"' in html, 'download="demo.csv"' in html
    (True, True)
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

    Examples
    --------
    >>> printed("demo", "Demo", None, "no votes") == (
    ...     '<div class="explorable" id="demo">' + title("Demo") + message("no votes") + "</div>"
    ... )
    True
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
