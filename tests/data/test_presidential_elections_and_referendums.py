"""Presidential elections and referendums: votes, shares, turnout and winners add up."""

from collections import defaultdict
from fractions import Fraction

import pytest

Row = dict[str, str]
Tables = dict[str, list[Row]]

HALF_A_TENTH = Fraction(1, 20)


@pytest.fixture(scope="module")
def elections(tables: Tables) -> dict[str, list[Row]]:
    """The rows of each presidential election."""
    by_day: dict[str, list[Row]] = defaultdict(list)
    for row in tables["presidential_elections"]:
        by_day[row["date"]].append(row)
    return by_day


def test_seven_presidential_elections_with_one_winner_each(elections: dict[str, list[Row]]) -> None:
    winners = {day: [r for r in rows if r["elected"] == "yes"] for day, rows in elections.items()}
    assert sorted(winners) == [
        "1991-12-01", "1999-01-10", "2005-12-04", "2011-04-03", "2015-04-26", "2019-06-09",
        "2022-11-20",
    ]  # fmt: skip
    for day, (winner,) in winners.items():
        votes = [int(row["votes"]) for row in elections[day]]
        assert int(winner["votes"]) == max(votes)
        assert 2 * max(votes) > sum(votes)  # no election went to a second round


def test_what_is_said_of_an_election_is_the_same_on_all_its_rows(
    elections: dict[str, list[Row]],
) -> None:
    common = ("election_kind", "pct_basis", "turnout_pct", "votes_cast", "valid_votes",
              "invalid_votes", "registered_voters", "term_years")  # fmt: skip
    for rows in elections.values():
        assert len({tuple(row[column] for column in common) for row in rows}) == 1


def test_the_votes_add_up_to_the_valid_votes(elections: dict[str, list[Row]]) -> None:
    checked = 0
    for rows in elections.values():
        if rows[0]["valid_votes"]:
            assert sum(int(row["votes"]) for row in rows) == int(rows[0]["valid_votes"])
            checked += 1
    assert checked == 6  # all but 1999, of which only the shares of two bases are known


def test_the_published_shares_follow_from_the_votes(elections: dict[str, list[Row]]) -> None:
    for rows in elections.values():
        if rows[0]["valid_votes"]:
            for row in rows:
                computed = Fraction(100 * int(row["votes"]), int(row["valid_votes"]))
                assert abs(computed - Fraction(row["pct"])) < HALF_A_TENTH, row["candidate"]
                assert row["pct"] == row["pct_of_valid"]


def test_both_shares_of_1999_give_one_base_each(elections: dict[str, list[Row]]) -> None:
    for column in ("pct", "pct_of_valid"):
        leading = elections["1999-01-10"][0]
        base = Fraction(100 * int(leading["votes"])) / Fraction(leading[column])
        for row in elections["1999-01-10"]:
            computed = 100 * int(row["votes"]) / base
            assert abs(computed - Fraction(row[column])) < HALF_A_TENTH, row["candidate"]


def test_turnout_is_ballots_over_the_register(tables: Tables) -> None:
    rows = tables["presidential_elections"] + tables["referendums"]
    known = [row for row in rows if row["votes_cast"] and row["registered_voters"]]
    assert len(known) > 10
    for row in known:
        computed = Fraction(100 * int(row["votes_cast"]), int(row["registered_voters"]))
        assert abs(computed - Fraction(row["turnout_pct"])) < HALF_A_TENTH, row["date"]


def test_the_lines_of_a_referendum_add_up_to_the_ballots_cast(tables: Tables) -> None:
    lines = ("yes_votes", "no_votes", "invalid_votes", "other_votes")
    for row in tables["referendums"]:
        assert sum(int(row[line] or 0) for line in lines) == int(row["votes_cast"]), row["date"]


def test_the_shares_of_a_referendum_follow_from_the_votes(tables: Tables) -> None:
    for row in tables["referendums"]:
        yes, no = int(row["yes_votes"]), int(row["no_votes"])
        base = yes + no if row["pct_basis"] == "valid votes" else int(row["votes_cast"])
        for votes, column in ((yes, "yes_pct"), (no, "no_pct")):
            computed = Fraction(100 * votes, base)
            assert abs(computed - Fraction(row[column])) < HALF_A_TENTH, (row["date"], column)
        assert row["outcome"] == "approved"


def test_rules_of_campaigning_do_not_end_before_they_begin(tables: Tables) -> None:
    for row in tables["campaign_rules"]:
        assert not row["valid_to"] or row["valid_from"] <= row["valid_to"], row["parameter"]


def test_registration_in_1998_names_as_many_persons_as_it_counts(tables: Tables) -> None:
    rows = tables["registration_1998_1999"]
    counts = {row["subject"]: int(row["number"]) for row in rows if row["kind"] == "count"}
    outcomes = [row["outcome"] for row in rows if row["kind"] == "person"]
    assert outcomes.count("registered") == counts["registered"]
    assert outcomes.count("refused") <= counts["refusals counted by OSCE/ODIHR"]
    assert len(outcomes) <= counts["wanted to stand"]
