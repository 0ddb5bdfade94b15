"""terms-in-office: terms as they were, the two readings of 2000, the exemption, the single term."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, KazlibError, UnknownRule
from kazlib.explorables.terms_in_office import CONTROLS, compute, shown
from kazlib.tables.presidents import presidential_elections

SVG = "{http://www.w3.org/2000/svg}"
EXEMPT = "yes, by the exemption"
FIRST_2 = date(1996, 12, 1)  # one more election after that of 1991: the first or second to count


def column(name, **values):
    table = compute(**values).table
    place = table.columns.index(name)
    return [row[place] for row in table.rows]


# ------------------------------------------------------------------------------------------------
# As it was.


def test_five_terms_of_the_first_president():
    assert column("Elected")[:5] == [
        "1991-12-01",
        "1999-01-10",
        "2005-12-04",
        "2011-04-03",
        "2015-04-26",
    ]
    assert column("Years")[:5] == [5, 7, 7, 5, 5]
    assert column("Was to end")[:5] == [
        "2000-12-01",  # by the referendum of 29 April 1995
        "2006-01-10",
        "2012-12-04",
        "2016-04-03",
        "2020-04-26",
    ]
    assert column("Ended")[:5] == [
        "1999-01-10",
        "2005-12-04",
        "2011-04-03",
        "2015-04-26",
        "2019-03-19",  # resignation
    ]


def test_the_lengths_are_those_of_the_table_of_results():
    lengths = {e.day.isoformat(): e.term_years for e in presidential_elections()}
    for person in ("first", "second"):
        rows = compute(person=person).table.rows[:-1]
        assert {row[0]: row[1] for row in rows}.items() <= lengths.items()


def test_without_the_referendum_the_first_term_was_to_end_in_1996():
    assert column("Was to end", referendum=False)[0] == "1996-12-01"
    assert column("Was to end", referendum=False)[1:] == column("Was to end")[1:]


# ------------------------------------------------------------------------------------------------
# Readings.


def test_by_the_ruling_of_2000_the_term_of_1999_was_the_first():
    found = column("Number", counting="ruling-of-2000")
    assert found == ["not counted", "1", "2", "3", "4", "5"]
    assert column("Allowed", counting="ruling-of-2000") == ["yes"] * 3 + [EXEMPT] * 3


def test_counted_from_1991_the_election_of_2005_was_beyond_the_limit():
    allowed = column("Allowed", counting="from-1991")
    assert allowed == ["not known", "yes", "no", EXEMPT, EXEMPT, EXEMPT]
    assert "not allowed 1" in compute(counting="from-1991").sentence


def test_without_the_exemption_two_more_were_beyond_it():
    outcome = compute(counting="ruling-of-2000", exempt=False)
    assert [row[6] for row in outcome.table.rows][:5] == ["yes", "yes", "yes", "no", "no"]
    assert outcome.sentence.startswith("What if there were no exemption of the First President?")
    assert outcome.sentence.endswith("The elections are held fixed; people adapt to rules.")


def test_by_the_law_of_each_day_what_was_not_seen_is_not_known():
    assert column("Allowed") == ["not known", "yes", "yes", EXEMPT, EXEMPT, EXEMPT]


def test_1999_was_the_first_or_the_second_in_a_row_and_allowed_either_way():
    assert (column("Number")[1], column("Limit")[1]) == ("not known", "2")
    assert "✓ Elected 1999: within limit 2" in compute().svg
    assert "allowed, whichever terms count: the limit is 2." in compute(again=FIRST_2).sentence


def test_one_more_under_the_single_term_is_refused_whichever_terms_count():
    outcome = compute(person="second", again=date(2026, 6, 30))
    assert "not allowed, whichever terms count: the limit is 1." in outcome.sentence


def test_without_any_limit_it_does_not_matter_which_terms_count():
    assert set(column("Allowed", limit="none")) == {"yes"}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"person": "second"}, "the limit is 1, but which terms count was not seen."),
        ({"again": date(1992, 1, 1)}, "the limit was not seen."),
        (
            {"counting": "from-1991", "again": date(2026, 7, 1)},
            "term 6, beyond the limit of 1; whether the First President is exempt was not seen.",
        ),
    ],
)
def test_what_is_not_known_is_named(values, says):
    assert "not known: " in compute(**values).sentence
    assert says in compute(**values).sentence


def test_the_readings_of_2000_are_not_passed_off_as_readings_of_the_single_term():
    for counting in ("from-1991", "ruling-of-2000"):
        sentence = compute(person="second", counting=counting).sentence
        assert "no source was seen that applies one of them to the single term of 2022" in sentence
        assert "no source" not in compute(counting=counting).sentence


def test_an_exemption_that_is_only_assumed_carries_its_mark():
    """Whether the text of 2017 repeats the exemption of 2007 was not seen."""
    assert "but exempt (assumption)." in compute(counting="ruling-of-2000").sentence
    early = compute(counting="ruling-of-2000", again=date(2016, 4, 3))
    assert "but exempt." in early.sentence


def test_an_election_after_the_sources_were_read_is_judged_by_the_law_then_known():
    assert "20 November 2029, by the law known on 23 November 2026:" in (
        compute(person="second").sentence
    )


def test_the_single_term_of_2022_and_what_was_not_seen_of_it():
    assert column("Allowed", person="second") == ["yes", "not known", "not known"]
    assert column("Was to end", person="second")[:2] == ["2024-06-09", "2029-11-20"]
    from_2022 = {"person": "second", "counting": "from-2022"}
    assert column("Allowed", **from_2022) == ["yes", "yes", "no"]
    assert "it would be term 2, and the limit is 1" in compute(**from_2022).sentence
    for counting in ("from-2019", "from-2022"):
        sentence = compute(person="second", counting=counting).sentence
        assert "no source for this reading was seen" in sentence


def test_one_more_election_is_judged_by_the_law_of_its_own_day():
    """Two terms in a row, counted from 1999; on 20 May 2007 nobody was exempt, a day later one was.

    Before it the elections of 1999 and 2005 had been won.
    """
    for day, answer in ((date(2007, 5, 20), "no"), (date(2007, 5, 21), EXEMPT)):
        assert column("Allowed", counting="ruling-of-2000", again=day)[-1] == answer


def test_by_default_one_more_election_is_the_next_one_after_the_last():
    assert shown()["again"] == date(2019, 6, 9)
    assert shown(person="second")["again"] == date(2029, 11, 20)
    assert compute() == compute(again=date(2019, 6, 9))


def test_another_winner_breaks_the_row_but_not_a_limit_for_life():
    later = date(2020, 4, 26)  # after the election of 2019, which another person won
    assert column("Number", counting="ruling-of-2000", again=later)[-1] == "1"
    for_life = column("Number", counting="ruling-of-2000", again=later, limit="one-term")
    assert for_life[-1] == "5"


def test_an_invented_person_can_win_every_election():
    outcome = compute(person="invented", counting="from-1991", exempt=False)
    assert [row[4] for row in outcome.table.rows] == [str(n) for n in range(1, 9)]
    assert "Nazarbayev" not in outcome.sentence + outcome.svg
    assert "Tokayev" not in outcome.sentence + outcome.svg


def test_another_limit_and_another_length_are_what_ifs():
    free = compute(limit="none", counting="from-1991")
    assert {row[6] for row in free.table.rows} == {"yes"}
    assert "What if the limit were: no limit on any day?" in free.sentence
    four = compute(years="4")
    assert {row[1] for row in four.table.rows} == {4}
    assert "in office after the term would have ended" in four.svg
    assert "in office after" not in compute().svg


# ------------------------------------------------------------------------------------------------
# Picture and sources.


def test_the_picture_has_a_row_a_term_with_sign_and_words():
    outcome = compute(counting="from-1991")
    root = ET.fromstring(outcome.svg)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert "? Elected 1991: term 1" in texts
    assert "✗ Elected 2005: term 3, limit 2" in texts
    assert "✓ Elected 2011: term 4, exempt" in texts
    assert root.find(f"{SVG}desc").text == outcome.sentence
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert all(name.startswith("terms-in-office-") for name in ids)


def test_recalled_events_are_marked_in_the_sources():
    marks = {source.title.split(" on ")[0]: source.confidence for source in compute().sources}
    assert marks["Resignation of the First President"] == "recalled"


# ------------------------------------------------------------------------------------------------
# Errors.


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"person": "third"}, InvalidChoice, "person is 'third'; allowed: first, second, invented"),
        ({"counting": "1995"}, InvalidChoice, "counting is '1995'; allowed: law, from-1991"),
        ({"limit": "three"}, InvalidChoice, "limit is 'three'"),
        ({"years": "100"}, InvalidChoice, "years is '100'; allowed: law, 4, 5, 6, 7"),
        ({"exempt": "no"}, InvalidNumber, "exempt is 'no'; it must be True or False"),
        ({"again": date(1990, 4, 24)}, UnknownRule, "chosen by the Supreme Soviet"),
        ({"again": date(3000, 1, 1)}, InvalidNumber, "must be from 1991-10-16 to 2999-12-31"),
        ({"again": "2029-11-20"}, InvalidNumber, "must be a datetime.date"),
    ],
)
def test_a_wrong_value_is_answered_with_the_value_and_the_rule(values, error, says):
    with pytest.raises(error) as refusal:
        compute(**values)
    assert says in str(refusal.value)


def options(name):
    return st.sampled_from(next(list(c.options) for c in CONTROLS if c.name == name))


@settings(max_examples=60, deadline=None)
@given(
    person=options("person"),
    counting=options("counting"),
    exempt=st.booleans(),
    referendum=st.booleans(),
    limit=options("limit"),
    years=options("years"),
    again=st.none() | st.dates(),
)
def test_every_scenario_has_an_answer_or_an_error_of_kazlib(**values):
    outcome = None
    with suppress(KazlibError):
        outcome = compute(**values)
    if outcome is not None:
        assert outcome.sentence.endswith(".")
        assert ET.fromstring(outcome.svg).find(f"{SVG}desc").text == outcome.sentence
        won = {"first": 5, "second": 2, "invented": 7}[values["person"]]
        assert len(outcome.table.rows) == won + 1
