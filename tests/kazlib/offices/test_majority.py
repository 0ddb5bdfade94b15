"""One seat, one winner: majorities, second rounds, turnout minimums and ties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import Tie
from kazlib.errors import InvalidNumber, InvalidThreshold, InvalidVotes, UnknownRule
from kazlib.law import rules
from kazlib.offices.majority import (
    absolute_majority,
    called_to_second_round,
    larger_number,
    most_votes,
    read_votes,
    turnout_reached,
)

WITH_TURNOUT = rules("mazhilis", on=date(1995, 12, 9))  # 50 per cent
WITHOUT_TURNOUT = rules("mazhilis", on=date(1999, 10, 10))
TURNOUT_NOT_SEEN = rules("mazhilis", on=date(2023, 3, 19))
VOTES = {"A": 45, "B": 30, "C": 25}


# ------------------------------------------------------------------------------------------------
# Absolute majority.


def test_more_than_half_elects_and_half_does_not():
    assert absolute_majority(WITHOUT_TURNOUT, {"A": 51, "B": 49}).elected == "A"
    half = absolute_majority(WITHOUT_TURNOUT, {"A": 50, "B": 30, "C": 20})
    assert half.elected is None
    assert half.needed == 51
    assert half.second_round == ("A", "B")


def test_the_majority_is_of_those_who_took_part_and_not_of_the_valid_votes():
    votes = {"A": 52, "B": 48}
    assert absolute_majority(WITHOUT_TURNOUT, votes).elected == "A"
    with_invalid = absolute_majority(WITHOUT_TURNOUT, votes, took_part=110)
    assert with_invalid.elected is None
    assert with_invalid.needed == 56
    assert "110 voters who took part" in with_invalid.notes[0]


def test_votes_against_all_are_part_of_the_base():
    result = absolute_majority(WITHOUT_TURNOUT, {"A": 52, "B": 48}, against_all=10)
    assert (result.base_votes, result.elected) == (110, None)
    assert "the candidates and against all" in result.notes[0]


def test_a_sole_candidate_without_a_majority_meets_nobody():
    result = absolute_majority(WITHOUT_TURNOUT, {"A": 40}, against_all=60)
    assert (result.elected, result.second_round, result.tie) == (None, (), None)


def test_a_tie_for_the_second_place_is_data():
    result = absolute_majority(WITHOUT_TURNOUT, {"A": 40, "B": 30, "C": 30})
    assert result.second_round == ("A",)
    assert result.tie == Tie(("B", "C"), 1)


def test_three_equal_leaders_draw_for_both_places_and_two_need_not():
    assert absolute_majority(WITHOUT_TURNOUT, dict.fromkeys("ABC", 30)).tie == Tie(
        ("A", "B", "C"), 2
    )
    pair = absolute_majority(WITHOUT_TURNOUT, {"A": 40, "B": 20, "C": 40})
    assert (pair.second_round, pair.tie) == (("A", "C"), None)


def test_more_may_go_to_the_second_round():
    assert absolute_majority(WITHOUT_TURNOUT, VOTES | {"D": 1}, places=3).second_round == (
        "A",
        "B",
        "C",
    )


def test_another_majority_may_be_asked_for_but_not_one_that_two_could_have():
    assert absolute_majority(WITHOUT_TURNOUT, {"A": 60, "B": 40}, majority_pct=60).elected is None
    assert absolute_majority(WITHOUT_TURNOUT, {"A": 61, "B": 39}, majority_pct=60).elected == "A"
    with pytest.raises(InvalidThreshold, match="majority_pct is 40"):
        absolute_majority(WITHOUT_TURNOUT, VOTES, majority_pct=40)
    with pytest.raises(InvalidThreshold, match="majority_pct is 49; below 50 two candidates"):
        absolute_majority(WITHOUT_TURNOUT, {"A": 50, "B": 50}, majority_pct=49)


# ------------------------------------------------------------------------------------------------
# The larger number.


def test_the_larger_number_wins_and_equal_numbers_are_a_tie():
    assert larger_number(WITHOUT_TURNOUT, VOTES).elected == "A"
    level = larger_number(WITHOUT_TURNOUT, {"A": 40, "B": 40, "C": 20})
    assert (level.elected, level.tie) == (None, Tie(("A", "B"), 1))


def test_a_floor_is_a_share_of_those_who_took_part_and_reaching_it_is_enough():
    assert larger_number(WITHOUT_TURNOUT, {"A": 40, "B": 30}, took_part=100, floor_pct=40).elected
    short = larger_number(WITHOUT_TURNOUT, {"A": 39, "B": 30}, took_part=100, floor_pct=40)
    assert (short.elected, short.needed) == (None, 40)
    rounded_up = larger_number(WITHOUT_TURNOUT, {"A": 40, "B": 30}, took_part=101, floor_pct=40)
    assert (rounded_up.elected, rounded_up.needed) == (None, 41)


def test_nobody_wins_without_a_vote():
    result = larger_number(WITHOUT_TURNOUT, {"A": 0, "B": 0}, against_all=5)
    assert (result.elected, result.tie) == (None, None)


# ------------------------------------------------------------------------------------------------
# Turnout.


def test_a_turnout_below_the_minimum_makes_the_election_invalid():
    low = absolute_majority(WITH_TURNOUT, {"A": 45, "B": 4}, took_part=49, registered=100)
    assert (low.turnout_reached, low.elected, low.second_round) == (False, None, ())
    assert "not valid" in low.notes[-1]
    enough = absolute_majority(WITH_TURNOUT, {"A": 45, "B": 5}, took_part=50, registered=100)
    assert (enough.turnout_reached, enough.elected) == (True, "A")


def test_an_unknown_turnout_is_said_and_does_not_hide_the_count():
    no_register = absolute_majority(WITH_TURNOUT, VOTES)
    assert no_register.turnout_reached is None
    assert no_register.second_round == ("A", "B")
    assert "50 per cent" in no_register.notes[-1]
    # The votes counted are at most those who took part: too few of them settle nothing …
    assert absolute_majority(WITH_TURNOUT, VOTES, registered=300).turnout_reached is None
    # … enough of them do.
    assert absolute_majority(WITH_TURNOUT, VOTES, registered=200).turnout_reached is True


def test_a_minimum_that_was_not_seen_is_not_known_either():
    result = larger_number(TURNOUT_NOT_SEEN, VOTES)
    assert (result.turnout_reached, result.elected) == (None, "A")
    assert "not known" in result.notes[-1]


def test_where_the_law_sets_no_minimum_one_voter_is_enough():
    assert larger_number(WITHOUT_TURNOUT, {"A": 1}, registered=10**6).turnout_reached is True


@pytest.mark.parametrize(
    ("minimum", "took_part", "registered", "complete", "expected"),
    [
        (50, 50, 100, True, True),
        (50, 49, 100, True, False),
        (50, 49, 100, False, None),
        (50, 49, None, True, None),
        (None, 1, None, True, True),
        (0, 0, 100, True, True),
    ],
)
def test_turnout(minimum, took_part, registered, complete, expected):
    assert turnout_reached(minimum, took_part, registered, complete=complete) is expected


# ------------------------------------------------------------------------------------------------
# Properties.

COUNTS = st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 100), min_size=1).filter(
    lambda votes: any(votes.values())
)


@given(COUNTS, st.integers(0, 100), st.integers(0, 50))
def test_a_round_elects_one_or_names_who_goes_on(votes, invalid, against):
    took_part = sum(votes.values()) + against + invalid
    result = absolute_majority(WITHOUT_TURNOUT, votes, took_part=took_part, against_all=against)
    if result.elected is not None:
        assert 2 * votes[result.elected] > took_part
        assert result.second_round == ()
    elif len(votes) > 1:
        places = len(result.second_round) + (result.tie.seats if result.tie else 0)
        assert places == 2
        assert all(2 * n <= took_part for n in votes.values())
        worst_in = min((votes[c] for c in result.second_round), default=max(votes.values()))
        tied = result.tie.parties if result.tie else ()
        out = [n for c, n in votes.items() if c not in result.second_round and c not in tied]
        assert all(n <= worst_in for n in out)


@given(COUNTS)
def test_whoever_has_an_absolute_majority_also_has_the_larger_number(votes):
    winner = absolute_majority(WITHOUT_TURNOUT, votes).elected
    if winner is not None:
        assert larger_number(WITHOUT_TURNOUT, votes).elected == winner


@given(COUNTS, st.integers(1, 5))
def test_most_votes_never_leaves_a_larger_number_out(votes, seats):
    elected, tie = most_votes(votes, seats)
    tied = tie.parties if tie else ()
    left_out = [n for c, n in votes.items() if c not in elected and c not in tied]
    assert all(votes[c] >= n for c in (*elected, *tied) for n in left_out)
    filled = len(elected) + (tie.seats if tie else 0)
    assert filled == min(seats, sum(1 for n in votes.values() if n))


@given(COUNTS, st.permutations("ABCDE"))
def test_the_order_of_the_candidates_decides_nothing(votes, order):
    shuffled = {c: votes[c] for c in order if c in votes}
    one, other = (absolute_majority(WITHOUT_TURNOUT, v) for v in (votes, shuffled))
    assert one.elected == other.elected
    assert set(one.second_round) == set(other.second_round)


# ------------------------------------------------------------------------------------------------
# Bad values.


@pytest.mark.parametrize("count", [absolute_majority, larger_number])
@pytest.mark.parametrize(
    ("votes", "message"),
    [
        ({}, "votes is {}; it must map candidates"),
        ({"A": 0}, "all votes are 0"),
        ({"A": -1}, "votes of 'A' is -1"),
        ({"A": 5.0}, "votes of 'A' is 5.0"),
        ({"A": True}, "votes of 'A' is True"),
        ({"A": "5"}, "votes of 'A' is '5'"),
        ({"A": None}, "votes of 'A' is None"),
        ([5, 4], r"votes is \[5, 4\]"),
        (None, "votes is None"),
        ("AB", "votes is 'AB'"),
    ],
)
def test_what_is_no_vote_count_is_refused(count, votes, message):
    with pytest.raises(InvalidVotes, match=message):
        count(WITHOUT_TURNOUT, votes)


@pytest.mark.parametrize(
    ("given_numbers", "message"),
    [
        ({"took_part": 99}, "took_part is 99; the votes counted are 100"),
        ({"took_part": 100.0}, "took_part is 100.0"),
        ({"took_part": True}, "took_part is True"),
        ({"registered": 99}, "registered is 99; it must be at least those who took part, 100"),
        ({"registered": 0}, "registered is 0"),
        ({"against_all": -1}, "against_all is -1"),
        ({"against_all": 1.5}, "against_all is 1.5"),
    ],
)
def test_numbers_that_contradict_the_votes_are_refused(given_numbers, message):
    with pytest.raises(InvalidVotes, match=message):
        absolute_majority(WITHOUT_TURNOUT, VOTES, **given_numbers)


def test_an_impossible_register_is_refused_even_where_no_minimum_is_known():
    with pytest.raises(InvalidVotes, match="registered is 99"):
        larger_number(TURNOUT_NOT_SEEN, VOTES, registered=99)


def test_votes_against_all_need_the_line_on_the_ballot():
    with pytest.raises(InvalidVotes, match="7 votes are against all, but the ballot of 2004-09-19"):
        larger_number(rules("mazhilis", on=date(2004, 9, 19)), VOTES, against_all=7)
    with pytest.raises(UnknownRule, match="against_all"):
        larger_number(WITH_TURNOUT, VOTES, against_all=7)


def test_a_second_round_is_between_those_who_are_called_to_it():
    called_to_second_round({"A": 1, "B": 0})
    for votes in ({"A": 1}, VOTES):
        with pytest.raises(InvalidVotes, match="between the 2 leading ones"):
            called_to_second_round(votes)


def test_reading_votes_makes_a_copy():
    votes = {"A": 1}
    read_votes(votes)["A"] = 2
    assert votes == {"A": 1}


@pytest.mark.parametrize("seats", [0, -1, True, 1.0, None])
def test_places_are_whole_numbers(seats):
    with pytest.raises(InvalidNumber, match=r"^seats is"):
        most_votes({"A": 1}, seats)
