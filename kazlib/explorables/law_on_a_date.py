"""law-on-a-date: every rule that was in force on a day, what it replaced and when, and its source.

The law is data with dates; this explorable reads it out and computes nothing else. Where the text
of the law was not seen, the answer says "not seen": a step from or to it marks where our knowledge
begins or ends, and not a change of the law.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from kazlib.controls import Choice, Control, Date
from kazlib.errors import InvalidChoice, InvalidNumber, UnknownRule
from kazlib.figures.svg import picture
from kazlib.figures.timeline import Lane, Span, timeline
from kazlib.law import Parameter, Rules, periods, rules
from kazlib.outcome import Outcome, Source, Table
from kazlib.rules_in_words import briefly, in_words, label
from kazlib.texts import ENGLISH

TITLE = "The law on a date"

ALL = "all"
_OFFICES = {
    "president": "the President",
    "mazhilis": "the lower house",
    "senate": "the Senate",
    "maslikhat": "local councils with akims",
    "referendum": "referendums",
}
_MAIN: Mapping[str, tuple[str, ...]] = {
    "president": (
        "term_years",
        "term_limit",
        "min_age",
        "turnout_minimum_pct",
        "signatures_pct_of_voters",
        "deposit_min_wages",
        "self_nomination",
    ),
    "mazhilis": (
        "total_seats",
        "list_seats",
        "smd_seats",
        "threshold_pct",
        "one_party_rule",
        "against_all",
        "turnout_minimum_pct",
    ),
    "senate": ("total_seats", "elected_seats", "appointed_seats", "term_years"),
    "maslikhat": ("formula", "term_years", "akim_region", "akim_district", "akim_rural"),
    "referendum": ("majority_pct", "amendment_regions", "turnout_minimum_pct"),
}
"""The rules in the picture; the table has all."""

DATA_END = date(2026, 11, 23)
"""The day on which the sources were read; no law of a later day can be in the data."""
_SCALE_START = date(1991, 1, 1)
_SCALE_END = date(2026, 12, 31)
_KEY = "dashed: not seen; empty: none; *: less than verified"
_KEY_OF_ALL = "each box is one period of the law in our data"
_ONE_DAY = timedelta(days=1)

_DAY = Date("on", "Day", date(2007, 8, 18))
CONTROLS: tuple[Control, ...] = (
    _DAY,
    Choice(
        "office",
        "Office",
        "mazhilis",
        # Read here, the law is in the memory snapshot that live pages start from.
        {ALL: "all five"} | {office: name for office, name in _OFFICES.items() if periods(office)},
    ),
)

RESETS: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True)
class _Run:
    """One rule for as long as it stayed the same; ``last`` ``None``: still in force.

    ``opening`` is the rule as the data have it for its first day; later periods may know it better.
    """

    first: date
    last: date | None
    opening: Parameter
    latest: Parameter

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def shown(*, on: date | str | None = _DAY.default, office: str = "mazhilis") -> Mapping[str, Any]:
    """Return what each control shows.

    Raises
    ------
    InvalidChoice
        If there is no such office.
    InvalidNumber
        If ``on`` is no day.

    Examples
    --------
    >>> shown(on="2021-01-10")["on"]
    datetime.date(2021, 1, 10)
    """
    return {"on": None if on is None else _read(on), "office": _office(office)}


def compute(*, on: date | str | None = _DAY.default, office: str = "mazhilis") -> Outcome:
    """Return the rules in force on a day.

    Parameters
    ----------
    on
        The day, from the first law on the election of the President (16 October 1991) to the day
        on which the sources were read (23 November 2026).
    office
        ``"all"`` or one of ``"president"``, ``"mazhilis"``, ``"senate"``, ``"maslikhat"`` and
        ``"referendum"``.

    Returns
    -------
    Outcome
        A timeline of the main rules with the day marked, and every rule with the day since which it
        stood, what it replaced, its confidence and its source.

    Raises
    ------
    UnknownRule
        If no rule is known for that day: before the first one, in the time without a parliament of
        1995, or after the data end.
    InvalidChoice, InvalidNumber
        If there is no such office, or ``on`` is no day.

    Examples
    --------
    >>> print(compute(on=date(2021, 1, 10), office="mazhilis").sentence.split(". ")[0])
    On 10 January 2021 the rules for the lower house had: seats of the chamber 107, list seats 98,
    district seats 0 and threshold 7% (rules of 25 May 2020 to 24 May 2021)
    """
    if on is None:
        raise InvalidNumber("No day is chosen. Choose one, for example 18 August 2007.")
    day = _read(on)
    _office(office)
    if day > DATA_END:
        raise UnknownRule(
            f"No law of {ENGLISH.day(day)} is known: the sources of this book were read on "
            f"{ENGLISH.day(DATA_END)}. Choose a day from 16 October 1991 to then."
        )
    laws = _laws_of_all(day) if office == ALL else {office: rules(office, on=day)}
    sentence = _sentence_of_all(day, laws) if office == ALL else _sentence(day, laws[office])
    lanes = _lanes_of_all(day) if office == ALL else _lanes(laws[office])
    mark = timeline(
        lanes,
        ids="law-on-a-date",
        first=_SCALE_START,
        last=_SCALE_END,
        day=day,
        day_label=ENGLISH.day(day),
        key=_KEY_OF_ALL if office == ALL else _KEY,
    )
    title = f"Rules in force on {ENGLISH.day(day)}: " + "; ".join(
        f"{lane.label} {lane.note}" for lane in lanes
    )
    return Outcome(
        sentence=sentence,
        svg=picture([mark], ids="law-on-a-date", title=title, desc=sentence),
        table=_table(day, laws, office == ALL),
        sources=_sources(laws),
    )


def _read(on: date | str) -> date:
    day = _DAY.parse(on) if isinstance(on, str) else on
    if not isinstance(day, date) or isinstance(day, datetime):
        raise InvalidNumber(f"on is {on!r}; it must be a date, such as 2007-08-18.")
    return day


def _office(office: str) -> str:
    names = (ALL, *_OFFICES)
    if office not in names:
        raise InvalidChoice.of(office, "office", names)
    return office


def _laws_of_all(day: date) -> dict[str, Rules]:
    found = {}
    for office in _OFFICES:
        law = _in_force(office, day)
        if law is not None:
            found[office] = law
    if not found:
        raise UnknownRule(
            f"No rule of any office is known on {ENGLISH.day(day)}. The rules in this book begin "
            f"with the law of 16 October 1991 on the election of the President."
        )
    return found


def _in_force(office: str, day: date) -> Rules | None:
    try:
        return rules(office, on=day)
    except UnknownRule:
        return None


@cache
def _runs(office: str, name: str) -> tuple[_Run, ...]:
    """Return a parameter through time; equal rules of neighbouring periods are one run."""
    found: list[_Run] = []
    for period in periods(office):
        new = period.parameters[name]
        run = _Run(period.valid_from, period.valid_to, new, new)
        old = found[-1] if found else None
        if (
            old is not None
            and old.last is not None
            and old.last + _ONE_DAY == run.first
            and (old.latest.state, old.latest.value) == (new.state, new.value)
        ):
            found[-1] = _Run(old.first, run.last, old.opening, new)
        else:
            found.append(run)
    return tuple(found)


def _certainty(laws: Mapping[str, Rules]) -> str:
    """Return how many of the rules are verified, less than that, or not seen."""
    every = [parameter for law in laws.values() for parameter in law.parameters.values()]
    seen = [parameter for parameter in every if parameter.state != "unknown"]
    verified = sum(parameter.source.confidence == "verified" for parameter in seen)
    edge = ": the edge of our knowledge, not a change of the law" if len(seen) < len(every) else ""
    return (
        f"Of {len(every)} parameters {verified} {'is' if verified == 1 else 'are'} verified, "
        f"{len(seen) - verified} less than verified and {len(every) - len(seen)} not seen{edge}."
    )


def _sentence(day: date, law: Rules) -> str:
    main = [f"{label(name)} {_value(law.parameter(name))}" for name in _MAIN[law.office][:4]]
    first = ENGLISH.day(law.valid_from)
    span = f"of {first} to {ENGLISH.day(law.valid_to)}" if law.valid_to else f"since {first}"
    # Without the note, "seats 0" would look like a chamber.
    abolished = law.office == "senate" and law.parameter("total_seats").value == 0
    gone = f"{law.note} " if abolished else ""
    single = law.chamber in ("Supreme Council", "Kurultai")
    name = f"the {law.chamber}" if single else _OFFICES[law.office]
    found = f"the rules for {name} had: {ENGLISH.listed(main)} (rules {span})"
    return f"{gone}On {ENGLISH.day(day)} {found}. {_certainty({law.office: law})}"


def _sentence_of_all(day: date, laws: Mapping[str, Rules]) -> str:
    known = ENGLISH.listed([_OFFICES[office] for office in laws])
    missing = [name for office, name in _OFFICES.items() if office not in laws]
    without = f", and none for {ENGLISH.listed(missing)}" if missing else ""
    return f"On {ENGLISH.day(day)} rules are known for {known}{without}. {_certainty(laws)}"


def _value(parameter: Parameter) -> str:
    """Return a value as it stands after its label, with its mark where it is not verified."""
    text = _short(parameter) if "seats" in parameter.name else briefly(parameter)
    return f"{text} ({parameter.source.confidence})" if _weak(parameter) else text


def _weak(parameter: Parameter) -> bool:
    return parameter.state != "unknown" and parameter.source.confidence != "verified"


def _short(parameter: Parameter) -> str:
    """Return a value as it stands inside a span: numbers lose their unit."""
    text = briefly(parameter)
    return text.split(" ")[0] if text[:1].isdigit() else text


def _lanes(law: Rules) -> list[Lane]:
    return [
        Lane(label(name), _value(law.parameter(name)), _spans(law.office, name))
        for name in _MAIN[law.office]
    ]


def _spans(office: str, name: str) -> list[Span]:
    """Return a rule through time; where only the mark of certainty changes, a new span begins."""
    spans: list[Span] = []
    for period in periods(office):
        rule = period.parameters[name]
        star = "*" if _weak(rule) else ""
        last = period.valid_to or _SCALE_END
        new = Span(period.valid_from, last, f"{_short(rule)}{star}", rule.state)
        old = spans[-1] if spans else None
        joins = old is not None and old.last + _ONE_DAY == new.first
        if old is not None and joins and (old.label, old.kind) == (new.label, new.kind):
            spans[-1] = replace(old, last=last)
        else:
            spans.append(new)
    return spans


def _lanes_of_all(day: date) -> list[Lane]:
    lanes = []
    for office, name in _OFFICES.items():
        law = _in_force(office, day)
        note = "no rules known" if law is None else f"since {ENGLISH.day(law.valid_from)}"
        spans = [Span(p.valid_from, p.valid_to or _SCALE_END, "", "value") for p in periods(office)]
        lanes.append(Lane(name, note, spans))
    return lanes


def _table(day: date, laws: Mapping[str, Rules], of_all: bool) -> Table:
    columns: tuple[str, ...] = (
        "Parameter",
        "Rule that day",
        "Since",
        "What it replaced",
        "Confidence",
        "Source",
    )
    rows = [
        (*((_OFFICES[office],) if of_all else ()), *_row(day, office, parameter))
        for office, law in laws.items()
        for parameter in law.parameters.values()
    ]
    acts = "; ".join(
        f"{_OFFICES[office]}, from {ENGLISH.day(law.valid_from)}: {law.instrument}"
        for office, law in laws.items()
    )
    notes = " ".join(law.note for law in laws.values() if law.note and not of_all)
    caption = (
        f'Every parameter on {ENGLISH.day(day)}. "Not seen": the text was not seen on this point; '
        f"that is the edge of our knowledge, not a change of the law. Acts that brought these "
        f"rules: {acts}. {notes}"
    )
    return Table(
        caption=caption.strip(),
        columns=("Office", *columns) if of_all else columns,
        rows=tuple(rows),
    )


def _row(day: date, office: str, parameter: Parameter) -> tuple[str, ...]:
    runs = _runs(office, parameter.name)
    place = next(number for number, run in enumerate(runs) if run.holds(day))
    before = runs[place - 1] if place else None
    unknown = parameter.state == "unknown"
    source = parameter.source
    return (
        label(parameter.name),
        in_words(parameter),
        _since(runs[place], before),
        "nothing earlier in the data" if before is None else in_words(before.latest),
        "not seen" if unknown else source.confidence,
        "" if unknown else _cited(source),
    )


def _since(run: _Run, before: _Run | None) -> str:
    """Return the day since which a rule stands, and whether it changed or was only seen then."""
    day = ENGLISH.day(run.first)
    if run.opening.state != "unknown" and run.opening.source.confidence != "verified":
        day += f" [{run.opening.source.confidence}]"
    if before is None:
        return f"{day} (our data begin)"
    if before.last is not None and before.last + _ONE_DAY < run.first:
        return f"{day} (after a time without rules)"
    if run.opening.state == "unknown":
        return f"{day} (not seen from this day on)"
    if before.latest.state == "unknown":
        known = "known" if "[" in day else "seen"  # what is only recalled or derived was not seen
        return f"{day} ({known} from this day on)"
    return day


def _cited(source: Source) -> str:
    return f"{source.title}, {source.article}" if source.article else source.title


def _sources(laws: Mapping[str, Rules]) -> tuple[Source, ...]:
    """Return every source of the day once."""
    every = (
        parameter.source
        for law in laws.values()
        for parameter in law.parameters.values()
        if parameter.state != "unknown"
    )
    return tuple(dict.fromkeys(every))
