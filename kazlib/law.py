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
from dataclasses import FrozenInstanceError, dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Generic, Literal, Self, TypeVar, cast, overload

from kazlib.errors import InvalidChoice, InvalidNumber, UnknownRule
from kazlib.exact import Exact, exact, percentage, plain, whole
from kazlib.sources import CONFIDENCES, Confidence, Source
from kazlib.tables.records import read_toml

State = Literal["value", "none", "unknown"]
Office = Literal["mazhilis"]

_FILES: dict[str, str] = {"mazhilis": "law/parliament.toml"}


@dataclass(frozen=True)
class Parameter:
    """One parameter of the law in one period.

    Attributes
    ----------
    name : str
        Its name, as the attribute of the rules.
    value : object
        What the law says; ``None`` unless ``state`` is ``"value"``.
    state : {"value", "none", "unknown"}
        ``"none"``: the law sets none. ``"unknown"``: the text was not seen.
    text : str
        The rule in words; empty where the value speaks for itself.
    known : str
        For an unknown parameter, what is known around it.
    source : Source
        Where it comes from and how sure it is.
    """

    name: str
    value: Any
    state: State
    text: str
    known: str
    source: Source


T = TypeVar("T")


class _Reads(Generic[T]):
    """An attribute of the rules that is read from the law's data."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, rules: None, owner: type) -> Self: ...
    @overload
    def __get__(self, rules: "Rules", owner: type) -> T: ...
    def __get__(self, rules: "Rules | None", owner: type) -> Self | T:
        if rules is None:
            return self
        return cast(T, rules.read(self.name))

    def __set__(self, rules: "Rules", value: T) -> None:
        raise FrozenInstanceError(f"{self.name} is a rule in force; see reform({self.name}=...)")


@dataclass(frozen=True)
class Rules:
    """The rules for one office in one period, or a reform of them.

    Attributes
    ----------
    office : str
        The office by its name in kazlib, for example ``"mazhilis"``.
    chamber : str
        What the body was called in that period.
    on : date
        The day that was asked for.
    valid_from, valid_to : date or None
        First and last day of the period; ``None``: still in force.
    instrument : str
        The constitution or law that brought the rules.
    note : str
        What a reader should know of the period as a whole.
    parameters : mapping of str to Parameter
        Every parameter with its source; attributes such as ``threshold_pct`` read from here.
    changed : tuple of str
        The parameters that a reform changed; empty for the law as it was.
    """

    office: str
    chamber: str
    on: date
    valid_from: date
    valid_to: date | None
    instrument: str
    note: str
    parameters: Mapping[str, Parameter] = field(repr=False)
    changed: tuple[str, ...] = ()

    @property
    def hypothetical(self) -> bool:
        """Whether these rules are a reform and were never law."""
        return bool(self.changed)

    def parameter(self, name: str) -> Parameter:
        """Return a parameter with its state and source, without raising for unknown rules.

        Raises
        ------
        InvalidChoice
            If the office has no parameter of that name.
        """
        if name not in self.parameters:
            raise InvalidChoice.of(name, f"parameter of the {self.office}", self.parameters)
        return self.parameters[name]

    def read(self, name: str) -> Any:
        """Return the value of a parameter; ``None`` where the law sets none.

        Raises
        ------
        UnknownRule
            If the text of the law was not seen on this point.
        """
        parameter = self.parameter(name)
        if parameter.state == "unknown":
            raise UnknownRule(
                f"The rule {name} for the {self.chamber} on {self.on.isoformat()} is unknown: the "
                f"law was not seen on this point. What is known: {parameter.known}. Set a value of "
                f"your own to try a what-if.",
                name,
            )
        return parameter.value

    def why(self, name: str) -> Source:
        """Return the source of a parameter: title, url, article of law, confidence.

        Examples
        --------
        >>> rules("mazhilis", on=date(2012, 1, 15)).why("runner_up_leftover").confidence
        'assumption'
        """
        return self.parameter(name).source

    def reform(self, **changes: Any) -> Self:
        """Return the same rules with some values changed: hypothetical, and they know it.

        Parameters
        ----------
        **changes
            New values by the name of the parameter; ``None`` means that the law sets none.

        Raises
        ------
        InvalidChoice
            If the office has no such parameter.
        InvalidNumber, InvalidThreshold
            If a value is of the wrong kind or outside its range.

        Examples
        --------
        >>> law = rules("mazhilis", on=date(2021, 1, 10))
        >>> print(law.reform(threshold_pct=5).why("threshold_pct"))
        Hypothetical reform: threshold_pct is 5 instead of 7 [assumption]
        """
        parameters = dict(self.parameters)
        for name, given in changes.items():
            old = self.parameter(name)
            value = None if given is None else _checked(self.office, name, given)
            before = {"value": _shown(old.value), "none": "none", "unknown": "an unknown value"}
            title = f"Hypothetical reform: {name} is {_shown(value)} instead of {before[old.state]}"
            parameters[name] = Parameter(
                name=name,
                value=value,
                state="none" if value is None else "value",
                text="",
                known="",
                source=Source(title=title, confidence="assumption"),
            )
        return replace(
            self,
            parameters=MappingProxyType(parameters),
            changed=(*self.changed, *(name for name in changes if name not in self.changed)),
        )


@dataclass(frozen=True)
class MazhilisRules(Rules):
    """How the lower house is elected: Supreme Council of 1994, Mazhilis, Kurultai of 2026.

    Every attribute raises :class:`~kazlib.errors.UnknownRule` where the law was not seen on that
    point, and is ``None`` where the law sets none.
    """

    formula = _Reads[str]()
    """The way seats are filled: districts-and-state-list, two-round-districts, parallel, lists."""
    rounds = _Reads[int | None]()
    """How many rounds a district may have."""
    runoff_rule = _Reads[str | None]()
    """Who takes part in a second round, and who wins it."""
    quota = _Reads[str | None]()
    """The quota of the list seats, by its name in :mod:`kazlib.apportionment`."""
    remainder_rule = _Reads[str | None]()
    """Where seats left over from whole quotas go."""
    tie_rule = _Reads[str | None]()
    """Who wins when remainders are equal."""
    threshold_pct = _Reads[Exact | None]()
    """Share of the votes that admits a list to the count, in per cent."""
    threshold_base = _Reads[str | None]()
    """What the share is counted on."""
    one_party_rule = _Reads[str | None]()
    """What follows when a single list passes: takes-all or runner-up."""
    runner_up_factor = _Reads[Exact | None]()
    """What the runner-up's votes over the quota are multiplied by."""
    runner_up_minimum_seats = _Reads[int | None]()
    """The least number of seats of an admitted runner-up."""
    runner_up_leftover = _Reads[str | None]()
    """Where seats left over go under the runner-up rule: first-list or largest-remainder."""
    list_seats = _Reads[int | None]()
    """Seats filled from party lists."""
    smd_seats = _Reads[int | None]()
    """Seats filled in single-member districts."""
    smd_formula = _Reads[str | None]()
    """How a district is won: plurality or two-round-majority."""
    assembly_seats = _Reads[int | None]()
    """Seats filled by the Assembly of the People of Kazakhstan."""
    state_list_seats = _Reads[int | None]()
    """Seats filled from the list of candidates proposed by the President (1994)."""
    total_seats = _Reads[int]()
    """Seats of the chamber."""
    term_years = _Reads[int]()
    """Term of the deputies, in years."""
    min_age = _Reads[int]()
    """Least age of a candidate, in years."""
    residency_years = _Reads[int]()
    """Years of residence that a candidate needs."""
    deposit_min_wages = _Reads[Exact]()
    """Electoral deposit, in minimum monthly wages."""
    deposit_refund_pct = _Reads[Exact]()
    """Share of the votes from which the deposit is paid back, in per cent."""
    turnout_minimum_pct = _Reads[Exact | None]()
    """Least turnout for a valid election, in per cent of registered voters."""
    against_all = _Reads[bool]()
    """Whether the ballot has the line "against all"."""
    quota_rule = _Reads[str | None]()
    """Shares of women, young people and people with disabilities on a list."""


_RULES: dict[str, type[Rules]] = {"mazhilis": MazhilisRules}

# Free words; what they may be is not a matter of code. A quota is judged where seats are shared.
_FREE_WORDS = frozenset({"quota", "runoff_rule", "quota_rule"})


@cache
def _words(office: str, name: str) -> tuple[str, ...]:
    """Return the code words that the law has used for a parameter, in any period."""
    used = (period.parameters[name].value for period in _periods(office))
    return tuple(dict.fromkeys(word for word in used if isinstance(word, str)))


def _shown(value: object) -> str:
    return plain(value) if isinstance(value, (int, Fraction)) else str(value)


def _checked(office: str, name: str, value: Any) -> Any:
    """Return the value of a reform in the kind that the parameter has, or refuse it."""
    if name.endswith("_pct"):
        return percentage(value, name)
    if name.endswith(("_seats", "_years")) or name == "min_age":
        return whole(value, name, 0)
    if name == "rounds":
        return whole(value, name, 1)
    if name in {"deposit_min_wages", "runner_up_factor"}:
        number = exact(value, name)
        highest = 1 if name == "runner_up_factor" else None
        if number < 0 or (highest is not None and number > highest):
            rule = "at least 0" if highest is None else f"from 0 to {highest}"
            raise InvalidNumber(f"{name} is {plain(number)}; it must be {rule}.")
        return number
    if name == "against_all":
        if not isinstance(value, bool):
            raise InvalidNumber(f"against_all is {value!r}; it must be True or False.")
        return value
    if not isinstance(value, str) or (
        name not in _FREE_WORDS and value not in _words(office, name)
    ):
        allowed = ["a text"] if name in _FREE_WORDS else _words(office, name)
        raise InvalidChoice.of(value, name, allowed)
    return value


def _source(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Source:
    if entry.get("state") == "unknown":
        return Source(title=f"Not seen. Known: {entry['known']}", confidence="unconfirmed")
    cited = [sources[key] for key in entry["source"].split()]
    confidence = cast(Confidence, entry["confidence"])
    if confidence not in CONFIDENCES:
        raise InvalidChoice.of(confidence, "confidence", CONFIDENCES)
    return Source(
        title="; ".join(source["title"] for source in cited),
        url=next((source["url"] for source in cited if "url" in source), ""),
        article=str(entry.get("article", "")),
        confidence=confidence,
    )


def _parameter(name: str, entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Parameter:
    value = entry.get("value")
    # TOML decimals arrive as exact Decimals; the rules hold exact fractions.
    if value is not None and not isinstance(value, (str, bool)):
        value = exact(value, name)
    return Parameter(
        name=name,
        value=value,
        state=cast(State, entry.get("state", "value")),
        text=str(entry.get("text", "")),
        known=str(entry.get("known", "")),
        source=_source(entry, sources),
    )


@cache
def _periods(office: str) -> tuple[Rules, ...]:
    """Return every period of an office, in order of time, dated by its first day."""
    data = read_toml(_FILES[office])
    found: dict[str, Rules] = {}
    for period in data["period"]:
        inherited = found[period["amends"]].parameters if "amends" in period else {}
        own = {
            name: _parameter(name, entry, data["sources"])
            for name, entry in period["parameters"].items()
        }
        found[period["id"]] = _RULES[office](
            office=office,
            chamber=period["chamber"],
            on=period["valid_from"],
            valid_from=period["valid_from"],
            valid_to=period.get("valid_to"),
            instrument=period["instrument"],
            note=period.get("note", ""),
            parameters=MappingProxyType({**inherited, **own}),
        )
    return tuple(found.values())


@overload
def periods(office: Literal["mazhilis"]) -> tuple[MazhilisRules, ...]: ...
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
    if office not in _FILES:
        raise InvalidChoice.of(office, "office", _FILES)
    return _periods(office)


@overload
def rules(office: Literal["mazhilis"], *, on: date) -> MazhilisRules: ...
@overload
def rules(office: str, *, on: date) -> Rules: ...
def rules(office: str, *, on: date) -> Rules:
    """Return the rules in force on a day.

    Parameters
    ----------
    office
        ``"mazhilis"``: the lower house, with its forerunner of 1994 and the Kurultai of 2026.
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
    if not isinstance(on, date) or isinstance(on, datetime):
        raise InvalidNumber(f"on is {on!r}; it must be a datetime.date, such as date(2007, 8, 18).")
    for period in periods(office):
        if period.valid_from <= on and (period.valid_to is None or on <= period.valid_to):
            return replace(period, on=on)
    raise UnknownRule(_why_no_rule(office, on))


def _why_no_rule(office: str, on: date) -> str:
    data = read_toml(_FILES[office])
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
