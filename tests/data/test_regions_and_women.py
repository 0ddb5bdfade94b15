"""Regions, turnout and votes by region, and the share of women."""

from collections import Counter
from fractions import Fraction

import pytest

Row = dict[str, str]
Tables = dict[str, list[Row]]

CREATED_2022 = {"KZ-10": "Abai Region", "KZ-33": "Jetisu Region", "KZ-62": "Ulytau Region"}


@pytest.fixture(scope="module")
def units(tables: Tables) -> list[Row]:
    """The 20 regions and cities of today."""
    return [row for row in tables["regions"] if row["iso_3166_2"]]


def test_seventeen_regions_and_three_cities_and_one_former_region(tables: Tables) -> None:
    assert Counter(row["type"] for row in tables["regions"]) == {
        "region (oblast)": 17,
        "city of republican significance": 2,
        "capital city": 1,
        "former region (oblast)": 1,
    }
    assert [row["name_en"] for row in tables["regions"] if not row["iso_3166_2"]] == [
        "South Kazakhstan Region"
    ]


def test_population_of_2020_adds_up_on_the_borders_before_june_2022(units: list[Row]) -> None:
    assert sum(int(row["population_2020"] or 0) for row in units) == 18_631_779
    without = {row["iso_3166_2"]: row["name_en"] for row in units if not row["population_2020"]}
    assert without == CREATED_2022


def test_three_regions_began_on_8_june_2022(units: list[Row]) -> None:
    created = {r["iso_3166_2"]: r["name_en"] for r in units if r["valid_from"] == "2022-06-08"}
    assert created == CREATED_2022


def test_each_unit_elected_two_of_the_forty_elected_senators(units: list[Row]) -> None:
    senators = [int(row["senators_elected_until_2026_06_30"]) for row in units]
    assert senators == [2] * 20
    assert sum(senators) == 40


def test_registered_voters_by_region_are_not_known(tables: Tables) -> None:
    assert {row["registered_voters"] for row in tables["regions"]} == {""}


@pytest.mark.parametrize("table", ["regional_turnout", "regional_results"])
def test_code_and_name_of_a_region_belong_together(
    table: str, tables: Tables, units: list[Row]
) -> None:
    names = {row["iso_3166_2"]: row["name_en"] for row in units}
    for row in tables[table]:
        name = names[row["iso_3166_2"]]
        if row["date"] < "2018-06-19" and name == "Turkistan Region":
            name = "South Kazakhstan Region"
        assert row["region"] == name, row


def test_units_reported_in_each_vote(tables: Tables) -> None:
    reports = Counter((row["date"], row["as_of"]) for row in tables["regional_turnout"])
    assert reports == {
        ("2012-01-15", "close of polls"): 16,
        ("2015-04-26", "12:00"): 16,
        ("2021-01-10", "20:00"): 17,
        ("2022-06-05", "close of polls"): 11,
        ("2022-11-20", "16:00"): 20,
        ("2022-11-20", "final"): 2,
        ("2023-03-19", "16:00"): 20,
        ("2024-10-06", "14:00"): 20,
        ("2026-03-15", "18:00"): 20,
        ("2026-03-15", "20:00"): 16,
    }


def test_regions_of_2022_do_not_vote_before_they_exist(tables: Tables) -> None:
    for row in tables["regional_turnout"]:
        if row["date"] < "2022-06-08":
            assert row["iso_3166_2"] not in CREATED_2022, row
        if row["date"] < "2018-06-19":
            assert row["region"] != "Shymkent", row


def test_regional_turnout_is_a_percentage_and_never_falls_during_the_day(tables: Tables) -> None:
    hours = ["12:00", "14:00", "16:00", "18:00", "20:00", "close of polls", "final"]
    latest: dict[tuple[str, str], Fraction] = {}
    for row in sorted(tables["regional_turnout"], key=lambda row: hours.index(row["as_of"])):
        share = Fraction(row["turnout_pct"])
        assert 0 < share <= 100, row
        place = (row["date"], row["iso_3166_2"])
        assert share >= latest.get(place, Fraction(0)), row
        latest[place] = share


def test_no_regional_figure_is_presented_as_final(tables: Tables) -> None:
    assert {row["is_final"] for row in tables["regional_turnout"]} == {"no"}
    assert {row["note"] for row in tables["regional_results"]} == {"preliminary"}


def test_share_of_women_is_women_over_the_group(tables: Tables) -> None:
    for row in tables["women_share"]:
        share = Fraction(100 * int(row["women"]), int(row["total"]))
        assert abs(share - Fraction(row["women_pct"])) <= Fraction("0.05"), row


def test_groups_of_deputies_and_candidates_have_the_size_of_chamber_and_list(
    tables: Tables, elections: list[Row]
) -> None:
    lists = {
        (r["date"], r["party"]): r["list_candidates"] for r in elections if r["list_candidates"]
    }
    chambers = {row["date"]: row["chamber_seats"] for row in elections}
    sizes = {(row["date"], row["group"]): row["total"] for row in tables["women_share"]}
    of_2026 = {group: size for (day, group), size in sizes.items() if day == "2026-08-23"}
    assert of_2026 == {
        f"list candidates: {party}": size
        for (day, party), size in lists.items()
        if day == "2026-08-23"
    }
    assert sum(map(int, of_2026.values())) == 545
    assert sizes["2021-01-10", "list candidates"] == "312"
    assert sizes["2016-03-20", "deputies"] == chambers["2016-03-20"] == "107"
    assert sizes["2023-03-19", "deputies"] == chambers["2023-03-19"] == "98"
