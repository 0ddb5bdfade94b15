"""District seats by the law of the day, and the state list of 1994."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import Tie
from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes, UnknownRule
from kazlib.law import rules
from kazlib.offices.mazhilis_districts import (
    district,
    district_second_round,
    district_tier,
    state_list,
)

VOTES = {"A": 40, "B": 35, "C": 25}
CLEAR = {"A": 60, "B": 40}


def law_of(day):
    return rules("mazhilis", on=date.fromisoformat(day))


# No votes of real districts are in the data: data/mazhilis_elections.csv has seats only.


@pytest.mark.parametrize("day", ["1994-03-07", "2023-03-19"])
def test_plurality_in_1994_and_2023(day):
    assert district(law_of(day), VOTES).elected == "A"


@pytest.mark.parametrize("day", ["1995-12-09", "1999-10-10", "2004-09-19"])
def test_two_rounds_in_1995_1999_and_2004(day):
    result = district(law_of(day), VOTES)
    assert (result.elected, result.second_round) == (None, ("A", "B"))
    assert district(law_of(day), CLEAR).elected == "A"


def test_1995_wanted_half_of_the_voters_to_come():
    law = law_of("1995-12-09")
    low = district(law, CLEAR, took_part=100, registered=201)
    assert (low.turnout_reached, low.elected) == (False, None)
    assert district(law, CLEAR, took_part=100, registered=200).elected == "A"
    # The clause was dropped on 6 November 1998.
    assert district(law_of("1999-10-10"), CLEAR, took_part=100, registered=201).elected == "A"


def test_in_a_second_round_the_larger_number_wins():
    law = law_of("1999-10-24")
    assert district_second_round(law, {"A": 40, "B": 45}, took_part=100).elected == "B"
    assert district_second_round(law, {"A": 40, "B": 40}).tie == Tie(("A", "B"), 1)


def test_the_second_rounds_of_1995_cannot_be_counted():
    """IPU: 41 of 67 seats were filled in the first round. The floor of the second is not known."""
    with pytest.raises(UnknownRule, match="floor") as unknown:
        district_second_round(law_of("1995-12-23"), {"A": 40, "B": 45})
    assert unknown.value.parameter == "runoff_rule"


def test_plurality_has_no_second_round():
    with pytest.raises(InvalidVotes, match="2023-03-19 have no second round"):
        district_second_round(law_of("2023-03-19"), CLEAR)


@pytest.mark.parametrize("day", ["2007-08-18", "2021-01-10", "2026-08-23"])
def test_a_chamber_of_lists_has_no_districts(day):
    with pytest.raises(InvalidSeats, match=f"{day} fill no seats in districts: lists"):
        district(law_of(day), VOTES)


# ------------------------------------------------------------------------------------------------
# All districts together.


def test_districts_are_counted_and_added_up():
    tier = district_tier(
        law_of("2004-09-19"),
        {"1": CLEAR, "2": VOTES, "3": VOTES, "4": {"B": 70, "C": 30}},
        {"2": {"A": 48, "B": 52}},
    )
    assert tier.seats == {"A": 1, "B": 2}
    assert tier.undecided == ("3",)
    assert tier.rounds["2"].elected == "B"
    assert tier.rounds["3"].second_round == ("A", "B")


def test_a_tied_district_stays_open():
    tier = district_tier(law_of("2023-03-19"), {"1": {"A": 50, "B": 50}, "2": CLEAR})
    assert (tier.seats, tier.undecided) == ({"A": 1}, ("1",))


def test_after_lots_for_the_second_place_either_may_stand():
    first = {"1": {"A": 40, "B": 30, "C": 30}}
    for other in ("B", "C"):
        tier = district_tier(law_of("1999-10-10"), first, {"1": {"A": 45, other: 55}})
        assert tier.seats == {other: 1}
    with pytest.raises(InvalidVotes, match="did not call"):
        district_tier(law_of("1999-10-10"), first, {"1": {"B": 45, "C": 55}})


@pytest.mark.parametrize(
    "second",
    [
        {"1": {"A": 50, "B": 50}},  # decided in the first round
        {"2": {"A": 50, "C": 50}},  # C was third
        {"2": {"A": 50}},
        {"9": {"A": 50, "B": 50}},  # no such district
    ],
)
def test_a_second_round_that_was_not_called_is_refused(second):
    with pytest.raises(InvalidVotes, match="did not call for one between these"):
        district_tier(law_of("1999-10-10"), {"1": CLEAR, "2": VOTES}, second)


def test_there_are_no_more_districts_than_seats():
    full = {str(n): CLEAR for n in range(29)}
    assert district_tier(law_of("2023-03-19"), full).seats == {"A": 29}
    with pytest.raises(InvalidSeats, match=r"30 districts are given.* have 29"):
        district_tier(law_of("2023-03-19"), full | {"30": CLEAR})


@pytest.mark.parametrize("wrong", [None, 5, [CLEAR], "A"])
def test_districts_are_a_mapping(wrong):
    with pytest.raises(InvalidVotes, match="must be mappings of districts"):
        district_tier(law_of("2023-03-19"), wrong)


@given(
    st.dictionaries(
        st.integers(1, 29).map(str),
        st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 99), min_size=1),
        min_size=1,
    ),
    st.sampled_from(["1994-03-07", "1999-10-10", "2023-03-19"]),
)
def test_every_district_is_won_or_undecided(districts, day):
    tier = district_tier(law_of(day), districts)
    assert sum(tier.seats.values()) + len(tier.undecided) == len(districts)


# ------------------------------------------------------------------------------------------------
# The state list of 1994.


def test_65_candidates_for_the_42_seats_of_the_state_list():
    proposed = {f"candidate {n}": 1000 + n for n in range(65)}
    elected, tie = state_list(law_of("1994-03-07"), proposed, counting="most-votes")
    assert len(elected) == 42
    assert tie is None
    assert min(proposed[name] for name in elected) == 1023


def test_a_tie_at_the_last_seat_of_the_state_list():
    proposed = {f"candidate {n}": 1000 if n < 41 else 500 for n in range(65)}
    elected, tie = state_list(law_of("1994-03-07"), proposed, counting="most-votes")
    assert len(elected) == 41
    assert tie.seats == 1
    assert len(tie.parties) == 24


def test_how_the_state_list_was_counted_was_not_seen():
    with pytest.raises(UnknownRule, match="was not seen"):
        state_list(law_of("1994-03-07"), {"A": 1})
    with pytest.raises(InvalidChoice, match="allowed: most-votes"):
        state_list(law_of("1994-03-07"), {"A": 1}, counting="hare")


def test_the_state_list_needs_its_law_and_its_candidates():
    with pytest.raises(InvalidSeats, match="1995-12-09 have no state list"):
        state_list(law_of("1995-12-09"), {"A": 1}, counting="most-votes")
    with pytest.raises(InvalidVotes, match="1 candidates; the state list has 42"):
        state_list(law_of("1994-03-07"), {"A": 1}, counting="most-votes")
