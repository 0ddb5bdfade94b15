"""Explorables are found by name, and links set their controls."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.controls import Ballot, Choice, Date, Number, Slider, Toggle
from kazlib.errors import DuplicateParty, InvalidChoice, InvalidNumber, InvalidVotes, KazlibError
from kazlib.explorables import SLUGS, link, load, parse_link
from kazlib.outcome import Outcome

every_explorable = pytest.mark.parametrize("slug", SLUGS)

party_names = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=100
).filter(lambda name: name == name.strip())


def values_of(control):
    """Return a strategy for the values of a control."""
    match control:
        case Slider():
            return st.integers(-1000, 1000) | st.fractions(-100, 200, max_denominator=10**6)
        case Number():
            return st.integers(-(10**9), 10**9)
        case Choice():
            return st.sampled_from(list(control.options))
        case Date():
            return st.dates()
        case Toggle():
            return st.booleans()
        case Ballot():
            return st.dictionaries(party_names, st.integers(0, 10**12), min_size=1)


@every_explorable
def test_an_explorable_has_a_title_and_controls_with_different_names(slug):
    explorable = load(slug)
    names = [control.name for control in explorable.CONTROLS]
    assert explorable.TITLE
    assert names
    assert len(set(names)) == len(names)
    for name, dependent in explorable.RESETS.items():
        assert {name, *dependent} <= set(names)


@every_explorable
def test_without_any_setting_there_is_an_answer(slug):
    outcome = load(slug).compute()
    assert isinstance(outcome, Outcome)
    assert outcome.sentence.endswith(".")
    assert outcome.table.rows
    assert outcome.sources


@every_explorable
def test_every_control_shows_a_value(slug):
    explorable = load(slug)
    assert set(explorable.shown()) == {control.name for control in explorable.CONTROLS}


@every_explorable
@given(st.data())
def test_a_link_gives_back_what_was_set(slug, data):
    controls = load(slug).CONTROLS
    chosen = data.draw(st.sets(st.sampled_from([control.name for control in controls])))
    values = {c.name: data.draw(values_of(c)) for c in controls if c.name in chosen}
    fragment, _, query = link(slug, values).partition("?")
    assert fragment == f"#{slug}"
    assert parse_link(load(slug), query) == values


def test_what_the_law_says_is_left_out_of_a_link():
    assert link("seat-allocator", {"threshold": None, "seats": 77}) == "#seat-allocator?seats=77"


def test_an_explorable_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(InvalidChoice, match=r"^explorable is 'seats'; allowed: .*seat-allocator"):
        load("seats")


# ------------------------------------------------------------------------------------------------
# Links as people and machines write them.


def parsed(query):
    return parse_link(load("seat-allocator"), query)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("", {}),
        ("threshold=5&election=2007-08-18", {"threshold": 5, "election": "2007-08-18"}),
        ("&&threshold=5&", {"threshold": 5}),
        ("election=2007%2D08%2D18", {"election": "2007-08-18"}),
        ("threshold=15%2F2", {"threshold": 15 / 2}),
        ("votes=Nur%20Otan:60;Auyl:40", {"votes": {"Nur Otan": 60, "Auyl": 40}}),
        # messengers encode the signs between the pairs too
        ("votes=Nur%20Otan%3A60%3BAuyl%3A40", {"votes": {"Nur Otan": 60, "Auyl": 40}}),
    ],
)
def test_percent_encoding_is_understood(query, values):
    assert parsed(query) == values


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    ("query", "error", "says"),
    [
        ("treshold=5", InvalidChoice, "'treshold'; allowed: election, threshold"),
        ("<script>=5", InvalidChoice, "'<script>'; allowed"),
        ("=5", InvalidChoice, "''; allowed"),
        ("threshold=5&threshold=5", InvalidChoice, "sets threshold twice"),
        ("threshold=", InvalidNumber, "threshold is ''"),
        ("threshold", InvalidNumber, "threshold is ''"),
        ("threshold=<img src=x>", InvalidNumber, "threshold is '<img src=x>'"),
        ("threshold=1e999999999", InvalidNumber, "threshold is '1e999999999'"),
        ("threshold=" + "9" * 100000, InvalidNumber, "threshold is '9999"),
        ("seats=1e999999999", InvalidNumber, "seats is '1e999999999'"),
        ("seats=98.5", InvalidNumber, "seats is '98.5'; it must be a whole number"),
        ("election=1990-03-25", InvalidChoice, "election is '1990-03-25'; allowed: 1999-10-10"),
        ("formula=hair", InvalidChoice, "formula is 'hair'; allowed: law, hare"),
        ("votes=Auyl:1;Auyl:2", DuplicateParty, "'Auyl' stands twice"),
        ("votes=Auyl", InvalidVotes, "'Auyl'; write pairs such as"),
        ("votes=Auyl:-5", InvalidNumber, "votes of 'Auyl' is -5"),
        ("votes=Auyl:1e999999999", InvalidNumber, "votes of 'Auyl' is '1e999999999'"),
        ("votes=", InvalidVotes, "write pairs such as"),
    ],
)
def test_a_hostile_link_is_refused_at_once_and_by_name(query, error, says):
    with pytest.raises(error) as refusal:
        parsed(query)
    assert says in str(refusal.value)


@given(st.text())
def test_any_text_is_read_or_refused_in_words(query):
    values = None
    with suppress(KazlibError):
        values = parsed(query)
    names = {control.name for control in load("seat-allocator").CONTROLS}
    assert values is None or set(values) <= names
