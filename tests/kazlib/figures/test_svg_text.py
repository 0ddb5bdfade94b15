"""Text of pictures: whatever a name holds, a picture shows it, and nothing of it becomes markup."""

import pkgutil
import re
import xml.etree.ElementTree as ET
from datetime import date
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from typing import get_type_hints

import pytest

import kazlib
from kazlib import figures
from kazlib.figures import svg_lines, svg_moments, svg_series, terms
from kazlib.figures import timeline as lanes
from kazlib.figures.svg import WIDTH, Bar, Mark, SeatGroup, bars_with_threshold, hemicycle, picture
from kazlib.figures.svg_bands import Band, bands
from kazlib.figures.svg_changes import Change, changes
from kazlib.figures.svg_cloud import Panel, Points, cloud
from kazlib.figures.svg_grid import GridRow, grid
from kazlib.figures.svg_intervals import (
    Interval,
    PartedBar,
    interval_key,
    intervals,
    parted_bars,
)
from kazlib.figures.svg_map import Area, region_map
from kazlib.figures.svg_shifts import Shift, shifts
from kazlib.figures.svg_text import escape, short, text
from kazlib.tables.outlines import outlines

FIRST, DAY, LAST = date(1990, 1, 1), date(2007, 8, 18), date(2030, 1, 1)
# Names as a link could bring them, one for each place that takes words.
A, B, C, D, E = (f"<b>{letter}</b>&'\"" for letter in "ABCDE")

# A mark of each figure, and the words that it was given.
MARKS = (
    (hemicycle, hemicycle([SeatGroup(A, 3, 0)], ids="x", caption=B), {A, B}),
    (
        bars_with_threshold,
        bars_with_threshold([Bar(A, 9, B, 0, True)], ids="x", threshold=7, threshold_label=C),
        {A, B, C},
    ),
    (bands, bands(A, B, [Band(C, 0.1, 0.2, 0.3, D, 0)], ids="x"), {A, B, C, D}),
    (changes, changes([Change(A, B, -1, 0, 1, (), 0)], ids="x", axis=C), {A, B, C}),
    (
        cloud,
        cloud([Panel(A, [Points("dot", ((0.5, 0.6),), B)])], x_axis=C, y_axis=D, corner=(0.9, 0.8)),
        {A, B, C, D},
    ),
    (grid, grid([A], [GridRow(B, C, ["no"])]), {A, B, C}),
    (
        intervals,
        intervals([Interval(6, (5, 7), (4, 8))], line=6, line_label=A, step=9, axis=B),
        {A, B},
    ),
    (interval_key, interval_key(A), {A}),
    (parted_bars, parted_bars([PartedBar(A, B, (1,))], ids="x", legend=[(C, 0)]), {A, B, C}),
    (
        svg_lines.series,
        svg_lines.series([], [], years=(1990, 2030), chosen=2007, elections=[], axis=A),
        {A},
    ),
    (
        svg_lines.intervals,
        svg_lines.intervals([svg_lines.Intervals(A, [(40, 4)])], truth=42, label=B),
        {A, B},
    ),
    (
        region_map,
        region_map(
            {code: Area(2, A, B) for code in outlines(DAY).units},
            ids="x",
            on=DAY,
            legend=(C, "", "", "", D),
        ),
        {A, B, C, D},
    ),
    (
        svg_moments.dots,
        svg_moments.dots([svg_moments.Lane(A, B, [DAY])], first=FIRST, last=LAST),
        {A, B},
    ),
    (svg_moments.listed, svg_moments.listed([A, B]), {A, B}),
    (
        svg_series.columns,
        svg_series.columns(
            [svg_series.Column(2007, (), A)], ids="x", chosen=2007, axis=B, legend=[(C, 0)]
        ),
        {A, B, C},
    ),
    (
        svg_series.rows,
        svg_series.rows([svg_series.Row(A, 3, B, "none")], tick=1, tick_label=C),
        {A, B, C},
    ),
    (
        svg_series.hurdles,
        svg_series.hurdles([svg_series.Hurdle(A, 1, 2, 3, B, 0)], ids="x"),
        {A, B},
    ),
    (svg_series.words, svg_series.words(A, B), {A, B}),
    (shifts, shifts([Shift(A, 1, 2, B)], ids="x", before=C, after=D), {A, B, C, D}),
    (
        terms.bands,
        terms.bands(
            [terms.Row(A, B, (terms.Span(FIRST, LAST, "full", C),))],
            ids="x",
            first=FIRST,
            last=LAST,
            day=DAY,
            day_label=D,
        ),
        {A, B, C, D},
    ),
    (terms.key, terms.key([("full", A)], ids="x"), {A}),
    (
        lanes.timeline,
        lanes.timeline(
            [lanes.Lane(A, B, [lanes.Span(FIRST, LAST, C, "value")])],
            ids="x",
            first=FIRST,
            last=LAST,
            day=DAY,
            day_label=D,
            key=E,
        ),
        {A, B, C, D, E},
    ),
)


@pytest.mark.parametrize(
    ("mark", "names"), [each[1:] for each in MARKS], ids=[each[0].__name__ for each in MARKS]
)
def test_markup_in_a_name_is_shown_as_it_stands(mark, names):
    root = ET.fromstring(picture([mark], ids="x", title="title", desc="desc"))
    assert not [element for element in root.iter() if element.tag.endswith("}b")]
    shown = [element.text or "" for element in root.iter()]
    assert {name for name in names if any(name in words for words in shown)} == names


def test_markup_in_a_title_is_shown_as_it_stands():
    root = ET.fromstring(picture([Mark("", 1)], ids="x", title=A, desc=B))
    assert [child.text for child in root][:2] == [A, B]


def test_no_figure_is_left_out():
    """Every function of the pictures of live pages that returns a mark."""
    found = set()
    for module in pkgutil.iter_modules(figures.__path__, "kazlib.figures."):
        if "plot" not in module.name:
            named = import_module(module.name)
            found |= {
                function
                for _, function in getmembers(named, isfunction)
                if function.__module__.startswith("kazlib.figures")
                and get_type_hints(function).get("return") is Mark
            }
    assert found == {each[0] for each in MARKS}


def test_text_is_written_in_one_module():
    folder = Path(kazlib.__file__).parent
    writers = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if re.search("<text[ >]", path.read_text(encoding="utf-8"))
    ]
    assert writers == ["figures/svg_text.py"]


def test_letters_stand_where_and_as_they_are_asked_for():
    element = ET.fromstring(
        text(WIDTH / 3, 12.04, "98", size=13, anchor="middle", fill="#fff", weight="bold")
    )
    assert element.attrib == {
        "x": "126.7",
        "y": "12",
        "font-size": "13",
        "font-weight": "bold",
        "text-anchor": "middle",
        "fill": "#fff",
    }


def test_a_halo_lies_under_the_letters():
    plain, halo = (ET.fromstring(text(0, 0, "98", halo=halo)).attrib for halo in (False, True))
    assert {**halo, **plain} == halo
    assert halo["paint-order"] == "stroke"


def test_signs_that_xml_cannot_hold_are_replaced():
    assert ET.fromstring(text(0, 0, "A\0B\ud800C")).text == "A\ufffdB\ufffdC"
    assert escape("Қазақ «партиясы» 🗳") == "Қазақ «партиясы» 🗳"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (10, "10"), (9.96, "10"), (0.25, "0.2"), (-3.5, "-3.5")]
)
def test_a_coordinate_has_one_decimal_at_most(value, written):
    assert short(value) == written
