"""Outlines of the regions on a day, for small maps: ``data/geo/outlines.json``."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from kazlib.errors import UnknownRule
from kazlib.tables.records import read_text

Point = tuple[int, int]


@dataclass(frozen=True)
class Outline:
    """One region or city.

    Attributes
    ----------
    rings : tuple of tuple of (int, int)
        Closed borders, x to the right and y down; a second ring is a hole.
    label : tuple of int
        A point for a label: well inside, and away from cities; of a city, its middle.
    """

    rings: tuple[tuple[Point, ...], ...]
    label: Point


@dataclass(frozen=True)
class Outlines:
    """The map of a day.

    Attributes
    ----------
    units : mapping of str to Outline
        ISO 3166-2 code → outline. Before 19 June 2018 KZ-61 is South Kazakhstan with Shymkent.
    width, height : int
        The frame of the coordinates.
    credit : str
        What must stand on every picture made from them (ODbL).
    """

    units: MappingProxyType[str, Outline]
    width: int
    height: int
    credit: str


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(read_text("geo/outlines.json"))
    return data


@cache
def _arcs() -> tuple[tuple[Point, ...], ...]:
    def points(steps: list[int]) -> tuple[Point, ...]:
        pairs = zip(steps[::2], steps[1::2], strict=True)
        return tuple(accumulate(pairs, lambda a, b: (a[0] + b[0], a[1] + b[1])))

    return tuple(points(steps) for steps in _data()["arcs"])


def _ring(numbers: list[int]) -> tuple[Point, ...]:
    arcs = _arcs()
    return tuple(p for n in numbers for p in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1])


@cache
def _outlines(valid_from: str) -> Outlines:
    (drawn,) = (one for one in _data()["maps"] if one["valid_from"] == valid_from)
    units = {
        code: Outline(tuple(map(_ring, rings)), tuple(drawn["labels"][code]))
        for code, rings in drawn["units"].items()
    }
    data = _data()
    return Outlines(MappingProxyType(units), data["width"], data["height"], data["credit"])


def outlines(on: date) -> Outlines:
    """Return the outlines of all regions and cities on a day (© OpenStreetMap contributors).

    Parameters
    ----------
    on
        From 1 January 1999; units that were joined or split later are drawn as of that day, on
        the borders of 2023.

    Raises
    ------
    UnknownRule
        Before 1999: the data have no map of the regions before the mergers of 1997.

    Examples
    --------
    >>> [len(outlines(date(year, 1, 1)).units) for year in (2016, 2020, 2023)]
    [16, 17, 20]
    """
    held = [one["valid_from"] for one in _data()["maps"] if one["valid_from"] <= on.isoformat()]
    if not held:
        raise UnknownRule(
            f"No map of the regions on {on.isoformat()} is in the data; the first is that of 1999."
        )
    return _outlines(max(held))
