"""Referendums: majority of those voting, turnout, two thirds of the regions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidVotes, UnknownRule
from kazlib.law import rules
from kazlib.offices.referendum import referendum

LAW = rules("referendum", on=date(2022, 6, 5))


def outcome(yes, no, **numbers):
    return referendum(LAW, yes, no, **numbers)


def test_2024_the_nuclear_power_plant_was_approved():
    """Central Referendum Commission via The Astana Times and TASS (October 2024)."""
    result = outcome(5561937, 2045271, votes_cast=7820204, registered=12284487)
    assert (result.majority, result.turnout_reached, result.regional_majority) == (True, True, True)
    assert result.approved is True
    assert result.regions_needed is None


def test_2022_the_regions_are_not_known_so_approval_is_not_refuted():
    result = outcome(
        6163516, 1490470, votes_cast=7985769, registered=11734642, constitutional=True, units=17
    )
    assert (result.majority, result.turnout_reached) == (True, True)
    assert result.regional_majority is None
    assert result.regions_needed == 12  # two thirds of 17 is 11.3
    assert result.approved is None
    assert "2/3 of the regions" in result.notes[-1]


def test_the_majority_is_of_those_who_voted_and_half_is_none():
    assert outcome(51, 49).majority
    assert not outcome(50, 50).majority
    with_invalid = outcome(51, 40, votes_cast=102, registered=150)
    assert not with_invalid.majority
    assert with_invalid.approved is False


def test_turnout_of_half_is_enough_and_less_is_not():
    assert outcome(40, 10, votes_cast=50, registered=100).approved is True
    low = outcome(40, 9, votes_cast=49, registered=100)
    assert (low.majority, low.turnout_reached, low.approved) == (True, False, False)


def test_without_a_register_turnout_is_not_known():
    result = outcome(60, 40)
    assert (result.turnout_reached, result.approved) == (None, None)
    assert "not known" in result.notes[-1]
    # Even of the two answers alone half of the register came; with fewer it stays open.
    assert outcome(60, 40, registered=200).turnout_reached is True
    assert outcome(60, 40, registered=201).turnout_reached is None


WON, LOST = (60, 100), (50, 100)


@pytest.mark.parametrize(
    ("won", "lost", "units", "expected"),
    [
        (12, 5, 17, True),
        (11, 6, 17, False),
        (12, 0, 17, True),  # settled before every region is in
        (0, 6, 17, False),
        (11, 5, 17, None),
        (0, 0, 17, None),
        (14, 6, 20, True),
        (13, 7, 20, False),
        (2, 1, 3, True),
    ],
)
def test_two_thirds_of_the_regions(won, lost, units, expected):
    regions = {f"won {n}": WON for n in range(won)} | {f"lost {n}": LOST for n in range(lost)}
    result = outcome(
        60, 40, votes_cast=100, registered=150, constitutional=True, regions=regions, units=units
    )
    assert result.regional_majority is expected
    assert result.approved is expected


def test_a_reform_of_every_condition():
    law = LAW.reform(majority_pct=60, turnout_minimum_pct=None, amendment_regions=None)
    assert referendum(law, 60, 40, constitutional=True).approved is False
    assert referendum(law, 61, 39, constitutional=True).approved is True


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10**5), st.integers(0, 10**6))
def test_approval_needs_majority_and_turnout(yes, no, invalid, stayed_home):
    cast = yes + no + invalid
    result = outcome(yes, no, votes_cast=cast, registered=cast + stayed_home)
    assert result.approved is (2 * yes > cast >= stayed_home)


@pytest.mark.parametrize("day", [date(1991, 3, 17), date(1995, 4, 29), date(1995, 8, 30)])
def test_the_law_of_the_first_three_was_not_seen(day):
    with pytest.raises(UnknownRule):
        rules("referendum", on=day)


@pytest.mark.parametrize(
    ("yes", "no", "numbers"),
    [
        (0, 0, {}),
        (-1, 5, {}),
        (5, 5.0, {}),
        (True, 5, {}),
        ("5", 5, {}),
        (5, 5, {"votes_cast": 9}),
        (5, 5, {"votes_cast": 0}),
        (5, 5, {"registered": 9}),
        (5, 5, {"constitutional": True, "regions": {"A": (1, 2)}}),
        (5, 5, {"constitutional": True, "regions": {"A": (1, 2)}, "units": 0}),
        (5, 5, {"constitutional": True, "regions": {"A": (3, 2)}, "units": 1}),
        (5, 5, {"constitutional": True, "regions": {"A": (0, 0)}, "units": 1}),
        (5, 5, {"constitutional": True, "regions": {"A": (1, 2), "B": (1, 2)}, "units": 1}),
        (5, 5, {"constitutional": True, "regions": {"A": 5}, "units": 1}),
        (5, 5, {"constitutional": True, "regions": [1], "units": 1}),
    ],
)
def test_numbers_that_cannot_be_are_refused(yes, no, numbers):
    with pytest.raises(InvalidVotes):
        outcome(yes, no, **numbers)
