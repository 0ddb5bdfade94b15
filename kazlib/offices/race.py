"""A race for one office: its votes, who took part, and the same race with votes moved.

Moving votes is arithmetic, not a forecast: everybody else votes as before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kazlib.errors import DuplicateParty, InvalidChoice, InvalidVotes
from kazlib.exact import Number, percentage
from kazlib.law import PresidentRules
from kazlib.offices.majority import Round, read_votes, turnout_reached
from kazlib.tables.presidents import NO_CANDIDATES, PresidentialElection

NEWCOMER = "New candidate"

Goal = Literal["new", "second", "home"]
GOALS: tuple[Goal, ...] = ("new", "second", "home")


@dataclass(frozen=True)
class Race:
    """Votes to count, and who took part.

    Attributes
    ----------
    votes : mapping of str to int
        Votes by line of the ballot, with lines on which nobody stands.
    took_part : int or None
        Voters who took part, with ballots for no line; ``None`` where not known.
    registered : int or None
        Registered voters; ``None`` where not known.
    turnout_pct : Decimal or None
        Published turnout, for races whose register is not known.
    """

    votes: Mapping[str, int]
    took_part: int | None = None
    registered: int | None = None
    turnout_pct: Decimal | None = None

    @classmethod
    def of(cls, election: PresidentialElection) -> "Race":
        """Return a real election as it was published.

        Examples
        --------
        >>> from datetime import date
        >>> from kazlib.tables.presidents import presidential_election
        >>> Race.of(presidential_election(date(2005, 12, 4))).took_part
        6871571
        """
        return cls(election.votes, election.took_part, election.registered, election.turnout_pct)

    @property
    def candidates(self) -> dict[str, int]:
        """Votes by candidate, without lines on which nobody stands."""
        return {line: n for line, n in self.votes.items() if line not in NO_CANDIDATES}

    @property
    def against(self) -> int:
        """Votes against all, or against the only candidate."""
        return sum(n for line, n in self.votes.items() if line in NO_CANDIDATES)

    def with_votes(self, votes: Mapping[str, int]) -> "Race":
        """Return the race with other votes; ballots for no line stay as many as they were.

        Raises
        ------
        InvalidVotes
            If the votes are no votes.

        Examples
        --------
        >>> Race({"A": 60, "B": 38}, took_part=100).with_votes({"A": 50, "B": 45}).took_part
        97
        """
        read = read_votes(votes)
        if self.took_part is None:
            return replace(self, votes=read, turnout_pct=None)
        others = self.took_part - sum(self.votes.values())
        return replace(self, votes=read, took_part=sum(read.values()) + others, turnout_pct=None)

    def leaders(self) -> tuple[str, ...]:
        """Return the first-placed and the second-placed candidate.

        Returns
        -------
        tuple of str
            Two names, or one if there is one candidate or the second place is tied.

        Raises
        ------
        InvalidVotes
            If nobody stands, or the first place is tied.

        Examples
        --------
        >>> Race({"A": 30, "B": 50, "Against all": 40}).leaders()
        ('B', 'A')
        """
        order = sorted(self.candidates.items(), key=lambda line: -line[1])
        if not order:
            raise InvalidVotes("votes names no candidate; there must be one at least.")
        if len(order) > 1 and order[0][1] == order[1][1]:
            raise InvalidVotes("The first place is tied, so it is not clear whose votes move.")
        if len(order) == 1 or (len(order) > 2 and order[1][1] == order[2][1]):
            return (order[0][0],)
        return (order[0][0], order[1][0])

    def moved(self, share_pct: Number, to: Goal) -> "Race":
        """Return the race after the first-placed lost a share of the own votes.

        Parameters
        ----------
        share_pct
            Share of the votes of the first-placed, per cent, 0 to 100; whole votes move.
        to
            ``"new"``: to a new candidate; ``"second"``: to the second-placed; ``"home"``: these
            voters do not take part.

        Raises
        ------
        InvalidThreshold
            If the share is no percentage.
        InvalidChoice
            If ``to`` is none of the three.
        InvalidVotes
            If a tie leaves open who is first or second, or there is no second candidate.
        DuplicateParty
            If a line is called as the new candidate is.

        Examples
        --------
        >>> race = Race({"A": 60, "B": 40}, took_part=100)
        >>> race.moved(50, "home").took_part, dict(race.moved(50, "second").votes)
        (70, {'A': 30, 'B': 70})
        """
        share = percentage(share_pct, "move")
        if to not in GOALS:
            raise InvalidChoice.of(to, "to", GOALS)
        if not share:
            return self
        first, *second = self.leaders()
        lost = int(self.votes[first] * share // 100)
        votes = dict(self.votes) | {first: self.votes[first] - lost}
        if to == "home":
            took_part = None if self.took_part is None else self.took_part - lost
            return replace(self, votes=votes, took_part=took_part, turnout_pct=None)
        if to == "new":
            if NEWCOMER in votes:
                raise DuplicateParty(f"{NEWCOMER!r} stands in votes already; give another name.")
            return replace(self, votes=votes | {NEWCOMER: lost})
        if not second:
            raise InvalidVotes("There is no single second-placed candidate to whom votes could go.")
        return replace(self, votes=votes | {second[0]: votes[second[0]] + lost})

    def enough_took_part(self, law: PresidentRules) -> bool | None:
        """Say whether turnout was enough; without a register, by the published turnout.

        Examples
        --------
        >>> from datetime import date
        >>> from kazlib.law import rules
        >>> law = rules("president", on=date(1998, 10, 6))  # the last day with a minimum
        >>> Race({"A": 48}, took_part=49, registered=100).enough_took_part(law)
        False
        """
        minimum = law.turnout_minimum_pct
        counted = sum(self.votes.values()) if self.took_part is None else self.took_part
        known = turnout_reached(
            minimum, counted, self.registered, complete=self.took_part is not None
        )
        if known is None and self.turnout_pct is not None and minimum is not None:
            return Fraction(self.turnout_pct) >= minimum
        return known


def overtaking_share(result: Round) -> Fraction | None:
    """Return how much of the other candidates' votes would carry the second past the first.

    The voters of the first two, and all voters of the other candidates, are taken to vote again.

    Parameters
    ----------
    result
        A first round with two candidates called to a second.

    Returns
    -------
    Fraction or None
        The share that must be exceeded, per cent; ``None`` if all of them would not be enough.

    Raises
    ------
    InvalidVotes
        If there is no second round of two.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> from kazlib.offices.president import first_round
    >>> law = rules("president", on=date(2019, 6, 9))
    >>> overtaking_share(first_round(law, {"A": 45, "B": 30, "C": 25}))
    Fraction(80, 1)
    """
    if len(result.second_round) != 2:
        raise InvalidVotes("There is no second round between two candidates.")
    second, first = sorted(result.votes[line] for line in result.second_round)
    others = sum(result.votes.values()) - first - second
    if others <= first - second:
        return None
    return Fraction(100 * (first - second + others), 2 * others)
