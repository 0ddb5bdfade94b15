"""One seat, one winner: absolute majority, second round, larger number; turnout, ties.

The presidency, single-member districts and the Senate share this arithmetic; what differs, the
law says, and the modules of those offices read it there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kazlib.apportionment import Tie
from kazlib.errors import InvalidThreshold, InvalidVotes
from kazlib.exact import Exact, plain, whole
from kazlib.law import Rules


@dataclass(frozen=True)
class Round:
    """One round of voting for one seat.

    Attributes
    ----------
    votes : dict of str to int
        Votes by candidate.
    against_all : int
        Votes against all candidates, or against the only one (1991).
    base_votes : int
        The voters on whom a majority is counted: those who took part.
    needed : int
        The least number of votes that elects; 1 where the larger number decides alone.
    turnout_reached : bool or None
        Whether enough voters took part; ``True`` where the law sets no minimum, ``None`` where the
        minimum or the turnout is not known. Then the rest holds only if the election was valid.
    elected : str or None
        Who is elected; ``None`` if nobody, if lots would decide, or if too few voters took part.
    second_round : tuple of str
        Who is certain to go to the second round; empty if there is none.
    tie : Tie or None
        Candidates that lots would decide among: for the seat, or for places in the second round.
    notes : tuple of str
        What a reader must know: the base of the majority, what is not known of the turnout.
    """

    votes: dict[str, int]
    against_all: int
    base_votes: int
    needed: int
    turnout_reached: bool | None
    elected: str | None
    second_round: tuple[str, ...]
    tie: Tie | None
    notes: tuple[str, ...]


def read_votes(votes: Mapping[str, int]) -> dict[str, int]:
    """Return votes by candidate, or say what is wrong with them.

    Raises
    ------
    InvalidVotes
        If there is no candidate, or a count is not a whole number of at least 0.

    Examples
    --------
    >>> read_votes({"A": -1})
    Traceback (most recent call last):
    ...
    kazlib.errors.InvalidVotes: votes of 'A' is -1; it must be a whole number, at least 0.
    """
    if not isinstance(votes, Mapping) or not votes:
        raise InvalidVotes(f"votes is {votes!r}; it must map candidates to whole numbers.")
    return {name: whole(n, f"votes of {name!r}", 0, InvalidVotes) for name, n in votes.items()}


def turnout_reached(
    minimum_pct: Exact | None, took_part: int, registered: int | None, *, complete: bool = True
) -> bool | None:
    """Say whether enough voters took part; ``None`` where that is not known.

    Parameters
    ----------
    minimum_pct
        Least turnout in per cent of ``registered``; ``None`` where the law sets none. Turnout of
        exactly the minimum is read as enough: the wording for that case was not seen.
    took_part
        Voters who took part.
    registered
        Registered voters, at least ``took_part``; ``None`` where not known.
    complete
        Whether ``took_part`` is everyone, and not only those whose votes were counted for someone.

    Raises
    ------
    InvalidVotes
        If more voters took part than were registered.

    Examples
    --------
    The referendum of 2024, and one whose register is not known:

    >>> turnout_reached(50, 7820204, 12284487), turnout_reached(50, 7820204, None)
    (True, None)
    """
    if registered is not None and whole(registered, "registered", 1, InvalidVotes) < took_part:
        raise InvalidVotes(
            f"registered is {registered:,}; it must be at least those who took part, {took_part:,}."
        )
    if minimum_pct is None:
        return True
    if registered is None:
        return None
    enough = took_part * 100 >= minimum_pct * registered
    return True if enough else False if complete else None


def _begin(
    rules: Rules,
    votes: Mapping[str, int],
    took_part: int | None,
    registered: int | None,
    against_all: int,
) -> Round:
    """Return the round before anyone is elected: votes, their base, whether turnout was enough."""
    read = read_votes(votes)
    against = whole(against_all, "against_all", 0, InvalidVotes)
    if against and not rules.read("against_all"):
        raise InvalidVotes(
            f"{against:,} votes are against all, but the ballot of {rules.on.isoformat()} has no "
            f"such line; leave them out, or reform(against_all=True)."
        )
    counted = sum(read.values()) + against
    base = counted if took_part is None else whole(took_part, "took_part", 1, InvalidVotes)
    if not base:
        raise InvalidVotes("all votes are 0; at least one voter must have taken part.")
    if base < counted:
        raise InvalidVotes(
            f"took_part is {base:,}; the votes counted are {counted:,}, which is more."
        )
    if took_part is not None:
        on = f"Shares are counted on the {base:,} voters who took part."
    else:
        lines = "the candidates and against all" if against else "the candidates"
        on = (
            f"Shares are counted on the {base:,} votes for {lines}; the law counts all who took "
            f"part in the voting."
        )
    reached, note = _turnout(rules, base, registered, complete=took_part is not None)
    return Round(read, against, base, 0, reached, None, (), None, (on, note) if note else (on,))


def _turnout(
    rules: Rules, base: int, registered: int | None, *, complete: bool
) -> tuple[bool | None, str]:
    """Return whether turnout was enough, and what a reader must know of it."""
    minimum = rules.parameter("turnout_minimum_pct")
    reached = turnout_reached(minimum.value, base, registered, complete=complete)
    if minimum.state == "unknown":
        return None, f"Whether a minimum of turnout applied is not known ({minimum.known})."
    if reached:
        return True, ""
    law = f"The law wants a turnout of {plain(minimum.value)} per cent"
    if reached is None:
        return None, f"{law}; from the numbers given it is not known whether it was reached."
    return False, f"{law}, which was not reached: the election is not valid."


def _close(
    begun: Round,
    needed: int,
    elected: str | None,
    second_round: tuple[str, ...] = (),
    tie: Tie | None = None,
) -> Round:
    if begun.turnout_reached is False:
        return replace(begun, needed=needed)
    return replace(begun, needed=needed, elected=elected, second_round=second_round, tie=tie)


def _leaders(votes: Mapping[str, int], places: int) -> tuple[tuple[str, ...], Tie | None]:
    """Return who is certain to be among the first ``places``, and the tie for the rest."""
    if len(votes) <= places:
        return tuple(votes), None
    cut = sorted(votes.values(), reverse=True)[places - 1]
    above = tuple(name for name, n in votes.items() if n > cut)
    level = tuple(name for name, n in votes.items() if n == cut)
    if len(above) + len(level) == places:
        return tuple(name for name, n in votes.items() if n >= cut), None
    return above, Tie(level, places - len(above))


def most_votes(votes: Mapping[str, int], seats: int) -> tuple[tuple[str, ...], Tie | None]:
    """Give ``seats`` places to the candidates with the most votes, one each.

    Returns
    -------
    tuple of (tuple of str, Tie or None)
        Who is certain to be in, in the order of ``votes``, and the tie for the places left.
        Candidates without votes win nothing.

    Raises
    ------
    InvalidVotes
        If the votes are no votes.

    Examples
    --------
    >>> most_votes({"A": 30, "B": 50, "C": 30}, 2)
    (('B',), Tie(parties=('A', 'C'), seats=1))
    """
    read = read_votes(votes)
    return _leaders({name: n for name, n in read.items() if n}, whole(seats, "seats", 1))


def absolute_majority(
    rules: Rules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    registered: int | None = None,
    against_all: int = 0,
    majority_pct: Exact = 50,
    places: int = 2,
) -> Round:
    """Count a round in which more than half of those who took part must vote for the winner.

    If nobody has that, the two with the most votes go to a second round. A sole candidate without
    a majority is not elected, and there is nobody to go to a second round with.

    Parameters
    ----------
    rules
        The law: ``turnout_minimum_pct`` and, if there are such votes, ``against_all``.
    votes
        Votes by candidate, whole numbers.
    took_part
        Voters who took part, with invalid ballots. By default the votes counted, and the notes
        say so.
    registered
        Registered voters; needed only where the law sets a minimum of turnout.
    against_all
        Votes against all candidates, or against the only one.
    majority_pct
        The share of those who took part that the winner must exceed, in per cent; at least 50, so
        that there is one winner at most.
    places
        How many candidates go to the second round.

    Raises
    ------
    InvalidThreshold
        If ``majority_pct`` is below 50: two candidates could have it.
    InvalidVotes
        If the numbers are no votes, contradict each other, or the ballot had no line against all.
    UnknownRule
        If there are votes against all and it is not known whether the ballot had that line.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(1999, 10, 10))
    >>> absolute_majority(law, {"A": 45, "B": 30, "C": 25}).second_round
    ('A', 'B')
    """
    begun = _begin(rules, votes, took_part, registered, against_all)
    if majority_pct < 50:
        raise InvalidThreshold(
            f"majority_pct is {plain(majority_pct)}; below 50 two candidates could have it."
        )
    needed = int(majority_pct * begun.base_votes // 100) + 1
    winner = next((name for name, count in begun.votes.items() if count >= needed), None)
    if winner is not None or len(begun.votes) == 1:
        return _close(begun, needed, winner)
    return _close(begun, needed, None, *_leaders(begun.votes, places))


def larger_number(
    rules: Rules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    registered: int | None = None,
    against_all: int = 0,
    floor_pct: Exact = 0,
) -> Round:
    """Count a round in which the larger number of votes wins: plurality, or a second round.

    Parameters
    ----------
    rules, votes, took_part, registered, against_all
        As in :func:`absolute_majority`.
    floor_pct
        The least share of those who took part that the winner needs, in per cent; 0 for none.

    Raises
    ------
    InvalidVotes, UnknownRule
        As in :func:`absolute_majority`.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(2023, 3, 19))
    >>> larger_number(law, {"A": 45, "B": 30, "C": 25}).elected
    'A'
    >>> larger_number(law, {"A": 40, "B": 40, "C": 25}).tie
    Tie(parties=('A', 'B'), seats=1)
    """
    begun = _begin(rules, votes, took_part, registered, against_all)
    needed = max(int(-(-floor_pct * begun.base_votes // 100)), 1)
    running = {name: count for name, count in begun.votes.items() if count >= needed}
    winner, tie = _leaders(running, 1)
    return _close(begun, needed, winner[0] if winner else None, tie=tie)


def called_to_second_round(votes: Mapping[str, int], places: int = 2) -> None:
    """Refuse a second round that is not between as many candidates as the law calls to it.

    Parameters
    ----------
    votes
        Votes by candidate, whole numbers.
    places
        How many candidates the law calls.

    Raises
    ------
    InvalidVotes
        If there are more or fewer.

    Examples
    --------
    >>> called_to_second_round({"A": 45, "B": 30, "C": 25})
    Traceback (most recent call last):
    ...
    kazlib.errors.InvalidVotes: votes names 3 candidates; a second round is between the 2 leading
    ones.
    """
    if len(read_votes(votes)) != places:
        raise InvalidVotes(
            f"votes names {len(votes)} candidates; a second round is between the {places} leading "
            f"ones."
        )
