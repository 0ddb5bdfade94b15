"""The exit poll: design effect, response, coverage."""

import math
import random
from dataclasses import replace

import pytest

from kazlib.errors import InvalidNumber
from kazlib.models.exitpoll import ExitPoll, coverage, expected_coverage, response_ratio

SMALL = ExitPoll(interviews=2000, stations=50)


def test_the_design_effect_by_hand():
    """40 interviews a station and ρ = 0.05: 1 + 39 × 0.05 = 2.95."""
    assert SMALL.design_effect == pytest.approx(2.95)
    assert SMALL.standard_error(0.5) == pytest.approx(math.sqrt(0.25 * 2.95 / 2000))


def test_without_correlation_clusters_cost_nothing():
    poll = replace(SMALL, rho=0.0)
    assert poll.design_effect == 1
    assert poll.interval(0.6) == poll.interval(0.6, clustered=False)


def test_observed_odds_are_true_odds_times_the_ratio_of_response():
    poll = ExitPoll(response_supporters=0.6, response_others=0.8)
    share = poll.expected_share(0.75)
    assert share / (1 - share) == pytest.approx(3 * 0.6 / 0.8)


@pytest.mark.parametrize("rate", [0.2, 1.0])
@pytest.mark.parametrize("true", [0.0, 0.3, 1.0])
def test_equal_response_brings_no_bias(rate, true):
    poll = ExitPoll(response_supporters=rate, response_others=rate)
    assert poll.expected_share(true) == pytest.approx(true)


def test_the_poll_of_2005_lies_below_the_official_result_where_supporters_answer_less():
    """Official 91.15, poll 83.2 (data/exit_polls.csv): a ratio of response of 0.48 gives that gap;
    the model cannot say that response was its cause."""
    assert ExitPoll(response_supporters=0.48).expected_share(0.9115) == pytest.approx(
        0.832, abs=0.001
    )


def test_draws_have_the_mean_and_the_variance_of_the_design():
    rng = random.Random(4)
    shares = [SMALL.draw(0.7, rng) for _ in range(1500)]
    mean = sum(shares) / len(shares)
    error = SMALL.standard_error(0.7)
    assert abs(mean - 0.7) < 4 * error / math.sqrt(len(shares))
    variance = sum((s - mean) ** 2 for s in shares) / len(shares)
    assert variance == pytest.approx(error**2, rel=0.12)


def test_intervals_that_know_the_clusters_hold_the_truth_as_often_as_they_say():
    found = coverage(SMALL, 0.6, rng=random.Random(2), polls=800)
    assert found.clustered == pytest.approx(0.95, abs=0.025)
    # Without the design effect they are 1 / √2.95 as wide: 2 Φ(1.96 / 1.718) − 1 = 0.746.
    assert found.simple == pytest.approx(0.746, abs=0.05)


def test_no_sample_size_repairs_a_bias_of_response():
    shy = replace(SMALL, response_supporters=0.7, rho=0.0)
    few = coverage(shy, 0.55, rng=random.Random(3), polls=200)
    many = coverage(
        replace(shy, interviews=20_000, stations=500), 0.55, rng=random.Random(3), polls=50
    )
    assert many.clustered == 0
    assert few.clustered < 0.2
    assert many.wrong_calls == 1


def test_a_poll_is_called_only_if_the_whole_interval_lies_on_one_side():
    half_width = 1.96 * SMALL.standard_error(0.5)
    assert SMALL.call(0.5 + 1.1 * half_width) == "above"
    assert SMALL.call(0.5 + 0.9 * half_width) == "too close to call"
    assert SMALL.call(0.5 - 1.1 * half_width) == "below"
    assert SMALL.call(0.075, line=0.07) == "too close to call"


def test_a_seed_reproduces_and_certainty_needs_no_luck():
    assert SMALL.draw(0.6, random.Random(9)) == SMALL.draw(0.6, random.Random(9))
    assert SMALL.draw(0.6, random.Random(9)) != SMALL.draw(0.6, random.Random(10))
    assert SMALL.draw(1.0, random.Random(1)) == 1
    assert SMALL.draw(0.0, random.Random(1)) == 0


@pytest.mark.parametrize("rho", [0.0, 0.05, 0.4])
@pytest.mark.parametrize("design", [(2000, 50), (1003, 20), (482_000, 379)])
def test_many_draws_spread_as_the_design_effect_says(design, rho):
    poll = ExitPoll(*design, rho)
    shares = poll.draws(0.8, random.Random(5), 400)
    mean = sum(shares) / 400
    variance = sum((share - mean) ** 2 for share in shares) / 400
    assert abs(mean - 0.8) < 4 * poll.standard_error(0.8) / 20
    assert variance == pytest.approx(poll.standard_error(0.8) ** 2, rel=0.25)


def test_one_draw_is_the_first_of_many():
    assert SMALL.draw(0.6, random.Random(9)) == SMALL.draws(0.6, random.Random(9), 3)[0]


@pytest.mark.parametrize("true", [0.1, 0.5, 0.9115])
@pytest.mark.parametrize("observed", [0.05, 0.5, 0.832])
def test_the_ratio_of_response_turns_the_true_share_into_the_observed_one(true, observed):
    ratio = response_ratio(true, observed)
    poll = ExitPoll(response_supporters=min(1.0, ratio), response_others=min(1.0, 1 / ratio))
    assert poll.expected_share(true) == pytest.approx(observed)


@pytest.mark.parametrize("shares", [(0.0, 0.5), (0.5, 1.0)])
def test_certainty_has_no_odds(shares):
    with pytest.raises(InvalidNumber, match=r"share is .*above 0 and below 1"):
        response_ratio(*shares)


@pytest.mark.parametrize("poll", [SMALL, replace(SMALL, response_supporters=0.9)])
@pytest.mark.parametrize("clustered", [True, False])
def test_the_formula_of_coverage_agrees_with_the_count(poll, clustered):
    counted = coverage(poll, 0.6, rng=random.Random(8), polls=1500)
    found = counted.clustered if clustered else counted.simple
    assert expected_coverage(poll, 0.6, clustered=clustered) == pytest.approx(found, abs=0.035)


def test_where_nobody_differs_the_formula_is_certain():
    assert expected_coverage(SMALL, 1.0) == 1


def test_points_on_top_and_the_simple_interval_move_the_call():
    observed = 0.5 + 1.5 * 1.96 * SMALL.standard_error(0.5, clustered=False)
    assert SMALL.call(observed, clustered=False) == "above"
    assert SMALL.call(observed) == "too close to call"
    assert SMALL.call(observed, clustered=False, extra=0.05) == "too close to call"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rho": 1.0}, "rho is 1; it must be below 1"),
        ({"rho": -0.1}, "rho is -0.1"),
        ({"interviews": 10}, "interviews is 10; it must be a whole number, at least 50"),
        ({"response_others": 0.0}, "response_others is 0; it must be above 0"),
        ({"response_supporters": 1.2}, "response_supporters is 1.2; it must be from 0 to 1"),
    ],
)
def test_impossible_designs_are_named(change, message):
    with pytest.raises(InvalidNumber, match=message):
        replace(SMALL, **change)


@pytest.mark.parametrize("level", [0.0, 1.0, 95])
def test_a_level_is_a_share_between_0_and_1(level):
    with pytest.raises(InvalidNumber, match="level is"):
        SMALL.interval(0.5, level=level)
