"""system-designer: the votes of 2023 by the law of 2023, then reforms, entry and refusals."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction

import pytest

from kazlib import measures
from kazlib.errors import (
    InvalidChoice,
    InvalidNumber,
    InvalidSeats,
    InvalidThreshold,
    InvalidVotes,
    KazlibError,
    NoListPasses,
    UnknownRule,
)
from kazlib.explorables.seat_allocator import compute as allocate
from kazlib.explorables.system_designer import CONTROLS, compute, shown, steps
from kazlib.explorables.system_designer_design import read
from kazlib.explorables.system_designer_model import (
    APPLICANTS,
    LAWS,
    VOTES,
    ballot,
    entry,
    left_off,
    moved,
)
from kazlib.outcome import Outcome, Progress

FEW = {"elections": 300}
LABELS = [law.label for law in LAWS.values()]


def rows(outcome):
    """Return label → column → cell of the first table."""
    table = outcome.table
    return {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}


def own(**values):
    return rows(compute(**values))["This design"]


def by_list(outcome, column):
    table = outcome.more[0]
    return {row[0]: row[table.columns.index(column)] for row in table.rows}


# ------------------------------------------------------------------------------------------------
# The mechanical count.


@pytest.mark.parametrize(
    ("law", "day"), [("2007", "2007-08-18"), ("2009", "2012-01-15"), ("2009", "2016-03-20")]
)
def test_without_uncertainty_lists_alone_give_the_official_seats(law, day):
    counted = compute(votes=day, law=law, sd=0)
    official = allocate(election=day)
    seats = {row[0]: row[-1] for row in official.table.rows}
    assert by_list(counted, "Seats, votes as they are") == seats
    assert "one count" in counted.sentence


def test_without_uncertainty_measures_are_those_of_one_count():
    counted = compute(votes="2012-01-15", law="2009", sd=0)
    given = ballot("2012-01-15").votes
    seats = by_list(counted, "Seats, votes as they are")
    cells = rows(counted)["This design"]
    assert cells["Gallagher"] == round(measures.gallagher(given, seats), 2)
    assert cells["Loosemore–Hanby"] == round(measures.loosemore_hanby(given, seats), 2)
    assert cells["Effective number"] == round(measures.effective_number(seats), 2)
    wasted = 100 * measures.wasted_votes(given, seats) / sum(given.values())
    assert cells["Votes without a seat, %"] == round(wasted, 2)


def test_every_law_is_in_one_table_and_the_kurultai_is_not_guessed():
    found = rows(compute(**FEW))
    assert list(found) == ["This design", *LABELS]
    kurultai = found["Kurultai 2026"]
    assert kurultai.pop("Seats") == 145
    assert kurultai.pop("System")
    assert set(kurultai.values()) == {None}


def test_the_law_itself_is_its_own_row():
    found = rows(compute(**FEW))
    for column, cell in found["2023"].items():
        assert column == "System" or found["This design"][column] == cell


def test_1999_and_2004_count_alike_and_the_runner_up_matters_in_2007():
    found = rows(compute(votes="2007-08-18", sd=0))
    same = [{k: v for k, v in found[y].items() if k in ("Seats", "Gallagher")} for y in LABELS[:2]]
    assert same[0] == same[1]
    assert found["2007"]["Largest list, seats"] == 98
    assert found["2009–2021"]["Largest list, seats"] == 95


# ------------------------------------------------------------------------------------------------
# Reforms.


def test_a_reform_is_named_with_the_law_before_it():
    text = compute(threshold=3, list_seats=98, district_seats=0, formula="dhondt", **FEW).sentence
    assert text.startswith(
        "What if 98 list seats were filled (law: 69), 0 district seats were filled (law: 29), the "
        "threshold were 3% (law: 5%) and seats were shared by the d'Hondt divisors?"
    )


def test_compensation_brings_the_house_near_to_lists_alone():
    parallel, compensated = own(**FEW), own(mixing="enlarge-house", **FEW)
    lists = own(list_seats=98, district_seats=0, **FEW)
    assert compensated["Gallagher"] < parallel["Gallagher"] / 2
    assert compensated["Gallagher"] == pytest.approx(lists["Gallagher"], abs=0.3)


def test_overhang_enlarges_the_house_or_does_not():
    votes = {"votes": "fragmented", "list_seats": 20, "district_seats": 80, "sd": 0}
    assert own(mixing="enlarge-house", **votes)["Seats"] > 100
    assert own(mixing="fixed-house", **votes)["Seats"] == 100


def test_the_kurultai_counts_when_the_reader_sets_what_is_not_known():
    with pytest.raises(UnknownRule, match="threshold_pct"):
        compute(law="2026")
    with pytest.raises(UnknownRule, match="quota"):
        compute(law="2026", threshold=5)
    outcome = compute(law="2026", threshold=5, formula="hare", one_party="takes-all", **FEW)
    assert "(law: not seen)" in outcome.sentence
    assert rows(outcome)["This design"]["Seats"] == 145


def test_the_base_of_the_threshold_decides_about_a_list():
    """People's Party had 6.8 per cent with those against all, and 7.08 of the votes for lists."""
    name = "People's Party of Kazakhstan"
    valid = compute(law="2007", sd=0, base="valid")
    lists = compute(law="2007", sd=0, base="lists")
    seats = "Seats, votes as they are"
    assert (by_list(valid, seats)[name], by_list(lists, seats)[name]) == (0, 8)
    with pytest.raises(InvalidVotes, match="not in the data"):
        compute(votes="2021-01-10", base="ballots")
    assert compute(votes="fragmented", base="ballots", sd=0)


# ------------------------------------------------------------------------------------------------
# Quotas and entry.


def test_the_quota_of_2022_reserves_seats_and_that_of_2020_reserves_none():
    """30 per cent of 40, 8, 6, 6, 5 and 4 list seats, each rounded up."""
    assert own(sd=0)["Seats by quota, at least"] == 12 + 3 + 2 + 2 + 2 + 2
    assert own(sd=0, quota="2020")["Seats by quota, at least"] == 0
    assert own(sd=0, quota="none")["Seats by quota, at least"] == 0
    found = rows(compute(sd=0))
    assert found["1999"]["Seats by quota, at least"] is None  # the law was not seen
    assert found["2007"]["Seats by quota, at least"] == 0


def test_invented_lists_are_barred_by_members_and_deposit():
    assert entry(LAWS["1999"].rules).barred() == ("C", "D", "E", "F", "G", "H")
    assert own(members=50_000, **FEW)["Invented lists barred"] == 6
    assert own(members=0, deposit=0, **FEW)["Invented lists barred"] == 0
    verdicts = {row[0]: row[-1] for row in compute(deposit=15, **FEW).more[-1].rows}
    assert verdicts["A"] == "not barred"
    assert verdicts["H"] == "barred: members, deposit"
    assert rows(compute(**FEW))["2007"]["Invented lists barred"] is None


def test_a_door_can_make_the_index_better_and_the_sentence_says_who_stays_outside():
    open_ballot = own(votes="fragmented", **FEW)
    outcome = compute(votes="fragmented", members=50_000, off="barred", **FEW)
    assert rows(outcome)["This design"]["Gallagher"] < open_ballot["Gallagher"]
    assert "59% of the voters for lists do not find theirs on the ballot" in outcome.sentence


@pytest.mark.parametrize(
    ("off_votes", "total", "against"),
    [("stay-away", 570, 40), ("spread", 1000, 40), ("largest", 1000, 40), ("against", 570, 470)],
)
def test_voters_of_a_list_that_is_left_off_go_where_it_is_said(off_votes, total, against):
    given = moved(ballot("two-party"), ("B",), off_votes)
    assert given.votes["B"] == 0
    assert sum(given.votes.values()) == 1000 * total
    assert given.against_all == 1000 * against


@pytest.mark.parametrize("votes", VOTES)
def test_no_vote_is_won_or_lost_when_voters_spread(votes):
    """Round numbers of invented lists leave equal remainders: as many votes fewer stay away."""
    given = ballot(votes)
    for gone in given.votes:
        after = moved(given, (gone,), "spread")
        missing = sum(given.votes.values()) - sum(after.votes.values())
        assert 0 <= missing < (len(given.votes) if given.invented else 1), gone


def test_equal_lists_are_not_told_apart():
    """With 7 voters between two lists of 10, one of them stays away: only a lot could say where."""
    equal = replace(ballot("two-party"), votes={"A": 10, "B": 10, "C": 7})
    assert moved(equal, ("C",), "spread").votes == {"A": 13, "B": 13, "C": 0}
    with pytest.raises(InvalidVotes, match="A and B both have 10 votes"):
        moved(equal, ("C",), "largest")
    with pytest.raises(InvalidVotes, match="list 2 by votes is not one list: A and B"):
        left_off("2", equal, ())
    assert left_off("3", equal, ()) == ("C",)


def test_real_parties_are_not_judged_by_invented_facts():
    with pytest.raises(InvalidVotes, match="invented lists only"):
        compute(off="barred")
    assert (
        "Auyl was not on the ballot, and its voters stay away" in compute(off="2", **FEW).sentence
    )


def test_a_ballot_without_lists_is_refused():
    with pytest.raises(InvalidVotes, match="bar every list"):
        compute(votes="two-party", members=100_000, off="barred")
    with pytest.raises(InvalidVotes, match="only 4 lists"):
        compute(votes="two-party", off="5")


# ------------------------------------------------------------------------------------------------
# Many elections.


def test_sampling_noise_is_shown_by_two_halves_of_the_same_elections():
    outcome = compute(**FEW)
    (noise,) = [table for table in outcome.more if table.caption.startswith("Sampling noise")]
    whole, one, other = noise.rows
    assert whole[1] == one[1] + other[1] == 300
    assert one[2:] != other[2:]
    assert not [t for t in compute(sd=0).more if t.caption.startswith("Sampling noise")]


def test_more_elections_have_a_smaller_error():
    few, many = compute(**FEW).sentence, compute(elections=2000).sentence
    assert "(± 2." in few
    assert "(± 0.9" in many


def test_ties_and_elections_without_a_list_are_counted_apart():
    outcome = compute(votes="two-party", threshold=45, **FEW)
    cells = rows(outcome)["This design"]
    assert cells["Not decided"] > 0
    assert "Not decided, and in no number: no list passes in" in outcome.sentence
    with pytest.raises(NoListPasses, match="None of 300 elections is decided: no list passes"):
        compute(votes="fragmented", threshold=100, **FEW)


def test_steps_begin_with_100_elections_and_end_with_the_answer():
    seen = list(steps(elections=1200))
    first, *between, last = seen
    assert first.sentence.startswith("First 100 of 1,200 elections")
    assert last == compute(elections=1200)
    assert [s.done for s in between if isinstance(s, Progress)] == [*range(100, 1200, 100)]
    assert sum(isinstance(s, Outcome) for s in seen) == 3


def test_regional_lists_win_districts_where_they_are_strong():
    seats = by_list(compute(votes="regional", sd=0), "Seats, votes as they are")
    assert seats["C"] > 69 * 0.18 + 1  # more than its lists alone give it
    assert seats["D"] > 69 * 0.14 + 1


# ------------------------------------------------------------------------------------------------
# What a reader sees.


def test_the_picture_has_each_law_that_can_be_counted_and_says_which_cannot():
    outcome = compute(**FEW)
    text = " ".join(ET.fromstring(outcome.svg).itertext())
    assert all(label in text for label in LABELS[:-1])
    assert "Kurultai 2026: not known" in text


def test_the_answer_says_that_it_is_a_model_and_lists_its_limits():
    outcome = compute(**FEW)
    assert "A model" in outcome.sentence
    assert any("prove it wrong" in line for line in outcome.limits)
    assert any(source.title.startswith("Votes: ") for source in outcome.sources)
    assert any("Invented" in source.title for source in compute(votes="dominant", **FEW).sources)


def test_controls_show_the_law_and_what_is_not_known():
    assert shown()["threshold"] == 5
    assert shown(law="2026")["members"] is None
    assert shown(law="1999")["deposit"] == 25
    assert {control.name for control in CONTROLS} == set(shown())
    with pytest.raises(InvalidChoice, match="law is '1995'"):
        shown(law="1995")


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"threshold": 101}, InvalidThreshold, "from 0 to 100"),
        ({"list_seats": 0, "district_seats": 0}, InvalidSeats, "from 1 to 1,000"),
        ({"list_seats": 1001}, InvalidSeats, "1,030; they must make"),
        ({"district_seats": 0, "mixing": "fixed-house"}, InvalidSeats, "69 and 0"),
        ({"elections": 20_001}, InvalidNumber, "from 1 to 20,000"),
        ({"sd": 6}, InvalidNumber, "sd is 6; it must be from 0 to 5"),
        ({"responsiveness": Fraction(5, 2)}, InvalidNumber, "whole number from 1 to 9"),
        ({"members": -1}, InvalidNumber, "members is -1"),
        ({"deposit": -1}, InvalidNumber, "deposit is -1"),
        ({"seed": -1}, InvalidNumber, "seed is -1"),
        ({"votes": "1995-12-09"}, InvalidChoice, "votes is '1995-12-09'"),
        ({"off": "9"}, InvalidChoice, "off is '9'"),
    ],
)
def test_what_cannot_be_is_refused_with_its_range(values, error, words):
    with pytest.raises(error, match=words):
        compute(**values)
    assert issubclass(error, KazlibError)


def test_eight_invented_lists_and_no_more():
    assert [a.name for a in APPLICANTS] == list("ABCDEFGH")
    assert [a.members for a in APPLICANTS] == sorted((a.members for a in APPLICANTS), reverse=True)
    assert read().changes == ()
