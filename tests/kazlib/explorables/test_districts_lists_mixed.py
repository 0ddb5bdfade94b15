"""districts-lists-mixed: real votes first, what is official beside what is invented, then edges."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats, InvalidThreshold, NoListPasses
from kazlib.explorables.districts_lists_mixed import CONTROLS, compute, shown
from kazlib.measures import gallagher
from kazlib.tables.elections import list_election, official_district_seats

SVG = "{http://www.w3.org/2000/svg}"
SYSTEMS = ("Districts", "Two rounds", "Lists", "Parallel", "Compensatory")
ELECTORATES = next(c for c in CONTROLS if c.name == "electorate").options


def column(outcome, name):
    place = outcome.table.columns.index(name)
    return {row[0]: row[place] for row in outcome.table.rows}


def test_2023_lists_parallel_and_official_districts():
    """69 + 29: without spread the list part of the parallel house is the official one."""
    outcome = compute(spread=0)
    parallel, districts = column(outcome, "Parallel"), column(outcome, "Mixed: its districts")
    for party, seats in list_election(date(2023, 3, 19)).seats.items():
        assert int(parallel[party]) - int(districts[party]) == seats
    assert (districts["Amanat"], districts["All seats"]) == ("29", "29")


@pytest.mark.parametrize("day", ["1999-10-10", "2004-09-19", "2023-03-19"])
def test_official_district_seats_stand_beside_the_invented_ones_and_add_up(day):
    outcome = compute(electorate=day, seats=77, share=87, runs=5)
    official = column(outcome, "Official districts")
    held = official_district_seats(date.fromisoformat(day))
    assert {name.removesuffix(" *"): n for name, n in official.items() if n and n != ""} == {
        **{name: n for name, n in held.items() if n},
        "All seats": sum(held.values()),
    }
    assert sum(held.values()) == (29 if day == "2023-03-19" else 67)
    assert column(outcome, "Mixed: its districts")["All seats"] == "67"  # 87% of 77 is 66.99


@pytest.mark.parametrize("electorate", ELECTORATES)
def test_without_spread_the_largest_list_takes_every_district_and_seats_add_up(electorate):
    outcome = compute(electorate=electorate, spread=0)
    assert "With no spread every district votes as the nation" in outcome.sentence
    for system in SYSTEMS:
        cells = column(outcome, system)
        seats = [
            int(cells[party])
            for party in list(cells)[: list(cells).index("All seats")]
            if cells[party] != ""
        ]
        assert sum(seats) == int(cells["All seats"])
        if system in ("Districts", "Two rounds"):
            assert seats[0] == max(seats) == sum(seats) == 98


def test_the_measures_are_those_of_the_seats_in_the_table():
    outcome = compute(spread=0)
    votes = [n for p, n in list_election(date(2023, 3, 19)).votes.items() if p != "Against all"]
    assert column(outcome, "Districts")["Gallagher index"] == (
        f"{gallagher(votes, [98, 0, 0, 0, 0, 0, 0]):.2f}"
    )
    assert column(outcome, "Districts")["Effective number"] == "1.00"
    assert column(outcome, "Votes, %")["Effective number"] == 2.84


def test_it_is_a_model_says_so_and_judges_no_real_district():
    outcome = compute(runs=5)
    assert outcome.sentence.startswith("MODEL with invented districts")
    assert outcome.sentence.endswith("it says nothing of any real district.")
    assert outcome.table.caption.startswith("MODEL")
    assert any(s.confidence == "assumption" and "invented" in s.title for s in outcome.sources)


def test_the_picture_has_one_block_a_system_and_at_most_five_lines_in_each():
    for electorate in ELECTORATES:
        outcome = compute(electorate=electorate, runs=5)
        root = ET.fromstring(outcome.svg)
        headings = [t.text for t in root.iter(f"{SVG}text") if t.get("font-weight") == "bold"]
        assert headings == [
            "Districts, one round",
            "Districts, two rounds",
            "Lists",
            "Mixed, parallel",
            "Mixed, compensatory",
        ]
        lines = [g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None]
        assert len(lines) == 5 * min(5, len(column(outcome, "Lists")) - 4 - _independent(outcome))
        assert root.findtext(f"{SVG}title").startswith("MODEL")


def _independent(outcome):
    return sum(row[0].endswith(" *") for row in outcome.table.rows)


def test_the_others_of_a_second_round_can_turn_it_and_at_one_half_do_not():
    def seats(to_second):
        outcome = compute(electorate="1999-10-10", to_second=to_second, runs=20)
        return [column(outcome, system)["Otan"] for system in SYSTEMS[:2]]

    one_round, neutral = seats(50)
    assert one_round == neutral
    assert int(seats(75)[1].split()[0]) < int(one_round.split()[0])


def test_districts_can_give_more_than_the_list_share_and_the_house_grows():
    grown = compute(electorate="2021-01-10", share=90, spread=0)
    assert column(grown, "Compensatory")["Nur Otan"] == "88"
    assert column(grown, "Compensatory")["All seats"] == "110"  # 98 and 12 of overhang
    assert ">110 seats<" in grown.svg
    fixed = compute(electorate="2021-01-10", share=90, spread=0, overhang="fixed-house")
    assert column(fixed, "Compensatory")["All seats"] == "98"


def test_ties_are_counted_and_said():
    """A tied district would go to lots: its run is in no distribution, and the reader is told."""
    outcome = compute(electorate="invented", seed=2)
    row = next(row for row in outcome.table.rows if row[0] == "Runs with a tie")
    assert row[2:8] == (1, 1, 0, 0, 0, 0)
    assert "Runs with a tie, of 30 runs, which lots would decide" in outcome.sentence
    assert "left out: districts 1, two rounds 1." in outcome.sentence
    assert "No run has a tie." in compute(runs=5).sentence


def test_the_threshold_is_that_of_the_day_unless_set():
    assert shown(electorate="2021-01-10")["threshold"] == 7
    low = compute(electorate="2021-01-10", threshold=5, runs=1)
    assert column(low, "Lists")["Auyl"] == "6"  # as in seat-allocator
    assert column(compute(electorate="2021-01-10", runs=1), "Lists")["Auyl"] == "0"


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"electorate": "2026-08-23"}, InvalidChoice, "allowed: 1999-10-10"),
        ({"seats": 301}, InvalidSeats, "seats is 301; it must be from 1 to 300"),
        ({"runs": 201}, InvalidNumber, "runs is 201; it must be from 1 to 200"),
        ({"share": 101}, InvalidThreshold, "share is 101; it must be from 0 to 100"),
        ({"spread": 6}, InvalidNumber, "spread is 6; it must be from 0 to 5"),
        ({"to_second": -1}, InvalidNumber, "to_second is -1; it must be from 0 to 100"),
        ({"overhang": "none"}, InvalidChoice, "overhang is 'none'"),
        ({"threshold": 60}, NoListPasses, "No list reaches 60 per cent"),
        ({"seed": -1}, InvalidNumber, "seed is -1"),
    ],
)
def test_what_has_no_answer_is_refused_in_words(values, error, message):
    with pytest.raises(error, match=message):
        compute(**values)
