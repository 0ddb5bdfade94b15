"""timeline: lanes of spans, the chosen day marked in each, "not seen" dashed."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH, picture
from kazlib.figures.timeline import Lane, Span, timeline

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = date(1991, 1, 1), date(2026, 12, 31)
THRESHOLD = Lane(
    "threshold",
    "7%",
    (
        Span(date(1995, 8, 30), date(1998, 10, 6), "none", "none"),
        Span(date(1998, 10, 7), date(1999, 5, 5), "not seen", "unknown"),
        Span(date(1999, 5, 6), date(2021, 5, 24), "7%", "value"),
        Span(date(2021, 5, 25), date(2026, 6, 30), "5%", "value"),
    ),
)


def drawn(*lanes, day=date(2007, 8, 18), label="18 August 2007", first=FIRST, last=LAST):
    mark = timeline(
        lanes, ids="demo", first=first, last=last, day=day, day_label=label, key="dashed: not seen"
    )
    return ET.fromstring(picture([mark], ids="demo", title="t", desc="d"))


def boxes(root):
    return root.findall(f"{SVG}g/{SVG}rect")


def words(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def ticks(root):
    path = next(p for p in root.findall(f"{SVG}g/{SVG}path") if p.get("stroke-width") == "3")
    return [float(x) for x in re.findall(r"M([\d.]+) ", path.get("d"))]


def test_a_lane_has_its_name_its_note_and_one_box_a_span():
    root = drawn(THRESHOLD)
    assert {"threshold", "7%", "5%", "18 August 2007"} <= set(words(root))
    assert len(boxes(root)) == 4


def test_only_the_span_of_the_day_is_filled_with_colour():
    fills = [box.get("fill") for box in boxes(drawn(THRESHOLD))]
    assert fills == ["none", "none", "url(#demo-p0)", "currentColor"]


def test_not_seen_is_dashed_and_none_is_empty_with_a_whole_line():
    none, unknown, *_ = boxes(drawn(THRESHOLD))
    assert none.get("stroke-dasharray") is None
    assert unknown.get("stroke-dasharray")
    assert "dashed: not seen" in words(drawn(THRESHOLD))


def test_each_lane_has_a_tick_at_the_same_place():
    root = drawn(THRESHOLD, THRESHOLD)
    assert len(ticks(root)) == 2
    assert len(set(ticks(root))) == 1


def test_the_scale_is_even_and_names_every_fifth_year():
    root = drawn(THRESHOLD)
    years = {t.text: float(t.get("x")) for t in root.iter(f"{SVG}text") if t.text.isdigit()}
    assert list(years) == ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]
    assert years["2000"] - years["1995"] == pytest.approx(years["2025"] - years["2020"], abs=0.2)


def test_a_long_name_and_note_take_more_lines():
    root = drawn(Lane("akims of districts and towns", "appointed with elected pilots", ()))
    assert {"akims of districts and towns", "appointed with elected pilots"} <= set(words(root))


def test_a_value_stands_beside_the_tick_and_never_under_it():
    for offset in range(0, 8000, 250):
        root = drawn(THRESHOLD, day=date(1999, 5, 6) + timedelta(days=offset))
        (tick,) = ticks(root)
        for text in root.iter(f"{SVG}text"):
            if text.get("font-size") == "13":
                half = len(text.text) * 7 / 2
                assert abs(float(text.get("x")) - tick) > half


def test_a_span_outside_the_scale_is_left_out_and_one_across_its_end_is_cut():
    lane = Lane(
        "x",
        "",
        (
            Span(date(1980, 1, 1), date(1985, 1, 1), "", "value"),
            Span(date(1985, 1, 2), date(2040, 1, 1), "", "value"),
        ),
    )
    (box,) = boxes(drawn(lane))
    assert float(box.get("x")) == pytest.approx(2)
    assert float(box.get("width")) == pytest.approx(WIDTH - 4)


@given(st.dates(FIRST, LAST))
def test_nothing_leaves_the_picture(day):
    root = drawn(THRESHOLD, day=day)
    for box in boxes(root):
        assert float(box.get("x")) >= 0
        assert float(box.get("x")) + float(box.get("width")) <= WIDTH
    assert all(0 <= x <= WIDTH for x in ticks(root))


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (FIRST, LAST, date(1990, 12, 31)),
        (FIRST, LAST, date(2027, 1, 1)),
        (FIRST, FIRST, FIRST),
    ],
)
def test_a_day_outside_the_scale_is_refused(first, last, day):
    with pytest.raises(InvalidNumber, match=f"day is {day}; it must be from {first} to {last}"):
        drawn(THRESHOLD, day=day, first=first, last=last)
