"""who-may-stand: documented rules first, then what stays open, then errors in words."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.candidacy import Person, eligibility
from kazlib.errors import InvalidChoice, InvalidNumber, KazlibError, UnknownRule
from kazlib.explorables.who_may_stand import compute, shown

SVG = "{http://www.w3.org/2000/svg}"
LAW_OF_2022 = date(2022, 11, 20)


def judged(**values):
    """Return rule → judgement, as the table says."""
    return {row[0]: row[2] for row in compute(**values).table.rows}


def words(outcome):
    return [element.text for element in ET.fromstring(outcome.svg).iter(f"{SVG}text")]


# ------------------------------------------------------------------------------------------------
# Documented rules.


@pytest.mark.parametrize(
    ("values", "rule", "since"),
    [
        # Kazinform, 22 September 2022: 40 years, citizen by birth, 15 years, five of service
        ({"age": 39}, "Least age", "7 October 1998"),
        ({"residence": 14}, "Years of residence", "30 August 1995"),
        ({"by_birth": "no"}, "Citizen by birth", "17 September 2022"),
        ({"kazakh": "no"}, "Fluent Kazakh", "30 August 1995"),
        ({"higher": "no"}, "Higher education", "10 March 2017"),
        ({"service": 4}, "Years of service", "15 June 2017"),
    ],
)
def test_each_requirement_of_2022_refuses_alone(values, rule, since):
    outcome = compute(on=LAW_OF_2022, **values)
    states = judged(on=LAW_OF_2022, **values)
    assert [name for name, state in states.items() if state == "not met"] == [rule]
    assert "may not stand: 1 of 8 rules is not met" in outcome.sentence
    assert f"(rule since {since}" in outcome.sentence


def test_whoever_meets_them_all_may_stand_in_2022():
    outcome = compute(
        on=LAW_OF_2022,
        age=40,
        residence=15,
        service=5,
    )
    assert "may stand: the law sets 7 of the 8 rules, and all of them are met" in outcome.sentence
    assert judged(on=LAW_OF_2022)["Highest age"] == "met"  # no such rule since October 1998


@pytest.mark.parametrize(
    ("on", "age", "state"),
    [
        # HRW (1999): the amendments of 7 October 1998 took away the limit of 65 and raised 35 to 40
        (date(1998, 10, 6), 36, "met"),
        (date(1998, 10, 7), 36, "not met"),
        (date(1991, 12, 1), 34, "not met"),
    ],
)
def test_the_least_age_went_from_35_to_40(on, age, state):
    assert judged(on=on, age=age)["Least age"] == state


def test_the_highest_age_of_65_ended_on_7_october_1998():
    assert judged(on=date(1998, 10, 6), age=66)["Highest age"] == "not met"
    assert judged(on=date(1998, 10, 7), age=66)["Highest age"] == "met"


def test_education_and_service_came_in_2017():
    without = {"higher": "no", "service": 0}
    assert judged(on=date(2015, 4, 26), **without)["Higher education"] == "met"
    assert judged(on=date(2017, 3, 10), **without)["Higher education"] == "not met"
    assert judged(on=date(2017, 6, 14), **without)["Years of service"] == "met"
    assert judged(on=date(2017, 6, 15), **without)["Years of service"] == "not met"


def test_after_two_terms_in_a_row_only_the_first_president_may_stand_again():
    """21 May 2007: the limit leaves out the First President."""
    on = date(2011, 4, 3)
    assert judged(on=on, won="last-two")["Limit of terms"] == "not met"
    assert judged(on=on, won="last-two", first_president=True)["Limit of terms"] == "met"
    assert judged(on=on, won="last", first_president=False)["Limit of terms"] == "met"


def test_in_2005_the_term_of_1991_did_not_count_by_the_ruling_of_2000():
    assert judged(on=date(2005, 12, 4), won="last-two")["Limit of terms"] == "met"


def test_whether_earlier_terms_count_for_the_single_term_was_not_seen():
    assert judged(on=LAW_OF_2022, won="last")["Limit of terms"] == "not known"
    after = date(2026, 6, 30)  # the term of November 2022 was won under this very law
    assert judged(on=after, won="last")["Limit of terms"] == "not met"


def test_the_limit_of_2022_was_seen_and_only_its_start_was_not():
    outcome = compute(on=LAW_OF_2022, won="last")
    assert "law not seen: Limit of terms (which terms count)" in outcome.sentence
    assert "? Limit of terms: start not seen" in words(outcome)
    not_stated = compute(on=LAW_OF_2022, won="not-stated")
    assert "fact not stated: Limit of terms)" in not_stated.sentence


def test_a_rule_that_is_verified_but_began_in_memory_says_so():
    """15 years of residence are verified for 2022 and recalled for 30 August 1995."""
    sentence = compute(on=LAW_OF_2022, residence=14).sentence
    assert "(rule since 30 August 1995, its beginning recalled)" in sentence
    assert "(rule since 10 March 2017)" in compute(on=LAW_OF_2022, higher="no").sentence


def test_a_later_day_is_judged_by_the_law_known_when_the_sources_were_read():
    assert "as it was known on 23 November 2026" in compute(on=date(2030, 1, 1)).sentence
    assert "as it was known" not in compute(on=date(2026, 11, 23)).sentence


# ------------------------------------------------------------------------------------------------
# What is not known stays open.


def test_before_2022_citizenship_by_birth_was_not_seen():
    outcome = compute(on=date(2005, 12, 4))
    assert "it is not known whether this invented person may stand" in outcome.sentence
    assert "law not seen: Citizen by birth" in outcome.sentence


def test_a_fact_that_is_not_stated_leaves_its_rule_open():
    outcome = compute(kazakh="not-stated")
    assert "fact not stated: Fluent Kazakh" in outcome.sentence
    assert "no rule is failed" in outcome.sentence


def test_a_refusal_stands_although_other_rules_are_open():
    sentence = compute(on=date(2026, 11, 23), age=30, kazakh="not-stated").sentence
    assert "may not stand" in sentence
    assert "Also not known (law not seen: Highest age; fact not stated: Fluent Kazakh)." in sentence


def test_a_recalled_rule_says_so_where_it_refuses():
    assert "(rule since 7 October 1998, recalled)" in compute(on=date(2005, 12, 4), age=38).sentence


# ------------------------------------------------------------------------------------------------
# Picture, table, sources.


def test_the_picture_names_every_rule_with_a_sign_and_a_word():
    outcome = compute(age=39, kazakh="not-stated")
    texts = words(outcome)
    assert "✗ Least age: 40" in texts
    assert "? Fluent Kazakh: asked" in texts
    assert "✓ Years of residence: 15" in texts
    assert texts.count("not met") == 2  # the rule, and the key
    root = ET.fromstring(outcome.svg)
    assert root.find(f"{SVG}desc").text == outcome.sentence
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ids
    assert all(name.startswith("who-may-stand-") for name in ids)


def test_a_day_after_the_scale_widens_it():
    texts = words(compute(on=date(2050, 1, 1)))
    assert "1 January 2050" in texts
    assert "2040" in texts


@pytest.mark.parametrize("on", [date(1991, 10, 16), date(2999, 12, 31)])
def test_the_first_and_the_last_day_there_is_have_an_answer(on):
    assert compute(on=on).sentence


def test_every_rule_has_its_source():
    outcome = compute()
    assert len(outcome.sources) == len(outcome.table.rows) == 8
    for row, source in zip(outcome.table.rows, outcome.sources, strict=True):
        assert source.title.startswith(f"{row[0]}: ")
        assert source.confidence == row[4]


# ------------------------------------------------------------------------------------------------
# Errors.


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"on": date(1990, 4, 24)}, UnknownRule, "chosen by the Supreme Soviet"),
        ({"on": None}, InvalidNumber, "on is None; it must be a datetime.date"),
        ({"on": date(3000, 1, 1)}, InvalidNumber, "must be from 1991-10-16 to 2999-12-31"),
        ({"age": -1}, InvalidNumber, "age is -1; it must be a whole number from 0 to 150"),
        ({"age": Fraction(91, 2)}, InvalidNumber, "age is 45.5; it must be a whole number"),
        ({"age": 10**9}, InvalidNumber, "age is 1,000,000,000; it must be"),
        ({"residence": 151}, InvalidNumber, "residence is 151"),
        ({"service": -1}, InvalidNumber, "service is -1"),
        ({"by_birth": "maybe"}, InvalidChoice, "by_birth is 'maybe'; allowed: yes, no, not-stated"),
        ({"won": "all"}, InvalidChoice, "won is 'all'; allowed: none, last"),
        ({"first_president": "yes"}, InvalidNumber, "first_president is 'yes'"),
        (
            {"won": "last", "on": date(1991, 12, 1)},
            InvalidChoice,
            "were not held before 1 December",
        ),
        ({"won": "last-two", "on": date(1999, 1, 10)}, InvalidChoice, "were not held before 10"),
    ],
)
def test_a_wrong_value_is_answered_with_the_value_and_the_rule(values, error, says):
    with pytest.raises(error) as refusal:
        compute(**values)
    assert says in str(refusal.value)


@settings(max_examples=40, deadline=None)
@given(
    on=st.dates(date(1991, 1, 1), date(2040, 1, 1)),
    age=st.integers(-1, 151),
    residence=st.integers(0, 60),
    kazakh=st.sampled_from(["yes", "no", "not-stated"]),
    won=st.sampled_from(["none", "last", "last-two", "not-stated"]),
    first_president=st.booleans(),
)
def test_every_scenario_is_judged_as_kazlib_judges_or_refused_in_words(**values):
    outcome = None
    with suppress(KazlibError):
        outcome = compute(**values)
    if outcome is None or values["won"] != "none":
        return
    verdict = eligibility(
        "president",
        Person(
            age=values["age"],
            residency_years=values["residence"],
            service_years=5,
            birth_citizen=True,
            higher_education=True,
            kazakh_fluency={"yes": True, "no": False, "not-stated": None}[values["kazakh"]],
            elections_won=(),
            terms_in_a_row=0,
            first_president=values["first_president"],
        ),
        on=values["on"],
    )
    assert [row[2] for row in outcome.table.rows] == [r.state for r in verdict.requirements]


def test_controls_show_what_is_set():
    assert shown(age=39)["age"] == 39
    assert shown()["on"] == LAW_OF_2022
