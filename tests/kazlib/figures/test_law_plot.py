"""The figure of all changes of the law: a dot for each lane and year, open where less is sure."""

from collections import Counter
from dataclasses import replace

import pytest
from matplotlib.colors import same_color

from kazlib.errors import InvalidChoice
from kazlib.figures.law_plot import LANES, changes_of_law
from kazlib.law import timeline


def dots(figure):
    return figure.axes[0].lines


def test_every_change_is_in_a_dot():
    figure = changes_of_law(timeline())
    numbers = [int(text.get_text()) for text in figure.axes[0].texts]
    assert sum(numbers) == len(timeline()) == 51
    assert len(dots(figure)) == len(numbers)


def test_a_dot_stands_in_the_year_of_its_changes():
    years = {int(dot.get_xdata()[0]) for dot in dots(changes_of_law(timeline()))}
    assert years == {change.day.year for change in timeline()}


def test_a_dot_is_open_where_a_change_is_less_than_verified():
    figure = changes_of_law(timeline())
    colours = Counter(same_color(dot.get_color(), "white") for dot in dots(figure))
    weak = [c.day.year for c in timeline() if c.source.confidence != "verified"]
    assert weak == [1991, 1993, 1995, 2018, 2022]
    assert colours[True] == len(weak)


def test_lanes_stand_from_top_to_bottom():
    axes = changes_of_law(timeline()).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == list(LANES)
    low, high = axes.get_ylim()
    assert low > high


def test_a_change_of_something_new_must_get_its_lane_first():
    strange = replace(timeline()[0], parameter="anthem")
    with pytest.raises(InvalidChoice, match="parameter of a change is 'anthem'"):
        changes_of_law([strange])
