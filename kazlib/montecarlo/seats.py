"""Seats for arrays of votes, many elections at once.

The same votes give the same seats as :mod:`kazlib.apportionment`, ties included: a tie is marked,
never broken. Arithmetic is done in 64-bit floats, but only on whole numbers small enough that
nothing is rounded; beyond that :class:`~kazlib.errors.InvalidVotes` is raised. (Division of whole
numbers below 2 ** 53 never rounds up to the next whole number, and two fractions whose numerator
times denominator stays below 2 ** 52 never round to the same float.)
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes
from kazlib.exact import whole

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

LINEAR: dict[str, tuple[int, int]] = {
    "dhondt": (1, 1),
    "sainte-lague": (1, 2),
    "danish": (1, 3),
    "imperiali": (2, 1),
}
"""Divisors that are done here, as first and step: d(k) = first + step × k."""

FORMULAS: tuple[str, ...] = ("hare", "droop", *LINEAR)
"""Formulas that :func:`sweep` knows."""

_ROWS = 8192  # elections worked on at a time, so that the arrays stay in the cache
_PAIRS = 12  # up to so many lists, comparing all pairs is faster than sorting


@dataclass(frozen=True)
class Seats:
    """Seats of many elections.

    Attributes
    ----------
    seats : array of int64, elections × lists
        What is certain.
    tied : array of bool, elections × lists
        The lists among which lots would decide.
    tie_seats : array of int64, elections
        How many seats lots would decide; 0 where there is no tie.
    """

    seats: Ints
    tied: Mask
    tie_seats: Ints


def _read(votes: Any, seats: int) -> tuple[Ints, int]:
    array = np.asarray(votes)
    if array.ndim != 2 or array.dtype.kind not in "iu" or 0 in array.shape:
        raise InvalidVotes(
            f"votes has {array.ndim} dimensions, shape {array.shape} and type {array.dtype}; it "
            f"must be a table of whole numbers, elections × lists, with at least one of each."
        )
    if array.min() < 0:
        raise InvalidVotes(f"votes has a count of {array.min()}; counts must be 0 or more.")
    if int(array.max()) >= 2**52:
        raise InvalidVotes(f"votes has a count of {array.max()}; counts must be below 2 ** 52.")
    return array.astype(np.int64, copy=False), whole(seats, "seats", 1, InvalidSeats)


def _total(v: Floats, factor: int) -> Floats:
    """Return the votes of each election, or say that numbers are too large, or that there are none.

    ``factor`` is the largest number that a total is multiplied by.
    """
    total = np.asarray(v.sum(axis=0))
    if total.max() * factor >= 2.0**52:
        raise InvalidVotes(
            f"an election has {total.max():,.0f} votes; with this rule, these seats and lists at "
            f"most {2**52 // factor:,} can be counted exactly in 64 bits (use "
            f"kazlib.apportionment beyond that)."
        )
    if not total.all():
        raise InvalidVotes("an election has no votes; at least one list must have a vote.")
    return total


Block = tuple[Floats, Mask, Floats]


def _in_blocks(votes: Ints, count: Callable[[Floats], Block], workers: int) -> Seats:
    """Count blocks of elections, each laid out as lists × elections, on threads."""
    answer = Seats(
        np.empty(votes.shape, np.int64), np.empty(votes.shape, bool), np.empty(len(votes), np.int64)
    )

    def block(start: int) -> None:
        rows = slice(start, start + _ROWS)
        won, tied, left = count(np.ascontiguousarray(votes[rows].T, dtype=np.float64))
        answer.seats[rows], answer.tied[rows], answer.tie_seats[rows] = won.T, tied.T, left

    starts = range(0, len(votes), _ROWS)
    if whole(workers, "workers", 1) == 1:
        for start in starts:
            block(start)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(block, starts))
    return answer


def largest_remainder(votes: Any, seats: int, *, quota: str = "hare", workers: int = 1) -> Seats:
    """Divide seats by a quota and the largest remainders, in many elections.

    Parameters
    ----------
    votes
        Whole numbers, elections × lists; each election with a vote.
    seats
        Seats to fill, at least 1.
    quota
        ``"hare"`` or ``"droop"``.
    workers
        Threads. They change the time, not the answer.

    Raises
    ------
    InvalidVotes, InvalidSeats, InvalidChoice
        If the input is not as above, or votes × seats reach 2 ** 52.

    Examples
    --------
    >>> result = largest_remainder([[60, 40], [50, 50]], 3)
    >>> result.seats.tolist(), result.tie_seats.tolist()
    ([[2, 1], [1, 1]], [0, 1])
    """
    array, house = _read(votes, seats)
    if quota not in ("hare", "droop"):
        raise InvalidChoice.of(quota, "quota", ("hare", "droop"))

    def count(v: Floats) -> Block:
        total = _total(v, house + 1)
        top, bottom = (total, house) if quota == "hare" else (total // (house + 1) + 1, 1)
        scaled = v * bottom
        won = scaled / top
        np.floor(won, out=won)
        rest = won * top
        np.subtract(scaled, rest, out=rest)
        lists: Any = len(v)
        if not v.all():
            live = v > 0
            lists = live.sum(axis=0)
            won[live & (lists == 1)] = house  # rounded quotas can miss the house even here
            rest[~live] = -1  # a list without votes never wins a seat
        elif lists == 1:
            won[:] = house
        left = house - won.sum(axis=0)
        if (left > lists).any():
            raise InvalidVotes(
                f"an election leaves more seats over than it has lists; it has too few votes for "
                f"{house} seats by the {quota} quota."
            )
        first = _largest(rest, left)
        over = np.flatnonzero(first.sum(axis=0, dtype=np.int16) > left)
        tied = np.zeros(v.shape, bool)
        tied[:, over] = first[:, over] & (
            rest[:, over] == np.where(first[:, over], rest[:, over], np.inf).min(axis=0)
        )
        won += first & ~tied
        lots = np.zeros(v.shape[1])
        lots[over] = house - won[:, over].sum(axis=0)
        return won, tied, lots

    return _in_blocks(array, count, workers)


def _largest(ranks: Floats, places: Floats) -> Mask:
    """Mark the ``places`` largest of each column, and all that equal the last of them."""
    if len(ranks) <= _PAIRS:
        above = np.zeros(ranks.shape, np.int8)  # a mask seen as int8 is added fastest
        for i in range(1, len(ranks)):
            (ranks[:i] > ranks[i]).view(np.int8).sum(axis=0, dtype=np.int8, out=above[i])
            above[:i] += (ranks[i] > ranks[:i]).view(np.int8)
        return above < places.astype(np.int8)
    place = np.maximum(len(ranks) - places, 0).astype(np.int64)
    cut = np.take_along_axis(np.sort(ranks, axis=0), place[None].clip(max=len(ranks) - 1), axis=0)
    return (ranks >= cut) & (places > 0)


def highest_averages(
    votes: Any, seats: int, *, divisors: str = "dhondt", workers: int = 1
) -> Seats:
    """Divide seats by divisors, in many elections.

    Parameters
    ----------
    votes
        Whole numbers, elections × lists; each election with a vote.
    seats
        Seats to fill, at least 1.
    divisors
        A name of :data:`LINEAR`.
    workers
        Threads. They change the time, not the answer.

    Raises
    ------
    InvalidVotes, InvalidSeats, InvalidChoice
        If the input is not as above, or votes × largest divisor reach 2 ** 52.

    Examples
    --------
    >>> highest_averages([[60, 28, 12]], 5).seats.tolist()
    [[4, 1, 0]]
    """
    array, house = _read(votes, seats)
    if divisors not in LINEAR:
        raise InvalidChoice.of(divisors, "divisors", LINEAR)
    first, step = LINEAR[divisors]
    # As in kazlib.apportionment, one divisor meets the house on average, and few steps remain.
    factor = 2 * step * house + array.shape[1] * (2 * first - step)

    def count(v: Floats) -> Block:
        total = _total(v, max(abs(factor), 2 * step * house) + 4 * step + 3 * first)
        won = v * factor
        won += 2 * (step - first) * total
        won /= 2 * step * total
        np.floor(won, out=won)
        np.maximum(won, 0, out=won)
        gap = house - won.sum(axis=0)
        tied = np.zeros(v.shape, bool)
        left = np.zeros(v.shape[1])
        for sign in (1, -1):
            rows = np.flatnonzero(sign * gap > 0)
            while rows.size:  # one seat more, or less, to all lists at the edge
                k, cast = won.take(rows, axis=1), v.take(rows, axis=1)
                if sign > 0:
                    ranks = cast / (first + step * k)
                    level = ranks == ranks.max(axis=0)
                else:
                    ranks = np.full(k.shape, np.inf)  # nobody can lose a seat that is not held
                    np.divide(cast, first + step * (k - 1), out=ranks, where=k > 0)
                    level = ranks == ranks.min(axis=0)
                after = gap[rows] - sign * level.sum(axis=0, dtype=np.int16)
                lots = sign * after < 0  # more lists at the edge than seats to give or to take
                tied[:, rows[lots]] = level[:, lots]
                left[rows[lots]] = gap[rows[lots]] if sign > 0 else after[lots]
                won[:, rows] = k - level if sign < 0 else k + (level & ~lots)
                gap[rows] = np.where(lots, 0, after)
                rows = rows[gap[rows] != 0]
        return won, tied, left

    return _in_blocks(array, count, workers)
