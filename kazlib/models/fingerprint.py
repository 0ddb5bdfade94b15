"""The fingerprint of an election: turnout and the leader's share, station by station. Synthetic.

A station of a type (urban or rural) has log odds of turnout and of the leader's share that are
normal, with a correlation r between them::

    turnout = logistic(μ_t + σ_t z₁)
    share   = logistic(μ_s + σ_s (r z₁ + √(1 − r²) z₂)),      z₁, z₂ ~ Normal(0, 1)

In a stuffed station a share of those who did not vote is added to the leader's votes. By default
none is stuffed. What is drawn knows the truth about itself, and only such stations are counted:
nothing here takes the results of a real election, because one pattern has several causes. Villages
that vote more, and more alike, give the same picture as stuffing does (:func:`two_causes`).

Assumptions: stations of a type are independent; only ballot stuffing, no other fraud. All settings
are invented.

References
----------
Klimek, Yegorov, Hanel & Thurner (2012), *PNAS* 109(41). Their model also moves the opposition's
votes to the leader; this one only adds votes.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.errors import InvalidNumber
from kazlib.exact import whole
from kazlib.models.numbers import inside, log_odds, logistic


@dataclass(frozen=True)
class StationType:
    """Stations that are alike but for chance.

    Attributes
    ----------
    registered : int
        Registered voters of a station, at least 1.
    turnout, share : float
        Turnout and the leader's share in a middling station, between 0 and 1.
    turnout_spread, share_spread : float
        Standard deviations of their log odds, 0 or more.
    correlation : float
        Between the two, -1 to 1.
    """

    registered: int
    turnout: float
    share: float
    turnout_spread: float = 0.3
    share_spread: float = 0.3
    correlation: float = 0.0

    def __post_init__(self) -> None:
        whole(self.registered, "registered", 1)
        for what in ("turnout", "share"):
            if inside(getattr(self, what), what) in (0, 1):
                raise InvalidNumber(f"{what} is {getattr(self, what)}; it must be between 0 and 1.")
        inside(self.turnout_spread, "turnout_spread", 0, math.inf)
        inside(self.share_spread, "share_spread", 0, math.inf)
        inside(self.correlation, "correlation", -1, 1)


URBAN = StationType(registered=2000, turnout=0.55, share=0.6)
RURAL = StationType(registered=600, turnout=0.8, share=0.8, turnout_spread=0.5, correlation=0.4)


@dataclass(frozen=True)
class Synthetic:
    """A synthetic election.

    Attributes
    ----------
    stations : int
        How many, at least 1.
    urban_share : float
        Share of urban stations, 0 to 1; the others are rural.
    urban, rural : StationType
        What they are like.
    stuffed_share : float
        Chance of a station to be stuffed, 0 to 1; by default none.
    stuffing : float
        Share of those who did not vote that is added to the leader in a stuffed station, 0 to 1.
    """

    stations: int = 2000
    urban_share: float = 0.5
    urban: StationType = URBAN
    rural: StationType = RURAL
    stuffed_share: float = 0.0
    stuffing: float = 0.5

    def __post_init__(self) -> None:
        whole(self.stations, "stations", 1)
        for what in ("urban_share", "stuffed_share", "stuffing"):
            inside(getattr(self, what), what)


@dataclass(frozen=True)
class SyntheticStation:
    """One station, and what only its maker can know.

    Attributes
    ----------
    registered, voted, leader : int
        Registered voters, votes, and votes for the leader, stuffed ones included.
    stuffed : int
        Votes that nobody cast.
    urban : bool
        Its type.
    """

    registered: int
    voted: int
    leader: int
    stuffed: int
    urban: bool

    @property
    def turnout(self) -> float:
        """Votes over registered voters, 0 to 1."""
        return self.voted / self.registered

    @property
    def share(self) -> float:
        """The leader's votes over votes, 0 to 1; 0 where nobody voted."""
        return self.leader / self.voted if self.voted else 0.0


def draw(election: Synthetic, rng: random.Random) -> tuple[SyntheticStation, ...]:
    """Draw the stations of a synthetic election.

    Examples
    --------
    >>> stations = draw(Synthetic(stations=50), random.Random(1))
    >>> len(stations), sum(station.stuffed for station in stations)
    (50, 0)
    """
    urban_stations = round(election.stations * election.urban_share)
    stations = []
    for number in range(election.stations):
        urban = number < urban_stations
        kind = election.urban if urban else election.rural
        z = rng.gauss(0, 1)
        other = kind.correlation * z + math.sqrt(1 - kind.correlation**2) * rng.gauss(0, 1)
        voted = round(kind.registered * logistic(log_odds(kind.turnout) + kind.turnout_spread * z))
        leader = round(voted * logistic(log_odds(kind.share) + kind.share_spread * other))
        chosen = rng.random() < election.stuffed_share
        stuffed = round((kind.registered - voted) * election.stuffing) if chosen else 0
        stations.append(
            SyntheticStation(kind.registered, voted + stuffed, leader + stuffed, stuffed, urban)
        )
    return tuple(stations)


@dataclass(frozen=True)
class Rule:
    """A rule that suspects a station: turnout and share both at or above a line, 0 to 1."""

    turnout: float = 0.9
    share: float = 0.9

    def __post_init__(self) -> None:
        inside(self.turnout, "turnout of the rule")
        inside(self.share, "share of the rule")


@dataclass(frozen=True)
class Verdict:
    """How often a rule was right, which only a synthetic election can show.

    Attributes
    ----------
    hits, misses : int
        Stuffed stations that were suspected, and that were not.
    false_alarms, cleared : int
        Clean stations that were suspected, and that were not.
    """

    hits: int
    misses: int
    false_alarms: int
    cleared: int


def judge(stations: Sequence[SyntheticStation], rule: Rule) -> Verdict:
    """Compare a rule with the truth.

    Parameters
    ----------
    stations
        Synthetic stations, which know whether they were stuffed.
    rule
        The rule that is tried.

    Examples
    --------
    >>> stuffed = SyntheticStation(registered=100, voted=95, leader=90, stuffed=40, urban=True)
    >>> village = SyntheticStation(registered=100, voted=92, leader=88, stuffed=0, urban=False)
    >>> judge([stuffed, village], Rule())
    Verdict(hits=1, misses=0, false_alarms=1, cleared=0)
    """
    found = {(stuffed, flag): 0 for stuffed in (True, False) for flag in (True, False)}
    for station in stations:
        flag = station.turnout >= rule.turnout and station.share >= rule.share
        found[station.stuffed > 0, flag] += 1
    return Verdict(found[True, True], found[True, False], found[False, True], found[False, False])


def histogram(stations: Sequence[SyntheticStation], bins: int = 20) -> tuple[tuple[int, ...], ...]:
    """Count stations by turnout (rows) and share (columns), in equal bins from 0 to 1.

    Parameters
    ----------
    stations
        The stations.
    bins
        Bins a side, at least 1; a value of 1 falls into the last.

    Raises
    ------
    InvalidNumber
        If ``bins`` is no whole number of at least 1.

    Examples
    --------
    >>> station = SyntheticStation(registered=100, voted=80, leader=30, stuffed=0, urban=True)
    >>> histogram([station], bins=2)
    ((0, 0), (1, 0))
    """
    whole(bins, "bins", 1)
    grid = [[0] * bins for _ in range(bins)]
    for station in stations:
        row, column = (min(int(x * bins), bins - 1) for x in (station.turnout, station.share))
        grid[row][column] += 1
    return tuple(map(tuple, grid))


def slope(stations: Sequence[SyntheticStation]) -> float:
    """Return the change of the leader's share with turnout, points per point (least squares).

    Parameters
    ----------
    stations
        At least two.

    Raises
    ------
    InvalidNumber
        If all stations have the same turnout.

    Examples
    --------
    >>> low = SyntheticStation(registered=100, voted=40, leader=20, stuffed=0, urban=True)
    >>> high = SyntheticStation(registered=100, voted=80, leader=60, stuffed=0, urban=True)
    >>> round(slope([low, high]), 3)
    0.625
    """
    x = [station.turnout for station in stations]
    y = [station.share for station in stations]
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    square = math.fsum((a - mean_x) ** 2 for a in x)
    if not square:
        raise InvalidNumber("every station has the same turnout; there is no slope.")
    return math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / square


def two_causes() -> tuple[Synthetic, Synthetic]:
    """Return two elections with one pattern: half of the stations at (55, 60), half at (80, 72.5).

    In the first villages differ from towns and nothing is stuffed. In the second every station is
    a town's, and every second one is stuffed: 5/9 of the 45 per cent who stayed away make turnout
    80, and the leader's share (55 × 0.6 + 25) / 80 = 72.5 per cent.

    Examples
    --------
    >>> [election.stuffed_share for election in two_causes()]
    [0.0, 0.5]
    """
    town = StationType(registered=1000, turnout=0.55, share=0.6)
    village = StationType(registered=1000, turnout=0.8, share=0.725)
    return (
        Synthetic(urban=town, rural=village),
        Synthetic(urban=town, rural=town, stuffed_share=0.5, stuffing=5 / 9),
    )
