"""The figures of internet users say what the tables hold."""

import pytest

from kazlib.errors import KazlibError
from kazlib.figures.plots_internet import one_year_many_numbers, users_cards_and_lines
from kazlib.tables import frame

USERS, REACH = frame("internet_use"), frame("media_reach")


def lines():
    axes = users_cards_and_lines(USERS, REACH).axes[0]
    return {line.get_label().split(",")[0]: line for line in axes.get_lines()[:3]}


def test_each_line_ends_with_the_last_number_of_its_table():
    ends = {name: (line.get_xdata()[-1], line.get_ydata()[-1]) for name, line in lines().items()}
    assert ends == {
        "internet users": (2023, 92.879),
        "mobile cards per 100 people": (2023, 127.115),
        "broadband lines per 100 people": (2023, 14.3457),
    }


def test_the_highest_number_of_cards_is_inside_the_picture():
    cards = lines()["mobile cards per 100 people"]
    assert max(cards.get_ydata()) < cards.axes.get_ylim()[1]


def test_six_ways_to_count_the_users_of_one_year():
    axes = one_year_many_numbers(USERS, REACH).axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    widths = [bar.get_width() for bar in axes.patches]
    assert dict(zip(names, widths, strict=True))["users in the series (ITU)"] == 50.6
    assert len(widths) == 6
    assert [bar.get_hatch() == "//" for bar in axes.patches].count(True) == 1


def test_years_and_shares_are_written_at_the_axis():
    for draw, first in ((users_cards_and_lines, "1995"), (one_year_many_numbers, "0")):
        axes = draw(USERS, REACH).axes[0]
        assert axes.get_xticklabels()[0].get_text() == first


@pytest.mark.parametrize("draw", [users_cards_and_lines, one_year_many_numbers])
def test_a_table_without_a_column_is_named(draw):
    with pytest.raises(KazlibError, match="value"):
        draw(USERS, REACH.drop(columns="value"))
