"""One electorate counted in five ways: districts, two rounds, lists, parallel, compensatory.

The nationwide votes are given and the same in every run. Districts are those of
:func:`kazlib.models.electorate.invented_districts`: with z ~ Normal(0, 1) for each list and
district, support there is proportional to::

    b × e^(spread z)

where b is :func:`kazlib.models.electorate.centred`, so that the districts have the nationwide
shares on average. A mixed house with D districts uses the first D draws of the run, so that all
systems have the same luck. With spread 0 every district votes as the nation, and the largest list
takes them all.

In a second round the voters of the two leading lists stay, and those of all others divide: a share
``to_second`` votes for the second, the rest for the first. At one half, the neutral setting, the
order of the two never changes, and two rounds give the seats of one.

Assumptions: the spread is assumed, not measured, and equal for all lists and sizes of district;
lists move independently; in districts everybody votes as on the list ballot, and everybody comes
to both rounds. Limits: no independents, no regions, no known candidates, no parties that adapt to
a rule; in a single run the districts together miss the nationwide votes by a few points at most.
What would prove it wrong: real results by district that differ more, or less, than the spread.
"""

import math
import random
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import repeat
from math import exp
from operator import mul
from typing import Literal, get_args

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidVotes
from kazlib.exact import Number, exact, percentage, plain, whole
from kazlib.law import MazhilisRules, rules
from kazlib.models.electorate import Region, centred
from kazlib.models.numbers import inside, standard_normals
from kazlib.offices.mazhilis_districts import district, district_second_round
from kazlib.offices.mazhilis_mixed import Chamber, Overhang, compensatory, parallel
from kazlib.tables.elections import AGAINST_ALL

System = Literal["plurality", "two-round", "lists", "parallel", "compensatory"]
SYSTEMS: tuple[System, ...] = get_args(System)

_ROUNDING = 2.01
"""Votes that the whole votes of two lists can differ by from the unrounded ones, and a little."""

_PLURALITY_DAY, _TWO_ROUND_DAY = date(2023, 3, 19), date(2004, 9, 19)


@dataclass(frozen=True)
class Design:
    """An electorate, and the numbers of the five systems.

    Attributes
    ----------
    votes : mapping of str to int
        Nationwide votes by list, at least one above 0. "Against all" is no list: it counts in the
        base of the threshold and nowhere else.
    seats : int
        Seats of every house, at least 1.
    district_seats : int
        How many of them the two mixed systems fill in districts, 0 to ``seats``.
    threshold_pct : Number
        Threshold for lists, per cent, 0 to 100. A list that passes alone takes all list seats.
    spread : float
        Standard deviation of log support between districts, 0 to 5; an assumption.
    to_second : Number
        Per cent of the voters of eliminated lists who vote for the second list in a second round,
        0 to 100; 50 is neutral.
    overhang : {"enlarge-house", "fixed-house"}
        As in :func:`kazlib.offices.mazhilis_mixed.compensatory`.
    """

    votes: Mapping[str, int]
    seats: int
    district_seats: int
    threshold_pct: Number = 0
    spread: float = 0
    to_second: Number = 50
    overhang: Overhang = "enlarge-house"

    def __post_init__(self) -> None:
        whole(self.seats, "seats", 1, InvalidSeats)
        if whole(self.district_seats, "district_seats", 0, InvalidSeats) > self.seats:
            raise InvalidSeats(
                f"district_seats is {self.district_seats}; it must be at most the {self.seats} "
                f"seats of the house."
            )
        if sum(whole(n, f"votes of {p!r}", 0, InvalidVotes) for p, n in self.lists.items()) < 1:
            raise InvalidVotes("all votes are 0; at least one list must have a vote.")
        percentage(self.threshold_pct, "threshold_pct")
        inside(self.spread, "spread", 0, 5)
        if not 0 <= (share := exact(self.to_second, "to_second")) <= 100:
            raise InvalidNumber(f"to_second is {plain(share)}; it must be from 0 to 100 per cent.")

    @property
    def lists(self) -> dict[str, int]:
        """Votes by list, without "Against all"."""
        return {party: n for party, n in self.votes.items() if party != AGAINST_ALL}


@dataclass(frozen=True)
class Runs:
    """What many runs of one system gave.

    Attributes
    ----------
    seats : tuple of tuple of int
        Seats of each decided run, in the order of :attr:`Design.lists`; they add up to the house.
    ties : int
        Runs in which lots would decide a seat; they are in no distribution.
    """

    seats: tuple[tuple[int, ...], ...]
    ties: int

    def band(self, *lists: int) -> tuple[int, int, int]:
        """Return the 5th, 50th and 95th percentile of the seats of these lists together.

        Parameters
        ----------
        *lists
            Positions of the lists; their seats are added up run by run.

        Raises
        ------
        InvalidVotes
            If every run is tied.

        Examples
        --------
        >>> Runs(((7, 3), (8, 2), (9, 1)), ties=0).band(0)
        (7, 8, 9)
        """
        if not self.seats:
            raise InvalidVotes("every run is tied; there are no percentiles.")
        ordered = sorted(sum(run[i] for i in lists) for run in self.seats)
        # The least number of seats that this share of the runs does not exceed.
        places = [(share * len(ordered) + 99) // 100 - 1 for share in (5, 50, 95)]
        return ordered[places[0]], ordered[places[1]], ordered[places[2]]


@dataclass(frozen=True)
class Counted:
    """The same runs in every system.

    Attributes
    ----------
    runs : mapping of System to Runs
        What each system gave.
    districts : Runs
        The district seats of the two mixed systems alone.
    second_rounds : tuple of int
        Districts in which no list had an absolute majority, one number a run.
    """

    runs: Mapping[System, Runs]
    districts: Runs
    second_rounds: tuple[int, ...]


Verdict = tuple[int | None, int | None, bool]
"""Who wins a district by plurality and in two rounds (``None``: a tie), and whether it had two."""


@cache
def _law(day: date) -> MazhilisRules:
    return rules("mazhilis", on=day)


def judge(votes: Sequence[int], to_second: Number = 50) -> Verdict:
    """Count one district by the law of 2023 (plurality) and of 2004 (two rounds).

    Parameters
    ----------
    votes
        Whole numbers by list, at least one above 0.
    to_second
        As in :class:`Design`. Voters are divided without rounding.

    Examples
    --------
    >>> judge([40, 35, 25]), judge([40, 35, 25], 80), judge([60, 30, 10], 100)
    ((0, 0, True), (0, 1, True), (0, 0, False))
    >>> judge([40, 35, 25], 60)  # 40 + 10 against 35 + 15
    (0, None, True)
    """
    named = {str(place): n for place, n in enumerate(votes)}
    plural = district(_law(_PLURALITY_DAY), named).elected
    first = district(_law(_TWO_ROUND_DAY), named)
    if first.elected is not None:
        return int(first.elected), int(first.elected), False
    finalist: str | None = None
    if first.tie is None:
        one, two = sorted(first.second_round, key=lambda name: -named[name])
        share = exact(to_second, "to_second")
        others = sum(votes) - named[one] - named[two]
        unit = 100 * share.denominator  # so that no voter is divided
        second = {
            one: int(unit * named[one] + others * unit * (100 - share) / 100),
            two: int(unit * named[two] + others * unit * share / 100),
        }
        finalist = district_second_round(_law(_TWO_ROUND_DAY), second).elected
    return (
        None if plural is None else int(plural),
        None if finalist is None else int(finalist),
        True,
    )


def _clear(weights: Sequence[float], limit: float, lean: float) -> Verdict | None:
    """Return the verdict of two rounds where no rounding to whole votes could change it.

    A list's whole votes are less than one vote away from its unrounded ones, so that two of them
    move by less than two against each other: ``limit``, in units of the weights. ``lean`` is
    2 × to_second - 1, from -1 to 1.
    """
    total = sum(weights)
    high, next_high, third = sorted([*weights, 0.0, 0.0], reverse=True)[:3]
    if min(total - 2 * high, high - next_high, next_high - third) <= limit:
        return None
    first = weights.index(high)
    ahead = high - next_high - lean * (total - high - next_high)
    if abs(ahead) <= 2 * limit:
        return None
    return first, first if ahead > 0 else weights.index(next_high), True


@lru_cache(maxsize=1)
def _draws(seed: int, many: int) -> "array[float]":
    """Return standard normal draws; kept, because most controls need no new ones."""
    return array("d", standard_normals(many + many % 2, random.Random(seed))[:many])


def support(design: Design) -> list[float]:
    """Return the support from which the districts are cut.

    Examples
    --------
    >>> support(Design({"A": 60, "B": 40}, 10, 5))
    [0.6, 0.4]
    """
    counts = design.lists.values()
    return list(centred(tuple(n / sum(counts) for n in counts), design.spread))


def _weights(design: Design, runs: int, seed: int) -> Iterator[list[float]]:
    """Yield support × e^(spread z) of each run: all lists of the first district, then of the next.

    In the speed of C: this is most of the work that a reader waits for.
    """
    shares = support(design) * design.seats
    draws = _draws(seed, len(shares) * runs)
    for start in range(0, len(draws), len(shares)):
        moved = map(mul, repeat(design.spread), draws[start : start + len(shares)])
        yield list(map(mul, shares, map(exp, moved)))


def _held(design: Design, run: Sequence[float]) -> tuple[list[Verdict], list[Verdict]]:
    """Hold one run: verdicts in the districts of a house of districts, and of a mixed house."""
    voters, lists = sum(design.lists.values()), len(design.lists)
    lean = float(2 * exact(design.to_second) / 100 - 1)
    least = voters // design.seats  # districts of a mixed house are not smaller

    def exactly(weights: Sequence[float], place: int, districts: int) -> Verdict:
        # As invented_districts cuts the nation.
        total = math.fsum(weights)
        share = {str(i): weight / total for i, weight in enumerate(weights)}
        region = Region("invented district", (voters + place) // districts, 1.0, share)
        return judge(list(region.votes().values()), design.to_second)

    alone: list[Verdict] = []
    mixed: list[Verdict] = []
    districts = list(zip(*[iter(run)] * lists, strict=True))
    for place, (weights, total, top) in enumerate(
        zip(districts, map(sum, districts), map(max, districts), strict=True)
    ):
        limit = total * _ROUNDING / least
        verdict: Verdict | None
        if 2 * top - total > limit:  # most districts, so this is kept short
            first = weights.index(top)
            verdict = first, first, False
        else:
            verdict = _clear(weights, limit, lean)
        alone.append(verdict or exactly(weights, place, design.seats))
        if place < design.district_seats:
            mixed.append(verdict or exactly(weights, place, design.district_seats))
    return alone, mixed


def _tally(winners: Sequence[int | None], lists: int) -> tuple[int, ...] | None:
    """Return district seats by list, or ``None`` if a district is tied."""
    return None if None in winners else tuple(winners.count(i) for i in range(lists))


def _runs(found: Sequence[tuple[int, ...] | None]) -> Runs:
    decided = tuple(seats for seats in found if seats is not None)
    return Runs(decided, len(found) - len(decided))


def _whole_house(design: Design) -> Callable[[tuple[int, ...], System], tuple[int, ...] | None]:
    """Return a function from district seats to the seats of a house; ``None`` where lots decide."""
    law = _law(_PLURALITY_DAY).reform(
        threshold_pct=design.threshold_pct, one_party_rule=None, against_all=True
    )
    parties = list(design.lists)

    def seats_of(chamber: Chamber) -> tuple[int, ...] | None:
        if chamber.tie is not None:
            return None
        return tuple(chamber.seats.get(party, 0) for party in parties)

    only_lists = law.reform(list_seats=design.seats, smd_seats=None)
    nationwide = seats_of(parallel(only_lists, design.votes))
    rest = design.seats - design.district_seats
    mixed_law = law.reform(list_seats=rest or None, smd_seats=design.district_seats or None)

    @cache
    def house(won: tuple[int, ...], system: System) -> tuple[int, ...] | None:
        if system == "lists" or not design.district_seats:
            return nationwide
        named = dict(zip(parties, won, strict=True))
        if system == "parallel" or not rest:
            return seats_of(parallel(mixed_law, design.votes, named))
        return seats_of(compensatory(mixed_law, design.votes, named, overhang=design.overhang))

    return house


def count_all(design: Design, *, runs: int, seed: int) -> Counted:
    """Hold many elections with invented districts, and count each in the five systems.

    Winners come from the unrounded support where rounding to whole votes cannot change them, and
    from whole votes, with ties, where it could: the answer is that of counting every district.

    Parameters
    ----------
    design
        The electorate and the systems.
    runs
        How many elections, at least 1.
    seed
        The luck of the draw, from 0.

    Returns
    -------
    Counted
        The same for the same values.

    Raises
    ------
    InvalidSeats, InvalidNumber
        If there are fewer voters than seats, or runs or seed is out of range.
    NoListPasses
        If no list reaches the threshold.

    Examples
    --------
    >>> design = Design({"A": 600, "B": 400}, seats=10, district_seats=5)
    >>> {system: won.seats for system, won in count_all(design, runs=1, seed=1).runs.items()}
    {'plurality': ((10, 0),), 'two-round': ((10, 0),), 'lists': ((6, 4),),
     'parallel': ((8, 2),), 'compensatory': ((6, 4),)}

    References
    ----------
    Massicotte & Blais (1999), *Electoral Studies* 18(3), on kinds of mixed systems.
    """
    whole(runs, "runs", 1)
    whole(seed, "seed", 0)
    lists = len(design.lists)
    if (voters := sum(design.lists.values())) < design.seats:
        raise InvalidSeats(
            f"seats is {design.seats:,}; with {voters:,} votes there can be at most so many "
            f"districts."
        )
    house = _whole_house(design)
    if design.spread == 0:  # all runs are alike
        held = [_held(design, support(design) * design.seats)] * runs
    else:
        held = [_held(design, weights) for weights in _weights(design, runs, seed)]
    won = [_tally([verdict[0] for verdict in mixed], lists) for _, mixed in held]
    found: dict[System, list[tuple[int, ...] | None]] = {
        "plurality": [_tally([verdict[0] for verdict in alone], lists) for alone, _ in held],
        "two-round": [_tally([verdict[1] for verdict in alone], lists) for alone, _ in held],
        "lists": [house((), "lists")] * runs,
    }
    for system in ("parallel", "compensatory"):
        found[system] = [None if seats is None else house(seats, system) for seats in won]
    return Counted(
        runs={system: _runs(found[system]) for system in SYSTEMS},
        districts=_runs(won),
        second_rounds=tuple(sum(verdict[2] for verdict in alone) for alone, _ in held),
    )
