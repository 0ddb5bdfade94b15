"""Observer missions to elections in Kazakhstan: who came, how they looked, what they said."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from kazlib.sources import Confidence
from kazlib.tables.records import Record, records

GROUPS = {
    "OSCE/ODIHR": "OSCE/ODIHR and parliaments",
    "CIS": "CIS",
    "SCO": "SCO",
    "CSTO": "CSTO",
    "Turkic": "Turkic States",
    "domestic": "Domestic",
}
"""Kinds of missions → their names in figures, in the order of the chapter."""

_SIGNS = {"OSCE": "OSCE/ODIHR", "PACE": "OSCE/ODIHR", "Turkic": "Turkic"}
_NO_VERDICT = re.compile(r"not seen|not found|see the joint|outside the excerpt|no report")
_PERIOD = re.compile(r"\d+ to \d+ [A-Z]\w+")
_PART = re.compile(r"(\d+) (?:experts|long-term|short-term)")
_ROUGH = re.compile(r"about|up to|requested|put forward")


@dataclass(frozen=True)
class Mission:
    """One mission, as far as our sources show it; ``None``: not seen.

    Attributes
    ----------
    day : date
        Election day.
    election : str
        For example ``"parliamentary 2007"``.
    organisation : str
        Who sent it.
    group : str or None
        A key of :data:`GROUPS`; ``None`` for a delegation of another kind and for totals.
    mandate : str or None
        Its form, in its own or our words.
    length : str or None
        Days on which it worked.
    sample : str or None
        Observers, and polling stations where they are known.
    people : int or None
        Observers as a number.
    rough : bool
        The number is a request, a plan or a round figure.
    report : str or None
        The document in which its method would have to stand.
    findings : str or None
        What it said, in our words.
    verdict : str or None
        What it said, in a short quotation.
    judged : bool
        Whether a verdict was seen.
    source : str
        Where this comes from.
    confidence : {"verified", "derived", "assumption", "unconfirmed", "recalled"}
        How sure the reader may be.
    """

    day: date
    election: str
    organisation: str
    group: str | None
    mandate: str | None
    length: str | None
    sample: str | None
    people: int | None
    rough: bool
    report: str | None
    findings: str | None
    verdict: str | None
    judged: bool
    source: str
    confidence: Confidence


def _text(row: Record, column: str) -> str | None:
    return cast("str | None", row[column])


def _group(row: Record) -> str | None:
    if row["mission_type"] in GROUPS:
        return str(row["mission_type"])
    name = str(row["organisation"])
    for sign, group in {**_SIGNS, **dict(zip(GROUPS, GROUPS, strict=True))}.items():
        if sign in name:
            return group
    return None


def _people(size: str | None) -> int | None:
    if size is None or not re.search(r"\d", size):
        return None
    parts = [int(number) for number in _PART.findall(size)]
    return sum(parts) or int(re.findall(r"\d+", size)[0])


def _mission(row: Record) -> Mission:
    size, said = _text(row, "size"), _text(row, "assessment")
    period = _PERIOD.search(said or "")
    return Mission(
        day=cast(date, row["election_date"]),
        election=str(row["election"]),
        organisation=str(row["organisation"]),
        group=_group(row),
        mandate=_text(row, "mission_type"),
        length=period[0] if period else None,
        sample=size,
        people=_people(size),
        rough=bool(_ROUGH.search(size or "")),
        report=_text(row, "report_title"),
        findings=said,
        verdict=_text(row, "quotation"),
        judged=bool(said) and not _NO_VERDICT.search(str(said)),
        source=str(row["source"]),
        confidence=cast(Confidence, row["confidence"]),
    )


@cache
def missions() -> tuple[Mission, ...]:
    """Return every mission of ``data/observation.csv`` in order of time.

    Examples
    --------
    >>> first = missions()[0]
    >>> first.day.year, first.group, first.length, first.judged
    (1994, 'OSCE/ODIHR', None, False)
    >>> [mission.people for mission in missions() if mission.election == "parliamentary 2007"]
    [507]
    """
    return tuple(sorted(map(_mission, records("observation")), key=lambda mission: mission.day))
