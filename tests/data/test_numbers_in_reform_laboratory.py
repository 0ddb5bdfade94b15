"""The numbers in the sentences of the reform laboratory, computed again."""

import re
from datetime import date
from math import sqrt
from typing import Any

import pytest

from kazlib.explorables import system_designer
from kazlib.law import periods, rules
from kazlib.offices.mazhilis import list_seats
from kazlib.tables.elections import AGAINST_ALL, list_election, official_list_votes
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("reform-laboratory")
SOURCE = (CHAPTERS / "reform-laboratory.md").read_text(encoding="utf-8")

DAY_1999, DAY_2007, DAY_2021, DAY_2023 = (
    date(1999, 10, 10),
    date(2007, 8, 18),
    date(2021, 1, 10),
    date(2023, 3, 19),
)
OF_1999, OF_2007, IN_2021, OF_MAY_2021, OF_2023, KURULTAI = (
    rules("mazhilis", on=day)
    for day in (DAY_1999, DAY_2007, DAY_2021, date(2021, 6, 1), DAY_2023, date(2026, 8, 23))
)
DEFAULTS = system_designer.shown()
TWO_THIRDS = "Two thirds, % of elections"


def design(**values: Any) -> dict[str, Any]:
    table = system_designer.compute(**values).table
    return dict(zip(table.columns, table.rows[0], strict=True))


def effective(magnitude: int) -> float:
    """Return the threshold that a district of this size has by itself, by the rule of thumb."""
    return 75 / (magnitude + 1)


def shares(day: date) -> dict[str, float]:
    votes = official_list_votes(day)
    return {party: 100 * n / sum(votes.values()) for party, n in votes.items()}


def test_the_four_laws_of_the_puzzle() -> None:
    said = [
        f"| 1999: ten list seats, {OF_1999.threshold_pct} per cent |",
        f"| 2007: {OF_2007.list_seats} list seats, {OF_2007.threshold_pct} per cent |",
        f"never used: {OF_MAY_2021.list_seats} list seats, {OF_MAY_2021.threshold_pct} per cent |",
        f"| 2023: {OF_2023.list_seats} list seats, {OF_2023.threshold_pct} per cent |",
    ]
    assert OF_1999.list_seats == 10
    assert not_said(said, TEXT) == []
    assert re.findall(r"largest\((\d{4}), \d+, \d+\)", SOURCE) == ["1999", "2007", "2021", "2023"]


def test_the_puzzle_without_votes_against_all() -> None:
    votes = official_list_votes(DAY_2023)
    lists = {party: n for party, n in votes.items() if party != AGAINST_ALL}
    assert shares(DAY_2023)["People's Party of Kazakhstan"] < OF_2007.threshold_pct
    share = 100 * lists["People's Party of Kazakhstan"] / sum(lists.values())
    six, sixty = (list_seats(law, lists).seats["Amanat"] for law in (OF_1999, OF_2007))
    said = (
        f"the People's Party passes {OF_2007.threshold_pct} per cent as well, with {share:.2f}, and"
        f" the first two lines become {six} of {OF_1999.list_seats} and {sixty} of"
        f" {OF_2007.list_seats}:"
    )
    assert not_said([said], TEXT) == []


def test_effective_thresholds_of_one_seat_and_of_98() -> None:
    (least,) = {m for m in range(1, 99) if effective(m + 1) < 5 <= effective(m)}
    ten = OF_1999.list_seats
    said = [
        f"For one seat that is {effective(1)}; for {OF_2007.list_seats} it is "
        f"{effective(OF_2007.list_seats):.1f}, so there",
        f"a legal threshold of {OF_2023.threshold_pct} per cent change anything",
        f"its own threshold is below {OF_2023.threshold_pct} per cent?",
        f"75 / (M + 1) < 5 means M > {least}, so at least {least + 1} seats",
        f"about as much as the {OF_1999.threshold_pct} per cent of the law",
        "M = 1, 2, 10, 69, 98 and 145",
    ]
    assert round(effective(ten)) == OF_1999.threshold_pct
    assert not_said(said, TEXT) == []


def test_the_cases_of_reform() -> None:
    half = "half-lists-half-districts"
    back = next(p.valid_from for p in periods("maslikhat") if p.parameter("formula").value == half)
    one_list = list_election(DAY_2007)
    said = [
        f"added ten list seats to {OF_1999.smd_seats} districts; the law of May 1999 set "
        f"{OF_1999.threshold_pct} per cent",
        f"Ten of {OF_1999.total_seats} seats cannot make",
        f"{OF_2007.list_seats} list seats in one district, nine elected by the Assembly",
        f"with {OF_2007.threshold_pct} per cent, one list took all {max(one_list.seats.values())} ",
        f"in {back.year} districts returned there in part",
        f"(May 2020), {OF_MAY_2021.threshold_pct} per cent and the line against all (2021), then "
        f"{OF_2023.list_seats} list and {OF_2023.smd_seats} district seats",
        f"{KURULTAI.total_seats} deputies, lists only, one district",
        f"a law for {KURULTAI.list_seats} list seats?",
        f"For the Kurultai we know {KURULTAI.total_seats} seats and one district",
    ]
    assert OF_2007.assembly_seats == 9
    assert not_said(said, TEXT) == []


def test_the_uncertainty_of_the_model() -> None:
    sd = float(DEFAULTS["sd"])
    said = [
        f"at {sd} about two lists in three stay within {100 * sd:.0f} per cent of their own votes",
        f"with sd 0.3 instead of {sd} the share is about",
    ]
    assert not_said(said, TEXT) == []


def test_links_say_the_numbers_that_they_set() -> None:
    (lists, districts) = re.findall(r"list_seats=(\d+)&amp;district_seats=(\d+)", SOURCE)
    (threshold,) = {t for t in re.findall(r"threshold=(\d+)", SOURCE) if t != "0"}
    (members,) = set(re.findall(r"members=(\d+)&", SOURCE))
    (few,) = re.findall(r'elections=(\d+)"', SOURCE)
    said = [
        f"{lists[0]} list seats, no districts, then {districts[1]} districts. Claim",
        f"Under {districts[1]} districts other people would have stood",
        f"Claim: {OF_2023.smd_seats} districts must distort the house",
        f"No threshold, then {threshold} per cent. Claim",
        f"at {threshold} per cent gap_{threshold}. From {OF_2023.threshold_pct} to 0 it moves "
        f"little; from {OF_2023.threshold_pct} to {threshold} it doubles",
        f"count 0, 3, 5, 7 and {threshold} per cent; find the steps",
        f"Eight invented lists, and {int(members):,} members asked",
        f"Ask for {int(members):,} members",
        f"{few} elections, then other numbers",
        f"gap_law for {OF_2023.list_seats} and {OF_2023.smd_seats}. Between",
    ]
    assert not_said(said, TEXT) == []


def test_what_a_threshold_of_5_or_7_did_to_one_list() -> None:
    def seats(threshold: int) -> int:
        law = IN_2021.reform(threshold_pct=threshold)
        return list_seats(law, official_list_votes(DAY_2021)).seats["Auyl"]

    low, high = OF_MAY_2021.threshold_pct, OF_2007.threshold_pct
    assert (seats(low), seats(high)) == (6, 0)
    said = [
        f"Auyl has six seats at {low} per cent and none at {high}",
        f"(two parties that fear {OF_1999.threshold_pct} per cent)",
        f'A study that compares "{low}" with "{high}"',
        f"In 2007 {100 - max(shares(DAY_2007).values()):.1f} per cent of the votes elected nobody",
    ]
    assert not_said(said, TEXT) == []


def test_where_the_threshold_has_steps() -> None:
    *rest, top = sorted(shares(DAY_2021).values())
    lists = list_election(DAY_2021)
    (most,) = re.findall(r"list_seats\(law\.reform.*?range\((\d+)\)", SOURCE)
    # Whole thresholds with no share between them.
    same = range(int(rest[1]) + 1, int(rest[2]) + 1)
    said = [
        f"and {sum(lists.seats.values())} seats, count the list seats for thresholds from 0 to "
        f"{int(most) - 1} per cent",
        "above {:.2f}, {:.2f}, {:.2f} and {:.2f} per cent, the shares of the lists".format(*rest),
        f"{same[0]} and {same[-1]} per cent are the same rule for these votes",
        f"Above {rest[-1]:.2f} one list passes alone",
        f"in 2021 a list with {top:.0f} per cent of the votes has two thirds",
    ]
    assert top > 100 * 2 / 3
    assert not_said(said, TEXT) == []


def test_how_much_is_luck() -> None:
    share = design(elections=1000)[TWO_THIRDS] / 100
    few, many = (100 * sqrt(share * (1 - share) / n) for n in (100, 10_000))
    found = re.search(r"moves the share from ([\d.]+) to ([\d.]+) per cent in ([\d,]+)", TEXT)
    assert found
    moved = float(found[2]) - float(found[1])
    assert found[3] == "10,000"
    said = [
        f"(b) About {few:.0f} points with 100 elections and {many:.1f} with 10,000",
        f"(c) {moved:.1f} points is less than two standard errors of a difference "
        f"({many:.1f} · √2 ≈ {many * sqrt(2):.1f} is one)",
    ]
    assert moved < 2 * many * sqrt(2)
    assert not_said(said, TEXT) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"responsiveness": 1}, "with k = 1 it falls to about {} per cent without any reform"),
        ({"sd": "0.3"}, "with sd 0.3 instead of 0.15 the share is about {}."),
    ],
)
def test_the_assumptions_that_matter_more_than_noise(change: dict[str, Any], sentence: str) -> None:
    """By all ten thousand elections, so that the whole number is no matter of luck."""
    assert sentence.format(round(design(**change)[TWO_THIRDS])) in TEXT


def test_women_elected_in_2023() -> None:
    (row,) = [
        r for r in records("women_share") if (r["date"], r["group"]) == (DAY_2023, "deputies")
    ]
    found = re.search(r"IDEA counts (\d+)", str(row["note"]))
    assert found
    assert f"the {row['women']} women elected in 2023 (another source counts {found[1]})" in TEXT


@pytest.mark.parametrize(
    "sentence",
    [
        # Carey and Hix (2011).
        "compared 609 elections in 81 countries",
    ],
)
def test_sentences_as_reviewed_against_their_source(sentence: str) -> None:
    assert sentence in TEXT
