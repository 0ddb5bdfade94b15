"""A cloud of points between 0 and 100 per cent as a mark of a picture (see ``figures.svg``)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kazlib.figures.svg import BLUE, GREEN, VERMILION, WIDTH, Mark
from kazlib.figures.svg_text import SMALL, SMALLEST, Anchor, text

Shape = Literal["dot", "triangle", "cross"]

# The shape says the same without colour.
_COLOURS: dict[Shape, str] = {"dot": BLUE, "triangle": GREEN, "cross": VERMILION}
_HEIGHT = 270.0


@dataclass(frozen=True)
class Points:
    """Points of one kind.

    Attributes
    ----------
    shape : {"dot", "triangle", "cross"}
        How they are drawn; a colour goes with each shape.
    places : tuple of (float, float)
        x and y, 0 to 1.
    label : str
        For the key.
    """

    shape: Shape
    places: tuple[tuple[float, float], ...]
    label: str


@dataclass(frozen=True)
class Panel:
    """One cloud: its kinds of points, from the bottom, and a heading."""

    heading: str
    kinds: Sequence[Points]


def _marks(shape: Shape, at: Sequence[tuple[float, float]]) -> str:
    """Return one path for all points of a shape: a page holds it with little markup."""
    colour = _COLOURS[shape]
    if shape == "triangle":
        steps = "".join(f"M{x:.1f} {y - 2.6:.1f}l2.6 4.6h-5.2z" for x, y in at)
        return f'<path d="{steps}" fill="none" stroke="{colour}"/>'
    if shape == "cross":
        steps = "".join(f"M{x - 2.5:.1f} {y - 2.5:.1f}l5 5m0 -5l-5 5" for x, y in at)
        return f'<path d="{steps}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
    steps = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in at)
    return f'<path d="{steps}" stroke="{colour}" stroke-width="4" stroke-linecap="round"/>'


def cloud(
    panels: Sequence[Panel], *, x_axis: str, y_axis: str, corner: tuple[float, float]
) -> Mark:
    """Draw one or two clouds side by side on the same scales, with a dashed corner in each.

    Parameters
    ----------
    panels
        One or two.
    x_axis, y_axis
        What the axes measure.
    corner
        x and y, 0 to 1; the area from there to (1, 1) is drawn with a dashed border.

    Returns
    -------
    Mark
        The clouds with a key of the shapes. The axes begin at 20 per cent, or lower if a point
        or the corner does.

    Examples
    --------
    >>> kinds = [Points("dot", ((0.5, 0.6), (0.7, 0.8)), "town")]
    >>> mark = cloud([Panel("", kinds)], x_axis="turnout", y_axis="share", corner=(0.9, 0.8))
    >>> mark.body.count("h0"), "town" in mark.body  # two points and one in the key
    (3, True)
    """
    values = [v for p in panels for kind in p.kinds for place in kind.places for v in place]
    low = min(0.2, *(math.floor(10 * v) / 10 for v in (*values, *corner)))
    left, gap, top = 34.0, 14.0, 42.0
    wide = (WIDTH - left - 8 - gap * (len(panels) - 1)) / len(panels)
    ground = top + _HEIGHT
    ticks = [t for t in (0, 20, 40, 60, 80, 100) if t >= 100 * low - 1e-9]
    parts = [
        text(0, 14, f"↑ {y_axis}", size=SMALL),
        text(WIDTH - 2, ground + 36, f"{x_axis} →", size=SMALL, anchor="end"),
    ]
    for number, panel in enumerate(panels):
        start = left + number * (wide + gap)

        def x(value: float, start: float = start) -> float:
            return start + wide * (value - low) / (1 - low)

        def y(value: float) -> float:
            return ground - _HEIGHT * (value - low) / (1 - low)

        grid = ""
        for tick in ticks:
            at = tick / 100
            grid += f"M{x(at):.1f} {top}V{ground}M{start:.1f} {y(at):.1f}H{start + wide:.1f}"
            if len(panels) == 1 or tick % 40 == 20:
                # The last number would run into the border of the picture or the next panel.
                anchor: Anchor = (
                    "end" if tick == 100 else "start" if at == low and number else "middle"
                )
                parts.append(text(x(at), ground + 17, str(tick), size=SMALLEST, anchor=anchor))
            if not number:
                parts.append(text(left - 5, y(at) + 5, str(tick), size=SMALLEST, anchor="end"))
        parts.append(f'<path d="{grid}" stroke="currentColor" stroke-opacity=".25" fill="none"/>')
        parts.append(text(start + wide / 2, top - 8, panel.heading, size=SMALL, anchor="middle"))
        for kind in panel.kinds:
            parts.append(_marks(kind.shape, [(x(a), y(b)) for a, b in kind.places]))
        parts.append(
            f'<path d="M{x(1):.1f} {y(1):.1f}H{x(corner[0]):.1f}V{y(corner[1]):.1f}H{x(1):.1f}z" '
            'fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="5 3"/>'
        )
    key, bottom = _key(panels, ground + 46)
    return Mark("".join(parts) + key, bottom)


def _key(panels: Sequence[Panel], y: float) -> tuple[str, float]:
    """Return the key, one line for each shape in use, and where it ends."""
    names = {kind.shape: kind.label for panel in panels for kind in panel.kinds if kind.places}
    parts = []
    for shape, label in names.items():
        parts.append(_marks(shape, [(10, y + 9)]) + text(24, y + 14, label, size=SMALL))
        y += 21
    parts.append(
        f'<path d="M2 {y + 3:.1f}h16v12h-16z" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-dasharray="5 3"/>' + text(24, y + 14, "suspected by the rule", size=SMALL)
    )
    return "".join(parts), y + 26
