"""Votes into seats: quotas with largest remainders, divisors, thresholds, ties.

Everything is exact integer arithmetic, and a tie is an answer, not an accident: where lots would
decide, :attr:`Apportionment.tie` says between whom and for how many seats.

References
----------
Balinski & Young (1982), *Fair Representation*; Pukelsheim (2017), *Proportional Representation*.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, cast, get_args, overload

from kazlib.allocation import Apportionment, K, Tie, Votes, highest, read_votes, settle, shaped
from kazlib.divisors import DIVISORS, SIGNPOSTS, Divisors, divide
from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes, OverAllocation
from kazlib.exact import Number, percentage, plain, whole

__all__ = [
    "DIVISORS",
    "QUOTAS",
    "Apportionment",
    "Divisors",
    "Quota",
    "Tie",
    "Votes",
    "highest_averages",
    "largest_remainder",
    "passes_threshold",
]

Quota = Literal["hare", "droop", "hagenbach-bischoff", "imperiali"]
QUOTAS: tuple[Quota, ...] = get_args(Quota)


def _quota(name: str, total: int, seats: int) -> tuple[int, int]:
    """Return a quota as top / bottom."""
    match name:
        case "hare":
            return total, seats
        case "droop":
            return total // (seats + 1) + 1, 1
        case "hagenbach-bischoff":
            return total, seats + 1
        case "imperiali":
            return total, seats + 2
    raise InvalidChoice.of(name, "quota", QUOTAS)


@overload
def largest_remainder(
    votes: Mapping[K, int],
    seats: int,
    *,
    quota: Quota = "hare",
    tie_break: Sequence[K] | None = None,
) -> Apportionment[K]: ...
@overload
def largest_remainder(
    votes: Sequence[int],
    seats: int,
    *,
    quota: Quota = "hare",
    tie_break: Sequence[int] | None = None,
) -> Apportionment[int]: ...
def largest_remainder(
    votes: Any, seats: int, *, quota: Quota = "hare", tie_break: Any = None
) -> Apportionment[Any]:
    """Divide seats by a quota, then by the largest remainders.

    Each list gets one seat for every whole quota in its votes. Seats left over go one each to the
    lists with the largest remainders. With the Hare quota this is the rule for list seats in
    Kazakhstan in every list election from 1999 to 2023 (law on elections, Article 97).

    Parameters
    ----------
    votes
        Votes by list (non-negative whole numbers; mapping or sequence). Apply the threshold
        before: pass only the lists admitted to the count.
    seats
        Seats to fill, at least 1.
    quota
        ``"hare"`` votes / seats; ``"droop"`` the whole part of votes / (seats + 1), plus 1;
        ``"hagenbach-bischoff"`` votes / (seats + 1); ``"imperiali"`` votes / (seats + 2).
    tie_break
        Who goes first when remainders are equal: keys (or positions) in order of preference.

    Returns
    -------
    Apportionment
        Seats, quota, remainders and any tie.

    Raises
    ------
    InvalidVotes, InvalidSeats, InvalidChoice, InvalidTieBreak
        If the input is not as above.
    OverAllocation
        If whole quotas alone give more seats than there are (Imperiali, Hagenbach-Bischoff).

    Examples
    --------
    The mixed election of 1999, ten list seats:

    >>> result = largest_remainder(
    ...     {"Otan": 1622895, "Communists": 932549, "Agrarian": 663351, "Civic": 590184}, 10
    ... )
    >>> result.seats
    {'Otan': 4, 'Communists': 2, 'Agrarian': 2, 'Civic': 2}

    A tie is data:

    >>> largest_remainder([50, 50], 3).tie
    Tie(parties=(0, 1), seats=1)

    References
    ----------
    Hare (1859), *A Treatise on the Election of Representatives*.
    """
    counts, keys = read_votes(votes)
    house = seats if type(seats) is int and seats > 0 else whole(seats, "seats", 1, InvalidSeats)
    top, bottom = _quota(quota, sum(counts), house)
    base = [v * bottom // top for v in counts]
    rest = [v * bottom % top for v in counts]  # remainders, in units of 1 / bottom votes
    live = [i for i, v in enumerate(counts) if v] if 0 in counts else range(len(counts))
    if len(live) == 1:  # rounded quotas can miss the house even here
        base[live[0]] = house
    left = house - sum(base)
    if left < 0:
        raise OverAllocation(
            f"The {quota} quota of {plain(Fraction(top, bottom))} votes gives {sum(base)} whole "
            f"seats, more than the {house} of the house; use a larger quota such as 'hare'."
        )
    if left > len(live):
        raise InvalidVotes(
            f"The {quota} quota of {plain(Fraction(top, bottom))} votes leaves {left} seats over "
            f"for {len(live)} lists; the largest remainder rule gives each list at most one of "
            f"them. There are too few votes for {house} seats."
        )
    tie = None
    if left:
        ranks = rest if len(live) == len(rest) else [rest[i] for i in live]
        sure, tie = highest(ranks, live, left)
        for i in sure:
            base[i] += 1
    open_tie = broken = None
    if tie is not None:
        base, open_tie, broken = settle(base, tie, keys, tie_break)
    return Apportionment(
        seats=shaped(base, keys),
        tie=open_tie,
        tie_broken=broken,
        quota=(top, bottom),
        keys=keys,
        scores=lambda: tuple(Fraction(r, bottom) for r in rest),
    )


@overload
def highest_averages(
    votes: Mapping[K, int],
    seats: int,
    *,
    divisors: Divisors = "dhondt",
    tie_break: Sequence[K] | None = None,
) -> Apportionment[K]: ...
@overload
def highest_averages(
    votes: Sequence[int],
    seats: int,
    *,
    divisors: Divisors = "dhondt",
    tie_break: Sequence[int] | None = None,
) -> Apportionment[int]: ...
def highest_averages(
    votes: Any, seats: int, *, divisors: Divisors = "dhondt", tie_break: Any = None
) -> Apportionment[Any]:
    """Divide seats by divisors: each seat goes to the list with the highest average.

    A list with ``k`` seats competes for the next one with its votes over the divisor d(k).

    Parameters
    ----------
    votes
        Votes by list (non-negative whole numbers; mapping or sequence), after the threshold.
    seats
        Seats to fill, at least 1.
    divisors
        ``"dhondt"`` 1, 2, 3 … (Jefferson); ``"sainte-lague"`` 1, 3, 5 … (Webster);
        ``"modified-sainte-lague"`` 1.4, 3, 5 …; ``"danish"`` 1, 4, 7 …; ``"adams"`` 0, 1, 2 …;
        ``"dean"`` and ``"huntington-hill"``, the harmonic and the geometric mean of ``k`` and
        ``k + 1``; ``"imperiali"`` 2, 3, 4 …
    tie_break
        Who goes first when averages are equal: keys (or positions) in order of preference.

    Returns
    -------
    Apportionment
        Seats, averages for the next seat and any tie.

    Raises
    ------
    InvalidVotes, InvalidSeats, InvalidChoice, InvalidTieBreak
        If the input is not as above.

    Examples
    --------
    The votes of 2012, had Kazakhstan used d'Hondt (the law's Hare quota gave 83, 8 and 7):

    >>> highest_averages([5621436, 518405, 498788], 98).seats
    (84, 7, 7)

    References
    ----------
    D'Hondt (1882); Sainte-Laguë (1910); Balinski & Young (1982).
    """
    counts, keys = read_votes(votes)
    house = seats if type(seats) is int and seats > 0 else whole(seats, "seats", 1, InvalidSeats)
    if divisors not in SIGNPOSTS:
        raise InvalidChoice.of(divisors, "divisors", DIVISORS)
    posts = SIGNPOSTS[divisors]
    base, tie = divide(counts, house, posts)
    open_tie = broken = None
    if tie is not None:
        base, open_tie, broken = settle(base, tie, keys, tie_break)

    def averages() -> tuple[Fraction, ...]:
        terms = [posts.term(k) for k in base]
        if any(top == 0 for top, _ in terms):
            raise InvalidVotes(
                f"the average for a first seat is votes over 0 with {divisors!r} divisors; it has "
                f"no value for a list without a seat."
            )
        return tuple(
            Fraction(v**posts.power * bottom, top)
            for v, (top, bottom) in zip(counts, terms, strict=True)
        )

    return Apportionment(
        seats=shaped(base, keys),
        tie=open_tie,
        tie_broken=broken,
        quota=None,
        keys=keys,
        scores=averages,
    )


@overload
def passes_threshold(
    votes: Mapping[K, int], threshold_pct: Number, *, total: int | None = None
) -> dict[K, bool]: ...
@overload
def passes_threshold(
    votes: Sequence[int], threshold_pct: Number, *, total: int | None = None
) -> tuple[bool, ...]: ...
def passes_threshold(
    votes: Any, threshold_pct: Number, *, total: int | None = None
) -> tuple[bool, ...] | dict[Any, bool]:
    """Say which lists reach the threshold, comparing without rounding.

    A list passes when ``votes * 100 >= threshold_pct * total``: exactly 7 per cent passes a
    threshold of 7, which a comparison of floats can miss.

    Parameters
    ----------
    votes
        Votes by list (mapping or sequence).
    threshold_pct
        Per cent, from 0 to 100; a float means the decimal that it prints.
    total
        The base of the share: by default the sum of ``votes``. Pass the valid votes, or all who
        took part, where the law counts on them; it may not be smaller than that sum.

    Returns
    -------
    tuple of bool or dict
        In the order, or by the keys, of ``votes``.

    Raises
    ------
    InvalidVotes, InvalidThreshold
        If the input is not as above.

    Examples
    --------
    The bloc AIST in 2004: 7.07 per cent of the valid votes, 6.87 of the ballots cast.

    >>> passes_threshold({"AIST": 336177}, 7, total=4757773)
    {'AIST': True}
    >>> passes_threshold({"AIST": 336177}, 7, total=4757773 + 135431)
    {'AIST': False}
    """
    counts, keys = read_votes(votes)
    share = percentage(threshold_pct)
    given = sum(counts)
    base = given if total is None else whole(total, "total", 1, InvalidVotes)
    if base < given:
        raise InvalidVotes(
            f"total is {base:,}; it must be at least the sum of the votes, {given:,}."
        )
    return cast(
        "tuple[bool, ...] | dict[Any, bool]",
        shaped([v * 100 >= share * base for v in counts], keys),
    )
