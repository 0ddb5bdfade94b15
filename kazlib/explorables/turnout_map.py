"""turnout-map: turnout of the regions on the map, at the hour for which it was published.

Published figures, no model. Almost all are counts of an hour while the polls were open, so they
are compared within one count and never between hours.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, cast

from kazlib.controls import Choice, Control, chosen
from kazlib.errors import InvalidChoice
from kazlib.exact import plain
from kazlib.figures.svg import picture
from kazlib.figures.svg_map import CLASSES, Area, class_fill, region_map
from kazlib.figures.svg_series import Row, rows
from kazlib.outcome import Outcome, Source, Table
from kazlib.sources import Confidence
from kazlib.tables.outlines import outlines
from kazlib.tables.records import Record, records
from kazlib.texts import ENGLISH

TITLE = "Turnout of the regions, hour by hour"

_IDS = "turnout-map"
_STEPS = (20, 40, 60, 80)
_STEPS_LEGEND = ("under 20%", "20 to 40%", "40 to 60%", "60 to 80%", "80% and over")
_FIFTHS_LEGEND = ("lowest fifth", "second fifth", "middle fifth", "fourth fifth", "highest fifth")
_CLASSES = {"steps": "steps of 20 points", "fifths": "fifths of the units"}
_BODIES = {"President": "election of the President", "Mazhilis": "election of the Mazhilis"}
_SOUTH_UNTIL = date(2018, 6, 18)


@dataclass(frozen=True)
class Count:
    """Turnout of the regions at one hour of one day.

    Attributes
    ----------
    day : date
        Day of the vote, whose borders are drawn.
    vote : str
        ``"President"``, ``"Mazhilis"`` or ``"Referendum"``.
    as_of : str
        The hour, ``"close of polls"`` or ``"final"``.
    turnout : mapping of str to Decimal or None
        ISO 3166-2 code → per cent, for every unit of the day; ``None``: not in the source.
    names : mapping of str to str
        Code → name on that day.
    national, final : Decimal or None
        National turnout at that hour, and in the end, where the source gives them.
    note, source, confidence : str
        As in the table.
    """

    day: date
    vote: str
    as_of: str
    turnout: Mapping[str, Decimal | None]
    names: Mapping[str, str]
    national: Decimal | None
    final: Decimal | None
    note: str
    source: str
    confidence: Confidence

    @property
    def when(self) -> str:
        """The hour in words, and that it is not the end where it is not."""
        if self.as_of == "final":
            return "in the preliminary report after the vote"
        if self.as_of == "close of polls":
            return "at the close of the polls, not final"
        return f"at {self.as_of}, not final"


def _read(note: str, words: str) -> Decimal | None:
    found = re.search(words, note)
    return Decimal(found[1]) if found else None


def _count(day: date, as_of: str, held: Sequence[Record]) -> Count:
    named = {str(r["iso_3166_2"]): str(r["name_en"]) for r in records("regions") if r["iso_3166_2"]}
    seen = {str(row["iso_3166_2"]): row for row in held}
    units = outlines(day).units
    first = held[0]
    note = str(first["note"] or "")
    return Count(
        day=day,
        vote=str(first["election"]),
        as_of=as_of,
        turnout={
            code: cast(Decimal, seen[code]["turnout_pct"]) if code in seen else None
            for code in units
        },
        names={code: str(seen[code]["region"]) if code in seen else named[code] for code in units},
        national=_read(note, r"national ([\d.]+) at that hour"),
        final=_read(note, r"final ([\d.]+)"),
        note=note,
        source=str(first["source"]),
        confidence=cast(Confidence, first["confidence"]),
    )


@cache
def counts() -> dict[str, Count]:
    """Return every count of ``data/regional_turnout.csv`` by its name in links.

    The first count of a day is named by the day, a later one by day and hour.

    Examples
    --------
    >>> [name for name in counts() if name.startswith("2026")]
    ['2026-03-15', '2026-03-15-20.00']
    """
    found: dict[str, Count] = {}
    table = records("regional_turnout")
    for (day, as_of), held in groupby(table, lambda row: (row["date"], row["as_of"])):
        when, hour = cast(date, day), str(as_of)
        name = when.isoformat()
        if name in found:
            name += f"-{hour.replace(':', '.').replace(' ', '-')}"
        found[name] = _count(when, hour, list(held))
    return found


def _vote(count: Count) -> str:
    return _BODIES.get(count.vote, "referendum")


_DEFAULT = "2022-11-20"
_OPTIONS = {
    name: f"{count.day.day} {count.day:%b %Y}, {count.as_of.removesuffix(' of polls')}"
    for name, count in counts().items()
}

CONTROLS: tuple[Control, ...] = (
    Choice("count", "Count", _DEFAULT, _OPTIONS),
    Choice("classes", "Classes of the map", "steps", _CLASSES),
)

RESETS: dict[str, tuple[str, ...]] = {}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown()
    {'count': '2022-11-20', 'classes': 'steps'}
    """
    return chosen(CONTROLS, values)


def compute(*, count: str = _DEFAULT, classes: str = "steps") -> Outcome:
    """Show the turnout of the regions as published for one hour.

    Parameters
    ----------
    count
        A name of :func:`counts`, for example ``"2022-11-20"``.
    classes
        ``"steps"`` of 20 points, or ``"fifths"`` of the units whose turnout is known.

    Returns
    -------
    Outcome
        Map and bars with missing units empty, table, sources.

    Raises
    ------
    InvalidChoice
        If there is no such count or way to class.

    Examples
    --------
    >>> compute().sentence.split(":")[0]
    'Published turnout, election of the President on 20 November 2022, at 16'
    """
    if count not in counts():
        raise InvalidChoice.of(count, "count", counts())
    if classes not in _CLASSES:
        raise InvalidChoice.of(classes, "classes", _CLASSES)
    held = counts()[count]
    sentence = _sentence(held)
    return Outcome(
        sentence=sentence,
        svg=_picture(held, classes, sentence),
        table=_table(held),
        sources=_sources(held),
    )


def _order(count: Count) -> list[str]:
    """Return the codes from highest to lowest turnout, the missing ones last, by name."""
    return sorted(count.turnout, key=lambda code: (-(count.turnout[code] or -1), count.names[code]))


def _known(count: Count) -> dict[str, Decimal]:
    return {code: value for code, value in count.turnout.items() if value is not None}


def _sentence(count: Count) -> str:
    known = _known(count)
    most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    missing = len(count.turnout) - len(known)
    of = f"{len(known)} of {len(count.turnout)}" if missing else f"all {len(known)}"
    text = (
        f"Published turnout, {_vote(count)} on {ENGLISH.day(count.day)}, {count.when}: from "
        f"{plain(known[most])}% in {count.names[most]} to {plain(known[least])}% in "
        f"{count.names[least]}, {plain(known[most] - known[least])} points apart, for {of} regions "
        f"and cities of that day."
    )
    if missing:
        text += f" {missing} are missing in our source and drawn empty."
    if count.national is not None:
        text += f" National turnout at that hour was {plain(count.national)}%"
        text += f"; in the end {plain(count.final)}%." if count.final is not None else "."
    return f"{text} High or low turnout does not tell its own cause."


def _levels(count: Count, classes: str) -> dict[str, int | None]:
    known = _known(count)
    if classes == "steps":
        of = {code: sum(value >= step for step in _STEPS) for code, value in known.items()}
    else:  # units with the same turnout share a class, that of the lowest of them
        ordered = sorted(known.values())
        of = {code: ordered.index(value) * CLASSES // len(known) for code, value in known.items()}
    return {code: of.get(code) for code in count.turnout}


def _short(name: str) -> str:
    """Return a name that is short and still tells Almaty from its region."""
    return name if name == "Almaty Region" else name.removesuffix(" Region")


def _picture(count: Count, classes: str, sentence: str) -> str:
    levels = _levels(count, classes)
    areas, bars = {}, []
    for place, code in enumerate(_order(count), start=1):
        value, name = count.turnout[code], count.names[code]
        label = str(place) if value is not None else "–"
        note = f"{value:.2f}%" if value is not None else "not seen"
        areas[code] = Area(levels[code], label, f"{name}: {note}")
        bars.append(
            Row(f"{label} {_short(name)}", float(value or 0), note, class_fill(_IDS, levels[code]))
        )
    legend = _STEPS_LEGEND if classes == "steps" else _FIFTHS_LEGEND
    used = set(levels.values())
    tick, tick_label = None, ""
    if count.national is not None:
        tick, tick_label = float(count.national), f"national {plain(count.national)}%"
    marks = (
        region_map(
            areas,
            ids=_IDS,
            on=count.day,
            legend=[text if level in used else "" for level, text in enumerate(legend)],
        ),
        rows(bars, tick=tick, tick_label=tick_label),
    )
    title = f"Turnout by region, {ENGLISH.day(count.day)}, {count.as_of}"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _table(count: Count) -> Table:
    body: list[tuple[str | int | float | None, ...]] = []
    for code in _order(count):
        value = count.turnout[code]
        apart = None
        if value is not None and count.national is not None:
            apart = float(value - count.national)
        body.append((count.names[code], None if value is None else float(value), apart))
    compared = count.national is not None
    columns = ("Region or city", f"Turnout, % ({count.as_of})", "Points from national")
    return Table(
        caption=(
            f"{ENGLISH.day(count.day)}, {_vote(count)}, {count.when}. Units and borders of that "
            f"day. Note of the table: {count.note}."
        ),
        columns=columns if compared else columns[:2],
        rows=tuple(row if compared else row[:2] for row in body),
    )


def _sources(count: Count) -> tuple[Source, ...]:
    found = [
        Source(f"Turnout: {count.source}", confidence=count.confidence),
        Source(
            title="Map: © OpenStreetMap contributors, ODbL, simplified (data/geo/LICENSE.md)",
            url="https://www.openstreetmap.org/copyright",
        ),
    ]
    if count.day <= _SOUTH_UNTIL:
        found.append(
            Source(
                "Before 19 June 2018 South Kazakhstan Region is drawn with Shymkent in it: joined "
                "from today's borders (day of the change recalled)",
                confidence="recalled",
            )
        )
    return tuple(found)
