"""Measures of disproportionality and of the number of parties."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import largest_remainder
from kazlib.errors import InvalidVotes
from kazlib.measures import effective_number, gallagher, loosemore_hanby, wasted_votes

# Votes: data/mazhilis_elections.csv (Central Election Commission), 18 August 2007.
VOTES_2007 = [5247720, 269310, 183346, 89855, 76799, 46436, 22159]
SEATS_2007 = [98, 0, 0, 0, 0, 0, 0]

counts = st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any)


@st.composite
def votes_and_seats(draw):
    votes = draw(counts)
    seats = draw(
        st.lists(st.integers(0, 200), min_size=len(votes), max_size=len(votes)).filter(any)
    )
    return votes, seats


def test_gallagher_of_two_lists_by_hand():
    """Votes 60 and 40, seats 75 and 25: √((15² + 15²) / 2) = 15."""
    assert gallagher([60, 40], [3, 1]) == 15


def test_gallagher_of_three_lists_by_hand():
    """Votes 50, 30, 20, seats 60, 40, 0: √((10² + 10² + 20²) / 2) = √300."""
    assert gallagher([50, 30, 20], [6, 4, 0]) == pytest.approx(math.sqrt(300))


def test_loosemore_hanby_of_three_lists_by_hand():
    """Votes 50, 30, 20, seats 60, 40, 0: (10 + 10 + 20) / 2 = 20."""
    assert loosemore_hanby([50, 30, 20], [6, 4, 0]) == 20


def test_one_list_with_every_seat_in_2007():
    lost = sum(VOTES_2007[1:])
    assert lost == 687905
    assert wasted_votes(VOTES_2007, SEATS_2007) == lost
    # With one winner, the seats above its share are the votes of all the others.
    assert loosemore_hanby(VOTES_2007, SEATS_2007) == pytest.approx(100 * lost / sum(VOTES_2007))
    assert effective_number(SEATS_2007) == 1


def test_effective_number_by_hand():
    """Shares of a half, a quarter and a quarter: 1 / (4/16 + 1/16 + 1/16) = 16/6."""
    assert effective_number([50, 25, 25]) == pytest.approx(16 / 6)


def test_wasted_votes_are_those_without_any_seat_not_those_beyond_a_quota():
    assert wasted_votes({"A": 99, "B": 10, "C": 5}, {"A": 1, "B": 0}) == 15
    assert wasted_votes([99, 1], [1, 1]) == 0


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_equal_parties_count_one_each(size):
    assert effective_number([14] * size) == pytest.approx(size)


def test_a_party_without_a_seat_does_not_count():
    assert effective_number([7, 7, 0]) == effective_number([7, 7]) == 2


def test_the_worst_case_is_100():
    assert gallagher([1, 0], [0, 1]) == loosemore_hanby([1, 0], [0, 1]) == 100


@given(counts, st.integers(1, 50))
def test_seats_in_proportion_give_0(votes, factor):
    seats = [factor * v for v in votes]
    assert gallagher(votes, seats) == loosemore_hanby(votes, seats) == 0


@given(votes_and_seats())
def test_both_indices_lie_between_0_and_100_and_gallagher_is_the_smaller(case):
    votes, seats = case
    assert 0 <= gallagher(votes, seats) <= loosemore_hanby(votes, seats) + 1e-9
    assert loosemore_hanby(votes, seats) <= 100


@given(counts)
def test_the_effective_number_lies_between_1_and_the_number_of_parties(votes):
    assert 1 - 1e-12 <= effective_number(votes) <= sum(1 for v in votes if v) + 1e-9


@given(votes_and_seats(), st.randoms(use_true_random=False))
def test_the_order_of_the_parties_does_not_matter(case, random):
    together = list(zip(*case, strict=True))
    random.shuffle(together)
    votes, seats = zip(*together, strict=True)
    assert gallagher(votes, seats) == gallagher(*case)
    assert wasted_votes(votes, seats) == wasted_votes(*case)
    assert effective_number(votes) == effective_number(case[0])


@given(votes_and_seats())
def test_mappings_are_matched_by_party_not_by_place(case):
    votes = {f"P{i}": v for i, v in enumerate(case[0])}
    seats = {party: case[1][i] for i, party in reversed(list(enumerate(votes)))}
    for measure in (gallagher, loosemore_hanby, wasted_votes):
        assert measure(votes, seats) == measure(*case)


def test_a_list_without_a_seat_may_be_left_out_of_a_mapping():
    assert gallagher({"A": 60, "B": 40}, {"A": 5}) == gallagher([60, 40], [5, 0])


def test_numbers_beyond_64_bits_lose_nothing():
    big = 10**40
    assert gallagher([6 * big, 4 * big], [3, 1]) == 15
    assert wasted_votes([big, 1], [5, 0]) == 1
    assert effective_number([big, big, big]) == 3


def test_the_hare_quota_leaves_less_than_one_seat_of_disproportion_a_list():
    seats = largest_remainder(VOTES_2007, 98).seats
    total = sum(VOTES_2007)
    for votes, won in zip(VOTES_2007, seats, strict=True):
        assert abs(Fraction(votes, total) - Fraction(won, 98)) < Fraction(1, 98)
    assert gallagher(VOTES_2007, seats) < gallagher(VOTES_2007, SEATS_2007)


@pytest.mark.parametrize("measure", [gallagher, loosemore_hanby, wasted_votes])
@pytest.mark.parametrize(
    ("votes", "seats"),
    [
        ([60, 40], [1]),
        ([60, 40], [0, 0]),
        ([0, 0], [1, 0]),
        ([], []),
        ([60, -40], [1, 0]),
        ([60.0, 40.0], [1, 0]),
        ([60, True], [1, 0]),
        ({"A": 60}, [1]),
        ({"A": 60}, {"B": 1}),
    ],
)
def test_lists_that_do_not_agree_are_refused(measure, votes, seats):
    with pytest.raises(InvalidVotes):
        measure(votes, seats)


def test_seats_of_an_unknown_list_are_refused_by_name():
    with pytest.raises(InvalidVotes, match="seats names lists without votes: \\['B'\\]"):
        gallagher({"A": 60}, {"A": 1, "B": 1})


@pytest.mark.parametrize("wrong", [[], [0, 0], [-1, 2], [1.5], [True]])
def test_the_effective_number_of_nothing_is_refused(wrong):
    with pytest.raises(InvalidVotes):
        effective_number(wrong)
