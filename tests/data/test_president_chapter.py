"""Numbers that stand as text in the chapter on the President, compared with the data."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kazlib.law import periods, rules, timeline
from kazlib.offices.president import terms_in_office
from kazlib.offices.race import Race
from kazlib.tables.presidents import presidential_election, presidential_elections
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/president.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load((ROOT / "questions/president.yml").read_text("utf-8"))[
        "questions"
    ]
}
MONTHS = "January February March April May June July August September October November December"
DATE = re.compile(rf"(\d{{1,2}}) ({MONTHS.replace(' ', '|')}) (\d{{4}})")
HELD = presidential_elections()
OF_2019 = presidential_election(date(2019, 6, 9))
OF_2005 = presidential_election(date(2005, 12, 4))


def grouped(text):
    """Return every number with thousands separators."""
    return {int(n.replace(",", "")) for n in re.findall(r"\b\d{1,3}(?:,\d{3})+\b", text)}


def official_numbers():
    rows = records("presidential_elections")
    columns = ("votes", "votes_cast", "valid_votes", "invalid_votes", "registered_voters")
    return {row[column] for row in rows for column in columns if row[column] is not None}


def test_every_long_number_is_official_computed_or_of_an_invented_race():
    needed_2019 = OF_2019.took_part // 2 + 1
    half_of_register = OF_2019.registered // 2 + 1
    law_of_1991 = rules("president", on=date(1991, 12, 1)).signatures_absolute
    invented = {
        1_000_000,
        450_000,
        300_000,
        220_000,
        160_000,
        60_000,
        20_000,
        10_000,
        440_000,
        370_000,
    }
    computed = {needed_2019, half_of_register, law_of_1991, 500_001}
    assert grouped(TEXT) - official_numbers() == computed | invented


def test_every_day_is_an_election_a_change_of_the_law_or_named_here():
    known = {change.day for change in timeline()}
    known |= {period.valid_from for period in periods("president")}
    known |= {held.day for held in HELD} | {row["date"] for row in records("referendums")}
    known |= {
        date(1998, 10, 6),  # last day of the minimum of turnout and of the old ages
        date(1998, 10, 8),  # the early election is called, and RFE/RL reports
        date(1998, 9, 30),  # a day of exercise 6
        date(2000, 12, 1),  # end of the prolonged term
        date(2006, 12, 22),  # edition of the law on elections
        date(2007, 5, 20),  # last day of the first seven years
        date(2007, 6, 1),  # a day of exercise 3
        date(2019, 3, 19),  # resignation
        date(2022, 6, 7),  # last day of the exemption
        date(2026, 6, 30),  # law as of
    }
    months = MONTHS.split()
    found = {date(int(y), months.index(m) + 1, int(d)) for d, m, y in DATE.findall(TEXT)}
    assert found - known == set()
    assert {held.day for held in HELD} <= found


@pytest.mark.parametrize(
    ("share", "part", "whole"),
    [
        ("70.96", OF_2019.votes[OF_2019.winner], 9_216_410),
        ("70.52", OF_2019.votes[OF_2019.winner], OF_2019.took_part),
        ("54.68", OF_2019.votes[OF_2019.winner], OF_2019.registered),
        ("84.09", 370_000, 440_000),
    ],
)
def test_shares_of_the_solutions(share, part, whole):
    assert share in TEXT
    assert f"{100 * part / whole:.2f}" == share


def test_the_referendum_of_1995():
    (row,) = [row for row in records("referendums") if row["date"] == date(1995, 4, 29)]
    assert f"{row['yes_pct']} per cent of those voting said yes" in TEXT


def test_published_share_of_1999_and_that_of_the_candidates():
    held = presidential_election(date(1999, 1, 10))
    assert f"published share is {held.shares[held.winner]} per cent" in TEXT
    share = 100 * held.votes[held.winner] / sum(held.votes.values())
    assert f"so {share:.1f} per cent is of the votes for candidates" in TEXT


def test_lengths_of_the_term_as_the_text_lists_them():
    for years, day in ((7, "7 October 1998"), (5, "21 May 2007"), (7, "17 September 2022")):
        (number, month, year) = DATE.search(day).groups()
        on = date(int(year), MONTHS.split().index(month) + 1, int(number))
        words = {5: "five", 7: "seven"}[years]
        assert rules("president", on=on).term_years == years
        assert re.search(rf"\*\*{words} years\*\*[^;]* from {day}", TEXT)


def test_one_regular_election_and_five_early_ones():
    kinds = [held.kind for held in HELD]
    assert (kinds.count("regular"), kinds.count("early"), len(kinds)) == (1, 5, 7)
    assert "one was regular and five were early" in TEXT
    weeks = (date(2006, 1, 10) - OF_2005.day).days / 7
    assert 5 <= weeks < 6
    assert "by five weeks only" in TEXT


def test_two_elections_on_the_first_sunday_of_december():
    first = [h.day for h in HELD if h.day.month == 12 and h.day.day <= 7 and h.day.weekday() == 6]
    assert [day.year for day in first] == [1991, 2005]
    assert all(held.day.weekday() == 6 for held in HELD)


# ------------------------------------------------------------------------------------------------
# Self-check.


def test_the_votes_needed_in_2005():
    assert QUESTIONS["pr-q-needed"]["answer"] == OF_2005.took_part // 2 + 1
    valid = sum(OF_2005.votes.values())
    assert {valid, OF_2005.took_part - valid} <= grouped(QUESTIONS["pr-q-needed"]["text"])


def test_the_year_in_which_the_term_of_2011_was_to_end():
    winners = {held.day: held.winner for held in HELD}
    terms = terms_in_office(winners, "Nursultan Nazarbayev", first_president=True)
    assert QUESTIONS["pr-q-due"]["answer"] == terms[3].due.year


def test_shares_of_2022_on_three_bases():
    race = Race.of(presidential_election(date(2022, 11, 20)))
    votes = race.votes["Kassym-Jomart Tokayev"]
    for base in (sum(race.votes.values()), race.took_part, race.registered):
        assert f"{100 * votes / base:.2f}" in QUESTIONS["pr-q-base"]["explanation"]


def test_voters_at_home_leave_the_base():
    right = next(o["text"] for o in QUESTIONS["pr-q-home"]["options"] if o["correct"])
    assert right == f"About {100 * 30 / 70:.0f} per cent"
