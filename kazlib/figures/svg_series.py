"""More marks of a picture: columns by year, compact rows, hurdles (see ``figures.svg``)."""

from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.figures.svg import WIDTH, Mark, fill, name_and_note
from kazlib.figures.svg_text import SMALL, SMALLEST, Anchor, escape, text

_LEFT = 30.0  # room for the numbers of the axis


@dataclass(frozen=True)
class Column:
    """One year.

    Attributes
    ----------
    year : int
        Under the column.
    parts : tuple of (float, int, bool)
        From the bottom: height, number of colour and pattern, and whether the part is marked
        (a thick border and a point above the column). No part: the year is not known.
    title : str
        What a pointer shows.
    """

    year: int
    parts: tuple[tuple[float, int, bool], ...]
    title: str


def columns(
    data: Sequence[Column], *, ids: str, chosen: int, axis: str, legend: Sequence[tuple[str, int]]
) -> Mark:
    """Draw stacked columns, one a year, with an arrow at the chosen year.

    Parameters
    ----------
    data
        In order of time; at least one.
    ids
        Prefix of the picture's ids, as given to :func:`~kazlib.figures.svg.picture`.
    chosen
        The year of the arrow.
    axis
        What the heights count.
    legend
        Name and style of each part, from the bottom.

    Examples
    --------
    >>> data = [Column(2020, ((17, 0, True), (15, 2, False)), "2020"), Column(2021, (), "?")]
    >>> mark = columns(data, ids="x", chosen=2020, axis="seats", legend=[("half A", 0)])
    >>> mark.body.count('fill="url(#x-p'), "half A" in mark.body
    (3, True)
    """
    height, top = 150.0, 56.0
    most = max((sum(size for size, *_ in column.parts) for column in data), default=1) or 1
    step = 10 if most <= 60 else 50 if most <= 300 else 200
    scale = height / (most * 1.02)
    wide = (WIDTH - _LEFT) / len(data)
    ground = top + height
    parts = [text(0, 14, axis, size=SMALL)]
    for value in range(0, int(most) + 1, step):
        y = ground - value * scale
        parts.append(text(_LEFT - 5, y + 5, str(value), anchor="end", size=SMALLEST))
        parts.append(
            f'<path d="M{_LEFT:.0f} {y:.1f}H{WIDTH}" stroke="currentColor" stroke-opacity=".3"/>'
        )
    for place, column in enumerate(data):
        x, y = _LEFT + place * wide, ground
        parts.append(f"<g><title>{escape(column.title)}</title>")
        for size, style, marked in column.parts:
            y -= size * scale
            border = ' stroke="currentColor" stroke-width="2"' if marked else ""
            parts.append(
                f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{wide - 2:.1f}" '
                f'height="{size * scale:.1f}" fill="{fill(ids, style)}"{border}/>'
            )
        if any(marked for *_, marked in column.parts):
            parts.append(
                f'<circle cx="{x + wide / 2:.1f}" cy="{y - 7:.1f}" r="3" fill="currentColor"/>'
            )
        if not column.parts:
            parts.append(text(x + wide / 2, ground - 6, "?", anchor="middle", size=SMALL))
        parts.append("</g>")
        if column.year % 5 == 0:
            parts.append(
                text(x + wide / 2, ground + 18, str(column.year), anchor="middle", size=SMALL)
            )
        if column.year == chosen:
            parts.append(
                f'<path d="M{x + wide / 2:.1f} {top - 14:.1f}l-5 -8h10z" fill="currentColor"/>'
                + text(
                    min(max(x + wide / 2, _LEFT + 16), WIDTH - 18),
                    top - 25,
                    str(chosen),
                    anchor="middle",
                    size=SMALL,
                )
            )
    y = ground + 32
    for name, style in legend:
        parts.append(
            f'<rect x="2" y="{y:.1f}" width="20" height="14" fill="{fill(ids, style)}"/>'
            + text(28, y + 12, name, size=SMALL)
        )
        y += 21
    parts.append(f'<circle cx="12" cy="{y + 7:.1f}" r="3" fill="currentColor"/>')
    parts.append(text(28, y + 12, "thick border: this half is up in that year", size=SMALL))
    return Mark("".join(parts), y + 24)


@dataclass(frozen=True)
class Row:
    """One row: a name, a bar and a note; ``fill`` is any SVG fill."""

    label: str
    value: float
    note: str
    fill: str


def rows(data: Sequence[Row], *, tick: float | None, tick_label: str) -> Mark:
    """Draw thin bars, one line each, with a tick.

    Parameters
    ----------
    data
        From top to bottom; names of at most 24 letters.
    tick
        Where the tick stands, in the unit of the bars; ``None`` draws none.
    tick_label
        What stands above the ticks.

    Examples
    --------
    >>> rows([Row("A", 3, "3", "none"), Row("B", 1, "1", "none")], tick=2, tick_label="mean").height
    64.0
    """
    left, right, line = 156.0, 80.0, 21.0
    longest = max([row.value for row in data] + [1.05 * (tick or 0), 1e-9])
    scale = (WIDTH - left - right) / longest
    parts = []
    y = 20.0
    for row in data:
        parts.append(
            text(2, y + 15, row.label, size=SMALL)
            + f'<rect x="{left}" y="{y + 4:.1f}" width="{row.value * scale:.1f}" height="13" '
            f'fill="{row.fill}" stroke="#4a4a4a" stroke-width="0.8"/>'
            + text(WIDTH - 2, y + 15, row.note, anchor="end", size=SMALL)
        )
        y += line
    if tick is not None:
        x = left + tick * scale
        parts.append(
            text(x, 14, tick_label, anchor="middle", size=SMALLEST)
            + f'<path d="M{x:.1f} 18V{y + 1:.1f}" stroke="currentColor" stroke-width="1.5" '
            'stroke-dasharray="4 3"/>'
        )
    return Mark("".join(parts), y + 2)


@dataclass(frozen=True)
class Hurdle:
    """A number that must reach another.

    Attributes
    ----------
    label : str
        Name of the step.
    have, needed, of : int
        What there is, the least that is enough, and the whole.
    note : str
        What follows, at the right.
    style : int
        Number of colour and pattern.
    """

    label: str
    have: int
    needed: int
    of: int
    note: str
    style: int


def hurdles(steps: Sequence[Hurdle], *, ids: str) -> Mark:
    """Draw steps one under another: a track as long as the whole, filled in part, with a tick.

    Examples
    --------
    >>> mark = hurdles([Hurdle("Raised", 6, 6, 30, "enough", 0)], ids="x")
    >>> "needed: 6 of 30" in mark.body, mark.height
    (True, 74.0)
    """
    parts, y = [], 0.0
    for step in steps:
        scale = (WIDTH - 4) / step.of
        x = 2 + step.needed * scale
        # Under the tick, and never beyond an end of the picture.
        anchor: Anchor = "start" if x < WIDTH / 2 else "end"
        parts.append(
            name_and_note(y + 16, f"{step.label}: {step.have}", step.note)
            + f'<rect x="2" y="{y + 25:.1f}" width="{step.have * scale:.1f}" height="16" '
            f'fill="{fill(ids, step.style)}"/>'
            f'<rect x="2" y="{y + 25:.1f}" width="{WIDTH - 4}" height="16" fill="none" '
            'stroke="currentColor"/>'
            f'<path d="M{x:.1f} {y + 20:.1f}v27" stroke="currentColor" stroke-width="3"/>'
            + text(x, y + 60, f"needed: {step.needed} of {step.of}", anchor=anchor, size=SMALL)
        )
        y += 74
    return Mark("".join(parts), y)


def words(line: str, note: str) -> Mark:
    """Write a line with a note at the right, for a step that is no number.

    Examples
    --------
    >>> words("Decision", "open").height
    26.0
    """
    return Mark(name_and_note(16, line, note), 26.0)
