"""Bands on one scale: small stays small, and a band without width is still seen."""

import re
import xml.etree.ElementTree as ET

import pytest

from kazlib.figures.svg import picture
from kazlib.figures.svg_changes import Change, changes, reach_of_axis


def drawn(*rows):
    return picture((changes(rows, ids="x", axis="points"),), ids="x", title="t", desc="d")


def bands_of(svg):
    return [float(w) for w in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" h', svg)]


@pytest.mark.parametrize(
    ("largest", "end"), [(0, 1), (0.99, 1), (1, 1), (1.01, 2), (2.5, 5), (7, 10), (450, 500)]
)
def test_the_axis_ends_at_1_2_or_5_times_a_power_of_ten(largest, end):
    assert reach_of_axis(largest) == end


def test_half_the_band_is_half_as_wide():
    svg = drawn(Change("a", "", -0.5, 0, 0.5, (), 0), Change("b", "", -0.25, 0, 0.25, (), 1))
    first, second = bands_of(svg)
    assert first == pytest.approx(2 * second, abs=0.2)


def test_a_band_of_nothing_is_still_a_line():
    assert bands_of(drawn(Change("a", "0", 0, 0, 0, (0.0,) * 5, 0))) == [3.0]


def test_a_point_beyond_the_band_is_inside_the_picture():
    svg = drawn(Change("a", "", -1, 0, 1, (1.9, -4.2), 0))
    places = [float(x) for x in re.findall(r'cx="([\d.]+)" cy="[\d.]+" r="3" fill="none"', svg)]
    assert len(places) == 2
    assert all(0 < x < 380 for x in places)
    ET.fromstring(svg)
