"""How often a race near a given one goes to a second round."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidNumber, InvalidVotes
from kazlib.models.runoff import first_rounds


def chance(votes, needed, sd, seed=1, runs=2000, **more):
    return first_rounds(votes, needed, sd=sd, rng=random.Random(seed), runs=runs, **more)


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_without_spread_every_race_is_the_given_one(a, b, c):
    votes = {"A": a, "B": b, "C": c}
    needed = (a + b + c) // 2 + 1
    result = chance(votes, needed, 0, runs=5)
    winners = {name: 5 for name, count in votes.items() if count >= needed}
    assert result.elected == winners
    assert result.second_rounds == (0 if winners else 5)


def test_at_the_line_about_half_of_the_races_go_on():
    result = chance({"A": 500_001, "B": 250_000, "C": 249_999}, 500_001, 0.05)
    assert 0.45 < result.second_rounds / result.runs < 0.6


def test_a_clear_race_stays_clear_until_the_spread_is_large():
    votes = {"A": 700_000, "B": 300_000}
    small, large = (chance(votes, 500_001, sd).elected["A"] for sd in (0.05, 0.6))
    assert small == 2000
    assert large < 2000


def test_against_all_can_have_most_votes_and_elects_nobody():
    result = chance({"A": 10, "Against all": 90}, 51, 0, runs=3, no_candidates=["Against all"])
    assert (result.elected, result.second_rounds) == ({}, 3)


def test_equal_seeds_give_equal_races():
    votes = {"A": 51, "B": 49}
    assert chance(votes, 51, 0.1, seed=3) == chance(votes, 51, 0.1, seed=3)


@pytest.mark.parametrize(
    ("votes", "needed", "sd", "runs", "error"),
    [
        ({"A": 60, "B": 40}, 50, 0.1, 10, InvalidVotes),
        ({"A": 0}, 1, 0.1, 10, InvalidVotes),
        ({"A": 60}, 31, -1, 10, InvalidNumber),
        ({"A": 60}, 31, 0.1, 0, InvalidNumber),
    ],
)
def test_what_is_no_race_is_refused(votes, needed, sd, runs, error):
    with pytest.raises(error):
        chance(votes, needed, sd, runs=runs)
