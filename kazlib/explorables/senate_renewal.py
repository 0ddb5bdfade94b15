"""senate-renewal: the Senate year by year, the half that is up, other regions or appointed members.

Arithmetic of seats only. A what-if holds from the chosen year on; it says nothing of who would be
elected or appointed, or how they would vote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kazlib.controls import Control, Slider
from kazlib.errors import InvalidNumber, UnknownRule
from kazlib.exact import whole
from kazlib.figures.svg import SeatGroup, hemicycle, picture
from kazlib.figures.svg_series import Column, columns
from kazlib.law import SenateRules, rules
from kazlib.offices.senate_years import FIRST, LAST, SEEN, SenateYear, senate_years, what_if
from kazlib.outcome import Outcome, Source, Table

TITLE = "The Senate, half by half"

_IDS = "senate-renewal"
_HALF_STYLE = {"A": 0, "B": 1}
_APPOINTED_STYLE = 2
# Read here, the years are in the memory snapshot that live pages start from.
_YEARS = senate_years()


def _law(year: int) -> SenateRules:
    return rules("senate", on=date(year, 6, 30) if year == LAST else date(year, 12, 31))


_RECALLED = frozenset(
    year.year
    for year in _YEARS
    if year.total is not None and _law(year.year).why("elected_seats").confidence == "recalled"
)

CONTROLS: tuple[Control, ...] = (
    Slider("year", "Year", 2023, f"{FIRST}–{LAST}", FIRST, LAST, 1),
    Slider("units", "Regions, cities", None, "2 seats each", 1, 30, 1),
    Slider("appointed", "Appointed members", None, "seats", 0, 30, 1),
)

RESETS = {"year": ("units", "appointed")}


def _year(year: int) -> SenateYear:
    if not FIRST <= whole(year, "year", 0) <= LAST:
        raise InvalidNumber(
            f"year is {year}; there was a Senate from {FIRST} to {LAST}, so it must be one of "
            f"these years."
        )
    return _YEARS[year - FIRST]


def shown(*, year: int = 2023, **values: Any) -> Mapping[str, Any]:
    """Return what each control shows; ``None`` where the number of that year is not known.

    Raises
    ------
    InvalidNumber
        If there was no Senate in that year.

    Examples
    --------
    >>> shown(year=2020), shown(year=1998)["units"]
    ({'year': 2020, 'units': 17, 'appointed': 15}, None)
    """
    law = _year(year)
    own = {"year": year, "units": law.units, "appointed": law.appointed}
    return own | {name: value for name, value in values.items() if value is not None}


def compute(*, year: int = 2023, units: int | None = None, appointed: int | None = None) -> Outcome:
    """Show one year of the Senate among all of them, by the law or with other numbers.

    Parameters
    ----------
    year
        1995 to 2026.
    units
        Regions and cities from that year on, 1 to 200; ``None``: the law's own.
    appointed
        Appointed members from that year on, 0 to 200; ``None``: the law's own.

    Returns
    -------
    Outcome
        Seats by year, the chamber of the chosen year, the numbers, the sources.

    Raises
    ------
    KazlibError
        With a message for readers: a year without a Senate, impossible numbers, or a year (1997,
        1998) whose numbers are not known and not given.

    Examples
    --------
    >>> print(compute(year=2007).sentence.split(". ")[0])
    By the law at the end of 2007 the Senate has 47 seats: 32 elected, two by each of 16 regions and
    cities, and 15 appointed
    """
    law = _year(year)
    changed_units = None if units == law.units else units
    changed_appointed = None if appointed == law.appointed else appointed
    every = what_if(_YEARS, since=year, units=changed_units, appointed=changed_appointed)
    now = every[year - FIRST]
    if now.total is None:
        raise UnknownRule(
            f"The seats of the Senate in {year} were not seen. Known: 40 elected and 7 appointed "
            f"seats in 1996 (recalled), 32 and 7 from December 1999; in 1997 the regions fell from "
            f"19 to 14. Set both numbers to try a what-if.",
            "elected_seats",
        )
    changes = _changes(law, changed_units, changed_appointed)
    sentence = _sentence(now, changes)
    return Outcome(
        sentence=sentence,
        svg=_picture(every, now, sentence),
        table=_table(every, year, changes),
        sources=_sources(year),
    )


def _changes(law: SenateYear, units: int | None, appointed: int | None) -> list[str]:
    changes = []
    if units is not None:
        changes.append(f"{_units(units)} (law: {_known(law.units)})")
    if appointed is not None:
        changes.append(
            f"{appointed} appointed {_members(appointed)} (law: {_known(law.appointed)})"
        )
    return changes


def _units(number: int) -> str:
    return "1 region or city" if number == 1 else f"{number} regions and cities"


def _members(number: int) -> str:
    return "member" if number == 1 else "members"


def _known(number: int | None) -> str:
    return "not known" if number is None else str(number)


def _sentence(now: SenateYear, changes: list[str]) -> str:
    elected, appointed, total = now.elected or 0, now.appointed or 0, now.total or 0
    day = "on 30 June 2026, its last day," if now.year == LAST else f"at the end of {now.year}"
    seats = f"{elected} elected"
    if now.units is not None:
        by = "two by one unit" if now.units == 1 else f"two by each of {_units(now.units)}"
        seats += f", {by},"
    if changes:
        were = "was" if changes[0].startswith("1 ") else "were"
        text = f"What if from {now.year} on there {were} {' and '.join(changes)}? Then "
    elif now.year in _RECALLED:
        text = f"By the law {day} (recalled and unverified) "
    else:
        text = f"By the law {day} "
    text += f"the Senate has {total} seats: {seats} and {appointed} appointed. {_renewed(now)} "
    majority = total // 2 + 1
    text += f"A majority is {majority}"
    if not appointed:
        text += ", all of them elected."
    elif appointed >= majority:
        text += (
            f"; the {appointed} appointed members would have it without any elected one if they "
            f"voted together (an assumption)."
        )
    else:
        together = (
            "the appointed member voted with them"
            if appointed == 1
            else f"all {appointed} appointed members voted together"
        )
        text += (
            f"; if {together} (an assumption), {majority - appointed} of the {elected} elected "
            f"would be enough."
        )
    if changes:
        text += " Arithmetic of seats only: who would sit in them, no count can show."
    return text


def _renewed(now: SenateYear) -> str:
    if not now.up:
        later = next((y for y in _YEARS if y.year > now.year and y.up), None)
        then = f"; half {later.up[0]} is next, in {later.year}" if later else ""
        return f"No half is up in {now.year}{then}."
    if len(now.up) == 2:
        return "Both halves are elected; half A serves only until 1997."
    if now.year == LAST:
        return f"Half {now.up[0]} would be up in {LAST}, but the Senate was abolished."
    return (
        f"Half {now.up[0]} is up in {now.year}: 1 seat."
        if now.seats_up == 1
        else f"Half {now.up[0]} is up in {now.year}: {now.seats_up} seats, one in each region and "
        f"city."
        if now.units is not None
        else f"Half {now.up[0]} is up in {now.year}: {now.seats_up} seats."
    )


def _column(year: SenateYear) -> Column:
    if year.total is None:
        return Column(year.year, (), f"{year.year}: not known")
    half, appointed = (year.elected or 0) // 2, year.appointed or 0
    voted = year.up if year.year != LAST else ()  # due in 2026, but abolished
    parts = [(half, style, name in voted) for name, style in _HALF_STYLE.items()]
    parts.append((appointed, _APPOINTED_STYLE, False))
    up = f", up: {' and '.join(voted)}" if voted else ""
    return Column(
        year.year,
        tuple(part for part in parts if part[0]),
        f"{year.year}: {year.elected} elected, {appointed} appointed{up}",
    )


def _picture(every: Sequence[SenateYear], now: SenateYear, sentence: str) -> str:
    half, appointed = (now.elected or 0) // 2, now.appointed or 0
    names = [("half A", 0), ("half B", 1), ("appointed", _APPOINTED_STYLE)]
    groups = [
        SeatGroup(name, seats, style)
        for (name, style), seats in zip(names, (half, half, appointed), strict=True)
    ]
    marks = (
        columns(
            [_column(year) for year in every],
            ids=_IDS,
            chosen=now.year,
            axis="Seats of the Senate",
            legend=[(f"{name}: {g.seats}", s) for (name, s), g in zip(names, groups, strict=True)],
        ),
        hemicycle(groups, ids=_IDS, caption=f"{now.year}: {now.total} seats"),
    )
    title = f"{now.year}: {now.elected} elected and {appointed} appointed senators"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _table(every: Sequence[SenateYear], since: int, changes: list[str]) -> Table:
    rows = []
    for year in every:
        basis = "law, recalled and unverified" if year.year in _RECALLED else "law"
        if changes and year.year >= since:
            basis = "what-if"
        if year.year == LAST:
            election = "abolished"
        elif year.up:
            seen = "" if year.year in SEEN else "*"
            election = f"{' and '.join(year.up)}{seen}"
        else:
            election = ""
        seats_up = year.seats_up if year.up and year.year != LAST else ""
        rows.append(
            (
                str(year.year),
                year.units,
                year.elected,
                year.appointed,
                year.total,
                election,
                seats_up,
                basis,
            )
        )
    return Table(
        caption=(
            "The Senate at the end of each year (2026: on 30 June). Half A is that of 1997, B that "
            "of 1999; the letters are ours. *: the year follows from the rule, no source for the "
            "election was seen. From June 2022 the law had 50 seats, filled only with the election "
            "of January 2023; when new regions chose their first two senators was not seen. The "
            "seats of 1999 are those of December; how many were filled at the election of that "
            "year was not seen."
        ),
        columns=(
            "Year",
            "Units",
            "Elected",
            "Appointed",
            "Total",
            "Half up",
            "Seats up",
            "Basis",
        ),
        rows=tuple(rows),
    )


_SOURCED = {
    "elected_seats": "elected seats",
    "appointed_seats": "appointed seats",
    "term_years": "term",
    "renewal_years": "renewal of halves",
}


def _sources(year: int) -> tuple[Source, ...]:
    law = _law(year)
    return tuple(
        replace(law.why(name), title=f"{label.capitalize()}: {law.why(name).title}")
        for name, label in _SOURCED.items()
    )
