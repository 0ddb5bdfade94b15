"""An electorate of regions: registered voters, turnout, support, swing, and invented districts.

Votes of a list in a region are registered × turnout × support, made whole by largest remainders.

Assumptions: support is one number per region and list; swing is uniform. Limits: it knows nothing
of why anyone votes. Districts are invented: no boundaries of districts are in this book's data, so
results by district are examples of a rule and say nothing of any real place.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, repeat
from operator import mul

from kazlib.apportionment import largest_remainder
from kazlib.errors import InvalidNumber
from kazlib.exact import plain, whole
from kazlib.models.numbers import inside, standard_normals

_UNITS = 10**12  # shares as whole numbers, for largest remainders
_SAMPLE = 400  # pairs of opposite draws on which support is centred
_WIDEST = 20.0  # more spread than any electorate has; far beyond, e to its power overflows
_NEAR = 2e-4  # how near to the shares it then is, in that sample


@dataclass(frozen=True)
class Region:
    """A region, or an invented district of one.

    Attributes
    ----------
    name : str
        Its name.
    registered : int
        Registered voters, at least 1.
    turnout : float
        Share of the registered who vote, 0 to 1.
    support : mapping of str to float
        Share of the votes by list, 0 to 1; the sum is 1.
    """

    name: str
    registered: int
    turnout: float
    support: Mapping[str, float]

    def __post_init__(self) -> None:
        whole(self.registered, f"registered voters of {self.name}", 1)
        inside(self.turnout, f"turnout of {self.name}")
        for party, share in self.support.items():
            inside(share, f"support of {party} in {self.name}")
        if not math.isclose(total := math.fsum(self.support.values()), 1, abs_tol=1e-9):
            raise InvalidNumber(f"support in {self.name} adds up to {total}; it must be 1.")

    def votes(self) -> dict[str, int]:
        """Return votes by list; equal remainders go in the order of ``support``.

        Examples
        --------
        >>> Region("R", 1000, 0.5, {"A": 0.6, "B": 0.4}).votes()
        {'A': 300, 'B': 200}
        """
        voters = round(self.registered * self.turnout)
        if voters == 0:
            return dict.fromkeys(self.support, 0)
        units = {party: round(share * _UNITS) for party, share in self.support.items()}
        return dict(largest_remainder(units, voters, tie_break=list(units)).seats)  # type: ignore[arg-type]


def total_votes(regions: Sequence[Region]) -> dict[str, int]:
    """Return the votes of all regions by list.

    Parameters
    ----------
    regions
        Any number of them; none have no votes.

    Examples
    --------
    >>> region = Region("R", 1000, 0.5, {"A": 0.6, "B": 0.4})
    >>> total_votes([region, region])
    {'A': 600, 'B': 400}
    """
    votes: dict[str, int] = {}
    for region in regions:
        for party, won in region.votes().items():
            votes[party] = votes.get(party, 0) + won
    return votes


def swing(
    regions: Sequence[Region], points: Mapping[str, float], *, turnout_points: float = 0
) -> tuple[Region, ...]:
    """Move support, and turnout, by the same number of points in every region.

    support' = support + points / 100; turnout' = turnout + turnout_points / 100. With all points 0
    nothing changes.

    Parameters
    ----------
    regions
        Where.
    points
        Change by list in percentage points; the sum is 0.
    turnout_points
        Change of turnout in percentage points.

    Raises
    ------
    InvalidNumber
        If the points do not add up to 0, name a list that a region lacks, or take a share below 0
        or above 1 somewhere: uniform swing has no answer there, and none is made up.

    Examples
    --------
    >>> region = Region("R", 1000, 0.5, {"A": 0.6, "B": 0.4})
    >>> swing([region], {"A": -10, "B": 10})[0].votes()
    {'A': 250, 'B': 250}

    References
    ----------
    Butler & Stokes (1969), *Political Change in Britain*, on uniform swing.
    """
    if not math.isclose(total := math.fsum(points.values()), 0, abs_tol=1e-9):
        raise InvalidNumber(f"swing adds up to {plain(total)} points; it must be 0.")
    moved = []
    for region in regions:
        if strange := [party for party in points if party not in region.support]:
            raise InvalidNumber(f"swing names {strange}; {region.name} has {list(region.support)}.")
        support = {p: share + points.get(p, 0) / 100 for p, share in region.support.items()}
        turnout = region.turnout + turnout_points / 100
        moved.append(replace(region, turnout=turnout, support=support))
    return tuple(moved)


def invented_districts(
    regions: Sequence[Region], districts: int, *, spread: float, rng: random.Random
) -> tuple[Region, ...]:
    """Cut regions into invented districts of nearly equal size.

    Districts go to regions by largest remainders of registered voters. In a district the support of
    a list is proportional to support × e^(spread × z), z ~ Normal(0, 1): with spread 0 every
    district votes as its region, and so the largest list takes every district of the region.

    Parameters
    ----------
    regions
        What is cut.
    districts
        How many, at least 1; a region may get none.
    spread
        Standard deviation of log support between districts of a region, 0 or more; an assumption.
    rng
        Source of the draws.

    Raises
    ------
    InvalidNumber, InvalidSeats
        If the input is not as above, or two regions tie for a district.

    Examples
    --------
    Without a spread every district votes as its region:

    >>> region = Region("R", 1000, 0.5, {"A": 0.6, "B": 0.4})
    >>> cut = invented_districts([region], 2, spread=0, rng=random.Random(1))
    >>> [(district.registered, district.votes()) for district in cut]
    [(500, {'A': 150, 'B': 100}), (500, {'A': 150, 'B': 100})]
    """
    inside(spread, "spread", 0, math.inf)
    shares = largest_remainder([region.registered for region in regions], districts)
    if shares.tie is not None:
        names = [regions[i].name for i in shares.tie.parties]
        raise InvalidNumber(f"{names} tie for a district; choose another number of districts.")
    cut = []
    for region, many in zip(regions, shares.seats, strict=True):
        sizes = [(region.registered + i) // many for i in range(many)]
        for number, size in zip(count(1), sizes):
            weights = {
                party: share * math.exp(spread * rng.gauss(0, 1))
                for party, share in region.support.items()
            }
            total = math.fsum(weights.values())
            support = {party: weight / total for party, weight in weights.items()}
            name = f"{region.name}, invented district {number}"
            cut.append(replace(region, name=name, registered=size, support=support))
    return tuple(cut)


@lru_cache(maxsize=16)
def centred(shares: tuple[float, ...], spread: float) -> tuple[float, ...]:
    """Return the support to cut from, so that invented districts have ``shares`` on average.

    Shares are made to add up to 1 in each district, which draws large lists down. So support b is
    scaled by share ÷ mean share of the districts cut from b, again and again, on one fixed sample
    of districts, until both agree to 0.02 points there.

    Parameters
    ----------
    shares
        Wanted mean share of each list, 0 to 1, with sum 1.
    spread
        As in :func:`invented_districts`; with 0 the shares are returned as they are.

    Raises
    ------
    InvalidNumber
        If a share or the spread is out of range.

    Examples
    --------
    >>> centred((0.6, 0.4), 0)
    (0.6, 0.4)
    >>> [round(share, 2) for share in centred((0.6, 0.3, 0.1), 1)]
    [0.66, 0.27, 0.07]
    """
    if not shares:
        raise InvalidNumber("shares is empty; at least one list needs a share.")
    for share in shares:
        inside(share, "share")
    if not math.isclose(math.fsum(shares), 1, abs_tol=0.001):
        raise InvalidNumber(f"shares add up to {math.fsum(shares):g}; they must add up to 1.")
    if not inside(spread, "spread", 0, _WIDEST):
        return shares
    rng = random.Random(0)
    factors = []
    for _ in shares:  # opposite draws, so that the sample leans to no side
        draws = [spread * z for z in standard_normals(_SAMPLE, rng)]
        factors.append([*map(math.exp, draws), *(math.exp(-z) for z in draws)])
    support = shares
    for _ in range(200):
        weights = [
            list(map(mul, repeat(b), column)) for b, column in zip(support, factors, strict=True)
        ]
        parts = [1 / total for total in map(sum, zip(*weights, strict=True))]
        means = [sum(map(mul, column, parts)) / len(parts) for column in weights]
        if max(abs(mean - share) for mean, share in zip(means, shares, strict=True)) < _NEAR:
            break
        scaled = [b * s / m if s else 0.0 for b, s, m in zip(support, shares, means, strict=True)]
        support = tuple(b / math.fsum(scaled) for b in scaled)
    return support
