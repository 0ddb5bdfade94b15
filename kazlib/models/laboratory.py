"""Many elections near a given one, counted by many systems on the same votes.

The votes move as in :class:`kazlib.models.ensemble.Perturbed`: for list i, with z ~ Normal(0, 1)::

    v'_i = T v_i e^(sd z_i) / sum_j v_j e^(sd z_j)

and every system counts the same draws, so that systems differ by their rules alone. Districts are a
model of their own (:mod:`kazlib.models.fast_count`). With sd = 0 every election is the given one:
the mechanical count, and nothing else.

Elections are drawn in blocks, each from a generator of its own. So a result does not depend on how
many blocks are counted at a time, and a second system finds the draws made.

Assumptions: lists move independently but for the common total; sd is assumed, not measured.
Limits: voters and parties do not adapt to a rule. What would prove it wrong: real changes of votes
between elections that are far larger, or common to several lists.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import sqrt
from operator import mul

from kazlib.errors import InvalidNumber, InvalidVotes
from kazlib.exact import Exact, whole
from kazlib.measures import swing_ratio
from kazlib.models.ensemble import Perturbed
from kazlib.models.fast_count import Counted, System, Undecided

if sys.version_info >= (3, 12):
    from math import sumprod
else:

    def sumprod(p: Sequence[int], q: Sequence[int], /) -> int:
        """Return the sum of products, as :func:`math.sumprod` does."""
        return sum(map(mul, p, q))


BLOCK = 100
"""Elections that are drawn and counted together: some 15 ms in a browser, for all systems."""

MOST = 20_000
"""Elections at most: a reader's phone keeps every draw."""

Draw = tuple[tuple[int, ...], int, int]
"""Votes by list, their sum, and the sum of their squares."""


@dataclass(frozen=True)
class Electorate:
    """Votes, how far they may move, and the luck.

    Attributes
    ----------
    votes : tuple of int
        Votes by list; a list that is not on the ballot has 0.
    no_list : int
        Votes in the base of a threshold that are for no list; they do not move.
    sd : float
        Standard deviation of the logarithm of a list's votes, 0 to 5: 0.1 is about a tenth.
    seed : int
        Of the draws, 0 or more.
    groups : tuple of tuple of float
        Where lists are strong: see :meth:`kazlib.models.fast_count.System.districts`.
    """

    votes: tuple[int, ...]
    no_list: int = 0
    sd: float = 0.0
    seed: int = 1
    groups: tuple[tuple[float, ...], ...] = ()

    def __post_init__(self) -> None:
        Perturbed(self.votes, self.sd)  # refuses what cannot be drawn from
        whole(self.no_list, "no_list", 0, InvalidVotes)
        whole(self.seed, "seed", 0)
        if any(len(strength) != len(self.votes) for strength in self.groups):
            raise InvalidVotes(
                f"each group of districts needs one strength for each of {len(self.votes)} lists."
            )

    def block(self, number: int) -> tuple[Draw, ...]:
        """Return one block of elections; the same number gives the same elections.

        Examples
        --------
        >>> Electorate((60, 40)).block(0)[0]
        ((60, 40), 100, 5200)
        """
        return _block(self.votes, self.sd, self.seed, number)


@lru_cache(maxsize=2 * MOST // BLOCK)
def _block(votes: tuple[int, ...], sd: float, seed: int, number: int) -> tuple[Draw, ...]:
    model = Perturbed(votes, sd)
    rng = random.Random(f"{seed}/{number}")
    drawn = (model.draw(rng) for _ in range(BLOCK))
    return tuple([(v, sum(v), sumprod(v, v)) for v in drawn])


@dataclass
class Tally:
    """What one system made of some elections; sums, until they are asked for as means.

    Attributes
    ----------
    decided : int
        Elections with seats; all other numbers are of these.
    undecided : Counter
        Elections without seats, by reason.
    seats : tuple of Counter
        For each list: seats → elections.
    largest : Counter
        Seats of the list with most seats → elections.
    gallagher, loosemore_hanby, effective, wasted : float
        Sums of the indices (points), of the effective number by seats, and of the share of votes
        (per cent) for lists without a seat.
    lists, chamber, majority, two_thirds : int
        Lists with seats, seats of the whole chamber, and elections in which one list has more than
        half, or at least two thirds, of it.
    """

    decided: int = 0
    undecided: Counter[Undecided] = field(default_factory=Counter)
    seats: tuple[Counter[int], ...] = ()
    largest: Counter[int] = field(default_factory=Counter)
    gallagher: float = 0.0
    loosemore_hanby: float = 0.0
    effective: float = 0.0
    wasted: float = 0.0
    lists: int = 0
    chamber: int = 0
    majority: int = 0
    two_thirds: int = 0

    def add(self, other: "Tally") -> None:
        """Add another tally of the same lists."""
        self.decided += other.decided
        self.undecided.update(other.undecided)
        self.seats = self.seats or tuple(Counter() for _ in other.seats)
        for mine, more in zip(self.seats, other.seats, strict=True):
            mine.update(more)
        self.largest.update(other.largest)
        self.gallagher += other.gallagher
        self.loosemore_hanby += other.loosemore_hanby
        self.effective += other.effective
        self.wasted += other.wasted
        self.lists += other.lists
        self.chamber += other.chamber
        self.majority += other.majority
        self.two_thirds += other.two_thirds

    @property
    def elections(self) -> int:
        """All elections, decided or not."""
        return self.decided + self.undecided.total()

    def mean(self, total: float) -> float:
        """Return a sum as a mean over the decided elections.

        Raises
        ------
        InvalidVotes
            If no election was decided.
        """
        if not self.decided:
            raise InvalidVotes("no election was decided; there is no mean.")
        return total / self.decided

    @staticmethod
    def quantile(counts: Counter[int], share: float) -> int:
        """Return the least number that at least ``share`` of the elections do not exceed.

        Examples
        --------
        >>> Tally.quantile(Counter({3: 9, 5: 1}), 0.95)
        5
        """
        need = share * counts.total()
        reached = 0
        for value, many in sorted(counts.items()):
            reached += many
            if reached >= need:
                return value
        raise InvalidVotes("no election was decided; there are no quantiles.")


@lru_cache(maxsize=4 * MOST // BLOCK)
def _tier(electorate: Electorate, number: int, seats: int, k: int) -> tuple[Counted, ...]:
    """Count the districts of one block; all systems with as many districts have the same."""
    if not seats:
        return ([0] * len(electorate.votes),) * BLOCK
    count = System(0, seats, responsiveness=k).districts
    return tuple(count(votes, electorate.groups) for votes, *_ in electorate.block(number))


def _two_pass(system: System, electorate: Electorate, number: int) -> bool:
    """Whether at least two lists pass the threshold in every election of a block."""
    pct = system.threshold_pct
    if len(electorate.votes) < 2:
        return False
    return all(
        sorted(votes)[-2] * 100 * pct.denominator >= pct.numerator * (total + electorate.no_list)
        for votes, total, _ in electorate.block(number)
    )


@lru_cache(maxsize=8 * MOST // BLOCK)
def _counted(system: System, electorate: Electorate, number: int, many: int) -> Tally:
    """Count the first elections of one block; whoever gets the tally must not change it."""
    if system.one_party == "takes-all" or (
        system.one_party == "runner-up" and _two_pass(system, electorate, number)
    ):
        # A list alone takes all without a rule, too; and where none is ever alone, the rule of
        # 2009 changes nothing: it has been counted already.
        return _counted(replace(system, one_party="none"), electorate, number, many)
    undecided: Counter[Undecided] = Counter()
    won: list[list[int]] = []
    drawn: list[Draw] = []  # what they were won with
    gallagher = loosemore_hanby = effective = wasted = 0.0
    count, no_list, fixed = system.count_on, electorate.no_list, system.fixed_seats
    tier = _tier(electorate, number, system.district_seats, system.responsiveness)
    draws = electorate.block(number)[:many]
    # Checked once a block: a strict zip for each election takes a tenth of the time.
    for draw, districts in zip(draws, tier, strict=False):
        seats = count(districts, draw[0], draw[1] + no_list)
        if isinstance(seats, str):
            undecided[seats] += 1
        else:
            won.append(seats)
            drawn.append(draw)
    houses = list(map(sum, won))
    own = map(sumprod, won, won)
    cross = map(sumprod, won, (votes for votes, *_ in drawn))
    for seats, draw, house, on_seats, on_both in zip(won, drawn, houses, own, cross, strict=True):
        votes, total, squares = draw
        # Half the sum of the gaps is what lists have above their share, and those have seats.
        both, above, lost = house * total, 0, 0
        for s, v in zip(seats, votes, strict=False):
            if s:
                gap = s * total - v * house
                if gap > 0:
                    above += gap
            else:
                lost += v
        apart = on_seats / house**2 - 2 * on_both / both + squares / total**2
        if apart > 0:
            gallagher += sqrt(apart)
        loosemore_hanby += above / both
        effective += house * house / on_seats
        wasted += lost / total
    tops = list(map(max, won))
    chambers = [house + fixed for house in houses]
    majorities = [(top, all_) for top, all_ in zip(tops, chambers, strict=True) if 2 * top > all_]
    columns = zip(*won, strict=True) if won else ((),) * len(electorate.votes)
    return Tally(
        decided=len(won),
        undecided=undecided,
        seats=tuple(Counter(column) for column in columns),
        largest=Counter(tops),
        gallagher=100 * sqrt(0.5) * gallagher,
        loosemore_hanby=100 * loosemore_hanby,
        effective=effective,
        wasted=100 * wasted,
        lists=sum(len(seats) - seats.count(0) for seats in won),
        chamber=sum(chambers),
        majority=len(majorities),
        two_thirds=sum(3 * top >= 2 * all_ for top, all_ in majorities),
    )


def blocks(system: System, electorate: Electorate, elections: int) -> Iterator[Tally]:
    """Count elections block by block.

    Parameters
    ----------
    system
        The rules.
    electorate
        The votes; with sd = 0 all elections are one, and it is counted once.
    elections
        How many, 1 to :data:`MOST`.

    Yields
    ------
    Tally
        Of each block; add them up.

    Examples
    --------
    >>> tally = Tally()
    >>> for part in blocks(System(5), Electorate((60, 40), sd=0.1), 1000):
    ...     tally.add(part)
    >>> tally.decided, round(tally.mean(tally.gallagher), 1), tally.seats[1][2]
    (999, 2.6, 999)
    """
    if whole(elections, "elections", 1) > MOST:
        raise InvalidNumber(f"elections is {elections:,}; it must be from 1 to {MOST:,}.")
    if electorate.sd == 0:
        elections = 1
    for number in range(-(-elections // BLOCK)):
        yield _counted(system, electorate, number, min(BLOCK, elections - number * BLOCK))


@lru_cache(maxsize=64)
def seats_per_point(system: System, electorate: Electorate) -> float | None:
    """Return how many seats one point of votes brings to the largest list, around the votes.

    :func:`kazlib.measures.swing_ratio` over one point up and one down, in seats. ``None`` where it
    has no answer: two largest lists, a tie, or a house that changes its size.

    Examples
    --------
    >>> seats_per_point(System(100), Electorate((60, 25, 15)))
    1.0
    """
    total = sum(electorate.votes)
    base = total + electorate.no_list

    def allocate(votes: list[int]) -> list[int]:
        # Votes come in another unit here; those for no list keep their share of the base.
        idle: Exact = electorate.no_list * sum(votes) // total if base > total else 0
        seats = system.count(votes, no_list=idle, groups=electorate.groups)
        if isinstance(seats, str):
            raise InvalidVotes(f"no seats: {seats}.")
        return seats

    try:
        slope = swing_ratio(electorate.votes, allocate)
    except (InvalidVotes, InvalidNumber):
        return None
    return slope * (system.list_seats + system.district_seats) / 100
