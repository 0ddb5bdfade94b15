"""How a technology spreads: a logistic curve with a band, and a break where the series has one.

Share of users in year t, with ceiling K, rate r and midpoint m::

    share(t) = K / (1 + e^(−r (t − m)))      so that      log(share / (K − share)) = r (t − m)

For a given ceiling r and m follow from a straight line through the log odds (least squares); the
ceiling is the one of a grid whose curve lies nearest to the shares. The band holds the log odds
within 1.645 standard deviations of the line's residuals.

The series of internet users in Kazakhstan jumps from 4.0 per cent in 2007 to 11.0 in 2008, which
may be a change in how users were counted: by default one curve is fitted on either side.

Assumptions: growth is symmetric around the midpoint, and residuals are normal and independent.
Limits: a curve describes a series and forecasts nothing; access is not exposure. With rate 0 there
is no growth.

References
----------
Rogers (2003), *Diffusion of Innovations*; Bass (1969), *Management Science* 15(5), for the model
with a separate external influence, which the logistic curve leaves out.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kazlib.errors import InvalidNumber
from kazlib.models.numbers import Band, inside, log_odds, logistic, positive

_NORMAL_95 = 1.645  # 90 per cent lie within so many standard deviations


@dataclass(frozen=True)
class Logistic:
    """A curve of adoption.

    Attributes
    ----------
    ceiling : float
        Per cent of the population that it ends at, above 0 to 100.
    rate : float
        Growth of the log odds a year; 0 is no growth.
    midpoint : float
        Year in which half of the ceiling is reached.
    spread : float
        Standard deviation of the log odds around the curve, 0 or more.
    """

    ceiling: float
    rate: float
    midpoint: float
    spread: float = 0.0

    def __post_init__(self) -> None:
        positive(inside(self.ceiling, "ceiling", 0, 100), "ceiling")
        inside(self.spread, "spread", 0, math.inf)

    def share(self, year: float, shift: float = 0.0) -> float:
        """Return per cent of users; ``shift`` is added to the log odds.

        Examples
        --------
        >>> Logistic(ceiling=90, rate=0.5, midpoint=2011).share(2011)
        45.0
        """
        return self.ceiling * logistic(self.rate * (year - self.midpoint) + shift)

    def band(self, year: float) -> Band:
        """Return the curve and its 90 per cent band in a year."""
        width = _NORMAL_95 * self.spread
        return Band(self.share(year, -width), self.share(year), self.share(year, width))


@dataclass(frozen=True)
class Broken:
    """Two curves and the last year of the first.

    Attributes
    ----------
    before, after : Logistic
        The curves on either side.
    last_year : int
        The last year of ``before``.
    """

    before: Logistic
    after: Logistic
    last_year: int

    def band(self, year: float) -> Band:
        """Return the band of the curve that holds in that year."""
        return (self.before if year <= self.last_year else self.after).band(year)


def _line(points: Mapping[int, float], ceiling: float) -> Logistic:
    """Fit rate, midpoint and spread for a given ceiling."""
    odds = {year: log_odds(share / ceiling) for year, share in points.items()}
    centre, level = math.fsum(odds) / len(odds), math.fsum(odds.values()) / len(odds)
    square = math.fsum((year - centre) ** 2 for year in odds)
    rate = math.fsum((year - centre) * (y - level) for year, y in odds.items()) / square
    if not rate:
        raise InvalidNumber("the shares do not grow or fall; a logistic curve has no midpoint.")
    errors = math.fsum((y - level - rate * (year - centre)) ** 2 for year, y in odds.items())
    return Logistic(ceiling, rate, centre - level / rate, math.sqrt(errors / (len(odds) - 2)))


def fit(points: Mapping[int, float], *, ceiling: float | None = None) -> Logistic:
    """Fit a logistic curve.

    Parameters
    ----------
    points
        Per cent of users by year, above 0, at least three years.
    ceiling
        In per cent, above every point, to 100; by default the best of a grid in steps of 0.5.

    Raises
    ------
    InvalidNumber
        If the points or the ceiling are not as above, or the shares have no trend.

    Examples
    --------
    >>> curve = Logistic(ceiling=80, rate=0.5, midpoint=2011)
    >>> found = fit({year: curve.share(year) for year in range(2005, 2020)})
    >>> found.ceiling, round(found.rate, 6), round(found.midpoint, 6)
    (80.0, 0.5, 2011.0)
    """
    if len(points) < 3:
        raise InvalidNumber(f"points has {len(points)} years; a curve needs at least 3.")
    for year, share in points.items():
        positive(inside(share, f"share of {year}", 0, 100), f"share of {year}")
    top = max(points.values())
    if ceiling is None:
        grid = [k / 2 for k in range(math.floor(2 * top) + 1, 201)]
    else:
        grid = [inside(ceiling, "ceiling", 0, 100)]
    if not grid or grid[0] <= top:
        raise InvalidNumber(f"the ceiling must lie above every share; the largest is {top}.")
    curves = [_line(points, k) for k in grid]
    return min(curves, key=lambda c: math.fsum((c.share(y) - s) ** 2 for y, s in points.items()))


def fit_with_break(points: Mapping[int, float], *, last_year: int = 2007) -> Broken:
    """Fit one curve to ``last_year``, and one after it.

    The early years lie far below any ceiling and cannot tell it, so both curves have the ceiling
    of the later years.

    Parameters
    ----------
    points
        Per cent of users by year, above 0, at least three years on either side.
    last_year
        The last year of the first curve.

    Raises
    ------
    InvalidNumber
        If a side has fewer than three years, or :func:`fit` refuses it.

    Examples
    --------
    >>> early, late = Logistic(80, 0.3, 2020), Logistic(80, 0.5, 2011)
    >>> series = {y: (early if y <= 2007 else late).share(y) for y in range(2001, 2020)}
    >>> broken = fit_with_break(series)
    >>> round(broken.before.rate, 6), round(broken.after.rate, 6), broken.after.ceiling
    (0.3, 0.5, 80.0)
    """
    after = fit({year: share for year, share in points.items() if year > last_year})
    early = {year: share for year, share in points.items() if year <= last_year}
    return Broken(fit(early, ceiling=after.ceiling), after, last_year)
