"""The source paper checked, as tables that become cards where a phone has no room for columns."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from kazlib.tables.records import Record, records


def stacked(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose rows the style sheet stacks on narrow screens.

    Roles are written out, because a table that is not displayed as one loses them.

    Parameters
    ----------
    caption
        What the table shows, as plain text.
    columns
        Headings, as plain text.
    rows
        Cells, as markup; the first one names its row.

    Examples
    --------
    >>> html = stacked("Verdicts", ("No.", "Claim"), [("1", "A &amp; B")])
    >>> '<td role="cell" data-label="Claim">A &amp; B</td>' in html
    True
    """
    head = "".join(f'<th role="columnheader" scope="col">{escape(c)}</th>' for c in columns)
    body = "".join(
        f'<tr role="row"><th role="rowheader" scope="row" data-label="{escape(columns[0])}">'
        f"{row[0]}</th>"
        + "".join(
            f'<td role="cell" data-label="{escape(column)}">{cell}</td>'
            for column, cell in zip(columns[1:], row[1:], strict=True)
            if cell
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="book-data stacked" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _source(row: Record) -> str:
    confidence = str(row["confidence"])
    mark = "" if confidence == "verified" else f" [{confidence}]"
    return f"{escape(str(row['source']))}{mark}"


def _verdict(row: Record) -> str:
    words = str(row["verdict"])
    if row["also"]:
        words += f", {row['also']}"
    remark = f" ({escape(str(row['remark']))})" if row["remark"] else ""
    return f"<strong>{escape(words)}</strong>{remark}"


def claims(section: str, chapters: Mapping[str, str]) -> str:
    """Return the claims of one part of the paper, each with an id such as ``claim-38``.

    Parameters
    ----------
    section
        As in ``paper_claims.csv``.
    chapters
        File name of a chapter → its title. A chapter that is not here gets no link.

    Examples
    --------
    >>> html = claims("Presidential elections", {"president": "The President"})
    >>> 'id="claim-38"' in html, 'href="president.html">The President</a>' in html
    (True, True)
    """
    rows = [
        (
            f'<span id="claim-{row["number"]}">{row["number"]}</span>',
            escape(str(row["claim"])),
            _verdict(row),
            f"{escape(str(row['finding']))}<br><small>{_source(row)}"
            f"{_chapter(str(row['chapter']), chapters)}</small>",
        )
        for row in records("paper_claims")
        if row["section"] == section
    ]
    columns = ("No.", "The paper says", "Verdict", "What sources say")
    return stacked(f"Claims: {section}", columns, rows)


def _chapter(name: str, chapters: Mapping[str, str]) -> str:
    if name not in chapters:
        return ""
    return f' · <a href="{escape(name)}.html">{escape(chapters[name])}</a>'


def table_of(name: str, caption: str, columns: Mapping[str, str]) -> str:
    """Return a table about the paper with some of its columns, and source and confidence.

    Parameters
    ----------
    name
        A name of :func:`kazlib.tables.records.table_names`.
    caption
        What it shows.
    columns
        Column → heading; the first one names the rows.

    Examples
    --------
    >>> html = table_of("paper_spellings", "Spellings", {"in_paper": "Printed", "use": "Use"})
    >>> "A. Kajegeldin" in html, "Akezhan Kazhegeldin" in html
    (True, True)
    """
    rows = [
        (*(escape(str(row[column] or "")) for column in columns), _source(row))
        for row in records(name)
    ]
    return stacked(caption, (*columns.values(), "Source"), rows)
