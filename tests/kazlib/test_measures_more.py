"""The further measures: by hand, at their limits, and on the elections of the book."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import highest_averages, largest_remainder
from kazlib.errors import InvalidNumber, InvalidVotes
from kazlib.measures import (
    effective_number,
    golosov,
    loosemore_hanby,
    majority_bonus,
    malapportionment,
    rae,
    sainte_lague_index,
    swing_ratio,
    volatility,
    votes_per_seat,
)

counts = st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any)


def test_sainte_lague_index_by_hand():
    """Votes 50, 30, 20, seats 60, 40, 0: 10²/50 + 10²/30 + 20²/20 = 2 + 10/3 + 20."""
    assert sainte_lague_index([50, 30, 20], [6, 4, 0]) == pytest.approx(2 + 10 / 3 + 20)


@given(counts.filter(lambda votes: sum(map(bool, votes)) > 1), st.integers(1, 30))
def test_no_chamber_has_a_lower_sainte_lague_index_than_the_method_gives(votes, house):
    """The theorem behind the name: moving any one seat cannot lower the index."""
    result = highest_averages(votes, house, divisors="sainte-lague", tie_break=range(len(votes)))
    best = sainte_lague_index(votes, result.seats)
    for giver, seats in enumerate(result.seats):
        for taker in range(len(votes)):
            if seats and taker != giver and votes[taker]:
                moved = list(result.seats)
                moved[giver] -= 1
                moved[taker] += 1
                assert sainte_lague_index(votes, moved) >= best - 1e-6


def test_a_seat_without_votes_has_no_sainte_lague_index():
    with pytest.raises(InvalidVotes, match="divides by its vote share"):
        sainte_lague_index([10, 0], [1, 1])
    assert sainte_lague_index([10, 0], [2, 0]) == 0


def test_rae_is_the_mean_gap_and_small_lists_lower_it():
    assert rae([50, 30, 20], [6, 4, 0]) == pytest.approx(40 / 3)
    assert rae([50, 30, 20, 0], [6, 4, 0, 0]) == 10


@given(counts.filter(lambda votes: len(votes) == 2))
def test_with_two_lists_rae_is_loosemore_hanby(votes):
    assert rae(votes, [3, 1]) == pytest.approx(loosemore_hanby(votes, [3, 1]))


@pytest.mark.parametrize(
    ("shares", "number"),
    [
        ([1], 1),
        ([50, 50], 2),
        ([75, 25], 4 / 3),
        ([65, 25, 10], 1 + 0.25 / 0.61 + 0.1 / 0.5125),
        ([25] * 4, 4),
        ([7, 0], 1),
    ],
)
def test_golosov_by_hand(shares, number):
    """65, 25, 10: 1 + .25 / (.25 + .4225 − .0625) + .1 / (.1 + .4225 − .01)."""
    assert golosov(shares) == pytest.approx(number)


@given(counts)
def test_golosov_lies_between_1_and_the_number_of_parties(votes):
    assert 1 - 1e-9 <= golosov(votes) <= sum(map(bool, votes)) + 1e-9


def test_golosov_is_nearer_to_1_than_laakso_taagepera_where_one_party_dominates():
    assert golosov([70, 10, 10, 10]) < effective_number([70, 10, 10, 10])


def test_volatility_by_hand():
    """A 60 → 50, B 40 → 30, C 0 → 20: (10 + 10 + 20) / 2 = 20."""
    assert volatility({"A": 60, "B": 40}, {"A": 50, "B": 30, "C": 20}) == 20


def test_a_merger_is_no_movement_when_the_votes_of_both_are_summed():
    before, after = {"A": 30, "B": 20, "C": 50}, {"AB": 100, "C": 100}
    assert volatility(before, after) == 50
    assert volatility(before, after, successors={"A": "AB", "B": "AB"}) == 0


def test_a_predecessor_may_join_a_party_that_stood_at_both_elections():
    """Otan takes in Asar: 60 + 10 against 70 of 100."""
    assert volatility(
        {"Otan": 60, "Asar": 10, "C": 30}, {"Otan": 70, "C": 30}, successors={"Asar": "Otan"}
    ) == pytest.approx(0)


@pytest.mark.parametrize(
    ("successors", "message"),
    [({"X": "A"}, "'X' is not in before"), ({"A": "Y"}, "'Y' not in after")],
)
def test_a_successor_that_is_nobodys_is_refused(successors, message):
    with pytest.raises(InvalidVotes, match=message):
        volatility({"A": 60, "B": 40}, {"A": 50, "B": 50}, successors=successors)


@given(counts)
def test_volatility_of_the_same_votes_is_0_and_of_other_parties_100(votes):
    one = {f"P{i}": v for i, v in enumerate(votes)}
    assert volatility(one, one) == 0
    assert volatility(one, {f"Q{i}": v for i, v in enumerate(votes)}) == 100


def test_malapportionment_of_two_seats_a_region():
    """Shares of people 70, 20, 10, of seats a third each: (36⅔ + 13⅓ + 23⅓) / 2 = 36⅔."""
    assert malapportionment([70, 20, 10], [2, 2, 2]) == pytest.approx(110 / 3)
    assert malapportionment([70, 20, 10], [7, 2, 1]) == 0


def test_majority_bonus_in_2007():
    """Votes: data/mazhilis_elections.csv. 98 of 98 seats for 88.41 per cent of the votes."""
    assert majority_bonus([5247720, 687905], [98, 0]) == pytest.approx(11.5895, abs=1e-4)
    assert majority_bonus([60, 40], [1, 3]) == -35


def test_the_bonus_of_two_equal_largest_lists_is_refused():
    with pytest.raises(InvalidVotes, match="2 lists share the most votes, 50"):
        majority_bonus([50, 50], [2, 1])


def test_proportional_allocation_has_a_swing_ratio_of_1_and_winner_takes_all_of_0():
    votes = {"A": 55, "B": 30, "C": 15}
    assert swing_ratio(votes, lambda v: largest_remainder(v, 1000).seats) == 1
    assert swing_ratio(votes, lambda v: {"A": 98}) == 0


def test_the_swing_keeps_the_proportions_of_the_others():
    seen = []

    def allocate(votes):
        seen.append([Fraction(v, sum(votes)) for v in votes])
        return [1, 0, 0]

    swing_ratio([50, 30, 20], allocate, swing_points=10)
    assert seen == [
        [Fraction(60, 100), Fraction(24, 100), Fraction(16, 100)],
        [Fraction(40, 100), Fraction(36, 100), Fraction(24, 100)],
    ]


def test_a_cube_law_has_a_swing_ratio_near_3_at_one_half():
    """Seats as the cubes of the votes: the slope at 50 per cent is 3 (Kendall and Stuart 1950)."""

    def cubes(votes):
        return largest_remainder([v**3 for v in votes], 10**6).seats

    assert swing_ratio([5001, 4999], cubes, swing_points="0.5") == pytest.approx(3, abs=0.001)


@pytest.mark.parametrize("points", [0, -1, 41, 60])
def test_a_swing_beyond_the_shares_is_refused(points):
    with pytest.raises(InvalidNumber, match="swing_points is"):
        swing_ratio([60, 40], lambda v: [1, 0], swing_points=points)


def test_an_allocation_that_leaves_seats_to_lots_is_refused():
    with pytest.raises(InvalidVotes, match="break ties"):
        swing_ratio([60, 40], lambda v: [2, 1] if v[0] * 100 > 60 * sum(v) else [1, 1])


def test_votes_per_seat_by_hand():
    assert votes_per_seat({"A": 10, "B": 7}, {"A": 4}) == (2.5, None)
