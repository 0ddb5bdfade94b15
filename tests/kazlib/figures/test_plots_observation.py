"""The figure of missions says what the table holds."""

from kazlib.figures.plots_observation import missions_over_time
from kazlib.tables.observers import GROUPS, missions


def test_one_sign_for_each_group_and_election():
    axes = missions_over_time(missions()).axes[0]
    pairs = {(m.group, m.day) for m in missions() if m.group}
    assert len(axes.get_lines()) == len(pairs)
    assert len(axes.get_yticklabels()) == len(GROUPS)


def test_the_numbers_are_those_of_the_table():
    texts = {text.get_text() for text in missions_over_time(missions()).axes[0].texts}
    assert {"507", "460", "426", "≈341", "18", "15", "865", "≈300"} <= texts
    assert "793" not in texts  # a total of all missions


def test_the_legend_names_each_kind_once():
    (legend,) = missions_over_time(missions()).legends
    assert sorted(text.get_text() for text in legend.get_texts()) == [
        "limited mission, verdict seen",
        "present, verdict not seen",
        "verdict seen",
        "whether it observed was not seen",
    ]


def test_two_elections_of_a_year_have_their_letters():
    names = [label.get_text() for label in missions_over_time(missions()).axes[0].get_xticklabels()]
    assert names[2:4] == ["1999 P", "1999 M"]
    assert names[-2:] == ["2026 R", "2026 K"]
