"""Eligibility: age, residence, citizenship, language, education, service, terms."""

from datetime import date

from kazlib.candidacy.facts import Person
from kazlib.candidacy.verdict import (
    LEAST,
    MOST,
    NEEDS,
    Ask,
    Requirement,
    Verdict,
    compared,
    judge,
    law_for,
    unknown_rule,
)
from kazlib.errors import InvalidNumber
from kazlib.law import Rules

_AGE = ("min_age", "Age", "age", LEAST)
_RESIDENCE = ("residency_years", "Years of residence", "residency_years", LEAST)
_EDUCATION = ("education", "Higher education", "higher_education", NEEDS)
_AKIM = (("akim_min_age", "Age", "age", LEAST),)
_ELIGIBILITY: dict[str, tuple[tuple[str, str, str, Ask], ...]] = {
    "president": (
        _AGE,
        ("max_age", "Age", "age", MOST),
        _RESIDENCE,
        ("birth_citizenship", "Citizenship by birth", "birth_citizen", NEEDS),
        ("kazakh_fluency", "Fluent Kazakh", "kazakh_fluency", NEEDS),
        _EDUCATION,
        ("service_years", "Years of public service", "service_years", LEAST),
    ),
    "senate": (
        _AGE,
        _RESIDENCE,
        (
            "region_residency_years",
            "Years of residence in the region",
            "region_residency_years",
            LEAST,
        ),
        _EDUCATION,
        ("work_years", "Years of work", "work_years", LEAST),
    ),
    "mazhilis": (_AGE, _RESIDENCE),
    "maslikhat": (_AGE, _RESIDENCE),
    "akim-region": _AKIM,
    "akim-district": _AKIM,
    "akim-rural": _AKIM,
}


def eligibility(
    office: str, person: Person, *, on: date | None = None, law: Rules | None = None
) -> Verdict:
    """Judge whether a person may stand for an office on a day.

    Parameters
    ----------
    office
        ``"president"``, ``"senate"``, ``"mazhilis"`` (with the Supreme Council of 1994 and the
        Kurultai), ``"maslikhat"``, ``"akim-region"``, ``"akim-district"`` or ``"akim-rural"``.
    person
        What is stated of the person.
    on
        The day.
    law
        Rules to judge by in place of those of a day, such as a reform; the day is theirs.

    Raises
    ------
    InvalidChoice
        If there is no such office, or ``law`` belongs to another.
    InvalidNumber
        If the person was born, or won an election, after that day, or the day is no day.
    UnknownRule
        If no rule at all is known for that day.

    Examples
    --------
    >>> verdict = eligibility("mazhilis", Person(age=25), on=date(2026, 8, 23))
    >>> [(r.parameter, r.state, r.missing) for r in verdict.requirements]
    [('min_age', 'met', ''), ('residency_years', 'not known', 'fact')]
    """
    found = law_for(office, _ELIGIBILITY, on, law)
    if found.office == "senate" and found.parameter("total_seats").value == 0:
        gone = f"There is no seat to stand for: {found.note}"
        source = found.why("total_seats")
        return Verdict(office, found.on, (Requirement("total_seats", "not met", "", gone, source),))
    facts = {name: getattr(person, name) for _, _, name, _ in _ELIGIBILITY[office]}
    if "age" in facts:
        facts["age"] = person.age_on(found.on)
    judged = [
        judge(found, parameter, label, facts[name], ask)
        for parameter, label, name, ask in _ELIGIBILITY[office]
    ]
    if office == "president":
        judged.append(_term_limit(found, person))
    note = ""
    if office.startswith("akim"):
        way = found.parameter(office.replace("-", "_"))
        words = way.known if way.state == "unknown" else way.text or str(way.value)
        note = f"How this akim gets the office: {words}."
    return Verdict(office, found.on, tuple(judged), note)


def _term_limit(law: Rules, person: Person) -> Requirement:
    """Judge the limit of terms.

    Where it is not known which terms count, those won under the present rules do for sure.
    """
    name, label, rule = "term_limit", "Terms", law.parameter("term_limit")
    if rule.state != "value":
        return judge(law, name, label, None, MOST)
    limit = 1 if rule.value == "one-term" else 2
    asked = "one only" if limit == 1 else "at most two in a row"
    won, in_a_row = person.elections_won, person.terms_in_a_row
    if won is None:
        return compared(law, name, label, asked, None, bool)
    if won and won[-1] > law.on:
        raise InvalidNumber(f"elections_won names {won[-1]}; it must not be after {law.on}.")
    if limit == 2 and in_a_row is not None:
        won = won[len(won) - in_a_row :]
    first = law.parameter("first_counted_election")
    since = {"value": first.value, "none": 0, "unknown": None}[first.state]
    counted = [d for d in won if (d >= law.valid_from if since is None else d.year >= since)]
    if len(won) < limit or (since is not None and len(counted) < limit):
        return compared(law, name, label, asked, len(counted), lambda: True)
    if len(counted) < limit:
        return unknown_rule(law, first.name, "Terms that count")
    if limit == 2 and in_a_row is None:
        return compared(law, name, label, asked, None, bool)
    return _exempt(law, person, asked, len(counted))


def _exempt(law: Rules, person: Person, asked: str, terms: int) -> Requirement:
    """Judge a person who is over the limit: the First President may be left out of it."""
    rule = law.parameter("first_president_exempt")
    if person.first_president is False or rule.value is False or rule.state == "none":
        return compared(law, "term_limit", "Terms", asked, terms, lambda: False)
    if rule.state == "unknown":
        return unknown_rule(law, "first_president_exempt", "Exception for the First President")
    asked = "the First President is left out of the limit"
    return compared(
        law, "first_president_exempt", "Terms", asked, person.first_president, lambda: True
    )
