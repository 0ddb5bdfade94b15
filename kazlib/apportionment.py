"""Votes into seats: quotas with largest remainders, divisors, thresholds, ties.

Everything is exact integer arithmetic, and a tie is an answer, not an accident: where lots would
decide, :attr:`Apportionment.tie` says between whom and for how many seats.

References
----------
Balinski & Young (1982), *Fair Representation*; Pukelsheim (2017), *Proportional Representation*.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast, get_args, overload

from kazlib.errors import (
    InvalidChoice,
    InvalidSeats,
    InvalidTieBreak,
    InvalidVotes,
    OverAllocation,
)
from kazlib.exact import Number, percentage, plain, whole

K = TypeVar("K", bound=Hashable)
Votes: TypeAlias = Sequence[int] | Mapping[K, int]

Quota = Literal["hare", "droop", "hagenbach-bischoff", "imperiali"]
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
QUOTAS: tuple[Quota, ...] = get_args(Quota)
DIVISORS: tuple[Divisors, ...] = get_args(Divisors)


@dataclass(frozen=True)
class Tie:
    """Seats that the votes do not decide.

    Attributes
    ----------
    parties : tuple
        Who is equal: keys of the votes, or positions where votes were a sequence.
    seats : int
        How many seats are to be shared among them by lot or by the law's tie rule.
    """

    parties: tuple[Any, ...]
    seats: int


@dataclass(frozen=True)
class Apportionment(Generic[K]):
    """Who gets how many seats.

    Attributes
    ----------
    seats : tuple of int or dict
        Seats in the order, or by the keys, of the votes. With an open tie it holds only what is
        certain; ``sum(seats) + tie.seats`` is the house.
    tie : Tie or None
        The seats that lots would decide.
    tie_broken : Tie or None
        The tie that ``tie_break`` settled, so that no tie is ever broken silently.
    quota : Fraction or None
        Votes per seat, for the quota methods.
    """

    seats: tuple[int, ...] | dict[K, int]
    tie: Tie | None
    tie_broken: Tie | None
    quota: Fraction | None
    _keys: tuple[K, ...] | None = field(repr=False)
    _scores: Callable[[], tuple[Fraction, ...]] = field(repr=False, compare=False)

    @property
    def remainders(self) -> tuple[Fraction, ...] | dict[K, Fraction]:
        """Votes left over after the whole quotas (quota methods only)."""
        if self.quota is None:
            raise AttributeError("remainders belong to quota methods; see averages")
        return _shaped(self._scores(), self._keys)

    @property
    def averages(self) -> tuple[Fraction, ...] | dict[K, Fraction]:
        """Votes over the divisor of each list's next seat (divisor methods only).

        Squared for Huntington-Hill, whose divisors are square roots.
        """
        if self.quota is not None:
            raise AttributeError("averages belong to divisor methods; see remainders")
        return _shaped(self._scores(), self._keys)


V = TypeVar("V")


def _shaped(values: Sequence[V], keys: tuple[K, ...] | None) -> tuple[V, ...] | dict[K, V]:
    return tuple(values) if keys is None else dict(zip(keys, values, strict=True))


def _read_votes(votes: Votes[K]) -> tuple[list[int], tuple[K, ...] | None]:
    """Return counts and keys (``None`` for a sequence), or say what is wrong with them."""
    keys: tuple[K, ...] | None
    counts: Sequence[int]
    if isinstance(votes, (list, tuple)):  # asked first, as it is much the fastest question
        keys, counts = None, votes
    elif isinstance(votes, Mapping):
        keys, counts = tuple(votes), tuple(votes.values())
    elif isinstance(votes, Sequence) and not isinstance(votes, (str, bytes)):
        keys, counts = None, votes
    else:
        raise InvalidVotes(
            f"votes is of type {type(votes).__name__}; it must be a sequence of whole numbers or a "
            f"mapping of lists to whole numbers."
        )
    if set(map(type, counts)) == {int} and min(counts) >= 0:  # nothing to say list by list
        read = list(counts)
    else:
        read = [
            whole(v, f"votes of {p!r}", 0, InvalidVotes)
            for p, v in zip(range(len(counts)) if keys is None else keys, counts, strict=True)
        ]
    if not read:
        raise InvalidVotes("votes is empty; there must be at least one list.")
    if not any(read):
        raise InvalidVotes("all votes are 0; at least one list must have a vote.")
    return read, keys


def _settle(
    base: list[int],
    tie: Tie,
    keys: tuple[K, ...] | None,
    tie_break: Sequence[K] | Sequence[int] | None,
) -> tuple[list[int], Tie | None, Tie | None]:
    """Name the tied lists by their keys, and give them their seats if an order is given."""
    named = Tie(tuple(keys[i] for i in tie.parties) if keys else tie.parties, tie.seats)
    if tie_break is None:
        return base, named, None
    order = list(tie_break)
    missing = [party for party in named.parties if party not in order]
    if missing or len(set(order)) != len(order):
        wrong = f"lacks {missing}" if missing else "names a list twice"
        raise InvalidTieBreak(
            f"tie_break {wrong}; it must name each of the tied lists once: {list(named.parties)}."
        )
    chosen = sorted(tie.parties, key=lambda i: order.index(keys[i] if keys else i))[: tie.seats]
    for i in chosen:
        base[i] += 1
    return base, None, named


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


def _highest(ranks: list[int], lists: Sequence[int], seats: int) -> tuple[list[int], Tie | None]:
    """Give one seat each to the highest ranks: who is certain of one, and who would draw lots."""
    cut = sorted(ranks, reverse=True)[seats - 1]
    sure = [i for i, rank in zip(lists, ranks, strict=True) if rank >= cut]
    if len(sure) == seats:
        return sure, None
    level = [i for i, rank in zip(lists, ranks, strict=True) if rank == cut]
    sure = [i for i in sure if i not in level]
    return sure, Tie(tuple(level), seats - len(sure))


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
    counts, keys = _read_votes(votes)
    house = seats if type(seats) is int and seats > 0 else whole(seats, "seats", 1, InvalidSeats)
    top, bottom = _quota(quota, sum(counts), house)
    size = Fraction(top, bottom)
    base = [v * bottom // top for v in counts]
    rest = [v * bottom % top for v in counts]  # remainders, in units of 1 / bottom votes
    live = [i for i, v in enumerate(counts) if v] if 0 in counts else range(len(counts))
    if len(live) == 1:  # rounded quotas can miss the house even here
        base[live[0]] = house
    left = house - sum(base)
    if left < 0:
        raise OverAllocation(
            f"The {quota} quota of {plain(size)} votes gives {sum(base)} whole seats, more than "
            f"the {house} of the house; use a larger quota such as 'hare'."
        )
    if left > len(live):
        raise InvalidVotes(
            f"The {quota} quota of {plain(size)} votes leaves {left} seats over for {len(live)} "
            f"lists; the largest remainder rule gives each list at most one of them. There are too "
            f"few votes for {house} seats."
        )
    tie = None
    if left:
        ranks = rest if len(live) == len(rest) else [rest[i] for i in live]
        sure, tie = _highest(ranks, live, left)
        for i in sure:
            base[i] += 1
    open_tie = broken = None
    if tie is not None:
        base, open_tie, broken = _settle(base, tie, keys, tie_break)
    return Apportionment(
        seats=_shaped(base, keys),
        tie=open_tie,
        tie_broken=broken,
        quota=size,
        _keys=keys,
        _scores=lambda: tuple(Fraction(r, bottom) for r in rest),
    )


@dataclass(frozen=True)
class _Signposts:
    """A sequence of divisors d(0), d(1), …: d(k) ** power is ``term(k)`` as top / bottom."""

    term: Callable[[int], tuple[int, int]]
    power: int = 1
    linear: tuple[int, int] | None = None  # first and step: d(k) = first + step * k, up to a factor


def _linear(top: int, bottom: int) -> _Signposts:
    return _Signposts(lambda k: (bottom * k + top, bottom), linear=(top, bottom))


_SIGNPOSTS: dict[str, _Signposts] = {
    "dhondt": _linear(1, 1),
    "sainte-lague": _linear(1, 2),
    "modified-sainte-lague": _Signposts(lambda k: (2 * k + 1, 2) if k else (7, 10)),
    "danish": _linear(1, 3),
    "adams": _linear(0, 1),
    "dean": _Signposts(lambda k: (2 * k * (k + 1), 2 * k + 1)),
    "huntington-hill": _Signposts(lambda k: (k * (k + 1), 1), power=2),
    "imperiali": _linear(2, 1),
}


def _start(counts: list[int], house: int, posts: _Signposts) -> list[int]:
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
    counts: list[int], most: int, posts: _Signposts
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


def _divide(counts: list[int], house: int, posts: _Signposts) -> tuple[list[int], Tie | None]:
    """Return the seats that are certain, and the tie for the rest."""
    lists = range(len(counts))
    if 0 in counts:
        live = [i for i in lists if counts[i]]
        won, tie = _divide([counts[i] for i in live], house, posts)
        seats = [0] * len(counts)
        for i, k in zip(live, won, strict=True):
            seats[i] = k
        return seats, tie and Tie(tuple(live[i] for i in tie.parties), tie.seats)
    if len(counts) > house and posts.term(0)[0] == 0:
        # Every list would get a seat before any gets two; the largest go first.
        sure, tie = _highest(counts, lists, house)
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
    counts, keys = _read_votes(votes)
    house = seats if type(seats) is int and seats > 0 else whole(seats, "seats", 1, InvalidSeats)
    if divisors not in _SIGNPOSTS:
        raise InvalidChoice.of(divisors, "divisors", DIVISORS)
    posts = _SIGNPOSTS[divisors]
    base, tie = _divide(counts, house, posts)
    open_tie = broken = None
    if tie is not None:
        base, open_tie, broken = _settle(base, tie, keys, tie_break)

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
        seats=_shaped(base, keys),
        tie=open_tie,
        tie_broken=broken,
        quota=None,
        _keys=keys,
        _scores=averages,
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
    counts, keys = _read_votes(votes)
    share = percentage(threshold_pct)
    given = sum(counts)
    base = given if total is None else whole(total, "total", 1, InvalidVotes)
    if base < given:
        raise InvalidVotes(
            f"total is {base:,}; it must be at least the sum of the votes, {given:,}."
        )
    return cast(
        "tuple[bool, ...] | dict[Any, bool]",
        _shaped([v * 100 >= share * base for v in counts], keys),
    )
