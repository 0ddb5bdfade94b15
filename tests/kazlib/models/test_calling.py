"""Calling invented races: rules, and what each costs."""

import random

import pytest

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.models.calling import DECISIONS, RULES, InventedRace, invented_races, tally
from kazlib.models.exitpoll import ExitPoll

POLL = ExitPoll(900, 30)  # design effect 2.45; margins 3.3 and 5.1 points


def races(**values):
    return invented_races(300, rng=random.Random(3), **values)


@pytest.mark.parametrize(
    ("observed", "decisions"),
    [
        (0.51, ("first", "close", "close", "close")),
        (0.54, ("first", "first", "close", "close")),
        (0.56, ("first", "first", "first", "close")),
        (0.42, ("second", "second", "second", "second")),
        (0.5, ("close", "close", "close", "close")),
    ],
)
def test_each_rule_asks_more_than_the_one_before(observed, decisions):
    race = InventedRace(0.5, POLL, observed)
    assert tuple(race.decide(rule, extra=0.02) for rule in RULES) == decisions


def test_a_decision_is_right_wrong_or_open():
    race = InventedRace(0.52, POLL, 0.47)
    assert [race.verdict(decision) for decision in DECISIONS] == ["right", "wrong", "open"]


def test_in_a_true_tie_any_call_is_wrong():
    race = InventedRace(0.5, POLL, 0.58)
    assert race.winner == "close"
    assert {race.verdict(decision) for decision in ("first", "second")} == {"wrong"}


def test_every_race_is_counted_once():
    for rule in RULES:
        found = tally(races(), rule)
        assert found.right + found.wrong + found.open == 300


def test_more_caution_calls_less_and_errs_less():
    found = [tally(races(), rule) for rule in RULES]
    assert [t.open for t in found] == sorted(t.open for t in found)
    assert [t.wrong for t in found] == sorted((t.wrong for t in found), reverse=True)


def test_without_likeness_the_design_effect_changes_nothing():
    assert tally(races(rho=0.0), "simple") == tally(races(rho=0.0), "clustered")


def test_unequal_response_makes_a_careful_rule_err_more():
    even, uneven = (tally(races(skew=skew), "clustered") for skew in (0.0, 0.4))
    assert uneven.wrong > even.wrong


def test_the_same_luck_gives_the_same_truth_under_other_settings():
    truths = [tuple(r.truth for r in races(**v)) for v in ({}, {"rho": 0.0}, {"skew": 0.3})]
    assert len(set(truths)) == 1
    assert all(0.44 <= truth <= 0.56 for truth in truths[0])


def test_nothing_called_has_no_share_of_errors():
    assert tally([InventedRace(0.51, POLL, 0.51)], "clustered").wrong_of_called is None


def test_impossible_rules_and_numbers_are_named():
    race = InventedRace(0.51, POLL, 0.51)
    with pytest.raises(InvalidChoice, match="rule is 'coin'; allowed: leader, simple"):
        race.decide("coin")
    with pytest.raises(InvalidChoice, match="decision is 'both'"):
        race.verdict("both")
    with pytest.raises(InvalidNumber, match="skew is -1"):
        races(skew=-1)
    with pytest.raises(InvalidNumber, match=r"spread is 0\.7; it must be from 0 to 0.5"):
        races(spread=0.7)
    with pytest.raises(InvalidNumber, match="races is 0"):
        invented_races(0, rng=random.Random(1))
