"""A mark of a picture: how often a number came, as a band with its middle (see ``figures.svg``)."""

from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.figures.svg import WIDTH, Mark, fill
from kazlib.figures.svg_text import SMALL, escape, text

_LETTERS = 17
"""Letters of a name that fit at the left; a longer one is cut, and whole for a pointer."""
_LEFT, _RIGHT, _LINE = 134.0, 90.0, 20.0


@dataclass(frozen=True)
class Band:
    """One line.

    Attributes
    ----------
    label : str
        Name at the left.
    low, middle, high : float
        Ends of the band and its middle, from 0 to 1.
    note : str
        Text at the right.
    style : int
        Number of colour and pattern.
    tick : float or None
        A number to compare with, from 0 to 1; ``None`` draws none.
    """

    label: str
    low: float
    middle: float
    high: float
    note: str
    style: int
    tick: float | None = None


def bands(heading: str, note: str, data: Sequence[Band], *, ids: str) -> Mark:
    """Draw a heading, and under it one line each: a bar to the middle, a whisker over the band.

    Parameters
    ----------
    heading, note
        What the lines are of, and a few words at the right.
    data
        From top to bottom.
    ids
        Prefix of the picture's ids, as given to :func:`~kazlib.figures.svg.picture`.

    Returns
    -------
    Mark
        The lines, drawn from y = 0 down, on one scale from 0 to 1.

    Examples
    --------
    >>> mark = bands("Districts", "98", [Band("A", 0.8, 0.9, 1, "90 (80-100)", 0, 0.6)], ids="x")
    >>> mark.body.count("<rect"), mark.body.count("<path"), mark.height
    (2, 2, 48.0)
    """
    wide = WIDTH - _LEFT - _RIGHT
    parts = [
        text(2, 17, heading, size=15, weight="bold"),
        text(WIDTH - 2, 17, note, size=SMALL, anchor="end"),
    ]
    y = 22.0
    for row in data:
        cut = row.label if len(row.label) <= _LETTERS else f"{row.label[: _LETTERS - 1].rstrip()}…"
        low, middle, high = (_LEFT + share * wide for share in (row.low, row.middle, row.high))
        parts.append(
            f"<g><title>{escape(f'{row.label}: {row.note}')}</title>"
            + text(2, y + 14, cut, size=SMALL)
            + f'<rect x="{_LEFT:g}" y="{y + 4:.1f}" width="{wide:g}" height="11" fill="none" '
            'stroke="currentColor" stroke-opacity=".3"/>'
            f'<rect x="{_LEFT:g}" y="{y + 4:.1f}" width="{middle - _LEFT:.1f}" height="11" '
            f'fill="{fill(ids, row.style)}"/>'
        )
        if row.low < row.high:
            parts.append(
                f'<path d="M{low:.1f} {y + 5:.1f}v9M{low:.1f} {y + 9.5:.1f}H{high:.1f}'
                f'M{high:.1f} {y + 5:.1f}v9" stroke="currentColor" stroke-width="2" fill="none"/>'
            )
        if row.tick is not None:
            parts.append(
                f'<path d="M{_LEFT + row.tick * wide:.1f} {y + 1:.1f}v17" stroke="currentColor" '
                'stroke-width="1.5" stroke-dasharray="3 2"/>'
            )
        parts.append(text(WIDTH - 2, y + 14, row.note, size=SMALL, anchor="end") + "</g>")
        y += _LINE
    return Mark("".join(parts), y + 6)
