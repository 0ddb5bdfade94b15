"""Sequences of divisors, and the division of a house by the highest averages."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kazlib.allocation import Tie, highest

Divisors = Literal[
    "dhondt",
    "sainte-lague",
    "modified-sainte-lague",
    "danish",
    "adams",
    "dean",
    "huntington-hill",
    "imperiali",
]
DIVISORS: tuple[Divisors, ...] = get_args(Divisors)


@dataclass(frozen=True)
class Signposts:
    """A sequence of divisors d(0), d(1), …: d(k) ** power is ``term(k)`` as top / bottom."""

    term: Callable[[int], tuple[int, int]]
    power: int = 1
    linear: tuple[int, int] | None = None  # first and step: d(k) = first + step * k, up to a factor


def _linear(top: int, bottom: int) -> Signposts:
    return Signposts(lambda k: (bottom * k + top, bottom), linear=(top, bottom))


SIGNPOSTS: dict[str, Signposts] = {
    "dhondt": _linear(1, 1),
    "sainte-lague": _linear(1, 2),
    "modified-sainte-lague": Signposts(lambda k: (2 * k + 1, 2) if k else (7, 10)),
    "danish": _linear(1, 3),
    "adams": _linear(0, 1),
    "dean": Signposts(lambda k: (2 * k * (k + 1), 2 * k + 1)),
    "huntington-hill": Signposts(lambda k: (k * (k + 1), 1), power=2),
    "imperiali": _linear(2, 1),
}


def _start(counts: list[int], house: int, posts: Signposts) -> list[int]:
    """Return the seats that one well-chosen divisor gives at once.

    The answer differs from the house by at most about a seat a list, so only few steps remain,
    and as it is itself a fair division (of another house) those steps may go up or down.
    """
    total = sum(counts)
    if posts.linear:
        # Where fractions from first / step are rounded up, the divisor
        # total / (house + lists * (first / step - 1/2)) meets the house on average.
        first, step = posts.linear
        factor = 2 * step * house + len(counts) * (2 * first - step)
        lift, unit = 2 * total * (step - first), 2 * total * step
        return [k if (k := (v * factor + lift) // unit) > 0 else 0 for v in counts]
    start = []
    for v in counts:
        k = v * house // total
        top, bottom = posts.term(k)
        if (v * house) ** posts.power * bottom >= total**posts.power * top:
            k += 1
        start.append(k)
    return start


def _ranking(
    counts: list[int], most: int, posts: Signposts
) -> Callable[[Sequence[int]], list[float]]:
    """Return a function of the lists' seats (up to ``most``): the averages for their next seats.

    Averages come as whole numbers that keep the order. Two averages that differ do so by at least
    1 / top ** 2, for the largest top that can occur; times top ** 2 they differ by 1 or more, so
    that dropping the fraction confuses nothing. Votes over 0 are beyond all averages, and so are
    those for the seat before the first, which nobody can lose.
    """
    scale = posts.term(most)[0] ** 2
    if posts.linear and posts.linear[0]:
        first, step = posts.linear
        scaled = [v * scale for v in counts]
        return lambda seats: [
            w // (first + step * k) if k >= 0 else math.inf
            for w, k in zip(scaled, seats, strict=True)
        ]
    scaled = [v**posts.power * scale for v in counts]
    return lambda seats: [
        w * term[1] // term[0] if k >= 0 and (term := posts.term(k))[0] else math.inf
        for w, k in zip(scaled, seats, strict=True)
    ]


def divide(counts: list[int], house: int, posts: Signposts) -> tuple[list[int], Tie | None]:
    """Return the seats that are certain, and the tie for the rest.

    Parameters
    ----------
    counts
        Votes by list, not all zero.
    house
        Seats to fill, at least 1.
    posts
        One of :data:`SIGNPOSTS`.

    Returns
    -------
    seats, tie
        Seats by list without those that lots would decide, and the tie over them.

    Examples
    --------
    >>> divide([50, 50], 3, SIGNPOSTS["dhondt"])
    ([1, 1], Tie(parties=(0, 1), seats=1))
    """
    lists = range(len(counts))
    if 0 in counts:
        live = [i for i in lists if counts[i]]
        won, tie = divide([counts[i] for i in live], house, posts)
        seats = [0] * len(counts)
        for i, k in zip(live, won, strict=True):
            seats[i] = k
        return seats, tie and Tie(tuple(live[i] for i in tie.parties), tie.seats)
    if len(counts) > house and posts.term(0)[0] == 0:
        # Every list would get a seat before any gets two; the largest go first.
        sure, tie = highest(counts, lists, house)
        return [int(i in sure) for i in lists], tie
    seats = _start(counts, house, posts)
    gap = house - sum(seats)
    if gap == 0:  # one divisor gives the house: every seat held is worth it, and no other is
        return seats, None
    ranks = _ranking(counts, max(house, *seats), posts)
    rising = gap > 0
    while gap > 0:
        waiting = ranks(seats)
        edge = max(waiting)
        seats[waiting.index(edge)] += 1
        gap -= 1
    while gap < 0:
        holding = ranks([k - 1 for k in seats])
        edge = min(holding)
        seats[holding.index(edge)] -= 1
        gap += 1
    # Only another average at the edge, of the seat that moved last, can make a tie.
    if edge != (max(ranks(seats)) if rising else min(ranks([k - 1 for k in seats]))):
        return seats, None
    waiting, holding = ranks(seats), ranks([k - 1 for k in seats])
    level = tuple(i for i in lists if edge in (waiting[i], holding[i]))
    lose = [i for i in level if holding[i] == edge]
    for i in lose:
        seats[i] -= 1
    return seats, Tie(level, len(lose))
