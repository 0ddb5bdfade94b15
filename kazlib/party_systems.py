"""Party systems: how fragmented they are, and where the votes that moved went.

The effective number of parties and volatility as one number are in :mod:`kazlib.measures`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kazlib.counts import Counts
from kazlib.measures import effective_number, volatility


def fragmentation(counts: Counts) -> float:
    """Return Rae's index of fractionalisation of a party system.

    One less the sum of squared shares: the chance that two votes (or seats), drawn one after the
    other with the first put back, belong to different parties. 0 is one party alone. It is
    1 − 1/N, where N is the effective number of Laakso and Taagepera: the same order of party
    systems on another scale.

    Parameters
    ----------
    counts
        Votes or seats by party, whole numbers.

    Returns
    -------
    float
        From 0 to less than 1.

    Raises
    ------
    InvalidVotes
        If a count is not a whole number of 0 or more, or all are 0.

    Examples
    --------
    >>> fragmentation([25, 25, 25, 25]), fragmentation([98, 0])
    (0.75, 0.0)

    References
    ----------
    Rae (1967), *The Political Consequences of Electoral Laws*.
    """
    return 1 - 1 / effective_number(counts)


@dataclass(frozen=True)
class VolatilityParts:
    """Volatility in two parts, in percentage points.

    Attributes
    ----------
    entry_exit : float
        From parties that stood at one of the two elections only.
    within : float
        From changes between parties that stood at both.
    """

    entry_exit: float
    within: float

    @property
    def total(self) -> float:
        """Pedersen's index: the sum of both."""
        return self.entry_exit + self.within


def volatility_parts(
    before: Mapping[str, int],
    after: Mapping[str, int],
    *,
    successors: Mapping[str, str] | None = None,
) -> VolatilityParts:
    """Divide volatility into entry and exit of parties, and change among those that stay.

    Powell and Tucker call the first part type A and the second type B. Where successors are not
    named, a new name counts as an exit and an entry, so type A depends most on that choice.

    Parameters
    ----------
    before, after, successors
        As in :func:`kazlib.measures.volatility`, which raises the same errors.

    Examples
    --------
    A 50 → 40, B 30 → 40, C 20 → 0, D 0 → 20:

    >>> volatility_parts({"A": 50, "B": 30, "C": 20}, {"A": 40, "B": 40, "D": 20})
    VolatilityParts(entry_exit=20.0, within=10.0)

    References
    ----------
    Pedersen (1979), *European Journal of Political Research* 7(1); Powell & Tucker (2014),
    *British Journal of Political Science* 44(1).
    """
    total = volatility(before, after, successors=successors)  # checks names and counts
    links = dict(successors or {})
    merged: dict[str, int] = {}
    for party, votes in before.items():
        name = links.get(party, party)
        merged[name] = merged.get(name, 0) + votes
    one, two = sum(merged.values()), sum(after.values())
    gone = sum(votes for party, votes in merged.items() if not after.get(party))
    new = sum(votes for party, votes in after.items() if not merged.get(party))
    moved = 50 * (Fraction(gone, one) + Fraction(new, two))
    return VolatilityParts(float(moved), max(0.0, total - float(moved)))
