"""Small SVG pictures for live pages: no dependency but the geometry of seats.

A picture is a stack of marks, one under another. Text and lines take the colour of the page
(``currentColor``), so pictures work on light and dark pages; lists are told apart by colour, by
pattern and by a label beside them. Ids carry the prefix of the explorable.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape as escape_markup
from textwrap import wrap

from parliamentarch.geometry import get_nrows_from_nseats, get_row_thickness, get_seats_centers

WIDTH = 380
"""Width of the drawing in its own units; a page scales it. Chosen so that text is legible on a
phone of 320 px."""

_FONT = 16
_LABEL_LETTERS = 26
"""Letters of a bar's name on one line, so that it never meets the note at the right."""
# Okabe and Ito's palette, safe for colour-blind readers, without the yellow that fails on white.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#8c6d1f", "#7f5fb2", "#777777")
_PATTERNS = (
    "",
    '<path d="M0 6L6 0" stroke="#fff" stroke-width="1.6"/>',
    '<path d="M0 3H6" stroke="#fff" stroke-width="1.6"/>',
    '<circle cx="3" cy="3" r="1.3" fill="#fff"/>',
    '<path d="M3 0V6" stroke="#fff" stroke-width="1.6"/>',
    '<path d="M0 0L6 6" stroke="#fff" stroke-width="1.6"/>',
    '<path d="M0 3H6M3 0V6" stroke="#fff" stroke-width="1"/>',
    '<path d="M0 6L6 0M0 0L6 6" stroke="#fff" stroke-width="1"/>',
)
STYLES = len(_COLOURS)
"""How many lists can be told apart; further ones begin again."""


# Characters that XML cannot hold, not even escaped; names come from readers and links.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Make any text safe to stand in a picture.

    Examples
    --------
    >>> escape("A & B" + chr(0)) == "A &amp; B" + chr(0xFFFD)
    True
    """
    return escape_markup(_NOT_XML.sub(chr(0xFFFD), text))


@dataclass(frozen=True)
class Mark:
    """A part of a picture: its markup, drawn from y = 0 down, and its height."""

    body: str
    height: float


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes
    ----------
    label : str
        Name at the left.
    value : float
        Length in the unit of the axis, at least 0.
    note : str
        Text at the right: the value and what follows from it.
    style : int
        Number of colour and pattern.
    solid : bool
        Filled, or only an outline (a list below the threshold).
    """

    label: str
    value: float
    note: str
    style: int
    solid: bool


@dataclass(frozen=True)
class SeatGroup:
    """Seats of one list in a hemicycle; ``style`` ``None`` draws open circles (a tie)."""

    label: str
    seats: int
    style: int | None


def _n(value: float) -> str:
    """Print a coordinate briefly; one decimal is a fifth of a pixel on a phone."""
    return f"{value:.1f}".removesuffix(".0")


def _fill(ids: str, style: int) -> str:
    return f"url(#{ids}-p{style % STYLES})"


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: float = _FONT) -> str:
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}" '
        f'fill="currentColor">{escape(text)}</text>'
    )


def bars_with_threshold(
    bars: Sequence[Bar], *, ids: str, threshold: float, threshold_label: str
) -> Mark:
    """Draw horizontal bars, one under another, each with a tick at the threshold.

    Parameters
    ----------
    bars
        From top to bottom; at least one.
    ids
        Prefix of the picture's ids, as given to :func:`picture`.
    threshold
        Where the tick stands, in the unit of the bars; 0 draws none.
    threshold_label
        What stands above the ticks.

    Returns
    -------
    Mark
        The bars, drawn from y = 0 down.

    Examples
    --------
    >>> bar = Bar("A", 60, "60%", style=0, solid=True)
    >>> mark = bars_with_threshold([bar], ids="x", threshold=7, threshold_label="threshold 7%")
    >>> mark.body.count("<rect"), "threshold 7%" in mark.body, mark.height
    (1, True, 71.0)
    """
    line, thick, y = 19.0, 14.0, 24.0
    longest = max([bar.value for bar in bars] + [threshold * 1.05, 1e-9])
    scale = (WIDTH - 4) / longest
    threshold_x = 2 + threshold * scale
    parts, ticks = [], []
    for bar in bars:
        paint = (
            f'fill="{_fill(ids, bar.style)}"'
            if bar.solid
            else 'fill="none" stroke="currentColor" stroke-dasharray="3 2"'
        )
        parts.append(_text(WIDTH - 2, y + 16, bar.note, anchor="end"))
        for words in wrap(bar.label, _LABEL_LETTERS):
            parts.append(_text(2, y + 16, words))
            y += line
        parts.append(
            f'<rect x="2" y="{_n(y + 4)}" width="{_n(bar.value * scale)}" '
            f'height="{_n(thick)}" {paint}/>'
        )
        ticks.append(f"M{_n(threshold_x)} {_n(y)}v{_n(thick + 8)}")
        y += thick + 14
    if threshold > 0:
        anchor = "start" if threshold_x < WIDTH / 2 else "end"
        parts += [
            f'<path d="{"".join(ticks)}" stroke="currentColor" stroke-width="2" fill="none"/>',
            _text(min(threshold_x, WIDTH - 2), 14, threshold_label, anchor=anchor, size=14),
        ]
    return Mark("".join(parts), y)


def hemicycle(groups: Sequence[SeatGroup], *, ids: str, caption: str) -> Mark:
    """Draw a chamber, one circle a seat, lists from left to right.

    Parameters
    ----------
    groups
        Lists in order, with at least one seat in all.
    ids
        Prefix of the picture's ids, as given to :func:`picture`.
    caption
        Short text under the arch, for example the number of seats.

    Returns
    -------
    Mark
        The arch with its caption.

    Examples
    --------
    >>> groups = [SeatGroup("A", 7, 0), SeatGroup("tied", 3, None)]
    >>> hemicycle(groups, ids="x", caption="10 seats").body.count("<circle")
    10
    """
    total = sum(group.seats for group in groups)
    centres = get_seats_centers(total)
    places = iter(sorted(centres, key=centres.__getitem__, reverse=True))
    radius = 0.82 * get_row_thickness(get_nrows_from_nseats(total))
    scale = WIDTH / 2 - 4
    height = scale + 14
    parts = []
    for group in groups:
        if not group.seats:
            continue
        paint = (
            'fill="none" stroke="currentColor"'
            if group.style is None
            else f'fill="{_fill(ids, group.style)}"'
        )
        parts.append(f"<g {paint}><title>{escape(f'{group.label}: {group.seats}')}</title>")
        for _ in range(group.seats):
            x, y = next(places)
            parts.append(
                f'<circle cx="{_n(4 + x * scale)}" cy="{_n(6 + (1 - y) * scale)}" '
                f'r="{_n(radius * scale)}"/>'
            )
        parts.append("</g>")
    parts.append(_text(WIDTH / 2, height - 10, caption, anchor="middle"))
    return Mark("".join(parts), height)


def picture(marks: Sequence[Mark], *, ids: str, title: str, desc: str) -> str:
    """Stack marks into one accessible picture.

    Parameters
    ----------
    marks
        From top to bottom.
    ids
        Prefix of all ids in the picture.
    title
        The message, in a few words.
    desc
        The message in full, for those who do not see the picture.

    Returns
    -------
    str
        An ``<svg>`` element with ``<title>`` and ``<desc>``.

    Examples
    --------
    >>> svg = picture([Mark("<g/>", 20)], ids="x", title="A wins", desc="A wins all & sundry")
    >>> "<desc>A wins all &amp; sundry</desc>" in svg, svg.endswith("</svg>")
    (True, True)
    """
    patterns = "".join(
        f'<pattern id="{ids}-p{i}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{colour}"/>{_PATTERNS[i]}</pattern>'
        for i, colour in enumerate(_COLOURS)
    )
    y = 0.0
    layers = []
    for mark in marks:
        layers.append(f'<g transform="translate(0 {_n(y)})">{mark.body}</g>')
        y += mark.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(y)}" role="img" '
        f'font-family="system-ui, sans-serif"><title>{escape(title)}</title>'
        f"<desc>{escape(desc)}</desc><defs>{patterns}</defs>{''.join(layers)}</svg>"
    )
