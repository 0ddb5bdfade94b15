"""What registration-filter answers: the grid of rules and contenders, the sentence, the table."""

from dataclasses import dataclass, replace

from kazlib.candidacy import INVENTED, Contender, Requirement, eligibility, registration
from kazlib.candidacy.verdict import State
from kazlib.exact import plain
from kazlib.figures.svg import picture
from kazlib.figures.svg_grid import GridRow, Sign, grid
from kazlib.figures.svg_series import words
from kazlib.law import PresidentRules
from kazlib.outcome import Outcome, Source, Table
from kazlib.texts import ENGLISH

_IDS = "registration-filter"

# parameters that make one row: (name of the row, name inside a sentence)
_RULES: dict[tuple[str, ...], tuple[str, str]] = {
    ("min_age",): ("Minimum age", "minimum age"),
    ("max_age",): ("Maximum age", "maximum age"),
    ("residency_years",): ("Residence", "residence"),
    ("birth_citizenship",): ("Citizen by birth", "citizenship by birth"),
    ("kazakh_fluency", "language_test"): ("Kazakh", "Kazakh language"),
    ("education",): ("Higher education", "higher education"),
    ("service_years",): ("Experience", "experience"),
    ("signatures_pct_of_voters", "signatures_absolute"): ("Signatures", "signatures"),
    ("signatures_spread",): ("Regions", "regions"),
    ("signatures_equal",): ("Regions equally", "regions equally"),
    ("self_nomination",): ("Nomination", "nomination"),
    ("medical_check",): ("Medical check", "medical check"),
    ("penalty_bar",): ("Recent penalty", "recent penalty"),
    ("criminal_record_bar",): ("Criminal record", "criminal record"),
    ("deposit_min_wages",): ("Deposit", "deposit"),
}
_NOTES = {
    "birth_citizenship": "asked",
    "kazakh_fluency": "fluent",
    "language_test": "a test",
    "education": "asked",
    "signatures_equal": "our reading",
    "self_nomination": "not by oneself",
    "medical_check": "asked",
    "penalty_bar": "a bar for a year",
    "criminal_record_bar": "a bar",
}
_SIGNS: dict[State, Sign] = {"met": "yes", "not met": "no", "not known": "open"}


@dataclass(frozen=True)
class Case:
    """What is judged.

    Attributes
    ----------
    law, judged_by : PresidentRules
        The law of the day, and the rules to judge by: the same, or a what-if.
    changes : tuple of str
        Each change of the law in words.
    contenders : tuple of Contender
        Invented contenders.
    regions, voters : int
        Size of the invented country.
    """

    law: PresidentRules
    judged_by: PresidentRules
    changes: tuple[str, ...]
    contenders: tuple[Contender, ...]
    regions: int
    voters: int


@dataclass(frozen=True)
class _Rule:
    """One rule that is in force, and who meets it."""

    label: str
    name: str
    note: str
    states: tuple[State, ...]
    source: Source


def answer(case: Case) -> Outcome:
    """Return the outcome of a case.

    Parameters
    ----------
    case
        Contenders and rules.

    Examples
    --------
    >>> from kazlib.explorables.registration_filter import compute
    >>> compute().table.columns[:3]
    ('Contender', 'Result', 'Refused by')
    """
    found, not_seen = _judged(case.contenders, case.judged_by, case)
    refused = _refusals(case, found)
    sentence = _sentence(case, found, not_seen, refused)
    return Outcome(
        sentence=sentence,
        svg=_picture(case, found, refused, sentence, seen=not not_seen),
        table=_table(case, refused),
        sources=_sources(found, not_seen),
    )


def _requirements(contender: Contender, law: PresidentRules) -> dict[str, Requirement]:
    verdicts = (
        eligibility("president", contender.person, law=law),
        registration("president", contender.application, law=law),
    )
    return {r.parameter: r for verdict in verdicts for r in verdict.requirements}


def _judged(
    contenders: tuple[Contender, ...], law: PresidentRules, case: Case
) -> tuple[list[_Rule], list[str]]:
    """Return the rules in force with who meets them, and the names of those not seen."""
    each = [_requirements(contender, law) for contender in contenders]
    found, not_seen = [], []
    for parameters, (label, name) in _RULES.items():
        in_force = [p for p in parameters if p in each[0] and _in_force(law, p)]
        if in_force:
            states = tuple(_worst([own[p].state for p in in_force]) for own in each)
            source = law.why(in_force[0])
            found.append(_Rule(label, name, _note(law, in_force, case), states, source))
        elif any(law.parameter(p).state == "unknown" for p in parameters):
            not_seen.append(name)
    return found, not_seen


def _in_force(law: PresidentRules, parameter: str) -> bool:
    rule = law.parameter(parameter)
    if parameter == "self_nomination":
        return rule.value is False
    return rule.state == "value" and rule.value is not False


def _worst(states: list[State]) -> State:
    order: tuple[State, ...] = ("not met", "not known", "met")
    return min(states, key=order.index)


def _note(law: PresidentRules, in_force: list[str], case: Case) -> str:
    """Return what a rule asks, in a few words."""
    first = in_force[0]
    if first in ("kazakh_fluency", "language_test"):
        return ", ".join(_NOTES[parameter] for parameter in in_force)
    if first in _NOTES:
        return _NOTES[first]
    value = law.parameter(first).value
    if first == "signatures_pct_of_voters":
        return plain(-(-value * case.voters // 100))
    if first == "signatures_spread":
        return f"{-(-value * case.regions // 1)} of {case.regions}"
    units = {"deposit_min_wages": " min. wages", "signatures_absolute": ""}
    return f"{plain(value)}{units.get(first, ' years')}"


def _refusals(case: Case, found: list[_Rule]) -> dict[str, list[str]]:
    """Return contender → the rules that refuse."""
    return {
        contender.name: [rule.name for rule in found if rule.states[place] == "not met"]
        for place, contender in enumerate(case.contenders)
    }


def _left(refused: dict[str, list[str]]) -> list[str]:
    return [name for name, by in refused.items() if not by]


def _named(names: list[str]) -> str:
    return ENGLISH.listed(names) if names else "nobody"


def _sentence(
    case: Case, found: list[_Rule], not_seen: list[str], refused: dict[str, list[str]]
) -> str:
    left, everybody = _left(refused), len(refused)
    number = everybody - len(left)
    verb = "is" if number == 1 else "are"
    out = f"{number} of these {everybody} invented contenders {verb} refused. "
    if case.changes:
        own, _ = _judged(case.contenders, case.law, case)
        by_law = _named(_left(_refusals(case, own)))
        text = f"What if {' and '.join(case.changes)}? Then {out}Not refused: {_named(left)} "
        text += f"(by the law of {ENGLISH.day(case.law.on)}: {by_law})."
    else:
        text = f"By the law of {ENGLISH.day(case.law.on)}, {out}Not refused: {_named(left)}."
    text += _hardest(found)
    weak = [
        f"{rule.name} ({rule.source.confidence})"
        for rule in found
        if "not met" in rule.states and rule.source.confidence not in ("verified", "assumption")
    ]
    text += f" Less than verified: {_named(weak)}." if weak else ""
    if not_seen:
        verb = "rule was" if len(not_seen) == 1 else "rules were"
        text += f" {len(not_seen)} {verb} not seen and cannot refuse here."
    return text


def _hardest(found: list[_Rule]) -> str:
    most = max((rule.states.count("not met") for rule in found), default=0)
    if not most:
        return ""
    names = [rule.name for rule in found if rule.states.count("not met") == most]
    if len(names) == 1:
        return f" The rule on {names[0]} refuses most, {most}."
    return f" The rules on {_named(names)} refuse most, {most} each."


def _picture(
    case: Case,
    found: list[_Rule],
    refused: dict[str, list[str]],
    sentence: str,
    *,
    seen: bool,
) -> str:
    rows = [
        GridRow(rule.label, rule.note, [_SIGNS[state] for state in rule.states]) for rule in found
    ]
    columns = zip(*(rule.states for rule in found), strict=True)
    whole = [_SIGNS[_worst(list(column))] for column in columns]
    note = "all rules" if seen else "seen rules only"
    rows.append(GridRow("Together", note, whole, strong=True))
    marks = [
        grid([contender.name for contender in case.contenders], rows),
        words("✓ met", "✗ not met: refused"),
    ]
    left = _named(_left(refused))
    title = f"{'What if' if case.changes else ENGLISH.day(case.law.on)}: not refused: {left}"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _table(case: Case, refused: dict[str, list[str]]) -> Table:
    rows = []
    for contender in case.contenders:
        person, brought = contender.person, contender.application
        by_unit = brought.by_unit or {}
        rows.append(
            (
                contender.name,
                "refused" if refused[contender.name] else "not refused",
                ", ".join(refused[contender.name]) or "no rule",
                person.age,
                person.residency_years,
                person.service_years,
                brought.signatures,
                sum(count > 0 for count in by_unit.values()),
                float(brought.deposit_min_wages or 0),
                _remarks(contender),
            )
        )
    return Table(
        caption=f"Invented contenders; {case.voters:,} voters, {case.regions} regions.",
        columns=(
            "Contender",
            "Result",
            "Refused by",
            "Age",
            "Residence, years",
            "Service, years",
            "Signatures",
            "From regions",
            "Deposit, min. wages",
            "Remarks",
        ),
        rows=tuple(rows),
    )


def _remarks(contender: Contender) -> str:
    """Return what sets a contender apart and is no number."""
    person, brought = contender.person, contender.application
    found = (
        (not person.birth_citizen, "no citizen by birth"),
        (not person.kazakh_fluency, "not fluent in Kazakh"),
        (not person.higher_education, "no higher education"),
        (brought.self_nominated, "self-nominated"),
        (not brought.medical_check_passed, "medical check not passed"),
        (brought.penalty_past_year, "recent penalty"),
        (brought.uncancelled_record, "criminal record"),
    )
    return "; ".join(words for holds, words in found if holds) or "none"


def _sources(found: list[_Rule], not_seen: list[str]) -> tuple[Source, ...]:
    invented = Source(
        f"{INVENTED} Signatures are drawn around 170,000, deposits are 1,000 minimum wages or half "
        "of it. Nobody has won an election. The facts do not change with the rules.",
        confidence="assumption",
    )
    rules = [replace(r.source, title=f"{r.label}: {r.source.title}") for r in found]
    unseen = f"Rules that were not seen for this day: {', '.join(not_seen)}"
    return (invented, *rules, *([Source(unseen, confidence="unconfirmed")] if not_seen else []))
