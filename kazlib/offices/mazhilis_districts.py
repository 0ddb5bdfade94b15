"""District seats of parliament (1994 to 2004 and 2023), and the state list of 1994."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from kazlib.apportionment import Tie
from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes, UnknownRule
from kazlib.law import MazhilisRules
from kazlib.offices.majority import (
    Round,
    absolute_majority,
    called_to_second_round,
    larger_number,
    most_votes,
    read_votes,
)


def district(
    rules: MazhilisRules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    registered: int | None = None,
    against_all: int = 0,
) -> Round:
    """Count the first, or only, round in a single-member district by the law of the day.

    Plurality in 1994 (recalled) and 2023; absolute majority of those who took part, with a second
    round of the two leading candidates, in 1995, 1999 and 2004.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`; ``smd_formula`` decides.
    votes
        Votes by candidate, whole numbers.
    took_part, registered, against_all
        As in :func:`kazlib.offices.majority.absolute_majority`.

    Raises
    ------
    InvalidSeats
        If the chamber has no district seats.
    InvalidVotes, UnknownRule
        As in :func:`kazlib.offices.majority.absolute_majority`.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> votes = {"A": 40, "B": 35, "C": 25}
    >>> district(rules("mazhilis", on=date(2023, 3, 19)), votes).elected
    'A'
    >>> district(rules("mazhilis", on=date(2004, 9, 19)), votes).second_round
    ('A', 'B')

    References
    ----------
    IPU Parline archive (1994, 1995); International IDEA on the law of 5 November 2022.
    """
    formula = rules.smd_formula
    if formula is None or not rules.smd_seats:
        raise InvalidSeats(
            f"The rules of {rules.on.isoformat()} fill no seats in districts: {rules.formula}."
        )
    count: Callable[..., Round] = larger_number if formula == "plurality" else absolute_majority
    return count(rules, votes, took_part=took_part, registered=registered, against_all=against_all)


def district_second_round(
    rules: MazhilisRules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    against_all: int = 0,
) -> Round:
    """Count the second round in a district: the larger number of votes wins.

    Before 6 November 1998 the winner also had to reach a floor whose size is not known, so the
    second rounds of 1995 cannot be counted.

    Raises
    ------
    InvalidVotes
        If there are not two candidates, the numbers are no votes, or the law of the day has no
        second round.
    UnknownRule
        If the rule for the winner was not seen (1995).

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> district_second_round(rules("mazhilis", on=date(2004, 10, 3)), {"A": 48, "B": 52}).elected
    'B'
    """
    if rules.runoff_rule is None:
        raise InvalidVotes(f"The rules of {rules.on.isoformat()} have no second round.")
    called_to_second_round(votes)
    return larger_number(rules, votes, took_part=took_part, against_all=against_all)


@dataclass(frozen=True)
class DistrictTier:
    """The district seats of a chamber.

    Attributes
    ----------
    rounds : dict of str to Round
        The last round that was counted in each district.
    seats : dict of str to int
        Seats by name: a party, or an independent candidate.
    undecided : tuple of str
        Districts without a winner: a second round is to come, lots decide, or turnout was too low.
    """

    rounds: dict[str, Round]
    seats: dict[str, int]
    undecided: tuple[str, ...]


def district_tier(
    rules: MazhilisRules,
    first: Mapping[str, Mapping[str, int]],
    second: Mapping[str, Mapping[str, int]] | None = None,
) -> DistrictTier:
    """Count every district, and add the seats up.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`.
    first
        District → votes of the first round by candidate. Name a candidate by the party, and an
        independent by a name of its own.
    second
        District → votes of the second round, where there was one.

    Raises
    ------
    InvalidSeats
        If there are more districts than the law has.
    InvalidVotes
        If a second round is given for a district whose first round did not call for those two.
    UnknownRule
        As in :func:`district` and :func:`district_second_round`.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(2004, 9, 19))
    >>> tier = district_tier(law, {"1": {"A": 60, "B": 40}, "2": {"A": 40, "B": 35, "C": 25}})
    >>> tier.seats, tier.undecided
    ({'A': 1}, ('2',))
    """
    if not isinstance(first, Mapping) or not isinstance(second or {}, Mapping):
        raise InvalidVotes("first and second must be mappings of districts to votes.")
    rounds = {name: district(rules, votes) for name, votes in first.items()}
    if len(rounds) > (rules.smd_seats or 0):
        raise InvalidSeats(
            f"{len(rounds)} districts are given; the rules of {rules.on.isoformat()} have "
            f"{rules.smd_seats}."
        )
    for name, votes in (second or {}).items():
        called = rounds.get(name)
        if called is None or not _may_meet(called, votes):
            raise InvalidVotes(
                f"A second round is given for district {name!r}, but its first round did not call "
                f"for one between these candidates."
            )
        rounds[name] = district_second_round(rules, votes)
    seats: dict[str, int] = {}
    for counted in rounds.values():
        if counted.elected is not None:
            seats[counted.elected] = seats.get(counted.elected, 0) + 1
    undecided = tuple(name for name, counted in rounds.items() if counted.elected is None)
    return DistrictTier(rounds=rounds, seats=seats, undecided=undecided)


def _may_meet(first: Round, votes: Mapping[str, int]) -> bool:
    """Whether the first round sends exactly these to the second, after lots where they decide."""
    pair = set(read_votes(votes))
    drawn = pair - set(first.second_round)
    tied = set(first.tie.parties) if first.tie else set()
    places = first.tie.seats if first.tie else 0
    return pair >= set(first.second_round) and drawn <= tied and len(drawn) == places


def state_list(
    rules: MazhilisRules,
    votes: Mapping[str, int],
    *,
    counting: Literal["most-votes"] | None = None,
) -> tuple[tuple[str, ...], Tie | None]:
    """Fill the state list of 1994: the President proposed 65 candidates for 42 of the 177 seats.

    Parameters
    ----------
    rules
        The rules of 1994; ``state_list_seats`` seats are filled.
    votes
        Votes by candidate of the state list; candidates are not fewer than seats.
    counting
        How votes became seats was not seen, so the caller must choose: ``"most-votes"`` gives the
        seats to those with the most votes, over the whole country. An assumption.

    Returns
    -------
    tuple of (tuple of str, Tie or None)
        Who is certain to be elected, and the tie for the seats left.

    Raises
    ------
    UnknownRule
        If no counting rule is chosen.
    InvalidChoice, InvalidSeats, InvalidVotes
        If there is no such rule, no state list, or fewer candidates than seats.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(1994, 3, 7))
    >>> proposed = {f"candidate {n}": n for n in range(1, 66)}
    >>> elected, tie = state_list(law, proposed, counting="most-votes")
    >>> len(elected), tie
    (42, None)

    References
    ----------
    IPU Parline archive, elections of 7 March 1994.
    """
    if not rules.state_list_seats:
        raise InvalidSeats(f"The rules of {rules.on.isoformat()} have no state list.")
    if counting is None:
        raise UnknownRule(
            "How votes for the state list of 1994 became seats was not seen; choose "
            "counting='most-votes' to try one way.",
            "state_list_counting",
        )
    if counting != "most-votes":
        raise InvalidChoice.of(counting, "counting", ["most-votes"])
    if len(read_votes(votes)) < rules.state_list_seats:
        raise InvalidVotes(
            f"votes names {len(votes)} candidates; the state list has {rules.state_list_seats} "
            f"seats."
        )
    return most_votes(votes, rules.state_list_seats)
