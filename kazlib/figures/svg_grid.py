"""A grid of signs for live pages: one row a rule, one column a case (see ``figures.svg``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH, Mark
from kazlib.figures.svg_text import SMALLEST, escape, text

Sign = Literal["yes", "no", "open"]

SIGNS: Mapping[Sign, str] = {"yes": "✓", "no": "✗", "open": "?"}

_LEFT = 140.0
"""Room for the names of the rows."""
_LETTERS = 18
"""Letters of a name that fit into that room."""
_CELL = 26.0
_LINE = 34.0
# Dark enough for a white sign on it, in light and dark pages.
_PAINT: Mapping[Sign, str] = {
    "yes": 'fill="none" stroke="currentColor" stroke-opacity=".35"',
    "no": 'fill="#a33a00" stroke="#a33a00"',
    "open": 'fill="none" stroke="currentColor" stroke-dasharray="3 2"',
}
_INK: Mapping[Sign, str] = {"yes": "currentColor", "no": "#fff", "open": "currentColor"}


@dataclass(frozen=True)
class GridRow:
    """One row.

    Attributes
    ----------
    label : str
        Name, at most 18 letters.
    note : str
        A few words under the name.
    signs : sequence of {"yes", "no", "open"}
        One for each column.
    strong : bool
        Set apart from the rows above by a line.
    """

    label: str
    note: str
    signs: Sequence[Sign]
    strong: bool = False


def grid(columns: Sequence[str], rows: Sequence[GridRow]) -> Mark:
    """Draw a grid of signs: a tick, a cross in a filled cell, or a question mark.

    Parameters
    ----------
    columns
        Short names above the columns; at least one.
    rows
        From top to bottom, each with one sign a column.

    Returns
    -------
    Mark
        The grid, drawn from y = 0 down.

    Raises
    ------
    InvalidNumber
        If there is no column, a row has another number of signs, or a name is too long.

    Examples
    --------
    >>> mark = grid(["A", "B"], [GridRow("Least age", "40", ["yes", "no"])])
    >>> mark.body.count("<rect"), "✗" in mark.body, mark.height
    (2, True, 60.0)
    """
    if not columns:
        raise InvalidNumber("columns is empty; it must name at least one column.")
    step = (WIDTH - _LEFT) / len(columns)
    middles = [_LEFT + step * (place + 0.5) for place in range(len(columns))]
    parts = [text(x, 16, name, anchor="middle") for x, name in zip(middles, columns, strict=True)]
    y = 22.0
    for row in rows:
        if len(row.signs) != len(columns):
            raise InvalidNumber(
                f"{row.label!r} has {len(row.signs)} signs; it must have {len(columns)}."
            )
        if max(len(row.label), len(row.note)) > _LETTERS:
            raise InvalidNumber(
                f"{row.label!r} or its note is too long; it must have at most {_LETTERS} letters."
            )
        if row.strong:
            parts.append(f'<path d="M0 {y + 2:.1f}H{WIDTH}" stroke="currentColor"/>')
            y += 4
        parts.append(text(0, y + 15, row.label, size=15))
        parts.append(text(0, y + 30, row.note, size=SMALLEST))
        for x, name, sign in zip(middles, columns, row.signs, strict=True):
            parts.append(_cell(x, y + 4, f"{name}, {row.label}", sign, step))
        y += _LINE
    return Mark("".join(parts), y + 4)


def _cell(x: float, y: float, title: str, sign: Sign, step: float) -> str:
    words = {"yes": "met", "no": "not met", "open": "not known"}[sign]
    wide = min(_CELL, step - 3)
    drawn = text(x, y + 19, SIGNS[sign], size=17, anchor="middle", fill=_INK[sign])
    return (
        f"<g><title>{escape(f'{title}: {words}')}</title>"
        f'<rect x="{x - wide / 2:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_CELL:g}" '
        f"{_PAINT[sign]}/>{drawn}</g>"
    )
