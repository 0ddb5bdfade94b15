"""Historical figures: what is drawn is what the table says."""

import csv
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from kazlib.errors import InvalidChoice, InvalidSeats, KazlibError
from kazlib.figures.plots import (
    chamber_by_way_of_election,
    votes_and_seats_of_largest_list,
    votes_without_a_list_seat,
)
from kazlib.tables import frame

DRAWINGS = [
    chamber_by_way_of_election,
    votes_and_seats_of_largest_list,
    votes_without_a_list_seat,
]


@pytest.fixture
def elections() -> pd.DataFrame:
    return frame("mazhilis_elections")


@pytest.fixture(scope="session")
def rows() -> list[dict[str, str]]:
    """The same table read without pandas, so that the check does not use what it checks."""
    path = Path(__file__).parents[3] / "data" / "mazhilis_elections.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bars(figure: Figure, label: str) -> list[float]:
    """Heights of the bars with that label, from left to right."""
    (axes,) = figure.axes
    (found,) = [c for c in axes.containers if c.get_label() == label]
    assert isinstance(found, BarContainer)
    return [float(patch.get_height()) for patch in found.patches]


def tick_labels(figure: Figure) -> list[str]:
    return [label.get_text() for label in figure.axes[0].get_xticklabels()]


def list_rows(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """List elections with known votes, without the invalid ballots."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["tier"] == "party_list" and row["votes"] and row["party"] != "Invalid or blank":
            found[row["date"]].append(row)
    return found


def test_every_election_has_a_bar_of_the_size_of_its_chamber(
    elections: pd.DataFrame, rows: list[dict[str, str]]
) -> None:
    figure = chamber_by_way_of_election(elections)
    chambers = {row["date"]: int(row["chamber_seats"]) for row in rows}
    stacks = [c for c in figure.axes[0].containers if isinstance(c, BarContainer)]
    heights = [sum(patch.get_height() for patch in stack) for stack in zip(*stacks, strict=True)]
    assert heights == list(chambers.values())
    assert tick_labels(figure) == [date[:4] for date in chambers]


def test_the_parts_of_a_bar_are_the_seats_of_each_tier(elections: pd.DataFrame) -> None:
    figure = chamber_by_way_of_election(elections)
    # 1994 1995 1999 2004 2007 2012 2016 2021 2023 2026
    assert bars(figure, "Single-member districts") == [135, 67, 67, 67, 0, 0, 0, 0, 29, 0]
    assert bars(figure, "Party lists") == [0, 0, 10, 10, 98, 98, 98, 98, 69, 145]
    assert bars(figure, "State list of the President") == [42, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert bars(figure, "Assembly of the People") == [0, 0, 0, 0, 9, 9, 9, 9, 0, 0]


def test_parts_stand_on_top_of_each_other(elections: pd.DataFrame) -> None:
    figure = chamber_by_way_of_election(elections)
    (axes,) = figure.axes
    districts, lists = (c for c in axes.containers[:2] if isinstance(c, BarContainer))
    assert [patch.get_y() for patch in lists.patches] == [
        patch.get_height() for patch in districts.patches
    ]


def test_an_empty_part_has_no_number(elections: pd.DataFrame) -> None:
    figure = chamber_by_way_of_election(elections)
    written = [text.get_text() for text in figure.axes[0].texts]
    assert "0" not in written
    assert written.count("9") == 4


def test_largest_list_has_its_votes_over_all_valid_votes(
    elections: pd.DataFrame, rows: list[dict[str, str]]
) -> None:
    figure = votes_and_seats_of_largest_list(elections)
    expected = []
    for lines in list_rows(rows).values():
        votes = [int(row["votes"]) for row in lines]
        lists = [int(row["votes"]) for row in lines if row["party"] != "Against all"]
        expected.append(100 * max(lists) / sum(votes))
    assert bars(figure, "Share of the valid votes") == pytest.approx(expected)


def test_largest_list_has_its_seats_over_all_list_seats(elections: pd.DataFrame) -> None:
    figure = votes_and_seats_of_largest_list(elections)
    official = [4 / 10, 7 / 10, 98 / 98, 83 / 98, 84 / 98, 76 / 98, 40 / 69]
    assert bars(figure, "Share of the list seats") == pytest.approx([100 * x for x in official])


def test_largest_list_is_named_and_the_election_without_votes_is_left_out(
    elections: pd.DataFrame,
) -> None:
    labels = tick_labels(votes_and_seats_of_largest_list(elections))
    assert labels[0] == "1999\nOtan"
    assert labels[-1] == "2023\nAmanat"
    assert not any(label.startswith("2026") for label in labels)


def test_votes_without_a_seat_are_those_of_lists_with_no_seat(
    elections: pd.DataFrame, rows: list[dict[str, str]]
) -> None:
    figure = votes_without_a_list_seat(elections)
    expected = []
    for lines in list_rows(rows).values():
        lost = sum(int(row["votes"]) for row in lines if row["seats"] == "0")
        expected.append(100 * lost / sum(int(row["votes"]) for row in lines))
    heights = bars(figure, "Lists without a seat")
    assert heights == pytest.approx(expected)
    assert round(heights[2], 1) == 11.6  # 2007: 687,905 of 5,935,625


def test_against_all_is_drawn_only_where_the_ballot_had_the_line(elections: pd.DataFrame) -> None:
    figure = votes_without_a_list_seat(elections)
    heights = bars(figure, "Against all")
    assert heights == pytest.approx(
        [100 * 373_440 / 4_892_321, 0, 0, 0, 0, 0, 100 * 248_291 / 6_366_441]
    )


@pytest.mark.parametrize("draw", DRAWINGS)
def test_drawing_leaves_the_table_as_it_was(draw, elections: pd.DataFrame) -> None:
    before = elections.copy()
    draw(elections)
    pd.testing.assert_frame_equal(elections, before)


@pytest.mark.parametrize("draw", DRAWINGS)
def test_bars_differ_by_more_than_colour(draw, elections: pd.DataFrame) -> None:
    (axes,) = draw(elections).axes
    looks = [(c.patches[0].get_facecolor(), c.patches[0].get_hatch()) for c in axes.containers]
    hatches = {hatch for _, hatch in looks}
    assert len(hatches) == len(looks) > 1


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_missing_column_is_named(draw, elections: pd.DataFrame) -> None:
    with pytest.raises(KazlibError, match="lacks the columns tier_seats"):
        draw(elections.drop(columns="tier_seats"))


def test_an_unknown_tier_is_refused(elections: pd.DataFrame) -> None:
    changed = elections.assign(tier=elections["tier"].replace("state_list", "presidents_list"))
    with pytest.raises(InvalidChoice, match="tier is 'presidents_list'; allowed: smd, party_list"):
        chamber_by_way_of_election(changed)


def test_tiers_must_add_up_to_the_chamber(elections: pd.DataFrame) -> None:
    without = elections[elections["tier"] != "assembly_of_people"]
    with pytest.raises(
        InvalidSeats, match="2007-08-18 have 98 seats together; its chamber has 107"
    ):
        chamber_by_way_of_election(without)
