"""The synthetic fingerprint: what a rule sees, and what only the maker of the data knows."""

import math
import random
import statistics
from dataclasses import replace

import pytest

from kazlib.errors import InvalidNumber
from kazlib.models.fingerprint import (
    RURAL,
    URBAN,
    Rule,
    StationType,
    Synthetic,
    SyntheticStation,
    Verdict,
    chance_suspected,
    draw,
    judge,
    judge_many,
    slope,
    two_causes,
)
from kazlib.models.numbers import log_odds


def test_by_default_2000_stations_and_nothing_stuffed():
    stations = draw(Synthetic(), random.Random(1))
    assert len(stations) == 2000
    assert sum(station.urban for station in stations) == 1000
    assert sum(station.stuffed for station in stations) == 0


def test_stuffing_adds_the_same_votes_to_turnout_and_to_the_leader():
    """Half of those who did not vote: a station of 55 per cent becomes one of 77.5."""
    alike = StationType(1000, turnout=0.55, share=0.6, turnout_spread=0, share_spread=0)
    election = Synthetic(10, urban=alike, rural=alike, stuffed_share=1.0, stuffing=0.5)
    for station in draw(election, random.Random(1)):
        assert (station.stuffed, station.voted, station.leader) == (225, 775, 330 + 225)
        assert station.turnout == 0.775


@pytest.mark.parametrize("change", [{"stuffed_share": 0.0}, {"stuffing": 0.0}])
def test_settings_without_stuffing_give_the_clean_election(change):
    clean = draw(Synthetic(), random.Random(5))
    assert draw(replace(Synthetic(stuffed_share=0.3), **change), random.Random(5)) == clean


def test_without_spread_and_types_there_is_no_slope():
    alike = StationType(1000, 0.6, 0.7, turnout_spread=0, share_spread=0)
    with pytest.raises(InvalidNumber, match="no slope"):
        slope(draw(Synthetic(100, urban=alike, rural=alike), random.Random(1)))


def test_the_correlation_of_a_type_is_the_one_that_was_asked_for():
    alike = StationType(10**6, 0.5, 0.5, 0.2, 0.2, correlation=0.5)
    stations = draw(Synthetic(4000, urban=alike, rural=alike), random.Random(2))
    # Equal spreads: the slope of the log odds, and nearly that of the shares, is the correlation.
    assert slope(stations) == pytest.approx(0.5, abs=0.05)
    free = replace(alike, correlation=0.0)
    stations = draw(Synthetic(4000, urban=free, rural=free), random.Random(2))
    assert slope(stations) == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("correlation", [0.0, 0.8, -1.0])
def test_a_correlation_leaves_the_spread_of_the_share_as_it_is(correlation):
    alike = StationType(10**6, 0.5, 0.5, 0.2, 0.3, correlation=correlation)
    stations = draw(Synthetic(4000, urban=alike, rural=alike), random.Random(2))
    odds = [log_odds(station.share) for station in stations]
    assert math.sqrt(sum(x * x for x in odds) / 4000) == pytest.approx(0.3, rel=0.05)


def test_one_pattern_has_two_causes():
    villages, stuffing = two_causes()
    clean, stuffed = draw(villages, random.Random(3)), draw(stuffing, random.Random(3))
    assert sum(s.stuffed for s in clean) == 0 < sum(s.stuffed for s in stuffed)
    assert slope(clean) == pytest.approx(slope(stuffed), abs=0.05)
    for picture in (clean, stuffed):
        high = [s for s in picture if s.turnout > 0.7]
        turnouts, shares = [s.turnout for s in high], [s.share for s in high]
        assert statistics.mean(turnouts) == pytest.approx(0.8, abs=0.005)
        assert statistics.mean(shares) == pytest.approx(0.725, abs=0.005)
        assert statistics.stdev(turnouts) == pytest.approx(0.033, abs=0.003)
        assert statistics.stdev(shares) == pytest.approx(0.056, abs=0.004)
        assert statistics.correlation(turnouts, shares) == pytest.approx(-0.45, abs=0.06)


def test_a_rule_counts_hits_misses_and_false_alarms():
    def station(voted, leader, stuffed):
        return SyntheticStation(100, voted, leader, stuffed, urban=True)

    stations = [station(95, 95, 20), station(60, 40, 10), station(97, 96, 0), station(50, 25, 0)]
    verdict = judge(stations, Rule(turnout=0.9, share=0.9))
    assert (verdict.hits, verdict.misses, verdict.false_alarms, verdict.cleared) == (1, 1, 1, 1)


def test_an_honest_election_gives_false_alarms_and_a_stricter_rule_fewer():
    stations = draw(Synthetic(), random.Random(1))
    loose, strict = judge(stations, Rule(0.8, 0.8)), judge(stations, Rule(0.95, 0.95))
    assert loose.hits == loose.misses == 0
    assert loose.false_alarms > strict.false_alarms
    assert loose.false_alarms > 100
    assert loose.false_alarms + loose.cleared == 2000


# ------------------------------------------------------------------------------------------------
# Many elections without drawing their stations.


@pytest.mark.parametrize(
    ("kind", "rule", "stuffing"),
    [
        (RURAL, Rule(0.9, 0.8), 0.0),
        (RURAL, Rule(0.9, 0.8), 0.5),
        (URBAN, Rule(0.75, 0.7), 0.5),
        (StationType(12, 0.6, 0.6, correlation=-0.5), Rule(0.6, 0.5), 0.3),  # rounding matters
        (StationType(600, 0.8, 0.8, correlation=1.0), Rule(0.85, 0.82), 0.0),
        (StationType(600, 0.8, 0.8, turnout_spread=0, correlation=0.4), Rule(0.8, 0.8), 0.0),
    ],
)
def test_the_chance_is_the_share_of_drawn_stations_that_are_suspected(kind, rule, stuffing):
    election = Synthetic(6000, 0.0, rural=kind, stuffed_share=1.0, stuffing=stuffing)
    found = judge(draw(election, random.Random(4)), rule)
    # A station in which nobody stayed at home has no stuffed vote; the rule may suspect it all the
    # same.
    share = (found.hits + found.false_alarms) / 6000
    chance = chance_suspected(kind, rule, stuffing)
    assert share == pytest.approx(chance, abs=3.5 * math.sqrt(chance * (1 - chance) / 6000) + 1e-9)


@pytest.mark.parametrize(
    ("rule", "chance"), [(Rule(0, 0), 1.0), (Rule(1.0, 1.0), 0.0), (Rule(0, 1.0), 0.0)]
)
def test_a_rule_that_suspects_all_or_nobody(rule, chance):
    assert chance_suspected(URBAN, rule) == pytest.approx(chance, abs=1e-6)


def test_without_spread_the_answer_is_yes_or_no():
    alike = StationType(1000, 0.8, 0.7, turnout_spread=0, share_spread=0)
    assert chance_suspected(alike, Rule(0.8, 0.7)) == 1
    assert chance_suspected(alike, Rule(0.801, 0.7)) == 0
    assert chance_suspected(alike, Rule(0.8, 0.701)) == 0


def test_many_elections_agree_with_drawn_ones_on_average():
    election, rule = Synthetic(stuffed_share=0.1), Rule(0.9, 0.8)
    many = judge_many(election, rule, 400, random.Random(1))
    drawn = [judge(draw(election, random.Random(seed)), rule) for seed in range(40)]
    for what in ("hits", "misses", "false_alarms"):
        mean = sum(getattr(verdict, what) for verdict in many) / 400
        other = sum(getattr(verdict, what) for verdict in drawn) / 40
        assert mean == pytest.approx(other, rel=0.1), what
    for verdict in many:
        assert sum((verdict.hits, verdict.misses, verdict.false_alarms, verdict.cleared)) == 2000


@pytest.mark.parametrize("change", [{"stuffed_share": 0.0}, {"stuffing": 0.0}])
def test_many_elections_without_stuffing_have_no_hit_and_no_miss(change):
    election = replace(Synthetic(stations=200, stuffed_share=0.3), **change)
    verdicts = judge_many(election, Rule(0.9, 0.8), 5, random.Random(1))
    assert {(verdict.hits, verdict.misses) for verdict in verdicts} == {(0, 0)}
    assert judge_many(election, Rule(0, 0), 1, random.Random(1)) == (Verdict(0, 0, 200, 0),)


def test_a_seed_reproduces():
    assert draw(Synthetic(), random.Random(1)) == draw(Synthetic(), random.Random(1))
    assert draw(Synthetic(), random.Random(1)) != draw(Synthetic(), random.Random(2))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: replace(URBAN, turnout=1.0), "turnout is 1.0; it must be between 0 and 1"),
        (lambda: replace(URBAN, correlation=2.0), "correlation is 2.0; it must be from -1 to 1"),
        (lambda: replace(URBAN, registered=0), "registered is 0"),
        (lambda: Synthetic(stations=0), "stations is 0"),
        (lambda: Synthetic(stuffing=1.5), "stuffing is 1.5"),
        (lambda: Rule(turnout=-1), "turnout of the rule is -1"),
        (lambda: chance_suspected(URBAN, Rule(), stuffing=2), "stuffing is 2"),
        (lambda: judge_many(Synthetic(), Rule(), 0, random.Random(1)), "runs is 0"),
    ],
)
def test_impossible_settings_are_named(make, message):
    with pytest.raises(InvalidNumber, match=message):
        make()
