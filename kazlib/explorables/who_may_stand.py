"""who-may-stand: the facts of an invented person, judged by the law of any day.

Every rule is judged by itself: met, not met, or not known, because the text of the law was not
seen or the fact was not stated. The bands of the picture ask the same on every other day: the facts
stay as stated, only the law moves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

from kazlib.candidacy import Person, Requirement, Verdict, eligibility
from kazlib.candidacy.verdict import State
from kazlib.controls import Choice, Control, Date, Number, Slider, Toggle, chosen
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import Number as AnyNumber
from kazlib.exact import exact, plain
from kazlib.explorables.law_on_a_date import DATA_END
from kazlib.figures.svg import picture
from kazlib.figures.terms import Look, Row, Span, bands, joined, key, segments
from kazlib.law import PresidentRules, periods, rules
from kazlib.outcome import Outcome, Source, Table
from kazlib.tables.records import records
from kazlib.texts import ENGLISH

TITLE = "Who may stand for President on a day"

_MOST_YEARS = 150
_ANSWERS = {"yes": "yes", "no": "no", "not-stated": "not stated"}
_YES: Mapping[str, bool | None] = {"yes": True, "no": False, "not-stated": None}
_WON = {
    "none": "none",
    "last": "the last election before the day",
    "last-two": "the last two elections before the day",
    "not-stated": "not stated",
}

CONTROLS: tuple[Control, ...] = (
    Date("on", "Day", date(2022, 11, 20)),
    Slider("age", "Age on that day", 45, "years", 25, 75, 1),
    Number("residence", "Residence", 20, "years"),
    Choice("by_birth", "Citizen by birth", "yes", _ANSWERS),
    Choice("kazakh", "Fluent in Kazakh", "yes", _ANSWERS),
    Choice("higher", "Higher education", "yes", _ANSWERS),
    Number("service", "Public service", 5, "years"),
    Choice("won", "Won so far", "none", _WON),
    Toggle("first_president", "Is the First President", False),
)

RESETS: Mapping[str, tuple[str, ...]] = {}

_LABELS = (
    "Least age",
    "Highest age",
    "Years of residence",
    "Citizen by birth",
    "Fluent Kazakh",
    "Higher education",
    "Years of service",
    "Limit of terms",
)
"""In the order in which :func:`kazlib.candidacy.eligibility` judges."""

_OPEN = {
    "first_counted_election": "which terms count",
    "first_president_exempt": "who is exempt",
}
"""The limit of terms was seen, but not everything that it needs."""

_SYMBOLS = {"met": "✓", "not met": "✗", "not known": "?"}
_LOOKS: Mapping[str, Look] = {"met": "full", "not met": "striped", "not known": "outline"}
_FIRST = date(1991, 10, 16)
_LAST = date(2030, 1, 1)
_LATEST = date(2999, 12, 31)  # beyond it no picture says anything


@dataclass(frozen=True)
class _Facts:
    """What the controls say of the person; the elections won depend on the day."""

    person: Person
    won: str
    first_president: bool

    def on(self, day: date) -> Person | None:
        """Return the person of a day; ``None`` if there were not so many elections before it."""
        if self.won == "not-stated":
            return replace(self.person, first_president=self.first_president)
        number = ("none", "last", "last-two").index(self.won)
        before = [held for held in _election_days() if held < day]
        if len(before) < number:
            return None
        won = tuple(before[len(before) - number :])
        return replace(
            self.person,
            elections_won=won,
            terms_in_a_row=number,
            first_president=self.first_president,
        )


def _election_days() -> list[date]:
    days = {row["date"] for row in records("presidential_elections")}
    return sorted(day for day in days if isinstance(day, date))


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown(age=39)["age"], shown()["residence"]
    (39, 20)
    """
    return chosen(CONTROLS, values)


def compute(
    *,
    on: date | None = date(2022, 11, 20),
    age: AnyNumber = 45,
    residence: int = 20,
    by_birth: str = "yes",
    kazakh: str = "yes",
    higher: str = "yes",
    service: int = 5,
    won: str = "none",
    first_president: bool = False,
) -> Outcome:
    """Judge whether an invented person may stand for President on a day.

    Parameters
    ----------
    on
        The day, 16 October 1991 to 31 December 2999.
    age
        Age on that day, whole years, 0 to 150.
    residence, service
        Years of residence in the country; years of public service or elected office; 0 to 150.
    by_birth, kazakh, higher
        Citizen by birth, fluent in Kazakh, higher education: ``"yes"``, ``"no"`` or
        ``"not-stated"``.
    won
        Presidential elections that the person won: ``"none"``, ``"last"`` (the last one before the
        day), ``"last-two"`` or ``"not-stated"``.
    first_president
        Whether the person is the First President, whom the law from 2007 freed from the limit.

    Returns
    -------
    Outcome
        The verdict rule by rule, and over the years the bands in which the same facts would pass.

    Raises
    ------
    KazlibError
        With a message for readers: a day without a known law, a number out of range, more
        elections won than were held before the day.

    Examples
    --------
    >>> print(compute(on=date(2005, 12, 4), age=38).sentence.split(". ")[0])
    By the law of 4 December 2005 this invented person may not stand: 1 of 8 rules is not met

    References
    ----------
    Constitution of 1995, Article 41, and law on elections, by period (data/law/president.toml).
    """
    facts = _facts(age, residence, service, by_birth, kazakh, higher, won, first_president)
    law = rules("president", on=cast(date, on))  # an emptied box gives None, refused there by name
    if law.on > _LATEST:
        raise InvalidNumber(f"on is {law.on}; it must be from {_FIRST} to {_LATEST}.")
    person = facts.on(law.on)
    if person is None:
        raise InvalidChoice(
            f"won is {won!r}: so many elections were not held before {ENGLISH.day(law.on)}; "
            f"the first was on {ENGLISH.day(_election_days()[0])}."
        )
    verdict = eligibility("president", person, law=law)
    sentence = _sentence(verdict, law)
    return Outcome(
        sentence=sentence,
        svg=_picture(verdict, law, facts, sentence),
        table=_table(verdict, law, facts),
        sources=_sources(verdict),
    )


def _facts(
    age: AnyNumber,
    residence: int,
    service: int,
    by_birth: str,
    kazakh: str,
    higher: str,
    won: str,
    first_president: bool,
) -> _Facts:
    answers = {"by_birth": by_birth, "kazakh": kazakh, "higher": higher}
    for name, answer in answers.items():
        if answer not in _ANSWERS:
            raise InvalidChoice.of(answer, name, _ANSWERS)
    if won not in _WON:
        raise InvalidChoice.of(won, "won", _WON)
    if not isinstance(first_president, bool):
        raise InvalidNumber(f"first_president is {first_president!r}; it must be True or False.")
    person = Person(
        age=_years(age, "age"),
        residency_years=_years(residence, "residence"),
        service_years=_years(service, "service"),
        birth_citizen=_YES[by_birth],
        kazakh_fluency=_YES[kazakh],
        higher_education=_YES[higher],
    )
    return _Facts(person, won, first_president)


def _years(value: AnyNumber, name: str) -> int:
    number = exact(value, name)
    if not isinstance(number, int) or not 0 <= number <= _MOST_YEARS:
        raise InvalidNumber(
            f"{name} is {plain(number)}; it must be a whole number from 0 to {_MOST_YEARS}."
        )
    return number


def _asked(requirement: Requirement, law: PresidentRules) -> str:
    """Return what the rule asks, in a word or two."""
    rule = law.parameter(requirement.parameter)
    if rule.state == "unknown":
        return "start not seen" if rule.name == "first_counted_election" else "law not seen"
    if rule.value is None or rule.value is False:
        return "no such rule"
    words = {"higher": "asked", "two-in-a-row": "two in a row", "one-term": "one only"}
    if rule.name == "first_president_exempt":
        return "not for the First President"
    return "asked" if rule.value is True else words.get(str(rule.value), str(rule.value))


def _since(requirement: Requirement, law: PresidentRules) -> date:
    """Return the first day from which this rule has been as it is on the day of the law."""
    own = law.parameter(requirement.parameter)
    first = law.valid_from
    for period in reversed([p for p in periods("president") if p.valid_from <= law.on]):
        then = period.parameter(requirement.parameter)
        if (then.state, then.value) != (own.state, own.value):
            break
        first = period.valid_from
    return first


def _sentence(verdict: Verdict, law: PresidentRules) -> str:
    rules_of_law = [r for r in verdict.requirements if _asked(r, law) != "no such rule"]
    number = len(verdict.requirements)
    known = f", as it was known on {ENGLISH.day(DATA_END)}," if law.on > DATA_END else ""
    opening = f"By the law of {ENGLISH.day(law.on)}{known} "
    if verdict.passed:
        text = f"{opening}this invented person may stand: "
        text += f"the law sets {len(rules_of_law)} of the {number} rules, and all of them are met."
    elif verdict.passed is None:
        text = f"{opening}it is not known whether this invented person may stand: no rule is failed"
        text += f", but {_count(len(verdict.open), number)} not known ({_names(verdict)})."
    else:
        refused = "; ".join(_refusal(r, law) for r in verdict.refusals)
        text = f"{opening}this invented person may not stand: "
        text += f"{_count(len(verdict.refusals), number)} not met. {refused}."
        if verdict.open:
            text += f" Also not known ({_names(verdict)})."
    return text


def _count(some: int, of: int) -> str:
    return f"{some} of {of} rules {'is' if some == 1 else 'are'}"


def _names(verdict: Verdict) -> str:
    """Return the rules that are open, by what is missing."""
    open_rules = [
        (
            requirement.missing,
            f"{label} ({_OPEN[requirement.parameter]})"
            if requirement.missing == "law" and requirement.parameter in _OPEN
            else label,
        )
        for label, requirement in zip(_LABELS, verdict.requirements, strict=True)
        if requirement.state == "not known"
    ]
    found = []
    for missing, words in (("law", "law not seen"), ("fact", "fact not stated")):
        labels = [label for why, label in open_rules if why == missing]
        found += [f"{words}: {', '.join(labels)}"] if labels else []
    return "; ".join(found)


def _refusal(requirement: Requirement, law: PresidentRules) -> str:
    since = _since(requirement, law)
    certainty = requirement.source.confidence
    mark = "" if certainty == "verified" else f", {certainty}"
    begun = rules("president", on=since).why(requirement.parameter).confidence
    if not mark and begun != "verified":
        mark = f", its beginning {begun}"
    return f"{requirement.sentence[:-1]} (rule since {ENGLISH.day(since)}{mark})"


def _look(requirement: Requirement, law: PresidentRules) -> Look:
    if requirement.state == "met" and _asked(requirement, law) == "no such rule":
        return "line"
    return _LOOKS[requirement.state]


def _together(verdict: Verdict) -> State:
    return "not known" if verdict.passed is None else "met" if verdict.passed else "not met"


def _bands(facts: _Facts, last: date) -> list[list[Span]]:
    """Return one band a rule, and one for all together: the same facts on every day."""
    one = timedelta(days=1)
    days = [period.valid_from for period in periods("president")]
    days += [held + one for held in _election_days()]
    rows: list[list[Span]] = [[] for _ in (*_LABELS, "all")]
    for begin, end in segments(days, last):
        person = facts.on(begin)
        if person is None:
            continue
        law = rules("president", on=begin)
        verdict = eligibility("president", person, law=law)
        for row, requirement in zip(rows[:-1], verdict.requirements, strict=True):
            row.append(Span(begin, end, _look(requirement, law)))
        rows[-1].append(Span(begin, end, _LOOKS[_together(verdict)]))
    return rows


def _picture(verdict: Verdict, law: PresidentRules, facts: _Facts, sentence: str) -> str:
    last = max(_LAST, date(law.on.year + 2, 1, 1))
    drawn = _bands(facts, last)
    rows = [
        Row(
            f"{_SYMBOLS[requirement.state]} {label}: {_asked(requirement, law)}",
            requirement.state,
            joined(spans),
        )
        for label, requirement, spans in zip(_LABELS, verdict.requirements, drawn, strict=False)
    ]
    together = _together(verdict)
    word = {"met": "may stand", "not met": "may not stand", "not known": "not known"}[together]
    rows.append(Row(f"{_SYMBOLS[together]} All rules together", word, joined(drawn[-1])))
    marks = (
        bands(
            rows,
            ids="who-may-stand",
            first=_FIRST,
            last=last,
            day=law.on,
            day_label=ENGLISH.day(law.on),
        ),
        key(
            [
                ("full", "met by these facts"),
                ("striped", "not met"),
                ("outline", "not known: law not seen, or not stated"),
                ("line", "no such rule in the law"),
            ],
            ids="who-may-stand",
        ),
    )
    title = f"{ENGLISH.day(law.on)}: {word}"
    return picture(marks, ids="who-may-stand", title=title, desc=sentence)


def _table(verdict: Verdict, law: PresidentRules, facts: _Facts) -> Table:
    rows = tuple(
        (
            label,
            _asked(requirement, law),
            requirement.state,
            ENGLISH.day(_since(requirement, law)),
            requirement.source.confidence,
        )
        for label, requirement in zip(_LABELS, verdict.requirements, strict=True)
    )
    won = "" if facts.won in ("none", "not-stated") else f" Elections won: {_WON[facts.won]}."
    return Table(
        caption=f"Each rule on {ENGLISH.day(law.on)}, for an invented person.{won} "
        "Signatures, deposit and tests are not judged here. Since: from when the data have the "
        "rule as it is on that day; its source stands under Sources.",
        columns=("Rule", "Asked", "Judgement", "Since", "Certainty"),
        rows=rows,
    )


def _sources(verdict: Verdict) -> tuple[Source, ...]:
    found = {
        label: replace(requirement.source, title=f"{label}: {requirement.source.title}")
        for label, requirement in zip(_LABELS, verdict.requirements, strict=True)
    }
    return tuple(found.values())
