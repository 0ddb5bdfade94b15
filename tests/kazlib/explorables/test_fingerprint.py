"""fingerprint: an honest election first, then a stuffed one, then one pattern with two causes."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, KazlibError
from kazlib.explorables.fingerprint import CONTROLS, compute, shown

SVG = "{http://www.w3.org/2000/svg}"


def counted(outcome, column=1):
    return {row[0]: row[column] for row in outcome.table.rows}


def points(outcome):
    """Return how many points of each shape are drawn, without those of the key."""
    text = outcome.svg
    shapes = {"dot": "h0", "triangle": "h-5.2z", "cross": "m0 -5"}
    return {name: max(0, text.count(sign) - 1) for name, sign in shapes.items()}


def test_by_default_2000_stations_half_in_villages_and_nothing_stuffed():
    outcome = compute()
    rows = counted(outcome)
    assert (rows["Stations"], rows["Stuffed"], rows["Missed"]) == (2000, 0, 0)
    assert "No ballot is stuffed" in outcome.sentence
    assert points(outcome) == {"dot": 250, "triangle": 250, "cross": 0}


def test_an_honest_election_raises_false_alarms_where_turnout_and_support_go_together():
    with_correlation = counted(compute())["False alarms"]
    without = counted(compute(correlation=0))["False alarms"]
    against = counted(compute(correlation=-1))["False alarms"]
    assert with_correlation > without > against == 0
    low, high = counted(compute(), 2)["False alarms"].split(" to ")
    assert int(low) <= with_correlation <= int(high)


@pytest.mark.parametrize("nothing", [{"stuffed": 0}, {"stuffing": 0, "stuffed": 30}])
def test_zero_stuffing_is_the_honest_election(nothing):
    assert counted(compute(**nothing))["Stuffed"] == 0
    assert points(compute(**nothing)) == points(compute())


def test_towns_alone_raise_no_alarm():
    assert counted(compute(villages=0))["False alarms"] == 0
    assert "In nine of ten such elections it gives none" in compute(villages=0).sentence


def test_a_rule_misses_most_stuffed_towns():
    """55 per cent become 77.5 when half of the absent are added: below the line of 90."""
    outcome = compute(stuffed=100, villages=0)
    rows = counted(outcome)
    assert rows["Stuffed"] == 2000
    assert rows["Missed"] == 2000 - rows["Rightly suspected"] > 1900


def test_a_stricter_rule_trades_false_alarms_for_misses():
    loose = counted(compute(stuffed=10, rule_turnout=80, rule_share=70))
    strict = counted(compute(stuffed=10, rule_turnout=95, rule_share=85))
    assert loose["False alarms"] > strict["False alarms"]
    assert loose["Missed"] < strict["Missed"]


def test_the_leader_s_share_without_stuffed_votes_is_lower():
    rows = counted(compute(stuffed=20))
    assert rows["Leader's share, %"] > rows["Leader's share of votes really cast, %"]
    rows = counted(compute())
    assert rows["Leader's share, %"] == rows["Leader's share of votes really cast, %"]


def test_where_everybody_is_made_to_vote_there_is_no_slope():
    rows = counted(compute(stuffed=100, stuffing=100))
    assert rows["Turnout, %"] == 100
    assert rows["Slope, points of share per point of turnout"] == "none, turnout is the same"


# ------------------------------------------------------------------------------------------------
# One pattern, two causes.


def test_two_causes_have_one_pattern():
    outcome = compute(scene="two-causes")
    villages, stuffing = counted(outcome, 1), counted(outcome, 2)
    assert villages["Stuffed"] == villages["Missed"] == 0 < stuffing["Stuffed"]
    for name in ("Turnout, %", "Leader's share, %"):
        assert villages[name] == pytest.approx(stuffing[name], abs=1)
    really = "Leader's share of votes really cast, %"
    assert villages[really] - stuffing[really] > 5
    assert "The cloud alone cannot say which is which." in outcome.sentence


def test_all_alike_hides_the_cause_in_the_picture_the_sentence_and_the_table():
    outcome = compute(scene="two-causes", marks="none")
    assert "In A" not in outcome.sentence
    assert "In one of them" in outcome.sentence
    told = {row[0] for row in compute(scene="two-causes").table.rows}
    assert {"Stuffed", "Missed"} & told
    assert not {"Stuffed", "Missed"} & {row[0] for row in outcome.table.rows}
    assert outcome.table.columns == ("Count", "A", "B")
    suspected = counted(outcome)["Suspected"]
    assert suspected == counted(compute(scene="two-causes"))["False alarms"]
    assert points(outcome) == {"dot": 500, "triangle": 0, "cross": 0}
    texts = [text.text for text in ET.fromstring(outcome.svg).iter(f"{SVG}text")]
    assert {"A", "B"} <= set(texts)
    assert not [text for text in texts if "stuffed" in text or "village" in text]


def test_two_causes_have_their_own_rule_and_fixed_stations():
    assert (shown(scene="two-causes")["rule_turnout"], shown()["rule_turnout"]) == (75, 90)
    assert compute(scene="two-causes", stuffed=0, villages=50) == compute(scene="two-causes")
    with pytest.raises(InvalidChoice, match=r"stuffed is 20; the stations of this scene are fixed"):
        compute(scene="two-causes", stuffed=20)


# ------------------------------------------------------------------------------------------------
# A model that says so.


@pytest.mark.parametrize("values", [{}, {"stuffed": 20}, {"scene": "two-causes"}])
def test_it_says_that_it_is_a_model_and_judges_no_real_election(values):
    outcome = compute(**values)
    assert outcome.sentence.startswith("MODEL with invented stations")
    assert outcome.sentence.endswith("It judges no real election.")
    assert outcome.table.caption.startswith("MODEL. All stations are invented")
    title = ET.fromstring(outcome.svg).find(f"{SVG}title")
    assert title.text.startswith("MODEL")
    assert "assumption" in {source.confidence for source in outcome.sources}


def test_no_control_takes_results():
    """What a reader can set is a setting of the model, never a turnout or a share of a station."""
    names = {control.name for control in CONTROLS}
    assert names == {
        "scene",
        "villages",
        "correlation",
        "stuffed",
        "stuffing",
        "rule_turnout",
        "rule_share",
        "marks",
        "seed",
    }


def test_a_seed_reproduces():
    assert compute(seed=7) == compute(seed=7)
    assert compute(seed=7).svg != compute(seed=8).svg


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"stuffed": 101}, InvalidNumber, "stuffed is 101; it must be from 0 to 100 per cent"),
        ({"villages": -1}, InvalidNumber, "villages is -1"),
        ({"correlation": Fraction(3, 2)}, InvalidNumber, "correlation is 1.5"),
        ({"rule_share": 120}, InvalidNumber, "rule_share is 120"),
        ({"seed": -1}, InvalidNumber, "seed is -1"),
        ({"scene": "2019-06-09"}, InvalidChoice, "allowed: one, two-causes"),
        ({"marks": "colour"}, InvalidChoice, "allowed: cause, none"),
    ],
)
def test_impossible_settings_are_refused_in_words(values, error, says):
    with pytest.raises(error, match=says):
        compute(**values)


@given(
    st.sampled_from(["one", "two-causes"]),
    st.integers(-5, 105),
    st.fractions(-1, 1, max_denominator=10),
    st.integers(0, 100),
    st.integers(0, 101),
    st.integers(0, 100),
)
def test_any_values_give_an_answer_or_a_message(scene, villages, correlation, stuffed, line, seed):
    with suppress(KazlibError):
        outcome = compute(
            scene=scene,
            villages=villages,
            correlation=correlation,
            stuffed=stuffed,
            rule_turnout=line,
            seed=seed,
        )
        rows = counted(outcome)
        assert rows["Rightly suspected"] + rows["Missed"] == rows["Stuffed"]
        assert 0 <= rows["False alarms"] <= rows["Stations"] - rows["Stuffed"]
        ET.fromstring(outcome.svg)
