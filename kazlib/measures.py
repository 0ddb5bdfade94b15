"""How far seats are from votes, and how many parties there are.

Shares are computed exactly and rounded once, at the end, when a float is returned.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from kazlib.counts import Counts, counted, paired
from kazlib.errors import InvalidNumber, InvalidVotes
from kazlib.exact import Number, exact, plain


def _gaps(votes: Counts, seats: Counts) -> list[Fraction]:
    """Return the seat share less the vote share of each list, in percentage points."""
    v, s = paired(votes, seats)
    return [100 * (Fraction(b, sum(s)) - Fraction(a, sum(v))) for a, b in zip(v, s, strict=True)]


def _largest(votes: list[int]) -> int:
    """Return the position of the list with most votes, or say that there is no such list."""
    first = votes.index(max(votes))
    if votes.count(votes[first]) > 1:
        raise InvalidVotes(
            f"{votes.count(votes[first])} lists share the most votes, {votes[first]:,}; the "
            f"measure needs one largest list."
        )
    return first


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
    v, s = paired(votes, seats)
    cast, house = sum(v), sum(s)
    # One fraction in place of one a list: many simulated elections wait for this.
    squares = sum((b * cast - a * house) ** 2 for a, b in zip(v, s, strict=True))
    return math.sqrt(Fraction(100 * 100 * squares, 2 * (cast * house) ** 2))


def loosemore_hanby(votes: Counts, seats: Counts) -> float:
    """Return the share of seats, in per cent, that went to lists above their share of votes.

    Half the sum of absolute differences between seat shares and vote shares.

    Parameters
    ----------
    votes, seats
        As in :func:`gallagher`, which raises the same errors.

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

    Raises
    ------
    InvalidVotes
        If a count is not a whole number of 0 or more, or all are 0.

    Examples
    --------
    >>> effective_number([25, 25, 25, 25]), effective_number([98])
    (4.0, 1.0)

    References
    ----------
    Laakso & Taagepera (1979), *Comparative Political Studies* 12(1).
    """
    values = counted(counts, "counts")
    return sum(values) ** 2 / sum(value * value for value in values)


def wasted_votes(votes: Counts, seats: Counts) -> int:
    """Return the votes for lists that won no seat.

    Parameters
    ----------
    votes, seats
        As in :func:`gallagher`, which raises the same errors.

    Examples
    --------
    >>> wasted_votes({"Nur Otan": 5247720, "others": 687905}, {"Nur Otan": 98})
    687905
    """
    v, s = paired(votes, seats)
    return sum(a for a, b in zip(v, s, strict=True) if b == 0)


def sainte_lague_index(votes: Counts, seats: Counts) -> float:
    """Return the index of disproportionality that the Sainte-Laguë method makes smallest.

    The sum, over lists, of the squared difference between seat share and vote share divided by the
    vote share, all in per cent. 0 is perfect proportionality; there is no upper limit.

    Raises
    ------
    InvalidVotes
        If the lists do not agree, a sum is 0, or a list without votes has a seat.

    Examples
    --------
    >>> round(sainte_lague_index([60, 40], [3, 1]), 3)  # 15**2 / 60 + 15**2 / 40
    9.375

    References
    ----------
    Sainte-Laguë (1910); Gallagher (1991), *Electoral Studies* 10(1).
    """
    counts, won = paired(votes, seats)
    if any(b and not a for a, b in zip(counts, won, strict=True)):
        raise InvalidVotes("a list without votes has a seat; the index divides by its vote share.")
    shares = [Fraction(100 * a, sum(counts)) for a in counts]
    gaps = _gaps(counts, won)
    return float(sum(gap * gap / v for gap, v in zip(gaps, shares, strict=True) if v))


def rae(votes: Counts, seats: Counts) -> float:
    """Return the mean difference between seat share and vote share, in percentage points.

    The mean is over the lists that are given: many small lists lower it, which is why later
    indices do not divide by their number. (Rae left out lists below 0.5 per cent of the votes;
    leave them out of ``votes`` to follow him.)

    Examples
    --------
    >>> rae([50, 30, 20], [6, 4, 0])  # (10 + 10 + 20) / 3
    13.333333333333334

    References
    ----------
    Rae (1967), *The Political Consequences of Electoral Laws*.
    """
    gaps = _gaps(votes, seats)
    return float(sum(abs(gap) for gap in gaps) / len(gaps))


def golosov(counts: Counts) -> float:
    """Return the effective number of parties of Golosov.

    The sum of p / (p + q² - p²), where p is the share of a party and q that of the largest one. It
    stays nearer to 1 than Laakso and Taagepera's number where one party dominates.

    Parameters
    ----------
    counts
        Votes or seats by list, whole numbers.

    Examples
    --------
    >>> round(golosov([75, 25]), 2), round(effective_number([75, 25]), 2)
    (1.33, 1.6)

    References
    ----------
    Golosov (2010), *Party Politics* 16(2).
    """
    values = [value for value in counted(counts, "counts") if value]
    total, top = sum(values), max(values)
    return float(sum(Fraction(v * total, v * total + top * top - v * v) for v in values))


def volatility(
    before: Mapping[str, int],
    after: Mapping[str, int],
    *,
    successors: Mapping[str, str] | None = None,
) -> float:
    """Return the share of the votes that moved between parties from one election to the next.

    Half the sum of absolute changes of vote shares, in percentage points: 0 if no share changed,
    100 if no party stood twice. It is net movement: voters who change places do not show.

    Parameters
    ----------
    before, after
        Votes by party at the earlier and at the later election.
    successors
        Predecessor → successor, for example a merger or a new name. The votes of a predecessor
        ``before`` are added to those of its successor before shares are compared. By default
        every name is a party of its own, so that a new name counts as a new party.

    Raises
    ------
    InvalidVotes
        If a count is not a whole number of 0 or more, an election has no votes, a predecessor had
        no line ``before``, or a successor none ``after``.

    Examples
    --------
    A party that keeps its votes under a new name:

    >>> volatility({"A": 60, "B": 40}, {"New": 60, "B": 40})
    60.0
    >>> volatility({"A": 60, "B": 40}, {"New": 60, "B": 40}, successors={"A": "New"})
    0.0

    References
    ----------
    Pedersen (1979), *European Journal of Political Research* 7(1).
    """
    links = dict(successors or {})
    for old, new in links.items():
        if old not in before or new not in after:
            missing = f"{old!r} is not in before" if old not in before else f"{new!r} not in after"
            raise InvalidVotes(f"successors names {old!r} → {new!r}, but {missing}.")
    merged: dict[str, int] = {}
    for party, count in zip(before, counted(before, "before"), strict=True):
        name = links.get(party, party)
        merged[name] = merged.get(name, 0) + count
    later = dict(zip(after, counted(after, "after"), strict=True))
    one, two = sum(merged.values()), sum(later.values())
    parties = merged | later
    changes = (
        abs(Fraction(merged.get(p, 0), one) - Fraction(later.get(p, 0), two)) for p in parties
    )
    return float(50 * sum(changes))


def malapportionment(population: Counts, seats: Counts) -> float:
    """Return the share of seats, in per cent, that would move if districts had equal value.

    Half the sum of absolute differences between the districts' seat shares and their shares of the
    population (or of the voters).

    Parameters
    ----------
    population, seats
        Whole numbers by district, as mappings or sequences of the same districts.

    Examples
    --------
    Two seats each for a region of 300 and one of 100 people:

    >>> malapportionment({"large": 300, "small": 100}, {"large": 2, "small": 2})
    25.0

    References
    ----------
    Samuels & Snyder (2001), *British Journal of Political Science* 31(4).
    """
    return loosemore_hanby(population, seats)


def majority_bonus(votes: Counts, seats: Counts) -> float:
    """Return the seat share of the list with most votes less its vote share, in points.

    Raises
    ------
    InvalidVotes
        If the lists do not agree, a sum is 0, or two lists share the most votes.

    Examples
    --------
    >>> majority_bonus([60, 40], [3, 1])
    15.0
    """
    counts, won = paired(votes, seats)
    return float(_gaps(counts, won)[_largest(counts)])


def swing_ratio(
    votes: Counts, allocate: Callable[[Any], Counts], *, swing_points: Number = 1
) -> float:
    """Return how many points of seats one point of votes brings to the largest list.

    The slope of seat share on vote share around the result: the largest list is moved up and down
    by ``swing_points`` of the votes, the others keep their proportions to one another, seats are
    allocated anew, and the difference of the two seat shares is divided by twice the swing.
    1 is proportional. Seats come in whole numbers, so a small swing gives a coarse answer.

    Parameters
    ----------
    votes
        Whole numbers by list; at least two lists with votes.
    allocate
        Votes → seats, in the shape of ``votes``; all seats must be given.
    swing_points
        Half the distance over which the slope is taken, in percentage points, above 0.

    Raises
    ------
    InvalidVotes
        If there is no single largest list, or an allocation leaves seats to lots.
    InvalidNumber
        If the swing is not above 0, or takes the largest list to 0 or to 100 per cent.

    Examples
    --------
    >>> from kazlib.apportionment import largest_remainder
    >>> swing_ratio([60, 25, 15], lambda v: largest_remainder(v, 100).seats)
    1.0

    References
    ----------
    Tufte (1973), *American Political Science Review* 67(2).
    """
    counts = counted(votes, "votes")
    first, total = _largest(counts), sum(counts)
    swing = Fraction(exact(swing_points, "swing_points")) / 100
    share = Fraction(counts[first], total)
    if swing <= 0 or not swing < share < 1 - swing:
        raise InvalidNumber(
            f"swing_points is {plain(100 * swing)}; it must be above 0, and the largest list, with "
            f"{plain(100 * share)} per cent, must stay above 0 and below 100."
        )
    ends = []
    for moved in (share + swing, share - swing):
        shares = [Fraction(v, total) * (1 - moved) / (1 - share) for v in counts]
        shares[first] = moved
        unit = math.lcm(*(s.denominator for s in shares))  # votes are whole numbers
        new = [int(s * unit) for s in shares]
        given = dict(zip(votes, new, strict=True)) if isinstance(votes, Mapping) else new
        ends.append(paired(given, allocate(given))[1])
    if sum(ends[0]) != sum(ends[1]):
        raise InvalidVotes(
            f"the allocations give {sum(ends[0])} and {sum(ends[1])} seats; both must give all "
            f"seats (break ties with tie_break)."
        )
    return float(Fraction(ends[0][first] - ends[1][first], sum(ends[0])) / (2 * swing))


def votes_per_seat(votes: Counts, seats: Counts) -> tuple[float | None, ...]:
    """Return the votes behind each seat, list by list; ``None`` for a list without a seat.

    Examples
    --------
    >>> votes_per_seat([60, 30, 10], [4, 1, 0])
    (15.0, 30.0, None)
    """
    counts, won = paired(votes, seats)
    return tuple(float(Fraction(a, b)) if b else None for a, b in zip(counts, won, strict=True))
