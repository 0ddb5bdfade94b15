"""Moments in time for live pages: lanes of dots on one scale of years, and a list of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH, Mark, name_and_note
from kazlib.figures.svg_text import text
from kazlib.figures.terms import axis

_LETTERS = 46
"""Letters on one line of the list."""
_COLUMN = 8.0
"""Width of a column of dots: moments that fall into one column are stacked."""
_RADIUS = 3.4


@dataclass(frozen=True)
class Lane:
    """Moments of one kind, with a name at the left and a note at the right."""

    label: str
    note: str
    moments: Sequence[date]


def dots(lanes: Sequence[Lane], *, first: date, last: date) -> Mark:
    """Draw lanes of dots, one under another; dots of about the same time are stacked.

    Parameters
    ----------
    lanes
        From top to bottom; at least one. Moments outside the scale are not drawn.
    first, last
        Ends of the scale.

    Returns
    -------
    Mark
        The lanes and a scale of years, drawn from y = 0 down.

    Raises
    ------
    InvalidNumber
        If the scale has no length.

    Examples
    --------
    >>> lane = Lane("Referendums", "2", [date(1995, 4, 29), date(2022, 6, 5)])
    >>> mark = dots([lane], first=date(1990, 1, 1), last=date(2026, 12, 31))
    >>> mark.body.count("<circle")
    2
    """
    if first >= last:
        raise InvalidNumber(f"last is {last}; it must be after {first}.")
    scale = (WIDTH - 4) / (last - first).days

    def across(when: date) -> float:
        return 2 + scale * (when - first).days

    parts, y = [], 2.0
    for lane in lanes:
        stacks: dict[int, int] = {}
        for when in lane.moments:
            if first <= when <= last:
                column = int(across(when) // _COLUMN)
                stacks[column] = stacks.get(column, 0) + 1
        parts.append(name_and_note(y + 16, lane.label, lane.note))
        base = y + 22 + _COLUMN * max(stacks.values(), default=1)
        circles = "".join(
            f'<circle cx="{min(column * _COLUMN + _COLUMN / 2, WIDTH - _RADIUS - 1):g}" '
            f'cy="{base - _COLUMN * place - _COLUMN / 2:.1f}" r="{_RADIUS:g}"/>'
            for column, count in stacks.items()
            for place in range(count)
        )
        parts += [
            # Each lane has its name: a pattern would tell nothing more, and print slowly.
            f'<g fill="currentColor">{circles}</g>',
            f'<path d="M2 {base:.1f}H{WIDTH - 2}" stroke="currentColor" stroke-width="0.6"/>',
        ]
        y = base + 8
    parts.append(axis(first, last, across, y))
    return Mark("".join(parts), y + 26)


def listed(lines: Sequence[str]) -> Mark:
    """Draw lines of text, wrapped where they are long.

    Parameters
    ----------
    lines
        From top to bottom.

    Examples
    --------
    >>> listed(["1 December 1991: election of the President"]).body.count("<text")
    1
    """
    parts, y = [], 2.0
    for line in lines:
        for place, words in enumerate(wrap(line, _LETTERS)):
            parts.append(text(2 if place == 0 else 14, y + 15, words, size=15))
            y += 18
        y += 4
    return Mark("".join(parts), y + 4)
