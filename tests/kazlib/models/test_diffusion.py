"""The curve of adoption and its break."""

import math
import random

import pytest

from kazlib.errors import InvalidNumber
from kazlib.models.diffusion import Logistic, fit, fit_with_break
from kazlib.tables.internet import internet_users

# Internet users in Kazakhstan; before 2000 they were fewer than one in 150.
USERS = {year: share for year, share in internet_users().items() if year >= 2000}


def test_the_curve_by_hand():
    """One year after the midpoint with rate 1: 80 / (1 + e^−1)."""
    curve = Logistic(ceiling=80, rate=1, midpoint=2010)
    assert curve.share(2010) == 40
    assert curve.share(2011) == pytest.approx(80 / (1 + math.exp(-1)))


def test_rate_0_is_no_growth_and_spread_0_no_band():
    flat = Logistic(ceiling=90, rate=0, midpoint=2010)
    assert flat.share(1990) == flat.share(2030) == 45
    band = flat.band(2020)
    assert band.low == band.middle == band.high == 45


def test_a_fit_finds_the_curve_that_made_the_points():
    rng = random.Random(6)
    truth = Logistic(ceiling=85, rate=0.4, midpoint=2012, spread=0.1)
    points = {year: truth.share(year, rng.gauss(0, 0.1)) for year in range(2000, 2025)}
    found = fit(points, ceiling=85)
    assert fit(points).ceiling == pytest.approx(85, abs=4)
    assert found.rate == pytest.approx(0.4, abs=0.05)
    assert found.midpoint == pytest.approx(2012, abs=0.7)


def test_about_nine_in_ten_points_lie_in_the_band():
    rng = random.Random(7)
    truth = Logistic(ceiling=85, rate=0.1, midpoint=2012)
    points = {year: truth.share(year, rng.gauss(0, 0.2)) for year in range(1920, 2104)}
    curve = fit(points, ceiling=85)
    assert curve.spread == pytest.approx(0.2, rel=0.15)
    held = sum(curve.band(y).low <= s <= curve.band(y).high for y, s in points.items())
    assert held / len(points) == pytest.approx(0.9, abs=0.05)


def test_the_series_breaks_between_2007_and_2008():
    curves = fit_with_break(USERS)
    assert curves.band(2007).middle == pytest.approx(4.0, abs=1.0)
    assert curves.band(2008).middle > 3 * curves.band(2007).middle
    assert curves.before.ceiling == curves.after.ceiling > 92.879
    one = fit(USERS)

    def error(curve, years):
        return sum((curve.band(y).middle - USERS[y]) ** 2 for y in years)

    assert error(curves, USERS) < error(one, USERS)


@pytest.mark.parametrize(
    ("points", "ceiling", "message"),
    [
        ({2000: 1.0, 2001: 2.0}, None, "points has 2 years"),
        ({2000: 0.0, 2001: 2.0, 2002: 3.0}, None, "share of 2000 is 0; it must be above 0"),
        ({2000: 1.0, 2001: 2.0, 2002: 101.0}, None, "share of 2002 is 101"),
        ({2000: 1.0, 2001: 2.0, 2002: 100.0}, None, "the ceiling must lie above every share"),
        ({2000: 1.0, 2001: 2.0, 2002: 50.0}, 40.0, "the largest is 50"),
        ({2000: 5.0, 2001: 5.0, 2002: 5.0}, 50.0, "no midpoint"),
    ],
)
def test_points_without_a_curve_are_refused(points, ceiling, message):
    with pytest.raises(InvalidNumber, match=message):
        fit(points, ceiling=ceiling)


def test_impossible_curves_are_named():
    with pytest.raises(InvalidNumber, match="ceiling is 0; it must be above 0"):
        Logistic(0, 1, 2000)
    with pytest.raises(InvalidNumber, match="spread is -1"):
        Logistic(50, 1, 2000, spread=-1)
