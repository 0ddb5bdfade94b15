"""Changes as bands on one scale with zero in the centre (see ``figures.svg``)."""

from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.figures.svg import WIDTH, Mark, fill, name_and_note
from kazlib.figures.svg_text import SMALL, text

_EDGE = 22.0  # room for half a number of the axis at both ends
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Change:
    """One row: a band with its middle, and single draws under it.

    Attributes
    ----------
    label, note : str
        Name at the left; the band in words at the right.
    low, middle, high : float
        In the unit of the axis.
    points : tuple of float
        Draws, in the same unit; none are fine.
    style : int
        Number of colour and pattern.
    """

    label: str
    note: str
    low: float
    middle: float
    high: float
    points: tuple[float, ...]
    style: int


def reach_of_axis(largest: float, least: float = 1.0) -> float:
    """Return the end of an axis that holds a value: 1, 2 or 5 times a power of ten.

    Parameters
    ----------
    largest
        The largest value to be drawn, by size.
    least
        The end that is kept while it is enough, so that small stays small to the eye.

    Examples
    --------
    >>> reach_of_axis(0.04), reach_of_axis(1.3), reach_of_axis(37)
    (1.0, 2.0, 50.0)
    """
    end, step = least, 0
    while end < largest:
        step += 1
        end = least * _STEPS[step % 3] * 10 ** (step // 3)
    return end


def changes(data: Sequence[Change], *, ids: str, axis: str) -> Mark:
    """Draw bands one under another, with a line at zero through all of them.

    Parameters
    ----------
    data
        From top to bottom; at least one.
    ids
        Prefix of the picture's ids, as given to :func:`~kazlib.figures.svg.picture`.
    axis
        What the axis measures.

    Returns
    -------
    Mark
        The rows and a scale that reaches from -1 to 1, or as far as the data need.

    Examples
    --------
    >>> row = Change("Votes", "-0.5 to 0.5", -0.5, 0, 0.5, (0.1, -0.2), style=0)
    >>> mark = changes([row], ids="x", axis="points")
    >>> mark.body.count("<rect"), mark.body.count("<circle"), "+0.5" in mark.body
    (1, 2, True)
    """
    values = [v for row in data for v in (row.low, row.high, *row.points)]
    end = reach_of_axis(max(map(abs, values)))

    def x(value: float) -> float:
        return WIDTH / 2 + (WIDTH / 2 - _EDGE) * value / end

    parts, y = [], 0.0
    for row in data:
        parts.append(name_and_note(y + 16, row.label, row.note))
        # A band without width is still seen.
        wide = max(x(row.high) - x(row.low), 3)
        left = (x(row.high) + x(row.low) - wide) / 2
        parts.append(
            f'<rect x="{left:.1f}" y="{y + 26:.1f}" width="{wide:.1f}" height="22" '
            f'fill="{fill(ids, row.style)}" stroke="currentColor"/>'
            f'<path d="M{x(row.middle):.1f} {y + 22:.1f}v30" stroke="currentColor" '
            'stroke-width="3"/>'
        )
        for number, point in enumerate(row.points):
            parts.append(
                f'<circle cx="{x(point):.1f}" cy="{y + 60 + 7 * (number % 4):.1f}" r="3" '
                'fill="none" stroke="currentColor" stroke-opacity=".7"/>'
            )
        y += 92 if row.points else 62
    ticks = [end * share for share in (-1, -0.5, 0, 0.5, 1)]
    parts.append(
        f'<path d="M{x(0):.1f} 22V{y:.1f}" stroke="currentColor" stroke-dasharray="4 3"/>'
        f'<path d="M{x(-end):.1f} {y:.1f}H{x(end):.1f}'
        + "".join(f"M{x(tick):.1f} {y - 4:.1f}v8" for tick in ticks)
        + '" stroke="currentColor" fill="none"/>'
    )
    parts += [
        text(x(tick), y + 20, f"{tick:+g}" if tick else "0", anchor="middle", size=SMALL)
        for tick in ticks
    ]
    parts.append(text(WIDTH / 2, y + 40, axis, anchor="middle", size=SMALL))
    return Mark("".join(parts), y + 48)
