"""turnout-map: published turnout at its hour, on the borders of its day, with gaps left open."""

import csv
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kazlib.errors import InvalidChoice
from kazlib.explorables.turnout_map import CONTROLS, compute, counts, shown

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[3]
every_count = pytest.mark.parametrize("name", counts())


def turnout(outcome):
    return {row[0]: row[1] for row in outcome.table.rows}


def texts(outcome):
    return [text.text for text in ET.fromstring(outcome.svg).iter(f"{SVG}text")]


def test_20_november_2022_at_16_00():
    """Central Election Commission via Tengrinews: 62.34 at 16:00, 69.44 in the end."""
    outcome = compute(count="2022-11-20")
    assert turnout(outcome)["Turkistan Region"] == 80.09
    assert turnout(outcome)["Almaty"] == 26.19
    assert "on 20 November 2022, at 16:00, not final" in outcome.sentence
    assert "53.9 points apart, for all 20 regions and cities" in outcome.sentence
    assert "at that hour was 62.34%; in the end 69.44%" in outcome.sentence
    assert "national 62.34%" in texts(outcome)
    (almaty,) = [row for row in outcome.table.rows if row[0] == "Almaty"]
    assert almaty[2] == pytest.approx(26.19 - 62.34)


def test_15_january_2012_has_16_units_and_south_kazakhstan():
    outcome = compute(count="2012-01-15")
    assert len(turnout(outcome)) == 16
    assert turnout(outcome)["South Kazakhstan Region"] == 78.76
    assert "Shymkent" not in turnout(outcome)
    assert "at the close of the polls, not final" in outcome.sentence
    assert "recalled" in {source.confidence for source in outcome.sources}


def test_5_june_2022_has_the_borders_of_that_day_and_six_units_missing():
    outcome = compute(count="2022-06-05")
    missing = {name for name, value in turnout(outcome).items() if value is None}
    assert missing == {
        "Aktobe Region",
        "Atyrau Region",
        "Kostanay Region",
        "Mangystau Region",
        "West Kazakhstan Region",
        "Zhambyl Region",
    }
    assert len(turnout(outcome)) == 17
    assert not {"Abai Region", "Jetisu Region", "Ulytau Region"} & set(turnout(outcome))
    assert "for 11 of 17 regions" in outcome.sentence
    assert "6 are missing in our source and drawn empty" in outcome.sentence
    assert texts(outcome).count("not seen") == 6
    assert "stroke-dasharray" in outcome.svg
    assert "national" not in outcome.svg.split("</defs>")[-1]


@every_count
def test_the_numbers_are_those_of_the_table(name):
    with (ROOT / "data/regional_turnout.csv").open(encoding="utf-8", newline="") as file:
        held = [
            row
            for row in csv.DictReader(file)
            if row["date"] == counts()[name].day.isoformat()
            and row["as_of"] == counts()[name].as_of
        ]
    published = {row["region"]: float(row["turnout_pct"]) for row in held}
    drawn = {
        unit: value for unit, value in turnout(compute(count=name)).items() if value is not None
    }
    assert drawn == published


def test_every_row_of_the_table_is_in_one_count():
    with (ROOT / "data/regional_turnout.csv").open(encoding="utf-8", newline="") as file:
        rows = len(list(csv.DictReader(file)))
    known = [v for count in counts().values() for v in count.turnout.values() if v is not None]
    assert len(known) == rows
    assert list(CONTROLS[0].options) == list(counts())


@every_count
def test_the_hour_is_in_sentence_table_and_title(name):
    outcome, count = compute(count=name), counts()[name]
    assert count.when in outcome.sentence
    assert count.when in outcome.table.caption
    assert count.as_of in outcome.table.columns[1]
    assert count.as_of in ET.fromstring(outcome.svg).find(f"{SVG}title").text


@every_count
@pytest.mark.parametrize("classes", ["steps", "fifths"])
def test_the_picture_has_every_unit_of_the_day_and_the_credit(name, classes):
    outcome = compute(count=name, classes=classes)
    units = {16, 17, 20}
    assert len(outcome.table.rows) in units
    titles = [t.text for t in ET.fromstring(outcome.svg).iter(f"{SVG}title")]
    for unit in turnout(outcome):
        assert [t for t in titles if t.startswith(f"{unit}: ")], unit
    assert "© OpenStreetMap contributors, ODbL" in texts(outcome)


def test_two_ways_to_class_one_count():
    steps, fifths = compute(classes="steps"), compute(classes="fifths")
    assert steps.table == fifths.table
    assert "20 to 40%" in texts(steps)
    assert "lowest fifth" in texts(fifths)
    # Thirteen of twenty units lie between 60 and 80 per cent: one class there, four here.
    marks = {way.svg.count("#turnout-map-m3)") for way in (steps, fifths)}
    assert len(marks) == 2


def test_a_later_count_of_a_day_has_its_hour_in_its_name():
    assert counts()["2026-03-15"].as_of == "18:00"
    assert counts()["2026-03-15-20.00"].as_of == "20:00"
    final = compute(count="2022-11-20-final")
    assert "in the preliminary report after the vote" in final.sentence
    assert "for 2 of 20 regions" in final.sentence


def test_the_kurultai_election_is_not_there():
    """No turnout of 23 August 2026 is in the data."""
    with pytest.raises(InvalidChoice, match=r"count is '2026-08-23'; allowed: 2012-01-15"):
        compute(count="2026-08-23")


def test_an_unknown_way_to_class_is_refused():
    with pytest.raises(InvalidChoice, match="allowed: steps, fifths"):
        compute(classes="quartiles")


def test_controls_show_the_first_values():
    assert shown(count="2012-01-15") == {"count": "2012-01-15", "classes": "steps"}
