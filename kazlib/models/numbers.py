"""What the models share: checks of ranges, bands, and draws that the standard library lacks."""

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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


def standard_normals(many: int, rng: random.Random) -> list[float]:
    """Draw from Normal(0, 1): the numbers that ``rng.gauss`` gives, in a third of its time.

    By Box and Muller, two draws from two uniform ones; a browser waits for thousands of them.

    Parameters
    ----------
    many
        How many, an even number.
    rng
        Source of the draws; nothing may be left in it from a single call of its ``gauss``.

    Raises
    ------
    InvalidNumber
        If ``many`` is odd or negative.

    Examples
    --------
    >>> [round(z, 3) for z in standard_normals(2, random.Random(1))]
    [1.288, 1.449]
    >>> random.Random(1).gauss(0, 1) == standard_normals(2, random.Random(1))[0]
    True
    """
    if many < 0 or many % 2:
        raise InvalidNumber(f"many is {many}; normal draws come in pairs, so it must be even.")
    uniform, log, sqrt, cos, sin, tau = (
        rng.random,
        math.log,
        math.sqrt,
        math.cos,
        math.sin,
        math.tau,
    )
    draws: list[float] = []
    add = draws.append
    for _ in range(many // 2):
        angle, radius = tau * uniform(), sqrt(-2 * log(1 - uniform()))
        add(radius * cos(angle))
        add(radius * sin(angle))
    return draws


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
    if not values:
        raise InvalidNumber("values is empty; a quantile needs at least one value.")
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


_KEPT = 25
"""Tables are kept for multiples of this many trials; the rest is a small draw of its own."""


@lru_cache(maxsize=256)
def _up_to(trials: int, chance: float) -> tuple[float, ...]:
    """Return the chances of at most 0, 1, 2, ... successes, until what is left is next to nothing.

    ``trials`` up to 500 and ``chance`` from 0 to 0.5: then the first term never underflows.
    """
    odds = chance / (1 - chance)
    term = total = (1 - chance) ** trials
    found = [total]
    for count in range(trials):
        term *= odds * (trials - count) / (count + 1)
        total += term
        found.append(total)
        if term < 1e-18 and count > trials * chance:
            break
    return tuple(found)


def binomial(rng: random.Random, trials: int, chance: float, *, keep: bool = False) -> int:
    """Draw the number of successes in ``trials``, by inversion of the distribution.

    (The standard library has a binomial draw only from Python 3.12, and one seed must give the
    same numbers everywhere.) Above 10,000 trials the middle one of that many uniform numbers is
    drawn first (a beta distribution, Devroye 1986): it tells which half can still hold
    successes, so the work grows with the logarithm of ``trials`` only.

    Parameters
    ----------
    rng
        Source of the draws.
    trials
        How many, 0 or more.
    chance
        Chance of a success, 0 to 1.
    keep
        Whether more draws with this chance and about as many trials follow: then the summed
        chances for most of the trials are kept and looked up. One seed gives other draws than
        without, of the same distribution.

    Examples
    --------
    >>> binomial(random.Random(1), 100, 0.5), binomial(random.Random(1), 100, 1)
    (44, 100)
    """
    if chance > 0.5:
        return trials - binomial(rng, trials, 1 - chance, keep=keep)
    if trials > 10_000:
        sure = 0
        while trials > 500:
            middle = trials // 2 + 1
            at = rng.betavariate(middle, trials + 1 - middle)
            if at > chance:
                trials, chance = middle - 1, chance / at
            else:
                sure += middle
                trials, chance = trials - middle, (chance - at) / (1 - at)
        return sure + binomial(rng, trials, chance)
    if trials > 500:  # in parts, so that the first term of the sum never underflows
        half = trials // 2
        return sum(binomial(rng, n, chance, keep=keep) for n in (half, trials - half))
    if chance <= 0:
        return 0
    if keep and trials >= _KEPT:
        rest = trials % _KEPT
        found = bisect_right(_up_to(trials - rest, chance), rng.random())
        return min(found, trials - rest) + binomial(rng, rest, chance)
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
    if not 0 < share < 1:
        raise InvalidNumber(f"share is {share:g}; it must be above 0 and below 1.")
    return math.log(share / (1 - share))
