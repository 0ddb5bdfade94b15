"""What a campaign may move, with how little is known about it.

For each side, the change of vote share in percentage points is::

    Σ over media of  reach × persuadable share × effect × (1 − e^(−spend / scale)) × decay
    decay = 0.5 ^ (days before the vote / half-life)

and the result is one side's change less the opponent's. The effect of a medium is not known: it is
drawn from Normal(mean, sd), by default Normal(0, 1 point), once a run for both sides, and the
answer is a 90 per cent band. Turnout is apart: the same sum with an effect on turnout and without
the persuadable share, and both sides add to it. Both sums are linear in independent normal effects,
so that the band is known exactly (:func:`bands`); :func:`simulate` finds the same by drawing.

Assumptions: media add up; spending has falling returns; effects fade by a fixed half-life, by
default 3 days. Limits: effects were measured in other countries; registration,
media access and administrative pressure lie outside this model; goods for voters are prohibited and
are no lever here. The effect is zero with no spending, no reach, or equal campaigns.

References
----------
Kalla & Broockman (2018), *American Political Science Review* 112(1); Gerber, Gimpel, Green & Shaw
(2011), the same 105(1); Coppock, Hill & Vavreck (2020), *Science Advances* 6(36).
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from kazlib.errors import InvalidChoice
from kazlib.exact import whole
from kazlib.models.numbers import Band, band, inside, positive

_HALF_BAND = NormalDist().inv_cdf(0.95)  # in standard deviations


@dataclass(frozen=True)
class Medium:
    """A way to reach voters.

    Attributes
    ----------
    name : str
        Its name; one name has one set of parameters.
    reach : float
        Share of voters that it can reach, 0 to 1. Access is not exposure: this is an upper bound.
    persuadable : float
        Share of those reached who may change their minds, 0 to 1; an assumption.
    scale : float
        Spending at which 63 per cent of the possible effect is had, above 0, in any currency.
    effect_mean, effect_sd : float
        Effect on the persuadable who are reached, in percentage points.
    turnout_mean, turnout_sd : float
        Effect on turnout of those reached, in percentage points; by default none.
    half_life_days : float
        Days in which half of an effect is gone, above 0.
    """

    name: str
    reach: float
    persuadable: float
    scale: float
    effect_mean: float = 0.0
    effect_sd: float = 1.0
    turnout_mean: float = 0.0
    turnout_sd: float = 0.0
    half_life_days: float = 3.0

    def __post_init__(self) -> None:
        inside(self.reach, f"reach of {self.name}")
        inside(self.persuadable, f"persuadable share of {self.name}")
        positive(self.scale, f"scale of {self.name}")
        positive(self.half_life_days, f"half-life of {self.name} in days")
        for what in ("effect_mean", "turnout_mean"):
            inside(getattr(self, what), f"{what} of {self.name}", -100, 100)
        for what in ("effect_sd", "turnout_sd"):
            inside(getattr(self, what), f"{what} of {self.name}", 0, 100)


@dataclass(frozen=True)
class Use:
    """How one side uses a medium.

    Attributes
    ----------
    medium : Medium
        What is used.
    spend : float
        Spending, 0 or more, in the currency of ``medium.scale``.
    days_before : float
        Days from the contact to the vote, 0 or more.
    """

    medium: Medium
    spend: float
    days_before: float = 0.0

    def __post_init__(self) -> None:
        inside(self.spend, f"spending on {self.medium.name}", 0, math.inf)
        inside(self.days_before, f"days before the vote for {self.medium.name}", 0, math.inf)

    @property
    def contact(self) -> float:
        """Reach × (1 − e^(−spend / scale)) × decay: the share that still feels it on the day."""
        medium = self.medium
        decay = math.exp2(-self.days_before / medium.half_life_days)
        return medium.reach * -math.expm1(-self.spend / medium.scale) * decay


@dataclass(frozen=True)
class CampaignResult:
    """The change that a campaign makes, in percentage points.

    Attributes
    ----------
    votes : Band
        Vote share, less what the opponent's campaign moves.
    turnout : Band
        Turnout, from both campaigns together.
    """

    votes: Band
    turnout: Band


def change(own: Sequence[Use], opponent: Sequence[Use], effects: Mapping[str, float]) -> float:
    """Return the change of vote share in points, for known effects by name of medium.

    Examples
    --------
    Spending equal to the scale, all reached, a fifth persuadable, an effect of 5 points:

    >>> tv = Medium("television", reach=1, persuadable=0.2, scale=10)
    >>> round(change([Use(tv, spend=10)], [], {"television": 5}), 4)
    0.6321
    """

    def side(uses: Sequence[Use]) -> float:
        return sum(u.contact * u.medium.persuadable * _effect(effects, u) for u in uses)

    return side(own) - side(opponent)


def turnout_change(uses: Sequence[Use], effects: Mapping[str, float]) -> float:
    """Return the change of turnout in points, for known effects on turnout by name of medium.

    Parameters
    ----------
    uses
        What both sides do.
    effects
        Effect on the turnout of those reached, in percentage points, by name of medium.

    Examples
    --------
    >>> tv = Medium("television", reach=1, persuadable=0.2, scale=10)
    >>> round(turnout_change([Use(tv, spend=10)], {"television": 2}), 4)
    1.2642
    """
    return sum(use.contact * _effect(effects, use) for use in uses)


def _effect(effects: Mapping[str, float], use: Use) -> float:
    """Return the effect of the medium of a use."""
    if use.medium.name not in effects:
        raise InvalidChoice.of(use.medium.name, "medium", effects)
    return effects[use.medium.name]


def _media(uses: Iterable[Use]) -> dict[str, Medium]:
    """Return the media by name; one name has one set of parameters."""
    media: dict[str, Medium] = {}
    for use in uses:
        if media.setdefault(use.medium.name, use.medium) != use.medium:
            raise InvalidChoice(f"two media are named {use.medium.name!r}; give each its own name.")
    return media


def _normal(means: Sequence[float], sds: Sequence[float]) -> Band:
    middle, half = math.fsum(means), _HALF_BAND * math.hypot(*sds)
    return Band(middle - half, middle, middle + half)


def bands(own: Sequence[Use], opponent: Sequence[Use]) -> CampaignResult:
    """Return the exact 90 per cent bands, without drawing.

    Per medium let c be reach x (1 - e^(-spend / scale)) x decay x persuadable share, of the first
    side less that of the opponent. Then the change is normal with mean sum of c x mean and
    variance sum of (c x sd)^2, and the band is the mean plus and minus 1.645 standard deviations.
    For turnout the contacts of both sides are added, without the persuadable share.

    Parameters
    ----------
    own, opponent
        What the two sides do.

    Returns
    -------
    CampaignResult
        In percentage points; ``middle`` is the mean, which is the median here.

    Raises
    ------
    InvalidChoice
        If one name of a medium stands for two sets of parameters.

    Examples
    --------
    >>> tv = Medium("television", reach=1, persuadable=0.2, scale=10)
    >>> votes = bands([Use(tv, spend=10)], []).votes
    >>> round(votes.low, 4), votes.middle, round(votes.high, 4)  # 1.645 x 0.2 x 0.6321
    (-0.2079, 0.0, 0.2079)
    """
    media = _media((*own, *opponent))
    votes: defaultdict[str, float] = defaultdict(float)
    turnout: defaultdict[str, float] = defaultdict(float)
    for uses, sign in ((own, 1), (opponent, -1)):
        for use in uses:
            votes[use.medium.name] += sign * use.contact * use.medium.persuadable
            turnout[use.medium.name] += use.contact
    return CampaignResult(
        _normal(
            [votes[n] * m.effect_mean for n, m in media.items()],
            [votes[n] * m.effect_sd for n, m in media.items()],
        ),
        _normal(
            [turnout[n] * m.turnout_mean for n, m in media.items()],
            [turnout[n] * m.turnout_sd for n, m in media.items()],
        ),
    )


def draw(
    own: Sequence[Use], opponent: Sequence[Use], *, rng: random.Random, runs: int
) -> tuple[tuple[float, float], ...]:
    """Draw the unknown effects, and return the change of votes and of turnout of each run.

    Parameters
    ----------
    own, opponent
        What the two sides do.
    rng
        Source of the draws.
    runs
        How many, at least 1.

    Raises
    ------
    InvalidChoice
        If one name of a medium stands for two sets of parameters.
    InvalidNumber
        If ``runs`` is below 1.

    Examples
    --------
    >>> tv = Medium("television", reach=1, persuadable=0.2, scale=10, effect_mean=5, effect_sd=0)
    >>> [(round(v, 4), t) for v, t in draw([Use(tv, 10)], [], rng=random.Random(1), runs=2)]
    [(0.6321, 0.0), (0.6321, 0.0)]
    """
    whole(runs, "runs", 1)
    media = _media((*own, *opponent))
    drawn = []
    for _ in range(runs):
        effects = {n: rng.gauss(m.effect_mean, m.effect_sd) for n, m in media.items()}
        turns = {n: rng.gauss(m.turnout_mean, m.turnout_sd) for n, m in media.items()}
        drawn.append(
            (change(own, opponent, effects), turnout_change((*own, *opponent), turns)),
        )
    return tuple(drawn)


def simulate(
    own: Sequence[Use], opponent: Sequence[Use], *, rng: random.Random, runs: int = 2000
) -> CampaignResult:
    """Draw the unknown effects many times and return 90 per cent bands; the test of :func:`bands`.

    Parameters
    ----------
    own, opponent
        What the two sides do.
    rng
        Source of the draws.
    runs
        How many, at least 1.

    Raises
    ------
    InvalidChoice
        If one name of a medium stands for two sets of parameters.
    InvalidNumber
        If ``runs`` is below 1.

    Examples
    --------
    Equal campaigns cancel, whatever the effects are:

    >>> tv = Medium("television", reach=0.9, persuadable=0.2, scale=10)
    >>> simulate([Use(tv, 5)], [Use(tv, 5)], rng=random.Random(1)).votes
    Band(low=0.0, middle=0.0, high=0.0)
    """
    drawn = draw(own, opponent, rng=rng, runs=runs)
    return CampaignResult(band([votes for votes, _ in drawn]), band([turns for _, turns in drawn]))
