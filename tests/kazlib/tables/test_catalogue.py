"""catalogue: what the data package says, what the tables hold, and names of rows."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

import kazlib
from kazlib.errors import InvalidChoice
from kazlib.tables.catalogue import (
    cells,
    cite,
    confidence_counts,
    data_files,
    empty_cells,
    row_id,
    tables,
)
from kazlib.tables.records import table_names

DATA = Path(__file__).parents[3] / "data"
every_table = pytest.mark.parametrize("name", table_names())


def test_every_file_of_the_package_is_there_with_its_own_words():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    stated = [(r["path"], r["title"], r["description"]) for r in package["resources"]]
    assert [(file.path, file.title, file.description) for file in data_files()] == stated
    assert all(file.licences for file in data_files())


@every_table
def test_rows_are_those_of_the_file(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert list(cells(name)) == list(csv.DictReader(file))


@every_table
def test_no_two_rows_have_one_name(name):
    names = Counter(row_id(name, row) for row in cells(name))
    assert [each for each, count in names.items() if count > 1] == []
    assert not [each for each in names if any(sign in each for sign in " \"'<>#%")]


@every_table
def test_every_row_has_one_confidence(name):
    assert sum(confidence_counts(name).values()) == len(cells(name))


def test_a_row_is_cited_by_its_key():
    (row,) = [
        row
        for row in cells("mazhilis_elections")
        if (row["date"], row["party"]) == ("2007-08-18", "Nur Otan")
    ]
    assert row_id("mazhilis_elections", row) == "mazhilis_elections:2007-08-18:party_list:Nur-Otan"
    cited = cite("mazhilis_elections", row, kazlib.__version__)
    assert f"version {kazlib.__version__}, table mazhilis_elections" in cited
    assert "date=2007-08-18, tier=party_list, party=Nur Otan; verified; after " in cited


def test_empty_cells_are_counted_by_column():
    assert empty_cells("referendums")["other_votes"] == 3
    assert "date" not in empty_cells("referendums")


def test_units_and_allowed_words_come_from_the_package():
    table = next(table for table in tables() if table.name == "paper_claims")
    columns = {column.name: column for column in table.columns}
    assert columns["number"].unit == "ordinal number"
    assert "slip" in columns["verdict"].allowed
    assert table.key == ("number",)


def test_a_table_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(InvalidChoice, match=r"^table is 'parites'; allowed: .*parties"):
        cells("parites")
