"""One electorate in five systems: official lists, then the exact path, properties, ties, errors."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidThreshold, InvalidVotes, NoListPasses
from kazlib.law import rules
from kazlib.models.electorate import Region, invented_districts
from kazlib.models.systems import SYSTEMS, Design, Runs, count_all, judge, support
from kazlib.offices.mazhilis_mixed import compensatory, parallel
from kazlib.tables.elections import list_elections, official_list_votes

HELD = [election for election in list_elections() if election.votes]
every_election = pytest.mark.parametrize("held", HELD, ids=[str(e.day) for e in HELD])

electorates = st.lists(st.integers(1, 400), min_size=1, max_size=5).map(
    lambda counts: {chr(65 + i): n for i, n in enumerate(counts)}
)


def official(held, **more):
    law = rules("mazhilis", on=held.day)
    values = {"seats": held.list_seats, "district_seats": 0, "threshold_pct": law.threshold_pct}
    return Design(official_list_votes(held.day), **values | more)


@every_election
def test_lists_give_the_official_list_seats_in_every_run(held):
    runs = count_all(official(held, spread=0.7), runs=3, seed=1).runs["lists"]
    assert runs.ties == 0
    assert set(runs.seats) == {tuple(held.seats.values())}


@every_election
def test_without_spread_the_largest_list_takes_every_district(held):
    design = official(held, spread=0)
    counted = count_all(design, runs=2, seed=1)
    votes = list(design.lists.values())
    sweep = tuple(design.seats if n == max(votes) else 0 for n in votes)
    assert counted.runs["plurality"].seats == counted.runs["two-round"].seats == (sweep, sweep)


def test_2023_the_mixed_houses_are_those_of_the_law_and_of_its_counterpart():
    """69 list seats and 29 districts: the tiers are counted by kazlib.offices."""
    votes = official_list_votes(date(2023, 3, 19))
    design = Design(votes, 98, 29, threshold_pct=5, spread=1)
    counted = count_all(design, runs=5, seed=2)
    law = rules("mazhilis", on=date(2023, 3, 19))
    for run in range(5):
        won = dict(zip(design.lists, counted.districts.seats[run], strict=True))
        for system, count in (("parallel", parallel), ("compensatory", compensatory)):
            expected = count(law, votes, won).seats
            assert dict(zip(design.lists, counted.runs[system].seats[run], strict=True)) == expected


def naive(votes, to_second):
    """Count a district by hand."""
    first = max(votes)
    plural = votes.index(first) if votes.count(first) == 1 else None
    if 2 * first > sum(votes):
        return plural, plural, False
    order = sorted(votes, reverse=True)
    if len(votes) > 2 and order[1] == order[2]:
        return plural, None, True
    one, two = sorted(range(len(votes)), key=lambda i: -votes[i])[:2]
    others = sum(votes) - votes[one] - votes[two]
    lead = 100 * (votes[one] - votes[two]) + (100 - 2 * to_second) * others
    return plural, None if lead == 0 else one if lead > 0 else two, True


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5).filter(any), st.integers(0, 100))
def test_a_district_is_counted_as_by_hand(votes, to_second):
    plural, finalist, second = judge(votes, to_second)
    by_hand = naive(votes, to_second)
    assert (plural, second) == (by_hand[0], by_hand[2])
    # A tie for the first place and the second that lots decide both leave the seat open.
    assert finalist == by_hand[1]


def drawn(design, districts, seed):
    """Count one run over the districts of kazlib.models.electorate, one by one."""
    voters = sum(design.lists.values())
    nation = Region("nation", voters, 1.0, dict(zip(design.lists, support(design), strict=True)))
    cut = invented_districts([nation], districts, spread=design.spread, rng=random.Random(seed))
    return [judge(list(d.votes().values()), design.to_second) for d in cut]


@settings(max_examples=60, deadline=None)
@given(electorates, st.integers(1, 12), st.floats(0, 2), st.integers(0, 100), st.integers(0, 9))
def test_the_fast_count_is_the_count_of_every_invented_district(votes, seats, spread, share, seed):
    """Few voters, so that rounding to whole votes, ties among them, decides often."""
    if sum(votes.values()) < seats:
        return
    mixed = seats // 2
    design = Design(votes, seats, mixed, spread=spread, to_second=share)
    counted = count_all(design, runs=1, seed=seed)
    whole_house, part = drawn(design, seats, seed), drawn(design, mixed, seed) if mixed else []
    for place, system in enumerate(("plurality", "two-round")):
        winners = [verdict[place] for verdict in whole_house]
        expected = () if None in winners else (tuple(winners.count(i) for i in range(len(votes))),)
        assert counted.runs[system].seats == expected
    winners = [verdict[0] for verdict in part]
    expected = () if None in winners else (tuple(winners.count(i) for i in range(len(votes))),)
    assert counted.districts.seats == expected
    assert counted.second_rounds == (sum(verdict[2] for verdict in whole_house),)


@settings(max_examples=40, deadline=None)
@given(electorates, st.integers(2, 12), st.floats(0, 2), st.data())
def test_seats_add_up_in_every_run_of_every_system(votes, seats, spread, data):
    if sum(votes.values()) < seats:
        return
    mixed = data.draw(st.integers(0, seats))
    design = Design(votes, seats, mixed, spread=spread, overhang="fixed-house")
    counted = count_all(design, runs=4, seed=3)
    for system in SYSTEMS:
        runs = counted.runs[system]
        assert {sum(run) for run in runs.seats} <= {seats}
        assert len(runs.seats) + runs.ties == 4
    assert {sum(run) for run in counted.districts.seats} <= {mixed}
    grown = count_all(Design(votes, seats, mixed, spread=spread), runs=4, seed=3)
    assert all(sum(run) >= seats for run in grown.runs["compensatory"].seats)


@given(electorates, st.floats(0, 2))
@settings(max_examples=30, deadline=None)
def test_mixed_houses_without_one_of_their_parts_are_the_other(votes, spread):
    if sum(votes.values()) < 7:
        return
    none = count_all(Design(votes, 7, 0, spread=spread), runs=3, seed=1).runs
    assert none["parallel"] == none["compensatory"] == none["lists"]
    every = count_all(Design(votes, 7, 7, spread=spread), runs=3, seed=1).runs
    assert every["parallel"] == every["compensatory"] == every["plurality"]


def test_at_the_neutral_setting_a_second_round_changes_no_seat():
    votes = official_list_votes(date(1999, 10, 10))
    neutral = count_all(Design(votes, 67, 0, 7, spread=0.5), runs=5, seed=1)
    assert min(neutral.second_rounds) > 40
    assert neutral.runs["two-round"] == neutral.runs["plurality"]
    against = count_all(Design(votes, 67, 0, 7, spread=0.5, to_second=75), runs=5, seed=1)
    assert against.runs["two-round"].band(0)[1] < neutral.runs["two-round"].band(0)[0]


def test_equal_seeds_give_equal_runs_and_other_seeds_others():
    design = Design({"A": 500, "B": 400}, 9, 3, spread=0.5)
    assert count_all(design, runs=5, seed=1) == count_all(design, runs=5, seed=1)
    assert count_all(design, runs=5, seed=1) != count_all(design, runs=5, seed=2)


def test_a_tie_is_counted_and_never_broken():
    tied = count_all(Design({"A": 500, "B": 500}, 3, 1), runs=4, seed=1)
    for system in SYSTEMS:  # every district is tied, and so is the last list seat
        assert tied.runs[system] == Runs((), 4)
    even = count_all(Design({"A": 500, "B": 500}, 4, 0), runs=4, seed=1)
    assert even.runs["lists"] == Runs(((2, 2),) * 4, 0)
    with pytest.raises(InvalidVotes, match="every run is tied"):
        tied.runs["lists"].band(0)


def test_overhang_enlarges_the_house_or_is_paid_by_the_others():
    grown = count_all(Design({"A": 60, "B": 40}, 10, 8), runs=1, seed=1)
    assert grown.runs["compensatory"].seats == ((8, 4),)
    fixed = count_all(Design({"A": 60, "B": 40}, 10, 8, overhang="fixed-house"), runs=1, seed=1)
    assert fixed.runs["compensatory"].seats == ((8, 2),)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"votes": {}}, InvalidVotes),
        ({"votes": {"A": 0}}, InvalidVotes),
        ({"votes": {"Against all": 5}}, InvalidVotes),
        ({"votes": {"A": -1, "B": 5}}, InvalidVotes),
        ({"seats": 0}, InvalidSeats),
        ({"district_seats": 11}, InvalidSeats),
        ({"district_seats": -1}, InvalidSeats),
        ({"threshold_pct": 101}, InvalidThreshold),
        ({"spread": -0.1}, InvalidNumber),
        ({"spread": 6}, InvalidNumber),
        ({"to_second": 101}, InvalidNumber),
    ],
)
def test_what_is_no_design_is_refused(values, error):
    with pytest.raises(error):
        Design(**{"votes": {"A": 60, "B": 40}, "seats": 10, "district_seats": 5} | values)


def test_too_few_voters_and_a_threshold_that_nobody_reaches_are_refused():
    with pytest.raises(InvalidSeats, match="seats is 101; with 100 votes"):
        count_all(Design({"A": 60, "B": 40}, 101, 5), runs=1, seed=1)
    with pytest.raises(NoListPasses):
        count_all(Design({"A": 60, "B": 40}, 10, 5, threshold_pct=70), runs=1, seed=1)
    with pytest.raises(InvalidNumber, match="runs is 0"):
        count_all(Design({"A": 60, "B": 40}, 10, 5), runs=0, seed=1)
    with pytest.raises(InvalidNumber, match="seed is -1"):
        count_all(Design({"A": 60, "B": 40}, 10, 5), runs=1, seed=-1)
