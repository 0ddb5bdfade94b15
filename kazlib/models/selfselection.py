"""Who answers an open vote on television or online: nobody is drawn, everybody chooses to answer.

With groups of share w, support s and rate of answering a::

    support among all        Σ w s
    support among answers    Σ w a s ÷ Σ w a

Assumption: within a group supporters and others answer alike (split a group to let them differ).
Limits: one answer a person; nothing stops several in real open votes. With equal rates of answering
the bias is zero. More answers make the margin of error smaller and leave the bias as it is.

References
----------
Kish (1965), *Survey Sampling*; Meng (2018), *Annals of Applied Statistics* 12(2), 685-726, for the
paradox that more answers make a biased estimate look surer.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.errors import InvalidNumber
from kazlib.exact import whole
from kazlib.models.numbers import binomial, inside


@dataclass(frozen=True)
class Group:
    """A part of the audience that answers at one rate.

    Attributes
    ----------
    name : str
        Its name.
    share : float
        Share of the audience, 0 to 1; the shares of all groups add up to 1.
    support : float
        Share of the group that holds the opinion, 0 to 1.
    answers : float
        Share of the group that answers, 0 to 1.
    """

    name: str
    share: float
    support: float
    answers: float

    def __post_init__(self) -> None:
        for what in ("share", "support", "answers"):
            inside(getattr(self, what), f"{what} of {self.name}")


@dataclass(frozen=True)
class OpenVote:
    """What an open vote, or a sample, shows.

    Attributes
    ----------
    answers : int
        People who answered.
    supporters : int
        Those among them who hold the opinion.
    """

    answers: int
    supporters: int

    @property
    def share(self) -> float:
        """The share of supporters among the answers, 0 to 1."""
        return self.supporters / self.answers

    @property
    def margin(self) -> float:
        """The 95 per cent margin of error, 0 to 1, that would be claimed for a random sample."""
        return 1.96 * math.sqrt(self.share * (1 - self.share) / self.answers)

    def holds(self, truth: float) -> bool:
        """Return whether the claimed interval, share ± margin, holds the true share."""
        return abs(self.share - truth) <= self.margin


def _checked(groups: Sequence[Group]) -> Sequence[Group]:
    if not math.isclose(total := math.fsum(g.share for g in groups), 1, abs_tol=1e-9):
        raise InvalidNumber(f"shares of the groups add up to {total}; they must add up to 1.")
    if not any(g.share * g.answers for g in groups):
        raise InvalidNumber("nobody answers; at least one group must.")
    return groups


def true_support(groups: Sequence[Group]) -> float:
    """Return the support among all, Σ w s.

    Parameters
    ----------
    groups
        Who watches; shares add up to 1.

    Raises
    ------
    InvalidNumber
        If the shares do not add up to 1, or no group answers.

    Examples
    --------
    >>> groups = [Group("keen", 0.1, 1.0, 0.2), Group("others", 0.9, 0.3, 0.02)]
    >>> round(true_support(groups), 2)
    0.37
    """
    return math.fsum(g.share * g.support for g in _checked(groups))


def expected_support(groups: Sequence[Group]) -> float:
    """Return the support among those who answer, Σ w a s ÷ Σ w a.

    Examples
    --------
    A tenth is keen and answers ten times as often as the rest:

    >>> groups = [Group("keen", 0.1, 1.0, 0.2), Group("others", 0.9, 0.3, 0.02)]
    >>> round(true_support(groups), 2), round(expected_support(groups), 2)
    (0.37, 0.67)
    """
    weight = math.fsum(g.share * g.answers for g in _checked(groups))
    return math.fsum(g.share * g.answers * g.support for g in groups) / weight


def audience_for(groups: Sequence[Group], answers: int) -> int:
    """Return how many must be asked so that ``answers`` are expected, answers ÷ Σ w a.

    Parameters
    ----------
    groups
        Who is asked; shares add up to 1.
    answers
        At least 1.

    Raises
    ------
    InvalidNumber
        If the input is not as above, or no group answers.

    Examples
    --------
    >>> groups = [Group("keen", 0.1, 1.0, 0.2), Group("others", 0.9, 0.3, 0.02)]
    >>> audience_for(groups, 380)
    10000
    """
    whole(answers, "answers", 1)
    return round(answers / math.fsum(g.share * g.answers for g in _checked(groups)))


def random_sample(groups: Sequence[Group], size: int, *, rng: random.Random) -> OpenVote:
    """Ask ``size`` people who are drawn by lot; all of them answer.

    Parameters
    ----------
    groups
        Who is there; shares add up to 1. Their rates of answering do not matter here.
    size
        How many are drawn, at least 1, few against all there are.
    rng
        Source of the draws.

    Raises
    ------
    InvalidNumber
        If the input is not as above.

    Examples
    --------
    >>> groups = [Group("keen", 0.1, 1.0, 0.2), Group("others", 0.9, 0.3, 0.02)]
    >>> random_sample(groups, 500, rng=random.Random(1))
    OpenVote(answers=500, supporters=173)
    """
    whole(size, "size", 1)
    return OpenVote(size, binomial(rng, size, true_support(groups)))


def open_vote(groups: Sequence[Group], audience: int, *, rng: random.Random) -> OpenVote:
    """Hold the open vote once.

    Parameters
    ----------
    groups
        Who watches; shares add up to 1.
    audience
        How many watch, at least 1.
    rng
        Source of the draws.

    Raises
    ------
    InvalidNumber
        If the input is not as above, or nobody answered.

    Examples
    --------
    >>> groups = [Group("keen", 0.1, 1.0, 0.2), Group("others", 0.9, 0.3, 0.02)]
    >>> open_vote(groups, 10_000, rng=random.Random(1))
    OpenVote(answers=359, supporters=244)
    """
    whole(audience, "audience", 1)
    answers = supporters = 0
    for group in _checked(groups):
        answered = binomial(rng, round(audience * group.share), group.answers)
        answers += answered
        supporters += binomial(rng, answered, group.support)
    if not answers:
        raise InvalidNumber(f"nobody of an audience of {audience} answered; take a larger one.")
    return OpenVote(answers, supporters)
