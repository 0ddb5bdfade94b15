"""exit-poll: a real size first, then the settings without effect, then what no size repairs."""

import re
import xml.etree.ElementTree as ET
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, KazlibError
from kazlib.explorables.exit_poll import compute, designs, shown
from kazlib.tables.records import records

CROSS = "l6 6m0 -6l-6 6"


def rows(outcome):
    return {row[0]: row[1] for row in outcome.table.rows}


def held(**values):
    found = rows(compute(**values))
    return (
        found["Intervals as if a simple sample that hold the truth"],
        found["Intervals with the design effect that hold the truth"],
    )


def test_sizes_of_real_polls_are_those_of_the_table():
    sizes = {(row["sample_size"], row["stations"]) for row in records("exit_polls")}
    assert set(designs().values()) <= sizes
    assert designs()["2005-gallup"] == (23780, 283)
    assert shown(design="2024-eurasian")["interviews"] == 30546


def test_the_gallup_design_of_2005():
    found = rows(compute())
    assert found["Answers a station"] == 84.0
    assert found["Design effect, 1 + (m - 1)ρ"] == 5.15  # 1 + (84.03 − 1) × 0.05
    simple, wide = held()
    assert simple < 75
    assert wide > 90


def test_half_a_million_answers_at_few_stations_hold_the_truth_least_often():
    assert held(design="2022-socis")[0] < 40


def test_without_likeness_both_intervals_are_one():
    found = rows(compute(rho=0))
    assert found["Interval as if a simple sample, %"] == found["Interval with the design effect, %"]
    simple, wide = held(rho=0)
    assert simple == wide >= 90


def test_equal_response_brings_no_bias_at_any_rate():
    for rate in (5, 60, 100):
        outcome = compute(supporters=rate, others=rate)
        assert rows(outcome)["Expected share, %"] == 60
        assert "nothing but luck moves the poll" in outcome.sentence
    assert compute(supporters=5, others=5).svg == compute().svg


def test_a_bias_of_response_stays_however_large_the_poll_is():
    values = {"truth": 50, "supporters": 50, "others": 60, "rho": 0}
    outcome = compute(**values)
    assert rows(outcome)["Expected share, %"] == pytest.approx(45.45)
    assert "that alone moves the poll by -4.5 points" in outcome.sentence
    assert held(**values) == (0, 0)


def test_the_ratio_of_2005_is_arithmetic_with_a_caution():
    outcome = compute(truth=Fraction("91.15"), observed=Fraction("83.2"))
    assert "if supporters answered 0.48 times as often" in outcome.sentence
    assert outcome.sentence.endswith("a gap does not name its cause.")


def test_near_an_end_the_formula_fails_and_says_so():
    outcome = compute(design="own", interviews=100, stations=10, truth=99)
    assert "the formula fails so near to an end" in outcome.sentence
    assert "formula fails" not in compute().sentence


def test_the_picture_marks_the_intervals_that_miss():
    outcome = compute()
    crosses = outcome.svg.count(CROSS) - 1  # one in the key
    assert 0 < crosses < 24
    root = ET.fromstring(outcome.svg)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert f"{held()[0]} of 100" in texts
    assert "true 60%" in texts


def test_a_size_of_ones_own_is_said_to_be_assumed():
    assert compute().sources[0].confidence == "verified"
    assert compute(interviews=5000).sources[0].confidence == "assumption"
    assert compute(design="own").sources[0].confidence == "assumption"


def test_it_says_that_it_is_a_model_and_a_seed_reproduces():
    assert compute().sentence.startswith("MODEL")
    assert compute().table.caption.startswith("MODEL. Stations and voters are invented.")
    assert compute(seed=3) == compute(seed=3)
    assert compute(seed=3).svg != compute(seed=4).svg


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"truth": 100}, InvalidNumber, "truth is 100; it must be above 0 and below 100"),
        ({"observed": 0}, InvalidNumber, "observed is 0"),
        ({"supporters": 0}, InvalidNumber, "supporters is 0; it must be above 0 to 100"),
        ({"others": 101}, InvalidNumber, "others is 101"),
        ({"rho": 1}, InvalidNumber, "rho is 1; it must be from 0 to below 1"),
        ({"stations": 1001}, InvalidNumber, "stations is 1,001; it must be from 1 to 1,000"),
        ({"stations": 0}, InvalidNumber, "stations is 0"),
        ({"interviews": 200}, InvalidNumber, "with 283 stations it must be from 283"),
        ({"interviews": 2_000_000}, InvalidNumber, "to 1,415,000, one to 5,000 a station"),
        ({"seed": -1}, InvalidNumber, "seed is -1"),
        ({"design": "2007"}, InvalidChoice, "allowed: 2005-gallup"),
    ],
)
def test_impossible_settings_are_refused_in_words(values, error, says):
    with pytest.raises(error, match=re.escape(says)):
        compute(**values)


@given(
    st.integers(0, 3000),
    st.integers(0, 60),
    st.fractions(-1, 2, max_denominator=20),
    st.integers(0, 100),
    st.integers(0, 101),
    st.integers(0, 100),
)
def test_any_values_give_an_answer_or_a_message(interviews, stations, rho, truth, rate, seed):
    with suppress(KazlibError):
        outcome = compute(
            design="own",
            interviews=interviews,
            stations=stations,
            rho=rho,
            truth=truth,
            supporters=rate,
            seed=seed,
        )
        ET.fromstring(outcome.svg)
        assert all(0 <= n <= 100 for name, n in rows(outcome).items() if "hold the truth" in name)
