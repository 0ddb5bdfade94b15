"""Votes to seats for many thousand elections: whole numbers only, and nothing but the seats.

The answers are those of :func:`kazlib.offices.mazhilis.list_seats` and of
:mod:`kazlib.offices.mazhilis_mixed`, without their notes, fractions and checks: a test holds them
side by side. A tie is an answer of its own, and is never broken.

District seats come from a model, because votes in districts are not known: seats are shared in
proportion to votes ** k, made whole by largest remainders. k = 1 is proportional; k = 3 is the
cube law of plurality in single-member districts; a larger k favours the largest list more.

References
----------
Kendall & Stuart (1950), *British Journal of Sociology* 1; Theil (1969), *American Political
Science Review* 63(2), for many parties and any exponent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kazlib.divisors import SIGNPOSTS, divide
from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats
from kazlib.exact import Exact, percentage, plain, whole
from kazlib.models.numbers import inside
from kazlib.offices.mazhilis import FORMULAS

OneParty = Literal["none", "takes-all", "runner-up"]
Mixing = Literal["parallel", "enlarge-house", "fixed-house"]
Undecided = Literal["tie", "nobody", "quota"]
"""Why an election has no seats: lots decide; no list passes; the quota gives too many seats, or
leaves more than one for a list."""

Counted = list[int] | Undecided

# Seats added to the house in the bottom of the quota; the Droop quota is rounded to a whole number.
_QUOTAS = {"hare": 0, "hagenbach-bischoff": 1, "imperiali-quota": 2, "droop": 1}


def share(counts: list[int], house: int, formula: str) -> Counted:
    """Share a house among lists that all have votes.

    Parameters
    ----------
    counts
        Votes by list, whole numbers above 0; at least one.
    house
        Seats, at least 1.
    formula
        A name of :data:`kazlib.offices.mazhilis.FORMULAS`.

    Returns
    -------
    list of int or str
        Seats by list, or why there are none.

    Examples
    --------
    >>> share([1622895, 932549, 663351, 590184], 10, "hare")
    [4, 2, 2, 2]
    >>> share([50, 50], 3, "hare")
    'tie'
    """
    more = _QUOTAS.get(formula)
    if more is None:
        seats, tie = divide(counts, house, SIGNPOSTS[formula])
        return seats if tie is None else "tie"
    if len(counts) == 1:
        return [house]
    top, bottom = sum(counts), house + more
    if formula == "droop":
        top, bottom = top // bottom + 1, 1
    parts = [divmod(v * bottom, top) for v in counts]
    left = house - sum([seats for seats, _ in parts])
    if left == 0:
        return [seats for seats, _ in parts]
    lists = len(counts)
    if not 0 < left <= lists:
        return "quota"
    rests = sorted([rest for _, rest in parts])
    cut = rests[-left]
    if left < lists and rests[-left - 1] == cut:
        return "tie"
    return [seats + (rest >= cut) for seats, rest in parts]


@dataclass(frozen=True)
class System:
    """An electoral system, as far as seats depend on it.

    Attributes
    ----------
    list_seats, district_seats, fixed_seats : int
        Seats of the tiers, 0 or more, one of the first two above 0. Fixed seats are filled by no
        vote for a list (the Assembly of the People, 2007 to 2022) and belong to no list here.
    threshold_pct : int or Fraction
        In per cent of the base, 0 to 100.
    formula : str
        A name of :data:`kazlib.offices.mazhilis.FORMULAS`.
    one_party : {"none", "takes-all", "runner-up"}
        If one list passes alone: it gets every list seat (the first two), or the rule of 2009.
    mixing : {"parallel", "enlarge-house", "fixed-house"}
        How the tiers go together; the last two are compensatory, with the two rules for overhang
        of :func:`kazlib.offices.mazhilis_mixed.compensatory`.
    responsiveness : int
        The exponent k of the model of districts, 1 to 9.
    factor, minimum : Fraction, int
        Of the runner-up rule.
    """

    list_seats: int
    district_seats: int = 0
    fixed_seats: int = 0
    threshold_pct: Exact = 0
    formula: str = "hare"
    one_party: OneParty = "none"
    mixing: Mixing = "parallel"
    responsiveness: int = 3
    factor: Exact = Fraction(7, 10)
    minimum: int = 2

    def __post_init__(self) -> None:
        for name in ("list_seats", "district_seats", "fixed_seats"):
            whole(getattr(self, name), name, 0, InvalidSeats)
        if not self.list_seats + self.district_seats:
            raise InvalidSeats("list_seats and district_seats are both 0; one must be above 0.")
        percentage(self.threshold_pct)
        for name, value, allowed in (
            ("formula", self.formula, FORMULAS),
            ("one_party", self.one_party, ("none", "takes-all", "runner-up")),
            ("mixing", self.mixing, ("parallel", "enlarge-house", "fixed-house")),
        ):
            if value not in allowed:
                raise InvalidChoice.of(value, name, allowed)
        if self.mixing != "parallel" and not (self.list_seats and self.district_seats):
            raise InvalidSeats(
                f"Compensatory counting needs list seats and district seats; there are "
                f"{self.list_seats} and {self.district_seats}."
            )
        if self.one_party == "runner-up" and 0 < self.list_seats <= self.minimum:
            raise InvalidSeats(
                f"list_seats is {self.list_seats}; the runner-up rule needs more than the "
                f"{self.minimum} seats that it gives the runner-up at least."
            )
        if whole(self.responsiveness, "responsiveness", 1) > 9:
            raise InvalidNumber(f"responsiveness is {self.responsiveness}; it must be from 1 to 9.")
        inside(float(self.factor), "factor")

    @property
    def house(self) -> int:
        """Seats of the chamber, before any overhang."""
        return self.list_seats + self.district_seats + self.fixed_seats

    def districts(self, votes: Sequence[int], groups: Sequence[Sequence[float]] = ()) -> Counted:
        """Share the district seats by the model of districts.

        Parameters
        ----------
        votes
            Votes by list.
        groups
            Where lists are strong: for each part of the country, equal in size, how much stronger
            each list is there than in the whole (1: the same). By default the country is one part.

        Examples
        --------
        >>> System(0, 29).districts([60, 40])  # 216 to 64
        [22, 7]
        >>> System(0, 28).districts([60, 40], [[1.6, 0.1], [0.4, 1.9]])
        [14, 14]
        """
        if not groups:
            return self._part(votes, self.district_seats)
        each, over = divmod(self.district_seats, len(groups))
        seats = [0] * len(votes)
        for place, strength in enumerate(groups):
            local = [round(v * s) for v, s in zip(votes, strength, strict=True)]
            part = self._part(local, each + (place < over)) if each or place < over else seats[:0]
            if isinstance(part, str):
                return part
            for i, won in enumerate(part):
                seats[i] += won
        return seats

    def _part(self, votes: Sequence[int], seats: int) -> Counted:
        k = self.responsiveness
        live = [i for i, v in enumerate(votes) if v > 0]
        if not live:
            return "nobody"
        part = share([votes[i] ** k for i in live], seats, "hare")
        return part if len(live) == len(votes) else add([0] * len(votes), part, live)

    def count(
        self,
        votes: Sequence[int],
        *,
        no_list: Exact = 0,
        groups: Sequence[Sequence[float]] = (),
    ) -> Counted:
        """Return the seats of every list, over both tiers.

        Parameters
        ----------
        votes
            Votes by list.
        no_list
            Votes in the base of the threshold that are for no list.
        groups
            As in :meth:`districts`.

        Examples
        --------
        The law of 2023 on the votes of 2023, with the model of districts:

        >>> law = System(69, 29, threshold_pct=5, one_party="runner-up")
        >>> law.count([3431510, 693938, 547154, 535139, 432920, 331058, 146431], no_list=248291)
        [69, 8, 6, 6, 5, 4, 0]
        """
        tier = self.districts(votes, groups) if self.district_seats else [0] * len(votes)
        return self.count_on(tier, votes, sum(votes) + no_list)

    def count_on(self, won: Counted, votes: Sequence[int], base: Exact) -> Counted:
        """Return the seats of every list, the districts being counted already.

        Parameters
        ----------
        won
            District seats by list, all 0 where there are none; or why they are not decided.
        votes
            Votes by list.
        base
            What the threshold is counted on.

        Examples
        --------
        >>> System(10, threshold_pct=7).count_on([0, 0], [60, 40], 100)
        [6, 4]
        """
        if isinstance(won, str) or not self.list_seats:
            return won
        pct = self.threshold_pct
        least = pct.numerator * base
        unit = 100 * pct.denominator
        live = [i for i, v in enumerate(votes) if v * unit >= least and v]
        if not live:
            return "nobody"
        if len(live) == 1 and self.one_party == "runner-up":
            return self._runner_up(votes, live[0], won)
        if self.mixing != "parallel":
            return self._compensate(votes, live, won)
        return add(won, share([votes[i] for i in live], self.list_seats, self.formula), live)

    def _runner_up(self, votes: Sequence[int], first: int, won: list[int]) -> Counted:
        """Apply the rule of 2009, seats left over to the first list."""
        others = [v for i, v in enumerate(votes) if i != first]
        best = max(others, default=0)
        if not best:
            return "nobody"  # there is no runner-up, and the law was not seen on that case
        if others.count(best) > 1:
            return "tie"
        second = next(i for i, v in enumerate(votes) if v == best and i != first)
        if self.mixing != "parallel":
            return self._compensate(votes, sorted((first, second)), won)
        factor = self.factor
        quotas = best * self.list_seats * factor.numerator
        least = max(quotas // ((votes[first] + best) * factor.denominator), self.minimum)
        return add(won, [self.list_seats - least, least], [first, second])

    def _compensate(self, votes: Sequence[int], admitted: list[int], won: list[int]) -> Counted:
        """Top the districts up to a proportional house; seats over both tiers."""
        pool = self.list_seats + sum(won[i] for i in admitted)
        live = admitted
        while True:
            shared = share([votes[i] for i in live], pool, self.formula)
            if isinstance(shared, str):
                return shared
            entitled = dict(zip(live, shared, strict=True))
            over = [i for i in live if won[i] > entitled[i]]
            if not over or self.mixing == "enlarge-house":
                break
            pool -= sum(won[i] for i in over)
            live = [i for i in live if i not in over]
        return [max(entitled.get(i, 0), n) for i, n in enumerate(won)]


def add(seats: Sequence[int], more: Counted, places: Sequence[int]) -> Counted:
    """Add the seats of some lists, at their places, to those of all.

    Parameters
    ----------
    seats
        Seats of all lists; not changed.
    more
        Seats of some lists, or why there are none.
    places
        Where these lists stand among all.

    Examples
    --------
    >>> add([1, 0, 0], [3, 1], [0, 2])
    [4, 0, 1]
    """
    if isinstance(more, str):
        return more
    found = list(seats)
    for i, won in zip(places, more, strict=True):
        found[i] += won
    return found


def describe(system: System) -> str:
    """Say a system in a few words.

    Examples
    --------
    >>> describe(System(69, 29, threshold_pct=5))
    '69 list seats and 29 district seats, threshold 5%'
    """
    tiers = [
        f"{number} {name} seat{'' if number == 1 else 's'}"
        for number, name in (
            (system.list_seats, "list"),
            (system.district_seats, "district"),
            (system.fixed_seats, "fixed"),
        )
        if number
    ]
    threshold = f", threshold {plain(system.threshold_pct)}%" if system.list_seats else ""
    return " and ".join(tiers) + threshold
