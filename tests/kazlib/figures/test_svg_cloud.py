"""The cloud of points: every point is drawn, on one scale, and each kind has its own shape."""

import re

import pytest

from kazlib.figures.svg_cloud import Panel, Points, cloud


def drawn(*panels, corner=(0.9, 0.8)):
    return cloud(panels, x_axis="turnout", y_axis="share", corner=corner)


def test_kinds_have_shapes_and_lines_in_the_key():
    kinds = [
        Points("dot", ((0.5, 0.6), (0.6, 0.6)), "town"),
        Points("triangle", ((0.8, 0.8),), "village"),
        Points("cross", ((0.8, 0.9),), "stuffed"),
    ]
    body = drawn(Panel("one", kinds)).body
    assert (body.count("h0"), body.count("h-5.2z"), body.count("m0 -5")) == (3, 2, 2)  # with key
    for text in ("one", "town", "village", "stuffed", "suspected by the rule"):
        assert f">{text}</text>" in body


def test_a_kind_without_points_is_not_in_the_key():
    assert "village" not in drawn(Panel("", [Points("triangle", (), "village")])).body


@pytest.mark.parametrize(("lowest", "begins"), [(0.5, 20), (0.15, 10), (0.0, 0)])
def test_the_axes_begin_where_the_lowest_point_can_be_seen(lowest, begins):
    body = drawn(Panel("", [Points("dot", ((lowest, 0.6), (1.0, 1.0)), "station")])).body
    first, last = (float(x) for x in re.findall(r"M([\d.]+) [\d.]+h0", body)[:2])
    assert first == pytest.approx(
        34 + (last - 34) * (100 * lowest - begins) / (100 - begins), abs=0.1
    )


def test_two_panels_have_the_same_scale():
    same = [Points("dot", ((0.3, 0.5), (0.9, 0.5)), "station")]
    body = drawn(Panel("A", same), Panel("B", same)).body
    a, b, c, d = (float(x) for x in re.findall(r"M([\d.]+) [\d.]+h0", body)[:4])
    assert b - a == pytest.approx(d - c, abs=0.3)
    assert c > b
