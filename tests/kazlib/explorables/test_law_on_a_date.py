"""law-on-a-date: the law of a day, what it replaced and when, and where our knowledge ends."""

import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, UnknownRule
from kazlib.explorables.law_on_a_date import ALL, DATA_END, compute, shown
from kazlib.law import changes, periods, rules
from kazlib.rules_in_words import briefly, in_words, label

SVG = "{http://www.w3.org/2000/svg}"
OFFICES = ("president", "mazhilis", "senate", "maslikhat", "referendum")
FIRST_DAYS = [(office, period.valid_from) for office in OFFICES for period in periods(office)]


def row(day, office, name):
    """Return the table's row of one parameter as column → cell."""
    table = compute(on=day, office=office).table
    (found,) = [cells for cells in table.rows if cells[0] == label(name)]
    return dict(zip(table.columns, found, strict=True))


def written(day):
    return f"{day.day} {day:%B} {day.year}"


# ------------------------------------------------------------------------------------------------
# Real days.


@pytest.mark.parametrize(
    ("day", "threshold", "since", "confidence"),
    [
        (date(2007, 8, 18), "7%", "6 May 1999", "verified"),
        (date(2021, 1, 10), "7%", "6 May 1999", "verified"),
        (date(2021, 6, 1), "5%", "25 May 2021 [recalled]", "recalled"),
        (date(2023, 3, 19), "5%", "25 May 2021 [recalled]", "verified"),
    ],
)
def test_the_threshold_of_the_lower_house(day, threshold, since, confidence):
    cells = row(day, "mazhilis", "threshold_pct")
    assert cells["Rule that day"].split(" (")[0] == threshold
    assert cells["Since"].split(" (")[0] == since
    assert cells["Confidence"] == confidence


def test_the_threshold_of_7_per_cent_was_replaced_by_5():
    assert row(date(2023, 3, 19), "mazhilis", "threshold_pct")["What it replaced"] == "7%"


@pytest.mark.parametrize(
    ("day", "term", "since", "before"),
    [
        (date(1995, 9, 1), "5 years", "16 October 1991", "nothing earlier in the data"),
        (date(1999, 1, 10), "7 years", "7 October 1998", "5 years"),
        (date(2010, 1, 1), "5 years", "21 May 2007", "7 years"),
        (date(2022, 9, 16), "5 years", "21 May 2007", "7 years"),
        (date(2022, 11, 20), "7 years", "17 September 2022", "5 years"),
        (date(2026, 8, 23), "7 years", "17 September 2022", "5 years"),
    ],
)
def test_the_term_of_the_president(day, term, since, before):
    cells = row(day, "president", "term_years")
    assert cells["Rule that day"].split(" (")[0] == term
    assert cells["Since"].startswith(since)
    assert cells["What it replaced"].split(" (")[0] == before


def test_the_sentence_names_the_main_rules_and_how_much_is_certain_the_caption_the_act():
    outcome = compute(on=date(2007, 8, 18), office="mazhilis")
    assert outcome.sentence == (
        "On 18 August 2007 the rules for the lower house had: seats of the chamber 107, list seats "
        "98, district seats 0 and threshold 7% (rules of 21 May 2007 to 8 February 2009). Of 26 "
        "parameters 11 are verified, 11 less than verified and 4 not seen: the edge of our "
        "knowledge, not a change of the law."
    )
    assert "from 21 May 2007: Law No. 254-III of 21 May 2007" in outcome.table.caption


def test_the_act_of_the_day_and_its_confidence_stand_in_the_sources():
    sources = compute(on=date(1999, 1, 10), office="president").sources
    assert any("Human Rights Watch" in source.title for source in sources)
    assert any(source.confidence == "recalled" for source in sources)
    assert len(set(sources)) == len(sources)


def test_the_day_between_two_parliaments():
    """No rule from 12 March to 29 August 1995: the Supreme Council was dissolved."""
    with pytest.raises(UnknownRule, match="ruled by decree until December 1995"):
        compute(on=date(1995, 4, 29), office="mazhilis")
    sentence = compute(on=date(1995, 4, 29), office=ALL).sentence
    assert (
        "rules are known for the President, and none for the lower house, the Senate," in sentence
    )


def test_a_rule_after_the_time_without_rules_says_so():
    assert "after a time without rules" in row(date(1995, 12, 9), "mazhilis", "smd_seats")["Since"]


def test_the_senate_after_its_end():
    sentence = compute(on=date(2026, 8, 23), office="senate").sentence
    assert sentence.startswith("The Senate was abolished: the Kurultai is the only chamber. On 23")
    assert "seats of the chamber 0" in sentence


def test_a_parliament_of_one_chamber_is_not_called_a_lower_house():
    for day, name in ((date(1994, 3, 7), "Supreme Council"), (date(2026, 8, 23), "Kurultai")):
        assert f"the rules for the {name} had" in compute(on=day, office="mazhilis").sentence


def test_rules_that_are_still_in_force_have_a_first_day_only():
    sentence = compute(on=date(2026, 8, 23), office="president").sentence
    assert "(rules since 1 July 2026)" in sentence


def test_numbers_of_parameters_read_as_english():
    assert "1 is verified" in compute(on=date(1991, 10, 16), office="president").sentence
    referendum = compute(on=date(1995, 11, 2), office="referendum").sentence
    assert referendum.endswith("0 less than verified and 0 not seen.")


def test_what_is_only_recalled_was_not_seen_from_its_first_day():
    since = row(date(2021, 1, 10), "mazhilis", "deposit_min_wages")["Since"]
    assert since == "9 February 2009 [recalled] (known from this day on)"


# ------------------------------------------------------------------------------------------------
# "Not seen" is the edge of knowledge, not a change of law.


def test_the_threshold_of_2026_was_not_seen_and_nobody_says_that_it_changed():
    cells = row(date(2026, 8, 23), "mazhilis", "threshold_pct")
    assert cells["Rule that day"] == "not seen (known: it was 5 per cent until 30 June 2026)"
    assert cells["Since"] == "1 July 2026 (not seen from this day on)"
    assert cells["Confidence"] == "not seen"
    assert cells["Source"] == ""


def test_the_first_rule_that_was_seen_is_not_called_a_change():
    assert row(date(2007, 8, 18), "mazhilis", "residency_years")["Since"] == (
        "21 May 2007 (seen from this day on)"
    )


@pytest.mark.parametrize("office", [*OFFICES, ALL])
def test_sentence_and_caption_say_what_not_seen_means(office):
    outcome = compute(on=date(2010, 1, 1), office=office)
    everything_seen = "and 0 not seen." in outcome.sentence
    assert ("not a change of the law" in outcome.sentence) is not everything_seen
    assert "not a change of the law" in outcome.table.caption


# ------------------------------------------------------------------------------------------------
# Every day of the data.


@pytest.mark.parametrize(("office", "day"), FIRST_DAYS)
def test_on_the_first_day_of_a_period_the_table_is_the_law_of_that_day(office, day):
    law = rules(office, on=day)
    table = compute(on=day, office=office).table
    assert [cells[0] for cells in table.rows] == [label(name) for name in law.parameters]
    for cells, parameter in zip(table.rows, law.parameters.values(), strict=True):
        assert cells[1] == in_words(parameter)


@pytest.mark.parametrize(("office", "day"), FIRST_DAYS)
def test_what_changed_that_day_has_that_day_and_the_rule_before(office, day):
    changed = {c.parameter: c for c in changes(office, day - timedelta(days=1), day)}
    known = {c.parameter for c in changed.values()}
    for name in known:
        cells = row(day, office, name)
        assert cells["Since"].startswith(written(day))
        assert cells["What it replaced"].split(" (")[0] == briefly(changed[name].before)


@given(st.dates(date(1991, 10, 16), DATA_END))
def test_of_all_offices_there_is_an_answer_on_every_day_of_the_data(day):
    outcome = compute(on=day, office=ALL)
    known = [o for o in OFFICES if any(_holds(p, day) for p in periods(o))]
    assert len(outcome.table.rows) == sum(len(periods(office)[0].parameters) for office in known)
    assert len(outcome.table.columns) == 7


def _holds(period, day):
    return period.valid_from <= day and (period.valid_to is None or day <= period.valid_to)


@given(st.sampled_from([*OFFICES, ALL]), st.dates())
def test_any_day_has_an_answer_or_a_message(office, day):
    known = [
        o
        for o in (OFFICES if office == ALL else [office])
        if day <= DATA_END and any(_holds(p, day) for p in periods(o))
    ]
    if known:
        assert compute(on=day, office=office).sentence.startswith(f"On {written(day)} ")
    else:
        with pytest.raises(UnknownRule, match=f"{written(day)}|{day.isoformat()}"):
            compute(on=day, office=office)


# ------------------------------------------------------------------------------------------------
# The picture.


@pytest.mark.parametrize("office", [*OFFICES, ALL])
def test_the_picture_says_what_it_shows_and_marks_the_day(office):
    outcome = compute(on=date(2012, 1, 15), office=office)
    root = ET.fromstring(outcome.svg)
    assert root.find(f"{SVG}desc").text == outcome.sentence
    assert root.find(f"{SVG}title").text.startswith("Rules in force on 15 January 2012: ")
    assert "15 January 2012" in [text.text for text in root.iter(f"{SVG}text")]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert all(name.startswith("law-on-a-date-") for name in ids)


def test_each_lane_of_an_office_has_its_value_at_the_right():
    root = ET.fromstring(compute(on=date(2007, 8, 18), office="mazhilis").svg)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"seats of the chamber", "107", "threshold", "7%", "takes all"} <= set(words)


def test_a_value_that_is_less_than_verified_says_so_in_sentence_and_picture():
    """In the year after 25 May 2021 the threshold of 5 per cent is recalled."""
    outcome = compute(on=date(2021, 6, 1), office="mazhilis")
    assert "threshold 5% (recalled)" in outcome.sentence
    words = [text.text for text in ET.fromstring(outcome.svg).iter(f"{SVG}text")]
    assert "5% (recalled)" in words
    assert "none*" in words
    assert "dashed: not seen; empty: none; *: less than verified" in words


# ------------------------------------------------------------------------------------------------
# Values that give no answer.


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"on": date(1990, 4, 24), "office": "president"}, UnknownRule, "before the law of 16 Oc"),
        ({"on": date(1990, 4, 24), "office": ALL}, UnknownRule, "No rule of any office is known"),
        ({"on": date(1995, 9, 1), "office": "maslikhat"}, UnknownRule, "28 September 1995"),
        ({"on": date(2027, 1, 1)}, UnknownRule, "were read on 23 November 2026"),
        ({"on": None}, InvalidNumber, "No day is chosen"),
        ({"on": "18.8.2007"}, InvalidNumber, "it must be a date such as 2007-08-18"),
        ({"on": "2007-02-30"}, InvalidNumber, "on is '2007-02-30'"),
        ({"on": 2007}, InvalidNumber, "on is 2007; it must be a date"),
        ({"on": datetime(2007, 8, 18, 12)}, InvalidNumber, "it must be a date"),
        ({"office": "king"}, InvalidChoice, "office is 'king'; allowed: all, president"),
    ],
)
def test_an_impossible_day_or_office_is_answered_in_words(values, error, says):
    with pytest.raises(error) as refusal:
        compute(**values)
    assert says in str(refusal.value)


def test_controls_show_the_day_and_the_office():
    assert shown() == {"on": date(2007, 8, 18), "office": "mazhilis"}
    assert shown(on="1999-01-10", office=ALL) == {"on": date(1999, 1, 10), "office": ALL}
    assert shown(on=None)["on"] is None
    with pytest.raises(InvalidChoice):
        shown(office="king")


def test_a_day_may_be_given_as_it_stands_in_links():
    assert compute(on="2007-08-18") == compute(on=date(2007, 8, 18))
