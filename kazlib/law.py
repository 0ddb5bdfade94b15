"""The law as data with dates: which rules were in force on a day, and what a reform would change.

The rules stand in ``data/law/*.toml``; this module reads them. Code asks for the rules of a day and
takes every number from them::

    >>> from datetime import date
    >>> mazhilis = rules("mazhilis", on=date(2007, 8, 18))
    >>> mazhilis.threshold_pct, mazhilis.list_seats
    (7, 98)
    >>> print(mazhilis.why("list_seats"))
    IPU Parline archive (18 August 2007); OSCE/ODIHR (2007); German Wikipedia (mirror)
    >>> mazhilis.reform(threshold_pct=5).hypothetical
    True
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal, TypeVar, cast, get_args, overload

from kazlib.errors import InvalidChoice, InvalidLaw, InvalidNumber, UnknownRule, quoted
from kazlib.rulebook import Parameter, Rules, State
from kazlib.rules_by_office import (
    MaslikhatRules,
    MazhilisRules,
    PresidentRules,
    ReferendumRules,
    SenateRules,
)
from kazlib.sources import CONFIDENCES, Confidence, Source
from kazlib.tables.records import read_toml, records

__all__ = [
    "Change",
    "MaslikhatRules",
    "MazhilisRules",
    "Office",
    "Parameter",
    "PresidentRules",
    "ReferendumRules",
    "RuleChange",
    "Rules",
    "SenateRules",
    "State",
    "changes",
    "gaps",
    "periods",
    "rules",
    "timeline",
]

Office = Literal["president", "mazhilis", "senate", "maslikhat", "referendum"]

_LAW: dict[str, tuple[str, type[Rules]]] = {
    "president": ("law/president.toml", PresidentRules),
    "mazhilis": ("law/parliament.toml", MazhilisRules),
    "senate": ("law/senate.toml", SenateRules),
    "maslikhat": ("law/maslikhat.toml", MaslikhatRules),
    "referendum": ("law/referendum.toml", ReferendumRules),
}


T = TypeVar("T")


def _part(entry: Any, key: str, kind: type[T], where: str) -> T:
    """Return a part of a law file that must be there, or say where it is missing."""
    found = entry.get(key) if isinstance(entry, Mapping) else None
    # A datetime is a date, but no day; a day with an hour is a slip of the pen.
    if not isinstance(found, kind) or isinstance(found, datetime):
        shown = "missing" if found is None else quoted(found)
        raise InvalidLaw(f"{where}: {key} is {shown}; it must be of type {kind.__name__}.")
    return found


def _source(entry: Any, sources: Mapping[str, Any], where: str) -> Source:
    if entry.get("state") == "unknown":
        known = _part(entry, "known", str, where)
        return Source(title=f"Not seen. Known: {known}", confidence="unconfirmed")
    named = _part(entry, "source", str, where).split()
    cited = [_part(sources, key, dict, f"{where}, source") for key in named]
    confidence = cast(Confidence, _part(entry, "confidence", str, where))
    if confidence not in CONFIDENCES:
        raise InvalidChoice.of(confidence, "confidence", CONFIDENCES)
    return Source(
        title="; ".join(_part(source, "title", str, f"{where}, source") for source in cited),
        url=next((str(source["url"]) for source in cited if "url" in source), ""),
        article=str(entry.get("article", "")),
        confidence=confidence,
    )


def _parameter(
    kind: type[Rules], name: str, entry: Any, sources: Mapping[str, Any], where: str
) -> Parameter:
    where = f"{where}, {quoted(name)}"
    if not isinstance(entry, Mapping):
        raise InvalidLaw(f"{where} is {quoted(entry)}; it must be a table with its source.")
    state = cast(State, entry.get("state", "value"))
    if state not in get_args(State) or (state == "value") != ("value" in entry):
        raise InvalidLaw(f"{where}: give a value, or state 'none' or 'unknown', and not both.")
    return Parameter(
        name=name,
        value=kind.checked(name, entry["value"]) if "value" in entry else None,
        state=state,
        text=str(entry.get("text", "")),
        known=str(entry.get("known", "")),
        source=_source(entry, sources, where),
    )


@cache
def _periods(office: str) -> tuple[Rules, ...]:
    """Return every period of an office, in order of time, dated by its first day."""
    path, kind = _LAW[office]
    data = read_toml(path)
    found: dict[str, Rules] = {}
    for period in _part(data, "period", list, path):
        name = _part(period, "id", str, path)
        where = f"{path}, {quoted(name)}"
        if "amends" in period and period["amends"] not in found:
            raise InvalidLaw(f"{where}: amends must name a period that stands before.")
        inherited = found[period["amends"]].parameters if "amends" in period else {}
        own = {
            each: _parameter(kind, each, entry, _part(data, "sources", dict, path), where)
            for each, entry in _part(period, "parameters", dict, where).items()
        }
        start = _part(period, "valid_from", date, where)
        found[name] = kind(
            office=office,
            chamber=_part(period, "chamber", str, where),
            on=start,
            valid_from=start,
            valid_to=_part(period, "valid_to", date, where) if "valid_to" in period else None,
            instrument=_part(period, "instrument", str, where),
            note=str(period.get("note", "")),
            parameters=MappingProxyType({**inherited, **own}),
        )
    return tuple(found.values())


@overload
def periods(office: Literal["president"]) -> tuple[PresidentRules, ...]: ...
@overload
def periods(office: Literal["mazhilis"]) -> tuple[MazhilisRules, ...]: ...
@overload
def periods(office: Literal["senate"]) -> tuple[SenateRules, ...]: ...
@overload
def periods(office: Literal["maslikhat"]) -> tuple[MaslikhatRules, ...]: ...
@overload
def periods(office: Literal["referendum"]) -> tuple[ReferendumRules, ...]: ...
@overload
def periods(office: str) -> tuple[Rules, ...]: ...
def periods(office: str) -> tuple[Rules, ...]:
    """Return the rules of every period of an office, in order of time.

    Raises
    ------
    InvalidChoice
        If kazlib has no law for that office.

    Examples
    --------
    >>> [str(period.valid_from) for period in periods("mazhilis")][-2:]
    ['2022-11-05', '2026-07-01']
    """
    if office not in _LAW:
        raise InvalidChoice.of(office, "office", _LAW)
    return _periods(office)


@overload
def rules(office: Literal["president"], *, on: date) -> PresidentRules: ...
@overload
def rules(office: Literal["mazhilis"], *, on: date) -> MazhilisRules: ...
@overload
def rules(office: Literal["senate"], *, on: date) -> SenateRules: ...
@overload
def rules(office: Literal["maslikhat"], *, on: date) -> MaslikhatRules: ...
@overload
def rules(office: Literal["referendum"], *, on: date) -> ReferendumRules: ...
@overload
def rules(office: str, *, on: date) -> Rules: ...
def rules(office: str, *, on: date) -> Rules:
    """Return the rules in force on a day.

    Parameters
    ----------
    office
        ``"president"``, ``"mazhilis"`` (the lower house, with its forerunner of 1994 and the
        Kurultai of 2026), ``"senate"``, ``"maslikhat"`` (local councils and akims) or
        ``"referendum"``.
    on
        The day.

    Returns
    -------
    Rules
        Of the class that belongs to the office, for example :class:`MazhilisRules`.

    Raises
    ------
    InvalidChoice
        If kazlib has no law for that office.
    UnknownRule
        If no rule is known for that day.

    Examples
    --------
    >>> rules("mazhilis", on=date(2026, 8, 23)).list_seats
    145
    >>> rules("mazhilis", on=date(2026, 8, 23)).threshold_pct
    Traceback (most recent call last):
    ...
    kazlib.errors.UnknownRule: The rule threshold_pct for the Kurultai on 2026-08-23 is unknown: the
    law was not seen on this point. What is known: it was 5 per cent until 30 June 2026. Set a value
    of your own to try a what-if.
    """
    _day(on, "on")
    for period in periods(office):
        if period.valid_from <= on and (period.valid_to is None or on <= period.valid_to):
            return replace(period, on=on)
    raise UnknownRule(_why_no_rule(office, on))


def _day(value: object, name: str) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidNumber(
            f"{name} is {value!r}; it must be a datetime.date, such as date(2007, 8, 18)."
        )


def _why_no_rule(office: str, on: date) -> str:
    data = read_toml(_LAW[office][0])
    first = _periods(office)[0].valid_from
    if on < first:
        reason = str(data["before"])
    else:
        begins = max(date.fromisoformat(day) for day in data["gaps"] if day <= on.isoformat())
        reason = str(data["gaps"][begins.isoformat()])
    return f"No rule for the {office} is known on {on.isoformat()}. {reason}"


def gaps(office: str) -> tuple[tuple[date, date], ...]:
    """Return the spans of days between periods on which no rule was in force, first and last day.

    Examples
    --------
    >>> gaps("mazhilis")
    ((datetime.date(1995, 3, 12), datetime.date(1995, 8, 29)),)
    """
    known = periods(office)
    one = timedelta(days=1)
    return tuple(
        (before.valid_to + one, after.valid_from - one)
        for before, after in pairwise(known)
        if before.valid_to is not None and before.valid_to + one < after.valid_from
    )


@dataclass(frozen=True)
class Change:
    """One change that one act made, as ``data/legal_timeline.csv`` has it.

    Attributes
    ----------
    day : date
        Day of the act, of the vote or of the entry into force, as ``instrument`` says.
    instrument : str
        The law, decree, referendum or event.
    number : str
        Official number of the act; empty where it was not seen.
    parameter : str
        What was changed, in a few words. (These are words for readers, not names of parameters.)
    before, after : str
        The rule before and after, in words; empty where not known.
    note : str
        Doubts, and what of the row is only recalled.
    source : Source
        Where it comes from and how sure it is.
    """

    day: date
    instrument: str
    number: str
    parameter: str
    before: str
    after: str
    note: str
    source: Source


@cache
def timeline() -> tuple[Change, ...]:
    """Return every change of the legal timeline, from April 1990 to July 2026, in order of time.

    Examples
    --------
    >>> [change.after for change in timeline() if change.parameter == "presidential term"][-1]
    '7 years, one term only, unamendable'
    """

    def text(row: Mapping[str, Any], column: str) -> str:
        return row[column] or ""

    found = (
        Change(
            day=cast(date, row["date"]),
            instrument=text(row, "instrument"),
            number=text(row, "number"),
            parameter=text(row, "parameter"),
            before=text(row, "changed_from"),
            after=text(row, "changed_to"),
            note=text(row, "note"),
            source=Source(
                title=text(row, "source"), confidence=cast(Confidence, row["confidence"])
            ),
        )
        for row in records("legal_timeline")
    )
    return tuple(sorted(found, key=lambda change: change.day))


@dataclass(frozen=True)
class RuleChange:
    """One parameter that was another from one period of the law to the next.

    Attributes
    ----------
    day : date
        First day of the new rule.
    instrument : str
        The constitution or law that brought the new period.
    parameter : str
        Name of the parameter.
    before, after : Parameter
        The parameter before and from that day on, with state and source. A step from or to
        ``"unknown"`` says where our knowledge begins or ends; the law itself may not have changed.
    source : Source
        Where the new rule comes from.
    """

    day: date
    instrument: str
    parameter: str
    before: Parameter
    after: Parameter
    source: Source


def changes(office: str, since: date, until: date) -> tuple[RuleChange, ...]:
    """Return every parameter of an office whose value or state changed between two days.

    Computed from the periods of the law, step by step: a parameter that changed and changed back
    is listed twice. After a gap, the new rules are compared with the last rules before it.

    Parameters
    ----------
    office
        As in :func:`rules`.
    since, until
        Changes after the first day, up to and with the second.

    Raises
    ------
    InvalidChoice
        If kazlib has no law for that office.
    InvalidNumber
        If the days are no days, or ``until`` lies before ``since``.

    Examples
    --------
    >>> found = changes("president", date(2022, 9, 16), date(2022, 9, 17))
    >>> [(c.before.value, c.after.value) for c in found if c.parameter == "term_limit"]
    [('two-in-a-row', 'one-term')]
    """
    _day(since, "since")
    _day(until, "until")
    if until < since:
        raise InvalidNumber(f"until is {until}; it must not be before since, {since}.")
    return tuple(
        RuleChange(
            day=new.valid_from,
            instrument=new.instrument,
            parameter=name,
            before=old.parameters[name],
            after=after,
            source=after.source,
        )
        for old, new in pairwise(periods(office))
        if since < new.valid_from <= until
        for name, after in new.parameters.items()
        if (after.state, after.value) != (old.parameters[name].state, old.parameters[name].value)
    )
