"""The figures on campaigns say what the tables hold, by form and not by colour alone."""

import pytest

from kazlib.errors import KazlibError
from kazlib.figures.plots_campaign import TECHNOLOGIES, TOPICS, attention, published_effects
from kazlib.figures.plots_campaign import technologies as technologies_figure
from kazlib.tables import frame


def test_three_states_have_three_signs():
    lines = technologies_figure(frame("campaign_technologies")).axes[0].get_lines()
    assert {line.get_marker() for line in lines} == {"s", "o", "x"}
    assert len({line.get_label() for line in lines}) == 3


def test_each_sign_is_a_row_of_the_table():
    table = frame("campaign_technologies")
    lines = technologies_figure(table).axes[0].get_lines()
    shown = {name for names in TECHNOLOGIES.values() for name in names}
    table = table[table["technology"].isin(shown)]
    rows = {name: row for row, names in enumerate(TECHNOLOGIES.values()) for name in names}
    pairs = {(d, rows[t], s) for d, t, s in table[["election_date", "technology", "status"]].values}
    assert sum(len(line.get_xdata()) for line in lines) == len(pairs)


def test_prohibited_goods_and_abuses_are_no_technology_of_the_figure():
    shown = {name for names in TECHNOLOGIES.values() for name in names}
    left_out = set(frame("campaign_technologies")["technology"]) - shown
    assert {"household_goods_at_low_prices", "workplace_pressure", "site_blocking"} <= left_out
    assert "electronic_voting" in left_out


def test_the_two_results_on_telephone_calls_stand_on_both_sides_of_zero():
    axes = published_effects(frame("effects")).axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    places = {line.get_ydata()[0]: line.get_xdata()[0] for line in axes.get_lines()[:-1]}
    calls = [places[row] for row, name in enumerate(names) if name.startswith("telephone calls")]
    assert calls == [-5, 5]


def test_a_number_from_memory_has_an_open_sign():
    axes = published_effects(frame("effects")).axes[0]
    effects = frame("effects").set_index("effect_id")
    open_signs = [line.get_xdata()[0] for line in axes.get_lines() if line.get_mfc() == "white"]
    with_number = effects[effects["estimate"].notna() & (effects["confidence"] == "recalled")]
    assert sorted(open_signs) == sorted(with_number["estimate"].astype(float))


def test_the_only_confidence_interval_is_drawn_with_its_ends():
    axes = published_effects(frame("effects")).axes[0]
    ends = [tuple(line.get_xdata()) for line in axes.get_lines() if len(line.get_xdata()) == 2]
    assert (-0.7, 2.1) in ends


def test_attention_has_a_number_in_every_cell():
    axes = attention(frame("programmes_2026")).axes[0]
    assert len(axes.texts) == len(TOPICS) * 7
    assert {"22", "23", "24"} <= {text.get_text() for text in axes.texts}
    assert "nan" not in {text.get_text() for text in axes.texts}


@pytest.mark.parametrize("draw", [technologies_figure, published_effects, attention])
def test_a_missing_column_is_named(draw):
    with pytest.raises(KazlibError, match="lacks the columns"):
        draw(frame("regions"))
