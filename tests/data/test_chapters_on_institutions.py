"""Numbers that the chapters on parliament and local government write out, against data and law."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from kazlib.explorables import load, parse_link
from kazlib.explorables.one_region_two_seats import compute as one_region
from kazlib.law import rules
from kazlib.measures import malapportionment
from kazlib.offices.maslikhat import no_confidence
from kazlib.offices.senate import least_share_for_majority, residents_of_2020
from kazlib.offices.senate_years import renewals
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
CHAPTERS = {
    name: (ROOT / "chapters" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("parliament", "local-government")
}
PARLIAMENT, LOCAL = CHAPTERS.values()
RESIDENTS = residents_of_2020()
TWO_EACH = dict.fromkeys(RESIDENTS, 2)


def answer(chapter, question):
    path = ROOT / "questions" / f"{chapter}.yml"
    questions = yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
    return next(q["answer"] for q in questions if q["id"] == question)


def whole(text):
    return int(text.replace(",", ""))


def table_rows(text, first):
    """Return the cells of the rows of a Markdown table whose first cell fits a pattern."""
    return [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in re.findall(rf"^\| {first} .*\|$", text, re.M)
    ]


# ------------------------------------------------------------------------------------------------
# Parliament.


def test_sizes_of_the_chambers_in_the_key_points():
    lower, upper = re.search(
        r"a Mazhilis \(([\d, ]+) seats\) and a Senate \(([\d, ]+)\)", PARLIAMENT
    ).groups()
    days = [
        date(1996, 6, 1),
        date(2000, 1, 1),
        date(2008, 1, 1),
        date(2019, 1, 1),
        date(2023, 6, 1),
    ]
    senate = [rules("senate", on=day).total_seats for day in days]
    mazhilis = [rules("mazhilis", on=day).total_seats for day in days]
    assert [int(n) for n in upper.split(", ")] == senate
    assert [int(n) for n in lower.split(", ")] == list(dict.fromkeys(mazhilis))


def test_majorities_of_the_exercise():
    rows = table_rows(PARLIAMENT, r"20\d\d")
    assert len(rows) == 4
    for year, seats, majority, needed, share in rows:
        law = rules("senate", on=date(int(year), 6, 1))
        assert int(seats) == law.total_seats
        assert int(majority) == law.total_seats // 2 + 1
        assert int(needed) == int(majority) - law.appointed_seats
        exact = Fraction(100 * int(needed), law.elected_seats)
        assert share == f"{float(exact):.1f} per cent"


def test_years_of_the_halves():
    half_b = re.search(r"Half B: ([\d, ]+)\.", PARLIAMENT)[1]
    half_a = re.search(r"Half A: ([\d, ]+) \(and 2026", PARLIAMENT)[1]
    for text, half in ((half_a, 1), (half_b, 2)):
        years = [r.year for r in renewals() if r.half == half and 1999 <= r.year < 2026]
        assert [int(year) for year in text.split(", ")] == years


def test_residents_of_2025_of_the_exercise():
    people = {str(row["name_en"]): row["population_2025"] for row in records("regions")}
    names = ("Almaty", "Turkistan Region", "Shymkent", "Karaganda Region", "Ulytau Region")
    sentence = re.search(
        r"Residents at the start of 2025 .*?: (.*?)\. Two senators each", PARLIAMENT
    )[1]
    stated = dict(re.findall(r"([A-Z][a-z]+(?: Region)?) ([\d,]+\d)", sentence))
    assert {name: whole(number) for name, number in stated.items()} == {n: people[n] for n in names}
    five = {name: people[name] for name in names}
    assert f"Together {sum(five.values()):,} residents" in PARLIAMENT
    assert f"= {five['Almaty'] / five['Ulytau Region']:.2f}." in PARLIAMENT
    assert f"half of it {malapportionment(five, dict.fromkeys(five, 2)):.1f} per cent" in PARLIAMENT


def test_measures_of_2020_in_the_key_points():
    ratio, moved, blocking = re.search(
        r"a ratio \(([\d.]+) in 2020\), .*?\(([\d.]+) per cent\) .*?\(([\d.]+) per cent\)",
        PARLIAMENT,
    ).groups()
    assert float(ratio) == round(max(RESIDENTS.values()) / min(RESIDENTS.values()), 2)
    assert float(moved) == round(malapportionment(RESIDENTS, TWO_EACH), 1)
    assert float(blocking) == round(100 * float(least_share_for_majority(RESIDENTS, TWO_EACH)), 1)


def test_what_ifs_of_the_second_explorable():
    mixed, free, small = (
        one_region(each=1, extra=17),
        one_region(each=0, extra=34),
        one_region(each=0, extra=10),
    )
    assert "ratio of 1.97 to 1. For equal weight 10.2%" in mixed.sentence
    assert "falls from 3.75 to 1.97" in PARLIAMENT
    assert "from 17.9 to 10.2 per cent" in PARLIAMENT
    assert "ratio of 1.85 to 1" in free.sentence
    assert "the ratio is 1.85" in PARLIAMENT
    assert sum(row[2] == 0 for row in small.table.rows) == 7
    assert "**With ten seats** seven units" in PARLIAMENT


def test_six_units_had_more_than_half_of_the_residents():
    largest = sorted(RESIDENTS.values(), reverse=True)
    assert sum(largest[:5]) < sum(RESIDENTS.values()) / 2 < sum(largest[:6])
    assert "six units of 17 had more than half of the residents" in PARLIAMENT


def test_shares_of_seats_filled_by_voters():
    for before, after in (("66.4", "77 of 116"), ("63.6", "98 of 154")):
        won, total = map(int, after.split(" of "))
        assert float(before) == round(100 * won / total, 1)
        assert f"{before}" in PARLIAMENT
        assert after in PARLIAMENT


def test_numeric_questions_on_parliament():
    before, after = (rules("senate", on=date(2022, 6, day)) for day in (7, 8))
    assert answer("parliament", "pm-q-new-regions") == after.elected_seats - before.elected_seats
    majority = before.total_seats // 2 + 1
    assert answer("parliament", "pm-q-majority") == majority - before.appointed_seats


# ------------------------------------------------------------------------------------------------
# Local government.


def test_councils_of_the_exercise():
    rows = table_rows(LOCAL, r"\d\d")
    assert [row[0] for row in rows] == ["18", "25", "30", "32", "50"]
    law = rules("maslikhat", on=date(2023, 9, 1))
    for deputies, fifth, majority in rows:
        motion = no_confidence(law, int(deputies), 0, 0)
        assert int(fifth.split(" ")[0]) == motion.raise_needed
        assert int(majority) == motion.pass_needed
    assert answer("local-government", "lg-q-fifth") == no_confidence(law, 32, 0, 0).raise_needed


def test_the_smallest_council_in_which_one_deputy_is_not_enough():
    law = rules("maslikhat", on=date(2023, 9, 1))
    needed = [no_confidence(law, deputies, 0, 0).raise_needed for deputies in range(1, 7)]
    assert needed == [1, 1, 1, 1, 1, 2]
    assert "(d) Six." in LOCAL


def test_north_kazakhstan_adds_up():
    total, region, town, districts = map(
        int,
        re.search(
            r"elected (\d+): (\d+) for the region, (\d+) for .* and (\d+) for 13", LOCAL
        ).groups(),
    )
    assert total == region + town + districts


def test_percentages_of_the_rural_elections():
    for part, whole_, stated in (
        ("730", "2,345", 31.1),
        ("1,419", "2,297", 61.8),
        ("627", "730", 85.9),
    ):
        assert f"{part} / {whole_} = {stated} per cent" in LOCAL
        assert round(100 * whole(part) / whole(whole_), 1) == stated


@pytest.mark.parametrize(
    ("day", "cells"),
    [
        (date(2010, 7, 1), ("appointed-with-consent", "appointed", "appointed")),
        (date(2016, 7, 1), ("appointed-with-consent", "appointed", "chosen-by-maslikhats")),
        (date(2022, 12, 31), ("deputies-choose", "appointed", "elected")),
        (date(2024, 7, 1), ("deputies-choose", "appointed-with-elected-pilots", "elected")),
    ],
)
def test_the_twelve_answers(day, cells):
    law = rules("maslikhat", on=day)
    assert (law.akim_region, law.akim_district, law.akim_rural) == cells


# ------------------------------------------------------------------------------------------------
# Both.


@pytest.mark.parametrize("text", CHAPTERS.values(), ids=CHAPTERS)
def test_every_scenario_link_can_be_read(text):
    links = re.findall(r'href="[\w.-]*#([\w-]+)\?([^"]*)"', text)
    assert len(links) >= 5
    for slug, query in links:
        assert parse_link(load(slug), query.replace("&amp;", "&"))
