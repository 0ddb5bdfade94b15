"""Numbers that stand as text in the reform laboratory, computed again."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kazlib.explorables import load, parse_link
from kazlib.explorables.system_designer import compute
from kazlib.explorables.system_designer_model import ballot
from kazlib.law import rules
from kazlib.models.fast_count import System
from kazlib.offices.mazhilis import list_seats
from kazlib.tables.elections import list_election, official_list_votes
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/reform-laboratory.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load((ROOT / "questions/reform-laboratory.yml").read_text("utf-8"))[
        "questions"
    ]
}
DAY_2021 = date(2021, 1, 10)
TWO_THIRDS = "Two thirds, % of elections"


def own(**values):
    table = compute(elections=1000, **values).table  # the text gives no digit that needs more
    return dict(zip(table.columns, table.rows[0], strict=True))


def districts(day, k):
    """Return the modelled and the official district seats of the largest list."""
    election = list_election(day)
    lists = {p: n for p, n in election.votes.items() if p != "Against all"}
    official = [
        row for row in records("mazhilis_elections") if (row["date"], row["tier"]) == (day, "smd")
    ]
    first = max(lists, key=lists.get)
    won = System(0, sum(r["seats"] for r in official), responsiveness=k)
    return max(won.districts([*lists.values()])), next(
        r["seats"] for r in official if r["party"] == first
    )


def test_every_link_of_the_chapter_opens_an_answer_or_says_what_is_not_known():
    links = re.findall(r'href="#system-designer\?([^"]*)"', TEXT)
    assert len(links) >= 9
    explorable = load("system-designer")
    for link in links:
        values = parse_link(explorable, link.replace("&amp;", "&"))
        if values.get("law") == "2026":
            with pytest.raises(ValueError, match="unknown"):
                compute(**values)
        else:
            assert compute(**{"elections": 100} | values).sentence


def test_steps_of_the_threshold_in_2021():
    votes = official_list_votes(DAY_2021)
    shares = sorted((100 * n / sum(votes.values()) for n in votes.values()), reverse=True)
    assert [f"{share:.2f}" for share in shares] == ["71.09", "10.95", "9.10", "5.29", "3.57"]
    assert "71.09, 10.95, 9.10, 5.29 and 3.57" in TEXT
    law = rules("mazhilis", on=DAY_2021)
    seats = [
        tuple(list_seats(law.reform(threshold_pct=t), votes).seats.values()) for t in range(13)
    ]
    assert len(set(seats)) == 5
    assert seats[6] == seats[9]
    assert seats[11][:2] == (89, 9)
    assert "89 and 9" in TEXT


def test_effective_thresholds_by_the_rule_of_thumb():
    assert [round(75 / (m + 1), 2) for m in (1, 2, 10, 69, 98, 145)] == [
        37.5,
        25,
        6.82,
        1.07,
        0.76,
        0.51,
    ]
    assert "37.5; 25; 6.8; 1.07; 0.76; 0.51 per cent" in TEXT
    assert QUESTIONS["rl-q-magnitude"]["answer"] == 75 / 25


@pytest.mark.parametrize(
    ("day", "modelled", "official"),
    [
        (date(1999, 10, 10), 24, 19),
        (date(2004, 9, 19), 41, 35),
        (date(2023, 3, 19), 16, 22),
    ],
)
def test_official_districts_beside_the_model(day, modelled, official):
    assert districts(day, 1) == (modelled, official)


def test_two_thirds_of_the_districts_of_2023_lie_between_two_exponents():
    assert districts(date(2023, 3, 19), 1)[0] < 22 < districts(date(2023, 3, 19), 2)[0] == 26


def test_voters_behind_the_door():
    votes = ballot("fragmented").votes
    outside = sum(n for name, n in votes.items() if name not in "AB")
    assert round(100 * outside / sum(votes.values())) == 59
    assert TEXT.count("59 per cent") == 2
    open_, closed = own(votes="fragmented"), own(votes="fragmented", members=50000, off="barred")
    assert 5 < open_["Effective number"] < 5.5
    assert closed["Effective number"] < 2
    assert closed["Majority, % of elections"] == 100
    assert closed["Invented lists barred"] == 6


def test_shares_of_two_thirds_in_the_debate_and_the_noise():
    assert 75 < own()[TWO_THIRDS] < 85  # eight of ten
    assert 4 < own(mixing="enlarge-house")[TWO_THIRDS] < 6  # one of twenty
    assert own(responsiveness=1)[TWO_THIRDS] == pytest.approx(3, abs=1.5)
    assert own(sd="0.3")[TWO_THIRDS] == pytest.approx(66, abs=3)


def test_a_threshold_of_10_doubles_the_index_of_5_and_none_moves_it_little():
    law, none, ten = (
        own(**{} if t is None else {"threshold": t})["Gallagher"] for t in (None, 0, 10)
    )
    assert 1.9 < ten / law < 2.3
    assert none / law > 0.8


def test_days_and_seats_of_the_cases_are_those_of_the_law():
    of = {
        year: rules("mazhilis", on=list_election(day).day)
        for year, day in (
            (1999, date(1999, 10, 10)),
            (2007, date(2007, 8, 18)),
            (2023, date(2023, 3, 19)),
        )
    }
    assert (of[1999].list_seats, of[1999].smd_seats) == (10, 67)
    assert (of[2007].list_seats, of[2007].assembly_seats) == (98, 9)
    assert (of[2023].list_seats, of[2023].smd_seats, of[2023].threshold_pct) == (69, 29, 5)
    members = {row["members"] for row in records("party_registration")}
    assert {20_000, 5_000, 50_000} <= members


def test_the_chapter_has_briefs_a_rubric_and_enough_exercises():
    assert len(re.findall(r"^\*\*Brief [A-D]\. ", TEXT, re.MULTILINE)) == 4
    for part in ("*Question:*", "*Deliverable:*", "*Data:*", "*Steps:*", "*Timing:*"):
        assert TEXT.count(part) == 4
    rubric = TEXT.split("| | 4 | 3 | 2 | 1 |")[1].split("\n\n")[0]
    assert rubric.count("\n| **") == 6
    assert TEXT.count("```{exercise}") == 7
    assert len(QUESTIONS) >= 5
