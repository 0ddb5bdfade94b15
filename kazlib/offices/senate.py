"""The Senate (1996 to 30 June 2026): electors, halves renewed in turn, residents per senator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR
from fractions import Fraction
from typing import cast

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidVotes
from kazlib.exact import whole
from kazlib.law import SenateRules
from kazlib.offices.majority import (
    Round,
    absolute_majority,
    called_to_second_round,
    larger_number,
    read_votes,
)
from kazlib.tables.records import records


def _refuse_abolished(rules: SenateRules) -> None:
    if rules.formula is None:
        raise InvalidSeats(f"There was no Senate to elect on {rules.on.isoformat()}.")


def first_round(
    rules: SenateRules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    electors: int | None = None,
) -> Round:
    """Count the first round in one region: more than half of the electors who voted.

    Electors are the deputies of all maslikhats of the region; one of its two seats is filled.

    Parameters
    ----------
    rules
        The law of the day.
    votes
        Votes of the electors by candidate, whole numbers.
    took_part
        Electors who voted; by default the votes counted, and the notes say so.
    electors
        All electors of the region; needed where the law sets a minimum of turnout.

    Returns
    -------
    Round
        A sole candidate also needs more than half, and has no second round.

    Raises
    ------
    InvalidVotes
        If the numbers are no votes.
    InvalidSeats
        If there was no Senate any more.
    UnknownRule
        If a rule that is needed was not seen: from October 1998 that for a sole candidate.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("senate", on=date(1995, 12, 5))
    >>> first_round(law, {"A": 90, "B": 70, "C": 60}, took_part=225).second_round
    ('A', 'B')

    References
    ----------
    Law on elections of 28 September 1995, Articles 72 and 73, as given by the TEPJF.
    """
    _refuse_abolished(rules)
    sole = len(read_votes(votes)) == 1
    majority = (rules.sole_candidate_majority_pct or 50) if sole else 50
    return absolute_majority(
        rules, votes, took_part=took_part, registered=electors, majority_pct=majority
    )


def second_round(
    rules: SenateRules,
    votes: Mapping[str, int],
    *,
    took_part: int | None = None,
    electors: int | None = None,
) -> Round:
    """Count the second round: the larger number, but no less than a share of the electors voting.

    Parameters
    ----------
    rules, took_part, electors
        As in :func:`first_round`; ``runoff_minimum_pct`` is the share.
    votes
        Votes of the two candidates.

    Raises
    ------
    InvalidVotes
        If there are not two candidates, or the numbers are no votes.
    InvalidSeats
        If there was no Senate any more.
    UnknownRule
        From October 1998: the rule was seen for the years before only.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("senate", on=date(1995, 12, 5))
    >>> second_round(law, {"A": 84, "B": 80}, took_part=210).elected
    'A'
    >>> second_round(law, {"A": 83, "B": 80}, took_part=210).elected is None
    True
    """
    _refuse_abolished(rules)
    if rules.runoff_rule is None:
        raise InvalidVotes(f"The rules of {rules.on.isoformat()} have no second round.")
    called_to_second_round(votes)
    floor = rules.runoff_minimum_pct or 0
    return larger_number(rules, votes, took_part=took_part, registered=electors, floor_pct=floor)


@dataclass(frozen=True)
class Composition:
    """Where the senators come from.

    Attributes
    ----------
    units : int or None
        Regions, cities of republican significance and the capital; ``None`` where not known.
    elected, appointed, total : int
        Seats filled by the electors of the units, by the President, and together.
    proposed_by_assembly : int or None
        Appointed seats on the proposal of the Assembly of the People; ``None`` where not known.
    """

    units: int | None
    elected: int
    appointed: int
    total: int
    proposed_by_assembly: int | None


def composition(rules: SenateRules) -> Composition:
    """Return the seats of the Senate by the law of the day: elected and appointed.

    Raises
    ------
    UnknownRule
        From 1997 to 30 November 1999: the seats were not seen.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> composition(rules("senate", on=date(2023, 1, 14)))
    Composition(units=20, elected=40, appointed=10, total=50, proposed_by_assembly=5)
    """
    regions, cities, assembly = (
        None if rules.parameter(name).state == "unknown" else rules.read(name) or 0
        for name in ("regions", "cities", "appointed_of_which_assembly")
    )
    units = None if regions is None or cities is None else regions + cities
    seats = rules.elected_seats, rules.appointed_seats, rules.total_seats
    return Composition(units, *seats, assembly)


@dataclass(frozen=True)
class Renewal:
    """One election of half of the elected senators, one seat in each unit.

    Attributes
    ----------
    year : int
        Year of the election.
    half : int
        Which half, 1 or 2.
    seats : int
        Seats that are filled.
    until : int
        Year in which these seats are up again.
    """

    year: int
    half: int
    seats: int
    until: int


def renewal_schedule(
    rules: SenateRules, *, first: int, last: int, whole_at_first: bool = False
) -> tuple[Renewal, ...]:
    """Say which half of the elected seats is up in which year.

    Parameters
    ----------
    rules
        The law: ``term_years``, ``renewal_years`` and ``elected_seats``. It is held fixed: new
        regions, which elect both their senators at once, and amendments are not followed.
    first, last
        First and last year of the schedule, 1 to 9999; ``first`` is a year of election.
    whole_at_first
        Whether all elected seats are filled in the first year, as in December 1995. Then half 1
        serves only until the first renewal.

    Raises
    ------
    InvalidNumber
        If the years are not whole or in the wrong order, or a term is not two renewals long.
    InvalidSeats
        If there was no Senate any more.

    Examples
    --------
    Senators were elected in 2020 and, on new borders, in 2023:

    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("senate", on=date(2020, 8, 12))
    >>> for renewal in renewal_schedule(law, first=2017, last=2023):
    ...     print(renewal)
    Renewal(year=2017, half=1, seats=17, until=2023)
    Renewal(year=2020, half=2, seats=17, until=2026)
    Renewal(year=2023, half=1, seats=17, until=2029)
    """
    start = whole(first, "first", 1)
    if (end := whole(last, "last", start)) > MAXYEAR:
        raise InvalidNumber(f"last is {end}; it must be from {start} to {MAXYEAR}.")
    _refuse_abolished(rules)
    step = whole(rules.renewal_years, "renewal_years", 1)
    if rules.term_years != 2 * step:
        raise InvalidNumber(
            f"term_years is {rules.term_years}; halves renewed every {step} years need a term of "
            f"{2 * step}."
        )
    seats = rules.elected_seats // 2
    renewals = []
    if whole_at_first:
        renewals.append(Renewal(start, 1, seats, start + step))
    for turn, year in enumerate(range(start, end + 1, step), start=int(whole_at_first)):
        renewals.append(Renewal(year, turn % 2 + 1, seats, year + 2 * step))
    return tuple(renewals)


@dataclass(frozen=True)
class Representation:
    """How unequally the senators represent residents.

    Attributes
    ----------
    residents : dict of str to Fraction
        Residents per elected senator, by unit.
    largest, smallest : tuple of str
        The units with the most and the fewest residents per senator.
    ratio : Fraction
        Residents per senator of the largest over those of the smallest: how much more a vote for
        the maslikhats of the smallest weighs.
    """

    residents: dict[str, Fraction]
    largest: tuple[str, ...]
    smallest: tuple[str, ...]
    ratio: Fraction


def residents_of_2020() -> dict[str, int]:
    """Return residents by unit in 2020, on the borders from 19 June 2018 to 7 June 2022.

    Examples
    --------
    >>> residents = residents_of_2020()
    >>> len(residents), sum(residents.values())
    (17, 18631779)
    """
    return {
        str(row["name_en"]): cast(int, row["population_2020"])
        for row in records("regions")
        if row["population_2020"] is not None
    }


def residents_per_senator(rules: SenateRules, residents: Mapping[str, int]) -> Representation:
    """Compare residents per elected senator between the units: the Senate's malapportionment.

    Parameters
    ----------
    rules
        The law of the day; says how many units there are.
    residents
        Residents by unit on the borders of that day, whole numbers of at least 1.

    Raises
    ------
    InvalidSeats
        If the units are not as many as the law has.
    InvalidNumber
        If a number of residents is not a whole number of at least 1.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> result = residents_per_senator(rules("senate", on=date(2020, 8, 12)), residents_of_2020())
    >>> result.largest, result.smallest, round(float(result.ratio), 2)
    (('Almaty Region',), ('North Kazakhstan Region',), 3.75)
    """
    if not isinstance(residents, Mapping):
        raise InvalidNumber("residents must be a mapping of units to whole numbers.")
    units = (rules.regions or 0) + (rules.cities or 0)
    if not units or len(residents) != units:
        raise InvalidSeats(
            f"residents names {len(residents)} units; the Senate of {rules.on.isoformat()} had "
            f"{units}. Give residents on the borders of that day."
        )
    each = {
        name: Fraction(whole(n, f"residents of {name!r}", 1), rules.seats_per_region or 1)
        for name, n in residents.items()
    }
    most, fewest = max(each.values()), min(each.values())
    largest, smallest = (tuple(k for k, n in each.items() if n == end) for end in (most, fewest))
    return Representation(each, largest, smallest, most / fewest)


def least_share_for_majority(residents: Mapping[str, int], seats: Mapping[str, int]) -> Fraction:
    """Return the smallest share of residents whose units elect a majority of the elected seats.

    Parameters
    ----------
    residents
        Residents by unit, whole numbers of at least 1.
    seats
        Elected seats of the same units, whole numbers, not all 0.

    Raises
    ------
    InvalidSeats
        If the units differ, or no seat is elected.
    InvalidNumber
        If a number of residents is not a whole number of at least 1.

    Examples
    --------
    Two seats each: two small units of four people elect four of six senators.

    >>> least_share_for_majority({"a": 6, "b": 2, "c": 2}, {"a": 2, "b": 2, "c": 2})
    Fraction(2, 5)

    References
    ----------
    Dauer & Kelsay (1955) proposed the measure for the legislatures of American states (recalled).
    """
    if residents.keys() != seats.keys():
        raise InvalidSeats(f"residents and seats name different units: {[*residents]}, {[*seats]}.")
    chamber = sum(whole(n, f"seats of {name!r}", 0, InvalidSeats) for name, n in seats.items())
    if not chamber:
        raise InvalidSeats("no unit has a seat; a majority needs at least one.")
    needed = chamber // 2 + 1
    # Fewest residents for at least so many seats, unit by unit (a knapsack).
    fewest: list[int | None] = [0] + [None] * needed
    for name, n in residents.items():
        people = whole(n, f"residents of {name!r}", 1)
        for have in range(needed, -1, -1):
            before = fewest[have]
            if before is not None:
                now = min(have + seats[name], needed)
                total, best = before + people, fewest[now]
                if best is None or total < best:
                    fewest[now] = total
    return Fraction(cast(int, fewest[needed]), sum(residents.values()))
