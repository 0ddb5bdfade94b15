"""Numbers that stand as text in the chapter on parliamentary elections, compared with the data."""

import re
from datetime import date
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
import yaml

from kazlib.apportionment import largest_remainder
from kazlib.explorables import load, parse_link
from kazlib.explorables.districts_lists_mixed import compute
from kazlib.measures import gallagher
from kazlib.models.systems import Design, count_all, judge
from kazlib.offices.runner_up import runner_up
from kazlib.outcome import Outcome
from kazlib.tables.elections import (
    list_elections,
    official_district_seats,
    official_list_votes,
)

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/parliamentary-elections.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load(
        (ROOT / "questions/parliamentary-elections.yml").read_text("utf-8")
    )["questions"]
}
DAY_1999, DAY_2004, DAY_2021, DAY_2023 = (
    date(1999, 10, 10),
    date(2004, 9, 19),
    date(2021, 1, 10),
    date(2023, 3, 19),
)
HELD = [election for election in list_elections() if election.votes]
LINKS = re.findall(r'href="#([a-z-]+)\?([^"]+)"', TEXT)


@pytest.mark.parametrize(("slug", "query"), LINKS, ids=[f"{s}-{q}" for s, q in LINKS])
def test_every_link_of_try_this_has_an_answer_of_its_own(slug, query):
    explorable = load(slug)
    found = explorable.compute(**parse_link(explorable, unescape(query)))
    assert isinstance(found, Outcome)
    assert found != explorable.compute(**({"election": "2007-08-18"} if "seat-" in slug else {}))


def test_three_explorables_with_links_each():
    slugs = re.findall(r'^explore\("([a-z-]+)"', TEXT, re.MULTILINE)
    assert slugs == ["runner-up-rule", "seat-allocator", "districts-lists-mixed"]
    assert {slug: [s for s, _ in LINKS].count(slug) for slug in slugs} == dict.fromkeys(slugs, 4)


def test_claims_about_the_runner_up():
    votes = official_list_votes(date(2007, 8, 18))
    first, second, third = sorted(votes.values(), reverse=True)[:3]
    given, bare = runner_up(first, second, 98), runner_up(first, second, 98, factor=1)
    assert (given.seats_first_list[1], given.seats_largest_remainder[1]) == (3, 4)
    assert (bare.seats_first_list[1], bare.seats_largest_remainder[1]) == (4, 5)
    total = sum(votes.values())
    assert 100 * third < 4 * total <= 100 * second  # step 4: two lists pass, not three
    votes_2012 = official_list_votes(date(2012, 1, 15))
    assert f"first={votes_2012['Nur Otan']}&amp;second={votes_2012['Ak Zhol']}" in TEXT
    others = sum(votes_2012.values()) - votes_2012["Nur Otan"] - votes_2012["Ak Zhol"]
    assert f"others={others}&amp;threshold=7.5" in TEXT
    assert f"second=100000&amp;others={total - first - 100_000}" in TEXT  # the total stays


def test_the_largest_lists_of_1999_and_2023_have_36_and_56_per_cent():
    for day, per_cent in ((DAY_1999, 36), (DAY_2023, 56)):
        lists = Design(official_list_votes(day), 98, 0).lists
        assert round(Fraction(100 * max(lists.values()), sum(lists.values()))) == per_cent
    assert "with 56 per cent or with 36" in TEXT


def test_what_is_said_of_official_districts():
    assert official_district_seats(DAY_2023) == {"Amanat": 22, "Independents (self-nominated)": 7}
    outside = {
        day: sum(
            n
            for name, n in official_district_seats(day).items()
            if name not in official_list_votes(day)
        )
        for day in (DAY_1999, DAY_2004)
    }
    assert outside == {DAY_1999: 35, DAY_2004: 18}
    assert "candidates without a list won 35 and 18 of 67" in TEXT
    # The list whose districts the check shows is the largest, and stands first in the data.
    for day in (DAY_1999, DAY_2004, DAY_2023):
        votes = official_list_votes(day)
        assert next(iter(votes)) == max(votes, key=votes.__getitem__)


def test_the_check_of_2023_holds_22_at_a_spread_of_1_and_not_at_one_half():
    def band(spread):
        design = Design(official_list_votes(DAY_2023), 29, 29, spread=spread)
        return count_all(design, runs=100, seed=1).districts.band(0)

    low, _, high = band(1)
    assert low < 22 < high
    assert band(0.5)[0] > 22


@pytest.mark.parametrize("held", HELD, ids=[str(e.day.year) for e in HELD])
def test_districts_score_worst_at_the_first_settings(held):
    outcome = compute(electorate=held.day)
    rows = {row[0]: [float(cell) for cell in row[2:7]] for row in outcome.table.rows[-3:-1]}
    districts = rows["Gallagher index"][0]
    assert districts == max(rows["Gallagher index"])
    assert rows["Effective number"][0] == min(rows["Effective number"])


def test_1999_a_second_round_can_cost_the_largest_list_seats():
    design = Design(official_list_votes(DAY_1999), 98, 29, 7, spread=0.5, to_second=75)
    runs = count_all(design, runs=30, seed=1).runs
    assert runs["two-round"].band(0)[2] < runs["plurality"].band(0)[0]


def test_exercise_five_counts():
    districts = [
        (440, 360, 200),
        (420, 380, 200),
        (320, 400, 280),
        (480, 280, 240),
        (520, 280, 200),
    ]
    for votes in districts:
        assert ", ".join(map(str, votes)) in TEXT
    assert [judge(votes, 75) for votes in districts] == [
        (0, 1, True),
        (0, 1, True),
        (1, 0, True),
        (0, 0, True),
        (0, 0, False),
    ]
    total = [sum(column) for column in zip(*districts, strict=True)]
    assert total == [2180, 1700, 1120]
    assert largest_remainder(total, 10).seats == (4, 4, 2)
    assert largest_remainder(total, 5).seats == (2, 2, 1)
    assert largest_remainder(total[1:], 5).seats == (3, 2)


def test_exercise_overhang():
    votes = official_list_votes(DAY_2021)

    def house(districts):
        design = Design(votes, 98, districts, threshold_pct=7)
        return sum(count_all(design, runs=1, seed=1).runs["compensatory"].seats[0])

    assert [house(n) for n in (20, 76, 77, 90)] == [98, 98, 99, 112]


def test_debate_numbers():
    """Gallagher near 2 for lists of 98 seats and above 30 for invented districts."""
    outcome = compute()
    row = next(row for row in outcome.table.rows if row[0] == "Gallagher index")
    assert float(row[2]) > 30
    assert 1.9 < float(row[4]) < 2.1
    lists = Design(official_list_votes(DAY_2023), 69, 0).lists
    official = {e.day: e.seats for e in HELD}[DAY_2023]
    assert gallagher(lists, official) < 3


def test_self_check_on_districts_and_overhang():
    assert official_district_seats(DAY_1999)["Otan"] == 19
    assert "won 19 of 67 districts" in QUESTIONS["pe-q-spread-zero"]["explanation"]
    assert QUESTIONS["pe-q-overhang"]["answer"] == 100 + 36 - 30


def test_the_paper_and_the_two_parties_are_attributed():
    section = TEXT.split("## The rule of 2009")[1].split("\n## ")[0]
    for source in ("boltabaev2025", "voxpopuli2008", "moscowtimes2009", "electionlaw2009"):
        assert source in section
    assert "twelve {term}`convocations" in TEXT
