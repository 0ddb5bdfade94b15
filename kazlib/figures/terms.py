"""Bands over the years: one row a rule or a term, drawn on one scale of time.

A band is told apart by its look and never by colour alone: filled, striped, only an outline, or a
thin line. A key under the rows says in words what each look means.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH, Mark, anchor_at, fill, long_name_and_note
from kazlib.figures.svg_text import SMALL, SMALLEST, text

Look = Literal["full", "striped", "outline", "line"]

_STYLES: dict[Look, int] = {"full": 0, "striped": 1}  # numbers of colour and pattern
_LETTERS = 44
"""Letters of text on one line of the picture."""
_THICK = 14.0


@dataclass(frozen=True)
class Span:
    """One piece of a row.

    Attributes
    ----------
    begin, end : date
        First day, and the day on which the next piece begins; ``end`` is after ``begin``.
    look : {"full", "striped", "outline", "line"}
        How it is drawn.
    text : str
        A few letters inside; left out where they would not fit.
    """

    begin: date
    end: date
    look: Look
    text: str = ""

    def __post_init__(self) -> None:
        if self.begin >= self.end:
            raise InvalidNumber(f"end is {self.end}; it must be after {self.begin}.")


@dataclass(frozen=True)
class Row:
    """One row: a name at the left, a word at the right, and its pieces below."""

    label: str
    note: str
    spans: tuple[Span, ...]


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join pieces that follow each other and look the same, so that fewer shapes are drawn.

    Examples
    --------
    >>> a, b, c = date(1995, 1, 1), date(1998, 1, 1), date(2000, 1, 1)
    >>> len(joined([Span(a, b, "full"), Span(b, c, "full")]))
    1
    """
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found else None
        if before and (before.end, before.look, before.text) == (span.begin, span.look, span.text):
            found[-1] = Span(before.begin, span.end, span.look, span.text)
        else:
            found.append(span)
    return tuple(found)


def bands(
    rows: Sequence[Row],
    *,
    ids: str,
    first: date,
    last: date,
    day: date | None = None,
    day_label: str = "",
) -> Mark:
    """Draw rows of bands on one scale of time, with a line through all of them on one day.

    Parameters
    ----------
    rows
        From top to bottom.
    ids
        Prefix of the picture's ids, as given to :func:`kazlib.figures.svg.picture`.
    first, last
        Ends of the scale. Pieces of a row are cut at them.
    day
        Where the line stands; ``None`` draws none. It must lie on the scale.
    day_label
        What stands above the line.

    Raises
    ------
    InvalidNumber
        If the scale has no length, or the day does not lie on it.

    Examples
    --------
    >>> row = Row("Term of 1991", "5 years", (Span(date(1991, 12, 1), date(1999, 1, 10), "full"),))
    >>> mark = bands([row], ids="x", first=date(1991, 1, 1), last=date(2001, 1, 1))
    >>> mark.body.count("<rect"), ">1996<" in mark.body
    (1, True)
    """
    if first >= last:
        raise InvalidNumber(f"last is {last}; it must be after {first}.")
    if day is not None and not first <= day <= last:
        raise InvalidNumber(f"day is {day}; it must be from {first} to {last}.")
    days = (last - first).days

    def across(when: date) -> float:
        return 2 + (WIDTH - 4) * (when - first).days / days

    parts, y = [], 20.0 if day is not None else 2.0
    ticks: list[str] = []
    for row in rows:
        letters = max(_LETTERS - len(row.note) - 2, 10)
        names, y = long_name_and_note(y, row.label, row.note, letters)
        parts.append(names)
        shown = [span for span in row.spans if span.begin < last and span.end > first]
        for span in shown:
            begin, end = across(max(span.begin, first)), across(min(span.end, last))
            parts.append(_piece(span, begin, end, y + 4, ids))
        if day is not None:
            ticks.append(f"M{across(day):.1f} {y + 2:.1f}v{_THICK + 6:g}")
        y += _THICK + 12
    parts.append(axis(first, last, across, y))
    if day is not None:
        x = across(day)
        parts += [
            f'<path d="{"".join(ticks)}" stroke="currentColor" stroke-width="2.5" fill="none"/>',
            text(min(max(x, 2), WIDTH - 2), 14, day_label, anchor=anchor_at(x), size=SMALL),
        ]
    return Mark("".join(parts), y + 26)


def _piece(span: Span, begin: float, end: float, y: float, ids: str) -> str:
    if span.look == "line":
        middle = y + _THICK / 2
        return (
            f'<path d="M{begin:.1f} {middle:.1f}H{end:.1f}" stroke="currentColor" fill="none"/>'
            f'<path d="M{begin:.1f} {middle - 3:.1f}v6" stroke="currentColor" fill="none"/>'
        )
    style = _STYLES.get(span.look)
    paint = (
        'fill="none" stroke="currentColor" stroke-dasharray="3 2"'
        if style is None
        else f'fill="{fill(ids, style)}"'
    )
    drawn = (
        f'<rect x="{begin:.1f}" y="{y:.1f}" width="{max(end - begin, 0.5):.1f}" '
        f'height="{_THICK:g}" {paint}/>'
    )
    # A letter of this size is about half as wide as it is high.
    if span.text and len(span.text) * SMALLEST * 0.55 < end - begin:
        drawn += text(begin + 4, y + 11.5, span.text, size=SMALLEST)
    return drawn


def axis(first: date, last: date, across: Callable[[date], float], y: float) -> str:
    """Draw the years, as many as fit.

    Parameters
    ----------
    first, last
        Ends of the scale.
    across
        Place of a day, from left to right.
    y
        Where the line stands.

    Examples
    --------
    >>> def across(day):
    ...     return (day - date(1990, 1, 1)).days / 10
    >>> drawn = axis(date(1990, 1, 1), date(1999, 12, 31), across, 0)
    >>> [str(year) in drawn for year in (1990, 1992, 1993, 1998)]
    [False, True, False, True]
    """
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 500, 5000) if (last - first).days < 3300 * n)
    years = [n for n in range(first.year, last.year + 1) if n % step == 0 and date(n, 1, 1) > first]
    parts = [f'<path d="M2 {y:.1f}H{WIDTH - 2}" stroke="currentColor" fill="none"/>']
    for year in years:
        x = across(date(year, 1, 1))
        parts.append(f'<path d="M{x:.1f} {y:.1f}v5" stroke="currentColor" fill="none"/>')
        # A number at the end of the scale would be cut off.
        if 16 < x < WIDTH - 16:
            parts.append(text(x, y + 18, str(year), anchor="middle", size=SMALLEST))
    return "".join(parts)


def key(entries: Sequence[tuple[Look, str]], *, ids: str) -> Mark:
    """Draw what each look means, one line each.

    Parameters
    ----------
    entries
        Look and its meaning in words.
    ids
        Prefix of the picture's ids.

    Examples
    --------
    >>> key([("full", "in office"), ("outline", "not served")], ids="x").body.count("<rect")
    2
    """
    parts, y = [], 2.0
    day, next_day = date(2000, 1, 1), date(2000, 1, 2)
    for look, words in entries:
        parts.append(_piece(Span(day, next_day, look), 2, 34, y + 2, ids))
        parts.append(text(42, y + 14, words, size=SMALL))
        y += 21
    return Mark("".join(parts), y + 2)


def segments(days: Sequence[date], last: date) -> tuple[tuple[date, date], ...]:
    """Return the stretches between days, in order, the last one to ``last``.

    Examples
    --------
    >>> segments([date(1995, 8, 30), date(1991, 10, 16)], date(1998, 1, 1))[0]
    (datetime.date(1991, 10, 16), datetime.date(1995, 8, 30))
    """
    before = sorted({day for day in days if day < last})
    return tuple(pairwise((*before, last)))
