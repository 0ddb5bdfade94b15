"""Internet users and the reach of media: what the tables hold, and what they do not."""

import pytest

Row = dict[str, str]
Tables = dict[str, list[Row]]


@pytest.fixture(scope="module")
def users(tables: Tables) -> dict[int, Row]:
    return {int(row["year"]): row for row in tables["internet_use"]}


@pytest.fixture(scope="module")
def reach(tables: Tables) -> list[Row]:
    return tables["media_reach"]


def test_every_year_from_1990_to_2024_once(users: dict[int, Row]) -> None:
    assert list(users) == list(range(1990, 2025))


def test_the_source_papers_5_to_10_per_cent_lie_between_2007_and_2008(
    users: dict[int, Row],
) -> None:
    assert users[2007]["internet_users_pct"] == "4.02"
    assert users[2008]["internet_users_pct"] == "11.0"


def test_revisions_are_named_where_the_copies_differ(users: dict[int, Row]) -> None:
    for year, row in users.items():
        new, old = row["internet_users_pct"], row["internet_users_pct_2024_copy"]
        if new and old and abs(float(new) - float(old)) > 1:
            assert row["note"] == "series revised between the two copies", year


def test_years_with_0_in_one_copy_only_are_empty(users: dict[int, Row]) -> None:
    for year in (1991, 1992, 1993):
        assert users[year]["internet_users_pct"] == ""
        assert "missing" in users[year]["note"]


def test_users_grow_every_year_in_the_newer_copy(users: dict[int, Row]) -> None:
    shares = [float(r["internet_users_pct"]) for r in users.values() if r["internet_users_pct"]]
    assert shares == sorted(shares)


def test_shares_are_shares_and_counts_are_not(reach: list[Row]) -> None:
    for row in reach:
        value = float(row["value"])
        if row["indicator"].endswith("_pct"):
            assert 0 <= value <= 100, row["indicator"]
            assert row["unit"].startswith("per cent")
        if row["unit"] == "persons":
            assert value == int(value) > 100


def test_cards_over_100_are_called_what_they_are(reach: list[Row]) -> None:
    over = [
        r for r in reach if r["indicator"].startswith("mobile_subs") and float(r["value"]) > 100
    ]
    assert [int(r["year"]) for r in over] == list(range(2009, 2024))
    assert all("several cards" in r["note"] for r in over)


def test_the_surveys_of_2012_and_2018_say_nothing_about_villages(reach: list[Row]) -> None:
    bases = {
        (int(r["year"]), r["base"])
        for r in reach
        if "TNS" in r["source"] or "Demoscope" in r["source"]
    }
    assert {base.split()[0] for _, base in bases} == {"urban", "cities"}


def test_weekly_and_daily_users_of_2011_add_up_and_are_fewer_than_the_series_says(
    reach: list[Row], users: dict[int, Row]
) -> None:
    of = {r["indicator"]: float(r["value"]) for r in reach if "Pearce" in r["source"]}
    assert of["internet_weekly_or_daily_pct"] == of["internet_daily_pct"] + 10
    assert of["internet_weekly_or_daily_pct"] < float(users[2011]["internet_users_pct"])


def test_the_year_of_the_share_of_2024_is_doubtful_and_it_is_said(
    reach: list[Row], users: dict[int, Row]
) -> None:
    (row,) = [r for r in reach if (r["year"], r["indicator"]) == ("2024", "internet_users_pct")]
    assert float(row["value"]) == round(float(users[2022]["internet_users_pct"]), 1)
    assert "doubtful" in row["note"]
