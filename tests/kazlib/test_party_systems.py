"""Fragmentation and the two parts of volatility: by hand, at their limits, on real elections."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidVotes
from kazlib.measures import effective_number, volatility
from kazlib.party_systems import fragmentation, volatility_parts
from kazlib.tables.elections import list_election, official_list_votes

counts = st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any)
ballots = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 10**6), min_size=1).filter(
    lambda votes: any(votes.values())
)


@pytest.mark.parametrize(
    ("shares", "index"),
    [
        ([100], 0),
        ([50, 50], 0.5),
        ([25] * 4, 0.75),
        ([60, 30, 10], 1 - 0.36 - 0.09 - 0.01),
        ([7, 0, 0], 0),
    ],
)
def test_fragmentation_by_hand(shares, index):
    assert fragmentation(shares) == pytest.approx(index)


@given(counts)
def test_fragmentation_is_one_less_the_inverse_of_the_effective_number(votes):
    assert fragmentation(votes) == pytest.approx(1 - 1 / effective_number(votes))
    assert 0 <= fragmentation(votes) < 1


def test_the_chambers_of_1999_and_2007():
    """4, 2, 2, 2 of ten: 1 − 28/100; one list of 98: nothing to divide."""
    assert fragmentation(list_election(date(1999, 10, 10)).seats) == pytest.approx(0.72)
    assert fragmentation(list_election(date(2007, 8, 18)).seats) == 0


@pytest.mark.parametrize("wrong", [[], [0, 0], [-1, 3], [1.5]])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(InvalidVotes):
        fragmentation(wrong)


def test_the_worked_example_of_the_article_on_the_pedersen_index():
    """Blue 65 → 65, Orange 25 → 15, Fuchsia 10 → 20: 10 (Wikipedia, Pedersen index)."""
    parts = volatility_parts(
        {"Blue": 65, "Orange": 25, "Fuchsia": 10}, {"Blue": 65, "Orange": 15, "Fuchsia": 20}
    )
    assert (parts.entry_exit, parts.within, parts.total) == (0, 10, 10)


def test_its_second_example_all_parties_are_replaced():
    parts = volatility_parts({"Blue": 65, "Orange": 25, "Fuchsia": 10}, {"Red": 75, "Black": 25})
    assert (parts.entry_exit, parts.within) == (100, 0)


def test_the_two_parts_by_hand():
    """A 50 → 40, B 30 → 40, C 20 → 0, D 0 → 20: (20 + 20) / 2 and (10 + 10) / 2."""
    parts = volatility_parts({"A": 50, "B": 30, "C": 20}, {"A": 40, "B": 40, "D": 20})
    assert (parts.entry_exit, parts.within) == (20, 10)


def test_a_successor_is_neither_an_entry_nor_an_exit():
    before, after = {"A": 30, "B": 20, "C": 50}, {"AB": 60, "C": 40}
    assert volatility_parts(before, after).entry_exit == 55
    joined = volatility_parts(before, after, successors={"A": "AB", "B": "AB"})
    assert (joined.entry_exit, joined.within) == (0, 10)


def test_a_list_without_votes_neither_enters_nor_leaves():
    parts = volatility_parts({"A": 10, "B": 0}, {"A": 10, "C": 0})
    assert (parts.entry_exit, parts.within) == (0, 0)


@given(ballots, ballots)
def test_the_parts_add_up_to_pedersens_index_and_do_not_depend_on_the_direction(one, two):
    parts, back = volatility_parts(one, two), volatility_parts(two, one)
    assert parts.total == pytest.approx(volatility(one, two))
    assert parts.entry_exit == pytest.approx(back.entry_exit)
    assert parts.within == pytest.approx(back.within)
    assert min(parts.entry_exit, parts.within) >= 0
    assert parts.total <= 100 + 1e-9


@given(ballots, ballots, st.data())
def test_joining_successors_never_makes_volatility_larger(one, two, data):
    """Gains and losses inside a family cancel; they cannot add to the sum."""
    votes = {name: count for name, count in two.items() if count} or {"A": 1}
    links = data.draw(st.dictionaries(st.sampled_from(sorted(one)), st.sampled_from(sorted(votes))))
    links = {old: new for old, new in links.items() if old not in votes}
    joined = volatility_parts(one, votes, successors=links)
    assert joined.total <= volatility_parts(one, votes).total + 1e-9


def test_an_unknown_successor_is_refused_by_name():
    votes = official_list_votes(date(2004, 9, 19))
    with pytest.raises(InvalidVotes, match="'Asar' → 'Otan 2'"):
        volatility_parts(votes, votes, successors={"Asar": "Otan 2"})
