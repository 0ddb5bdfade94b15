"""senate-renewal: the Senate's real compositions, then other numbers, then errors in words."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidNumber, InvalidSeats, KazlibError, UnknownRule
from kazlib.explorables.senate_renewal import compute, shown
from kazlib.law import rules
from kazlib.offices.senate import composition

SVG = "{http://www.w3.org/2000/svg}"


def rows(outcome):
    return {int(row[0]): row[1:] for row in outcome.table.rows}


@pytest.mark.parametrize(
    ("year", "units", "elected", "appointed", "total", "half", "seats_up"),
    [
        (1999, 16, 32, 7, 39, "B*", 16),  # after the mergers of 1997
        (2007, 16, 32, 15, 47, "", ""),  # 15 appointed since May
        (2018, 17, 34, 15, 49, "", ""),  # Shymkent
        (2020, 17, 34, 15, 49, "A", 17),  # The Astana Times: 17 senators elected in August
        (2022, 20, 40, 10, 50, "", ""),  # Abai, Jetisu, Ulytau; ten appointed
        (2023, 20, 40, 10, 50, "B", 20),
    ],
)
def test_the_compositions_that_were_in_force(
    year, units, elected, appointed, total, half, seats_up
):
    row = rows(compute(year=year))[year]
    assert row == (units, elected, appointed, total, half, seats_up, "law")


def test_the_recalled_composition_of_1996_is_called_unverified():
    """19 regions and the capital, 40 + 7: from memory."""
    outcome = compute(year=1996)
    assert rows(outcome)[1996] == (20, 40, 7, 47, "", "", "law, recalled and unverified")
    assert "By the law at the end of 1996 (recalled and unverified) the Senate has" in (
        outcome.sentence
    )
    assert "unverified" not in compute(year=1995).sentence  # 40 + 7 of 1995: IPU


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"units": 1}, "there was 1 region or city (law: 16)? Then the Senate has 9 seats"),
        ({"appointed": 1}, "if the appointed member voted with them (an assumption), 16 of"),
        ({"units": 1, "appointed": 30}, "the 30 appointed members would have it without any"),
        ({"units": 2, "appointed": 3}, "all 3 appointed members voted together (an assumption), 1"),
    ],
)
def test_small_numbers_are_said_in_good_english(values, says):
    assert says in compute(year=2000, **values).sentence


def test_1995_both_halves_and_one_of_them_for_two_years():
    outcome = compute(year=1995)
    assert "Both halves are elected; half A serves only until 1997" in outcome.sentence
    assert rows(outcome)[1995] == (None, 40, 7, 47, "A and B", 40, "law")
    assert rows(outcome)[1997][4] == "A"


def test_every_third_year_since_1999_the_halves_take_turns():
    table = rows(compute())
    voted = {year: row[4][0] for year, row in table.items() if 1999 <= year < 2026 and row[4]}
    assert voted == dict(zip(range(1999, 2026, 3), "BABABABAB", strict=True))


def test_the_election_due_in_2026_is_not_claimed():
    outcome = compute(year=2026)
    assert "Half A would be up in 2026, but the Senate was abolished" in outcome.sentence
    assert rows(outcome)[2026][4:6] == ("abolished", "")
    assert "2026: 40 elected, 10 appointed<" in outcome.svg


def test_15_appointed_members_need_9_elected_for_a_majority():
    """2007: 15 + 9 = 24 of 47. Before: 7 + 13 = 20 of 39. After 2022: 10 + 16 = 26 of 50."""
    for year, needed, majority in ((2006, 13, 20), (2007, 9, 24), (2023, 16, 26)):
        sentence = compute(year=year).sentence
        assert f"A majority is {majority};" in sentence
        assert f"{needed} of the " in sentence


@pytest.mark.parametrize("year", [1997, 1998])
def test_what_was_not_seen_is_not_guessed_but_can_be_tried(year):
    assert shown(year=year) == {"year": year, "units": None, "appointed": None}
    for given_numbers in ({}, {"units": 16}, {"appointed": 7}):
        with pytest.raises(UnknownRule, match=f"in {year} were not seen"):
            compute(year=year, **given_numbers)
    tried = compute(year=year, units=16, appointed=7)
    assert "16 regions and cities (law: not known)" in tried.sentence
    assert "the Senate has 39 seats" in tried.sentence


def test_a_what_if_holds_from_its_year_on_and_says_so():
    """One region more in 2011: two seats more, one of them at each renewal."""
    law, more = rows(compute(year=2011)), rows(compute(year=2011, units=17))
    for year in range(1995, 2011):
        assert more[year] == law[year]
    assert more[2011] == (17, 34, 15, 49, "B*", 17, "what-if")
    assert more[2023][:4] == (17, 34, 10, 44)  # the appointed members follow the law
    assert compute(year=2011, units=17).sentence.startswith("What if from 2011 on there were 17")


def test_the_law_s_own_numbers_are_no_what_if():
    assert compute(year=2020, units=17, appointed=15) == compute(year=2020)


def test_a_senate_without_appointed_members():
    outcome = compute(year=2023, appointed=0)
    assert "A majority is 21, all of them elected" in outcome.sentence


def test_picture_and_table_say_the_same():
    outcome = compute(year=2020)
    tree = ET.fromstring(outcome.svg)
    groups = [g for g in tree.iter(f"{SVG}g") if g.get("fill", "").startswith("url")]
    assert [len(g.findall(f"{SVG}circle")) for g in groups] == [17, 17, 15]
    assert tree.find(f"{SVG}desc").text == outcome.sentence
    assert len(outcome.table.rows) == 32


@pytest.mark.parametrize("year", [1996, 2003, 2010, 2019, 2024])
def test_the_table_agrees_with_the_law(year):
    seats = composition(rules("senate", on=date(year, 12, 31)))
    row = rows(compute(year=year))[year]
    assert row[:4] == (seats.units, seats.elected, seats.appointed, seats.total)


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"year": 1994}, InvalidNumber, "from 1995 to 2026"),
        ({"year": 2027}, InvalidNumber, "from 1995 to 2026"),
        ({"year": 2020.5}, InvalidNumber, "year is 2020.5"),
        ({"units": 0}, InvalidSeats, "units is 0"),
        ({"units": 201}, InvalidSeats, "from 1 to 200"),
        ({"appointed": -1}, InvalidSeats, "appointed is -1"),
        ({"appointed": 10**9}, InvalidSeats, "from 0 to 200"),
    ],
)
def test_impossible_numbers_are_refused_in_words(values, error, says):
    with pytest.raises(error, match=says):
        compute(**values)


@given(st.integers(1990, 2030), st.none() | st.integers(-5, 250), st.none() | st.integers(-5, 250))
def test_any_values_give_an_answer_or_a_message(year, units, appointed):
    with suppress(KazlibError):
        outcome = compute(year=year, units=units, appointed=appointed)
        row = rows(outcome)[year]
        assert row[3] == row[1] + row[2]
        ET.fromstring(outcome.svg)
