"""The parliamentary list elections of Kazakhstan, as published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import cast

from kazlib.errors import UnknownElection
from kazlib.sources import Confidence, Source
from kazlib.tables.records import Record, records

AGAINST_ALL = "Against all"
"""The line of the ballot that is no list: it counts in the base and never wins a seat."""

INVALID = "Invalid or blank"


@dataclass(frozen=True)
class ListElection:
    """One nationwide election by party lists.

    Attributes
    ----------
    day : date
        Election day.
    chamber : str
        "Mazhilis" or "Kurultai".
    votes : mapping of str to int
        Votes by list, and "Against all" where the ballot had that line; empty where the result
        is not known.
    seats : mapping of str to int
        Official list seats; empty where the result is not known.
    parties : tuple of str
        Every list on the ballot.
    list_seats : int
        Seats filled from the lists.
    invalid : int or None
        Invalid or blank ballots; ``None`` where not known.
    registered : int or None
        Registered voters; ``None`` where not known.
    turnout_pct : Decimal or None
        Turnout in per cent as published.
    source : Source
        Where the numbers come from.
    """

    day: date
    chamber: str
    votes: Mapping[str, int]
    seats: Mapping[str, int]
    parties: tuple[str, ...]
    list_seats: int
    invalid: int | None
    registered: int | None
    turnout_pct: Decimal | None
    source: Source


def _election(day: date, rows: list[Record]) -> ListElection:
    first = rows[0]
    lines = [row for row in rows if row["party"] != INVALID]
    lists = [row for row in lines if row["party"] != AGAINST_ALL]
    invalid = [cast(int, row["votes"]) for row in rows if row["party"] == INVALID]
    return ListElection(
        day=day,
        chamber=str(first["chamber"]),
        votes=_by_list(lines, "votes"),
        seats=_by_list(lists, "seats"),
        parties=tuple(str(r["party"]) for r in lists),
        list_seats=cast(int, first["tier_seats"]),
        invalid=invalid[0] if invalid else None,
        registered=cast(int | None, first["registered_voters"]),
        turnout_pct=cast(Decimal | None, first["turnout_pct"]),
        source=Source(
            title=str(first["source"]), confidence=cast(Confidence, str(first["confidence"]))
        ),
    )


def _by_list(rows: list[Record], column: str) -> Mapping[str, int]:
    known = (row for row in rows if row[column] is not None)
    return MappingProxyType({str(row["party"]): cast(int, row[column]) for row in known})


@cache
def list_elections() -> tuple[ListElection, ...]:
    """Return every election by nationwide party lists, 1999 to 2026, in order of time.

    Examples
    --------
    >>> [election.day.year for election in list_elections()]
    [1999, 2004, 2007, 2012, 2016, 2021, 2023, 2026]
    """
    by_day: dict[date, list[Record]] = {}
    for row in records("mazhilis_elections"):
        if row["tier"] == "party_list":
            by_day.setdefault(cast(date, row["date"]), []).append(row)
    return tuple(_election(day, rows) for day, rows in sorted(by_day.items()))


def list_election(day: date) -> ListElection:
    """Return the list election held on ``day``.

    Raises
    ------
    UnknownElection
        If there was none; the message lists the days on which there was one.

    Examples
    --------
    >>> list_election(date(2007, 8, 18)).seats["Nur Otan"]
    98
    """
    for election in list_elections():
        if election.day == day:
            return election
    days = ", ".join(election.day.isoformat() for election in list_elections())
    raise UnknownElection(f"No election by party lists was held on {day}; they were on: {days}.")


def official_list_votes(day: date) -> dict[str, int]:
    """Return the official votes by list, with "Against all" where the ballot had that line.

    Raises
    ------
    UnknownElection
        If there was no list election on that day, or its votes are not in the data (2026).

    Examples
    --------
    >>> sum(official_list_votes(date(2004, 9, 19)).values())
    4757773
    """
    election = list_election(day)
    if not election.votes:
        raise UnknownElection(
            f"The votes of {day.isoformat()} are not known: no result table was found in the "
            f"sources of this book. Enter votes of your own to try a what-if."
        )
    return dict(election.votes)


def official_district_seats(day: date) -> dict[str, int]:
    """Return the official seats won in single-member districts, by party or group.

    Parameters
    ----------
    day
        Day of the (first) vote: in 1994, 1995, 1999, 2004 or 2023.

    Returns
    -------
    dict of str to int
        Empty where no seats were filled in districts, or none is in the data.

    Examples
    --------
    >>> official_district_seats(date(2023, 3, 19))
    {'Amanat': 22, 'Independents (self-nominated)': 7}
    """
    rows = [r for r in records("mazhilis_elections") if r["date"] == day and r["tier"] == "smd"]
    return dict(_by_list(rows, "seats"))
