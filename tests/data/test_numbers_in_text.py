"""Numbers in the text of chapters: calculations are right, and long numbers stand in the tables.

A number that stands in no table comes from a source that the sentence cites, from an invented
example, or from a model. It has to be listed in ``numbers_not_in_tables.yml``, so that a digit that
slips is seen, and so that whoever adds one says so. Short numbers (98 seats) are checked chapter by
chapter, in the other files of this folder.
"""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.data.text_numbers import CHAPTERS, Equation, equations, long_numbers, text_of

ROOT = Path(__file__).resolve().parents[2]
LISTED = yaml.safe_load((Path(__file__).parent / "numbers_not_in_tables.yml").read_text("utf-8"))
WITH_QUESTIONS = sorted(path.stem for path in (ROOT / "questions").glob("*.yml"))
EQUATIONS = list(equations())


def numbers_in(text: str) -> set[Decimal]:
    return {
        Decimal(n.replace(",", "").replace("_", ""))
        for n in re.findall(r"\d[\d,_]*(?:\.\d+)?", text)
    }


@pytest.fixture(scope="module")
def tabled() -> set[Decimal]:
    """Every number of the tables, and of the law."""
    found: set[Decimal] = set()
    for path in (ROOT / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    found |= numbers_in(cell)
    for path in (ROOT / "data" / "law").glob("*.toml"):
        found |= numbers_in(path.read_text(encoding="utf-8"))
    return found


def test_calculations_are_found() -> None:
    assert len(EQUATIONS) > 50
    assert Equation("x", "8,500 / 125,000", "6.8 per cent", per_cent=True).holds
    assert not Equation("x", "8,500 / 125,000", "6.9 per cent", per_cent=True).holds
    assert Equation("x", "√(0.25 × 4)", "1.0", per_cent=False).holds


def test_every_calculation_in_the_text_is_right() -> None:
    assert [str(equation) for equation in EQUATIONS if not equation.holds] == []


@pytest.mark.parametrize("chapter", WITH_QUESTIONS)
def test_long_numbers_stand_in_the_tables_in_a_calculation_or_in_the_list(
    chapter: str, tabled: set[Decimal]
) -> None:
    computed = {
        number
        for equation in EQUATIONS
        if equation.chapter == chapter
        for number in numbers_in(f"{equation.left} {equation.right}")
    }
    others = long_numbers(text_of(CHAPTERS / f"{chapter}.md")) - tabled - computed
    assert sorted(others) == sorted(Decimal(number) for number in LISTED.get(chapter, ()))
