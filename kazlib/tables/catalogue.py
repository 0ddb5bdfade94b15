"""What is in ``data/``: every file with its columns, sources and licence, and how to cite a row.

Read from ``data/datapackage.json`` and the tables themselves, so that nothing is said twice.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kazlib.errors import InvalidChoice
from kazlib.sources import CONFIDENCES
from kazlib.tables.records import read_text, table_names


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name, type, unit, description : str
        As in the data package; ``unit`` is empty where the cells are no numbers.
    allowed : tuple of str
        The words that may stand in it; empty where any may.
    """

    name: str
    type: str
    unit: str
    description: str
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class DataFile:
    """One file of the data folder.

    Attributes
    ----------
    name, path, title, description : str
        As in the data package; the path is that inside the data folder.
    licences, sources : tuple of str
        In words.
    columns : tuple of Column
        Empty for a file that is no table.
    key : tuple of str
        Columns that together name a row, and no other; empty for a file that is no table.
    """

    name: str
    path: str
    title: str
    description: str
    licences: tuple[str, ...]
    sources: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]


Row = Mapping[str, str]
"""A row as it stands in the file: text, and empty text where nothing is known."""


def _column(field: Mapping[str, Any]) -> Column:
    allowed = field.get("constraints", {}).get("enum", ())
    return Column(
        name=field["name"],
        type=field["type"],
        unit=field.get("unit", ""),
        description=field["description"],
        allowed=tuple(map(str, allowed)),
    )


@cache
def data_files() -> tuple[DataFile, ...]:
    """Return every file of the data folder, in the order of the data package.

    Examples
    --------
    >>> [file.path for file in data_files() if file.name == "referendums"]
    ['referendums.csv']
    """
    package = json.loads(read_text("datapackage.json"))
    return tuple(
        DataFile(
            name=resource["name"],
            path=resource["path"],
            title=resource["title"],
            description=resource["description"],
            licences=tuple(each["title"] for each in resource["licenses"]),
            sources=tuple(each["title"] for each in resource.get("sources", ())),
            columns=tuple(map(_column, resource.get("schema", {}).get("fields", ()))),
            key=tuple(resource.get("schema", {}).get("primaryKey", ())),
        )
        for resource in package["resources"]
    )


def tables() -> tuple[DataFile, ...]:
    """Return the files that are tables.

    Examples
    --------
    >>> tuple(table.name for table in tables()) == table_names()
    True
    """
    return tuple(file for file in data_files() if file.path.endswith(".csv"))


def _table(name: str) -> DataFile:
    for table in tables():
        if table.name == name:
            return table
    raise InvalidChoice.of(name, "table", table_names())


@cache
def cells(name: str) -> tuple[Row, ...]:
    """Return the rows of a table as they stand in the file.

    Parameters
    ----------
    name
        A name of :func:`kazlib.tables.records.table_names`.

    Raises
    ------
    InvalidChoice
        If no table has that name.

    Examples
    --------
    >>> cells("referendums")[0]["date"], cells("regions")[0]["created_from"]
    ('1991-03-17', 'East Kazakhstan Region')
    """
    return tuple(csv.DictReader(io.StringIO(read_text(_table(name).path))))


def confidence_counts(name: str) -> dict[str, int]:
    """Return how many rows of a table have which confidence; levels without rows are left out.

    Examples
    --------
    >>> confidence_counts("referendums")
    {'verified': 5, 'recalled': 1}
    """
    counted = Counter(row["confidence"] for row in cells(name))
    return {level: counted[level] for level in CONFIDENCES if counted[level]}


def empty_cells(name: str) -> dict[str, int]:
    """Return the columns of a table that have empty cells, and how many of them.

    Empty means "not known" or "does not apply"; which of the two is for ``note`` to say.

    Examples
    --------
    >>> empty_cells("referendums")
    {'other_votes': 3}
    """
    counted = {c.name: sum(not row[c.name] for row in cells(name)) for c in _table(name).columns}
    return {column: count for column, count in counted.items() if count}


def row_id(name: str, row: Row) -> str:
    """Return the name of a row: its table and its key, for links and citations.

    It holds as long as the cells of the key do. Whatever is no letter, digit or point in a cell
    becomes one hyphen.

    Parameters
    ----------
    name
        The table.
    row
        One of :func:`cells`.

    Examples
    --------
    >>> row_id("referendums", cells("referendums")[1])
    'referendums:1995-04-29:Extension-of-the-President-s-term'
    """
    parts = (re.sub(r"[^\w.]+", "-", row[column]).strip("-") for column in _table(name).key)
    return ":".join((name, *parts))


def cite(name: str, row: Row, version: str) -> str:
    """Return how to cite a row: the key, the table, the book with its version, and the source.

    Parameters
    ----------
    name
        The table.
    row
        One of :func:`cells`.
    version
        The release of the book, for example ``kazlib.__version__``.

    Examples
    --------
    >>> print(cite("regions", cells("regions")[0], "0.1.0")[:78])
    Elections in Kazakhstan, version 0.1.0, table regions, row name_en=Abai Region
    """
    key = ", ".join(f"{column}={row[column]}" for column in _table(name).key)
    return (
        f"Elections in Kazakhstan, version {version}, table {name}, row {key}; "
        f"{row['confidence']}; after {row['source']}."
    )
