"""Who answers an open vote on television or online: nobody is drawn, everybody chooses to answer.

With groups of share w, support s and rate of answering a::

    support among all        Σ w s
    support among answers    Σ w a s ÷ Σ w a

Assumption: within a group supporters and others answer alike (split a group to let them differ).
Limits: one answer a person; nothing stops several in real open votes. With equal rates of answering
the bias is zero. More answers make the margin of error smaller and leave the bias as it is.

References
----------
Kish (1965), *Survey Sampling*.
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
    """What an open vote shows.

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
    def margin(self) -> float:
        """The 95 per cent margin of error, 0 to 1, that would be claimed for a random sample."""
        share = self.supporters / self.answers
        return 1.96 * math.sqrt(share * (1 - share) / self.answers)


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
