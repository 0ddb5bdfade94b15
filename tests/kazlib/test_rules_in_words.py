"""Rules in words: every parameter has a name, every value its unit, every gap says so."""

from datetime import date

import pytest

from kazlib.errors import InvalidChoice
from kazlib.law import periods, rules
from kazlib.rules_in_words import LABELS, briefly, in_words, label

OFFICES = ("president", "mazhilis", "senate", "maslikhat", "referendum")
EVERY = [p for office in OFFICES for period in periods(office) for p in period.parameters.values()]


def test_every_parameter_of_every_office_has_a_label_and_no_label_is_left_over():
    assert {parameter.name for parameter in EVERY} == set(LABELS)
    assert len(set(LABELS.values())) == len(LABELS)


@pytest.mark.parametrize("office", OFFICES)
def test_within_an_office_labels_differ(office):
    labels = [label(name) for name in periods(office)[0].parameters]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("office", "day", "name", "words"),
    [
        ("mazhilis", date(2007, 8, 18), "threshold_pct", "7%"),
        ("mazhilis", date(2007, 8, 18), "list_seats", "98 seats"),
        ("mazhilis", date(2007, 8, 18), "quota", "Hare"),
        ("mazhilis", date(2007, 8, 18), "rounds", "none"),
        ("mazhilis", date(2026, 8, 23), "threshold_pct", "not seen"),
        ("mazhilis", date(2023, 3, 19), "rounds", "1"),
        ("president", date(1999, 1, 10), "term_years", "7 years"),
        ("president", date(1999, 1, 10), "min_age", "40 years"),
        ("president", date(1999, 1, 10), "signatures_absolute", "170,000"),
        ("president", date(1999, 1, 10), "deposit_min_wages", "1,000 minimum wages"),
        ("president", date(2005, 12, 4), "first_counted_election", "1999"),
        ("president", date(2008, 1, 1), "first_president_exempt", "yes"),
        ("president", date(2008, 1, 1), "term_limit", "two in a row"),
        ("maslikhat", date(2010, 1, 1), "no_confidence_raised_by", "1/5"),
        ("referendum", date(2022, 6, 5), "amendment_regions", "2/3"),
    ],
)
def test_a_value_in_a_few_words(office, day, name, words):
    assert briefly(rules(office, on=day).parameter(name)) == words


def test_what_the_data_say_of_a_rule_stands_beside_it():
    law = rules("mazhilis", on=date(2007, 8, 18))
    assert in_words(law.parameter("one_party_rule")) == (
        "takes all (the only list over the threshold takes all list seats)"
    )
    assert in_words(law.parameter("list_seats")) == "98 seats"


@pytest.mark.parametrize("parameter", [p for p in EVERY if p.state == "unknown"][::7])
def test_an_unknown_rule_says_what_is_known(parameter):
    assert in_words(parameter) == f"not seen (known: {parameter.known})"


def test_a_name_that_no_office_has_is_refused():
    with pytest.raises(InvalidChoice, match="parameter is 'barrier'; allowed: formula"):
        label("barrier")
