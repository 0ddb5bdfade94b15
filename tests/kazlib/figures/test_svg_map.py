"""The small map: the units of each period, drawn whole, and the same as the script makes them."""

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from kazlib.errors import InvalidChoice, UnknownRule
from kazlib.figures.svg_map import Area, region_map
from kazlib.tables.outlines import outlines
from kazlib.tables.records import read_text

ROOT = Path(__file__).parents[3]
PERIODS = {"2016-03-20": 16, "2020-08-12": 17, "2023-01-14": 20}


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("outline_map", ROOT / "tools/outline_map.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def area(ring):
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def inside(point, ring):
    x, y = point
    crossings = [
        x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossings) % 2 == 1


def test_the_file_is_what_the_script_makes(script):
    topology = json.loads((ROOT / "data/geo/kz_regions_2022.topojson").read_text(encoding="utf-8"))
    assert script.written(topology) == read_text("geo/outlines.json")


def test_the_file_is_small():
    assert len(read_text("geo/outlines.json").encode()) < 15_000


@pytest.mark.parametrize(("day", "units"), PERIODS.items())
def test_units_of_each_period_with_labels_inside(day, units):
    drawn = outlines(date.fromisoformat(day))
    assert len(drawn.units) == units
    for code, outline in drawn.units.items():
        assert sum(inside(outline.label, ring) for ring in outline.rings) % 2 == 1, code


def test_joined_units_cover_the_same_country():
    def country(day):
        # A hole is another unit, which counts on its own.
        return sum(
            area(outline.rings[0]) - sum(map(area, outline.rings[1:]))
            for outline in outlines(date.fromisoformat(day)).units.values()
        )

    areas = [country(day) for day in PERIODS]
    assert areas == pytest.approx([areas[0]] * 3)


def test_before_1999_there_is_no_map():
    with pytest.raises(UnknownRule, match="the first is that of 1999"):
        outlines(date(1996, 1, 1))


def test_a_map_needs_every_unit_of_its_day():
    day = date(2023, 1, 14)
    areas = {code: Area(0, "", code) for code in outlines(day).units}
    legend = ("low", "", "", "", "")
    assert region_map(areas, ids="x", on=day, legend=legend).body.count("url(#x-m0)") == 24
    with pytest.raises(InvalidChoice, match="'KZ-10'"):
        region_map(areas, ids="x", on=date(2020, 8, 12), legend=legend)
    del areas["KZ-71"]
    with pytest.raises(InvalidChoice, match="'KZ-71'"):
        region_map(areas, ids="x", on=day, legend=legend)
