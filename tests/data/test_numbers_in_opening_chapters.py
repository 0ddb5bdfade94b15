"""Numbers that stand in the text of the first two chapters are those of the data and the law."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kazlib.apportionment import highest_averages, largest_remainder
from kazlib.explorables.seat_allocator import INVENTED, compute
from kazlib.law import gaps, periods, rules, timeline
from kazlib.tables.elections import list_election, official_list_votes

Row = dict[str, str]

ROOT = Path(__file__).resolve().parents[2]


def text_of(chapter: str) -> str:
    """Return a chapter as one line of text, without emphasis."""
    text = (ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text.replace("*", ""))


@pytest.fixture(scope="module")
def law() -> str:
    return text_of("law-of-elections")


@pytest.fixture(scope="module")
def reading() -> str:
    return text_of("reading-an-election")


def written(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def spans(office: str, holds: Callable[..., bool]) -> list[tuple[date, date | None]]:
    """Return the first and last days of neighbouring periods in which something holds."""
    found: list[tuple[date, date | None]] = []
    before = False
    for period in periods(office):
        now = holds(period)
        if now and before:
            found[-1] = (found[-1][0], period.valid_to)
        elif now:
            found.append((period.valid_from, period.valid_to))
        before = now
    return found


# ------------------------------------------------------------------------------------------------
# The law of elections.


def test_the_sentence_of_2025_never_was_the_law_of_one_day(law: str) -> None:
    seven = spans("president", lambda p: p.parameter("term_years").value == 7)
    exempt = spans("president", lambda p: p.parameter("first_president_exempt").value is True)
    chamber = spans(
        "mazhilis",
        lambda p: (p.parameter("total_seats").value, p.parameter("list_seats").value) == (107, 98),
    )
    assert seven == [(date(1998, 10, 7), date(2007, 5, 20)), (date(2022, 9, 17), None)]
    assert exempt == chamber == [(date(2007, 5, 21), date(2022, 6, 7))]
    assert "Seven years: 7 October 1998 to 20 May 2007, and again from 17 September 2022." in law
    assert "Exempt: 21 May 2007 to 7 June 2022." in law


@pytest.mark.parametrize(
    ("day", "term", "exempt"),
    [
        (date(2005, 3, 1), 7, False),
        (date(2010, 3, 1), 5, True),
        (date(2022, 12, 1), 7, False),
    ],
)
def test_the_three_days_to_try_show_why(day: date, term: int, exempt: bool, law: str) -> None:
    of_that_day = rules("president", on=day)
    assert (of_that_day.term_years, of_that_day.first_president_exempt) == (term, exempt)
    assert written(day) in law


def test_the_time_without_a_rule_for_electing_a_parliament(law: str) -> None:
    ((first, last),) = gaps("mazhilis")
    assert f"from {first.day} March to {written(last)} our data hold no rule" in law


def test_the_years_with_most_changes(law: str) -> None:
    by_year = Counter(change.day.year for change in timeline())
    assert by_year.most_common(2) == [(1998, 8), (2022, 8)]
    assert "1998 and 2022 have most changes, eight each" in law
    assert not any(2011 < year < 2017 for year in by_year)
    assert len(timeline()) == 51


def test_days_between_acts_and_votes(law: str) -> None:
    cell = re.search(r"pairs = pd.DataFrame\( \[(.+?)\], columns", law)
    assert cell
    pairs = re.findall(r'\("([\d-]+)", "([\d-]+)"\)', cell.group(1))
    days = [(date.fromisoformat(b) - date.fromisoformat(a)).days for a, b in pairs]
    assert len(days) == 9
    assert [d for d in days if d >= 365] == [1070]
    assert min(days) == 53
    assert days[0] == 95 == 24 + 30 + 31 + 10
    assert (date(2026, 8, 23) - date(2026, 3, 15)).days == 161
    assert "53 days from the entry into force (161 from the referendum)" in law
    acts = {change.day.isoformat() for change in timeline()}
    assert {act for act, _ in pairs} <= acts


def test_the_referendum_of_august_1995(law: str, tables: dict[str, list[Row]]) -> None:
    (row,) = [r for r in tables["referendums"] if r["date"] == "1995-08-30"]
    assert f"{row['yes_pct']} per cent of the valid votes" in law


def test_the_steps_of_7_october_1998(law: str) -> None:
    assert "Four lines are changes between known rules" in law
    assert "The other nine are in our data only from this day on" in law
    before, after = (
        rules("president", on=date(1998, 10, 6)),
        rules("president", on=date(1998, 10, 7)),
    )
    states = [
        (before.parameter(n).state, after.parameter(n).state)
        for n in after.parameters
        if (before.parameter(n).state, before.parameter(n).value)
        != (after.parameter(n).state, after.parameter(n).value)
    ]
    assert sum("unknown" not in pair for pair in states) == 4
    assert sum("unknown" in pair for pair in states) == 9


# ------------------------------------------------------------------------------------------------
# How to read an election.


def test_two_percentages_of_january_1999(tables: dict[str, list[Row]], reading: str) -> None:
    (row,) = [
        r
        for r in tables["presidential_elections"]
        if r["date"] == "1999-01-10" and r["elected"] == "yes"
    ]
    assert (row["pct"], Fraction(row["pct_of_valid"])) == ("79.78", 81)
    assert "## A puzzle: 79.78 or 81.00?" in reading


def test_the_invented_parties_by_hand(reading: str) -> None:
    votes = {"A": 52000, "B": 39500, "C": 8500}
    assert largest_remainder(votes, 10).seats == {"A": 5, "B": 4, "C": 1}
    assert highest_averages(votes, 10).seats == {"A": 6, "B": 4, "C": 0}
    assert highest_averages(votes, 10, divisors="sainte-lague").seats["C"] == 1
    assert largest_remainder({"A": 52000, "B": 39500}, 10).seats == {"A": 6, "B": 4}
    for party, number in votes.items():
        for divisor in range(1, 7):
            assert f"{round(Fraction(number, divisor)):,}" in reading, (party, divisor)
    queue = sorted((Fraction(v, d) for v in votes.values() for d in range(1, 11)), reverse=True)
    assert queue[10] == 8500
    assert "C stands eleventh in the queue" in reading
    assert Fraction(8500, 125000) == Fraction("0.068")


@pytest.mark.parametrize(
    ("change", "seats"),
    [
        ({}, (5, 4, 1)),
        ({"formula": "dhondt"}, (6, 4, 0)),
        ({"threshold": 9}, (6, 4, 0)),
        ({"threshold": "8.5"}, (5, 4, 1)),
        ({"seats": 20}, (10, 8, 2)),
        ({"threshold": 45}, (7, 3, 0)),
    ],
)
def test_every_step_to_try_gives_what_the_text_says(change: Row, seats: tuple[int, ...]) -> None:
    table = compute(election=INVENTED, **change).table
    assert tuple(row[table.columns.index("Seats")] for row in table.rows) == seats


def test_the_town_and_the_district_by_hand(reading: str) -> None:
    shares = [Fraction(100 * 300, base) for base in (620, 640, 1000)]
    assert [round(float(share), 1) for share in shares] == [48.4, 46.9, 30.0]
    assert "48.4, 46.9 or 30.0 per cent" in reading
    district = [round(100 * 14600 / base, 2) for base in (28500, 30000, 50000)]
    assert district == [51.23, 48.67, 29.20]
    assert "14,600 / 28,500 = 51.23 per cent; 14,600 / 30,000 = 48.67" in reading


def test_the_council_of_seven(reading: str) -> None:
    council = {"P": 47000, "Q": 31000, "R": 16000, "S": 6000}
    assert tuple(largest_remainder(council, 7).seats.values()) == (3, 2, 1, 1)
    assert tuple(highest_averages(council, 7).seats.values()) == (4, 2, 1, 0)
    del council["S"]
    assert tuple(largest_remainder(council, 7).seats.values()) == (4, 2, 1)
    assert "3, 2, 1, 1." in reading


def test_the_real_elections_that_are_named(reading: str) -> None:
    votes = official_list_votes(date(2007, 8, 18))
    assert round(100 * votes["Nur Otan"] / sum(votes.values()), 2) == 88.41
    assert list_election(date(2007, 8, 18)).seats["Nur Otan"] == 98
    assert official_list_votes(date(2021, 1, 10))["Auyl"] == 383_023
    assert "88.41" in reading
    assert "383,023" in reading


def test_the_candidates_of_1998(tables: dict[str, list[Row]]) -> None:
    numbers = {r["subject"]: r["number"] for r in tables["registration_1998_1999"] if r["number"]}
    assert (numbers["wanted to stand"], numbers["registered"]) == ("8", "4")
    assert numbers["signatures"] == "170000"
