"""What the models share: checks of ranges, bands, and draws that the standard library lacks."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.errors import InvalidNumber
from kazlib.exact import plain


def inside(value: float, name: str, low: float = 0, high: float = 1) -> float:
    """Return a number from ``low`` to ``high``, or say what it is and what it may be.

    Examples
    --------
    >>> inside(1.2, "reach")
    Traceback (most recent call last):
    ...
    kazlib.errors.InvalidNumber: reach is 1.2; it must be from 0 to 1.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidNumber(f"{name} is {value!r}; it must be a number.")
    if not (low <= value <= high and math.isfinite(value)):
        top = f"from {plain(low)} to {plain(high)}" if high < math.inf else f"{plain(low)} or more"
        raise InvalidNumber(f"{name} is {value}; it must be {top}.")
    return value


def positive(value: float, name: str) -> float:
    """Return a finite number above 0, or say what it is.

    Parameters
    ----------
    value
        The number.
    name
        What it is, for the message.

    Raises
    ------
    InvalidNumber
        If it is not a finite number above 0.

    Examples
    --------
    >>> positive(0.5, "scale")
    0.5
    """
    if not inside(value, name, 0, math.inf):
        raise InvalidNumber(f"{name} is 0; it must be above 0.")
    return value


@dataclass(frozen=True)
class Band:
    """The middle of many runs, and the range that holds 90 per cent of them.

    Attributes
    ----------
    low, middle, high : float
        The 5th, 50th and 95th percentile.
    """

    low: float
    middle: float
    high: float


def quantile(values: Sequence[float], share: float) -> float:
    """Return the quantile by linear interpolation between the two values around it.

    Examples
    --------
    >>> quantile([1, 2, 3, 4], 0.5)
    2.5
    """
    ordered = sorted(values)
    place = inside(share, "share") * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def band(values: Sequence[float]) -> Band:
    """Return the 90 per cent band of many runs.

    Parameters
    ----------
    values
        One value a run, at least one, in any unit.

    Examples
    --------
    >>> band(range(101))
    Band(low=5.0, middle=50.0, high=95.0)
    """
    return Band(*(quantile(values, share) for share in (0.05, 0.5, 0.95)))


def binomial(rng: random.Random, trials: int, chance: float) -> int:
    """Draw the number of successes in ``trials``, by inversion of the distribution.

    (The standard library has a binomial draw only from Python 3.12, and one seed must give the
    same numbers everywhere.)

    Parameters
    ----------
    rng
        Source of the draws.
    trials
        How many, 0 or more.
    chance
        Chance of a success, 0 to 1.

    Examples
    --------
    >>> binomial(random.Random(1), 100, 0.5), binomial(random.Random(1), 100, 1)
    (44, 100)
    """
    if chance > 0.5:
        return trials - binomial(rng, trials, 1 - chance)
    if trials > 500:  # in parts, so that the first term of the sum never underflows
        half = trials // 2
        return binomial(rng, half, chance) + binomial(rng, trials - half, chance)
    if chance <= 0:
        return 0
    odds = chance / (1 - chance)
    term = (1 - chance) ** trials
    left = rng.random() - term
    count = 0
    while left >= 0 and count < trials:
        term *= odds * (trials - count) / (count + 1)
        left -= term
        count += 1
    return count


def logistic(value: float) -> float:
    """Return 1 / (1 + e^-value), the share with these log odds.

    Parameters
    ----------
    value
        Log odds, any finite number.

    Examples
    --------
    >>> logistic(0), round(logistic(1), 4)
    (0.5, 0.7311)
    """
    return 1 / (1 + math.exp(-value)) if value > 0 else math.exp(value) / (1 + math.exp(value))


def log_odds(share: float) -> float:
    """Return the logarithm of share / (1 - share), for a share between 0 and 1.

    Parameters
    ----------
    share
        Above 0 and below 1.

    Examples
    --------
    >>> log_odds(0.5), round(log_odds(0.9), 4)  # odds 1 and 9
    (0.0, 2.1972)
    """
    return math.log(share / (1 - share))
