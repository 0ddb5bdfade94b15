"""The figure of exit polls says what the table holds."""

import pytest

from kazlib.figures.plots_exit_polls import polls_against_results
from kazlib.tables.exit_polls import national_polls, polls


def test_one_sign_for_each_national_poll():
    axes = polls_against_results(polls()).axes[0]
    heights = sorted(float(line.get_ydata()[0]) for line in axes.get_lines()[:-1])
    assert heights == pytest.approx(sorted(float(poll.gap) for poll in national_polls()))
    assert min(heights) == pytest.approx(-13.55)


def test_a_column_for_each_vote_with_its_official_share():
    axes = polls_against_results(national_polls()).axes[0]
    names = [label.get_text() for label in axes.get_xticklabels()]
    assert len(names) == 12
    assert names[0] == "2005 P\n91.15"
    assert names[4] == "2016 M\n82.20"
    assert names[-1] == "2026 R\n89.86"


def test_the_legend_names_the_three_kinds():
    (legend,) = polls_against_results(national_polls()).legends
    assert [text.get_text()[0] for text in legend.get_texts()] == ["P", "M", "R"]
