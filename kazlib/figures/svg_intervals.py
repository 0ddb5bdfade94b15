"""Marks of a picture: intervals around shares, and bars in parts (see ``figures.svg``)."""

from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.figures.svg import BLUE, GREEN, VERMILION, WIDTH, Mark, anchor_at, fill, name_and_note
from kazlib.figures.svg_text import short, text

_EDGE = 8.0
_HIT, _MISS = BLUE, VERMILION  # a cross says the same as the second colour


@dataclass(frozen=True)
class Interval:
    """One poll: the share found, a narrow interval and a wide one, all in per cent."""

    middle: float
    narrow: tuple[float, float]
    wide: tuple[float, float]

    def holds(self, value: float) -> bool:
        """Whether the narrow interval holds a value."""
        return self.narrow[0] <= value <= self.narrow[1]


def intervals(
    data: Sequence[Interval],
    *,
    line: float,
    line_label: str,
    step: float,
    axis: str,
    truth: float | None = None,
) -> Mark:
    """Draw intervals one under another over a line, the narrow one thick in the wide one.

    Parameters
    ----------
    data
        From top to bottom; at least one.
    line
        Share of the vertical line, in per cent; a narrow interval that does not hold it gets
        another colour and a cross at the edge.
    line_label
        What stands above the line.
    step
        Height of a row.
    axis
        What the shares are, under the numbers.
    truth
        A share that gets a second, solid line with the word "truth" above it; ``None``: none.

    Examples
    --------
    >>> polls = [Interval(61, (60, 62), (58, 64)), Interval(63, (62, 64), (60, 66))]
    >>> mark = intervals(polls, line=61, line_label="true 61%", step=10, axis="share, %")
    >>> mark.body.count("d55e00"), mark.body.count("0072b2"), "true 61%" in mark.body
    (2, 1, True)
    """
    ends = [end for row in data for end in row.wide]
    ends += [line] if truth is None else [line, truth]
    low, high = min(ends), max(ends)
    room = max(high - low, 0.5)
    low, high = low - 0.08 * room, high + 0.08 * room
    right = WIDTH - 22.0

    def x(value: float) -> float:
        return _EDGE + (right - _EDGE) * (value - low) / (high - low)

    top = 24.0
    ground = top + step * len(data) + 4
    parts = []
    for tick in _ticks(low, high):
        parts.append(
            f'<path d="M{short(x(tick))} {short(top)}V{short(ground)}" stroke="currentColor" '
            'stroke-opacity=".2"/>' + text(x(tick), ground + 17, f"{tick:g}", anchor="middle")
        )
    for place, row in enumerate(data):
        y = top + step * (place + 0.5)
        held = row.holds(line)
        colour = _HIT if held else _MISS
        parts.append(
            f'<path d="M{short(x(row.wide[0]))} {short(y)}H{short(x(row.wide[1]))}" '
            'stroke="currentColor" stroke-opacity=".55"/>'
            f'<path d="M{short(x(row.narrow[0]))} {short(y)}H{short(x(row.narrow[1]))}" '
            f'stroke="{colour}" stroke-width="{short(min(step * 0.55, 9))}"/>'
            f'<circle cx="{short(x(row.middle))}" cy="{short(y)}" r="{short(min(step * 0.3, 4))}" '
            'fill="currentColor"/>'
        )
        if not held:
            parts.append(
                f'<path d="M{WIDTH - 16} {short(y - 3)}l6 6m0 -6l-6 6" stroke="{_MISS}" '
                'stroke-width="2"/>'
            )
    parts.append(
        f'<path d="M{short(x(line))} {short(top - 4)}V{short(ground)}" stroke="currentColor" '
        'stroke-width="2" stroke-dasharray="5 3"/>'
        + text(x(line), 14, line_label, anchor=anchor_at(x(line)))
    )
    if truth is not None:
        # The word stands off both lines, so that it never meets the label of the dashed one.
        right_of = truth > line
        off = max(abs(x(truth) - x(line)) + 6, 16.0)
        at = x(line) + (off if right_of else -off)
        parts.append(
            f'<path d="M{short(x(truth))} {short(top - 4)}V{short(ground)}" stroke="{GREEN}" '
            'stroke-width="4"/>' + text(at, 14, "truth", anchor="start" if right_of else "end")
        )
    parts.append(text(WIDTH - 2, ground + 36, f"{axis} →", anchor="end"))
    return Mark("".join(parts), ground + 42)


def _ticks(low: float, high: float) -> list[float]:
    steps = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
    step = next((step for step in steps if (high - low) / step <= 6), 50.0)
    first = -(-low // step)
    return [round((first + n) * step, 1) for n in range(int((high - first * step) // step) + 1)]


def interval_key(cross: str) -> Mark:
    """Explain the signs of :func:`intervals`; ``cross``: what the cross means.

    Examples
    --------
    >>> interval_key("misses the true share").height
    68.0
    """
    return Mark(
        f'<path d="M2 11H36" stroke="{_HIT}" stroke-width="7"/>'
        + text(46, 16, "as if a simple sample")
        + '<path d="M2 33H36" stroke="currentColor" stroke-opacity=".55" stroke-width="1.5"/>'
        + text(46, 38, "with the design effect")
        + f'<path d="M2 55H22" stroke="{_MISS}" stroke-width="7"/>'
        f'<path d="M28 52l6 6m0 -6l-6 6" stroke="{_MISS}" stroke-width="2"/>' + text(46, 60, cross),
        68.0,
    )


@dataclass(frozen=True)
class PartedBar:
    """A bar in parts: a name above it, and for each part its size and what stands in it."""

    label: str
    note: str
    parts: tuple[float, ...]


def parted_bars(bars: Sequence[PartedBar], *, ids: str, legend: Sequence[tuple[str, int]]) -> Mark:
    """Draw bars of one length, each divided into parts, with a legend.

    Parameters
    ----------
    bars
        From top to bottom; the parts of each are drawn as shares of their sum.
    ids
        Prefix of the picture's ids, as given to :func:`~kazlib.figures.svg.picture`.
    legend
        Name, and number of colour and pattern, of each part in order.

    Examples
    --------
    >>> bars = [PartedBar("Rule", "3 wrong", (5, 3, 2))]
    >>> mark = parted_bars(bars, ids="x", legend=[("right", 0), ("wrong", 1), ("open", 7)])
    >>> mark.body.count("<rect"), "3 wrong" in mark.body
    (6, True)
    """
    parts, x = [], 2.0
    for name, style in legend:
        parts.append(
            f'<rect x="{short(x)}" y="10" width="20" height="14" fill="{fill(ids, style)}"/>'
            + text(x + 26, 23, name)
        )
        x += 44 + 9 * len(name)
    y = 34.0
    for bar in bars:
        parts.append(name_and_note(y + 16, bar.label, bar.note))
        scale, x = (WIDTH - 4) / (sum(bar.parts) or 1), 2.0
        for size, (_, style) in zip(bar.parts, legend, strict=True):
            parts.append(
                f'<rect x="{short(x)}" y="{short(y + 22)}" width="{short(size * scale)}" '
                f'height="15" fill="{fill(ids, style)}"/>'
            )
            x += size * scale
        y += 46
    return Mark("".join(parts), y)
