"""What the models share: quantiles, bands, and a binomial draw of our own."""

import math
import random

import pytest

from kazlib.errors import InvalidNumber
from kazlib.models.numbers import (
    Band,
    band,
    binomial,
    inside,
    log_odds,
    logistic,
    quantile,
    standard_normals,
)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan, math.inf])
def test_a_number_outside_its_range_is_named_with_the_range(wrong):
    with pytest.raises(InvalidNumber, match=f"reach is {wrong}; it must be from 0 to 1"):
        inside(wrong, "reach")


@pytest.mark.parametrize("wrong", ["0.5", True, None])
def test_what_is_not_a_number_is_refused(wrong):
    with pytest.raises(InvalidNumber, match="it must be a number"):
        inside(wrong, "reach")


def test_quantiles_lie_between_neighbours():
    assert quantile([10, 0], 0.25) == 2.5
    assert quantile([7], 0.9) == 7


def test_a_band_holds_90_per_cent():
    assert band(range(101)) == Band(5, 50, 95)


def test_log_odds_and_logistic_undo_each_other():
    for share in (0.001, 0.3, 0.5, 0.999):
        assert logistic(log_odds(share)) == pytest.approx(share)
    assert logistic(-800) == 0
    assert logistic(800) == 1


def test_normal_draws_are_those_of_the_standard_library():
    one, two = random.Random(7), random.Random(7)
    assert list(standard_normals(1000, one)) == [two.gauss(0, 1) for _ in range(1000)]
    assert one.random() == two.random()  # and both go on alike


@pytest.mark.parametrize("many", [-2, 3])
def test_normal_draws_come_in_pairs(many):
    with pytest.raises(InvalidNumber, match=f"many is {many}; normal draws come in pairs"):
        standard_normals(many, random.Random(1))


@pytest.mark.parametrize("keep", [False, True])
@pytest.mark.parametrize(
    ("trials", "chance"), [(84, 0.9), (84, 0.03), (3000, 0.4), (3_000_000, 0.05)]
)
def test_binomial_draws_have_the_mean_and_variance_of_theory(trials, chance, keep):
    rng = random.Random(5)
    draws = [binomial(rng, trials, chance, keep=keep) for _ in range(4000)]
    assert 0 <= min(draws) <= max(draws) <= trials
    mean, variance = trials * chance, trials * chance * (1 - chance)
    found = sum(draws) / len(draws)
    assert abs(found - mean) < 4 * math.sqrt(variance / len(draws))
    spread = sum((d - found) ** 2 for d in draws) / len(draws)
    assert spread == pytest.approx(variance, rel=0.1)


def test_binomial_draws_of_three_trials_come_as_often_as_they_should():
    rng = random.Random(8)
    draws = [binomial(rng, 3, 0.25) for _ in range(20_000)]
    for successes in range(4):
        expected = math.comb(3, successes) * 0.25**successes * 0.75 ** (3 - successes)
        assert draws.count(successes) / 20_000 == pytest.approx(expected, abs=0.012)


def test_looked_up_draws_come_as_often_as_they_should():
    """27 trials: 25 are looked up in a table, 2 are drawn on their own."""
    rng = random.Random(8)
    draws = [binomial(rng, 27, 0.2, keep=True) for _ in range(20_000)]
    for successes in range(28):
        expected = math.comb(27, successes) * 0.2**successes * 0.8 ** (27 - successes)
        assert draws.count(successes) / 20_000 == pytest.approx(expected, abs=0.012)


@pytest.mark.parametrize("keep", [False, True])
def test_certain_draws_need_no_luck(keep):
    rng = random.Random(1)
    sure = [binomial(rng, n, chance, keep=keep) for n, chance in ((90, 0), (90, 1), (0, 0.5))]
    assert sure == [0, 90, 0]


class Always:
    """Luck that is always the same number."""

    def __init__(self, number):
        self.number = number

    def random(self):
        return self.number


@pytest.mark.parametrize("keep", [False, True])
def test_the_smallest_and_the_largest_luck_stay_in_range(keep):
    assert binomial(Always(0.0), 100, 0.5, keep=keep) == 0
    assert 75 < binomial(Always(1 - 2**-53), 100, 0.5, keep=keep) <= 100
