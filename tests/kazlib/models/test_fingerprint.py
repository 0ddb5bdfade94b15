"""The synthetic fingerprint: what a rule sees, and what only the maker of the data knows."""

import math
import random
from dataclasses import replace

import pytest

from kazlib.errors import InvalidNumber
from kazlib.models.fingerprint import (
    URBAN,
    Rule,
    StationType,
    Synthetic,
    SyntheticStation,
    draw,
    histogram,
    judge,
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
    assert slope(clean) == pytest.approx(slope(stuffed), abs=0.1)
    for picture in (clean, stuffed):
        high = [s for s in picture if s.turnout > 0.7]
        assert sum(s.turnout for s in high) / len(high) == pytest.approx(0.8, abs=0.02)
        assert sum(s.share for s in high) / len(high) == pytest.approx(0.725, abs=0.02)


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


def test_the_histogram_counts_every_station_once():
    stations = [
        SyntheticStation(100, 100, 100, 0, urban=True),
        SyntheticStation(100, 0, 0, 0, urban=True),
        SyntheticStation(100, 50, 10, 0, urban=False),
    ]
    grid = histogram(stations, bins=4)
    assert (grid[3][3], grid[0][0], grid[2][0]) == (1, 1, 1)
    assert sum(map(sum, grid)) == 3


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
    ],
)
def test_impossible_settings_are_named(make, message):
    with pytest.raises(InvalidNumber, match=message):
        make()
