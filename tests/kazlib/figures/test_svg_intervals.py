"""Intervals and bars in parts say in shape what they say in colour."""

import re
import xml.etree.ElementTree as ET

import pytest

from kazlib.figures.svg import WIDTH, picture
from kazlib.figures.svg_intervals import Interval, PartedBar, interval_key, intervals, parted_bars

POLLS = [Interval(61, (60, 62), (58, 64)), Interval(63, (62.5, 64), (60, 66))]
CROSS = "l6 6m0 -6l-6 6"


def drawn(**values):
    options = {"line": 61, "line_label": "true 61%", "step": 10, "axis": "share, %"} | values
    return intervals(POLLS, **options)


def test_an_interval_that_misses_the_line_gets_a_cross():
    assert drawn().body.count(CROSS) == 1
    assert drawn(line=62.7).body.count(CROSS) == 1
    assert drawn(line=10).body.count(CROSS) == 2


def test_everything_stands_inside_the_picture():
    for line in (0, 61, 100):
        text = drawn(line=line, truth=100 - line).body
        for x in re.findall(r'(?:M|H| x=")(-?\d+(?:\.\d)?)', text):
            assert 0 <= float(x) <= WIDTH


@pytest.mark.parametrize("truth", [60.9, 61.1, 61, 75])
def test_the_truth_and_its_word_stand_apart_from_the_line(truth):
    text = drawn(truth=truth).body
    word = float(re.search(r'<text x="([\d.]+)"[^>]*>truth<', text)[1])
    label = float(re.search(r'<text x="([\d.]+)"[^>]*>true 61%<', text)[1])
    assert abs(word - label) >= 15.9


def test_one_value_alone_still_has_a_scale():
    mark = intervals([Interval(5, (5, 5), (5, 5))], line=5, line_label="5", step=20, axis="share")
    assert "nan" not in mark.body
    assert ">5<" in mark.body


def test_parts_fill_the_bar():
    mark = parted_bars(
        [PartedBar("Rule", "2 wrong", (5, 2, 3)), PartedBar("None", "0 wrong", (0, 0, 0))],
        ids="x",
        legend=[("right", 0), ("wrong", 1), ("not called", 7)],
    )
    root = ET.fromstring(picture((mark, interval_key("x")), ids="x", title="t", desc="d"))
    widths = [float(r.get("width")) for r in root.iter("{http://www.w3.org/2000/svg}rect")]
    bars = [width for width in widths if width not in (6, 20)]  # patterns and the legend
    assert sum(bars) == pytest.approx(WIDTH - 4, abs=0.2)
    assert bars[0] / bars[1] == pytest.approx(2.5, abs=0.01)
