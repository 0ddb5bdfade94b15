"""The President: real first rounds, second rounds by period, terms in two readings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import Tie
from kazlib.candidacy import Person, eligibility
from kazlib.errors import (
    InvalidNumber,
    InvalidThreshold,
    InvalidVotes,
    UnknownElection,
    UnknownRule,
)
from kazlib.law import periods, rules
from kazlib.offices.president import FIRST_COUNTED, first_round, second_round, terms_in_office
from kazlib.tables.records import records

VOTES = {"A": 40, "B": 35, "C": 25}


def law_of(day):
    return rules("president", on=date.fromisoformat(day))


# ------------------------------------------------------------------------------------------------
# Real first rounds; the others are in test_every_election.


def test_1991_one_candidate_and_votes_against_him():
    """Nohlen et al. (2001): 8,681,276 for, 107,252 against, 9,961,242 registered."""
    result = first_round(
        law_of("1991-12-01"),
        {"Nursultan Nazarbayev": 8681276},
        took_part=8788726,
        registered=9961242,
        against_all=107252,
    )
    assert result.elected == "Nursultan Nazarbayev"
    assert result.turnout_reached is True
    assert "on any base" in result.notes[-1]


def test_1991_what_the_majority_was_counted_on_was_not_seen():
    law, votes = law_of("1991-12-01"), {"Nursultan Nazarbayev": 4980621}
    with pytest.raises(UnknownRule, match="majority_pct"):
        first_round(law, votes, took_part=8788726, registered=9961242)  # half of the register
    votes = {"Nursultan Nazarbayev": 4980622}
    assert first_round(law, votes, took_part=8788726, registered=9961242).elected
    with pytest.raises(UnknownRule, match="majority_pct"):
        first_round(law, votes, took_part=8788726)
    with pytest.raises(UnknownRule, match="majority_pct"):
        first_round(law, VOTES, registered=200)


def test_1991_a_turnout_below_half_needs_no_majority_to_be_invalid():
    result = first_round(law_of("1991-12-01"), {"A": 40}, took_part=49, registered=100)
    assert (result.turnout_reached, result.elected) == (False, None)


def test_2022_against_all_is_part_of_the_base():
    votes = {"Kassym-Jomart Tokayev": 6456393, "five others": 1023601}
    result = first_round(law_of("2022-11-20"), votes, against_all=460484)
    assert result.base_votes == 7940478
    assert result.needed == 3970240
    assert result.elected == "Kassym-Jomart Tokayev"


def test_a_turnout_minimum_stood_in_the_law_until_october_1998():
    """HRW (1999): the amendments of 7 October 1998 dropped the minimum of 50 per cent."""
    votes = {"A": 30, "B": 15}
    before = first_round(law_of("1998-10-06"), votes, took_part=49, registered=100)
    assert (before.turnout_reached, before.elected) == (False, None)
    after = first_round(law_of("1998-10-07"), votes, took_part=49, registered=100)
    assert (after.turnout_reached, after.elected) == (True, "A")


def test_nobody_above_half_means_two_go_on():
    result = first_round(law_of("2005-12-04"), VOTES)
    assert (result.elected, result.second_round) == (None, ("A", "B"))
    tied = first_round(law_of("2005-12-04"), {"A": 40, "B": 30, "C": 30})
    assert (tied.second_round, tied.tie) == (("A",), Tie(("B", "C"), 1))


def test_the_line_against_all_came_and_went():
    """On the ballot in 1999 and 2022; not in 2005 to 2019."""
    for day in ("1999-01-10", "2022-11-20"):
        assert first_round(law_of(day), VOTES, against_all=20).base_votes == 120
    for day in ("2005-12-04", "2011-04-03", "2015-04-26", "2019-06-09"):
        with pytest.raises(InvalidVotes, match=f"the ballot of {day} has no such line"):
            first_round(law_of(day), VOTES, against_all=20)
    with pytest.raises(UnknownRule, match="against_all"):
        first_round(law_of("1996-01-01"), VOTES, against_all=20)


def test_the_law_of_2026_was_not_seen():
    with pytest.raises(UnknownRule, match="majority_pct"):
        first_round(law_of("2026-08-23"), VOTES)


def test_a_reform_to_one_round_is_plurality():
    law = law_of("2022-11-20").reform(rounds=1)
    assert first_round(law, VOTES).elected == "A"
    with pytest.raises(InvalidVotes, match="have no second round"):
        second_round(law, {"A": 1, "B": 2})


def test_a_law_that_does_not_number_its_rounds_still_wants_a_majority():
    law = law_of("2022-11-20").reform(rounds=None)
    assert first_round(law, VOTES).second_round == ("A", "B")
    assert second_round(law, {"A": 1, "B": 2}).elected == "B"


def test_a_reform_of_the_majority_and_of_the_places():
    law = law_of("2022-11-20")
    votes = {"A": 55, "B": 30, "C": 15}
    assert first_round(law.reform(majority_pct=60), votes).second_round == ("A", "B")
    three = first_round(law.reform(majority_pct=60, runoff_candidates=3), votes)
    assert three.second_round == ("A", "B", "C")
    with pytest.raises(InvalidThreshold, match="majority_pct is 40"):
        first_round(law.reform(majority_pct=40), votes)


# ------------------------------------------------------------------------------------------------
# Second rounds: none was ever held.


@pytest.mark.parametrize("day", ["1998-11-06", "1999-01-10", "2005-12-04", "2019-06-09"])
def test_from_6_november_1998_the_larger_number_wins(day):
    assert second_round(law_of(day), {"A": 40, "B": 41}, took_part=120).elected == "B"
    assert second_round(law_of(day), {"A": 40, "B": 40}).tie == Tie(("A", "B"), 1)


@pytest.mark.parametrize("day", ["1996-01-01", "1998-10-07", "1998-11-05"])
def test_before_that_day_a_floor_of_unknown_size_stood_in_the_law(day):
    with pytest.raises(UnknownRule, match="floor whose size is not known"):
        second_round(law_of(day), {"A": 40, "B": 41})


def test_a_second_round_is_between_two():
    with pytest.raises(InvalidVotes, match="between the 2 leading ones"):
        second_round(law_of("2022-11-20"), VOTES)
    assert second_round(law_of("2022-11-20"), {"A": 40, "B": 45}, against_all=50).elected == "B"


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.integers(0, 10**6))
def test_two_candidates_and_nothing_else_need_no_second_round(one, other, more):
    result = first_round(law_of("2019-06-09"), {"A": one + more, "B": other})
    if one + more == other:
        assert result.second_round == ("A", "B")
    else:
        assert result.elected == ("A" if one + more > other else "B")


# ------------------------------------------------------------------------------------------------
# Terms.

WINNERS = {
    row["date"]: row["candidate"]
    for row in records("presidential_elections")
    if row["elected"] == "yes"
}
FIRST = "Nursultan Nazarbayev"
SECOND = "Kassym-Jomart Tokayev"
REFERENDUM_OF_1995 = {date(1995, 4, 29): date(2000, 12, 1)}
RESIGNED = date(2019, 3, 19)


def first_presidents_terms(**changes):
    settings = {
        "first_president": True,
        "extended": REFERENDUM_OF_1995,
        "left": RESIGNED,
    }
    return terms_in_office(WINNERS, FIRST, **(settings | changes))


def test_five_terms_and_when_they_were_to_end():
    terms = first_presidents_terms()
    assert [(t.elected.year, t.years, t.due, t.ended) for t in terms] == [
        (1991, 5, date(2000, 12, 1), date(1999, 1, 10)),  # due in 1996 before the referendum
        (1999, 7, date(2006, 1, 10), date(2005, 12, 4)),
        (2005, 7, date(2012, 12, 4), date(2011, 4, 3)),
        (2011, 5, date(2016, 4, 3), date(2015, 4, 26)),
        (2015, 5, date(2020, 4, 26), RESIGNED),
    ]


def test_without_the_referendum_the_first_term_was_due_in_1996():
    assert first_presidents_terms(extended=None)[0].due == date(1996, 12, 1)


def test_the_reading_of_the_constitutional_council():
    """Ruling of 22 June 2000: the term won in 1999 was the first."""
    terms = first_presidents_terms(first_counted=FIRST_COUNTED["ruling-of-2000"])
    assert [t.number for t in terms] == [0, 1, 2, 3, 4]
    assert [t.allowed for t in terms] == [True] * 5
    assert [t.exempt for t in terms] == [False, False, False, True, True]


def test_the_other_reading_counts_from_1991():
    """By it the election of 2005 was a third term in a row, before the exemption of 2007."""
    terms = first_presidents_terms(first_counted=FIRST_COUNTED["from-1991"])
    assert [t.number for t in terms] == [1, 2, 3, 4, 5]
    assert [t.allowed for t in terms] == [None, True, False, True, True]


def test_without_the_exemption_the_terms_of_2011_and_2015_were_too_many():
    terms = first_presidents_terms(first_president=False, first_counted=1999)
    assert [t.allowed for t in terms] == [True, True, True, False, False]
    assert not any(t.exempt for t in terms)


def test_by_default_the_law_of_each_day_says_from_when_terms_count():
    """Before the ruling of 2000 that was not known, and for the law of 2022 it was not seen.

    The election of 1999 was at most the second in a row, so the limit of two allowed it anyway.
    """
    assert [(t.number, t.allowed) for t in first_presidents_terms()] == [
        (None, None),
        (None, True),
        (2, True),
        (3, True),
        (4, True),
    ]
    terms = terms_in_office(WINNERS, SECOND, first_president=False)
    assert [(t.number, t.allowed) for t in terms] == [(1, True), (None, None)]


def test_the_single_term_of_2022():
    terms = terms_in_office(WINNERS, SECOND, first_president=False, first_counted=2022)
    assert [(t.years, t.due, t.ended) for t in terms] == [
        (5, date(2024, 6, 9), date(2022, 11, 20)),
        (7, date(2029, 11, 20), None),
    ]
    assert [(t.number, t.allowed) for t in terms] == [(0, True), (1, True)]
    earlier = terms_in_office(WINNERS, SECOND, first_president=False, first_counted=2019)
    assert [(t.number, t.limit, t.allowed) for t in earlier] == [(1, 2, True), (2, 1, False)]


def test_a_term_won_under_the_single_term_counts_for_it_whenever_counting_began():
    """Elected on 20 November 2022 under the rule of 17 September 2022: one more is too many."""
    again = WINNERS | {date(2026, 6, 30): SECOND}
    last = terms_in_office(again, SECOND, first_president=False)[-1]
    assert (last.number, last.limit, last.allowed) == (None, 1, False)


def test_the_first_day_of_the_single_term_belongs_to_it():
    won = {date(2022, 9, 17): "A", date(2026, 6, 30): "A"}
    assert terms_in_office(won, "A", first_president=False)[-1].allowed is False
    won = {date(2022, 9, 16): "A", date(2026, 6, 30): "A"}  # whether that term counts is not known
    assert terms_in_office(won, "A", first_president=False)[-1].allowed is None


def test_a_single_term_is_for_life_and_another_president_between_frees_nobody():
    won = {date(2022, 11, 20): "A", date(2024, 11, 20): "B", date(2026, 6, 30): "A"}
    last = terms_in_office(won, "A", first_president=False)[-1]
    assert (last.number, last.limit, last.allowed) == (None, 1, False)


def test_whether_the_constitution_of_2026_frees_the_first_president_was_not_seen():
    won = {date(2026, 8, 1): "A", date(2033, 8, 1): "A"}
    last = terms_in_office(won, "A", first_president=True)[-1]
    assert (last.limit, last.exempt, last.allowed) == (1, False, None)
    assert terms_in_office(won, "A", first_president=False)[-1].allowed is False


def test_both_readings_of_2000_begin_with_an_election_that_was_held():
    assert set(FIRST_COUNTED.values()) <= {day.year for day in WINNERS}


@pytest.mark.parametrize("person", [FIRST, SECOND])
@pytest.mark.parametrize("first_president", [True, False])
def test_the_limit_is_judged_as_for_a_candidate_of_that_day(person, first_president):
    """One more election on the first day of each period: the same answer by both ways."""
    answers = {"met": True, "not met": False, "not known": None}
    for day in (period.valid_from for period in periods("president")):
        before = {held: winner for held, winner in WINNERS.items() if held < day}
        mine = tuple(held for held in before if before[held] == person)
        in_a_row = [winner == person for winner in reversed(before.values())]
        candidate = Person(
            elections_won=mine,
            terms_in_a_row=(*in_a_row, False).index(False),
            first_president=first_president,
        )
        judged = eligibility("president", candidate, on=day).requirements[-1]
        terms = terms_in_office(before | {day: person}, person, first_president=first_president)
        assert terms[-1].allowed is answers[judged.state], day


def test_a_row_is_broken_by_another_winner_but_one_term_is_one_for_life():
    won = {date(2005, 12, 4): "A", date(2011, 4, 3): "B", date(2015, 4, 26): "A"}
    assert [t.number for t in terms_in_office(won, "A", first_president=False)] == [1, 1]
    won |= {date(2022, 11, 20): "B", date(2024, 11, 20): "A"}
    terms = terms_in_office(won, "A", first_president=False, first_counted=2005)
    assert (terms[-1].number, terms[-1].allowed) == (3, False)


def test_a_reform_of_every_law_can_be_tried():
    def seven_years(day):
        return rules("president", on=day).reform(term_years=7, term_limit=None)

    terms = first_presidents_terms(law=seven_years, first_counted=1991)
    assert [t.years for t in terms] == [7] * 5
    assert all(t.allowed for t in terms)


def test_the_lengths_are_those_of_the_table():
    lengths = {row["date"]: row["term_years"] for row in records("presidential_elections")}
    for person in set(WINNERS.values()):
        for term in terms_in_office(WINNERS, person, first_president=False):
            assert term.years == lengths[term.elected]


def test_a_term_won_on_29_february_ends_on_1_march():
    terms = terms_in_office({date(2012, 2, 29): "A"}, "A", first_president=False)
    assert terms[0].due == date(2017, 3, 1)


@given(
    st.lists(st.dates(date(1999, 1, 10), date(2022, 9, 16)), min_size=1, max_size=8, unique=True)
)
def test_terms_follow_each_other(days):
    terms = terms_in_office(dict.fromkeys(days, "A"), "A", first_president=False)
    assert [t.elected for t in terms] == sorted(days)
    assert [t.ended for t in terms] == [*sorted(days)[1:], None]
    counted = [t.number for t in terms if t.number is not None]
    assert counted == sorted(counted)


def test_a_person_who_won_nothing_has_no_terms():
    with pytest.raises(UnknownElection, match="'Nobody' won none"):
        terms_in_office(WINNERS, "Nobody", first_president=False)
    with pytest.raises(UnknownElection):
        terms_in_office({}, FIRST, first_president=False)


def test_there_was_no_law_of_this_office_before_1991():
    with pytest.raises(UnknownRule):
        terms_in_office({date(1990, 4, 24): FIRST}, FIRST, first_president=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"left": date(1990, 1, 1)},
        {"left": "2019-03-19"},
        {"extended": {date(1990, 1, 1): date(2000, 12, 1)}},
        {"extended": {date(2019, 5, 1): date(2029, 1, 1)}},  # after he left
        {"extended": {date(1995, 4, 29): date(1995, 1, 1)}},
    ],
)
def test_events_outside_the_terms_are_refused(changes):
    with pytest.raises(InvalidNumber):
        first_presidents_terms(**changes)


@pytest.mark.parametrize("wrong", [1999.0, "1999", True])
def test_a_year_is_a_whole_number(wrong):
    with pytest.raises(InvalidNumber, match=r"^first_counted is"):
        first_presidents_terms(first_counted=wrong)


def test_days_are_dates():
    with pytest.raises(InvalidNumber, match=r"must be a datetime\.date"):
        terms_in_office({"1991-12-01": FIRST}, FIRST, first_president=True)
