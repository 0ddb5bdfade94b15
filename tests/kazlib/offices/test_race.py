"""A race with votes moved: arithmetic that makes and loses no votes."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidThreshold, InvalidVotes
from kazlib.law import rules
from kazlib.offices.president import first_round
from kazlib.offices.race import GOALS, NEWCOMER, Race, overtaking_share
from kazlib.tables.presidents import presidential_election

OF_2019 = Race.of(presidential_election(date(2019, 6, 9)))
LAW = rules("president", on=date(2019, 6, 9))

races = st.builds(
    Race,
    st.fixed_dictionaries({name: st.integers(0, 10**6) for name in ("A", "B", "C")}),
)


def test_a_real_election_is_as_published():
    assert (OF_2019.took_part, OF_2019.registered) == (9274110, 11960364)
    assert OF_2019.leaders() == ("Kassym-Jomart Tokayev", "Amirzhan Kosanov")
    of_2022 = Race.of(presidential_election(date(2022, 11, 20)))
    assert of_2022.against == 460484
    assert "Against all" not in of_2022.candidates


def test_in_1991_one_candidate_led_and_nobody_came_second():
    of_1991 = Race.of(presidential_election(date(1991, 12, 1)))
    assert of_1991.leaders() == ("Nursultan Nazarbayev",)
    assert of_1991.against == 107252
    with pytest.raises(InvalidVotes, match="no single second-placed candidate"):
        of_1991.moved(10, "second")


@given(races, st.integers(0, 100), st.sampled_from(["new", "second"]))
def test_votes_that_move_stay_votes(race, share, to):
    order = sorted(race.votes.values())
    if order[2] == order[1] or order[1] == order[0]:
        return
    moved = race.moved(share, to)
    assert sum(moved.votes.values()) == sum(race.votes.values())
    assert (NEWCOMER in moved.votes) == (to == "new" and share > 0)


def test_who_stays_at_home_did_not_take_part():
    moved = OF_2019.moved(100, "home")
    assert moved.took_part == 9274110 - 6539715
    assert moved.votes["Kassym-Jomart Tokayev"] == 0
    assert moved.turnout_pct is None  # the published turnout no longer holds


@pytest.mark.parametrize("to", GOALS)
def test_nothing_moves_by_0_per_cent(to):
    assert OF_2019.moved(0, to) == OF_2019


def test_entered_votes_keep_the_ballots_for_no_line():
    changed = OF_2019.with_votes({"A": 100, "B": 50})
    assert changed.took_part == 150 + 57700
    assert Race({"A": 1}).with_votes({"A": 2}).took_part is None


@pytest.mark.parametrize(
    ("votes", "share", "to", "error"),
    [
        ({"A": 5, "B": 5}, 10, "new", InvalidVotes),
        ({"A": 9, "B": 5, "C": 5}, 10, "second", InvalidVotes),
        ({"Against all": 5}, 10, "new", InvalidVotes),
        ({"A": 9, "B": 5}, 101, "new", InvalidThreshold),
        ({"A": 9, "B": 5}, 10, "third", InvalidChoice),
    ],
)
def test_what_cannot_be_moved_is_refused(votes, share, to, error):
    with pytest.raises(error):
        Race(votes).moved(share, to)


def test_turnout_is_judged_by_the_register_or_by_the_published_turnout():
    half = LAW.reform(turnout_minimum_pct=50)
    assert OF_2019.enough_took_part(LAW) is True  # the law sets no minimum
    assert OF_2019.enough_took_part(half) is True
    of_2005 = Race.of(presidential_election(date(2005, 12, 4)))  # no register, 76.78 per cent
    assert of_2005.enough_took_part(half) is True
    assert of_2005.enough_took_part(LAW.reform(turnout_minimum_pct=77)) is False
    assert of_2005.enough_took_part(LAW.reform(turnout_minimum_pct="76.78")) is True
    assert Race({"A": 1}).enough_took_part(half) is None


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.lists(st.integers(1, 10**6), min_size=1, max_size=3),
)
def test_at_the_overtaking_share_the_two_are_level(one, two, rest):
    result = first_round(LAW, {"A": one, "B": two} | {f"C{i}": n for i, n in enumerate(rest)})
    if len(result.second_round) != 2:
        return
    second, first = sorted(result.votes[line] for line in result.second_round)
    others = sum(result.votes.values()) - first - second
    share = overtaking_share(result)
    if share is None:
        assert second + others <= first
    else:
        assert second + others * share / 100 == first + others * (1 - Fraction(share) / 100)


@pytest.mark.parametrize("votes", [{"A": 50, "B": 30, "C": 20}, {"A": 50, "B": 50}])
def test_all_votes_of_the_others_can_make_a_tie_and_that_is_not_enough(votes):
    """The share must be exceeded, and more than all of the others there are not."""
    assert overtaking_share(first_round(LAW, votes)) is None
    if "C" in votes:
        assert overtaking_share(first_round(LAW, votes | {"C": 22})) == Fraction(100 * 42, 44)


def test_without_a_second_round_there_is_nothing_to_overtake():
    with pytest.raises(InvalidVotes, match="no second round"):
        overtaking_share(first_round(LAW, {"A": 60, "B": 40}))
