"""Tables as plain Python: typed cells, and an empty cell is not known, never zero."""

import csv
import json
from collections.abc import MutableMapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kazlib.errors import InvalidChoice
from kazlib.tables.records import column_types, data_folder, read_toml, records, table_names

DATA = Path(__file__).parents[3] / "data"

every_table = pytest.mark.parametrize("name", table_names())


def raw(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_csv_file_is_a_table():
    assert set(table_names()) == {path.stem for path in DATA.glob("*.csv")}
    assert list(table_names()) == sorted(table_names())


@every_table
def test_rows_and_columns_are_those_of_the_file(name):
    rows = raw(name)
    assert len(records(name)) == len(rows)
    for read, row in zip(records(name), rows, strict=True):
        assert list(read) == list(row)


@every_table
def test_an_empty_cell_is_none_and_no_other(name):
    for read, row in zip(records(name), raw(name), strict=True):
        for column, cell in row.items():
            assert (read[column] is None) == (cell == "")


@every_table
def test_cells_have_the_type_that_the_description_declares(name):
    kinds = {
        "integer": int,
        "year": int,
        "number": Decimal,
        "date": date,
        "boolean": bool,
        "string": str,
    }
    for row in records(name):
        for column, kind in column_types(name).items():
            assert row[column] is None or type(row[column]) is kinds[kind]


@every_table
def test_nothing_is_lost_on_the_way(name):
    """Printed again, a cell is what stands in the file."""
    for read, row in zip(records(name), raw(name), strict=True):
        for column, cell in row.items():
            if cell and not isinstance(read[column], bool):
                assert str(read[column]) == cell


def test_the_types_are_those_of_the_data_package():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["path"].endswith(".csv"):
            declared = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
            assert column_types(resource["path"].removesuffix(".csv")) == declared


def test_a_row_of_2012_as_it_is_read():
    """Reuters, 17 January 2012: Ak Zhol 7.47 per cent; the electorate was not found."""
    row = next(
        row
        for row in records("mazhilis_elections")
        if row["date"] == date(2012, 1, 15) and row["party"] == "Ak Zhol"
    )
    assert (row["votes"], row["pct"], row["seats"]) == (518405, Decimal("7.47"), 8)
    assert row["registered_voters"] is None


def test_rows_cannot_be_changed_for_the_next_reader():
    """Tables are read once and kept, so a row must be no one's to write on."""
    assert not any(isinstance(row, MutableMapping) for row in records("mazhilis_elections"))


@pytest.mark.parametrize("wrong", ["elections", "", "../README", "mazhilis_elections.csv"])
def test_a_table_that_does_not_exist_is_answered_with_those_that_do(wrong):
    with pytest.raises(InvalidChoice, match=r"allowed: .*legal_timeline, mazhilis_elections"):
        records(wrong)
    with pytest.raises(InvalidChoice, match=r"^table is"):
        column_types(wrong)


def test_decimals_of_the_law_are_exact():
    assert data_folder().joinpath("law").is_dir()
    decimals = [
        entry["value"]
        for period in read_toml("law/parliament.toml")["period"]
        for name, entry in period["parameters"].items()
        if name == "runner_up_factor" and "value" in entry
    ]
    assert set(decimals) == {Decimal("0.7")}
