"""The data as a page: each table with its description, columns, sources, licence and rows.

Complete without JavaScript. A script of the site can filter the rows (``assets/tables.js``); the
classes and ``data-`` attributes here are its contract.
"""

from collections.abc import Iterable
from html import escape

from kazlib.tables.catalogue import (
    Column,
    DataFile,
    Row,
    cells,
    confidence_counts,
    data_files,
    empty_cells,
    row_id,
    tables,
)

_OPEN = 10
"""Tables with more rows than this are folded."""

SEARCH = (
    '<form class="table-search" role="search" data-table-search hidden>'
    '<label for="find-rows">Find rows in all tables</label>'
    '<input id="find-rows" type="search" autocomplete="off" spellcheck="false" '
    'aria-describedby="find-rows-help">'
    '<p id="find-rows-help">Every word must stand in the row; capitals do not matter.</p>'
    '<p role="status" data-table-hits></p></form>'
)
"""The search box; hidden until the script that answers shows it."""


def tables_page(folder: str) -> str:
    """Return the search box, the list of tables, and every table.

    Parameters
    ----------
    folder
        Address of the data folder, as the page sees it.

    Examples
    --------
    >>> page = tables_page("../data")
    >>> all(f'href="../data/{table.path}"' in page for table in tables())
    True
    """
    listed = "".join(
        f'<li><a href="#{_id(table)}">{escape(table.title)}</a> '
        f"({_count(len(cells(table.name)), 'row')})</li>"
        for table in tables()
    )
    body = "".join(_table(table, folder) for table in tables())
    return f'<div class="book-data">{SEARCH}<ul>{listed}</ul>{body}</div>'


def other_files(folder: str) -> str:
    """Return the files that are no tables: the law, maps, descriptions.

    Parameters
    ----------
    folder
        Address of the data folder, as the page sees it.

    Examples
    --------
    >>> 'href="../data/law/president.toml"' in other_files("../data")
    True
    """
    items = "".join(
        f"<li>{_download(file, folder)}: {escape(file.title)}. {escape(file.description)} "
        f"Licence: {escape('; '.join(file.licences))}.</li>"
        for file in data_files()
        if not file.columns
    )
    return f'<ul class="book-data">{items}</ul>'


def _id(table: DataFile) -> str:
    return f"table-{table.name}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _download(file: DataFile, folder: str) -> str:
    address = f"{folder}/{file.path}"
    return f'<a href="{escape(address)}" download><code>{escape(file.path)}</code></a>'


def _table(table: DataFile, folder: str) -> str:
    rows = cells(table.name)
    levels = ", ".join(f"{n} {level}" for level, n in confidence_counts(table.name).items())
    empty = empty_cells(table.name)
    columns = "".join(_column(column, table, empty.get(column.name, 0)) for column in table.columns)
    opened = " open" if len(rows) <= _OPEN else ""
    return (
        f'<section id="{_id(table)}" class="data-table" data-table="{escape(table.title)}">'
        f"<h3>{escape(table.title)}</h3><p>{escape(table.description)}</p>"
        f"<p>{_count(len(rows), 'row')}: {levels}. Key: {', '.join(table.key)}. "
        f"Download: {_download(table, folder)}</p>"
        f"<details><summary>{_count(len(table.columns), 'column')}</summary><dl>{columns}</dl>"
        f"</details><details><summary>Sources and licence</summary>{_said(table)}</details>"
        f'<details class="data-rows"{opened}><summary>{_count(len(rows), "row")} '
        f"<span data-table-found></span></summary>{_rows(table, rows)}</details></section>"
    )


def _said(table: DataFile) -> str:
    sources = "".join(f"<li>{escape(source)}</li>" for source in table.sources)
    licences = "".join(f"<li>{escape(licence)}</li>" for licence in table.licences)
    return f"<p>Sources</p><ul>{sources}</ul><p>Licence</p><ul>{licences}</ul>"


def _column(column: Column, table: DataFile, empty: int) -> str:
    kind = f"{column.type}, {column.unit}" if column.unit else column.type
    said = [column.description]
    if column.name in table.key:
        said.append("Part of the key.")
    if column.allowed and column.name != "confidence":
        said.append(f"One of: {', '.join(column.allowed)}.")
    if empty:
        said.append(f"Empty in {empty} of {_count(len(cells(table.name)), 'row')}.")
    return (
        f"<dt><code>{escape(column.name)}</code> ({escape(kind)})</dt>"
        f"<dd>{escape(' '.join(said))}</dd>"
    )


def _rows(table: DataFile, rows: Iterable[Row]) -> str:
    names = [column.name for column in table.columns]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(_row(table.name, row, names) for row in rows)
    label = escape(f"Rows: {table.title}")
    return (
        f'<div class="explorable-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="explorable-table explorable-words"><thead><tr><th scope="col">Link</th>'
        f"{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(name: str, row: Row, columns: Iterable[str]) -> str:
    address = escape(row_id(name, row))
    body = "".join(f"<td>{escape(row[column])}</td>" for column in columns)
    named = escape(f"Link to row {row_id(name, row)}")
    return (
        f'<tr id="{address}"><td><a class="row-link" href="#{address}" aria-label="{named}">#</a>'
        f"</td>{body}</tr>"
    )
