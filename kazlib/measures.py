"""How far seats are from votes, and how many parties there are.

Shares are computed exactly and rounded once, at the end, when a float is returned.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kazlib.errors import InvalidVotes
from kazlib.exact import whole

Counts = Sequence[int] | Mapping[Any, int]


def _pairs(votes: Counts, seats: Counts) -> tuple[list[int], list[int]]:
    """Return votes and seats of the same lists in the same order."""
    if isinstance(votes, Mapping) != isinstance(seats, Mapping):
        raise InvalidVotes("votes and seats must be of one kind: both mappings or both sequences.")
    if isinstance(votes, Mapping) and isinstance(seats, Mapping):
        extra = [party for party in seats if party not in votes]
        if extra:
            raise InvalidVotes(f"seats names lists without votes: {extra}; votes may be 0.")
        both = [(votes[party], seats.get(party, 0)) for party in votes]
    elif len(votes) == len(seats):
        both = list(zip(votes, seats, strict=True))
    else:
        raise InvalidVotes(f"votes has {len(votes)} lists and seats {len(seats)}; they must agree.")
    return _counts([v for v, _ in both], "votes"), _counts([s for _, s in both], "seats")


def _counts(values: Counts, name: str) -> list[int]:
    items = values.values() if isinstance(values, Mapping) else values
    counts = [whole(value, name, 0, InvalidVotes) for value in items]
    if not any(counts):
        raise InvalidVotes(f"{name} has no count above 0; a share cannot be formed.")
    return counts


def _gaps(votes: Counts, seats: Counts) -> list[Fraction]:
    """Return the seat share less the vote share of each list, in percentage points."""
    v, s = _pairs(votes, seats)
    return [100 * (Fraction(b, sum(s)) - Fraction(a, sum(v))) for a, b in zip(v, s, strict=True)]


def gallagher(votes: Counts, seats: Counts) -> float:
    """Return the least squares index of disproportionality.

    The square root of half the sum of squared differences between seat shares and vote shares,
    in percentage points: 0 is perfect proportionality, 100 the worst.

    Parameters
    ----------
    votes, seats
        Whole numbers by list, as mappings or sequences of the same lists; a list without a seat
        may be left out of a mapping of seats.

    Raises
    ------
    InvalidVotes
        If the lists do not agree or a sum is 0.

    Examples
    --------
    >>> round(gallagher([60, 40], [3, 1]), 2)
    15.0

    References
    ----------
    Gallagher (1991), *Electoral Studies* 10(1).
    """
    return math.sqrt(sum(gap * gap for gap in _gaps(votes, seats)) / 2)


def loosemore_hanby(votes: Counts, seats: Counts) -> float:
    """Return the share of seats, in per cent, that went to lists above their share of votes.

    Half the sum of absolute differences between seat shares and vote shares.

    Examples
    --------
    The single list that took every seat in 2007 had 88.41 per cent of the votes:

    >>> round(loosemore_hanby([5247720, 687905], [98, 0]), 2)
    11.59

    References
    ----------
    Loosemore & Hanby (1971), *British Journal of Political Science* 1.
    """
    return float(sum(abs(gap) for gap in _gaps(votes, seats)) / 2)


def effective_number(counts: Counts) -> float:
    """Return the effective number of parties of Laakso and Taagepera.

    One over the sum of squared shares: with votes it counts parties among voters, with seats
    parties in the chamber. Equal parties count one each.

    Parameters
    ----------
    counts
        Votes or seats by list, whole numbers.

    Examples
    --------
    >>> effective_number([25, 25, 25, 25]), effective_number([98])
    (4.0, 1.0)

    References
    ----------
    Laakso & Taagepera (1979), *Comparative Political Studies* 12(1).
    """
    values = _counts(counts, "counts")
    return sum(values) ** 2 / sum(value * value for value in values)


def wasted_votes(votes: Counts, seats: Counts) -> int:
    """Return the votes for lists that won no seat.

    Examples
    --------
    >>> wasted_votes({"Nur Otan": 5247720, "others": 687905}, {"Nur Otan": 98})
    687905
    """
    v, s = _pairs(votes, seats)
    return sum(a for a, b in zip(v, s, strict=True) if b == 0)
