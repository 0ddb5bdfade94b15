"""Numbers that stand as text in the chapter on observing elections, compared with the data."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kazlib.explorables import load, parse_link
from kazlib.explorables.fingerprint import compute as fingerprint
from kazlib.explorables.turnout_map import compute as turnout_map
from kazlib.explorables.turnout_map import counts
from kazlib.law import timeline
from kazlib.models.fingerprint import URBAN
from kazlib.tables.observers import GROUPS, missions
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/observing-elections.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load(
        (ROOT / "questions/observing-elections.yml").read_text(encoding="utf-8")
    )["questions"]
}
MONTHS = "January February March April May June July August September October November December"
DATE = re.compile(rf"(\d{{1,2}}) ({MONTHS.replace(' ', '|')}) (\d{{4}})")
OBSERVED = records("observation")


def turnout(count, region):
    return dict(row[:2] for row in turnout_map(count=count).table.rows)[region]


def test_every_day_is_a_vote_a_change_of_the_law_or_named_here():
    known = {change.day for change in timeline()} | {row["election_date"] for row in OBSERVED}
    known |= {count.day for count in counts().values()}
    known |= {
        date(1998, 12, 3),  # the ODIHR asks for a postponement
        date(1998, 12, 7),  # RFE/RL reports
        date(2011, 12, 11),  # the mission of 2012 begins
        date(2022, 11, 21),  # statements after the election
        date(2023, 1, 1),  # permanent territorial commissions
        date(2026, 6, 30),  # law as of
    }
    months = MONTHS.split()
    found = {date(int(y), months.index(m) + 1, int(d)) for d, m, y in DATE.findall(TEXT)}
    assert found - known == set()


def test_every_quotation_of_a_verdict_stands_in_the_table():
    quoted = {str(row["quotation"]) for row in OBSERVED if row["quotation"]}
    for words in (
        "transparent, credible, and democratic",
        "not meaningfully challenged in a low-key campaign",
    ):
        assert f'"{words}"' in TEXT
        assert words in quoted


@pytest.mark.parametrize(
    ("election", "organisation", "said"),
    [
        ("presidential 2005", "OSCE", ("one count in four", "one of four")),
        ("parliamentary 2007", "OSCE", ("over 40 per cent of the places", "over 40 per cent of")),
        ("presidential 2022", "SCO", ("18 observers", "18; 22 polling stations")),
        ("parliamentary 1999", "Koshim", ("Koshim's 865 observers", "865")),
        ("presidential 2022", "ODIHR", ("11 experts, 30 long-term", "11 experts, 30 long-term")),
    ],
)
def test_findings_and_samples_in_the_text_are_those_of_the_table(election, organisation, said):
    in_text, in_table = said
    assert in_text in TEXT
    (row,) = [
        r for r in OBSERVED if r["election"] == election and organisation in r["organisation"]
    ]
    assert in_table in f"{row['size']} {row['assessment']}"


def test_the_figure_is_described_as_it_is():
    held = [mission for mission in missions() if mission.group]
    assert len({mission.day for mission in held}) == 17
    assert "seventeen votes from 1994 to 2026 by six kinds" in TEXT
    assert len(GROUPS) == 6
    numbers = [m.people for m in held if m.group == "OSCE/ODIHR" and m.people and m.people > 100]
    assert (min(numbers), max(numbers)) == (200, 507)
    limited = {m.election for m in held if "limited" in str(m.mandate)}
    assert limited == {"presidential 1999", "parliamentary 2021"}
    assert sum(m.group == "CIS" for m in held) == 2
    assert sum(m.group == "domestic" for m in held) == 1


def test_every_row_is_listed_or_named_as_left_out():
    left_out = [mission for mission in missions() if mission.group is None]
    assert {m.organisation for m in left_out} == {
        "Russian Federation",
        "all international missions",
    }
    assert len(left_out) == 3  # the word for it is in the chapter
    assert len(missions()) == len(OBSERVED)


def test_the_three_steps_back_and_the_steps_forward():
    days = {row["date"] for row in records("legal_timeline")}
    back = {date(1998, 5, 8), date(2007, 6, 19), date(2017, 6, 15)}
    forward = {
        date(1999, 5, 6),
        date(2004, 4, 14),
        date(2009, 2, 9),
        date(2021, 5, 25),
        date(2022, 11, 5),
    }
    assert back | forward <= days


def test_turnout_in_the_text():
    assert "was 41.69 per cent at noon and 95.21 in the end" in TEXT
    noon = counts()["2015-04-26"]
    assert (float(noon.national), float(noon.final), noon.as_of) == (41.69, 95.21, "12:00")
    four = counts()["2022-11-20"]
    turkistan, jetisu = (
        turnout("2022-11-20", "Turkistan Region"),
        turnout("2022-11-20", "Jetisu Region"),
    )
    last = turnout("2022-11-20-final", "Jetisu Region")
    assert (turkistan, jetisu, last) == (80.09, 68.88, 81.42)
    assert f"at most {last - turkistan:.2f} points, Jetisu by {last - jetisu:.2f}" in TEXT
    assert f"grew by {four.final - four.national} points (62.34 to 69.44)" in TEXT


def test_units_of_each_period_and_the_six_that_are_missing():
    units = {name: len(count.turnout) for name, count in counts().items()}
    assert {n for d, n in units.items() if d[:4] in ("2012", "2015")} == {16}
    assert {units["2021-01-10"], units["2022-06-05"]} == {17}
    assert {n for d, n in units.items() if d > "2022-07"} == {20}
    missing = [v for v in counts()["2022-06-05"].turnout.values() if v is None]
    assert len(missing) == 6
    assert "six of 17 units are not in our source" in TEXT
    between = [v for v in counts()["2022-11-20"].turnout.values() if 60 <= v < 80]
    assert len(between) == 13
    assert "thirteen of twenty units have one colour" in TEXT


def test_more_than_half_of_the_suspected_are_clean_and_a_stuffed_town_is_near_78():
    rows = {row[0]: row[1] for row in fingerprint(stuffed=10).table.rows}
    assert rows["False alarms"] > rows["Rightly suspected"]
    stuffed_turnout = URBAN.turnout + (1 - URBAN.turnout) / 2
    assert stuffed_turnout == pytest.approx(0.775)
    assert "ends near 78 per cent turnout" in TEXT


def test_seeing_nothing_in_22_stations():
    for wrong, low, high in ((0.05, 0.3, 0.36), (0.20, 0, 0.01)):
        assert low < (1 - wrong) ** 22 < high


def test_every_link_of_the_text_can_be_read_and_answered():
    links = re.findall(r'href="#([a-z-]+)\?([^"]+)"', TEXT)
    assert len(links) >= 12
    for slug, query in links:
        explorable = load(slug)
        assert explorable.compute(**parse_link(explorable, query.replace("&amp;", "&"))).sentence


# ------------------------------------------------------------------------------------------------
# Self-check.


def test_the_observers_of_2007():
    (joint,) = [m for m in missions() if m.election == "parliamentary 2007"]
    assert QUESTIONS["ob-q-people"]["answer"] == joint.people


def test_almaty_at_noon_and_at_four():
    noon, four = turnout("2015-04-26", "Almaty"), turnout("2022-11-20", "Almaty")
    assert f"{noon} per cent at 12:00" in QUESTIONS["ob-q-hour"]["text"]
    assert f"{four} per cent" in QUESTIONS["ob-q-hour"]["text"]
    assert f"by {four - noon:.2f} points" in QUESTIONS["ob-q-hour"]["options"][0]["text"]
