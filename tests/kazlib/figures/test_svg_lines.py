"""Marks of a series with a band, and of intervals around a truth."""

import re
import xml.etree.ElementTree as ET

import pytest

from kazlib.figures.svg import WIDTH, picture
from kazlib.figures.svg_lines import Curve, Intervals, intervals, series
from kazlib.models.numbers import Band

SVG = "{http://www.w3.org/2000/svg}"
DATA = [(2007, 4.02), (2008, 11.0), (2011, 50.6)]


def drawn(mark):
    return ET.fromstring(picture((mark,), ids="x", title="t", desc="d"))


def dots(root):
    """Return the circles of the drawing; those of patterns are smaller."""
    return [circle for circle in root.iter(f"{SVG}circle") if circle.get("r") == "3.4"]


def chart(points=DATA, curves=(), **changes):
    given = {"years": (1990, 2025), "chosen": 2007, "elections": [2007, 2011], "axis": "users, %"}
    return drawn(series(points, curves, **(given | changes)))


def test_every_point_is_drawn_and_lies_higher_the_larger_it_is():
    points = dots(chart())[:-1]  # the last one is the key's
    assert len(points) == len(DATA)
    heights = [float(dot.get("cy")) for dot in points]
    assert heights == sorted(heights, reverse=True)


def test_without_a_curve_the_key_names_no_model():
    assert "MODEL" not in "".join(chart().itertext())
    curve = Curve((2008, 2009), (Band(9, 11, 14), Band(15, 18, 22)))
    with_curve = chart(curves=[curve])
    assert "MODEL" in "".join(with_curve.itertext())
    corners = with_curve.find(f".//{SVG}polygon").get("points").split()
    assert len(corners) == 4


@pytest.mark.parametrize("chosen", [1990, 2024])
def test_the_chosen_year_is_written_inside_the_picture(chosen):
    labels = [text for text in chart(chosen=chosen).iter(f"{SVG}text") if text.text == str(chosen)]
    assert 18 <= float(labels[-1].get("x")) <= WIDTH - 18  # the last one stands above the line


def test_an_interval_that_misses_the_truth_has_an_open_circle():
    rows = [Intervals("A", [(42.0, 1.0), (60.0, 2.0)]), Intervals("B", [(44.0, 1.9)])]
    *found, _, _ = dots(drawn(intervals(rows, truth=42, label="true")))  # two of the key
    assert [dot.get("fill") == "none" for dot in found] == [False, True, True]


def test_intervals_never_leave_the_scale():
    mark = intervals([Intervals("A", [(1.0, 9.0), (99.0, 9.0)])], truth=0, label="true")
    ends = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)"', mark.body)
    assert [float(x) for pair in ends for x in pair] == [8.0, 44.4, 335.6, 372.0]
