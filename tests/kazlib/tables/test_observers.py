"""Missions as the table has them: empty stays empty, and a verdict needs its source."""

from kazlib.tables.observers import GROUPS, missions
from kazlib.tables.records import records


def of(election, word):
    (found,) = [m for m in missions() if m.election == election and word in m.organisation]
    return found


def test_every_row_is_a_mission_in_order_of_time():
    assert len(missions()) == len(records("observation"))
    days = [mission.day for mission in missions()]
    assert days == sorted(days)


def test_groups():
    counted = {group: sum(m.group == group for m in missions()) for group in GROUPS}
    assert counted == {
        "OSCE/ODIHR": 19,
        "CIS": 2,
        "SCO": 2,
        "CSTO": 2,
        "Turkic": 1,
        "domestic": 1,
    }
    outside = {m.organisation for m in missions() if m.group is None}
    assert outside == {"Russian Federation", "all international missions"}


def test_numbers_of_observers():
    assert (of("parliamentary 2007", "OSCE").people, of("presidential 2005", "OSCE").people) == (
        507,  # 22 experts, 36 and 449
        460,
    )
    assert of("presidential 2022", "SCO").people == 18  # not the 22 polling stations
    assert of("presidential 2022", "ODIHR").rough
    assert not of("presidential 2011", "CIS").rough
    assert of("presidential 1999", "ODIHR").people is None


def test_the_length_is_known_of_two_missions_only():
    lengths = {m.election: m.length for m in missions() if m.length}
    assert lengths == {
        "parliamentary 1995": "2 to 10 December",
        "parliamentary 2021": "7 to 10 January",
    }


def test_a_mission_whose_verdict_was_not_seen_has_none():
    silent = {(m.election, m.organisation) for m in missions() if m.group and not m.judged}
    assert silent == {
        ("parliamentary 1994", "OSCE (then CSCE) bodies"),
        ("parliamentary 1995", "OSCE/ODIHR"),
        ("parliamentary 2012", "PACE"),
        ("parliamentary 2021", "SCO"),
        ("referendum 2026", "OSCE/ODIHR"),
        ("Kurultai 2026", "OSCE/ODIHR and others"),
    }
    assert not [m for m in missions() if m.verdict and not m.judged]
