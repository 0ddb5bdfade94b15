"""Two marks of a picture: a series with curves by year, and many intervals around one truth.

They are stacked into a picture by :func:`kazlib.figures.svg.picture`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.figures.svg import BLUE, VERMILION, WIDTH, Mark
from kazlib.figures.svg_text import SMALL, Anchor, text
from kazlib.models.numbers import Band

_LEFT, _RIGHT = 34.0, 8.0


@dataclass(frozen=True)
class Curve:
    """A curve with a band over consecutive years; years and bands have one length."""

    years: Sequence[int]
    bands: Sequence[Band]


@dataclass(frozen=True)
class _Axes:
    """The frame of a chart by year, values from 0 to 100."""

    first: int
    last: int
    top: float = 44.0
    height: float = 220.0

    @property
    def ground(self) -> float:
        return self.top + self.height

    def x(self, year: float) -> float:
        span = self.last - self.first
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (year - self.first) / span

    def y(self, value: float) -> float:
        return self.ground - self.height * value / 100

    def frame(self, axis: str) -> list[str]:
        values = range(0, 101, 20)
        grid = "".join(f"M{_LEFT} {self.y(v):.1f}H{WIDTH - _RIGHT}" for v in values)
        return [
            text(0, 14, axis, size=SMALL),
            f'<path d="{grid}" stroke="currentColor" stroke-opacity=".25"/>',
            *(text(_LEFT - 5, self.y(v) + 5, str(v), anchor="end", size=SMALL) for v in values),
            *(
                # The number under the right edge ends there; in the middle it would be cut off.
                text(
                    self.x(year) + (_RIGHT if year == self.last else 0),
                    self.ground + 32,
                    str(year),
                    anchor="end" if year == self.last else "middle",
                    size=SMALL,
                )
                for year in range(self.first, self.last + 1)
                if year % 5 == 0
            ),
        ]

    def curve(self, curve: Curve) -> str:
        at = list(zip([self.x(year) for year in curve.years], curve.bands, strict=True))
        upper = [f"{x:.1f},{self.y(band.high):.1f}" for x, band in at]
        lower = [f"{x:.1f},{self.y(band.low):.1f}" for x, band in reversed(at)]
        middle = " ".join(f"{x:.1f},{self.y(band.middle):.1f}" for x, band in at)
        return (
            f'<polygon points="{" ".join(upper + lower)}" fill="{BLUE}" fill-opacity=".25"/>'
            f'<polyline points="{middle}" fill="none" stroke="{BLUE}" stroke-width="2"/>'
        )


def series(
    points: Sequence[tuple[int, float]],
    curves: Sequence[Curve],
    *,
    years: tuple[int, int],
    chosen: int,
    elections: Sequence[int],
    axis: str,
) -> Mark:
    """Draw points from 0 to 100 by year, curves with bands, and a line at the chosen year.

    Parameters
    ----------
    points
        Year and value in per cent; a missing year has none.
    curves
        None, one, or more where the series breaks.
    years
        First and last year of the axis.
    chosen
        The year of the dashed line.
    elections
        Years marked under the axis.
    axis
        What the values are.

    Returns
    -------
    Mark
        The chart with a key.

    Examples
    --------
    >>> curve = Curve((2007, 2008), (Band(3, 4, 6), Band(9, 11, 14)))
    >>> mark = series([(2007, 4.0)], [curve], years=(2000, 2010), chosen=2007, elections=[2007],
    ...               axis="users, %")
    >>> mark.body.count("<circle"), mark.body.count("<polygon")  # one more circle in the key
    (2, 1)
    """
    axes = _Axes(*years)
    parts = axes.frame(axis) + [axes.curve(curve) for curve in curves]
    ticks = "".join(f"M{axes.x(y):.1f} {axes.ground + 4:.1f}l-5 10h10z" for y in elections)
    parts.append(f'<path d="{ticks}" fill="currentColor"/>')
    parts += [_dot(axes.x(year), axes.y(value), full=True) for year, value in points]
    at = axes.x(chosen)
    parts.append(
        f'<path d="M{at:.1f} {axes.top - 8:.1f}V{axes.ground}" stroke="currentColor" '
        'stroke-width="1.5" stroke-dasharray="4 3"/>'
        + text(min(max(at, 18), WIDTH - 18), axes.top - 13, str(chosen), anchor="middle")
    )
    y = axes.ground + 54
    parts.append(_dot(12, y - 5, full=True) + text(28, y, "data", size=SMALL))
    parts.append(
        f'<path d="M102 {y - 9:.1f}l-5 10h10z" fill="currentColor"/>'
        + text(114, y, "year of an election", size=SMALL)
    )
    if curves:
        y += 21
        parts.append(
            f'<path d="M2 {y - 11:.1f}h20v12h-20z" fill="{BLUE}" fill-opacity=".25"/>'
            f'<path d="M2 {y - 5:.1f}h20" stroke="{BLUE}" stroke-width="2"/>'
            + text(28, y, "MODEL: curve and its 90% band", size=SMALL)
        )
    return Mark("".join(parts), y + 8)


def _dot(x: float, y: float, *, full: bool) -> str:
    paint = (
        f'fill="{VERMILION}"' if full else f'fill="none" stroke="{VERMILION}" stroke-width="1.6"'
    )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" {paint}/>'


@dataclass(frozen=True)
class Intervals:
    """One row: a heading, and (share, margin) in per cent of each repeat, the first one first."""

    heading: str
    repeats: Sequence[tuple[float, float]]


def intervals(rows: Sequence[Intervals], *, truth: float, label: str) -> Mark:
    """Draw intervals from 0 to 100 per cent, one under another, and a line at the truth.

    An interval that misses the truth has an open circle, one that holds it a full one.

    Parameters
    ----------
    rows
        From top to bottom.
    truth
        In per cent.
    label
        What stands at the line.

    Returns
    -------
    Mark
        The rows with an axis and a key.

    Examples
    --------
    >>> mark = intervals([Intervals("Sample", [(40.0, 4.0), (47.0, 4.0)])], truth=42, label="true")
    >>> mark.body.count('fill="none" stroke="#d55e00"')  # 47 - 4 lies above 42; one more in the key
    2
    """
    scale = (WIDTH - 2 * _RIGHT) / 100
    at = _RIGHT + truth * scale
    parts, line, y = [], "", 26.0
    for row in rows:
        parts.append(text(2, y + 14, row.heading, size=SMALL))
        y += 22
        line += f"M{at:.1f} {y - 2:.1f}v{5 * len(row.repeats) + 8}"
        for share, margin in row.repeats:
            low, high = max(share - margin, 0), min(share + margin, 100)
            parts.append(
                f'<path d="M{_RIGHT + low * scale:.1f} {y + 4:.1f}H{_RIGHT + high * scale:.1f}" '
                f'stroke="{BLUE}" stroke-width="2"/>'
                + _dot(_RIGHT + share * scale, y + 4, full=abs(share - truth) <= margin)
            )
            y += 5
        y += 12
    anchor: Anchor = "start" if truth < 25 else "end" if truth > 75 else "middle"
    parts.append(
        f'<path d="M{at:.1f} 18v8{line}" stroke="currentColor" stroke-width="1.5" '
        'stroke-dasharray="4 3"/>' + text(at, 14, label, anchor=anchor, size=SMALL)
    )
    ends: dict[int, Anchor] = {0: "start", 100: "end"}
    for value in range(0, 101, 20):
        x, side = _RIGHT + value * scale, ends.get(value, "middle")
        parts.append(text(x, y + 18, f"{value}%", anchor=side, size=SMALL))
    parts.append(_dot(12, y + 37, full=True) + text(24, y + 42, "holds the truth", size=SMALL))
    parts.append(_dot(152, y + 37, full=False) + text(164, y + 42, "misses it", size=SMALL))
    return Mark("".join(parts), y + 50)
