"""Reads ``data/``: CSV tables with the types that ``data/datapackage.json`` declares, and TOML."""

import csv
import io
import json
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kazlib.errors import InvalidChoice

Value = str | int | Decimal | date | bool | None
"""A cell; ``None`` is an empty cell, which means "not known" and never zero."""

Record = Mapping[str, Value]


def data_folder() -> Traversable:
    """Return ``kazlib/data`` when kazlib is installed, else ``data/`` of the repository.

    Examples
    --------
    >>> data_folder().joinpath("datapackage.json").is_file()
    True
    """
    installed = files("kazlib").joinpath("data")
    if installed.joinpath("datapackage.json").is_file():
        return installed
    return Path(__file__).parents[2] / "data"


def read_text(path: str) -> str:
    """Return the text of one file of the data folder, for example ``"law/parliament.toml"``.

    Parameters
    ----------
    path
        Path inside the data folder.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> read_text("regions.csv").startswith("iso_3166_2,")
    True
    """
    return data_folder().joinpath(path).read_text(encoding="utf-8")


def read_toml(path: str) -> dict[str, Any]:
    """Return one TOML file of the data folder; decimals are exact (:class:`~decimal.Decimal`).

    Parameters
    ----------
    path
        Path inside the data folder.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> "office" in read_toml("law/parliament.toml")
    True
    """
    return tomllib.loads(read_text(path), parse_float=Decimal)


@cache
def _columns_by_table() -> dict[str, dict[str, str]]:
    """Return table name → column → Frictionless type."""
    package = json.loads(read_text("datapackage.json"))
    return {
        resource["path"].removesuffix(".csv"): {
            field["name"]: field["type"] for field in resource["schema"]["fields"]
        }
        for resource in package["resources"]
        if resource["path"].endswith(".csv")
    }


def table_names() -> tuple[str, ...]:
    """Return the names of all tables, as :func:`records` takes them.

    Examples
    --------
    >>> "mazhilis_elections" in table_names()
    True
    """
    return tuple(sorted(_columns_by_table()))


def column_types(name: str) -> dict[str, str]:
    """Return the columns of a table and their Frictionless types.

    Parameters
    ----------
    name
        A name of :func:`table_names`.

    Raises
    ------
    InvalidChoice
        If no table has that name.

    Examples
    --------
    >>> types = column_types("regions")
    >>> types["name_en"], types["valid_from"]
    ('string', 'date')
    """
    tables = _columns_by_table()
    if name not in tables:
        raise InvalidChoice.of(name, "table", table_names())
    return tables[name]


_READ_CELL: dict[str, Callable[[str], Value]] = {
    "integer": int,
    "year": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": lambda cell: cell == "true",
    "string": str,
}


@cache
def records(name: str) -> tuple[Record, ...]:
    """Return a table as one mapping per row.

    Parameters
    ----------
    name
        A name of :func:`table_names`, for example ``"mazhilis_elections"``.

    Returns
    -------
    tuple of mappings
        Column → value. Dates are :class:`datetime.date`, shares exact
        :class:`~decimal.Decimal`, empty cells ``None``.

    Raises
    ------
    InvalidChoice
        If no table has that name.

    Examples
    --------
    >>> rows = records("mazhilis_elections")
    >>> next(row["seats"] for row in rows if row["party"] == "Amanat")
    40
    """
    types = column_types(name)
    rows = csv.DictReader(io.StringIO(read_text(f"{name}.csv")))
    return tuple(
        MappingProxyType(
            {c: _READ_CELL[types[c]](cell) if cell else None for c, cell in row.items()}
        )
        for row in rows
    )
