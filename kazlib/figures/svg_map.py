"""A small map of the regions as a mark of a picture (see :mod:`kazlib.figures.svg`).

Five classes, each with a colour and a pattern of its own, so that they can be told apart without
colour. The fills are light and the numbers on them dark, on light and on dark pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kazlib.errors import InvalidChoice
from kazlib.figures.svg import WIDTH, Mark, pattern
from kazlib.figures.svg_text import SMALL, SMALLEST, escape, text
from kazlib.tables.outlines import Outline, outlines

_INK = "#1a1a1a"
_DOT = '<circle cx="{0}" cy="{0}" r="1" fill="#0a3d62"/>'
# From few to many: blue with dots, plain, orange with stripes; denser is farther from the middle.
_CLASSES = (
    ("#7fb8de", _DOT.format(1.5) + _DOT.format(4.5)),
    ("#bcdcf0", _DOT.format(3)),
    ("#f2f2ee", ""),
    ("#fbd3a8", '<path d="M0 6L6 0" stroke="#8a3b00" stroke-width="0.6"/>'),
    (
        "#f2a65a",
        '<path d="M0 6L6 0M-1 1L1 -1M0 3L3 0M3 6L6 3" stroke="#8a3b00" stroke-width="0.8"/>',
    ),
)
CLASSES = len(_CLASSES)
"""How many classes a map can show, from low (0) to high."""


@dataclass(frozen=True)
class Area:
    """One region or city on the map.

    Attributes
    ----------
    level : int or None
        Its class, 0 to 4; ``None`` draws it empty, with a dashed border.
    label : str
        Short text on it, such as a number that a table repeats.
    title : str
        What a pointer shows.
    """

    level: int | None
    label: str
    title: str


def class_fill(ids: str, level: int | None) -> str:
    """Return the fill of a class, for other marks of a picture with :func:`region_map`.

    Examples
    --------
    >>> class_fill("x", 0), class_fill("x", None)
    ('url(#x-m0)', 'none')
    """
    return "none" if level is None else f"url(#{ids}-m{level})"


@lru_cache(maxsize=64)
def _path(outline: Outline, width: int) -> str:
    scale = WIDTH / width
    return "".join(
        "M" + "L".join(f"{x * scale:.1f} {y * scale:.1f}" for x, y in ring) + "Z"
        for ring in outline.rings
    )


def region_map(areas: Mapping[str, Area], *, ids: str, on: date, legend: Sequence[str]) -> Mark:
    """Draw the regions and cities of a day, each in the pattern of its class.

    Parameters
    ----------
    areas
        ISO 3166-2 code → what is shown there, for every unit of that day.
    ids
        Prefix of the picture's ids, as given to :func:`~kazlib.figures.svg.picture`.
    on
        The day whose borders are drawn.
    legend
        Names of the five classes, from low to high; an empty name leaves a class out.

    Returns
    -------
    Mark
        The map with its legend and the credit that the licence of the outlines asks for.

    Raises
    ------
    InvalidChoice
        If the units are not those of the day.

    Examples
    --------
    >>> from kazlib.tables.outlines import outlines
    >>> day = date(2020, 8, 12)
    >>> areas = {code: Area(2, "", code) for code in outlines(day).units}
    >>> mark = region_map(areas, ids="x", on=day, legend=("", "", "all alike", "", ""))
    >>> mark.body.count("<title>"), "© OpenStreetMap contributors" in mark.body
    (20, True)
    """
    drawn = outlines(on)
    for code in [*areas, *drawn.units]:
        if code not in areas or code not in drawn.units:
            raise InvalidChoice.of(code, "unit", drawn.units)
    scale = WIDTH / drawn.width
    shapes, cities, labels = [], [], []
    for code, area in areas.items():
        outline = drawn.units[code]
        x, y = (scale * value for value in outline.label)
        dash = ' stroke="currentColor" stroke-dasharray="3 2"' if area.level is None else ""
        paint = f'fill="{class_fill(ids, area.level)}" fill-rule="evenodd"{dash}'
        name = f"<title>{escape(area.title)}</title>"
        shapes.append(f'<path d="{_path(outline, drawn.width)}" {paint}>{name}</path>')
        if _is_city(outline):
            cities.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" {paint}>{name}</circle>')
        empty = area.level is None
        ink = "currentColor" if empty else _INK
        labels.append(
            text(
                x,
                y + 4.5,
                area.label,
                size=SMALLEST,
                anchor="middle",
                fill=ink,
                weight="600",
                halo=not empty,
            )
        )
    height = drawn.height * scale + 6
    key, below = _legend(ids, legend, height)
    credit = text(WIDTH - 2, below + 12, drawn.credit, size=SMALLEST, anchor="end")
    body = (
        f"<defs>{_patterns(ids)}</defs>"
        f'<g stroke="#4a4a4a" stroke-width="0.8" stroke-linejoin="round">{"".join(shapes)}'
        f"{''.join(cities)}</g>{''.join(labels)}{key}{credit}"
    )
    return Mark(body, below + 22)


def _is_city(outline: Outline) -> bool:
    """Say whether an outline is too small for a label, so that it needs a round mark."""
    xs = [x for x, _ in outline.rings[0]]
    return max(xs) - min(xs) < 40


def _patterns(ids: str) -> str:
    return "".join(
        pattern(f"{ids}-m{level}", colour, lines) for level, (colour, lines) in enumerate(_CLASSES)
    )


def _legend(ids: str, names: Sequence[str], top: float) -> tuple[str, float]:
    """Return the key, two names a line, and where it ends."""
    shown = [(level, name) for level, name in enumerate(names) if name]
    parts = []
    for place, (level, name) in enumerate(shown):
        x, y = 2 + (place % 2) * WIDTH / 2, top + 6 + (place // 2) * 21
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="20" height="14" stroke="#4a4a4a" '
            f'fill="{class_fill(ids, level)}"/>' + text(x + 26, y + 12, name, size=SMALL)
        )
    return "".join(parts), top + 6 + (len(shown) + 1) // 2 * 21
