"""Tables of an outcome: the same numbers for readers and for spreadsheets."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.outcome import Outcome, Table
from kazlib.sources import Source
from kazlib.texts import ENGLISH

# A carriage return inside a cell is read back as a line feed by every reader of CSV.
words = st.text(st.characters(exclude_categories=["C"])) | st.just('a "quoted", name\nin two lines')
rows = st.lists(st.tuples(words, st.integers()), min_size=1)


@given(rows)
def test_csv_gives_back_every_cell(cells):
    text = Table("Seats", ("list", "seats"), tuple(cells)).csv()
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["list", "seats"]
    quoted = [f"'{name}" if name[:1] in tuple("=+-@") else name for name, _ in cells]
    assert read[1:] == [[name, str(seats)] for name, (_, seats) in zip(quoted, cells, strict=True)]


def test_a_name_that_looks_like_a_formula_stays_text_in_a_spreadsheet():
    """Names can come from a link; numbers below zero stay numbers."""
    table = Table("Votes", ("list", "change"), (("=1+1", -5),))
    assert table.csv().splitlines()[1] == "'=1+1,-5"


def test_csv_has_bare_numbers_and_empty_cells_for_what_is_not_known():
    table = Table("Votes", ("list", "votes", "share"), (("Auyl", 383023, 5.29), ("Adal", None, 0)))
    assert table.csv() == "list,votes,share\nAuyl,383023,5.29\nAdal,,0"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (5247720, "5,247,720"),
        (88.41, "88.41"),
        (0, "0"),
        (None, "not known"),
        ("", ""),
        ("Nur Otan", "Nur Otan"),
    ],
)
def test_readers_see_numbers_with_separators_and_gaps_in_words(cell, shown):
    assert ENGLISH.cell(cell) == shown


def test_an_outcome_cannot_be_changed():
    outcome = Outcome("Won.", "<svg/>", Table("T", ("a",), ()), (Source("CEC"),))
    with pytest.raises(AttributeError):
        outcome.sentence = "Lost."
    with pytest.raises(AttributeError):
        outcome.table.caption = "U"
