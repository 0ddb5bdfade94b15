"""Many elections by many systems: no noise first, then the sums, then the cut into blocks."""

import random

import pytest

from kazlib import measures
from kazlib.errors import InvalidNumber, InvalidVotes
from kazlib.models.ensemble import Perturbed
from kazlib.models.fast_count import System
from kazlib.models.laboratory import BLOCK, Electorate, Tally, blocks, seats_per_point

VOTES_2023 = (3431510, 693938, 547154, 535139, 432920, 331058, 146431)
AGAINST_2023 = 248291
LAW_2023 = System(69, 29, threshold_pct=5, one_party="runner-up")
NEAR_2023 = Electorate(VOTES_2023, AGAINST_2023, sd=0.15)


def held(system, electorate, elections):
    tally = Tally()
    for part in blocks(system, electorate, elections):
        tally.add(part)
    return tally


def counted_slowly(system, electorate, elections):
    """Return votes and seats of the decided elections, one by one."""
    draws = [votes for n in range(-(-elections // BLOCK)) for votes, *_ in electorate.block(n)]
    pairs = [
        (votes, system.count(votes, no_list=electorate.no_list, groups=electorate.groups))
        for votes in draws[:elections]
    ]
    return [(votes, seats) for votes, seats in pairs if not isinstance(seats, str)]


def test_without_uncertainty_there_is_one_election_and_it_is_the_given_one():
    tally = held(LAW_2023, Electorate(VOTES_2023, AGAINST_2023), 10_000)
    assert tally.elections == 1
    assert [next(iter(seats)) for seats in tally.seats] == [69, 8, 6, 6, 5, 4, 0]
    assert (tally.majority, tally.two_thirds) == (1, 1)
    assert tally.gallagher == pytest.approx(measures.gallagher(VOTES_2023, [69, 8, 6, 6, 5, 4, 0]))


@pytest.mark.parametrize(
    "system",
    [
        LAW_2023,
        System(98, fixed_seats=9, threshold_pct=7, one_party="takes-all"),
        System(69, 29, threshold_pct=5, mixing="enlarge-house"),
        System(145, threshold_pct=3, formula="dhondt"),
    ],
    ids=["2023", "2007", "compensatory", "dhondt"],
)
def test_sums_are_those_of_the_measures_election_by_election(system):
    tally = held(system, NEAR_2023, 250)
    pairs = counted_slowly(system, NEAR_2023, 250)
    assert tally.decided == len(pairs) > 220
    for name, measure in (
        ("gallagher", measures.gallagher),
        ("loosemore_hanby", measures.loosemore_hanby),
        ("effective", lambda _, seats: measures.effective_number(seats)),
        ("wasted", lambda v, s: 100 * measures.wasted_votes(v, s) / sum(v)),
    ):
        assert getattr(tally, name) == pytest.approx(sum(measure(v, s) for v, s in pairs)), name
    assert tally.lists == sum(1 for _, seats in pairs for s in seats if s)
    chambers = [sum(seats) + system.fixed_seats for _, seats in pairs]
    assert tally.chamber == sum(chambers)
    tops = [max(seats) for _, seats in pairs]
    assert tally.majority == sum(2 * t > c for t, c in zip(tops, chambers, strict=True))
    assert tally.two_thirds == sum(3 * t >= 2 * c for t, c in zip(tops, chambers, strict=True))
    for i, counter in enumerate(tally.seats):
        assert sorted(counter.elements()) == sorted(seats[i] for _, seats in pairs)


def test_the_rule_of_2009_counts_where_one_list_passes_alone():
    alone = Electorate((5247720, 269310, 183346), sd=0.3)
    none = held(System(98, threshold_pct=7, one_party="none"), alone, 400)
    rule = held(System(98, threshold_pct=7, one_party="runner-up"), alone, 400)
    assert none.seats[0][98] > 0
    assert rule.seats[0][98] == 0
    assert counted_slowly(System(98, threshold_pct=7, one_party="runner-up"), alone, 400) != (
        counted_slowly(System(98, threshold_pct=7), alone, 400)
    )
    assert sorted(rule.largest.elements()) == sorted(
        max(s)
        for _, s in counted_slowly(System(98, threshold_pct=7, one_party="runner-up"), alone, 400)
    )


@pytest.mark.parametrize("elections", [1, BLOCK - 1, BLOCK, BLOCK + 1])
def test_the_elections_held_first_are_the_same_however_many_follow(elections):
    few = counted_slowly(LAW_2023, NEAR_2023, elections)
    assert held(LAW_2023, NEAR_2023, elections).decided == len(few)
    assert few == counted_slowly(LAW_2023, NEAR_2023, 2 * BLOCK)[: len(few)]


def test_the_same_seed_gives_the_same_and_another_gives_other_elections():
    same = Electorate(VOTES_2023, AGAINST_2023, sd=0.15)
    other = Electorate(VOTES_2023, AGAINST_2023, sd=0.15, seed=2)
    assert held(LAW_2023, same, 1000) == held(LAW_2023, NEAR_2023, 1000)
    assert held(LAW_2023, other, 1000) != held(LAW_2023, NEAR_2023, 1000)


def test_draws_are_those_of_the_ensemble():
    rng = random.Random("1/0")
    model = Perturbed(VOTES_2023, 0.15)
    assert [votes for votes, *_ in NEAR_2023.block(0)[:20]] == [model.draw(rng) for _ in range(20)]


def test_ties_are_counted_apart_and_break_nothing():
    tally = held(System(3), Electorate((50, 50)), 1)
    assert tally.undecided == {"tie": 1}
    assert tally.decided == 0
    with pytest.raises(InvalidVotes, match="no election was decided"):
        tally.mean(tally.gallagher)
    with pytest.raises(InvalidVotes, match="no election was decided"):
        Tally.quantile(tally.largest, 0.5)


def test_one_point_of_votes_brings_a_hundredth_of_a_proportional_house():
    assert seats_per_point(System(100), Electorate((60, 25, 15))) == 1.0
    assert seats_per_point(System(0, 100), Electorate((51, 49))) == 3  # the cube law
    assert seats_per_point(System(100), Electorate((50, 50))) is None


def test_votes_for_no_list_keep_their_share_of_the_base():
    """A third list just below 7 per cent stays below when only the largest moves by a point."""
    votes = Electorate((700, 200, 62), no_list=38)
    assert seats_per_point(System(100, threshold_pct=7), votes) is not None


def test_quantiles_are_the_least_number_that_so_many_do_not_exceed():
    tally = held(System(10), Electorate((60, 40), sd=0.2), 1000)
    low, high = (Tally.quantile(tally.largest, share) for share in (0.05, 0.95))
    below = sum(many for seats, many in tally.largest.items() if seats < low)
    assert below < 0.05 * tally.decided
    assert sum(n for seats, n in tally.largest.items() if seats <= high) >= 0.95 * tally.decided


@pytest.mark.parametrize("elections", [0, -1, 20_001])
def test_a_number_of_elections_that_no_phone_can_hold_is_refused(elections):
    with pytest.raises(InvalidNumber, match="elections is"):
        next(blocks(System(10), Electorate((60, 40), sd=0.1), elections))


def test_an_electorate_without_votes_is_refused():
    with pytest.raises(InvalidVotes, match="all votes are 0"):
        Electorate((0, 0))
