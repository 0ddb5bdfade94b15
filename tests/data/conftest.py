"""The tables of the book, read with the standard library only."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, str]

DATA = Path(__file__).resolve().parents[2] / "data"


def read_table(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return DATA


@pytest.fixture(scope="session")
def descriptor() -> dict[str, Any]:
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def tables() -> dict[str, list[Row]]:
    return {path.stem: read_table(path.stem) for path in sorted(DATA.glob("*.csv"))}


@pytest.fixture(scope="session")
def elections(tables: dict[str, list[Row]]) -> list[Row]:
    """All rows of the parliamentary elections."""
    return tables["mazhilis_elections"]


@pytest.fixture(scope="session")
def lists_of(elections: list[Row]) -> Callable[[str], list[Row]]:
    """Rows of the list tier of one election: parties, "Against all", "Invalid or blank"."""

    def of(date: str) -> list[Row]:
        return [row for row in elections if row["date"] == date and row["tier"] == "party_list"]

    return of
