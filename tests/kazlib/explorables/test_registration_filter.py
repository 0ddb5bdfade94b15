"""registration-filter: documented rules of each year first, then what-ifs, then errors in words."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, KazlibError, UnknownRule
from kazlib.explorables.registration_filter import VOTERS, compute, shown
from kazlib.tables.records import records
from kazlib.widgets import explore

SVG = "{http://www.w3.org/2000/svg}"
IN_1998 = date(1998, 11, 30)


def refused_by(**values):
    """Return contender → the rules that refuse, as the table says."""
    return {row[0]: row[2] for row in compute(**values).table.rows}


def left(**values):
    return "".join(name for name, by in refused_by(**values).items() if by == "no rule")


def texts(outcome):
    return [element.text for element in ET.fromstring(outcome.svg).iter(f"{SVG}text")]


# ------------------------------------------------------------------------------------------------
# Documented rules.


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        # Wikipedia, 1991 Kazakh presidential election: 100,000 signatures
        (date(1991, 12, 1), {"Signatures": "100,000"}),
        # RFE/RL, 26 November 1998; Jamestown Foundation, Monitor 4/199
        (
            IN_1998,
            {
                "Minimum age": "40 years",
                "Residence": "15 years",
                "Kazakh": "fluent, a test",
                "Signatures": "170,000",
                "Recent penalty": "a bar for a year",
                "Deposit": "1,000 min. wages",
            },
        ),
        # Law of 14 April 2004: only a criminal record bars; US cable: 1 per cent of the voters
        (date(2005, 12, 4), {"Signatures": "85,000", "Criminal record": "a bar"}),
        # Kazinform, 22 September 2022
        (
            date(2022, 11, 20),
            {
                "Citizen by birth": "asked",
                "Experience": "5 years",
                "Nomination": "not by oneself",
                "Deposit": "50 min. wages",
            },
        ),
    ],
)
def test_the_picture_shows_what_the_law_of_the_day_asks(on, asked):
    found = texts(compute(on=on))
    for rule, note in asked.items():
        assert found[found.index(rule) + 1] == note


def test_the_invented_country_asks_for_the_documented_number_of_1998():
    (row,) = [r for r in records("registration_1998_1999") if r["subject"] == "signatures"]
    assert row["number"] == 2 * VOTERS // 100 == shown()["signatures"] == 170_000


def test_each_rule_of_1998_refuses_somebody_alone():
    assert refused_by() == {
        "A": "signatures, regions",
        "B": "Kazakh language, signatures",
        "C": "recent penalty",
        "D": "no rule",
        "E": "Kazakh language",
        "F": "deposit",
        "G": "no rule",
        "H": "residence, Kazakh language, signatures",
    }


def test_the_bar_for_penalties_ended_on_14_april_2004():
    assert "recent penalty" in refused_by(on=date(2004, 4, 13))["C"]
    assert refused_by(on=date(2004, 4, 14))["C"] == "no rule"


def test_self_nomination_and_health_came_into_the_law_on_15_june_2017():
    assert left(on=date(2017, 6, 14)) == "CDFG"
    assert left(on=date(2017, 6, 15)) == "CD"
    assert refused_by(on=date(2017, 6, 15))["F"] == "nomination"
    assert refused_by(on=date(2017, 6, 15))["G"] == "medical check"


def test_the_contenders_do_not_change_with_the_rules():
    facts = [row[3:] for row in compute().table.rows]
    assert [row[3:] for row in compute(on=date(2022, 11, 20), deposit=7).table.rows] == facts


# ------------------------------------------------------------------------------------------------
# What was not seen, and what is less than verified.


def test_rules_that_were_not_seen_are_counted_and_named():
    outcome = compute()
    assert "7 rules were not seen and cannot refuse here." in outcome.sentence
    unseen = "not seen for this day: citizenship by birth, higher education, experience"
    assert unseen in outcome.sources[-1].title
    assert "not seen" not in compute(on=date(2022, 11, 20)).sources[-1].title
    assert "seen rules only" in texts(outcome)
    assert "all rules" in texts(compute(on=date(2022, 11, 20)))


def test_a_recalled_rule_says_so_where_it_refuses():
    assert "Less than verified: deposit (recalled)." in compute().sentence
    assert "recalled" not in compute(deposit=50).sentence


def test_the_page_says_that_the_contenders_are_invented():
    outcome = compute()
    assert "invented contenders" in outcome.sentence
    assert "Contenders A to H are invented." in outcome.sources[0].title
    assert outcome.table.caption.startswith("Invented contenders;")
    remarks = {row[0]: row[-1] for row in outcome.table.rows}
    assert remarks["F"] == "self-nominated"
    assert remarks["H"] == "not fluent in Kazakh; self-nominated; medical check not passed"


def test_in_2026_the_number_of_signatures_was_not_seen_but_can_be_set():
    on = date(2026, 11, 23)
    assert shown(on=on)["signatures"] is None
    assert "signatures" not in refused_by(on=on)["A"]
    changed = compute(on=on, signatures=120_000)
    assert changed.sentence.startswith("What if 120,000 signatures were asked (law: not seen)?")
    assert refused_by(on=on, signatures=120_000)["A"] == "signatures"


# ------------------------------------------------------------------------------------------------
# What-ifs.


@pytest.mark.parametrize(
    ("change", "who_is_left"),
    [
        ({"signatures": 0}, "ADG"),
        ({"signatures": 85_000}, "DG"),  # A still fails on regions, B on Kazakh
        ({"signatures": 104_946, "regions": "none"}, "ADG"),  # exactly what A brings
        ({"signatures": 104_947, "regions": "none"}, "DG"),
        ({"regions": "1"}, ""),
        ({"regions": "1/3"}, "DG"),
        ({"deposit": 500}, "DFG"),
        ({"deposit": 501}, "DG"),
        ({"deposit": 0}, "DFG"),
        ({"kazakh": "none"}, "DEG"),
        ({"penalty": "none"}, "CDG"),
        ({"age": 48}, "D"),  # G is 47
        ({"service": 15}, "D"),  # G has 14 years
        ({"nomination": "no"}, "DG"),
    ],
)
def test_one_change_of_the_rules_of_1998(change, who_is_left):
    assert left(**change) == who_is_left
    assert compute(**change).sentence.startswith("What if ")


def test_a_change_to_the_laws_own_value_is_no_what_if():
    law = compute()
    own = {"signatures": 170_000, "deposit": 1000, "age": 40, "kazakh": "asked", "regions": "2/3"}
    assert compute(**own, penalty="past-year") == law
    assert compute(on=date(2022, 11, 20), nomination="no") == compute(on="2022-11-20")


def test_a_what_if_names_the_law_and_its_answer():
    sentence = compute(deposit=50, penalty="none").sentence
    assert "the deposit were 50 minimum wages (law: 1,000)" in sentence
    assert "Not refused: C, D, F and G (by the law of 30 November 1998: D and G)" in sentence
    sources = compute(deposit=50).sources
    assert any("Hypothetical reform: deposit_min_wages is 50" in s.title for s in sources)


def test_without_any_rule_that_a_reader_can_lift_one_is_still_refused():
    open_to_all = {"signatures": 0, "deposit": 0, "kazakh": "none", "penalty": "none", "age": 0}
    sentence = compute(**open_to_all).sentence
    assert "Then 1 of these 8 invented contenders is refused." in sentence
    assert refused_by(**open_to_all)["H"] == "residence"


def test_another_draw_gives_other_contenders():
    assert compute(draws=11).table.rows != compute(draws=10).table.rows
    assert compute(draws=11) == compute(draws=11)


# ------------------------------------------------------------------------------------------------
# Picture, sharing, errors.


def test_the_picture_has_a_sign_for_each_rule_and_contender():
    root = ET.fromstring(compute().svg)
    assert len(root.findall(f".//{SVG}rect[@width='26.0']")) == 8 * 8
    assert root.find(f"{SVG}title").text == "30 November 1998: not refused: D and G"
    titles = [element.text for element in root.iter(f"{SVG}title")]
    assert "F, Deposit: not met" in titles


def test_the_code_of_a_scenario_runs_without_an_import_of_dates():
    sharing = explore("registration-filter", on="2005-12-04")._sharing.value
    assert "on=&#x27;2005-12-04&#x27;" in sharing
    assert "datetime" not in sharing


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"on": date(1990, 4, 24)}, UnknownRule, "chosen by the Supreme Soviet"),
        ({"on": "30.11.1998"}, InvalidNumber, "must be a date such as"),
        ({"on": date(3000, 1, 1)}, InvalidNumber, "must be from 1991-10-16 to 2999-12-31"),
        ({"signatures": -1}, InvalidNumber, "signatures is -1; it must be a whole number from 0"),
        ({"signatures": VOTERS + 1}, InvalidNumber, "from 0 to 8,500,000"),
        ({"signatures": "1.5"}, InvalidNumber, "signatures is 1.5"),
        ({"deposit": -50}, InvalidNumber, "deposit is -50"),
        ({"age": 151}, InvalidNumber, "age is 151; it must be a whole number from 0 to 150"),
        ({"service": -1}, InvalidNumber, "service is -1"),
        ({"regions": "half"}, InvalidChoice, "regions is 'half'; allowed: law, none, 1/3, 2/3, 1"),
        ({"kazakh": "yes"}, InvalidChoice, "kazakh is 'yes'; allowed: law, none, asked"),
        ({"penalty": "ever"}, InvalidChoice, "penalty is 'ever'"),
        ({"nomination": "none"}, InvalidChoice, "nomination is 'none'; allowed: law, yes, no"),
        ({"draws": -1}, InvalidNumber, "draws is -1"),
    ],
)
def test_a_wrong_value_is_answered_with_the_value_and_the_rule(values, error, says):
    with pytest.raises(error) as refusal:
        compute(**values)
    assert says in str(refusal.value)


@settings(max_examples=40, deadline=None)
@given(
    on=st.dates(date(1991, 1, 1), date(2040, 1, 1)),
    signatures=st.none() | st.integers(0, 300_000),
    regions=st.sampled_from(["law", "none", "1/3", "2/3", "1"]),
    deposit=st.none() | st.integers(0, 1500),
    draws=st.integers(0, 50),
)
def test_lower_demands_never_refuse_more(**values):
    with suppress(KazlibError):
        before = set(left(**values))
        lower = values | {"kazakh": "none", "penalty": "none", "age": 0, "service": 0}
        assert before <= set(left(**lower))
        assert "?" not in "".join(filter(None, texts(compute(**values))))
