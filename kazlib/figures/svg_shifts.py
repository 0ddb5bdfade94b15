"""A mark of a picture: shares before and after, one row a party (see ``figures.svg``)."""

from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.figures.svg import WIDTH, Mark, fill, long_name_and_note
from kazlib.figures.svg_text import text

_EDGE = 8.0  # room for half a point at both ends


@dataclass(frozen=True)
class Shift:
    """One row.

    Attributes
    ----------
    label : str
        Name at the left.
    before, after : float or None
        Shares in per cent; ``None``: the party did not stand.
    note : str
        Text at the right.
    """

    label: str
    before: float | None
    after: float | None
    note: str


def _open(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="none" stroke="currentColor" '
        'stroke-width="2"/>'
    )


def _filled(x: float, y: float, ids: str) -> str:
    return (
        f'<rect x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" '
        f'fill="{fill(ids, 0)}" stroke="currentColor"/>'
    )


def shifts(data: Sequence[Shift], *, ids: str, before: str, after: str) -> Mark:
    """Draw an open circle before, a filled square after, and a line between them.

    Parameters
    ----------
    data
        From top to bottom; at least one.
    ids
        Prefix of the picture's ids, as given to :func:`~kazlib.figures.svg.picture`.
    before, after
        What the two signs mean, for example two years.

    Returns
    -------
    Mark
        A legend and the rows, on one scale from 0 to the largest share.

    Examples
    --------
    >>> mark = shifts([Shift("A", 60, 40, "60 → 40"), Shift("B", None, 60, "new")],
    ...               ids="x", before="2004", after="2007")
    >>> mark.body.count("<circle"), mark.body.count("<rect"), mark.height
    (2, 3, 126.0)
    """
    largest = max([s for row in data for s in (row.before, row.after) if s is not None] + [1e-9])
    scale = (WIDTH - 2 * _EDGE) / largest
    parts = [
        _open(_EDGE, 14),
        text(_EDGE + 12, 19, before),
        _filled(_EDGE + 92, 14, ids),
        text(_EDGE + 104, 19, f"{after} (share of votes, %)"),
    ]
    y = 32.0
    for row in data:
        names, y = long_name_and_note(y, row.label, row.note)
        parts.append(names)
        middle = y + 14
        parts.append(
            f'<path d="M{_EDGE} {middle:.1f}H{WIDTH - _EDGE}" stroke="currentColor" '
            'stroke-opacity=".25"/>'
        )
        places = [_EDGE + s * scale for s in (row.before, row.after) if s is not None]
        if len(places) == 2:
            parts.append(
                f'<path d="M{places[0]:.1f} {middle:.1f}H{places[1]:.1f}" stroke="currentColor" '
                'stroke-width="3"/>'
            )
        if row.after is not None:
            parts.append(_filled(places[-1], middle, ids))
        if row.before is not None:
            parts.append(_open(places[0], middle))
        y += 28
    return Mark("".join(parts), y)
