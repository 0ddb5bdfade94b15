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
from functools import lru_cache
from typing import NamedTuple

from kazlib.errors import InvalidNumber
from kazlib.exact import whole
from kazlib.models.numbers import binomial, inside, log_odds, logistic


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


class SyntheticStation(NamedTuple):
    """One station, and what only its maker can know (a tuple: thousands are made at a time).

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
    stations: list[tuple[int, int, int, int, bool]] = []
    groups = ((True, urban_stations), (False, election.stations - urban_stations))
    # A browser waits for this loop: what does not change stands before it.
    chance = rng.random
    stuffed_share, stuffing = election.stuffed_share, election.stuffing
    for urban, number in groups:
        kind = election.urban if urban else election.rural
        turnout, share = log_odds(kind.turnout), log_odds(kind.share)
        turnout_spread, share_spread = kind.turnout_spread, kind.share_spread
        n, r, rest = kind.registered, kind.correlation, math.sqrt(1 - kind.correlation**2)
        for _ in range(number):
            # Two normal draws at once (Box and Muller): those of two calls of rng.gauss, sooner.
            angle, radius = math.tau * chance(), math.sqrt(-2 * math.log(1 - chance()))
            z = radius * math.cos(angle)
            other = r * z + rest * radius * math.sin(angle)
            voted = round(n * logistic(turnout + turnout_spread * z))
            leader = round(voted * logistic(share + share_spread * other))
            stuffed = round((n - voted) * stuffing) if chance() < stuffed_share else 0
            stations.append((n, voted + stuffed, leader + stuffed, stuffed, urban))
    return tuple(map(SyntheticStation._make, stations))


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
    suspected = [
        stuffed > 0
        for registered, voted, leader, stuffed, _ in stations
        if voted / registered >= rule.turnout and (leader / voted if voted else 0) >= rule.share
    ]
    hits, all_stuffed = sum(suspected), sum(station.stuffed > 0 for station in stations)
    false_alarms = len(suspected) - hits
    clean = len(stations) - all_stuffed
    return Verdict(hits, all_stuffed - hits, false_alarms, clean - false_alarms)


def _at_least(line: float, mean: float, spread: float) -> float:
    """Return the chance of a normal value of ``line`` or more; without spread it is 0 or 1."""
    if not spread or math.isinf(line):
        return float(mean >= line)
    return 0.5 * math.erfc((line - mean) / (spread * math.sqrt(2)))


def _odds_line(count: float, of: int) -> float:
    """Return the log odds from which a share of ``of`` rounds to more than ``count`` - 1/2."""
    return -math.inf if count <= 0.5 else math.inf if count > of else log_odds((count - 0.5) / of)


@lru_cache(maxsize=64)
def chance_suspected(kind: StationType, rule: Rule, stuffing: float = 0.0) -> float:
    """Return the chance that a rule suspects a station: the draw of :func:`draw`, summed up.

    One sum over the possible numbers of voters stands for many drawn stations. (Within one number
    of voters the log odds of turnout are taken as one value.)

    Parameters
    ----------
    kind
        The type of the station.
    rule
        The rule that is tried.
    stuffing
        Share of those who did not vote that is added to the leader, 0 to 1; 0 for a clean station.

    Examples
    --------
    >>> round(chance_suspected(RURAL, Rule(0.9, 0.8)), 3)
    0.044
    >>> chance_suspected(RURAL, Rule(0, 0))
    1.0
    """
    inside(stuffing, "stuffing")
    n, mean, spread = kind.registered, log_odds(kind.turnout), kind.turnout_spread
    # Without a spread of turnout there is nothing that the share could go with.
    r = kind.correlation if spread else 0.0
    own = kind.share_spread * math.sqrt(1 - r * r)
    chance, above = 0.0, 0.0
    for voted in range(n, -1, -1):
        added = round((n - voted) * stuffing)
        total = voted + added
        if total < rule.turnout * n:
            break  # fewer voters give no higher turnout
        from_here, above = above, _at_least(_odds_line(voted, n), mean, spread)
        if from_here == above:
            continue
        # The smallest number of own votes with which the leader's share reaches the rule.
        needed = math.ceil(round(rule.share * total - added, 9)) if total else 0
        z = (log_odds(min(max(voted, 0.25), n - 0.25) / n) - mean) / spread if spread else 0.0
        middle = log_odds(kind.share) + kind.share_spread * r * z
        line = _odds_line(needed, voted) if voted else (math.inf if needed > 0 else -math.inf)
        chance += (above - from_here) * _at_least(line, middle, own)
    return chance


def judge_many(
    election: Synthetic, rule: Rule, runs: int, rng: random.Random
) -> tuple[Verdict, ...]:
    """Judge many elections without drawing their stations: only how many fall on each side.

    Stations of a type are independent, so the numbers are binomial, with the chances of
    :func:`chance_suspected`. A stuffed station counts as stuffed even where nobody stayed at home.

    Parameters
    ----------
    election
        The synthetic election.
    rule
        The rule that is tried.
    runs
        How many elections, at least 1.
    rng
        Source of the draws.

    Examples
    --------
    >>> verdicts = judge_many(Synthetic(), Rule(0.9, 0.8), 3, random.Random(1))
    >>> [(verdict.false_alarms, verdict.misses) for verdict in verdicts]
    [(40, 0), (47, 0), (35, 0)]
    """
    whole(runs, "runs", 1)
    stuffing = election.stuffing if election.stuffed_share else 0.0
    urban = round(election.stations * election.urban_share)
    groups = [
        (number, chance_suspected(kind, rule), chance_suspected(kind, rule, stuffing))
        for number, kind in ((urban, election.urban), (election.stations - urban, election.rural))
        if number
    ]
    verdicts = []
    for _ in range(runs):
        hits = false_alarms = all_stuffed = 0
        for number, by_mistake, rightly in groups:
            share = election.stuffed_share if stuffing else 0.0
            stuffed = binomial(rng, number, share, keep=True)
            all_stuffed += stuffed
            hits += binomial(rng, stuffed, rightly, keep=True)
            false_alarms += binomial(rng, number - stuffed, by_mistake, keep=True)
        clean = election.stations - all_stuffed
        verdicts.append(Verdict(hits, all_stuffed - hits, false_alarms, clean - false_alarms))
    return tuple(verdicts)


def slope(stations: Sequence[SyntheticStation]) -> float:
    """Return the change of the leader's share with turnout, points per point (least squares).

    Parameters
    ----------
    stations
        At least two.

    Raises
    ------
    InvalidNumber
        If there are no stations, or all have the same turnout.

    Examples
    --------
    >>> low = SyntheticStation(registered=100, voted=40, leader=20, stuffed=0, urban=True)
    >>> high = SyntheticStation(registered=100, voted=80, leader=60, stuffed=0, urban=True)
    >>> round(slope([low, high]), 3)
    0.625
    """
    if not stations:
        raise InvalidNumber("stations is empty; a slope needs at least two.")
    x = [station.turnout for station in stations]
    y = [station.share for station in stations]
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    away = [a - mean_x for a in x]
    square = math.fsum([a * a for a in away])
    if not square:
        raise InvalidNumber("every station has the same turnout; there is no slope.")
    return math.fsum([a * (b - mean_y) for a, b in zip(away, y, strict=True)]) / square


def two_causes() -> tuple[Synthetic, Synthetic]:
    """Return two elections with one pattern: half of the stations at (55, 60), half at (80, 72.5).

    In the first villages differ from towns and nothing is stuffed. In the second every station is
    a town's, and every second one is stuffed: 5/9 of the 45 per cent who stayed away make turnout
    80, and the leader's share (55 × 0.6 + 25) / 80 = 72.5 per cent. Stuffing narrows the spread of
    turnout, and the lower a station's turnout was, the more it lifts the leader's share. The
    villages were given the spreads and the correlation that look the same.

    Examples
    --------
    >>> [election.stuffed_share for election in two_causes()]
    [0.0, 0.5]
    """
    town = StationType(registered=1000, turnout=0.55, share=0.6)
    village = StationType(1000, 0.8, 0.725, 0.206, 0.28, correlation=-0.46)
    return (
        Synthetic(urban=town, rural=village),
        Synthetic(urban=town, rural=town, stuffed_share=0.5, stuffing=5 / 9),
    )
