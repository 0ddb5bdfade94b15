"""svg_moments: a dot for each moment, stacked where they fall together; a list in lines."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH
from kazlib.figures.svg_moments import Lane, dots, listed

FIRST, LAST = date(1990, 1, 1), date(2026, 12, 31)
days = st.dates(FIRST, LAST)


def places(mark):
    return [
        (float(x), float(y))
        for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', mark.body)
    ]


def drawn(*moments, first=FIRST, last=LAST):
    return dots([Lane("Elections", "", moments)], first=first, last=last)


@given(st.lists(days, max_size=60))
def test_every_moment_has_a_place_of_its_own_inside_the_picture(moments):
    mark = drawn(*moments)
    found = places(mark)
    assert len(found) == len(set(found)) == len(moments)
    assert all(0 < x < WIDTH and 0 < y < mark.height for x, y in found)


@given(days, days)
def test_a_later_moment_is_never_left_of_an_earlier_one(one, other):
    early, late = sorted((one, other))
    (left, _), (right, _) = places(drawn(early))[0], places(drawn(late))[0]
    assert left <= right


def test_moments_of_one_day_are_stacked():
    (x1, y1), (x2, y2) = places(drawn(date(1995, 8, 30), date(1995, 8, 30)))
    assert x1 == x2
    assert y1 != y2


def test_moments_outside_the_scale_are_not_drawn():
    assert places(drawn(date(1985, 1, 1), date(2007, 8, 18), first=date(2000, 1, 1)))[1:] == []


def test_a_scale_needs_a_length():
    with pytest.raises(InvalidNumber, match="last is 1990-01-01; it must be after 1990-01-01"):
        drawn(first=FIRST, last=FIRST)


def test_a_long_line_is_wrapped_and_escaped():
    mark = listed(["1 May 2000: " + "word & " * 20])
    assert mark.body.count("<text") > 2
    assert " & " not in mark.body
