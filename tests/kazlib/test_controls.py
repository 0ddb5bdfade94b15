"""Controls read values from links and boxes, refuse what they cannot read, correct nothing."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.controls import Ballot, Choice, Date, Number, Slider, Toggle
from kazlib.errors import DuplicateParty, InvalidChoice, InvalidNumber, InvalidVotes

SLIDER = Slider("threshold", "Threshold", 7, "%", 0, 15, Fraction(1, 2))
NUMBER = Number("seats", "Seats", 98, "seats")
CHOICE = Choice("rule", "Rule", "takes-all", {"takes-all": "all", "runner-up": "two"})
DAY = Date("on", "Day", date(2007, 8, 18))
TOGGLE = Toggle("against_all", "Line against all", True)
BALLOT = Ballot("votes", "Votes", None)

names = st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(
    lambda n: n == n.strip()
)
ballots = st.dictionaries(names, st.integers(0, 10**12), min_size=1)


@given(st.integers(-(10**9), 10**9) | st.fractions(-1000, 1000, max_denominator=10**9))
def test_a_slider_s_value_survives_a_link_without_rounding(value):
    assert SLIDER.parse(SLIDER.link(value)) == value


@given(st.integers(-(10**50), 10**50))
def test_a_whole_number_survives_a_link(value):
    assert NUMBER.parse(NUMBER.link(value)) == value


@given(st.sampled_from(list(CHOICE.options)))
def test_a_choice_survives_a_link(value):
    assert CHOICE.parse(CHOICE.link(value)) == value


@given(st.dates())
def test_a_day_survives_a_link(value):
    assert DAY.parse(DAY.link(value)) == value


@given(st.booleans())
def test_a_toggle_survives_a_link(value):
    assert TOGGLE.parse(TOGGLE.link(value)) is value


@given(ballots)
def test_votes_survive_a_link_in_their_order_whatever_the_lists_are_called(votes):
    read = BALLOT.parse(BALLOT.link(votes))
    assert read == votes
    assert list(read) == list(votes)


def test_a_name_may_hold_the_signs_that_divide_a_link():
    votes = {"A:1;B:2&votes=C#%41": 5, "Ақ жол": 3}
    written = BALLOT.link(votes)
    assert not set(" &#=") & set(written)
    assert BALLOT.parse(written) == votes


@pytest.mark.parametrize(
    ("text", "value"), [("7.5", Fraction(15, 2)), ("15/2", Fraction(15, 2)), ("101", 101)]
)
def test_a_slider_reads_any_number_also_beyond_its_scale(text, value):
    assert SLIDER.parse(text) == value


@pytest.mark.parametrize("wrong", ["", "five", "7,5", "5%", "nan", "1e999999999", "<b>"])
def test_a_slider_refuses_what_is_no_number(wrong):
    with pytest.raises(InvalidNumber, match=r"^threshold is"):
        SLIDER.parse(wrong)


@pytest.mark.parametrize("wrong", ["1.5", "", "many", "1e999999999"])
def test_a_whole_number_is_whole(wrong):
    with pytest.raises(InvalidNumber, match=r"^seats is"):
        NUMBER.parse(wrong)


def test_whether_a_number_makes_sense_is_not_for_the_control_to_say():
    assert [NUMBER.parse(text) for text in ("0", "-5", "98.0")] == [0, -5, 98]


@pytest.mark.parametrize("wrong", ["", "Takes-all", "winner"])
def test_a_choice_names_its_options(wrong):
    with pytest.raises(InvalidChoice, match=r"^rule is .*; allowed: takes-all, runner-up"):
        CHOICE.parse(wrong)


@pytest.mark.parametrize("wrong", ["", "18.8.2007", "2007-13-01", "2007-02-29", "yesterday"])
def test_a_day_is_an_iso_date(wrong):
    with pytest.raises(InvalidNumber, match=r"^on is .*; it must be a date such as 2007-08-18"):
        DAY.parse(wrong)


@pytest.mark.parametrize("wrong", ["", "true", "1", "Yes"])
def test_a_toggle_is_yes_or_no(wrong):
    with pytest.raises(InvalidChoice, match=r"^against_all is .*; allowed: yes, no"):
        TOGGLE.parse(wrong)


@pytest.mark.parametrize("wrong", ["", "Auyl", "Auyl:", ":5", "%20:5", "Auyl:5;", "Auyl:5;;B:1"])
def test_votes_are_pairs(wrong):
    with pytest.raises((InvalidVotes, InvalidNumber), match="votes"):
        BALLOT.parse(wrong)


@pytest.mark.parametrize("wrong", ["Auyl:-1", "Auyl:1.5", "Auyl:many", "Auyl:1e999999999"])
def test_votes_are_counts(wrong):
    with pytest.raises(InvalidNumber, match=r"^votes of 'Auyl' is"):
        BALLOT.parse(wrong)


@pytest.mark.parametrize("twice", ["Auyl:1;Auyl:2", "Auyl:1;Adal:2;%41uyl:3", "Auyl:1;%20Auyl:1"])
def test_a_list_named_twice_is_refused_by_name(twice):
    with pytest.raises(DuplicateParty, match="'Auyl' stands twice in votes"):
        BALLOT.parse(twice)
