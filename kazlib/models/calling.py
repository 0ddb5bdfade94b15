"""Invented races and rules by which somebody calls them after one exit poll each.

Each race has two lists, a true share, a poll of its own size and what that poll shows::

    true share ~ uniform from 1/2 − spread to 1/2 + spread
    response of the first list's voters ÷ response of the others = (1 + skew)^u,  u uniform, −1 to 1
    observed share ~ exit poll of that design (``kazlib.models.exitpoll``)

Rules: call the list ahead in any case; call if the interval of a simple random sample lies on one
side of one half; the same with the design effect; the same with some points on top.

Assumptions: designs of 20 to 40 stations and 20 to 50 interviews in each, invented; races and polls
are independent; whoever calls knows the design effect. Limits: a real desk sees many polls, earlier
results and the first counts. With ρ = 0 and skew = 0 only the luck of a simple sample is left. The
model is wrong for a place where polls called by such a rule are wrong much more often than here.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from kazlib.errors import InvalidChoice
from kazlib.exact import whole
from kazlib.models.exitpoll import ExitPoll
from kazlib.models.numbers import inside

Decision = Literal["first", "second", "close"]
Rule = Literal["leader", "simple", "clustered", "extra"]

DECISIONS: tuple[Decision, ...] = get_args(Decision)
RULES: tuple[Rule, ...] = get_args(Rule)

_STATIONS = (20, 30, 40)
_EACH = (20, 30, 40, 50)
_SIDES: dict[str, Decision] = {"above": "first", "below": "second", "too close to call": "close"}


@dataclass(frozen=True)
class InventedRace:
    """One race of two lists with one exit poll.

    Attributes
    ----------
    truth : float
        True share of the first list, 0 to 1.
    poll : ExitPoll
        Design and response of the poll.
    observed : float
        Share of the first list in the poll, 0 to 1.
    """

    truth: float
    poll: ExitPoll
    observed: float

    @property
    def winner(self) -> Decision:
        """Who has more votes; "close" for a true tie, in which any call is wrong."""
        return "first" if self.truth > 0.5 else "second" if self.truth < 0.5 else "close"

    def verdict(self, decision: Decision) -> Literal["right", "wrong", "open"]:
        """Judge a decision: a race that is not called is open, neither right nor wrong."""
        if decision not in DECISIONS:
            raise InvalidChoice.of(decision, "decision", DECISIONS)
        if decision == "close":
            return "open"
        return "right" if decision == self.winner else "wrong"

    def decide(self, rule: Rule, *, extra: float = 0.02) -> Decision:
        """Return what a rule makes of the poll.

        Parameters
        ----------
        rule
            ``"leader"``: always the list ahead; ``"simple"``, ``"clustered"``: if the interval
            without or with the design effect lies on one side of one half; ``"extra"``: the same
            with the design effect, wider by ``extra`` at both ends.
        extra
            0 to 1, for the last rule only.

        Raises
        ------
        KazlibError
            If there is no such rule, or ``extra`` is not as above.

        Examples
        --------
        >>> race = InventedRace(0.49, ExitPoll(900, 30), 0.54)
        >>> race.decide("leader"), race.decide("simple"), race.decide("clustered")
        ('first', 'first', 'close')
        """
        if rule not in RULES:
            raise InvalidChoice.of(rule, "rule", RULES)
        if rule == "leader":
            ahead = self.observed - 0.5
            return "first" if ahead > 0 else "second" if ahead < 0 else "close"
        side = self.poll.call(
            self.observed, clustered=rule != "simple", extra=extra if rule == "extra" else 0.0
        )
        return _SIDES[side]


def invented_races(
    number: int, *, rng: random.Random, rho: float = 0.05, skew: float = 0.0, spread: float = 0.06
) -> tuple[InventedRace, ...]:
    """Draw races; the same luck gives the same true shares for any ``rho`` and ``skew``.

    Parameters
    ----------
    number
        How many, at least 1.
    rng
        Source of the draws.
    rho
        Intra-class correlation of the polls, from 0 to below 1.
    skew
        By how much one side may answer more, 0 or more: 0.1 is up to a tenth.
    spread
        Largest distance of a true share from one half, 0 to 0.5.

    Raises
    ------
    InvalidNumber
        If a number is not as above.

    Examples
    --------
    >>> races = invented_races(2, rng=random.Random(1))
    >>> [(round(race.truth, 3), round(race.observed, 3)) for race in races]
    [(0.456, 0.435), (0.522, 0.604)]
    """
    inside(spread, "spread", 0, 0.5)
    inside(skew, "skew", 0, float("inf"))
    races = []
    for _ in range(whole(number, "races", 1)):
        truth = rng.uniform(0.5 - spread, 0.5 + spread)
        ratio = (1 + skew) ** rng.uniform(-1, 1)
        stations = rng.choice(_STATIONS)
        poll = ExitPoll(
            stations * rng.choice(_EACH), stations, rho, min(1.0, ratio), min(1.0, 1 / ratio)
        )
        races.append(InventedRace(truth, poll, poll.draw(truth, rng)))
    return tuple(races)


@dataclass(frozen=True)
class Tally:
    """What became of many races: called right, called wrong, not called."""

    right: int
    wrong: int
    open: int

    @property
    def wrong_of_called(self) -> float | None:
        """Share of the calls that are wrong, 0 to 1; ``None`` where nothing was called."""
        called = self.right + self.wrong
        return self.wrong / called if called else None


def tally(races: Iterable[InventedRace], rule: Rule, *, extra: float = 0.02) -> Tally:
    """Apply a rule to every race and count.

    Parameters
    ----------
    races
        From :func:`invented_races`.
    rule, extra
        As in :meth:`InventedRace.decide`.

    Examples
    --------
    >>> races = invented_races(100, rng=random.Random(1))
    >>> tally(races, "leader").open, tally(races, "clustered").wrong_of_called
    (2, 0.0)
    """
    found = [race.verdict(race.decide(rule, extra=extra)) for race in races]
    return Tally(found.count("right"), found.count("wrong"), found.count("open"))
