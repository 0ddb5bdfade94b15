"""An Outcome as HTML: what a page prints at build time, and what the live widget shows."""

from base64 import b64encode
from html import escape

from kazlib.outcome import Outcome, Progress, Table
from kazlib.texts import ENGLISH, Texts

_WORDS = 80
"""A table with a cell of more letters is one of words."""


def title(text: str, lang: str = "") -> str:
    """Return the name of an explorable.

    Parameters
    ----------
    text
        The name, as plain text; it is escaped.
    lang
        The attribute that marks another language than that of the page.

    Examples
    --------
    >>> title("Votes & seats")
    '<p class="explorable-title">Votes &amp; seats</p>'
    """
    return f'<p class="explorable-title"{lang}>{escape(text)}</p>'


def sentence(outcome: Outcome, texts: Texts = ENGLISH) -> str:
    """Return the result in words.

    Parameters
    ----------
    outcome
        The answer; its sentence is plain text and is escaped.
    texts
        The language of the page; an answer in another is marked.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Table
    >>> answer = Outcome("A & B win.", "<svg/>", Table("", ("list",), ()), ())
    >>> sentence(answer)
    '<p class="explorable-sentence">A &amp; B win.</p>'
    """
    lang = texts.lang(outcome.language)
    return f'<p class="explorable-sentence"{lang}>{escape(outcome.sentence)}</p>'


def message(text: str, texts: Texts = ENGLISH) -> str:
    """Return what is shown in place of the picture when the values give no answer.

    Parameters
    ----------
    text
        Why there is no answer, as plain text in English; it is escaped.
    texts
        The language of the page.

    Examples
    --------
    >>> message("votes of '<b>' is -1")
    '<p class="explorable-error">votes of &#x27;&lt;b&gt;&#x27; is -1</p>'
    """
    return f'<p class="explorable-error"{texts.lang("en")}>{escape(text)}</p>'


def drawing(outcome: Outcome, texts: Texts = ENGLISH) -> str:
    """Return the picture.

    Parameters
    ----------
    outcome
        The answer; its picture is markup already and is not escaped.
    texts
        The language of the page.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Table
    >>> answer = Outcome("A & B win.", "<svg/>", Table("", ("list",), ()), ())
    >>> drawing(answer)
    '<div class="explorable-picture"><svg/></div>'
    """
    return f'<div class="explorable-picture"{texts.lang(outcome.language)}>{outcome.svg}</div>'


def _named(table: Table, texts: Texts) -> str:
    """Return the first words of the caption that tell tables of one page apart."""
    first, _, rest = table.caption.partition(". ")
    name = rest.partition(".")[0] if first in ("MODEL", texts("MODEL")) else first.removesuffix(".")
    return name or texts("Numbers")


def numbers(table: Table, texts: Texts = ENGLISH) -> str:
    """Return the table, in a box that scrolls sideways on narrow screens.

    Parameters
    ----------
    table
        The numbers; the first cell of a row is its heading.
    texts
        The language in which numbers are written.

    Examples
    --------
    >>> html = numbers(Table("Seats", ("list", "seats"), (("A & B", 1200),)))
    >>> '<tr><th scope="row">A &amp; B</th><td>1,200</td></tr>' in html
    True
    """
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(texts.cell(row[0]))}</th>'
        + "".join(f"<td>{escape(texts.cell(cell))}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    return (
        '<div class="explorable-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(_named(table, texts))}">'
        f'<table class="{_kind(table)}"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def tables(outcome: Outcome, texts: Texts = ENGLISH) -> str:
    """Return all tables of an answer, one under another.

    Parameters
    ----------
    outcome
        The answer.
    texts
        The language of the page; an answer in another keeps its own way to write numbers.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Table
    >>> table = Table("Seats", ("list", "seats"), (("A", 1),))
    >>> answer = Outcome("A wins.", "<svg/>", table, (), more=(table, table))
    >>> tables(answer).count("<table")
    3
    """
    lang = texts.lang(outcome.language)
    own = texts if outcome.language == texts.language else ENGLISH
    found = "".join(numbers(table, own) for table in (outcome.table, *outcome.more))
    return f"<div{lang}>{found}</div>" if lang else found


def progress(step: Progress, texts: Texts = ENGLISH) -> str:
    """Return how far a long answer is, as a bar and in words; without the bar at the end.

    Parameters
    ----------
    step
        How far it is.
    texts
        The language of the page.

    Examples
    --------
    >>> progress(Progress(10000, 10000, "elections"))
    '<p class="explorable-progress">All 10,000 elections are counted.</p>'
    >>> "<progress max=" in progress(Progress(200, 10000, "elections"))
    True
    """
    unit, of, done = texts(step.unit), texts.number(step.of), texts.number(step.done)
    if step.done == step.of:
        words = texts("All {n} {unit} are counted.", n=of, unit=unit)
        return f'<p class="explorable-progress">{escape(words)}</p>'
    words = texts("{done} of {n} {unit}", done=done, n=of, unit=unit)
    return (
        f'<p class="explorable-progress"><progress max="{step.of}" value="{step.done}" '
        f'aria-label="{escape(texts("Counted"))}"></progress> {escape(words)}</p>'
    )


def _kind(table: Table) -> str:
    """Return the classes of a table; one of words is set differently from one of numbers."""
    letters = max((len(c) for row in table.rows for c in row if isinstance(c, str)), default=0)
    return "explorable-table explorable-words" if letters > _WORDS else "explorable-table"


def sources(outcome: Outcome, texts: Texts = ENGLISH) -> str:
    """Return the sources as a list, whatever is less than verified said so, and the limits.

    Parameters
    ----------
    outcome
        The answer; sources with an address become links.
    texts
        The language of the page; titles of sources stay as they were seen.

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
    limits = "".join(f"<li>{escape(line)}</li>" for line in outcome.limits)
    own = texts.lang(outcome.language)
    below = f"<p>{texts('Assumptions and limits:')}</p><ul{own}>{limits}</ul>" if limits else ""
    return f'<ul class="explorable-sources"{texts.lang("en")}>{items}</ul>{below}'


def sharing(
    slug: str, address: str, code: str, outcome: Outcome, report: str, texts: Texts = ENGLISH
) -> str:
    """Return the link, the notebook code and the downloads of a scenario.

    The buttons are hidden until a live page shows them: in a notebook nothing would answer.

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
    report
        A whole page that prints it (:func:`kazlib.pages.report.report`). The live page completes
        the address in it: its own place is known there only.
    texts
        The language of the page.

    Examples
    --------
    >>> from kazlib.outcome import Outcome, Table
    >>> answer = Outcome("A & B win.", "<svg/>", Table("", ("list",), ()), ())
    >>> html = sharing("demo", "#a=1&b=2", "compute()", answer, "<!doctype html>")
    >>> 'href="#a=1&amp;b=2"' in html, 'download="demo.csv"' in html
    (True, True)
    """
    copy = '<button type="button" class="explorable-copy" data-copy="{}" hidden>{}</button>'
    png = (
        f'<button type="button" class="explorable-copy" data-png="{escape(slug)}.png" '
        'data-of=".explorable-picture svg" hidden>'
        f"{escape(texts('Picture (PNG)'))}</button>"
    )
    more = [
        (table.csv(), "text/csv", f"{slug}-{number}.csv", texts("Table {n} (CSV)", n=number), "")
        for number, table in enumerate(outcome.more, start=2)
    ]
    files = " · ".join(
        _download(*each)
        for each in (
            (outcome.table.csv(), "text/csv", f"{slug}.csv", texts("Table (CSV)"), ""),
            *more,
            (outcome.svg, "image/svg+xml", f"{slug}.svg", texts("Picture (SVG)"), ""),
            (report, "text/html", f"{slug}.html", texts("Report (to print)"), address),
        )
    )
    address, code = escape(address), escape(code)
    return (
        f'<p>{texts("Link to this scenario:")} <a href="{address}"><code>{address}</code></a> '
        f"{copy.format(address, texts('Copy link'))}</p>"
        f"<p>{texts('The same in a notebook:')} {copy.format(code, texts('Copy code'))}</p>"
        f'<pre tabindex="0">{code}</pre><p>{texts("Download:")} {files} {png}</p>'
    )


def _download(text: str, kind: str, name: str, label: str, address: str) -> str:
    data = b64encode(text.encode(errors="replace")).decode()
    place = f' data-address="{escape(address)}"' if address else ""
    return (
        f'<a download="{escape(name)}" href="data:{kind};base64,{data}"{place}>{escape(label)}</a>'
    )


def printed(
    slug: str,
    name: str,
    outcome: Outcome | None,
    error: str,
    form: str = "",
    texts: Texts = ENGLISH,
    lang: str = "",
) -> str:
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
    form
        The controls as markup (`kazlib.pages.forms.form`), at the place that they have live.
    texts
        The language of the page.
    lang
        The attribute of a title in another language.

    Examples
    --------
    >>> printed("demo", "Demo", None, "no votes") == (
    ...     '<div class="explorable" id="demo">'
    ...     + title("Demo")
    ...     + '<div class="explorable-columns"><div class="explorable-answer">'
    ...     + message("no votes")
    ...     + "</div></div></div>"
    ... )
    True
    """
    answer, more = message(error, texts), ""
    if outcome is not None:
        answer = sentence(outcome, texts) + drawing(outcome, texts)
        more = (
            f'<details class="explorable-numbers"><summary>{texts("Numbers as a table")}</summary>'
            f"{tables(outcome, texts)}</details>"
            f"<details><summary>{texts('Sources')}</summary>{sources(outcome, texts)}</details>"
        )
    own = ENGLISH.lang(texts.language)
    return (
        f'<div class="explorable" id="{slug}"{own}>{title(name, lang)}'
        f'<div class="explorable-columns">{form}'
        f'<div class="explorable-answer">{answer}</div></div>{more}</div>'
    )
