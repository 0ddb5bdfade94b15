"""An exit poll: voters asked at the doors of some stations, and some of them do not answer.

Voters of one station resemble one another, so asking them tells less than asking as many voters
from everywhere. With m interviews a station and intra-class correlation ρ the variance is larger by
the design effect 1 + (m − 1)ρ. And who answers matters more than how many::

    observed odds = true odds × response rate of supporters ÷ response rate of others

Assumptions: stations are drawn at random and give equal numbers of interviews; shares of stations
follow a beta distribution with correlation ρ, by default 0.05, assumed. Limits: a gap between a
poll and an official result cannot separate response, frame, fieldwork and count; the official
result is a benchmark, not known truth. With equal response rates there is no bias; with ρ = 0 no
design effect.

References
----------
Kish (1965), *Survey Sampling*. Defaults: 23,780 interviews at 283 stations, the Gallup and Baltic
Surveys poll of 4 December 2005 (US Embassy Almaty, cable 05ALMATY4345 of 8 December 2005).
"""

import math
import random
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from kazlib.errors import InvalidNumber
from kazlib.exact import whole
from kazlib.models.numbers import binomial, inside, positive

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
        share = self.expected_share(true)
        if share in (0, 1):
            return share
        each, more = divmod(self.interviews, self.stations)
        alike = (1 - self.rho) / self.rho if self.rho else 0
        yes = 0
        for station in range(self.stations):
            local = rng.betavariate(share * alike, (1 - share) * alike) if self.rho else share
            yes += binomial(rng, each + (station < more), local)
        return yes / self.interviews

    def call(self, share: float, *, line: float = 0.5, level: float = 0.95) -> Call:
        """Say on which side of ``line`` the whole interval lies, if it lies on one.

        Examples
        --------
        >>> ExitPoll().call(0.51), ExitPoll().call(0.53)
        ('too close to call', 'above')
        """
        low, high = self.interval(share, level=level)
        return "above" if low > line else "below" if high < line else "too close to call"


def _z(level: float) -> float:
    if not 0 < inside(level, "level") < 1:
        raise InvalidNumber(f"level is {level}; it must be between 0 and 1.")
    return NormalDist().inv_cdf((1 + level) / 2)


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
    Coverage(clustered=0.95, simple=0.67, wrong_calls=0.0)
    """
    whole(polls, "polls", 1)
    held = {True: 0, False: 0}
    wrong = 0
    for _ in range(polls):
        share = poll.draw(true, rng)
        for clustered in held:
            low, high = poll.interval(share, level=level, clustered=clustered)
            held[clustered] += low <= true <= high
        call = poll.call(share, level=level)
        wrong += (call == "above" and true <= 0.5) or (call == "below" and true >= 0.5)
    return Coverage(held[True] / polls, held[False] / polls, wrong / polls)
