"""no-confidence: deputies of a maslikhat against an akim, step by step, by the law of a day.

A count is decided by numbers; the last step is not. Who decides is free, so that step is set by
hand and stays open by default.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from kazlib.controls import Choice, Control, Date, Number
from kazlib.errors import InvalidChoice, InvalidNumber, UnknownRule
from kazlib.exact import whole
from kazlib.figures.svg import SeatGroup, hemicycle, picture
from kazlib.figures.svg_series import Hurdle, hurdles, words
from kazlib.law import MaslikhatRules, rules
from kazlib.offices.maslikhat import NoConfidence, no_confidence
from kazlib.outcome import Outcome, Source, Table
from kazlib.texts import ENGLISH

TITLE = "No confidence in an akim"

_IDS = "no-confidence"
_DAY = date(2023, 9, 1)
_DEPUTIES = 30  # the regional maslikhat of North Kazakhstan elected in 2023 (Kazinform)
_MOST = 1000  # more seats cannot be told apart in the picture

_AKIMS = {
    "region": "region or big city",
    "district": "district or town",
}
_WHO_DECIDES = {"region": "the President", "district": "the akim above"}
_DECISIONS = {"open": "not taken yet", "goes": "the akim goes", "stays": "the akim stays"}
_TO_RAISE = {"law": "as in the law", "1/5": "one fifth", "1/3": "one third", "1/2": "one half"}
_TO_PASS = {
    "law": "as in the law",
    "majority-of-all": "a majority of all deputies",
    "two-thirds-of-all": "two thirds of all deputies",
}

CONTROLS: tuple[Control, ...] = (
    Date("day", "Day", _DAY),
    Choice("akim", "Akim", "region", _AKIMS),
    Number("deputies", "Council", _DEPUTIES, "all deputies"),
    Number("raised_by", "Raised by", 6, "deputies"),
    Number("votes_for", "Votes for it", 16, "deputies"),
    Choice("decision", "Decision", "open", _DECISIONS),
    Choice("to_raise", "Share that raises it", "law", _TO_RAISE),
    Choice("to_pass", "Majority that passes it", "law", _TO_PASS),
)

RESETS = {
    "day": ("to_raise", "to_pass"),
    "deputies": ("decision",),
    "raised_by": ("decision",),
    "votes_for": ("decision",),
}


def _read_day(day: date | str | None) -> date:
    if day is None:
        return _DAY
    if isinstance(day, str):
        return Date("day", "Day", None).parse(day)
    return day


def shown(*, day: date | str | None = None, **values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Raises
    ------
    InvalidNumber
        If the day is no date.

    Examples
    --------
    >>> shown(votes_for=15)["votes_for"], shown()["to_pass"]
    (15, 'law')
    """
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    own["day"] = _read_day(day)
    return own | {name: value for name, value in values.items() if value is not None}


def compute(
    *,
    day: date | str | None = None,
    akim: str = "region",
    deputies: int = _DEPUTIES,
    raised_by: int = 6,
    votes_for: int = 16,
    decision: str = "open",
    to_raise: str = "law",
    to_pass: str = "law",
) -> Outcome:
    """Follow a motion of no confidence: raised, passed, decided.

    Parameters
    ----------
    day
        Day of the motion; ``None``: 1 September 2023.
    akim
        ``"region"`` (region, city of republican significance, capital) or ``"district"``.
    deputies
        All deputies of the maslikhat, 1 to 1,000; 30 is the council of North Kazakhstan of 2023.
    raised_by, votes_for
        Deputies who raised the motion and who voted for it, 0 to ``deputies``.
    decision
        ``"open"``, ``"goes"`` or ``"stays"``; only a motion that passed can be decided.
    to_raise
        ``"law"``, or another share: ``"1/5"``, ``"1/3"``, ``"1/2"``.
    to_pass
        ``"law"``, ``"majority-of-all"`` or ``"two-thirds-of-all"``.

    Returns
    -------
    Outcome
        The two hurdles, the decision, the council, the sources.

    Raises
    ------
    KazlibError
        With a message for readers: impossible numbers, a decision on a motion that failed, or a
        day (before 21 May 2007, from 1 July 2026) whose rule was not seen.

    Examples
    --------
    >>> print(compute(votes_for=15).sentence.split(". ")[1])
    It fails: 15 votes, and 16 of 30 deputies are needed
    """
    for value, name, allowed in (
        (akim, "akim", _AKIMS),
        (decision, "decision", _DECISIONS),
        (to_raise, "to_raise", _TO_RAISE),
        (to_pass, "to_pass", _TO_PASS),
    ):
        if value not in allowed:
            raise InvalidChoice.of(value, name, allowed)
    if whole(deputies, "deputies", 1) > _MOST:
        raise InvalidNumber(f"deputies is {deputies:,}; it must be from 1 to {_MOST:,}.")
    law = rules("maslikhat", on=_read_day(day))
    counted, changes = _what_if(law, to_raise, to_pass)
    motion = no_confidence(counted, deputies, raised_by, votes_for)
    if decision != "open":
        if not motion.passed:
            raise InvalidNumber(
                f"decision is {decision!r}, but there is nothing to decide: only a motion that "
                f"passed is decided on. It needs {motion.raise_needed} to raise it and "
                f"{motion.pass_needed} votes for it, of {deputies} deputies."
            )
        motion = replace(motion, removed=decision == "goes")
    assumed = law.parameter("no_confidence_decided_by").state == "unknown"
    sentence = _opening(law, changes) + _steps(akim, deputies, raised_by, votes_for, motion)
    if assumed and motion.passed:
        sentence += f" Who decided on that day was not seen; {_WHO_DECIDES[akim]} is an assumption."
    return Outcome(
        sentence=sentence,
        svg=_picture(akim, deputies, raised_by, votes_for, motion, sentence),
        table=_table(akim, raised_by, votes_for, motion, bool(changes), assumed),
        sources=_sources(law, changes),
    )


def _what_if(law: MaslikhatRules, to_raise: str, to_pass: str) -> tuple[MaslikhatRules, list[str]]:
    """Return the rules to count by, and each change in words."""
    reform: dict[str, Any] = {}
    changes = []
    share = law.parameter("no_confidence_raised_by")
    if to_raise != "law" and Fraction(to_raise) != share.value:
        reform["no_confidence_raised_by"] = Fraction(to_raise)
        changes.append(f"{_TO_RAISE[to_raise]} of the deputies could raise it")
    majority = law.parameter("no_confidence_passed_by")
    if to_pass not in ("law", majority.value):
        reform["no_confidence_passed_by"] = to_pass
        changes.append(f"{_TO_PASS[to_pass]} had to pass it")
    unknown = [p for p in (share, majority) if p.state == "unknown" and p.name not in reform]
    if unknown:
        known = "; ".join(parameter.known for parameter in unknown)
        raise UnknownRule(
            f"The rule on no confidence in an akim on {law.on.isoformat()} was not seen. What is "
            f"known: {known}. Set both the share that raises it and the majority that passes it to "
            f"try a what-if.",
            unknown[0].name,
        )
    return (law.reform(**reform) if reform else law), changes


def _opening(law: MaslikhatRules, changes: list[str]) -> str:
    """Say which rule is counted by: the law of the day with its certainty, or what replaces it."""
    used = [law.parameter(f"no_confidence_{step}_by") for step in ("raised", "passed")]
    sure = all(parameter.source.confidence == "verified" for parameter in used)
    mark = "" if sure else f", {used[0].source.confidence} and unverified"
    if not changes:
        return f"By the law of {ENGLISH.day(law.on)}{mark}: "
    seen = [parameter.text for parameter in used if parameter.state != "unknown"]
    known = f"{' and '.join(seen)}{mark}" if seen else "not seen"
    return f"What if {' and '.join(changes)}? (The law of {ENGLISH.day(law.on)}: {known}.) "


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _are(number: int) -> str:
    return f"{number} is" if number == 1 else f"{number} are"


def _steps(akim: str, deputies: int, raised_by: int, votes_for: int, motion: NoConfidence) -> str:
    house = "of 1 deputy" if deputies == 1 else f"of {deputies} deputies"
    if not motion.raised:
        return (
            f"{raised_by} {house} cannot raise the question; {_are(motion.raise_needed)} needed. "
            f"There is no vote, and the akim stays."
        )
    raise_it = "raises" if raised_by == 1 else "raise"
    text = f"{raised_by} {house} {raise_it} the question; {_are(motion.raise_needed)} enough. "
    verb = "is" if motion.pass_needed == 1 else "are"
    votes = f"{_count(votes_for, 'vote')}, and {motion.pass_needed} {house} {verb} needed"
    if not motion.passed:
        return f"{text}It fails: {votes}. The akim stays."
    text += f"It passes: {votes}. "
    who = _WHO_DECIDES[akim]
    if motion.removed is None:
        return (
            f"{text}The akim is still in office: the last word is with {who}, who may dismiss the "
            f"akim or not."
        )
    verb = "dismisses the akim" if motion.removed else "does not dismiss the akim, who stays"
    return f"{text}{who[0].upper()}{who[1:]} {verb}."


def _picture(
    akim: str, deputies: int, raised_by: int, votes_for: int, motion: NoConfidence, sentence: str
) -> str:
    counted = votes_for if motion.raised else 0
    enough = {True: "enough", False: "not enough"}
    if not motion.raised:
        end, vote, decision = "not raised, the akim stays", "no vote", "no question"
    elif not motion.passed:
        end, vote, decision = "not passed, the akim stays", "not enough", "no question"
    else:
        decision = {None: "open", True: "the akim goes", False: "the akim stays"}[motion.removed]
        end, vote = f"passed, decision: {decision}", "enough"
    raised = enough[motion.raised]
    steps = (
        Hurdle("1. Raised by", raised_by, motion.raise_needed, deputies, raised, 0),
        Hurdle("2. Votes for it", counted, motion.pass_needed, deputies, vote, 1),
    )
    groups = [
        SeatGroup("for no confidence", counted, 1),
        SeatGroup("not for it", deputies - counted, None),
    ]
    marks = (
        hurdles(steps, ids=_IDS),
        words(f"3. Decision of {_WHO_DECIDES[akim]}", decision),
        hemicycle(groups, ids=_IDS, caption=f"{counted} of {deputies} for it"),
    )
    return picture(marks, ids=_IDS, title=f"No confidence: {end}", desc=sentence)


def _table(
    akim: str,
    raised_by: int,
    votes_for: int,
    motion: NoConfidence,
    changed: bool,
    assumed: bool,
) -> Table:
    who = _WHO_DECIDES[akim] + (" (assumption)" if assumed else "")
    yes = {True: "yes", False: "no", None: "open"}
    no_vote = "no vote" if not motion.raised else None
    decided = "" if not motion.passed else yes[motion.removed]
    return Table(
        caption="Three steps, " + ("what-if." if changed else "by the law of the day."),
        columns=("Step", "Deputies", "Needed", "Reached"),
        rows=(
            ("1 The question is raised", raised_by, motion.raise_needed, yes[motion.raised]),
            (
                "2 No confidence is passed",
                no_vote or votes_for,
                motion.pass_needed,
                yes[motion.passed] if motion.raised else "",
            ),
            (f"3 Dismissed by {who}", "", "free decision", decided or "no question"),
        ),
    )


_SOURCED = {
    "no_confidence_raised_by": "who raises it",
    "no_confidence_passed_by": "majority",
    "no_confidence_decided_by": "who decides",
}


def _sources(law: MaslikhatRules, changes: list[str]) -> tuple[Source, ...]:
    found = [
        replace(law.why(name), title=f"{label.capitalize()}: {law.why(name).title}")
        for name, label in _SOURCED.items()
    ]
    if changes:
        found.append(
            Source(
                "The changes in the first sentence are what-ifs, not law", confidence="assumption"
            )
        )
    return tuple(found)
