"""How often a race goes to a second round, if the votes of each line may be a little different.

The votes of every line of the ballot move as in :class:`kazlib.models.ensemble.Perturbed`, with a
common total; the number needed for a majority is held fixed. A race goes to a second round when no
candidate reaches that number. With sd = 0 every race is the given one.

Assumptions: lines move independently but for the common total; sd is assumed, not measured.
Limits: turnout and the number of candidates do not move, nobody withdraws, no campaign adapts. The
second round itself is not simulated, because nothing here says how voters choose in it.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kazlib.errors import InvalidVotes
from kazlib.exact import whole
from kazlib.models.ensemble import Perturbed


@dataclass(frozen=True)
class Races:
    """What many races gave.

    Attributes
    ----------
    runs : int
        How many were held.
    elected : mapping of str to int
        In how many each candidate was elected in the first round; only those above 0.
    second_rounds : int
        In how many nobody was.
    """

    runs: int
    elected: Mapping[str, int]
    second_rounds: int


def first_rounds(
    votes: Mapping[str, int],
    needed: int,
    *,
    sd: float,
    rng: random.Random,
    runs: int = 500,
    no_candidates: Sequence[str] = (),
) -> Races:
    """Hold many first rounds near a given one.

    Parameters
    ----------
    votes
        Votes by line of the ballot, at least one above 0.
    needed
        The least number of votes that elects, more than half of ``votes`` together, so that one
        candidate at most can have it.
    sd
        Standard deviation of the logarithm of a line's votes, 0 to 5: 0.1 is about a tenth.
    rng
        Source of the draws.
    runs
        How many, at least 1.
    no_candidates
        Lines that move but cannot be elected, such as "against all".

    Raises
    ------
    InvalidVotes
        If the votes are no votes, or half of them would be enough to be elected.
    InvalidNumber
        If sd or runs is out of range.

    Examples
    --------
    >>> first_rounds({"A": 60, "B": 40}, 51, sd=0, rng=random.Random(1), runs=10)
    Races(runs=10, elected={'A': 10}, second_rounds=0)
    """
    whole(runs, "runs", 1)
    model = Perturbed(tuple(votes.values()), sd)
    if 2 * whole(needed, "needed", 1) <= sum(votes.values()):
        raise InvalidVotes(
            f"needed is {needed}; it must be more than half of {sum(votes.values())} votes."
        )
    names = list(votes)
    elected: Counter[str] = Counter()
    for _ in range(runs):
        drawn = model.draw(rng)
        winner = max(range(len(names)), key=drawn.__getitem__)
        # Only the line with most votes can have a majority.
        if drawn[winner] >= needed and names[winner] not in no_candidates:
            elected[names[winner]] += 1
    return Races(runs, dict(elected), runs - elected.total())
