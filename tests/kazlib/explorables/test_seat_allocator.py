"""seat-allocator: the official count, what-ifs that say what they change, errors in words."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.errors import (
    InvalidChoice,
    InvalidSeats,
    InvalidThreshold,
    InvalidVotes,
    KazlibError,
    NoListPasses,
    OverAllocation,
    UnknownElection,
    UnknownRule,
)
from kazlib.explorables.seat_allocator import CONTROLS, INVENTED, compute, shown
from kazlib.measures import gallagher, wasted_votes
from kazlib.offices.mazhilis import FORMULAS
from kazlib.tables.elections import AGAINST_ALL, list_elections, official_list_votes

SVG = "{http://www.w3.org/2000/svg}"
COUNTED = [election for election in list_elections() if election.votes]
DAYS = [election.day.isoformat() for election in COUNTED]

every_election = pytest.mark.parametrize("election", COUNTED, ids=DAYS)


def columns(outcome, *names):
    """Return cells of the table by the name in the first column."""
    places = [outcome.table.columns.index(name) for name in names]
    return {row[0]: tuple(row[i] for i in places) for row in outcome.table.rows}


def circles(outcome):
    groups = ET.fromstring(outcome.svg).iter(f"{SVG}g")
    return sum(len(group.findall(f"{SVG}circle")) for group in groups)


# ------------------------------------------------------------------------------------------------
# The law of the day.


@every_election
def test_by_the_law_of_the_day_the_seats_are_the_official_ones(election):
    outcome = compute(election=election.day)
    seats = columns(outcome, "Seats", "Official seats")
    for party, official in election.seats.items():
        assert seats[party] == (official, official)
    assert outcome.sentence.startswith("By the law of ")
    assert "Mechanical effect" not in outcome.sentence
    assert "by the law of the day" in outcome.table.caption


@every_election
def test_the_table_has_every_line_of_the_ballot(election):
    outcome = compute(election=election.day)
    assert {name: votes for name, (votes,) in columns(outcome, "Votes").items()} == election.votes
    assert sum(share for (share,) in columns(outcome, "Share, %").values()) == pytest.approx(
        100, abs=0.05
    )


@every_election
def test_the_picture_has_one_circle_a_seat_and_says_what_it_shows(election):
    outcome = compute(election=election.day)
    root = ET.fromstring(outcome.svg)
    assert circles(outcome) == election.list_seats
    assert root.find(f"{SVG}desc").text == outcome.sentence
    first, most = max(election.seats.items(), key=lambda item: item[1])
    assert root.find(f"{SVG}title").text.startswith(f"{first} wins {most} of {election.list_seats}")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ids
    assert all(name.startswith("seat-allocator-") for name in ids)


@every_election
def test_the_sources_are_of_the_votes_and_of_the_rules(election):
    sources = compute(election=election.day).sources
    assert sources[0].title == f"Votes: {election.source.title}"
    assert sources[0].confidence == election.source.confidence
    assert len(sources) > 1
    assert len(set(sources)) == len(sources)


def test_the_sentence_of_2007_names_the_winner_and_the_lost_votes():
    """687,905 of 5,935,625 votes, 11.6 per cent, were for lists under 7 per cent."""
    sentence = compute(election="2007-08-18").sentence
    assert sentence.startswith(
        "By the law of 18 August 2007 (threshold 7%), Nur Otan wins 98 of 98 list seats; "
    )
    assert "687,905 votes (11.6%) elect nobody." in sentence


def test_in_1999_the_line_against_all_is_no_list():
    outcome = compute(election="1999-10-10")
    assert columns(outcome, "Seats", "Threshold")[AGAINST_ALL] == ("", "no list")
    assert AGAINST_ALL not in outcome.sentence


# ------------------------------------------------------------------------------------------------
# What-ifs.


def test_2021_with_5_per_cent():
    outcome = compute(election="2021-01-10", threshold=5)
    assert outcome.sentence.startswith(
        "What if the threshold were 5% (law: 7%)? With the votes of 10 January 2021, "
        "Nur Otan wins 72 of 98 list seats, Ak Zhol 11, People's Party of Kazakhstan 9 and Auyl 6;"
    )
    assert outcome.sentence.endswith(
        "Mechanical effect only: the votes are held fixed; parties and voters adapt."
    )
    assert "what-if" in outcome.table.caption
    assert columns(outcome, "Official seats")["Auyl"] == (0,)  # what really happened stays


@pytest.mark.parametrize("five", [5, 5.0, "5", Decimal("5.0"), Fraction(5)])
def test_a_threshold_can_be_written_in_any_way(five):
    assert compute(threshold=five) == compute(threshold=5)


def test_the_law_s_own_value_is_no_what_if():
    law = compute(election="2021-01-10")
    assert compute(election="2021-01-10", threshold=7, seats=98, one_party="runner-up") == law
    assert compute(votes=official_list_votes(date(2021, 1, 10))).sentence == law.sentence


def test_2007_under_the_runner_up_rule():
    sentence = compute(election="2007-08-18", one_party="runner-up").sentence
    assert "Nur Otan wins 95 of 98 list seats and Nationwide Social Democratic Party 3" in sentence
    assert "where the 2 seats left over go is not visible in the text seen" in sentence
    assert "94 and 4 if by largest remainder" in sentence


def test_2012_with_takes_all_and_a_threshold_that_one_list_passes():
    outcome = compute(election="2012-01-15", one_party="takes-all", threshold=10)
    assert columns(outcome, "Seats")["Nur Otan"] == (98,)
    assert "a single list over the threshold met this rule: it takes every seat" in outcome.sentence


def test_another_number_of_seats():
    outcome = compute(election="2021-01-10", seats=100)
    assert sum(seats for (seats,) in columns(outcome, "Seats").values()) == 100 == circles(outcome)
    assert "What if 100 list seats were filled (law: 98)?" in outcome.sentence


def test_2021_by_dhondt():
    """data/seat_allocation_check.csv: 77, 12 and 9."""
    outcome = compute(election="2021-01-10", formula="dhondt")
    assert columns(outcome, "Seats")["Nur Otan"] == (77,)
    assert "seats were shared by the d'Hondt divisors" in outcome.sentence


def test_entered_votes_are_not_called_the_votes_of_a_real_election():
    for day in ("2021-01-10", "2026-08-23"):
        sentence = compute(
            election=day, threshold=5, formula="hare", votes={"A": 60, "B": 40}
        ).sentence
        assert "the votes were the ones entered here" in sentence
        assert "With the votes of" not in sentence
        assert "By the law of" not in sentence


def test_sources_of_the_official_votes_are_not_given_for_entered_ones():
    official = compute(election="2021-01-10").sources[0]
    assert official not in compute(election="2021-01-10", votes={"A": 60, "B": 40}).sources


def test_the_runner_up_is_neither_passed_nor_below():
    outcome = compute(election="2007-08-18", one_party="runner-up")
    statuses = columns(outcome, "Threshold")
    assert statuses["Nur Otan"] == ("passed",)
    assert statuses["Nationwide Social Democratic Party"] == ("runner-up",)
    assert statuses["Ak Zhol"] == ("below",)


@pytest.mark.parametrize("threshold", [0, 3, 7, 20])
@every_election
def test_the_measures_under_the_table_are_of_the_numbers_in_it(election, threshold):
    outcome = compute(election=election.day, threshold=threshold)
    lists = {
        name: cells
        for name, cells in columns(outcome, "Votes", "Seats").items()
        if name != AGAINST_ALL
    }
    votes = {name: v for name, (v, _) in lists.items()}
    seats = {name: s for name, (_, s) in lists.items()}
    assert f"{wasted_votes(votes, seats):,} votes" in outcome.table.caption
    assert f"Gallagher index {gallagher(votes, seats):.2f}" in outcome.table.caption


def test_a_list_is_not_called_below_a_threshold_that_it_passes():
    """With a threshold of 0 even a list without votes is not below it."""
    outcome = compute(threshold=0, votes={"A": 60, "B": 40, "Empty": 0})
    assert columns(outcome, "Threshold")["Empty"] == ("passed",)
    assert "below the threshold" not in outcome.sentence


@pytest.mark.parametrize("threshold", [50, 60])
def test_a_formula_that_had_no_part_in_the_count_is_not_said_to_have_shared_the_seats(threshold):
    """2012: one list passes 50 per cent, and the runner-up rule has its own arithmetic."""
    law = compute(election="2012-01-15", threshold=threshold)
    other = compute(election="2012-01-15", threshold=threshold, formula="dhondt")
    assert columns(other, "Seats") == columns(law, "Seats")
    assert "seats were shared by the d'Hondt divisors" not in other.sentence


def test_a_line_against_all_that_the_ballot_did_not_have_is_a_change_and_is_named():
    votes = official_list_votes(date(2007, 8, 18)) | {AGAINST_ALL: 100000}
    sentence = compute(election="2007-08-18", votes=votes).sentence
    assert "against all" in sentence


def test_the_formula_of_the_law_by_its_own_name_is_no_what_if():
    law = compute(election="2021-01-10")
    assert compute(election="2021-01-10", formula="hare").sentence == law.sentence


# ------------------------------------------------------------------------------------------------
# Invented parties.


def test_the_invented_election_says_that_it_is_invented():
    outcome = compute(election=INVENTED)
    assert outcome.sentence.startswith("In an election with three invented parties, ")
    assert sum(seats for (seats,) in columns(outcome, "Seats").values()) == 10
    assert "Official seats" not in outcome.table.columns


def test_formulas_differ_on_the_invented_votes():
    """52,000, 39,500 and 8,500 votes, ten seats: by hand 5.2, 3.95 and 0.85 quotas."""
    assert columns(compute(election=INVENTED), "Seats") == {
        "Party A": (5,),
        "Party B": (4,),
        "Party C": (1,),
    }
    dhondt = compute(election=INVENTED, formula="dhondt")
    assert columns(dhondt, "Seats") == {"Party A": (6,), "Party B": (4,), "Party C": (0,)}


# ------------------------------------------------------------------------------------------------
# Ties.


def test_a_tie_is_said_drawn_and_left_open():
    outcome = compute(election="2021-01-10", seats=3, votes={"A": 50, "B": 50})
    assert columns(outcome, "Seats") == {"A": (1,), "B": (1,)}
    assert "One seat is tied between A and B. Tie rule: equal remainders: the list registered " in (
        outcome.sentence
    )
    assert circles(outcome) == 3
    assert "tied: 1" in outcome.svg
    assert "Gallagher" not in outcome.table.caption


def test_the_law_s_rule_on_remainders_does_not_settle_a_tie_of_divisors():
    tied = compute(election="2021-01-10", seats=3, votes={"A": 50, "B": 50}, formula="dhondt")
    assert "for remainders only, and this formula has none" in tied.sentence
    assert "registered earlier" not in tied.sentence


def test_entered_votes_are_not_called_those_of_three_invented_parties():
    sentence = compute(election=INVENTED, seats=1, votes={"A": 60, "B": 40}).sentence
    assert sentence.startswith("What if 1 list seat was filled (law: 10) and the votes were the")
    assert "With these votes, A wins 1 of 1 list seat" in sentence


def test_even_when_every_seat_is_tied_there_is_an_answer():
    outcome = compute(election=INVENTED, seats=1, votes={"A": 50, "B": 50})
    assert "One seat is tied between A and B" in outcome.sentence
    assert circles(outcome) == 1


# ------------------------------------------------------------------------------------------------
# 2026.


def test_2026_asks_for_the_threshold_first():
    with pytest.raises(UnknownRule) as unknown:
        compute(election="2026-08-23")
    assert "threshold_pct for the Kurultai on 2026-08-23 is unknown" in str(unknown.value)
    assert "5 per cent until 30 June 2026" in str(unknown.value)


def test_2026_with_a_threshold_still_has_no_votes():
    with pytest.raises(UnknownElection, match="votes of 2026-08-23 are not known"):
        compute(election="2026-08-23", threshold=5)


def test_2026_can_be_tried_with_votes_and_rules_of_one_s_own():
    outcome = compute(
        election="2026-08-23", threshold=5, formula="hare", votes={"Adilet": 60, "Auyl": 40}
    )
    assert "Adilet wins 87 of 145 list seats and Auyl 58" in outcome.sentence
    assert "the threshold were 5% (law: not known)" in outcome.sentence
    assert "Official seats" not in outcome.table.columns or all(
        cells == (None,) for cells in columns(outcome, "Official seats").values()
    )


# ------------------------------------------------------------------------------------------------
# Errors: each names the value and the rule.


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"threshold": 101}, InvalidThreshold, "threshold is 101; it must be from 0 to 100"),
        ({"threshold": -1}, InvalidThreshold, "threshold is -1; it must be from 0 to 100"),
        ({"threshold": "seven"}, InvalidThreshold, "threshold is 'seven'"),
        ({"threshold": 100}, NoListPasses, "No list reaches 100 per cent of 7,241,562 votes"),
        ({"votes": {"Auyl": -5, "B": 9}}, InvalidVotes, "votes of 'Auyl' is -5"),
        ({"votes": {"Auyl": 0}}, InvalidVotes, "all votes are 0"),
        ({"votes": {}}, InvalidVotes, "votes is empty"),
        ({"election": date(1990, 3, 25)}, InvalidChoice, "election is '1990-03-25'; allowed: 1999"),
        ({"election": "yesterday"}, InvalidChoice, "election is 'yesterday'; allowed: 1999-10-10"),
        ({"election": datetime(2021, 1, 10)}, InvalidChoice, "election is"),
        ({"election": None}, InvalidChoice, "election is None"),
        ({"seats": 0}, InvalidSeats, "seats is 0; it must be"),
        ({"seats": -1}, InvalidSeats, "seats is -1; it must be"),
        ({"seats": 98.5}, InvalidSeats, "seats is 98.5; it must be a whole number"),
        ({"seats": 98.0}, InvalidSeats, "seats is 98.0; it must be a whole number"),
        ({"votes": 5}, InvalidVotes, "votes is"),
        ({"seats": True}, InvalidSeats, "seats is True; it must be a whole number"),
        ({"formula": "hair"}, InvalidChoice, "formula is 'hair'; allowed: law, hare"),
        ({"one_party": "winner"}, InvalidChoice, "one_party is 'winner'; allowed: law, takes-all"),
        ({"election": "2026-08-23"}, UnknownRule, "threshold_pct"),
    ],
)
def test_a_wrong_value_is_answered_with_the_value_and_the_rule(values, error, says):
    with pytest.raises(error) as refusal:
        compute(**values)
    assert says in str(refusal.value)


@pytest.mark.timeout(5)
@pytest.mark.parametrize("seats", [10**5, 10**9, 10**60])
def test_more_seats_than_a_picture_can_show_are_refused_at_once(seats):
    with pytest.raises(InvalidSeats, match=rf"^seats is {seats:,}; it must be from 1 to"):
        compute(seats=seats)


def test_a_large_house_is_drawn():
    outcome = compute(seats=1000)
    assert circles(outcome) == 1000


# 2021 by the Imperiali quota: 65,999.21 votes a seat, whole quotas 78, 12 and 9 for 98 seats.
OVERSHOOT = {("2016-03-20", "imperiali-quota"), ("2021-01-10", "imperiali-quota")}


@pytest.mark.parametrize("election", DAYS)
@pytest.mark.parametrize("formula", FORMULAS)
def test_every_formula_on_every_election_fills_the_house_or_says_why_not(election, formula):
    if (election, formula) in OVERSHOOT:
        with pytest.raises(OverAllocation, match="99 whole seats, more than the 98 of the house"):
            compute(election=election, formula=formula)
        return
    outcome = compute(election=election, formula=formula)
    seats = [s for (s,) in columns(outcome, "Seats").values() if s != ""]
    assert sum(seats) == circles(outcome) == shown(election=election)["seats"]


names = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30)


@settings(max_examples=60)
@given(
    election=st.sampled_from([*DAYS, "2026-08-23", INVENTED]),
    threshold=st.none() | st.fractions(-1, 101) | st.integers(0, 12),
    seats=st.none() | st.integers(-1, 120),
    formula=st.sampled_from(["law", *FORMULAS]),
    one_party=st.sampled_from(["law", "takes-all", "runner-up"]),
    votes=st.none() | st.dictionaries(names, st.integers(-1, 60), max_size=9),
)
def test_every_scenario_has_an_answer_or_an_error_of_kazlib(**values):
    outcome = None
    with suppress(KazlibError):
        outcome = compute(**values)
    if outcome is not None:
        house = values["seats"] or shown(election=values["election"])["seats"]
        assert circles(outcome) == house
        assert ET.fromstring(outcome.svg).find(f"{SVG}desc").text == outcome.sentence
        assert outcome.sentence.endswith(".")
        assert {len(row) for row in outcome.table.rows} == {len(outcome.table.columns)}


@pytest.mark.parametrize("name", ["\x00", "A\x0b", "\x1fB", "\ufffe", "\ud800"], ids=ascii)
def test_a_name_that_no_picture_can_hold_is_refused_or_drawn_without_harm(name):
    """XML has no way to write a control character, so the download would not open."""
    outcome = None
    with suppress(KazlibError):
        outcome = compute(votes={name: 60, "B": 40})
    assert outcome is None or circles(outcome) == 98


def test_a_party_called_like_markup_is_only_text():
    name = "<script>alert(1)</script>"
    outcome = compute(votes={name: 60, "B": 40})
    assert "<script" not in outcome.svg
    assert name in outcome.sentence
    assert ET.fromstring(outcome.svg).find(f"{SVG}desc").text == outcome.sentence


# ------------------------------------------------------------------------------------------------
# What the controls show.


@pytest.mark.parametrize(
    ("election", "threshold", "seats"),
    [("1999-10-10", 7, 10), ("2007-08-18", 7, 98), ("2023-03-19", 5, 69), (INVENTED, 7, 10)],
)
def test_controls_show_the_law_of_the_day(election, threshold, seats):
    now = shown(election=election)
    assert (now["threshold"], now["seats"]) == (threshold, seats)
    assert (now["formula"], now["one_party"]) == ("law", "law")
    assert sum(now["votes"].values()) > 0


def test_for_2026_the_threshold_is_not_known_and_the_boxes_for_votes_are_empty():
    now = shown(election="2026-08-23")
    assert now["threshold"] is None
    assert now["seats"] == 145
    assert set(now["votes"].values()) == {0}
    assert len(now["votes"]) == 7


def test_what_was_set_is_shown_as_it_was_set():
    now = shown(election="2021-01-10", threshold=101, votes={"A": -1})
    assert (now["threshold"], now["votes"]) == (101, {"A": -1})


def test_every_choice_is_one_that_compute_understands():
    choices = {control.name: control.options for control in CONTROLS if hasattr(control, "options")}
    assert set(choices["formula"]) == {"law", *FORMULAS}
    assert list(choices["election"]) == [*DAYS, "2026-08-23", INVENTED]
    assert all(label for options in choices.values() for label in options.values())
