"""call-it-or-not: look, decide, see the truth; and what a rule makes of two hundred races."""

import re
import xml.etree.ElementTree as ET

import pytest

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.explorables.call_it_or_not import RACES, compute

TEXT = "{http://www.w3.org/2000/svg}text"
TRUTH = "This race: Juniper in truth, %"


def rows(outcome):
    return {row[0]: row[1:] for row in outcome.table.rows}


def words(outcome):
    return [text.text for text in ET.fromstring(outcome.svg).iter(TEXT)]


def test_the_truth_is_hidden_until_a_decision():
    outcome = compute(race=5)
    assert "Decide, and the truth is shown." in outcome.sentence
    assert rows(outcome)[TRUTH][0] == "hidden until you decide"
    assert "truth" not in words(outcome)
    assert "of the votes" not in outcome.sentence


@pytest.mark.parametrize("race", [1, 2, 9, RACES])
def test_exactly_one_of_two_calls_is_right(race):
    said = [compute(race=race, decision=d).sentence for d in ("first", "second")]
    assert sum("Right: " in sentence for sentence in said) == 1
    assert sum("Wrong: " in sentence for sentence in said) == 1


def test_a_race_that_is_not_called_shows_its_truth_and_is_neither():
    outcome = compute(race=1, decision="close")
    assert "Not called: Saxaul has 54.4% of the votes" in outcome.sentence
    assert rows(outcome)[TRUTH][0] == 45.6
    assert "truth" in words(outcome)


def test_no_decision_changes_the_tally():
    tallies = {compute(decision=d).table.rows[:4] for d in ("look", "first", "second", "close")}
    assert len(tallies) == 1


def test_a_tally_counts_every_race_once():
    for right, wrong, not_called, _ in list(rows(compute(skew=20)).values())[:4]:
        assert right + wrong + not_called == RACES


def test_without_likeness_and_with_even_response_only_luck_is_left():
    found = rows(compute(rho=0))
    assert found["simple interval"] == found["design effect"]
    assert float(found["simple interval"][3].rstrip("%")) < 5


def test_points_on_top_are_a_price():
    none, two = (rows(compute(skew=30, extra=extra)) for extra in (0, 2))
    assert none["design effect, 0 points"] == none["design effect"]
    assert two["design effect, 2 points"][1] <= none["design effect"][1]
    assert two["design effect, 2 points"][2] > none["design effect"][2]


def test_the_rule_of_the_sentence_is_marked_in_the_picture():
    outcome = compute(rule="clustered")
    assert "▶ design effect" in words(outcome)
    assert 'the rule "design effect" calls' in outcome.sentence


def test_it_says_that_it_is_a_model_and_keeps_no_state():
    first = compute(race=3, decision="second")
    compute(race=4, decision="first", seed=9)
    assert compute(race=3, decision="second") == first
    assert first.sentence.startswith("MODEL, invented race 3")
    assert {source.confidence for source in first.sources} == {"assumption", "recalled"}


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"race": 0}, InvalidNumber, "race is 0"),
        ({"race": 201}, InvalidNumber, "race is 201; it must be from 1 to 200"),
        ({"decision": "third"}, InvalidChoice, "decision is 'third'; allowed: look, first"),
        ({"rule": "coin"}, InvalidChoice, "rule is 'coin'; allowed: leader"),
        ({"rho": 1}, InvalidNumber, "rho is 1; it must be from 0 to below 1"),
        ({"skew": 101}, InvalidNumber, "skew is 101; it must be from 0 to 100 %"),
        ({"extra": -1}, InvalidNumber, "extra is -1; it must be from 0 to 50 points"),
        ({"seed": -1}, InvalidNumber, "seed is -1"),
    ],
)
def test_impossible_settings_are_refused_in_words(values, error, says):
    with pytest.raises(error, match=re.escape(says)):
        compute(**values)
