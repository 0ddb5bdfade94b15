"""Internet users by year, and the national elections at which they could be reached."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import cast

from kazlib.errors import InvalidChoice
from kazlib.tables.presidents import presidential_elections
from kazlib.tables.records import records

COPIES = {"newer": "internet_users_pct", "older": "internet_users_pct_2024_copy"}
"""The two copies of the series, of November 2025 and of 2024 → their columns."""


@cache
def internet_users(copy: str = "newer") -> Mapping[int, float]:
    """Return internet users in per cent of the population, by year; unknown years are left out.

    Parameters
    ----------
    copy
        ``"newer"`` (to 2023) or ``"older"`` (to 2016).

    Raises
    ------
    InvalidChoice
        If there is no such copy.

    Examples
    --------
    >>> users = internet_users()
    >>> users[2007], users[2008], 1992 in users
    (4.02, 11.0, False)
    >>> internet_users("older")[2012]  # revised: 61.907 in the newer copy
    53.3157
    """
    if copy not in COPIES:
        raise InvalidChoice.of(copy, "copy", COPIES)
    cells = ((cast(int, row["year"]), row[COPIES[copy]]) for row in records("internet_use"))
    return MappingProxyType({year: float(str(cell)) for year, cell in cells if cell is not None})


@cache
def per_hundred(indicator: str) -> Mapping[int, float]:
    """Return a series of ``data/media_reach.csv`` by year, for the whole population.

    Parameters
    ----------
    indicator
        For example ``"mobile_subscriptions_per_100"``.

    Raises
    ------
    InvalidChoice
        If no row counts that.

    Examples
    --------
    >>> round(per_hundred("mobile_subscriptions_per_100")[2009], 1)
    102.7
    """
    rows = [row for row in records("media_reach") if row["base"] == "whole population"]
    found = {
        cast(int, r["year"]): float(str(r["value"])) for r in rows if r["indicator"] == indicator
    }
    if not found:
        raise InvalidChoice.of(indicator, "indicator", sorted({str(r["indicator"]) for r in rows}))
    return MappingProxyType(found)


@cache
def national_elections() -> tuple[tuple[date, str], ...]:
    """Return day and kind of every election of the President and of the chamber, in order of time.

    Examples
    --------
    >>> [kind for day, kind in national_elections() if day.year in (2005, 2007)]
    ['President', 'Mazhilis']
    """
    chambers = {
        (cast(date, row["date"]), str(row["chamber"])) for row in records("mazhilis_elections")
    }
    presidents = {(election.day, "President") for election in presidential_elections()}
    return tuple(sorted(chambers | presidents))
