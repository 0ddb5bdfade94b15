"""Parliamentary elections, 1994 to 2026: seats, votes, shares and turnout add up."""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

Row = dict[str, str]
Lists = Callable[[str], list[Row]]

LIST_ELECTIONS = [
    "1999-10-10",
    "2004-09-19",
    "2007-08-18",
    "2012-01-15",
    "2016-03-20",
    "2021-01-10",
    "2023-03-19",
]
NO_PARTY = {"Against all", "Invalid or blank"}
KURULTAI = "2026-08-23"


def number(text: str) -> int:
    return int(text.replace(",", ""))


def votes(rows: list[Row]) -> int:
    return sum(int(row["votes"]) for row in rows)


def parties(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["party"] not in NO_PARTY]


def denominator(rows: list[Row]) -> int:
    """Votes that the published shares of one list election are a share of (`pct_basis`)."""
    (basis,) = {row["pct_basis"] for row in rows if row["pct"]}
    found = re.fullmatch(r"([^()]+?)(?: \(([0-9,]+)\))?", basis)
    assert found, basis
    name, stated = found.groups()
    if name == "ballots cast":
        return number(stated)
    counted = {
        "votes for parties": parties(rows),
        "valid votes": parties(rows),
        "valid votes incl. against all": [r for r in rows if r["party"] != "Invalid or blank"],
    }
    total = votes(counted[name])
    assert stated is None or total == number(stated)
    return total


def test_ten_elections_filled_chambers_of_these_sizes(elections: list[Row]) -> None:
    assert {(row["date"], row["chamber"], int(row["chamber_seats"])) for row in elections} == {
        ("1994-03-07", "Supreme Council (Supreme Kenges)", 177),
        ("1995-12-09", "Mazhilis", 67),
        ("1999-10-10", "Mazhilis", 77),
        ("2004-09-19", "Mazhilis", 77),
        ("2007-08-18", "Mazhilis", 107),
        ("2012-01-15", "Mazhilis", 107),
        ("2016-03-20", "Mazhilis", 107),
        ("2021-01-10", "Mazhilis", 107),
        ("2023-03-19", "Mazhilis", 98),
        ("2026-08-23", "Kurultai", 145),
    }


def test_seats_won_in_a_tier_add_up_to_the_seats_of_the_tier(elections: list[Row]) -> None:
    size: dict[tuple[str, str], int] = {}
    won: dict[tuple[str, str], int] = defaultdict(int)
    for row in elections:
        if row["date"] != KURULTAI:
            tier = (row["date"], row["tier"])
            size[tier] = int(row["tier_seats"])
            won[tier] += int(row["seats"] or 0)
    assert dict(won) == size
    assert size["1994-03-07", "smd"] == 135
    assert size["2023-03-19", "smd"] == 29


def test_tiers_add_up_to_the_chamber(elections: list[Row]) -> None:
    tiers = {(row["date"], row["tier"], int(row["tier_seats"])) for row in elections}
    total: dict[str, int] = defaultdict(int)
    for day, _, seats in tiers:
        total[day] += seats
    assert dict(total) == {row["date"]: int(row["chamber_seats"]) for row in elections}


def test_the_result_of_2026_is_not_known_and_its_cells_are_empty(elections: list[Row]) -> None:
    kurultai = [row for row in elections if row["date"] == KURULTAI]
    assert len(kurultai) == 7
    unknown = ["votes", "seats", "threshold_pct", "turnout_pct", "registered_voters"]
    assert {row[column] for row in kurultai for column in unknown} == {""}
    assert {row["confidence"] for row in kurultai} == {"unconfirmed"}
    assert [(row["party"], row["pct"], row["pct_basis"]) for row in kurultai if row["pct"]] == [
        ("Adilet", "71", "as reported")
    ]


def test_facts_about_an_election_are_the_same_on_each_of_its_rows(elections: list[Row]) -> None:
    repeated = ["runoff_date", "chamber", "election_kind", "chamber_seats", "threshold_pct"]
    repeated += ["turnout_pct", "registered_voters"]
    seen: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in elections:
        seen[row["date"]].add(tuple(row[column] for column in repeated))
    assert [day for day, facts in seen.items() if len(facts) != 1] == []


def test_a_second_round_came_two_weeks_after_the_first(elections: list[Row]) -> None:
    rounds = {(row["date"], row["runoff_date"]) for row in elections if row["runoff_date"]}
    gaps = [date.fromisoformat(second) - date.fromisoformat(first) for first, second in rounds]
    assert [gap.days for gap in gaps] == [14, 14, 14]


@pytest.mark.parametrize(
    ("day", "total"),
    [("2004-09-19", 4_757_773), ("2021-01-10", 7_241_562), ("2023-03-19", 6_366_441)],
)
def test_list_votes_add_up_to_the_stated_total(day: str, total: int, lists_of: Lists) -> None:
    assert votes([row for row in lists_of(day) if row["party"] != "Invalid or blank"]) == total


def test_the_lines_of_1999_are_nine_votes_short_and_every_row_says_so(lists_of: Lists) -> None:
    rows = lists_of("1999-10-10")
    assert denominator(rows) == 5_253_864
    assert votes(rows) == 5_253_864 - 9
    remark = "lines add up to 5,253,855, nine fewer than the stated total"
    assert all(remark in row["note"] for row in rows)


@pytest.mark.parametrize("day", LIST_ELECTIONS)
def test_votes_agree_with_the_published_shares(day: str, lists_of: Lists) -> None:
    rows = lists_of(day)
    total = denominator(rows)
    for row in rows:
        if row["party"] == "Invalid or blank":
            assert row["pct"] == row["pct_basis"] == "", row
        else:
            computed = Fraction(100 * int(row["votes"]), total)
            assert abs(computed - Fraction(row["pct"])) <= Fraction("0.1"), row


@pytest.mark.parametrize("day", LIST_ELECTIONS)
def test_shares_of_all_lists_fill_the_whole(day: str, lists_of: Lists) -> None:
    """In 1999 invalid ballots count in the base but have no published share of their own."""
    rows = lists_of(day)
    shares = sum(Fraction(row["pct"]) for row in rows if row["pct"])
    assert shares <= Fraction("100.5")
    invalid = [row for row in rows if row["party"] == "Invalid or blank"]
    left_out = Fraction(100 * votes(invalid), denominator(rows)) if day == "1999-10-10" else 0
    assert abs(shares + left_out - 100) <= Fraction("0.5")


def test_every_list_election_before_2026_is_checked_above(elections: list[Row]) -> None:
    days = {row["date"] for row in elections if row["tier"] == "party_list"}
    assert days == {*LIST_ELECTIONS, KURULTAI}


@pytest.mark.parametrize("day", LIST_ELECTIONS)
def test_a_list_won_seats_exactly_when_it_passed_the_threshold(day: str, lists_of: Lists) -> None:
    for row in parties(lists_of(day)):
        passed = Fraction(row["pct"]) >= Fraction(row["threshold_pct"])
        assert (int(row["seats"]) > 0) == passed, row


def test_against_all_and_invalid_ballots_win_no_seats(elections: list[Row]) -> None:
    lines = [row for row in elections if row["party"] in NO_PARTY]
    assert {row["date"] for row in lines} == {
        "1999-10-10",
        "2004-09-19",
        "2007-08-18",
        "2023-03-19",
    }
    assert {row["seats"] for row in lines} == {""}


def test_turnout_is_a_percentage(elections: list[Row]) -> None:
    turnout = {row["date"]: Fraction(row["turnout_pct"]) for row in elections if row["turnout_pct"]}
    assert len(turnout) == 9
    assert all(0 < share <= 100 for share in turnout.values())


@pytest.mark.parametrize(
    ("day", "ballots"),
    [("1999-10-10", 5_253_864), ("2004-09-19", 4_893_204), ("2007-08-18", 6_082_430)],
)
def test_turnout_is_ballots_over_registered_voters(day: str, ballots: int, lists_of: Lists) -> None:
    """Only these three elections have both invalid ballots and a register in the table."""
    rows = lists_of(day)
    gap = 9 if day == "1999-10-10" else 0
    assert votes(rows) + gap == ballots
    turnout = Fraction(100 * ballots, int(rows[0]["registered_voters"]))
    assert abs(turnout - Fraction(rows[0]["turnout_pct"])) <= Fraction("0.05")


def test_fewer_valid_votes_than_the_turnout_allows(elections: list[Row], lists_of: Lists) -> None:
    for day in LIST_ELECTIONS:
        rows = lists_of(day)
        if rows[0]["registered_voters"]:
            took_part = Fraction(rows[0]["turnout_pct"]) * int(rows[0]["registered_voters"]) / 100
            assert votes(parties(rows)) < took_part, day


@pytest.mark.parametrize(("day", "candidates"), [("2021-01-10", 312), ("2026-08-23", 545)])
def test_list_candidates_add_up(day: str, candidates: int, lists_of: Lists) -> None:
    assert sum(int(row["list_candidates"]) for row in lists_of(day)) == candidates
