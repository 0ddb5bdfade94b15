"""Columns by year, compact rows, hurdles."""

import pytest

from kazlib.figures.svg_series import Column, Hurdle, Row, columns, hurdles, rows


def test_a_column_is_as_high_as_its_parts_and_marks_stand_out():
    data = [Column(2000, ((10, 0, True), (20, 1, False)), "first"), Column(2001, (), "unknown")]
    body = columns(data, ids="x", chosen=2001, axis="seats", legend=[("a", 0), ("b", 1)]).body
    assert body.count('stroke-width="2"') == 1
    assert ">?<" in body
    assert ">2001<" in body  # the chosen year is written, others only every fifth
    heights = [float(part.split('"')[0]) for part in body.split('height="')[1:3]]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)


@pytest.mark.parametrize(("most", "line"), [(40, ">20<"), (300, ">150<"), (600, ">400<")])
def test_the_axis_has_few_round_numbers(most, line):
    data = [Column(2000, ((most, 0, False),), "")]
    body = columns(data, ids="x", chosen=2000, axis="seats", legend=[]).body
    assert line in body


def test_no_known_year_still_gives_a_picture():
    assert ">?<" in columns([Column(1, (), "")], ids="x", chosen=1, axis="", legend=[]).body


def test_rows_and_their_tick():
    mark = rows([Row("A & B", 4, "4", "none"), Row("C", 0, "no", "none")], tick=2, tick_label="m")
    assert "A &amp; B" in mark.body
    assert mark.body.count("<rect") == 2
    assert mark.height == 64


@pytest.mark.parametrize(("needed", "anchor"), [(6, "start"), (16, "end")])
def test_the_label_of_a_hurdle_stays_in_the_picture(needed, anchor):
    body = hurdles([Hurdle("Votes", 5, needed, 30, "no", 0)], ids="x").body
    assert f'text-anchor="{anchor}" fill="currentColor">needed: {needed} of 30' in body
