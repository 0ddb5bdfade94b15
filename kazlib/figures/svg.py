"""Small SVG pictures for live pages: no dependency but the geometry of seats.

A picture is a stack of marks, one under another. Text and lines take the colour of the page
(``currentColor``), so pictures work on light and dark pages; lists are told apart by colour, by
pattern and by a label beside them. Ids carry the prefix of the explorable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from parliamentarch.geometry import get_nrows_from_nseats, get_row_thickness, get_seats_centers

from kazlib.figures.svg_text import SMALL, Anchor, escape, short, text

WIDTH = 380
"""Width of the drawing in its own units; a page scales it. Chosen so that text is legible on a
phone of 320 px."""

_LABEL_LETTERS = 26
"""Letters of a bar's name on one line, so that it never meets the note at the right."""
BLUE, VERMILION, GREEN = "#0072b2", "#d55e00", "#009e73"
"""Of Okabe and Ito's palette, safe for colour-blind readers; a shape or a key says the same."""
# The rest of it, without the yellow that fails on white.
_COLOURS = (BLUE, VERMILION, GREEN, "#cc79a7", "#56b4e9", "#8c6d1f", "#7f5fb2", "#777777")
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


def fill(ids: str, style: int) -> str:
    """Return the fill of a list, by its number of colour and pattern.

    Parameters
    ----------
    ids
        Prefix of the picture's ids, as given to :func:`picture`.
    style
        Any number; after the last style the first comes again.

    Examples
    --------
    >>> fill("x", 1), fill("x", 9)
    ('url(#x-p1)', 'url(#x-p1)')
    """
    return f"url(#{ids}-p{style % STYLES})"


def pattern(name: str, colour: str, lines: str) -> str:
    """Define a fill that colour and lines tell apart from others.

    Parameters
    ----------
    name
        Its id.
    colour
        Of the ground.
    lines
        Shapes on it, on a square of 6 by 6.

    Examples
    --------
    >>> pattern("x-m2", "#f2f2ee", "").startswith('<pattern id="x-m2" ')
    True
    """
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{colour}"/>{lines}</pattern>'
    )


def anchor_at(x: float) -> Anchor:
    """Return which part of a text stands at a place, so that the text stays in the picture.

    Parameters
    ----------
    x
        The place, from left to right.

    Examples
    --------
    >>> anchor_at(2), anchor_at(WIDTH / 2), anchor_at(WIDTH - 2)
    ('start', 'middle', 'end')
    """
    return "start" if x < WIDTH / 3 else "end" if x > 2 * WIDTH / 3 else "middle"


def name_and_note(y: float, name: str, note: str) -> str:
    """Write a name at the left and a note at the right, on one line.

    Parameters
    ----------
    y
        The line under the letters.
    name, note
        Plain text.

    Examples
    --------
    >>> name_and_note(16, "Auyl", "5.29%").count("<text")
    2
    """
    return text(2, y, name) + text(WIDTH - 2, y, note, anchor="end")


def long_name_and_note(
    y: float, name: str, note: str, letters: int = _LABEL_LETTERS
) -> tuple[str, float]:
    """Write a name at the left, on as many lines as it needs, and a note beside the first one.

    Parameters
    ----------
    y
        Where the first line begins.
    name, note
        Plain text.
    letters
        Of the name, on one line.

    Returns
    -------
    tuple of (str, float)
        The markup, and where the last line ends.

    Examples
    --------
    >>> markup, y = long_name_and_note(0, "Democratic Choice of Kazakhstan", "3.44%")
    >>> markup.count("<text"), y
    (3, 38.0)
    """
    parts = [text(WIDTH - 2, y + 16, note, anchor="end")]
    for words in wrap(name, letters):
        parts.append(text(2, y + 16, words))
        y += 19
    return "".join(parts), float(y)


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
    thick, y = 14.0, 24.0
    longest = max([bar.value for bar in bars] + [threshold * 1.05, 1e-9])
    scale = (WIDTH - 4) / longest
    threshold_x = 2 + threshold * scale
    parts, ticks = [], []
    for bar in bars:
        paint = (
            f'fill="{fill(ids, bar.style)}"'
            if bar.solid
            else 'fill="none" stroke="currentColor" stroke-dasharray="3 2"'
        )
        names, y = long_name_and_note(y, bar.label, bar.note)
        parts.append(names)
        parts.append(
            f'<rect x="2" y="{short(y + 4)}" width="{short(bar.value * scale)}" '
            f'height="{short(thick)}" {paint}/>'
        )
        ticks.append(f"M{short(threshold_x)} {short(y)}v{short(thick + 8)}")
        y += thick + 14
    if threshold > 0:
        anchor: Anchor = "start" if threshold_x < WIDTH / 2 else "end"
        parts += [
            f'<path d="{"".join(ticks)}" stroke="currentColor" stroke-width="2" fill="none"/>',
            text(min(threshold_x, WIDTH - 2), 14, threshold_label, anchor=anchor, size=SMALL),
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
            else f'fill="{fill(ids, group.style)}"'
        )
        parts.append(f"<g {paint}><title>{escape(f'{group.label}: {group.seats}')}</title>")
        for _ in range(group.seats):
            x, y = next(places)
            parts.append(
                f'<circle cx="{short(4 + x * scale)}" cy="{short(6 + (1 - y) * scale)}" '
                f'r="{short(radius * scale)}"/>'
            )
        parts.append("</g>")
    parts.append(text(WIDTH / 2, height - 10, caption, anchor="middle"))
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
        pattern(f"{ids}-p{i}", colour, _PATTERNS[i]) for i, colour in enumerate(_COLOURS)
    )
    y = 0.0
    layers = []
    for mark in marks:
        layers.append(f'<g transform="translate(0 {short(y)})">{mark.body}</g>')
        y += mark.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {short(y)}" role="img" '
        f'font-family="system-ui, sans-serif"><title>{escape(title)}</title>'
        f"<desc>{escape(desc)}</desc><defs>{patterns}</defs>{''.join(layers)}</svg>"
    )
