"""The presidential elections of Kazakhstan, as published."""

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

NO_CANDIDATES = ("Against", "Against all")
"""Lines of the ballot that nobody stands on: against the only candidate (1991), and against all."""


@dataclass(frozen=True)
class PresidentialElection:
    """One election of the President.

    Attributes
    ----------
    day : date
        Election day.
    kind : str
        "first direct election", "regular" or "early".
    votes : mapping of str to int
        Votes by line of the ballot, with "Against" or "Against all" where that line is published.
    shares : mapping of str to Decimal
        The published shares in per cent.
    share_base : str
        What the published shares are counted on, in words.
    winner : str
        Who was elected.
    took_part : int or None
        Voters who took part as published (for 2022 ballots issued); ``None`` where not known.
    registered : int or None
        Registered voters; ``None`` where not known.
    turnout_pct : Decimal
        Turnout in per cent as published or computed.
    term_years : int
        Length of the term won.
    source : Source
        Where the numbers come from.
    """

    day: date
    kind: str
    votes: Mapping[str, int]
    shares: Mapping[str, Decimal]
    share_base: str
    winner: str
    took_part: int | None
    registered: int | None
    turnout_pct: Decimal
    term_years: int
    source: Source


def _election(day: date, rows: list[Record]) -> PresidentialElection:
    first = rows[0]
    return PresidentialElection(
        day=day,
        kind=str(first["election_kind"]),
        votes=MappingProxyType({str(r["candidate"]): cast(int, r["votes"]) for r in rows}),
        shares=MappingProxyType({str(r["candidate"]): cast(Decimal, r["pct"]) for r in rows}),
        share_base=str(first["pct_basis"]),
        winner=next(str(r["candidate"]) for r in rows if r["elected"] == "yes"),
        took_part=cast(int | None, first["votes_cast"]),
        registered=cast(int | None, first["registered_voters"]),
        turnout_pct=cast(Decimal, first["turnout_pct"]),
        term_years=cast(int, first["term_years"]),
        source=Source(
            title=str(first["source"]), confidence=cast(Confidence, str(first["confidence"]))
        ),
    )


@cache
def presidential_elections() -> tuple[PresidentialElection, ...]:
    """Return every direct election of the President, 1991 to 2022, in order of time.

    Examples
    --------
    >>> [election.day.year for election in presidential_elections()]
    [1991, 1999, 2005, 2011, 2015, 2019, 2022]
    """
    by_day: dict[date, list[Record]] = {}
    for row in records("presidential_elections"):
        by_day.setdefault(cast(date, row["date"]), []).append(row)
    return tuple(_election(day, rows) for day, rows in sorted(by_day.items()))


def presidential_election(day: date) -> PresidentialElection:
    """Return the presidential election held on ``day``.

    Raises
    ------
    UnknownElection
        If there was none; the message lists the days on which there was one.

    Examples
    --------
    >>> presidential_election(date(2019, 6, 9)).winner
    'Kassym-Jomart Tokayev'
    """
    for election in presidential_elections():
        if election.day == day:
            return election
    days = ", ".join(election.day.isoformat() for election in presidential_elections())
    raise UnknownElection(f"No presidential election was held on {day}; they were on: {days}.")
