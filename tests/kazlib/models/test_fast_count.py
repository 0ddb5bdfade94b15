"""The fast path gives what the slow one gives: official elections, then any votes, and ties."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats, KazlibError, OverAllocation
from kazlib.law import rules
from kazlib.models.fast_count import System, share
from kazlib.offices.mazhilis import FORMULAS, list_seats, share_seats
from kazlib.offices.mazhilis_mixed import compensatory, parallel
from kazlib.tables.elections import AGAINST_ALL, list_elections

HELD = [election for election in list_elections() if election.votes]

# Small numbers bring ties, large ones come near to real votes.
votes = st.lists(
    st.one_of(st.integers(0, 30), st.integers(0, 6_000_000)), min_size=1, max_size=8
).filter(any)


@pytest.mark.parametrize("election", HELD, ids=lambda e: str(e.day.year))
def test_official_votes_give_official_list_seats(election):
    law = rules("mazhilis", on=election.day)
    lists = {p: n for p, n in election.votes.items() if p != AGAINST_ALL}
    rule = System(
        law.list_seats, threshold_pct=law.threshold_pct, one_party=law.one_party_rule or "none"
    )
    counted = rule.count(list(lists.values()), no_list=election.votes.get(AGAINST_ALL, 0))
    assert dict(zip(lists, counted, strict=True)) == {p: election.seats[p] for p in lists}


@given(
    votes=st.lists(st.integers(1, 40), min_size=1, max_size=8)
    | st.lists(st.integers(1, 6_000_000), min_size=1, max_size=8),
    house=st.integers(1, 145),
    formula=st.sampled_from(FORMULAS),
)
def test_a_share_is_that_of_apportionment_and_a_tie_is_a_tie(votes, house, formula):
    """Lots, too few votes, and quotas that give too many seats come out alike."""
    fast = share(votes, house, formula)
    try:
        slow = share_seats({str(i): v for i, v in enumerate(votes)}, house, formula)
    except KazlibError:
        assert fast == "quota"
        return
    assert fast == ("tie" if slow.tie else list(slow.seats.values()))


@given(
    votes=votes,
    against=st.integers(0, 500_000),
    house=st.integers(3, 145),
    threshold=st.sampled_from([0, 3, 5, 7, Fraction(15, 2), 40, 100]),
    formula=st.sampled_from(["hare", "droop", "dhondt", "sainte-lague"]),
    one_party=st.sampled_from(["none", "takes-all", "runner-up"]),
)
def test_a_count_is_that_of_the_office(votes, against, house, threshold, formula, one_party):
    law = rules("mazhilis", on=date(2023, 3, 19)).reform(
        list_seats=house,
        smd_seats=0,
        threshold_pct=threshold,
        one_party_rule=None if one_party == "none" else one_party,
    )
    system = System(house, threshold_pct=threshold, formula=formula, one_party=one_party)
    fast = system.count(votes, no_list=against)
    ballot = {str(i): v for i, v in enumerate(votes)} | {AGAINST_ALL: against}
    try:
        slow = list_seats(law, ballot, formula=formula)
    except KazlibError:
        assert fast in ("nobody", "quota")
        return
    assert fast == ("tie" if slow.tie else list(slow.seats.values()))


@given(
    votes=votes,
    lists=st.integers(3, 80),
    districts=st.integers(1, 80),
    threshold=st.sampled_from([0, 5, 20]),
    overhang=st.sampled_from(["enlarge-house", "fixed-house"]),
    one_party=st.sampled_from(["none", "runner-up"]),
)
def test_compensation_is_that_of_the_office(
    votes, lists, districts, threshold, overhang, one_party
):
    law = rules("mazhilis", on=date(2023, 3, 19)).reform(
        list_seats=lists,
        smd_seats=districts,
        threshold_pct=threshold,
        one_party_rule=None if one_party == "none" else one_party,
    )
    system = System(lists, districts, 0, threshold, one_party=one_party, mixing=overhang)
    won = system.districts(votes)
    fast = system.count(votes)
    if isinstance(won, str):
        assert fast == won
        return
    names = [str(i) for i in range(len(votes))]
    ballot, tier = dict(zip(names, votes, strict=True)), dict(zip(names, won, strict=True))
    try:
        slow = compensatory(law, ballot, tier, overhang=overhang)
        if one_party == "runner-up" and parallel(law, ballot, tier).tie:
            assert fast == "tie"
            return
    except KazlibError:
        assert isinstance(fast, str)
        return
    assert fast == ("tie" if slow.tie else [slow.seats[name] for name in names])


def test_the_quota_that_gives_too_many_seats_is_a_word_and_no_error():
    with pytest.raises(OverAllocation):
        share_seats({"A": 65, "B": 35}, 2, "imperiali-quota")
    assert share([65, 35], 2, "imperiali-quota") == "quota"


# ------------------------------------------------------------------------------------------------
# The model of districts.


def test_exponent_1_is_proportional_and_3_is_the_cube_law():
    assert System(0, 100, responsiveness=1).districts([60, 40]) == [60, 40]
    assert System(0, 35, responsiveness=3).districts([60, 40]) == [27, 8]  # 27 to 8


@given(votes=st.lists(st.integers(1, 10**6), min_size=2, max_size=6, unique=True))
def test_a_larger_exponent_never_takes_a_district_from_the_largest_list(votes):
    first = votes.index(max(votes))
    won = [System(0, 29, responsiveness=k).districts(votes) for k in range(1, 10)]
    seats = [each[first] for each in won if not isinstance(each, str)]
    assert seats == sorted(seats)


def test_a_list_strong_in_one_part_of_the_country_wins_districts_there():
    """A fifth of the votes wins nothing when spread evenly, and much of its own part otherwise."""
    system = System(0, 20, responsiveness=5)
    assert system.districts([80, 20]) == [20, 0]
    assert system.districts([80, 20], [[1.2, 0.2], [1.2, 0.2], [1.2, 0.2], [0.4, 3.4]])[1] == 5


def test_parallel_tiers_are_added_and_fixed_seats_belong_to_nobody():
    both = System(69, 29, 9, threshold_pct=5)
    lists = replace(both, district_seats=0)
    votes = [60, 30, 10]
    won = both.districts(votes)
    assert both.count(votes) == [a + b for a, b in zip(lists.count(votes), won, strict=True)]
    assert both.house == 107


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"list_seats": 0}, InvalidSeats, "both 0"),
        ({"list_seats": -1}, InvalidSeats, "list_seats is -1"),
        ({"list_seats": 10, "formula": "hair"}, InvalidChoice, "formula is 'hair'"),
        ({"list_seats": 10, "mixing": "fixed-house"}, InvalidSeats, "there are 10 and 0"),
        ({"list_seats": 2, "one_party": "runner-up"}, InvalidSeats, "more than the 2 seats"),
        ({"list_seats": 2, "responsiveness": 10}, InvalidNumber, "from 1 to 9"),
        ({"list_seats": 2, "threshold_pct": 101}, KazlibError, "from 0 to 100"),
    ],
)
def test_systems_that_cannot_be_are_refused_by_name(wrong, error, words):
    with pytest.raises(error, match=words):
        System(**wrong)
