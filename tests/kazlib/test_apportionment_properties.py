"""Votes into seats: agreement with a slow count that is right by inspection, and known theorems.

The slow count gives out one seat after another, in exact fractions, and follows every way in which
lots could fall. What is the same in all of them is certain; the rest is a tie.
"""

from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kazlib.apportionment import (
    DIVISORS,
    QUOTAS,
    highest_averages,
    largest_remainder,
    passes_threshold,
)
from kazlib.errors import InvalidVotes, OverAllocation

# The divisor of a list's next seat when it has k; squared for Huntington-Hill, as the votes are.
DIVISOR = {
    "dhondt": lambda k: Fraction(k + 1),
    "sainte-lague": lambda k: Fraction(2 * k + 1),
    "modified-sainte-lague": lambda k: Fraction(2 * k + 1) if k else Fraction(14, 10),
    "danish": lambda k: Fraction(3 * k + 1),
    "adams": Fraction,
    "dean": lambda k: Fraction(2 * k * (k + 1), 2 * k + 1),  # harmonic mean of k and k + 1
    "huntington-hill": lambda k: Fraction(k * (k + 1)),  # square of their geometric mean
    "imperiali": lambda k: Fraction(k + 2),
}
QUOTA = {
    "hare": Fraction,
    "droop": lambda total, seats: Fraction(total // (seats + 1) + 1),
    "hagenbach-bischoff": lambda total, seats: Fraction(total, seats + 1),
    "imperiali": lambda total, seats: Fraction(total, seats + 2),
}


def average(name, votes, k):
    """Votes over divisor, as a rank that also orders votes over 0: above all else, by votes."""
    power = 2 if name == "huntington-hill" else 1
    divisor = DIVISOR[name](k)
    return (0, votes**power / divisor) if divisor else (1, votes)


def ends_by_averages(name, votes, seats):
    """Return every chamber that giving out one seat after another can end in."""
    ends = {(0,) * len(votes)}
    for _ in range(seats):
        after = set()
        for chamber in ends:
            ranks = {i: average(name, v, chamber[i]) for i, v in enumerate(votes) if v}
            best = max(ranks.values())
            for i in (i for i, rank in ranks.items() if rank == best):
                after.add((*chamber[:i], chamber[i] + 1, *chamber[i + 1 :]))
        ends = after
    return ends


def ends_by_remainders(name, votes, seats):
    """Return every chamber that the largest remainders can end in; none if whole quotas overshoot
    or seats are left over for too few lists. A single list has the house under any quota."""
    if sum(1 for v in votes if v) == 1:
        return {tuple(seats if v else 0 for v in votes)}
    quota = QUOTA[name](sum(votes), seats)
    whole = [v // quota for v in votes]
    rest = [v % quota for v in votes]
    lists = [i for i, v in enumerate(votes) if v]
    ends = set()
    if sum(whole) <= seats:
        for chosen in combinations(lists, seats - sum(whole)):
            others = [i for i in lists if i not in chosen]
            if all(rest[i] >= rest[j] for i in chosen for j in others):
                ends.add(tuple(w + (i in chosen) for i, w in enumerate(whole)))
    return ends


def check_against(ends, result, house):
    """Certain seats are those of every end; tied are the lists whose seats differ between ends."""
    certain = tuple(min(seats) for seats in zip(*ends, strict=True))
    assert result.seats == certain
    assert sum(certain) + (result.tie.seats if result.tie else 0) == house
    differing = {i for i, seats in enumerate(zip(*ends, strict=True)) if len(set(seats)) > 1}
    assert (set(result.tie.parties) if result.tie else set()) == differing


few_votes = st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any)
many_votes = st.lists(st.integers(0, 10**25), min_size=1, max_size=7).filter(any)
houses = st.integers(1, 14)


@pytest.mark.parametrize("divisors", DIVISORS)
@given(few_votes, houses)
@example([60, 30, 20], 11)
@example([1, 1, 1, 1, 1], 3)
def test_highest_averages_agrees_with_the_slow_count(divisors, votes, house):
    result = highest_averages(votes, house, divisors=divisors)
    check_against(ends_by_averages(divisors, votes, house), result, house)


@pytest.mark.parametrize("divisors", DIVISORS)
@given(many_votes, st.integers(1, 25))
def test_highest_averages_agrees_with_the_slow_count_on_large_numbers(divisors, votes, house):
    result = highest_averages(votes, house, divisors=divisors)
    check_against(ends_by_averages(divisors, votes, house), result, house)


@pytest.mark.parametrize("quota", QUOTAS)
@given(few_votes | many_votes, houses)
@example([140, 130, 80, 50], 8)
@example([1, 1], 5)
def test_largest_remainder_agrees_with_the_slow_count(quota, votes, house):
    ends = ends_by_remainders(quota, votes, house)
    whole_quotas = sum(v // QUOTA[quota](sum(votes), house) for v in votes)
    if ends:
        check_against(ends, largest_remainder(votes, house, quota=quota), house)
    elif whole_quotas > house:
        with pytest.raises(OverAllocation):
            largest_remainder(votes, house, quota=quota)
    else:
        with pytest.raises(InvalidVotes, match=r"seats? over for"):
            largest_remainder(votes, house, quota=quota)


@pytest.mark.parametrize("divisors", DIVISORS)
@given(few_votes, houses, st.randoms(use_true_random=False))
def test_a_broken_tie_is_one_of_the_ends_of_the_slow_count(divisors, votes, house, random):
    order = list(range(len(votes)))
    random.shuffle(order)
    result = highest_averages(votes, house, divisors=divisors, tie_break=order)
    assert result.tie is None
    assert result.seats in ends_by_averages(divisors, votes, house)


@given(few_votes, houses, st.randoms(use_true_random=False))
def test_a_broken_tie_of_remainders_prefers_the_first_in_the_order(votes, house, random):
    order = list(range(len(votes)))
    random.shuffle(order)
    open_result = largest_remainder(votes, house)
    result = largest_remainder(votes, house, tie_break=order)
    assert result.tie_broken == open_result.tie
    if open_result.tie:
        ranked = sorted(open_result.tie.parties, key=order.index)
        won = [i for i in ranked if result.seats[i] > open_result.seats[i]]
        assert won == ranked[: open_result.tie.seats]


# ------------------------------------------------------------------------------------------------
# Theorems; Balinski & Young (1982), Fair Representation, appendix A.


def settled(method, votes, house, **option):
    """Return the seats with ties settled by the order of the lists."""
    return method(votes, house, tie_break=range(len(votes)), **option).seats


@pytest.mark.parametrize("divisors", DIVISORS)
@given(few_votes | many_votes, houses)
def test_divisor_methods_are_house_monotone(divisors, votes, house):
    """A larger house takes a seat from nobody."""
    small = settled(highest_averages, votes, house, divisors=divisors)
    large = settled(highest_averages, votes, house + 1, divisors=divisors)
    assert all(a <= b for a, b in zip(small, large, strict=True))


@given(few_votes | many_votes, houses)
def test_the_hare_quota_stays_within_the_quota(votes, house):
    """Every list gets its share of the seats, rounded down or up."""
    for won, v in zip(settled(largest_remainder, votes, house), votes, strict=True):
        share = Fraction(v * house, sum(votes))
        assert won in (share // 1, -(-share // 1))


@given(few_votes | many_votes, houses)
def test_dhondt_stays_above_the_lower_quota_and_adams_below_the_upper(votes, house):
    dhondt = settled(highest_averages, votes, house, divisors="dhondt")
    adams = settled(highest_averages, votes, house, divisors="adams")
    for v, by_dhondt, by_adams in zip(votes, dhondt, adams, strict=True):
        share = Fraction(v * house, sum(votes))
        assert by_dhondt >= share // 1
        # Adams gives every list a first seat; the theorem is on houses with room for that.
        if house >= sum(1 for v in votes if v):
            assert by_adams <= -(-share // 1)


def test_huntington_hill_can_give_a_list_more_than_its_share_rounded_up():
    """300 of 402 votes are worth 14.93 of 20 seats: 15 at most by quotas, 16 by these divisors."""
    votes = [300, 27, 26, 25, 24]
    assert 14 < Fraction(300 * 20, sum(votes)) < 15
    assert largest_remainder(votes, 20).seats == (15, 2, 1, 1, 1)
    assert highest_averages(votes, 20, divisors="huntington-hill").seats == (16, 1, 1, 1, 1)


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=2), houses)
def test_with_two_lists_sainte_lague_and_the_hare_quota_agree(votes, house):
    hare = largest_remainder(votes, house)
    webster = highest_averages(votes, house, divisors="sainte-lague")
    assert (hare.seats, hare.tie) == (webster.seats, webster.tie)


METHODS = [
    pytest.param(largest_remainder, {"quota": "hare"}, id="hare"),
    *(pytest.param(highest_averages, {"divisors": name}, id=name) for name in DIVISORS),
]


@pytest.mark.parametrize(("method", "option"), METHODS)
@given(few_votes, houses, st.randoms(use_true_random=False))
def test_anonymity_permuting_the_lists_permutes_the_seats(method, option, votes, house, random):
    order = list(range(len(votes)))
    random.shuffle(order)
    result = method(votes, house, **option)
    moved = method([votes[i] for i in order], house, **option)
    assert moved.seats == tuple(result.seats[i] for i in order)
    tied = {order[i] for i in moved.tie.parties} if moved.tie else set()
    assert tied == (set(result.tie.parties) if result.tie else set())


@pytest.mark.parametrize(("method", "option"), METHODS)
@given(few_votes, houses, st.integers(2, 10**30))
def test_homogeneity_only_the_shares_count(method, option, votes, house, factor):
    small = method(votes, house, **option)
    large = method([v * factor for v in votes], house, **option)
    assert (large.seats, large.tie) == (small.seats, small.tie)


@pytest.mark.parametrize(("method", "option"), METHODS)
@given(few_votes | many_votes, houses)
def test_more_votes_never_mean_fewer_seats(method, option, votes, house):
    ordered = sorted(votes, reverse=True)
    seats = method(ordered, house, **option).seats
    assert list(seats) == sorted(seats, reverse=True)


@pytest.mark.parametrize(("method", "option"), METHODS)
@given(st.integers(1, 9), st.integers(1, 10**12), st.integers(1, 60))
def test_equal_lists_have_equal_seats_and_tie_for_the_rest(method, option, lists, votes, house):
    result = method([votes] * lists, house, **option)
    each, over = divmod(house, lists)
    assert result.seats == (each,) * lists
    if over:
        assert result.tie.parties == tuple(range(lists))
        assert result.tie.seats == over
    else:
        assert result.tie is None


@pytest.mark.parametrize(("method", "option"), METHODS)
@given(few_votes, houses, st.integers(0, 5))
def test_a_list_without_votes_changes_nothing(method, option, votes, house, place):
    with_nobody = [*votes[:place], 0, *votes[place:]]
    place = min(place, len(votes))
    result = method(with_nobody, house, **option)
    assert result.seats[place] == 0
    assert result.seats[:place] + result.seats[place + 1 :] == method(votes, house, **option).seats


@pytest.mark.parametrize(("method", "option"), METHODS)
@given(few_votes, houses)
def test_keys_and_positions_are_counted_alike(method, option, votes, house):
    by_place = method(votes, house, **option)
    by_name = method({f"list {i}": v for i, v in enumerate(votes)}, house, **option)
    assert tuple(by_name.seats.values()) == by_place.seats
    if by_place.tie:
        assert by_name.tie.parties == tuple(f"list {i}" for i in by_place.tie.parties)


@given(few_votes, houses)
def test_the_numbers_beside_the_seats_add_up(votes, house):
    result = largest_remainder(votes, house)
    whole = [(v - rest) / result.quota for v, rest in zip(votes, result.remainders, strict=True)]
    assert all(w.denominator == 1 for w in whole)
    assert all(0 <= rest < result.quota for rest in result.remainders)
    assert sum(result.remainders) == (house - sum(whole)) * result.quota


@pytest.mark.parametrize("divisors", ["dhondt", "sainte-lague", "danish", "imperiali"])
@given(few_votes, houses)
def test_no_list_without_the_last_seat_has_a_higher_average_than_one_with_it(
    divisors, votes, house
):
    result = highest_averages(votes, house, divisors=divisors)
    waiting = [average(divisors, v, k) for v, k in zip(votes, result.seats, strict=True)]
    holding = [average(divisors, v, k - 1) for v, k in zip(votes, result.seats, strict=True) if k]
    if holding:
        assert max(waiting) <= min(holding)


# ------------------------------------------------------------------------------------------------
# Thresholds.


@given(few_votes | many_votes, st.fractions(0, 100), st.integers(0, 10**6))
def test_a_list_passes_when_its_share_is_not_below_the_threshold(votes, threshold, others):
    base = sum(votes) + others
    expected = tuple(Fraction(100 * v, base) >= threshold for v in votes)
    assert passes_threshold(votes, threshold, total=base) == expected


@given(few_votes, st.integers(0, 1000))
def test_a_float_is_the_decimal_that_it_prints(votes, tenths):
    assert passes_threshold(votes, tenths / 10) == passes_threshold(votes, Fraction(tenths, 10))


@given(few_votes)
def test_whoever_passes_a_threshold_passes_every_lower_one(votes):
    passed = [passes_threshold(votes, threshold) for threshold in range(101)]
    for lower, higher in pairwise(passed):
        assert all(a or not b for a, b in zip(lower, higher, strict=True))
