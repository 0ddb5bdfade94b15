"""Simplify the map for pictures on live pages: ``python tools/outline_map.py``.

Reads ``data/geo/kz_regions_2022.topojson`` and writes ``data/geo/outlines.json``: the borders of
three periods, projected, with few points, each shared border stored once. What a live page loads is
a fifth of the map itself. Run it again when the map changes; a test compares the two files.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

GEO = Path(__file__).parents[1] / "data" / "geo"
WIDTH = 1000
TOLERANCE = 1.2  # less than half a pixel in a picture of 380
CITY_MARK = 25  # radius of the mark of a city, whose own outline is too small to be seen
CITIES = ("KZ-71", "KZ-75", "KZ-79")  # Astana, Almaty, Shymkent
MIDDLE = 48  # degrees north: there the equirectangular projection keeps distances true

# As in data/regions.csv: what each unit was part of before.
_2022 = {"KZ-10": "KZ-63", "KZ-33": "KZ-19", "KZ-62": "KZ-35"}  # Abai, Jetisu, Ulytau
_2018 = {"KZ-79": "KZ-61"}  # Shymkent
PERIODS: tuple[tuple[str, str | None, Mapping[str, str]], ...] = (
    ("1999-01-01", "2018-06-18", _2022 | _2018),
    ("2018-06-19", "2022-06-07", _2022),
    ("2022-06-08", None, {}),
)

Point = tuple[int, int]


def _projected(topology: Mapping[str, Any]) -> list[list[Point]]:
    """Return the arcs in a frame of ``WIDTH``, y downwards."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            ((x * kx + x0) * cos(radians(MIDDLE)), -(y * ky + y0))
            for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        ]
        for arc in topology["arcs"]
    ]
    xs, ys = [x for arc in arcs for x, _ in arc], [y for arc in arcs for _, y in arc]
    scale = WIDTH / (max(xs) - min(xs))
    return [
        [(round((x - min(xs)) * scale), round((y - min(ys)) * scale)) for x, y in arc]
        for arc in arcs
    ]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def simplified(points: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Drop points nearer than the tolerance to the line without them (Douglas and Peucker).

    Examples
    --------
    >>> simplified([(0, 0), (5, 1), (10, 0), (10, 10)], 2)
    [(0, 0), (10, 0), (10, 10)]
    """
    if len(points) < 3:
        return list(points)
    gaps = [_distance(p, points[0], points[-1]) for p in points[1:-1]]
    far = max(range(len(gaps)), key=gaps.__getitem__)
    if gaps[far] <= tolerance:
        return [points[0], points[-1]]
    cut = far + 1
    return simplified(points[: cut + 1], tolerance)[:-1] + simplified(points[cut:], tolerance)


def _ends(arcs: Sequence[Sequence[Point]], ref: int) -> tuple[Point, Point]:
    arc = arcs[ref] if ref >= 0 else arcs[~ref]
    return (arc[0], arc[-1]) if ref >= 0 else (arc[-1], arc[0])


def _joined(arcs: Sequence[Sequence[Point]], rings: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the outline of units drawn as one: borders between them cancel out."""
    refs = [ref for ring in rings for ref in ring]
    left = [ref for ref in refs if ~ref not in refs]
    outline = []
    while left:
        ring = [left.pop(0)]
        while _ends(arcs, ring[-1])[1] != _ends(arcs, ring[0])[0]:
            here = _ends(arcs, ring[-1])[1]
            ring.append(left.pop(next(i for i, r in enumerate(left) if _ends(arcs, r)[0] == here)))
        outline.append(ring)
    return outline


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _middle(rings: Sequence[Sequence[Point]], cities: Sequence[Point]) -> Point:
    """Return a point well inside, far from the border and from cities, which get a mark."""
    xs, ys = ([p[axis] for ring in rings for p in ring] for axis in (0, 1))
    grid = [
        (x, y)
        for x in range(min(xs), max(xs) + 1, 4)
        for y in range(min(ys), max(ys) + 1, 4)
        if sum(_inside((x, y), ring) for ring in rings) % 2
    ]
    border = [p for ring in rings for p in ring]

    def room(p: Point) -> float:
        # Digits are wider than high, so room to the sides counts for less.
        free = min(hypot((p[0] - x) / 1.4, p[1] - y) for x, y in border)
        return min([free, *(hypot(p[0] - x, p[1] - y) - CITY_MARK for x, y in cities)])

    return max(grid, key=room)


def outlines(topology: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``outlines.json`` holds.

    Parameters
    ----------
    topology
        The TopoJSON map of 2022.

    Returns
    -------
    dict
        ``width`` and ``height`` of the frame; ``arcs``, each a first point and then steps;
        ``maps``, one a period: code → rings of arc numbers, where ``-1 - n`` is arc ``n``
        backwards, and code → a point for its label.
    """
    full = _projected(topology)
    arcs = [simplified(arc) for arc in full]
    (layer,) = topology["objects"].values()
    rings = {unit["properties"]["iso"]: unit["arcs"] for unit in layer["geometries"]}

    def points(ring: Sequence[int]) -> list[Point]:
        return [p for r in ring for p in (arcs[r] if r >= 0 else arcs[~r][::-1])[:-1]]

    def centre(code: str) -> Point:
        xs, ys = zip(*points(rings[code][0]), strict=True)
        return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2

    maps = []
    for first, last, parents in PERIODS:
        groups: dict[str, list[list[int]]] = {}
        for code, shape in rings.items():
            groups.setdefault(parents.get(code, code), []).extend(shape)
        units = {code: _joined(arcs, groups[code]) for code in sorted(groups)}
        cities = {code: centre(code) for code in CITIES if code in units}
        labels = {
            code: cities.get(code) or _middle([points(r) for r in shape], list(cities.values()))
            for code, shape in units.items()
        }
        maps.append({"valid_from": first, "valid_to": last, "units": units, "labels": labels})
    return {
        "credit": "© OpenStreetMap contributors, ODbL",
        "width": WIDTH,
        "height": max(y for arc in arcs for _, y in arc),
        "arcs": [
            [
                n
                for a, b in zip([(0, 0), *arc], arc, strict=False)
                for n in (b[0] - a[0], b[1] - a[1])
            ]
            for arc in arcs
        ],
        "maps": maps,
    }


def written(topology: Mapping[str, Any]) -> str:
    """Return the text of ``outlines.json``, one arc, label and unit a line."""
    text = json.dumps(outlines(topology), ensure_ascii=False, separators=(",", ":"))
    for start in ("],[", "},{", ',"KZ', ',"arcs"', ',"labels"', ',"units"', ',"maps"', ',"width"'):
        text = text.replace(start, start.replace(",", ",\n", 1))
    return text + "\n"


if __name__ == "__main__":
    source = json.loads((GEO / "kz_regions_2022.topojson").read_text(encoding="utf-8"))
    (GEO / "outlines.json").write_text(written(source), encoding="utf-8")
