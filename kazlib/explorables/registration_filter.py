"""registration-filter: invented contenders A to H before the rules on candidates of any day.

The contenders stay the same; only the rules move, with the day or by what-ifs. Nothing here is a
count of real applications: who brought what in 1998 is not known.
"""

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from kazlib.candidacy import Contender, invented_contenders, signatures_needed
from kazlib.controls import Choice, Control, Date, Number, Slider
from kazlib.errors import InvalidChoice, InvalidNumber, UnknownRule
from kazlib.exact import Exact, exact, plain, whole
from kazlib.exact import Number as AnyNumber
from kazlib.explorables.registration_filter_answer import Case, answer
from kazlib.law import PresidentRules, rules
from kazlib.outcome import Outcome

TITLE = "Who gets on the ballot for President"

VOTERS = 8_500_000
"""Voters of the invented country; 2 per cent of them are 170,000, the number asked for in 1998."""
REGIONS = 16
"""Regions and cities of the invented country; Kazakhstan had 16 from 1999 to 2018."""

_DAY = date(1998, 11, 30)  # the last day for signatures before the election of January 1999
_LATEST = date(2999, 12, 31)
_DRAWS = 10

_SPREADS = {
    "law": "as in the law",
    "none": "none",
    "1/3": "one third",
    "2/3": "two thirds",
    "1": "all of them",
}
_KAZAKH = {"law": "as in the law", "none": "not asked", "asked": "fluent, and a test"}
_PENALTY = {"law": "as in the law", "none": "no bar", "past-year": "a bar for a year"}
_NOMINATION = {"law": "as in the law", "yes": "allowed", "no": "not allowed"}
_CHANGES = {
    ("kazakh", "none"): "no knowledge of Kazakh were asked",
    ("kazakh", "asked"): "fluent Kazakh and a test of it were asked",
    ("penalty", "none"): "no administrative penalty were a bar",
    ("penalty", "past-year"): "an administrative penalty of the past year were a bar",
    ("nomination", "yes"): "self-nomination were allowed",
    ("nomination", "no"): "self-nomination were not allowed",
}

# control: (parameter of the law, words with and without a number)
_NUMBERS = {
    "deposit": (
        "deposit_min_wages",
        ("the deposit were {} minimum wages", "there were no deposit"),
    ),
    "age": ("min_age", ("the minimum age were {}", "there were no minimum age")),
    "service": ("service_years", ("{} years of service were asked", "no service were asked")),
}
_MOST = {"deposit": 1_000_000, "age": 150, "service": 150}

CONTROLS: tuple[Control, ...] = (
    Date("on", "Rules of", _DAY),
    Slider("signatures", "Signatures", None, "number", 0, 300_000, 5_000),
    Choice("regions", "Share of regions", "law", _SPREADS),
    Slider("deposit", "Deposit", None, "minimum wages", 0, 1_500, 50),
    Choice("kazakh", "Kazakh language", "law", _KAZAKH),
    Slider("age", "Minimum age", None, "years", 18, 75, 1),
    Slider("service", "Experience", None, "years of public service", 0, 20, 1),
    Choice("penalty", "Recent penalty", "law", _PENALTY),
    Choice("nomination", "Self-nomination", "law", _NOMINATION),
    Number("draws", "Contenders", _DRAWS, "seed"),
)

RESETS = {
    "on": (
        "signatures",
        "regions",
        "deposit",
        "kazakh",
        "age",
        "service",
        "penalty",
        "nomination",
    )
}


def _read_day(on: date | str | None) -> date:
    if on is None:
        return _DAY
    day = Date("on", "Day", None).parse(on) if isinstance(on, str) else on
    if isinstance(day, date) and day > _LATEST:
        raise InvalidNumber(f"on is {day}; it must be from 1991-10-16 to {_LATEST}.")
    return day


def _signatures(law: PresidentRules) -> int | None:
    """Return the signatures that a law asks for in the invented country; ``None``: not seen."""
    try:
        return signatures_needed(law, VOTERS)
    except UnknownRule:
        return None


def _number(law: PresidentRules, name: str) -> Exact | None:
    """Return a number of the law, 0 where it sets none and ``None`` where it was not seen."""
    rule = law.parameter(name)
    return None if rule.state == "unknown" else rule.value or 0


def shown(*, on: date | str | None = None, **values: Any) -> Mapping[str, Any]:
    """Return what each control shows; ``None`` where the law was not seen.

    Examples
    --------
    >>> of_2005 = shown(on=date(2005, 12, 4))
    >>> of_2005["signatures"], of_2005["deposit"], of_2005["service"]
    (85000, 50, 0)
    """
    day = _read_day(on)
    law = rules("president", on=day)
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    own |= {name: _number(law, parameter) for name, (parameter, _) in _NUMBERS.items()}
    own |= {"on": day, "signatures": _signatures(law)}
    return own | {name: value for name, value in values.items() if value is not None}


def compute(
    *,
    on: date | str | None = None,
    signatures: AnyNumber | None = None,
    regions: str = "law",
    deposit: AnyNumber | None = None,
    kazakh: str = "law",
    age: AnyNumber | None = None,
    service: AnyNumber | None = None,
    penalty: str = "law",
    nomination: str = "law",
    draws: int = _DRAWS,
) -> Outcome:
    """Judge eight invented contenders by the rules on candidates of a day, or by other rules.

    Parameters
    ----------
    on
        Day of the rules, from 16 October 1991; ``None``: 30 November 1998.
    signatures
        Signatures asked for, 0 for none; ``None``: as in the law (in a country of 8,500,000).
    regions
        Share of 16 regions that the signatures must come from: ``"law"``, ``"none"``, ``"1/3"``,
        ``"2/3"`` or ``"1"``.
    deposit
        Deposit in minimum monthly wages, 0 for none; ``None``: as in the law.
    kazakh
        ``"law"``, ``"none"`` (neither fluency nor a test) or ``"asked"``.
    age, service
        Minimum age, and years of public service; 0 for none; ``None``: as in the law.
    penalty
        Whether an administrative penalty of the past year bars: ``"law"``, ``"none"`` or
        ``"past-year"``.
    nomination
        Self-nomination: ``"law"``, ``"yes"`` or ``"no"``.
    draws
        Seed of the contenders. They are drawn around the numbers of 1998 and do not change with
        the rules.

    Returns
    -------
    Outcome
        Rule by rule who meets it, and whom no rule refuses.

    Raises
    ------
    KazlibError
        With a message for readers: a day without a known law, a number out of range.

    Examples
    --------
    >>> print(compute().sentence.split(". ")[0])
    By the law of 30 November 1998, 6 of these 8 invented contenders are refused
    >>> print(compute(signatures=0).sentence.split("? ")[0])
    What if no signatures were asked (law: 170,000)

    References
    ----------
    Constitution of 1995, Article 41, and law on elections, by period (data/law/president.toml).
    """
    law = rules("president", on=_read_day(on))
    reform, changes = _numbers(law, {"deposit": deposit, "age": age, "service": service})
    for new, words in (
        _changed_signatures(law, signatures, regions),
        _changed_choices(law, kazakh, penalty, nomination),
    ):
        reform |= new
        changes += words
    case = Case(
        law=law,
        judged_by=law.reform(**reform) if reform else law,
        changes=tuple(changes),
        contenders=_contenders(whole(draws, "draws", 0)),
        regions=REGIONS,
        voters=VOTERS,
    )
    return answer(case)


@lru_cache(maxsize=32)
def _contenders(seed: int) -> tuple[Contender, ...]:
    law = rules("president", on=_DAY)
    return invented_contenders(random.Random(seed), law, units=REGIONS, voters=VOTERS)


def _count(value: AnyNumber, name: str, most: int) -> int:
    number = exact(value, name)
    if not isinstance(number, int) or not 0 <= number <= most:
        raise InvalidNumber(
            f"{name} is {plain(number)}; it must be a whole number from 0 to {most:,}."
        )
    return number


def _was(own: Exact | None) -> str:
    return "law: not seen" if own is None else f"law: {plain(own) if own else 'none'}"


def _numbers(
    law: PresidentRules, given: Mapping[str, AnyNumber | None]
) -> tuple[dict[str, Any], list[str]]:
    """Return the new numbers that are not the law's own, and each change in words."""
    reform: dict[str, Any] = {}
    changes = []
    for name, value in given.items():
        parameter, (some, none) = _NUMBERS[name]
        own = _number(law, parameter)
        if value is None or (number := _count(value, name, _MOST[name])) == own:
            continue
        reform[parameter] = number or None
        changes.append(f"{some.format(plain(number)) if number else none} ({_was(own)})")
    return reform, changes


def _changed_signatures(
    law: PresidentRules, signatures: AnyNumber | None, regions: str
) -> tuple[dict[str, Any], list[str]]:
    if regions not in _SPREADS:
        raise InvalidChoice.of(regions, "regions", _SPREADS)
    reform: dict[str, Any] = {}
    changes = []
    own = _signatures(law)
    if signatures is not None:
        number = _count(signatures, "signatures", VOTERS)
        if number != own:
            reform |= {"signatures_pct_of_voters": None, "signatures_absolute": number or None}
            asked = f"{number:,} signatures were" if number else "no signatures were"
            changes.append(f"{asked} asked ({_was(own)})")
        if not number:  # without signatures nothing can be asked of their regions
            return reform | {"signatures_spread": None, "signatures_equal": None}, changes
    rule = law.parameter("signatures_spread")
    share = None if regions in ("law", "none") else Fraction(regions)
    if regions != "law" and (rule.state == "unknown" or rule.value != share):
        reform["signatures_spread"] = share
        reform |= {} if share else {"signatures_equal": None}
        was = "not seen" if rule.state == "unknown" else rule.value or "none"
        which = f"{_SPREADS[regions]} of the regions" if regions in ("1/3", "2/3") else ""
        which = which or {"none": "no region in particular", "1": "all regions"}[regions]
        changes.append(f"signatures had to come from {which} (law: {was})")
    return reform, changes


def _changed_choices(
    law: PresidentRules, kazakh: str, penalty: str, nomination: str
) -> tuple[dict[str, Any], list[str]]:
    reform: dict[str, Any] = {}
    changes = []
    for value, name, options, parameters, new in (
        (kazakh, "kazakh", _KAZAKH, ("kazakh_fluency", "language_test"), kazakh == "asked"),
        (penalty, "penalty", _PENALTY, ("penalty_bar",), penalty),
        (nomination, "nomination", _NOMINATION, ("self_nomination",), nomination == "yes"),
    ):
        if value not in options:
            raise InvalidChoice.of(value, name, options)
        wanted = None if value == "none" else new
        if value == "law" or all(_is(law, parameter, wanted) for parameter in parameters):
            continue
        reform |= dict.fromkeys(parameters, wanted)
        changes.append(_CHANGES[name, value])
    return reform, changes


def _is(law: PresidentRules, parameter: str, wanted: object) -> bool:
    rule = law.parameter(parameter)
    return rule.state != "unknown" and rule.value == wanted
