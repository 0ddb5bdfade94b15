"""self-selection: who answers decides what an open vote says; more answers do not cure it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidThreshold
from kazlib.explorables.self_selection import REPEATS, compute

NEUTRAL = {"access_villages": 90, "answer_others": 6}
WAYS = ("Open vote", "Random, same size", "Random, small")


def table(**values):
    outcome = compute(**values)
    return {
        row[0]: dict(zip(outcome.table.columns[1:], row[1:], strict=True))
        for row in outcome.table.rows
    }


def test_the_first_setting_by_hand():
    """True: .6 × .5 + .4 × .3 = .42.

    In favour answer (.3 × .9 + .12 × .5) × .06 = .0198, others (.3 × .9 + .28 × .5) × .02 = .0082:
    .0198 / .028 = 70.7 per cent.
    """
    open_vote = table()["Open vote"]
    assert "42.0% are in favour" in compute().sentence
    assert open_vote["Expected, %"] == 70.7
    assert "leans by 28.7 points up" in compute().sentence
    assert open_vote["Holds the truth"] == 0


def test_more_answers_keep_the_error_and_shrink_the_claimed_margin():
    few, many = table(answers="100")["Open vote"], table(answers="100000")["Open vote"]
    assert many["Claimed margin, points"] < few["Claimed margin, points"] / 20
    assert many["Expected, %"] == few["Expected, %"]
    assert many["Error, points"] == pytest.approx(28.7, abs=0.6)


def test_a_small_random_sample_is_nearer_than_a_large_open_vote():
    ways = table(answers="100000", sample=500)
    assert abs(ways["Random, small"]["Error, points"]) < 5
    assert abs(ways["Open vote"]["Error, points"]) > 25


def test_the_neutral_setting_has_sampling_noise_only():
    held = dict.fromkeys(WAYS, 0)
    for seed in range(10):
        for way, row in table(**NEUTRAL, seed=seed).items():
            held[way] += row["Holds the truth"]
    assert "The open vote has no bias here" in compute(**NEUTRAL).sentence
    for way, number in held.items():  # 95 per cent of 200, within what chance allows
        assert 178 <= number <= 200, way


def test_access_alone_biases_only_if_towns_and_villages_differ():
    assert "leans by 2.6 points up" in compute(answer_others=6).sentence
    assert "no bias here" in compute(answer_others=6, support_villages=50).sentence


def test_the_lean_can_go_down():
    sentence = compute(answer_for=2, answer_others=6).sentence
    assert "points down" in sentence


def test_a_seed_reproduces_and_another_one_differs():
    assert compute(seed=3) == compute(seed=3)
    assert compute(seed=3) != compute(seed=4)


@settings(max_examples=30, deadline=None)
@given(
    towns=st.integers(0, 100),
    villages=st.integers(0, 100),
    rate=st.integers(1, 20),
    access=st.integers(10, 100),
    seed=st.integers(0, 50),
)
def test_equal_access_and_equal_answers_never_bias(towns, villages, rate, access, seed):
    ways = table(
        support_towns=towns,
        support_villages=villages,
        access_towns=access,
        access_villages=access,
        answer_for=rate,
        answer_others=rate,
        answers="1000",
        seed=seed,
    )
    truth = round(0.6 * towns + 0.4 * villages, 1)
    assert ways["Open vote"]["Expected, %"] == pytest.approx(truth, abs=0.11)
    assert all(0 <= row["Holds the truth"] <= REPEATS for row in ways.values())


def test_what_cannot_be_answered_is_named():
    with pytest.raises(InvalidNumber, match="nobody answers"):
        compute(answer_for=0, answer_others=0)
    with pytest.raises(InvalidNumber, match="more than the 12,000,000 voters of the invented"):
        compute(answers="100000", answer_for=0, answer_others="0.5")
    with pytest.raises(InvalidNumber, match="sample is 10,001; it must be from 1 to 10,000"):
        compute(sample=10_001)
    with pytest.raises(InvalidThreshold, match="access_towns is 101"):
        compute(access_towns=101)
    with pytest.raises(InvalidChoice, match="answers is '5'"):
        compute(answers="5")
