"""An exit poll: voters asked at the doors of some stations, and some of them do not answer.

Voters of one station resemble one another, so asking them tells less than asking as many voters
from everywhere. With m interviews a station and intra-class correlation ρ the variance is larger by
the design effect 1 + (m − 1)ρ. And who answers matters more than how many::

    observed odds = true odds × response rate of supporters ÷ response rate of others

Assumptions: stations are drawn at random and give equal numbers of interviews; shares of stations
follow a beta distribution with correlation ρ, by default 0.05, assumed; so the supporters among the
answers of a station follow a beta-binomial distribution. Limits: a gap between a poll and an
official result cannot separate response, frame, fieldwork and count; the official result is a
benchmark, not known truth. With equal response rates there is no bias; with ρ = 0 no design effect.

References
----------
Kish (1965), *Survey Sampling*. Defaults: 23,780 interviews at 283 stations, the Gallup and Baltic
Surveys poll of 4 December 2005 (US Embassy Almaty, cable 05ALMATY4345 of 8 December 2005).
"""

import math
import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from statistics import NormalDist
from typing import Literal

from kazlib.errors import InvalidNumber
from kazlib.exact import whole
from kazlib.models.numbers import inside, positive

Call = Literal["above", "below", "too close to call"]


@dataclass(frozen=True)
class ExitPoll:
    """The design of a poll.

    Attributes
    ----------
    interviews : int
        Answers, at least one a station.
    stations : int
        Stations, at least 1.
    rho : float
        Intra-class correlation, from 0 to below 1.
    response_supporters, response_others : float
        Response rates, above 0 to 1; only their ratio matters.
    """

    interviews: int = 23780
    stations: int = 283
    rho: float = 0.05
    response_supporters: float = 1.0
    response_others: float = 1.0

    def __post_init__(self) -> None:
        whole(self.stations, "stations", 1)
        whole(self.interviews, "interviews", self.stations)
        if inside(self.rho, "rho") == 1:
            raise InvalidNumber("rho is 1; it must be below 1.")
        positive(inside(self.response_supporters, "response_supporters"), "response_supporters")
        positive(inside(self.response_others, "response_others"), "response_others")

    @property
    def design_effect(self) -> float:
        """1 + (m − 1)ρ, with m interviews a station.

        Examples
        --------
        >>> round(ExitPoll().design_effect, 2)
        5.15
        """
        return 1 + (self.interviews / self.stations - 1) * self.rho

    def expected_share(self, true: float) -> float:
        """Return the share of supporters among those who answer, for a true share of 0 to 1.

        Examples
        --------
        >>> round(ExitPoll(response_supporters=0.5).expected_share(0.9), 3)  # odds 9 → 4.5
        0.818
        """
        yes = inside(true, "true share") * self.response_supporters
        return yes / (yes + (1 - true) * self.response_others)

    def standard_error(self, share: float, *, clustered: bool = True) -> float:
        """Return √(share (1 − share) × design effect / interviews)."""
        effect = self.design_effect if clustered else 1.0
        return math.sqrt(inside(share, "share") * (1 - share) * effect / self.interviews)

    def interval(
        self, share: float, *, level: float = 0.95, clustered: bool = True
    ) -> tuple[float, float]:
        """Return the interval around an observed share.

        Parameters
        ----------
        share
            Observed, 0 to 1.
        level
            How often such intervals hold the truth if all answer; between 0 and 1.
        clustered
            With the design effect; without it the interval is that of a simple random sample.
        """
        z = _z(level)
        error = z * self.standard_error(share, clustered=clustered)
        return share - error, share + error

    def draw(self, true: float, rng: random.Random) -> float:
        """Hold the poll once and return the observed share."""
        return self.draws(true, rng, 1)[0]

    def draws(self, true: float, rng: random.Random, polls: int) -> list[float]:
        """Hold the poll many times and return the observed shares.

        Parameters
        ----------
        true
            True share, 0 to 1.
        rng
            Source of the draws.
        polls
            How many, at least 1.

        Examples
        --------
        >>> [round(share, 3) for share in ExitPoll().draws(0.6, random.Random(1), 3)]
        [0.594, 0.608, 0.605]
        """
        share = self.expected_share(true)
        if share in (0, 1):
            return [share] * whole(polls, "polls", 1)
        each, more = divmod(self.interviews, self.stations)
        groups = [
            (range(answers + 1), _chances(answers, share, self.rho), stations)
            for answers, stations in ((each + 1, more), (each, self.stations - more))
            if stations
        ]
        return [
            sum(
                sum(rng.choices(counts, cum_weights=chances, k=stations))
                for counts, chances, stations in groups
            )
            / self.interviews
            for _ in range(whole(polls, "polls", 1))
        ]

    def call(
        self,
        share: float,
        *,
        line: float = 0.5,
        level: float = 0.95,
        clustered: bool = True,
        extra: float = 0.0,
    ) -> Call:
        """Say on which side of ``line`` the whole interval lies, if it lies on one.

        Parameters
        ----------
        share
            Observed, 0 to 1.
        line
            Usually one half, or a threshold; 0 to 1.
        level
            Of the interval.
        clustered
            With the design effect, or as for a simple random sample.
        extra
            Added to the interval at both ends, 0 to 1, for what no sample size repairs.

        Examples
        --------
        >>> ExitPoll().call(0.51), ExitPoll().call(0.53)
        ('too close to call', 'above')
        """
        low, high = self.interval(share, level=level, clustered=clustered)
        extra = inside(extra, "extra")
        return (
            "above"
            if low - extra > line
            else "below"
            if high + extra < line
            else "too close to call"
        )


@lru_cache(maxsize=64)
def _chances(answers: int, share: float, rho: float) -> tuple[float, ...]:
    """Return the chances of at most 0, 1, … supporters among the answers of one station.

    Beta-binomial, by logarithms: the chance of 0 among a thousand is below the smallest float.
    """
    if rho:
        alike = (1 - rho) / rho
        yes, no = share * alike, (1 - share) * alike
        whole_beta = math.lgamma(yes) + math.lgamma(no) - math.lgamma(alike)
        logs = [
            math.lgamma(yes + k)
            + math.lgamma(no + answers - k)
            - math.lgamma(alike + answers)
            - whole_beta
            for k in range(answers + 1)
        ]
    else:
        logs = [
            k * math.log(share) + (answers - k) * math.log1p(-share) for k in range(answers + 1)
        ]
    ways = math.lgamma(answers + 1)
    return tuple(
        accumulate(
            math.exp(log + ways - math.lgamma(k + 1) - math.lgamma(answers - k + 1))
            for k, log in enumerate(logs)
        )
    )


def _z(level: float) -> float:
    if not 0 < inside(level, "level") < 1:
        raise InvalidNumber(f"level is {level}; it must be between 0 and 1.")
    return NormalDist().inv_cdf((1 + level) / 2)


def response_ratio(true: float, observed: float) -> float:
    """Return the ratio of response rates that turns a true share into an observed one.

    It is observed odds ÷ true odds: arithmetic, not a cause. Many other faults turn the one into
    the other as well.

    Parameters
    ----------
    true, observed
        Shares above 0 and below 1.

    Raises
    ------
    InvalidNumber
        If a share is 0 or 1: its odds are none.

    Examples
    --------
    >>> round(response_ratio(0.9, 0.818), 2)
    0.5
    """
    return _odds(observed, "observed share") / _odds(true, "true share")


def _odds(share: float, name: str) -> float:
    if inside(share, name) in (0, 1):
        raise InvalidNumber(f"{name} is {share}; it must be above 0 and below 1.")
    return share / (1 - share)


def expected_coverage(
    poll: ExitPoll, true: float, *, level: float = 0.95, clustered: bool = True
) -> float:
    """Return how often intervals hold the true share by the normal approximation.

    The observed share is taken as normal around the expected share, with the standard error of the
    design; the half-width of the interval as the one at the expected share. So it is rough where
    stations are few or the share is near 0 or 1; :func:`coverage` counts instead.

    Parameters
    ----------
    poll
        The design.
    true
        True share, 0 to 1.
    level
        Nominal level of the intervals.
    clustered
        Intervals with the design effect, or those of a simple random sample.

    Examples
    --------
    >>> poll = ExitPoll()
    >>> round(expected_coverage(poll, 0.6), 3), round(
    ...     expected_coverage(poll, 0.6, clustered=False), 3)
    (0.95, 0.612)
    """
    centre = poll.expected_share(true)
    spread = poll.standard_error(centre)
    low, high = poll.interval(centre, level=level, clustered=clustered)
    if not spread:
        return float(low <= true <= high)
    half = (high - low) / 2
    found = NormalDist(centre, spread)
    return found.cdf(true + half) - found.cdf(true - half)


@dataclass(frozen=True)
class Coverage:
    """How often intervals held the true share.

    Attributes
    ----------
    clustered : float
        Share of polls, with intervals that know the design effect.
    simple : float
        Share of polls, with intervals of a simple random sample.
    wrong_calls : float
        Share of polls that call the vote for the wrong side of one half.
    """

    clustered: float
    simple: float
    wrong_calls: float


def coverage(
    poll: ExitPoll, true: float, *, rng: random.Random, polls: int = 1000, level: float = 0.95
) -> Coverage:
    """Hold the poll many times and count how often its intervals hold the true share.

    Parameters
    ----------
    poll
        The design.
    true
        True share, 0 to 1.
    rng
        Source of the draws.
    polls
        How many, at least 1.
    level
        Nominal level of the intervals.

    Raises
    ------
    InvalidNumber
        If ``true``, ``polls`` or ``level`` are not as above; ``level`` must be below 1.

    Examples
    --------
    >>> poll = ExitPoll(interviews=1000, stations=20)
    >>> coverage(poll, 0.6, rng=random.Random(1), polls=100)
    Coverage(clustered=0.94, simple=0.7, wrong_calls=0.0)
    """
    held = {True: 0, False: 0}
    wrong = 0
    for share in poll.draws(true, rng, polls):
        for clustered in held:
            low, high = poll.interval(share, level=level, clustered=clustered)
            held[clustered] += low <= true <= high
        call = poll.call(share, level=level)
        wrong += (call == "above" and true <= 0.5) or (call == "below" and true >= 0.5)
    return Coverage(held[True] / polls, held[False] / polls, wrong / polls)
