"""Bands over the years: in their place, cut at the ends, told apart without colour."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH, picture
from kazlib.figures.terms import Row, Span, bands, joined, key, segments

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = date(1990, 1, 1), date(2030, 1, 1)
TERM = Span(date(1999, 1, 10), date(2005, 12, 4), "full")


def drawn(*rows, **more):
    mark = bands(rows, ids="demo", first=FIRST, last=LAST, **more)
    return ET.fromstring(picture([mark], ids="demo", title="T", desc="D"))


def test_a_piece_stands_where_its_days_are():
    (rect,) = [
        r for r in drawn(Row("1999", "", (TERM,))).iter(f"{SVG}rect") if "url" in r.get("fill")
    ]
    across = (TERM.begin - FIRST).days / (LAST - FIRST).days * (WIDTH - 4) + 2
    assert float(rect.get("x")) == pytest.approx(across, abs=0.06)


def test_pieces_are_cut_at_the_ends_of_the_scale():
    outside = Span(date(1980, 1, 1), date(1985, 1, 1), "full")
    over = Span(date(2025, 1, 1), date(2050, 1, 1), "striped")
    rects = [r for r in drawn(Row("x", "", (outside, over))).iter(f"{SVG}rect") if r.get("x")]
    assert len(rects) == 1
    assert float(rects[0].get("x")) + float(rects[0].get("width")) <= WIDTH


def test_looks_are_told_apart_without_colour():
    looks = ("full", "striped", "outline", "line")
    bodies = [key([(look, "word")], ids="demo").body for look in looks]
    assert len(set(bodies)) == 4
    assert "demo-p1" in bodies[1]  # a pattern, not a plain colour
    assert "dasharray" in bodies[2]
    assert "<rect" not in bodies[3]


def test_a_line_marks_the_day_in_every_row():
    root = drawn(
        Row("a", "met", (TERM,)), Row("b", "", ()), day=date(2010, 1, 1), day_label="2010!"
    )
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"2010!", "a", "met", "b", "1995" if "1995" in texts else "2000"} <= set(texts)
    path = next(p.get("d") for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "2.5")
    assert len(re.findall("M", path)) == 2


def test_text_inside_is_left_out_where_it_would_not_fit():
    short = Span(date(2000, 1, 1), date(2000, 3, 1), "outline", "7 years")
    long = Span(date(2001, 1, 1), date(2011, 1, 1), "outline", "7 years")
    assert (
        bands([Row("", "", (short,))], ids="x", first=FIRST, last=LAST).body.count("7 years") == 0
    )
    assert bands([Row("", "", (long,))], ids="x", first=FIRST, last=LAST).body.count("7 years") == 1


def test_equal_neighbours_become_one():
    a, b, c, d = (date(n, 1, 1) for n in (1991, 1995, 1999, 2005))
    assert joined([Span(a, b, "full"), Span(b, c, "full"), Span(c, d, "line")]) == (
        Span(a, c, "full"),
        Span(c, d, "line"),
    )


def test_stretches_between_days():
    days = [date(1999, 1, 1), date(1991, 1, 1), date(1999, 1, 1), date(2040, 1, 1)]
    assert segments(days, LAST) == (
        (date(1991, 1, 1), date(1999, 1, 1)),
        (date(1999, 1, 1), LAST),
    )


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"first": LAST, "last": FIRST}, "must be after"),
        ({"first": FIRST, "last": LAST, "day": date(1980, 1, 1)}, "day is 1980-01-01"),
    ],
)
def test_a_scale_that_cannot_be_drawn_is_refused(more, says):
    with pytest.raises(InvalidNumber, match=says):
        bands([], ids="x", **more)


def test_a_piece_without_length_is_refused():
    with pytest.raises(InvalidNumber, match="must be after 1999-01-10"):
        Span(TERM.begin, TERM.begin, "full")
