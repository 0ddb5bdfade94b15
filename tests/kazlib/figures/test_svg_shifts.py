"""Shares before and after: signs and scale."""

import xml.etree.ElementTree as ET

from kazlib.figures.svg import WIDTH, picture
from kazlib.figures.svg_shifts import Shift, shifts

SVG = "{http://www.w3.org/2000/svg}"


def drawn(data):
    mark = shifts(data, ids="x", before="2004", after="2007")
    return ET.fromstring(picture([mark], ids="x", title="t", desc="d"))


def circles(tree):
    """Return the open circles; patterns have smaller ones."""
    return [circle for circle in tree.iter(f"{SVG}circle") if circle.get("r") == "6"]


def test_a_party_that_stood_once_has_one_sign_and_no_line():
    tree = drawn([Shift("Old", 60, None, "gone"), Shift("New", None, 88, "new")])
    assert len(circles(tree)) == 2  # the legend and "Old"
    thick = [p for p in tree.iter(f"{SVG}path") if p.get("stroke-width") == "3"]
    assert thick == []


def test_all_signs_stand_on_one_scale_inside_the_picture():
    tree = drawn([Shift("A", 10, 88, ""), Shift("B", 44, 0, "")])
    first, second = [float(c.get("cx")) for c in circles(tree)][1:]
    left, right = 8.0, WIDTH - 8.0
    assert first == round(left + (right - left) * 10 / 88, 1)
    assert second == round(left + (right - left) * 44 / 88, 1)
    squares = [float(r.get("x")) + 6 for r in tree.iter(f"{SVG}rect") if r.get("stroke")][1:]
    assert squares == [right, left]
