"""The table of seat formulas agrees with the official results it was computed from."""

from collections import defaultdict
from fractions import Fraction

import pytest

Row = dict[str, str]
Tables = dict[str, list[Row]]

FORMULAS = ["hare_largest_remainder", "dhondt", "sainte_lague"]


@pytest.fixture(scope="module")
def computed(tables: Tables) -> list[Row]:
    return [r for r in tables["seat_allocation_check"] if r["confidence"] != "assumption"]


@pytest.fixture(scope="module")
def counterfactual(tables: Tables) -> list[Row]:
    return [r for r in tables["seat_allocation_check"] if r["confidence"] == "assumption"]


def by_election(rows: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["date"]].append(row)
    return groups


def test_votes_seats_and_threshold_are_those_of_the_official_results(
    tables: Tables, elections: list[Row]
) -> None:
    official = {
        (row["date"], row["party"]): (
            row["votes"],
            row["seats"],
            row["tier_seats"],
            row["threshold_pct"],
        )
        for row in elections
        if row["tier"] == "party_list"
    }
    for row in tables["seat_allocation_check"]:
        stated = (row["votes"], row["actual_seats"], row["list_seats"], row["threshold_pct"])
        assert stated == official[row["date"], row["party"]], row


def test_the_lists_in_the_table_are_those_that_won_list_seats(
    computed: list[Row], elections: list[Row]
) -> None:
    winners = {
        (row["date"], row["party"])
        for row in elections
        if row["tier"] == "party_list" and row["seats"] not in {"", "0"}
    }
    assert len(winners) == 24
    assert {(row["date"], row["party"]) for row in computed} == winners


def test_the_quota_is_the_votes_of_the_lists_divided_by_the_seats(
    computed: list[Row], counterfactual: list[Row]
) -> None:
    for rows in (*by_election(computed).values(), counterfactual):
        quota = Fraction(sum(int(row["votes"]) for row in rows), int(rows[0]["list_seats"]))
        for row in rows:
            assert abs(quota - Fraction(row["quota"])) <= Fraction("0.005"), row


def test_each_formula_gives_out_all_the_seats(computed: list[Row]) -> None:
    for day, rows in by_election(computed).items():
        for formula in FORMULAS:
            given = sum(int(row[formula]) for row in rows)
            assert given == int(rows[0]["list_seats"]), (day, formula)


@pytest.mark.parametrize(
    ("formula", "misses"),
    [
        ("hare_largest_remainder", []),
        ("dhondt", ["1999-10-10", "2004-09-19", "2012-01-15", "2021-01-10", "2023-03-19"]),
        ("sainte_lague", []),
    ],
)
def test_which_formulas_give_the_official_seats(
    formula: str, misses: list[str], computed: list[Row]
) -> None:
    elections = by_election(computed)
    assert len(elections) == 7
    wrong = [
        day
        for day, rows in elections.items()
        if any(row[formula] != row["actual_seats"] for row in rows)
    ]
    assert wrong == misses


def test_the_counterfactual_of_2007_says_that_it_is_not_history(
    counterfactual: list[Row],
) -> None:
    """The runner-up rule of 2009: whole part of votes / quota × 0.7, at least two seats."""
    first, second = counterfactual
    assert {row["date"] for row in counterfactual} == {"2007-08-18"}
    assert all("not a historical result" in row["note"] for row in counterfactual)
    quota = Fraction(int(first["votes"]) + int(second["votes"]), 98)
    runner_up = max(2, int(int(second["votes"]) / quota * Fraction("0.7")))
    assert int(second["hare_largest_remainder"]) == runner_up == 3
    assert int(first["hare_largest_remainder"]) == 98 - runner_up
    assert {row["dhondt"] + row["sainte_lague"] for row in counterfactual} == {""}
