"""Tables as pandas frames, and pandas only for those who ask for a frame."""

import subprocess
import sys

import pandas as pd
import pytest

from kazlib import tables
from kazlib.errors import InvalidChoice
from kazlib.tables import frame
from kazlib.tables.records import column_types, records, table_names

EXPECTED = {"integer": "Int64", "year": "Int64", "number": "Float64", "string": "string"}


@pytest.mark.parametrize("name", table_names())
def test_a_frame_has_the_columns_types_and_gaps_of_the_table(name):
    table = frame(name)
    assert list(table.columns) == list(column_types(name))
    assert len(table) == len(records(name))
    for column, kind in column_types(name).items():
        if kind == "date":
            assert pd.api.types.is_datetime64_any_dtype(table[column])
        elif kind in EXPECTED:
            assert table[column].dtype == EXPECTED[kind]
        missing = [row[column] is None for row in records(name)]
        assert table[column].isna().tolist() == missing


def test_numbers_are_those_of_the_records():
    table = frame("mazhilis_elections")
    for column in ("votes", "seats", "pct"):
        cells = [row[column] for row in records("mazhilis_elections")]
        numbers = [float(cell) for cell in cells if cell is not None]
        assert table[column].dropna().astype(float).tolist() == numbers


def test_votes_of_an_election_add_up_in_a_frame():
    elections = frame("mazhilis_elections")
    lists = elections[(elections["date"] == "2021-01-10") & (elections["tier"] == "party_list")]
    assert lists["votes"].sum() == 7241562


def test_a_frame_is_the_reader_s_own_copy():
    table = frame("mazhilis_elections")
    table["votes"] = 0
    assert frame("mazhilis_elections")["votes"].max() == 6183757


def test_a_table_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(InvalidChoice, match=r"^table is 'elections'; allowed"):
        frame("elections")


def test_the_folder_has_no_other_surprises():
    with pytest.raises(AttributeError, match="no attribute 'frames_of_mind'"):
        _ = tables.frames_of_mind


def test_explorables_load_without_pandas_numpy_matplotlib_and_ipywidgets():
    """In a browser every one of them would be downloaded."""
    heavy = ["pandas", "numpy", "matplotlib", "ipywidgets", "dask"]
    code = (
        "import sys\n"
        "from kazlib.explorables import SLUGS, load\n"
        "from kazlib.tables import records\n"
        "[load(slug).compute() for slug in SLUGS]\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.strip() == "[]"
