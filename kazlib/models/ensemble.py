"""Many elections near a given one: votes perturbed, seats allocated by the rules, results counted.

The votes of a list become, with z ~ Normal(0, 1) for each list and election::

    v' = T × v e^(sd z) ÷ Σ v e^(sd z)           (normal on the log scale; T is all votes)

rounded to whole votes. With sd = 0 every election is the given one. A list without votes stays
without.

Assumptions: lists move independently but for the common total; sd is assumed, not measured.
Limits: only the votes move; voters and parties do not adapt to a rule. Pure Python, for the
browser; :mod:`kazlib.montecarlo` runs the same frozen model on arrays.
"""

import math
import random
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from kazlib.apportionment import passes_threshold
from kazlib.errors import InvalidVotes
from kazlib.exact import Number, percentage, whole
from kazlib.models.numbers import inside
from kazlib.offices.mazhilis import share_seats


@dataclass(frozen=True)
class Perturbed:
    """Votes and how far they may move.

    Attributes
    ----------
    votes : tuple of int
        Votes by list, at least one above 0.
    sd : float
        Standard deviation of the logarithm of a list's votes, 0 to 5: 0.1 is about a tenth.
    """

    votes: tuple[int, ...]
    sd: float

    def __post_init__(self) -> None:
        counts = [whole(v, "votes", 0, InvalidVotes) for v in self.votes]
        if not any(counts):
            raise InvalidVotes("all votes are 0; at least one list must have a vote.")
        inside(self.sd, "sd", 0, 5)

    def draw(self, rng: random.Random) -> tuple[int, ...]:
        """Return the votes of one election.

        Examples
        --------
        >>> Perturbed((60, 40), sd=0).draw(random.Random(1))
        (60, 40)
        """
        gauss, exp, sd = rng.gauss, math.exp, self.sd  # looked up once: many elections are drawn
        weights = [v * exp(sd * gauss(0, 1)) for v in self.votes]
        scale = sum(self.votes) / math.fsum(weights)
        return tuple([round(weight * scale) for weight in weights])


@dataclass(frozen=True)
class Ensemble:
    """What many elections gave.

    Attributes
    ----------
    seats : tuple of tuple of int
        ``seats[list][s]``: in how many elections the list won ``s`` seats.
    ties : int
        Elections that lots would decide; they are in no distribution.
    nobody : int
        Elections in which no list reached the threshold; they are in no distribution.
    """

    seats: tuple[tuple[int, ...], ...]
    ties: int
    nobody: int

    @property
    def decided(self) -> int:
        """Elections that are in the distributions."""
        return sum(self.seats[0])

    def quantile(self, party: int, share: float) -> int:
        """Return the least number of seats that at least ``share`` of the elections do not exceed.

        Raises
        ------
        InvalidVotes
            If no election was decided.
        """
        if not self.decided:
            raise InvalidVotes("no election was decided; there are no quantiles.")
        need = inside(share, "share") * self.decided
        reached = list(accumulate(self.seats[party]))
        return next(s for s, many in enumerate(reached) if many and many >= need)

    def mean(self, party: int) -> float:
        """Return the mean number of seats of a list."""
        if not self.decided:
            raise InvalidVotes("no election was decided; there is no mean.")
        return sum(s * many for s, many in enumerate(self.seats[party])) / self.decided


def run(
    model: Perturbed,
    seats: int,
    *,
    rng: random.Random,
    runs: int = 1000,
    formula: str = "hare",
    threshold_pct: Number = 0,
) -> Ensemble:
    """Hold many elections.

    Parameters
    ----------
    model
        The votes, and how far they may move.
    seats
        Seats of the chamber, at least 1.
    rng
        Source of the draws.
    runs
        How many, at least 1.
    formula
        A name of :data:`kazlib.offices.mazhilis.FORMULAS`.
    threshold_pct
        In per cent of all votes, 0 to 100.

    Examples
    --------
    >>> result = run(Perturbed((60, 40), sd=0), 5, rng=random.Random(1), runs=10)
    >>> result.mean(0), result.quantile(1, 0.9)
    (3.0, 2)
    """
    whole(runs, "runs", 1)
    threshold = percentage(threshold_pct)
    found: list[Counter[int]] = [Counter() for _ in model.votes]
    ties = nobody = 0
    for _ in range(runs):
        votes = model.draw(rng)
        passed = passes_threshold(votes, threshold) if any(votes) else ()
        admitted = {str(i): votes[i] for i, ok in enumerate(passed) if ok and votes[i]}
        if not admitted:
            nobody += 1
            continue
        result = share_seats(admitted, seats, formula)
        if result.tie is not None:
            ties += 1
            continue
        won = cast("dict[str, int]", result.seats)
        for party, counter in enumerate(found):
            counter[won.get(str(party), 0)] += 1
    table = tuple(tuple(counter[s] for s in range(seats + 1)) for counter in found)
    return Ensemble(table, ties, nobody)
