"""The numbers in the sentences of the chapter on observing elections, computed again."""

import re
from datetime import date

from kazlib.controls import Choice
from kazlib.explorables import fingerprint, turnout_map
from kazlib.law import rules
from kazlib.models.fingerprint import Synthetic
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("observing-elections")
SOURCE = (CHAPTERS / "observing-elections.md").read_text(encoding="utf-8")

DAY_2022 = date(2022, 11, 20)
BEFORE, AFTER = (rules("mazhilis", on=day) for day in (date(2021, 1, 10), date(2023, 3, 19)))


def size_of_the_sco_in_2022() -> tuple[int, int]:
    """Return how many observers the mission had, and how many stations it visited."""
    (size,) = [
        str(row["size"])
        for row in records("observation")
        if (row["election_date"], row["organisation"]) == (DAY_2022, "SCO")
    ]
    found = re.match(r"(\d+); (\d+) polling stations", size)
    assert found
    return int(found[1]), int(found[2])


def turnout(region: str, hour: str) -> float:
    (share,) = [
        row["turnout_pct"]
        for row in records("regional_turnout")
        if (row["date"], row["region"], row["as_of"]) == (DAY_2022, region, hour)
    ]
    return float(str(share))


def test_stations_and_observers_of_one_mission() -> None:
    observers, stations = size_of_the_sco_in_2022()
    said = [
        f"visited {stations} polling stations, in four districts of Astana",
        f"It reported on 2022 from {observers} observers",
        f"can {stations} stations show the turnout of a country?",
        f"| Sample | {observers} observers, {stations} stations in and near Astana |",
        f"a mission that visits {stations} stations in the capital?",
    ]
    assert not_said(said, TEXT) == []


def test_one_row_of_domestic_observers_in_all_years_of_the_table() -> None:
    years = [row["election_date"].year for row in records("observation")]
    assert f"It is one row in {max(years) - min(years)} years" in TEXT


def test_changes_of_the_law_that_followed_advice() -> None:
    low, high = AFTER.threshold_pct, BEFORE.threshold_pct
    said = [
        f"Change: {AFTER.smd_seats} districts with self-nomination from 5 November 2022",
        f"a threshold of {low} in place of {high} per cent",
        f"2009 (a second list), 2021 ({low} per cent, against all)",
        f"quota for women and youth (25 May 2020), {low} per cent and against all (2021)",
    ]
    assert not_said(said, TEXT) == []


def test_the_model_of_the_fingerprint() -> None:
    model = Synthetic()
    shown = fingerprint.shown()
    assert model.urban_share == 0.5  # "half in towns, half in villages"
    said = [
        f"All {model.stations:,} stations are invented",
        f"Zero settings: {shown['stuffed']} per cent stuffed, or {shown['stuffed']} per cent added",
    ]
    assert not_said(said, TEXT) == []


def test_the_steps_of_the_map() -> None:
    (classes,) = [c for c in turnout_map.CONTROLS if c.name == "classes"]
    assert isinstance(classes, Choice)
    words = classes.options["steps"]
    assert f"20 November 2022 in {words}, then in fifths" in TEXT


def test_how_many_stations() -> None:
    (few, some, many) = (22, 32, 1000)
    assert few == size_of_the_sco_in_2022()[1]
    rare, often = 5, 20
    said = [
        f"for p = {rare} and {often} per cent and n = {few} and {some}? (b) And for n = {many:,}?",
        f"With {few} stations and {rare} per cent the mission sees nothing in about one case of "
        f"three, with {often} per cent in less than one of a hundred",
        f"visited {some}, all in Astana",
    ]
    assert round((1 - rare / 100) ** few, 1) == 0.3
    assert (1 - often / 100) ** few < 0.01
    assert (1 - rare / 100) ** many < 1e-9  # "practically never"
    assert not_said(said, TEXT) == []


def test_the_last_four_hours() -> None:
    south, east = (turnout(region, "16:00") for region in ("Turkistan Region", "Jetisu Region"))
    end = turnout("Jetisu Region", "final")
    (note,) = {
        str(row["note"])
        for row in records("regional_turnout")
        if (row["date"], row["as_of"]) == (DAY_2022, "16:00")
    }
    found = re.search(r"national ([\d.]+) at that hour, final ([\d.]+)", note)
    assert found
    then, last = found.groups()
    said = [
        f"at 16:00 turnout was {south} per cent in Turkistan Region and {east} in Jetisu Region",
        f"names Jetisu as the highest with {end} per cent",
        f"So Turkistan ended between {south} and {end}.",
        f"Turkistan by at most {end - south:.2f} points, Jetisu by {end - east:.2f}. "
        f"National turnout grew by {float(last) - float(then):.2f} points ({then} to {last}).",
    ]
    assert not_said(said, TEXT) == []
