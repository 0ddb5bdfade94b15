"""campaign-mix: nothing first, then what is known, then what nobody knows."""

import random
import re
import xml.etree.ElementTree as ET
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, KazlibError
from kazlib.explorables.campaign_mix import CONTROLS, DRAWS, SCALE, compute, shown
from kazlib.explorables.campaign_mix_evidence import EVIDENCE, MEDIA
from kazlib.models.campaign import Medium, Use, simulate
from kazlib.tables.records import records

SVG = "{http://www.w3.org/2000/svg}"
EFFECTS = {row["effect_id"]: row for row in records("effects")}
OUTSIDE = "Registration, media access and administrative pressure lie outside this model."


def band_of(outcome, name="All together"):
    """Return low, mean and high of a row of the table."""
    return next(row[-3:] for row in outcome.table.rows if row[0] == name)


# ------------------------------------------------------------------------------------------------
# What nothing looks like.


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"preset": "zero"}, "no effect is assumed"),
        ({"effect": 0, "doubt": 0}, "no effect is assumed"),
        ({"opponent": 100}, "both campaigns are alike"),
        ({"television": 0, "online": 0, "personal": 0}, "nobody spends anything"),
        ({"persuadable": 0}, "nobody who is reached may be persuaded"),
    ],
)
def test_settings_in_which_the_effect_is_exactly_zero(values, why):
    outcome = compute(**values)
    assert f"changes by exactly 0 points: {why}" in outcome.sentence
    assert band_of(outcome) == (0, 0, 0)


def test_with_no_effect_at_all_turnout_does_not_move_either():
    assert band_of(compute(preset="zero"), "Turnout, both campaigns") == (0, 0, 0)
    assert "both campaigns together: 0 points" in compute(preset="zero").sentence


# ------------------------------------------------------------------------------------------------
# What is known, from the table of findings.


def test_by_default_no_effect_is_known_mean_0_deviation_1_point_half_life_3_days():
    default = shown()
    assert (default["effect"], default["doubt"], default["half_life"]) == (0, 1, 3)
    low, mean, high = band_of(compute())
    assert (mean, low) == (0, -high)


def test_the_numbers_of_the_presets_are_those_of_the_findings():
    assert float(EVIDENCE["experiments"].effect) == float(EFFECTS["E01"]["estimate"]) == 0
    advertising = EVIDENCE["advertising"]
    assert float(advertising.effect) == float(EFFECTS["E04"]["estimate"]) == 0.7
    assert float(advertising.doubt) == float(EFFECTS["E04"]["std_error"]) == 0.7
    # An average over all who were contacted must not be cut by a persuadable share again.
    assert advertising.persuadable == EVIDENCE["experiments"].persuadable == 100
    # The share that decides late (E11) is near the share assumed to be persuadable.
    assert EFFECTS["E11"]["ci_low"] <= EVIDENCE["unknown"].persuadable <= EFFECTS["E11"]["ci_high"]


def test_access_to_a_channel_is_never_the_effect_of_money():
    used = {finding for evidence in EVIDENCE.values() for finding in evidence.findings}
    access = {name for name, row in EFFECTS.items() if row["measures"] == "access to a channel"}
    assert access == {"E07", "E08", "E09", "E20"}
    assert not used & access


def test_every_finding_of_a_preset_stands_in_the_sources_with_its_certainty():
    for name, evidence in EVIDENCE.items():
        titles = {s.title.split(":")[0]: s.confidence for s in compute(preset=name).sources}
        for finding in evidence.findings:
            assert titles[finding] == EFFECTS[finding]["confidence"]
        assert "assumption" in titles.values()


def test_goods_for_voters_are_no_lever():
    words = " ".join(control.name + control.label for control in CONTROLS).lower()
    assert not re.search(r"goods|gift|lotter|price", words)
    assert set(MEDIA) == {"television", "online", "personal"}


# ------------------------------------------------------------------------------------------------
# The model.


def test_the_equation_by_hand():
    """Television alone, nobody on the other side, on the day: 0.76 × 0.2 × 2 × (1 − 1/e)."""
    outcome = compute(online=0, personal=0, opponent=0, effect=2, doubt=0, days=0)
    assert band_of(outcome)[1] == pytest.approx(0.76 * 0.2 * 2 * 0.63212, abs=1e-3)


def test_two_days_of_silence_leave_63_per_cent_of_an_effect():
    on_the_day, after = (band_of(compute(days=days))[2] for days in (0, 2))
    assert after / on_the_day == pytest.approx(0.63, abs=0.01)
    assert "Of an effect 63% is left" in compute().table.caption


def test_the_exact_band_is_the_band_of_the_simulation():
    media = [
        Medium(words, reach, 0.2, SCALE, effect_mean=0.5, effect_sd=1)
        for words, reach in MEDIA.values()
    ]
    own = [Use(medium, 100, 2) for medium in media]
    drawn = simulate(own, [], rng=random.Random(5), runs=20_000).votes
    low, mean, high = band_of(compute(effect=Fraction(1, 2), opponent=0))
    assert (drawn.low, drawn.middle, drawn.high) == pytest.approx((low, mean, high), abs=0.005)


def test_a_larger_doubt_is_a_wider_band_around_the_same_mean():
    bands = [band_of(compute(effect=1, doubt=doubt)) for doubt in (0, 1, 5)]
    assert len({mean for _, mean, _ in bands}) == 1
    widths = [high - low for low, _, high in bands]
    assert widths == sorted(widths)
    assert widths[0] == 0


def test_another_seed_changes_the_draws_and_not_the_band():
    one, two = compute(draws=1), compute(draws=2)
    assert one == compute(draws=1)
    assert one.svg != two.svg
    assert one.table == two.table


def test_a_preset_sets_money_and_effects_back_but_the_reader_s_own_are_kept():
    assert shown(preset="advertising")["personal"] == 0
    assert shown(preset="advertising", personal=50)["personal"] == 50
    assert "your own (mean +2" in compute(effect=2).sentence


@pytest.mark.parametrize("preset", EVIDENCE)
def test_it_says_that_it_is_a_model_and_what_lies_outside(preset):
    outcome = compute(preset=preset)
    assert outcome.sentence.startswith("MODEL, not a forecast.")
    assert outcome.sentence.endswith(OUTSIDE)
    assert ET.fromstring(outcome.svg).findtext(f"{SVG}title").startswith("MODEL")
    assert "MODEL: vote share" in outcome.svg
    assert outcome.svg.count('r="3" fill="none"') == DRAWS
    assert outcome.table.caption.startswith("MODEL")


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"preset": "magic"}, InvalidChoice, "allowed: unknown, experiments, advertising, zero"),
        ({"television": -1}, InvalidNumber, "television is -1.0; it must be 0 or more"),
        ({"persuadable": 101}, InvalidNumber, "persuadable is 101.0; it must be from 0 to 100"),
        ({"effect": 101}, InvalidNumber, "effect is 101.0; it must be from -100 to 100"),
        ({"doubt": -1}, InvalidNumber, "doubt is -1.0"),
        ({"half_life": 0}, InvalidNumber, "half_life is 0; it must be above 0"),
        ({"draws": -1}, InvalidNumber, "draws is -1"),
    ],
)
def test_impossible_settings_are_refused_in_words(values, error, says):
    with pytest.raises(error, match=says):
        compute(**values)


@given(
    st.sampled_from(list(EVIDENCE)),
    st.integers(-1, 10**6),
    st.integers(0, 300),
    st.fractions(-100, 100, max_denominator=10),
    st.integers(0, 101),
    st.integers(0, 60),
)
def test_any_values_give_an_answer_or_a_message(preset, money, opponent, effect, share, days):
    with suppress(KazlibError):
        outcome = compute(
            preset=preset,
            television=money,
            opponent=opponent,
            effect=effect,
            persuadable=share,
            days=days,
        )
        low, mean, high = band_of(outcome)
        assert low <= mean <= high
        # All that a campaign reaches is less than everybody, of every medium.
        assert max(abs(low), abs(high)) <= 3 * (abs(effect) + 1.7)
        ET.fromstring(outcome.svg)
