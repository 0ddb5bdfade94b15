"""two-rounds: official results first, then what-ifs, then the model, then errors in words."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.errors import (
    DuplicateParty,
    InvalidChoice,
    InvalidNumber,
    InvalidThreshold,
    InvalidVotes,
    KazlibError,
    UnknownElection,
    UnknownRule,
)
from kazlib.explorables.two_rounds import CONTROLS, INVENTED, compute, shown
from kazlib.tables.presidents import presidential_elections

SVG = "{http://www.w3.org/2000/svg}"
HELD = presidential_elections()
DAYS = [held.day.isoformat() for held in HELD]

every_election = pytest.mark.parametrize("held", HELD, ids=DAYS)


def columns(outcome, *names):
    places = [outcome.table.columns.index(name) for name in names]
    return {row[0]: tuple(row[i] for i in places) for row in outcome.table.rows}


# ------------------------------------------------------------------------------------------------
# Official results.


@pytest.mark.parametrize(
    ("day", "winner", "votes", "share"),
    [
        ("1991-12-01", "Nursultan Nazarbayev", "8,681,276", "98.78"),
        ("1999-01-10", "Nursultan Nazarbayev", "5,846,817", "79.78"),
        ("2005-12-04", "Nursultan Nazarbayev", "6,147,517", "91.15"),
        ("2011-04-03", "Nursultan Nazarbayev", "7,850,958", "95.55"),
        ("2015-04-26", "Nursultan Nazarbayev", "8,833,250", "97.75"),
        ("2019-06-09", "Kassym-Jomart Tokayev", "6,539,715", "70.96"),
        ("2022-11-20", "Kassym-Jomart Tokayev", "6,456,393", "81.31"),
    ],
)
def test_the_official_result_stands_first_and_exact(day, winner, votes, share):
    outcome = compute(election=day)
    assert f": {winner} {votes} votes, {share}% of " in outcome.sentence
    assert f"{winner} is elected in the first round" in outcome.sentence
    assert "What if" not in outcome.sentence
    assert "MODEL" not in outcome.sentence


@every_election
def test_the_table_has_every_line_with_its_published_share(held):
    outcome = compute(election=held.day)
    lines = columns(outcome, "Votes", "Published, %", "Result")
    for line, votes in held.votes.items():
        count, published, standing = lines[line]
        assert count == votes
        assert Decimal(str(published)) == held.shares[line]
        assert standing == ("elected" if line == held.winner else "")
    kind = "the law's majority was not seen" if held.day.year == 1991 else "by the law of the day"
    assert kind in outcome.table.caption


@every_election
def test_the_picture_says_who_is_elected(held):
    outcome = compute(election=held.day)
    root = ET.fromstring(outcome.svg)
    assert root.find(f"{SVG}title").text == f"{held.winner} is elected"
    assert root.find(f"{SVG}desc").text == outcome.sentence
    assert len(root.findall(f".//{SVG}g/{SVG}rect")) == len(held.votes)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert all(name.startswith("two-rounds-") for name in ids)


def test_the_law_counts_those_who_took_part_not_the_published_base():
    """2005: 6,147,517 of 6,871,571 is 89.46, and of the valid votes 91.15 per cent."""
    assert columns(compute(election="2005-12-04"), "Share, %")["Nursultan Nazarbayev"] == (89.46,)
    valid = compute(election="2005-12-04", base="valid")
    assert columns(valid, "Share, %", "Published, %")["Nursultan Nazarbayev"] == (91.15, 91.15)


def test_2022_those_who_took_part_are_ballots_issued_and_it_is_said():
    assert "the 8,300,046 who took part, that is, ballots issued" in compute().sentence


def test_where_the_number_who_took_part_is_not_known_it_is_said():
    for day in ("1999-01-10", "2011-04-03", "2015-04-26"):
        assert "their number is not in the data" in compute(election=day).sentence


def test_1991_what_the_law_asked_for_was_not_seen():
    sentence = compute(election="1991-12-01").sentence
    assert "What the law asked for was not seen" in sentence
    assert "more than half of all registered voters" in sentence
    assert shown(election="1991-12-01")["majority"] is None
    assert "elects" not in compute(election="1991-12-01").svg
    assert "more than 60% elects" in compute(election="1991-12-01", majority=60).svg


def test_1999_the_votes_against_all_are_missing_and_nothing_else_is_called_the_ballots_lines():
    """The ballot of 1999 had the line; only the votes of four candidates are in the data."""
    words = "the 7,097,705 votes for candidates (the ballot had a line against all; its votes"
    assert words in compute(election="1999-01-10", base="valid").sentence
    assert "nor are the votes against all" in compute(election="1999-01-10").sentence
    for day in ("1991-12-01", "2011-04-03", "2022-11-20"):  # a line in the data, or none
        assert "against all" not in compute(election=day, base="valid").sentence.split("? ")[1]


def test_the_sources_name_votes_and_rules():
    sources = compute(election="2019-06-09").sources
    assert [source.title.split(":")[0] for source in sources] == [
        "Votes",
        "Majority",
        "Base of the majority",
        "Second round",
        "Least turnout",
    ]


# ------------------------------------------------------------------------------------------------
# What-ifs.


def test_more_than_half_of_all_registered_voters():
    """The reading "more than 50 per cent of the electorate": 54.68 in 2019, 54.01 in 2022."""
    for day, share in (("2019-06-09", "54.68%"), ("2022-11-20", "54.01%")):
        sentence = compute(election=day, base="registered").sentence
        assert sentence.startswith("What if the majority were counted on registered voters?")
        assert f"is elected in the first round with {share}" in sentence
    with pytest.raises(UnknownElection, match="registered voters of this election is not in"):
        compute(election="2005-12-04", base="registered")


def test_the_same_loss_has_three_effects():
    """2019, 31 per cent of the first-placed: a newcomer, the second, or staying at home."""
    lost = {"election": "2019-06-09", "move": 31}
    assert "New candidate (21.86%) go to a second round" in compute(**lost).sentence
    assert "Amirzhan Kosanov (37.98%) go to a second" in compute(**lost, to="second").sentence
    assert "is elected in the first round with 62.27%" in compute(**lost, to="home").sentence


def test_moved_votes_are_neither_made_nor_lost():
    official = columns(compute(election="2019-06-09"), "Votes")
    for to in ("new", "second"):
        moved = columns(compute(election="2019-06-09", move=40, to=to), "Votes")
        assert sum(n for (n,) in moved.values()) == sum(n for (n,) in official.values())


@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("law", "Candidate A (49.4%) and Candidate B (25.6%) go to a second round"),
        ("valid", "Candidate A is elected in the first round with 50.41%"),
        ("registered", "Candidate A (35.29%) and Candidate B (18.29%) go to a second round"),
    ],
)
def test_in_the_invented_race_the_base_decides(base, says):
    sentence = compute(election=INVENTED, base=base).sentence
    assert "An invented race." in sentence
    assert "Official result" not in sentence
    assert says in sentence


def test_what_the_second_needs_to_pass_the_first():
    """45, 30 and 25: with more than 80 per cent of the 25, 30 + 20 equal 45 + 5."""
    votes = {"A": 45, "B": 30, "C": 25}
    sentence = compute(election="2019-06-09", votes=votes).sentence
    assert "B would pass A with more than 80% of the voters of the other candidates" in sentence
    votes = {"A": 49, "B": 30, "C": 10, "Against all": 20}
    sentence = compute(election="2022-11-20", votes=votes).sentence
    assert "Even with every voter of the other candidates B would not pass A" in sentence


def test_a_higher_majority_and_a_turnout_minimum():
    assert "go to a second round" in compute(election="2019-06-09", majority=75).sentence
    invalid = compute(election="2019-06-09", turnout=80, uncertainty=20)
    assert "The election is not valid: fewer than 80% of registered voters" in invalid.sentence
    assert set(columns(invalid, "Result").values()) == {("",)}
    assert "MODEL" not in invalid.sentence  # no second round to simulate
    # 2005: no register, but a published turnout of 76.78 per cent
    assert "not valid" in compute(election="2005-12-04", turnout=77).sentence
    assert "is elected" in compute(election="2005-12-04", turnout=76).sentence


def test_without_register_and_published_turnout_it_is_not_known():
    sentence = compute(election="2005-12-04", turnout=50, move=10, to="home").sentence
    assert "(if turnout was enough: it is not known)" in sentence


def test_the_law_s_own_values_are_no_what_if():
    law = compute(election="2019-06-09")
    votes = dict(HELD[5].votes)
    assert compute(election="2019-06-09", majority=50, turnout=0, votes=votes, move=0) == law


def test_a_line_against_all_that_the_ballot_did_not_have_is_a_change_and_is_named():
    votes = dict(HELD[2].votes) | {"Against all": 1000}
    assert (
        "the ballot had a line against all" in compute(election="2005-12-04", votes=votes).sentence
    )


def test_entered_votes_are_not_called_official():
    outcome = compute(election="2019-06-09", votes={"A": 60, "B": 40})
    assert "Official result" not in outcome.sentence
    assert "the votes were the ones entered here" in outcome.sentence
    assert not outcome.sources[0].title.startswith("Votes")


def test_ties_are_said_and_left_open():
    tied = {"A": 40, "B": 30, "C": 30}
    outcome = compute(election="2019-06-09", votes=tied)
    assert "places in a second round are tied between B and C" in outcome.sentence
    assert columns(outcome, "Result")["B"] == ("tied",)


def test_a_sole_candidate_without_a_majority_is_not_elected():
    votes = {"A": 40, "Against all": 60}
    assert "The only candidate has no majority" in compute(votes=votes).sentence


# ------------------------------------------------------------------------------------------------
# The model.


def test_without_uncertainty_there_is_no_model():
    outcome = compute(election=INVENTED)
    assert "MODEL" not in outcome.sentence
    assert not any("MODEL" in str(row[0]) for row in outcome.table.rows)


def test_the_model_says_that_it_is_one_and_leaves_the_count_as_it_is():
    count = compute(election=INVENTED)
    both = compute(election=INVENTED, uncertainty=10)
    assert both.sentence.startswith(f"{count.sentence} MODEL, not a forecast: ")
    assert both.table.rows[: len(count.table.rows)] == count.table.rows
    assert "Model: second round" in both.svg
    assert both.sources[-1].confidence == "assumption"


def test_the_same_draws_give_the_same_answer_and_others_another():
    first = compute(election=INVENTED, uncertainty=10, draws=1)
    assert compute(election=INVENTED, uncertainty=10, draws=1) == first
    assert compute(election=INVENTED, uncertainty=10, draws=2) != first


def test_more_uncertainty_makes_a_second_round_of_a_clear_race_more_likely():
    def chance(uncertainty):
        rows = compute(election="2019-06-09", uncertainty=uncertainty).table.rows
        return next(row[1] for row in rows if row[0] == "MODEL: second round")

    assert chance(5) == 0
    assert 0 < chance(50) <= 500


# ------------------------------------------------------------------------------------------------
# Errors.


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"election": "2026-08-23"}, InvalidChoice, "election is '2026-08-23'; allowed: 1991"),
        ({"election": None}, InvalidChoice, "election is None"),
        ({"base": "everyone"}, InvalidChoice, "base is 'everyone'; allowed: law, valid"),
        ({"to": "third"}, InvalidChoice, "to is 'third'; allowed: new, second, home"),
        ({"majority": 40}, InvalidThreshold, "majority_pct is 40; below 50"),
        ({"majority": 101}, InvalidThreshold, "majority is 101; it must be from 0 to 100"),
        ({"turnout": -1}, InvalidThreshold, "turnout is -1"),
        ({"move": 101}, InvalidThreshold, "move is 101"),
        ({"uncertainty": 101}, InvalidNumber, "uncertainty is 101; it must be from 0 to 100"),
        ({"draws": -1}, InvalidNumber, "draws is -1"),
        ({"votes": {}}, InvalidVotes, "votes is {}"),
        ({"votes": {"A": -5}}, InvalidVotes, "votes of 'A' is -5"),
        ({"votes": {"Against all": 5}, "move": 1}, InvalidVotes, "names no candidate"),
        ({"votes": {"A": 5, "B": 5}, "move": 1}, InvalidVotes, "first place is tied"),
        ({"votes": {"A": 9, "New candidate": 5}, "move": 1}, DuplicateParty, "'New candidate'"),
        ({"election": "1991-12-01", "move": 1, "to": "second"}, InvalidVotes, "no single second"),
        ({"election": "1991-12-01", "move": 50}, UnknownRule, "majority_pct"),
        ({"election": "1991-12-01", "votes": {"A": 10**8}}, InvalidVotes, "registered is 9,961"),
    ],
)
def test_a_wrong_value_is_answered_with_the_value_and_the_rule(values, error, says):
    with pytest.raises(error) as refusal:
        compute(**values)
    assert says in str(refusal.value)


def test_1991_can_be_tried_with_a_majority_of_one_s_own():
    outcome = compute(election="1991-12-01", move=50, majority=50)
    assert "New candidate (49.39%) go to a second round" in outcome.sentence


def test_a_candidate_called_like_markup_is_only_text():
    name = "<script>alert(1)</script>"
    outcome = compute(votes={name: 60, "B": 40})
    assert "<script" not in outcome.svg
    assert name in outcome.sentence


names = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    election=st.sampled_from(list(CONTROLS[0].options)),
    base=st.sampled_from(["law", "valid", "registered"]),
    majority=st.none() | st.fractions(49, 101),
    turnout=st.none() | st.integers(-1, 101),
    move=st.integers(0, 101),
    to=st.sampled_from(["new", "second", "home"]),
    uncertainty=st.sampled_from([0, 10]),
    votes=st.none() | st.dictionaries(names, st.integers(0, 60), max_size=5),
)
def test_every_scenario_has_an_answer_or_an_error_of_kazlib(**values):
    outcome = None
    with suppress(KazlibError):
        outcome = compute(**values)
    if outcome is not None:
        assert ET.fromstring(outcome.svg).find(f"{SVG}desc").text == outcome.sentence
        assert outcome.sentence.endswith(".")
        elected = [row for row in outcome.table.rows if row[4] == "elected"]
        assert len(elected) <= 1
        assert all(row[2] > 50 - 0.01 for row in elected)


def test_controls_show_the_law_of_the_day():
    now = shown(election=date(2019, 6, 9))
    assert (now["majority"], now["turnout"], now["base"]) == (50, 0, "law")
    assert now["votes"]["Amirzhan Kosanov"] == 1495401
