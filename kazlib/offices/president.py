"""The President: two rounds of voting, and how many terms until when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kazlib.errors import InvalidNumber, InvalidVotes, UnknownElection, UnknownRule
from kazlib.exact import whole
from kazlib.law import PresidentRules, rules
from kazlib.offices.majority import Round, absolute_majority, called_to_second_round, larger_number

FIRST_COUNTED: Mapping[str, int] = {"ruling-of-2000": 1999, "from-1991": 1991}
"""Year of the first election whose term counts towards the limit, in the two readings of 2000.

The Constitutional Council ruled on 22 June 2000 that the term won in 1999 was the first under the
Constitution of 1995. The other reading counts from the direct election of 1991, whose term the
referendum of 1995 prolonged.
"""


def first_round(
    rules: PresidentRules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    registered: int | None = None,
    against_all: int = 0,
) -> Round:
    """Count the first round: more than half of those who took part must vote for the winner.

    Parameters
    ----------
    rules
        The law of the day, from :func:`kazlib.law.rules`. A reform to ``rounds=1`` lets the larger
        number of votes win at once.
    votes
        Votes by candidate, whole numbers.
    took_part
        Voters who took part, with invalid ballots. By default the votes counted, and the notes
        say so.
    registered
        Registered voters; needed where the law sets a minimum of turnout (until October 1998),
        and where it was not seen what a majority was counted on: then only a candidate with more
        than half of all registered voters, a majority on any base, is known to be elected (1991).
    against_all
        Votes on the line "against all"; in 1991 the votes against the only candidate.

    Returns
    -------
    Round
        Who is elected, or who goes to the second round; a tie for the second place is data.

    Raises
    ------
    InvalidVotes
        If the numbers are no votes, contradict each other, or the ballot had no line against all.
    UnknownRule
        If a rule that is needed was not seen.

    Examples
    --------
    The election of 1991, with one candidate:

    >>> from kazlib.law import rules
    >>> result = first_round(
    ...     rules("president", on=date(1991, 12, 1)), {"Nursultan Nazarbayev": 8681276},
    ...     took_part=8788726, registered=9961242, against_all=107252,
    ... )
    >>> result.elected, result.needed, result.turnout_reached
    ('Nursultan Nazarbayev', 4394364, True)

    References
    ----------
    Law on elections of 28 September 1995, by period (data/law/president.toml).
    """
    ballots: dict[str, Any] = {
        "took_part": took_part,
        "registered": registered,
        "against_all": against_all,
    }
    if rules.rounds == 1:
        return larger_number(rules, votes, **ballots)
    try:
        majority, places = rules.majority_pct, rules.runoff_candidates
    except UnknownRule:
        result = absolute_majority(rules, votes, **ballots)
        if result.turnout_reached is False:
            return result
        if not registered or not result.elected or 2 * result.votes[result.elected] <= registered:
            raise
        note = "What the majority was counted on was not seen; on any base the winner has it."
        return replace(result, notes=(*result.notes, note))
    return absolute_majority(rules, votes, **ballots, majority_pct=majority, places=places)


def second_round(
    rules: PresidentRules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    against_all: int = 0,
) -> Round:
    """Count the second round between two candidates: the larger number of votes wins.

    Parameters
    ----------
    rules, took_part, against_all
        As in :func:`first_round`.
    votes
        Votes of the two candidates.

    Raises
    ------
    UnknownRule
        Before 6 November 1998: the winner also had to reach a floor whose size is not known.
    InvalidVotes
        If there are not two candidates, the numbers are no votes, or the rules (a reform) have no
        second round.

    Examples
    --------
    No second round was ever held. One under the law of 2022:

    >>> from kazlib.law import rules
    >>> second_round(rules("president", on=date(2022, 11, 20)), {"A": 40, "B": 45}).elected
    'B'
    """
    if rules.rounds == 1 or rules.runoff_rule is None:
        raise InvalidVotes(f"The rules of {rules.on.isoformat()} have no second round.")
    called_to_second_round(votes, rules.runoff_candidates)
    return larger_number(rules, votes, took_part=took_part, against_all=against_all)


@dataclass(frozen=True)
class Term:
    """One term that a person won.

    Attributes
    ----------
    elected : date
        Election day.
    years : int
        Length of the term by the law of that day.
    due : date
        When the term would end: the anniversary of the election, or the day that a referendum set.
        Days of taking office are not in the data, so terms are counted from election to election.
    ended : date or None
        When it did end: the next election, or the day the person left; ``None`` if neither is
        given.
    number : int or None
        Which term it is towards the limit; 0 if it was won before terms were counted, ``None``
        where it is not known from when they were.
    limit : int or None
        How many terms the law of that day allowed; ``None`` if it set no limit or is not known.
    exempt : bool
        Whether the number is beyond the limit, but the law of that day freed the First President.
    allowed : bool or None
        Whether the limit allowed this election; ``None`` where the law was not seen. ``True`` with
        no number: allowed from whichever election terms are counted; ``False`` likewise.
    """

    elected: date
    years: int
    due: date
    ended: date | None
    number: int | None
    limit: int | None
    exempt: bool
    allowed: bool | None


def _law_of(day: date) -> PresidentRules:
    return rules("president", on=day)


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def terms_in_office(
    winners: Mapping[date, str],
    person: str,
    *,
    first_president: bool,
    first_counted: int | None = None,
    extended: Mapping[date, date] | None = None,
    left: date | None = None,
    law: Callable[[date], PresidentRules] = _law_of,
) -> tuple[Term, ...]:
    """Say how many terms a person won, until when, and whether the limit allowed each.

    Parameters
    ----------
    winners
        Every presidential election, regular or early: day → who was elected. An election ends the
        term before it.
    person
        Whose terms.
    first_president
        Whether the person is the First President, whom the law from 2007 freed from the limit.
    first_counted
        Year of the first election whose term counts towards the limit; :data:`FIRST_COUNTED` has
        the two readings of 2000. By default what the law of each election day says; before the
        ruling of 2000, and for the single term of 2022, it is not known.
    extended
        Referendums that moved the end of the running term: day of the vote → new end.
    left
        The day on which the person left office before the end, if so.
    law
        Gives the rules of a day; by default the law as it was. Pass a reform for a what-if.

    Returns
    -------
    tuple of Term
        In order of time.

    Raises
    ------
    UnknownElection
        If the person won no election.
    InvalidNumber
        If the person left or an extension was voted outside the terms, an extension ends before
        its vote, or a day or year is none.
    UnknownRule
        If no law is known for an election day.

    Examples
    --------
    >>> won = {date(1991, 12, 1): "Nazarbayev", date(1999, 1, 10): "Nazarbayev",
    ...        date(2005, 12, 4): "Nazarbayev"}
    >>> vote_of_1995 = {date(1995, 4, 29): date(2000, 12, 1)}
    >>> for reading, year in FIRST_COUNTED.items():
    ...     terms = terms_in_office(won, "Nazarbayev", first_president=True, first_counted=year,
    ...                             extended=vote_of_1995)
    ...     print(reading, [(term.number, term.allowed) for term in terms])
    ruling-of-2000 [(0, True), (1, True), (2, True)]
    from-1991 [(1, None), (2, True), (3, False)]
    >>> str(terms[0].due), str(terms[0].ended)
    ('2000-12-01', '1999-01-10')

    References
    ----------
    Constitution of 1995, Article 42(5), by period (data/law/president.toml); ruling of the
    Constitutional Council of June 2000 (data/legal_timeline.csv).
    """
    given = (*winners, *([] if left is None else [left]))
    if not all(isinstance(day, date) for day in given):
        raise InvalidNumber(f"days are {given!r}; each must be a datetime.date.")
    if first_counted is not None:
        whole(first_counted, "first_counted", 0)
    days = sorted(winners)
    mine = [day for day in days if winners[day] == person]
    if not mine:
        raise UnknownElection(f"{person!r} won none of the elections given.")
    ends = {
        day: min((end for end in (*days, left) if end is not None and end > day), default=None)
        for day in mine
    }
    if left is not None and left not in ends.values():
        raise InvalidNumber(f"left is {left}; it must lie in a term of {person!r}.")
    moved = _moved(extended or {}, ends)
    terms = []
    for day in mine:
        rule = law(day)
        due = moved.get(day) or _anniversary(day, rule.term_years)
        limit = _limit(rule, day, winners, first_counted, first_president=first_president)
        terms.append(Term(day, rule.term_years, due, ends[day], *limit))
    return tuple(terms)


def _moved(extended: Mapping[date, date], ends: Mapping[date, date | None]) -> dict[date, date]:
    """Return the new end of each term that a referendum moved, by the day it was won."""
    moved = {}
    for vote, until in sorted(extended.items()):
        running = [day for day, end in ends.items() if day <= vote and (end is None or vote < end)]
        if not running or until <= vote:
            raise InvalidNumber(
                f"The extension voted on {vote} until {until} must fall in a term of the person, "
                f"and end after the vote."
            )
        moved[running[0]] = until
    return moved


def _limit(
    rule: PresidentRules,
    day: date,
    winners: Mapping[date, str],
    first_counted: int | None,
    *,
    first_president: bool,
) -> tuple[int | None, int | None, bool, bool | None]:
    """Return the number, the limit, exempt and allowed, as in :class:`Term`."""
    start = rule.parameter("first_counted_election")
    unknown_start = first_counted is None and start.state == "unknown"
    first = first_counted if first_counted is not None else start.value
    # Where the start is not known, every term is counted: the most that it can be.
    counted = [won for won in sorted(winners) if won <= day and won.year >= (first or 0)]
    if day not in counted:
        return 0, None, False, True
    mine = [winners[won] == winners[day] for won in reversed(counted)]
    known = rule.parameter("term_limit")
    of_life = known.value == "one-term"
    most = sum(mine) if of_life else (*mine, False).index(False)  # in a row
    number = None if unknown_start else most
    if known.state == "unknown":
        return number, None, False, None
    limit = None if known.value is None else {"two-in-a-row": 2, "one-term": 1}[known.value]
    if limit is None or most <= limit:
        return number, limit, False, True
    if unknown_start:
        # Terms won under the very rules of the day count for sure, whenever counting began.
        sure = mine[: sum(won >= rule.valid_from for won in counted)]
        if (sum(sure) if of_life else (*sure, False).index(False)) <= limit:
            return None, limit, False, None
    try:
        exempt = first_president and bool(rule.first_president_exempt)
    except UnknownRule:
        return number, limit, False, None
    return number, limit, exempt, exempt
