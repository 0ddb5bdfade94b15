"""What a division of seats is: an Apportionment, with ties as data; and how votes are read."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Generic, TypeAlias, TypeVar

from kazlib.errors import InvalidTieBreak, InvalidVotes
from kazlib.exact import whole

K = TypeVar("K", bound=Hashable)
Votes: TypeAlias = Sequence[int] | Mapping[K, int]


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


@dataclass(frozen=True, init=False)
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
    """

    seats: tuple[int, ...] | dict[K, int]
    tie: Tie | None
    tie_broken: Tie | None
    # Fractions cost more than all the rest of a count: they are made when asked for.
    _quota: tuple[int, int] | None
    _keys: tuple[K, ...] | None = field(repr=False)
    _scores: Callable[[], tuple[Fraction, ...]] = field(repr=False, compare=False)

    def __init__(
        self,
        seats: tuple[int, ...] | dict[K, int],
        tie: Tie | None,
        tie_broken: Tie | None,
        quota: tuple[int, int] | None,
        keys: tuple[K, ...] | None,
        scores: Callable[[], tuple[Fraction, ...]],
    ) -> None:
        # One update in place of a guarded assignment a field: a fifth of the time of a count.
        self.__dict__.update(
            seats=seats, tie=tie, tie_broken=tie_broken, _quota=quota, _keys=keys, _scores=scores
        )

    @property
    def quota(self) -> Fraction | None:
        """Votes per seat, for the quota methods; ``None`` for divisors."""
        return None if self._quota is None else Fraction(*self._quota)

    @property
    def remainders(self) -> tuple[Fraction, ...] | dict[K, Fraction]:
        """Votes left over after the whole quotas (quota methods only)."""
        if self._quota is None:
            raise AttributeError("remainders belong to quota methods; see averages")
        return shaped(self._scores(), self._keys)

    @property
    def averages(self) -> tuple[Fraction, ...] | dict[K, Fraction]:
        """Votes over the divisor of each list's next seat (divisor methods only).

        Squared for Huntington-Hill, whose divisors are square roots.
        """
        if self._quota is not None:
            raise AttributeError("averages belong to divisor methods; see remainders")
        return shaped(self._scores(), self._keys)


V = TypeVar("V")


def shaped(values: Sequence[V], keys: tuple[K, ...] | None) -> tuple[V, ...] | dict[K, V]:
    """Return values in the shape that the votes had: by key, or in order.

    Examples
    --------
    >>> shaped([3, 1], ("A", "B"))
    {'A': 3, 'B': 1}
    """
    return tuple(values) if keys is None else dict(zip(keys, values, strict=True))


def read_votes(votes: Votes[K]) -> tuple[list[int], tuple[K, ...] | None]:
    """Return counts and keys (``None`` for a sequence), or say what is wrong with them.

    Parameters
    ----------
    votes
        Whole numbers of at least 0 by list: a sequence, or a mapping.

    Raises
    ------
    InvalidVotes
        If there is no list, no vote, or a count is no whole number of at least 0.

    Examples
    --------
    >>> read_votes([60, 40]), read_votes({"A": 60, "B": 40})
    (([60, 40], None), ([60, 40], ('A', 'B')))
    """
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


def settle(
    base: list[int],
    tie: Tie,
    keys: tuple[K, ...] | None,
    tie_break: Sequence[K] | Sequence[int] | None,
) -> tuple[list[int], Tie | None, Tie | None]:
    """Name the tied lists by their keys, and give them their seats if an order is given.

    Parameters
    ----------
    base
        Seats that are certain, by position; with an order the tied seats are added to it.
    tie
        Positions of the tied lists and the seats that they share.
    keys
        Names of the lists; ``None`` for a sequence of votes.
    tie_break
        The lists in the order in which they get tied seats; ``None`` leaves the tie open.

    Returns
    -------
    tuple of (list of int, Tie or None, Tie or None)
        The seats, the open tie, and the tie that the order settled.

    Raises
    ------
    InvalidTieBreak
        If the order lacks a tied list or names a list twice.

    Examples
    --------
    >>> settle([2, 2], Tie((0, 1), 1), ("A", "B"), ["B", "A"])
    ([2, 3], None, Tie(parties=('A', 'B'), seats=1))
    """
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


def highest(ranks: list[int], lists: Sequence[int], seats: int) -> tuple[list[int], Tie | None]:
    """Give one seat each to the highest ranks: who is certain of one, and who would draw lots.

    Parameters
    ----------
    ranks
        A rank for each of ``lists``; the higher is first.
    lists
        Positions of the lists.
    seats
        From 1 to the number of lists.

    Examples
    --------
    >>> highest([5, 7, 5], [0, 1, 2], 2)
    ([1], Tie(parties=(0, 2), seats=1))
    """
    cut = sorted(ranks)[-seats]
    sure = [i for i, rank in zip(lists, ranks, strict=True) if rank >= cut]
    if len(sure) == seats:
        return sure, None
    level = [i for i, rank in zip(lists, ranks, strict=True) if rank == cut]
    sure = [i for i in sure if i not in level]
    return sure, Tie(tuple(level), seats - len(sure))
