"""Exit polls: the official share beside each poll is that of the results, on the base it names."""

from collections import defaultdict
from decimal import Decimal

import pytest

Row = dict[str, str]
Tables = dict[str, list[Row]]


@pytest.fixture(scope="module")
def polls(tables: Tables) -> dict[tuple[str, str, str], list[Row]]:
    """All rows by day, scope and pollster."""
    found = defaultdict(list)
    for row in tables["exit_polls"]:
        found[row["election_date"], row["scope"], row["organisation"]].append(row)
    return found


def test_the_table_has_the_polls_of_the_dossier_and_the_addenda(tables: Tables) -> None:
    rows = tables["exit_polls"]
    assert len(rows) == 136
    assert {row["scope"] for row in rows} == {"national", "Almaty city only"}
    assert {row["election_date"][:4] for row in rows} == {
        *("2004", "2005", "2011", "2012", "2015", "2016"),
        *("2019", "2021", "2022", "2023", "2024", "2026"),
    }


def test_shares_of_a_poll_do_not_exceed_100_and_designs_agree(
    polls: dict[tuple[str, str, str], list[Row]],
) -> None:
    for key, rows in polls.items():
        assert sum(Decimal(row["exit_poll_pct"]) for row in rows) <= Decimal("100.5"), key
        for column in ("election", "commissioned_by", "sample_size", "stations"):
            assert len({row[column] for row in rows}) == 1, (key, column)
        first = rows[0]
        if first["sample_size"] and first["stations"]:
            assert 10 <= int(first["sample_size"]) / int(first["stations"]) <= 1600, key


def test_a_city_poll_has_no_official_share_and_every_other_has(tables: Tables) -> None:
    for row in tables["exit_polls"]:
        assert bool(row["official_pct"]) == (row["scope"] == "national"), row


def test_official_shares_of_candidates(tables: Tables) -> None:
    official = {
        (row["date"], name): row["pct"]
        for row in tables["presidential_elections"]
        for name in (row["candidate"], row["candidate"].split()[-1])
    }
    checked = 0
    for row in tables["exit_polls"]:
        if row["election"] == "President":
            published = official[row["election_date"], row["option"]]
            assert Decimal(row["official_pct"]) == Decimal(published), row
            checked += 1
    assert checked > 40


def test_official_shares_of_lists(tables: Tables) -> None:
    official = {
        (row["date"], row["party"]): row["pct"]
        for row in tables["mazhilis_elections"]
        if row["tier"] == "party_list"
    }
    names = {party for _, party in official}
    checked = 0
    for row in tables["exit_polls"]:
        if row["election"].startswith("Mazhilis") and row["scope"] == "national":
            option = row["option"]
            fits = [n for n in names if (row["election_date"], n) in official and option in n]
            exact = [n for n in fits if n == option] or fits
            assert len(exact) == 1, (row["election_date"], option, fits)
            published = official[row["election_date"], exact[0]]
            assert abs(Decimal(row["official_pct"]) - Decimal(published)) < Decimal("0.005"), row
            checked += 1
    assert checked > 50


def test_official_shares_of_referendums_and_the_base_in_the_note(tables: Tables) -> None:
    results = {row["date"]: row for row in tables["referendums"]}
    checked = 0
    for row in tables["exit_polls"]:
        if row["election"].startswith("Referendum"):
            result = results[row["election_date"]]
            column = {"Yes": "yes_pct", "No": "no_pct"}[row["option"]]
            assert row["official_pct"] == result[column]
            yes, no = int(result["yes_votes"]), int(result["no_votes"])
            assert f"{100 * yes / (yes + no):.2f}" in row["note"]
            checked += 1
    assert checked == 15


def test_polls_on_referendums_count_yes_and_no_alone_where_both_are_known(
    polls: dict[tuple[str, str, str], list[Row]],
) -> None:
    sums = [
        sum(Decimal(row["exit_poll_pct"]) for row in rows)
        for rows in polls.values()
        if rows[0]["election"].startswith("Referendum") and len(rows) == 2
    ]
    assert sums == [100] * 6


def test_an_order_of_two_shares_that_is_our_reading_says_so(tables: Tables) -> None:
    weak = [row for row in tables["exit_polls"] if row["confidence"] != "verified"]
    assert [(row["option"], row["confidence"]) for row in weak] == [
        ("Syzdykov", "assumption"),
        ("Kusainov", "assumption"),
    ]
    assert all("our reading" in row["note"] for row in weak)
