"""Registration: signatures and their spread, deposit, tests, penalties, nomination."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil

from kazlib.candidacy.facts import Application
from kazlib.candidacy.verdict import (
    BARS,
    LEAST,
    MOST,
    NEEDS,
    Ask,
    Requirement,
    Verdict,
    compared,
    judge,
    law_for,
    no_rule,
    unknown_rule,
)
from kazlib.errors import UnknownRule
from kazlib.exact import plain, whole
from kazlib.law import PresidentRules, Rules

_REGISTRATION: dict[str, tuple[tuple[str, str, str, Ask], ...]] = {
    "president": (
        ("language_test", "Kazakh language test passed", "language_test_passed", NEEDS),
        ("medical_check", "Medical check passed", "medical_check_passed", NEEDS),
        ("penalty_bar", "Administrative penalty of the past year", "penalty_past_year", BARS),
        ("criminal_record_bar", "Criminal record not cancelled", "uncancelled_record", BARS),
        ("deposit_min_wages", "Deposit in minimum wages", "deposit_min_wages", LEAST),
    ),
    "senate": (("deposit_min_wages", "Deposit in minimum wages", "deposit_min_wages", LEAST),),
    "mazhilis": (("deposit_min_wages", "Deposit in minimum wages", "deposit_min_wages", LEAST),),
    "maslikhat": (("deposit_min_wages", "Deposit in minimum wages", "deposit_min_wages", LEAST),),
}


def registration(
    office: str, application: Application, *, on: date | None = None, law: Rules | None = None
) -> Verdict:
    """Judge whether an application for an office is registered on a day.

    Parameters
    ----------
    office
        ``"president"``, ``"senate"``, ``"mazhilis"`` or ``"maslikhat"``.
    application
        What is brought.
    on, law
        As in :func:`eligibility`.

    Raises
    ------
    InvalidChoice
        If there is no such office, or no rule on its registration is in the data.
    UnknownRule
        If no rule at all is known for that day.

    Examples
    --------
    >>> brought = Application(signatures=150_000, penalty_past_year=True)
    >>> for refusal in registration("president", brought, on=date(1998, 11, 30)).refusals:
    ...     print(refusal.parameter, "-", refusal.sentence)
    signatures_absolute - Signatures: at least 170,000 asked; stated: 150,000.
    penalty_bar - Administrative penalty of the past year: a bar; stated: yes.
    """
    found = law_for(office, _REGISTRATION, on, law)
    judged = []
    if office == "president":
        judged += [
            _signatures(found, application),
            _spread(found, application),
            _equally(found, application),
            _nomination(found, application),
        ]
    elif office == "senate":
        judged += [_electors(found, application), _one_maslikhat(found)]
    judged += [
        judge(found, parameter, label, getattr(application, name), ask)
        for parameter, label, name, ask in _REGISTRATION[office]
    ]
    return Verdict(office, found.on, tuple(judged))


def _asked_signatures(law: Rules, voters: int | None) -> tuple[str, int | None]:
    """Return the parameter that settles the number of signatures, and the number if it does."""
    share, number = law.parameter("signatures_pct_of_voters"), law.parameter("signatures_absolute")
    if share.state == "value" and voters is not None:
        return share.name, ceil(Fraction(share.value) * voters / 100)
    if number.state == "value":
        return number.name, number.value
    return share.name if share.state != "none" else number.name, None


def signatures_needed(law: PresidentRules, voters: int | None = None) -> int:
    """Return how many supporting signatures a candidate for President needs.

    Parameters
    ----------
    law
        The law: ``signatures_pct_of_voters`` and ``signatures_absolute``.
    voters
        Registered voters. Where they are given, the share of them decides; where not, the number
        that the law or the commission named.

    Returns
    -------
    int
        The number; 0 where the law asks for none.

    Raises
    ------
    UnknownRule
        If the law was not seen, or it asks for a share of voters that are not given.

    Examples
    --------
    >>> from kazlib.law import rules
    >>> signatures_needed(rules("president", on=date(1998, 11, 30)))
    170000
    >>> signatures_needed(rules("president", on=date(2015, 4, 26)), voters=9_300_001)
    93001
    """
    if voters is not None:
        whole(voters, "voters", 1)
    name, needed = _asked_signatures(law, voters)
    if needed is None and law.read(name) is None:
        return 0
    if needed is None:
        raise UnknownRule(
            f"The number of signatures on {law.on.isoformat()} is not known: the law asks for a "
            f"share of the voters; give voters.",
            name,
        )
    return needed


def _signatures(law: Rules, application: Application) -> Requirement:
    name, needed = _asked_signatures(law, application.voters)
    rule, given = law.parameter(name), application.signatures
    if rule.state == "unknown":
        return unknown_rule(law, name, "Signatures")
    if rule.state == "none":
        return no_rule(law, name, "Signatures")
    if needed is None:
        asked = f"{plain(rule.value)} per cent of the voters asked, and their number is not stated"
        return compared(law, name, "Signatures", asked, None, bool)
    asked = f"at least {plain(needed)} asked"
    return compared(law, name, "Signatures", asked, given, lambda: (given or 0) >= needed)


def _spread(law: Rules, application: Application) -> Requirement:
    name, label = "signatures_spread", "Regions with signatures"
    rule, by_unit = law.parameter(name), application.by_unit
    if rule.state == "unknown":
        return unknown_rule(law, name, label)
    if rule.value is None:
        return no_rule(law, name, label)
    if by_unit is None:
        asked = f"a share of {rule.value} asked"
        return compared(law, name, label, asked, None, bool)
    needed = ceil(rule.value * len(by_unit))
    reached = sum(count > 0 for count in by_unit.values())
    asked = f"at least {needed} of {len(by_unit)} asked"
    return compared(law, name, label, asked, reached, lambda: reached >= needed)


def _equally(law: Rules, application: Application) -> Requirement:
    """Judge the equal representation of regions, by a reading that is called an assumption."""
    name, label = "signatures_equal", "Regions represented equally"
    rule, share = law.parameter(name), law.parameter("signatures_spread")
    if rule.state == "unknown":
        return unknown_rule(law, name, label)
    if not rule.value or share.state != "value":
        return no_rule(law, name, label)
    settled_by, total = _asked_signatures(law, application.voters)
    if law.parameter(settled_by).state == "unknown":
        return unknown_rule(law, settled_by, label)
    if total is None or application.by_unit is None:
        return compared(law, name, label, "asked", None, bool)
    counts = application.by_unit.values()
    units = ceil(share.value * len(counts))
    each = ceil(Fraction(total, units)) if units else 0
    reached = sum(count >= each for count in counts)
    asked = (
        f"at least {plain(each)} in each of {units} of {len(counts)} regions asked (the number "
        f"asked, shared equally: the law was not seen on what 'equally' means)"
    )
    judged = compared(law, name, label, asked, reached, lambda: reached >= units)
    return replace(judged, source=replace(judged.source, confidence="assumption"))


def _nomination(law: Rules, application: Application) -> Requirement:
    name, label = "self_nomination", "Self-nomination"
    rule, self_nominated = law.parameter(name), application.self_nominated
    if rule.state == "unknown":
        return unknown_rule(law, name, label)
    if rule.value is not False:
        return Requirement(name, "met", "", f"{label}: allowed.", law.why(name))
    return compared(law, name, label, "not allowed", self_nominated, lambda: not self_nominated)


def _electors(law: Rules, application: Application) -> Requirement:
    name, label = "signatures_pct_of_electors", "Signatures of electors"
    rule, electors, given = law.parameter(name), application.voters, application.signatures
    if rule.state == "value" and electors is not None:
        needed = ceil(Fraction(rule.value) * electors / 100)
        asked = f"at least {plain(needed)} of {plain(electors)} asked"
        return compared(law, name, label, asked, given, lambda: (given or 0) >= needed)
    return judge(law, name, label, None, (lambda pct: f"{plain(pct)} per cent asked", LEAST[1]))


def _one_maslikhat(law: Rules) -> Requirement:
    """Leave the rule open: what its share is counted on was not seen."""
    name, label = "signatures_one_maslikhat_max_pct", "Signatures from one maslikhat"
    rule = law.parameter(name)
    if rule.state != "value":
        return judge(law, name, label, None, MOST)
    sentence = f"{label}: {rule.text}."
    return Requirement(name, "not known", "law", sentence, law.why(name))
