"""A timeline for live pages: lanes of spans over the years, with one day marked in each lane."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Literal

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH, Mark, fill
from kazlib.figures.svg_text import SMALL, SMALLEST, Anchor, short, text

_LETTERS = 41
"""Letters of a lane's name and note that fit on one line."""
_LETTER = 7.4
"""Width of a letter inside a span."""
_TICK_YEARS = 5


@dataclass(frozen=True)
class Span:
    """One rule for some time.

    Attributes
    ----------
    first, last : date
        Its first and last day.
    label : str
        Its value, shown where it fits.
    kind : {"value", "none", "unknown"}
        Filled, empty, or dashed and empty (the text was not seen).
    """

    first: date
    last: date
    label: str
    kind: Literal["value", "none", "unknown"]


@dataclass(frozen=True)
class Lane:
    """Spans in order of time, with a name at the left and a note at the right."""

    label: str
    note: str
    spans: Sequence[Span]


def timeline(
    lanes: Sequence[Lane], *, ids: str, first: date, last: date, day: date, day_label: str, key: str
) -> Mark:
    """Draw lanes of spans, one under another, each with a tick at the chosen day.

    Parameters
    ----------
    lanes
        From top to bottom; at least one.
    ids
        Prefix of the picture's ids, as given to :func:`kazlib.figures.svg.picture`.
    first, last
        Ends of the scale. Spans are cut at them.
    day
        The chosen day; the span that holds it is filled with colour.
    day_label
        What stands above the ticks.
    key
        What the kinds of spans mean, for the line under the scale.

    Returns
    -------
    Mark
        The lanes and a scale of years, drawn from y = 0 down.

    Raises
    ------
    InvalidNumber
        If the scale has no length, or the day lies outside it.

    Examples
    --------
    >>> lane = Lane("threshold", "7%", [Span(date(1999, 5, 6), date(2021, 5, 24), "7%", "value")])
    >>> mark = timeline([lane], ids="x", first=date(1995, 1, 1), last=date(2026, 12, 31),
    ...                 day=date(2007, 8, 18), day_label="18 August 2007", key="")
    >>> mark.body.count("<rect"), "18 August 2007" in mark.body
    (1, True)
    """
    if not first <= day <= last or first == last:
        raise InvalidNumber(f"day is {day}; it must be from {first} to {last}, two different days.")
    scale = (WIDTH - 4) / (last - first).days

    def x(when: date) -> float:
        return 2 + scale * (min(max(when, first), last) - first).days

    at, y, thick = x(day), 22.0, 20.0
    parts = [text(at, 14, day_label, anchor="start" if at < WIDTH / 2 else "end", size=SMALL)]
    ticks = []
    for lane in lanes:
        for line, side in _lines(lane):
            parts.append(text(2 if side == "start" else WIDTH - 2, y + 16, line, anchor=side))
            y += 19.0 if side == "end" else 0.0
        y += 4
        for span in lane.spans:
            if span.last >= first and span.first <= last:
                chosen = span.first <= day <= span.last
                paint = _paint(span, ids, chosen)
                parts.append(_box(x(span.first), x(span.last), y, thick, paint))
                parts.append(_inside(span, x(span.first), x(span.last), y, at if chosen else None))
        ticks.append(f"M{short(at)} {short(y - 4)}v{short(thick + 8)}")
        y += thick + 10
    parts.append(f'<path d="{"".join(ticks)}" stroke="currentColor" stroke-width="3" fill="none"/>')
    parts.append(_scale(first, last, x, y))
    parts.append(text(2, y + 40, key, size=SMALL))
    return Mark("".join(parts), y + 48)


def _lines(lane: Lane) -> list[tuple[str, Anchor]]:
    """Return the texts above a lane; each one at the right ends a line."""
    if len(lane.label) + len(lane.note) <= _LETTERS:
        return [(lane.label, "start"), (lane.note, "end")]
    lines: list[tuple[str, Anchor]] = [(lane.label, "start"), ("", "end")]
    return lines + [(line, "end") for line in wrap(lane.note, _LETTERS)]


def _paint(span: Span, ids: str, chosen: bool) -> str:
    if span.kind == "value" and chosen:
        return f'fill="{fill(ids, 0)}"'
    if span.kind == "value":
        return 'fill="currentColor" fill-opacity="0.16"'
    return 'fill="none"' + (' stroke-dasharray="3 3"' if span.kind == "unknown" else "")


def _box(left: float, right: float, y: float, thick: float, paint: str) -> str:
    return (
        f'<rect x="{short(left)}" y="{short(y)}" width="{short(right - left)}" '
        f'height="{short(thick)}" stroke="currentColor" stroke-width="0.8" {paint}/>'
    )


def _inside(span: Span, left: float, right: float, y: float, tick: float | None) -> str:
    """Return the value inside a span, beside the tick and only where there is room."""
    value = "?" if span.kind == "unknown" else span.label
    if tick is not None:
        left, right = (tick, right) if right - tick > tick - left else (left, tick)
    if not value or len(value) * _LETTER + 6 > right - left:
        return ""
    colour = "#fff" if span.kind == "value" and tick is not None else "currentColor"
    return text((left + right) / 2, y + 14.5, value, anchor="middle", size=SMALLEST, fill=colour)


def _scale(first: date, last: date, x: Callable[[date], float], y: float) -> str:
    """Return the years under the lanes."""
    years = [
        date(year, 1, 1) for year in range(first.year + 1, last.year + 1) if year % _TICK_YEARS == 0
    ]
    line = f"M2 {short(y)}H{short(WIDTH - 2)}" + "".join(
        f"M{short(x(year))} {short(y)}v5" for year in years
    )
    names = "".join(
        text(x(year), y + 19, str(year.year), anchor="middle", size=SMALL) for year in years
    )
    return f'<path d="{line}" stroke="currentColor" fill="none"/>{names}'
