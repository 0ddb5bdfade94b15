"""party-system: real elections first, then the invented extremes."""

import xml.etree.ElementTree as ET

import pytest

from kazlib.errors import InvalidChoice
from kazlib.explorables.party_system import CONTROLS, compute, shown

PAIRS = next(control.options for control in CONTROLS if control.name == "pair")
REAL = [pair for pair in PAIRS if not pair.startswith("invented")]


def volatility(outcome):
    """Return the number in the caption of the table, for the chosen way of counting."""
    return float(outcome.table.caption.split("Volatility ")[1].split(" points")[0])


def test_every_pair_of_list_elections_whose_votes_are_known():
    assert REAL == [
        "1999-2004",
        "2004-2007",
        "2007-2012",
        "2012-2016",
        "2016-2021",
        "2021-2023",
    ]


@pytest.mark.parametrize(
    ("pair", "names", "recorded"),
    [
        ("1999-2004", 64.1, 53.1),
        ("2004-2007", 93.2, 14.1),
        ("2007-2012", 11.0, 11.0),  # no list has a successor: nothing to join
        ("2012-2016", 2.3, 1.2),
        ("2016-2021", 19.7, 12.3),
        ("2021-2023", 78.9, 22.8),
    ],
)
def test_volatility_with_and_without_successors(pair, names, recorded):
    assert volatility(compute(pair=pair, successors="names")) == names
    assert volatility(compute(pair=pair, successors="recorded")) == recorded


def test_2004_to_2007_by_hand():
    """With successors: Nur Otan 79.05 → 88.41, Ak Zhol 12.80 → 3.09, the others as they are."""
    table = compute(successors="recorded").table
    rows = {row[0]: row for row in table.rows}
    otan, asar, aist = 60.61, 11.38, 7.07
    assert rows["Nur Otan"][1] == pytest.approx(otan + asar + aist, abs=0.02)
    assert rows["Ak Zhol"][1:3] == (12.80, 3.09)
    assert sum(abs(row[3]) for row in table.rows) / 2 == pytest.approx(14.1, abs=0.05)
    assert rows["Nur Otan"][4:6] == (9, 98)
    assert rows["Nationwide Social Democratic Party"][1] == ""
    assert rows["Nationwide Social Democratic Party"][6] == "new"


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("successors", ["names", "recorded", "verified"])
def test_shares_and_changes_add_up(pair, successors):
    outcome = compute(pair=pair, successors=successors)
    rows = outcome.table.rows
    assert sum(row[1] or 0 for row in rows) == pytest.approx(100, abs=0.06)
    assert sum(row[2] or 0 for row in rows) == pytest.approx(100, abs=0.06)
    moved = sum(abs(row[3]) for row in rows) / 2
    assert moved == pytest.approx(volatility(outcome), abs=0.1)
    ET.fromstring(outcome.svg)


def test_the_largest_effective_numbers_are_those_of_1999():
    """Seats 4, 2, 2, 2: 100 / 28 = 3.57; 2007: one list, 1."""
    assert "from 4.63 to 2.49 by votes and falls from 3.57 to 1.92 by list seats" in (
        compute(pair="1999-2004").sentence
    )
    assert "falls from 1.92 to 1.00 by list seats" in compute(pair="2004-2007").sentence


def test_golosov_is_the_other_index():
    assert "from 2.49 to 1.27" in compute().sentence
    assert "from 1.89 to 1.14" in compute(index="golosov").sentence
    assert volatility(compute(index="golosov")) == volatility(compute())


@pytest.mark.parametrize(
    ("pair", "names", "recorded", "says"),
    [
        ("invented-renamed", 100, 0, "stays at 4.00 by votes"),
        ("invented-merged", 100, 0, "falls from 4.00 to 1.00 by votes"),
        ("invented-swapped", 80, 80, "stays at 1.22 by votes"),
    ],
)
def test_the_extremes(pair, names, recorded, says):
    outcome = compute(pair=pair)
    assert volatility(outcome) == names
    assert volatility(compute(pair=pair, successors="recorded")) == recorded
    assert says in outcome.sentence
    assert outcome.sources[0].confidence == "assumption"
    assert "invented" in outcome.sources[0].title


def test_without_the_recalled_steps_the_renaissance_party_is_gone():
    recorded, verified = (
        {row[0]: row for row in compute(pair="1999-2004", successors=way).table.rows}
        for way in ("recorded", "verified")
    )
    assert "Renaissance Party of Kazakhstan" in recorded["Rukhaniyat"][6]
    assert verified["Rukhaniyat"][6] == "new"
    assert "Renaissance Party of Kazakhstan" in verified


def test_the_rule_stands_on_screen_and_in_the_sources():
    for pair in REAL:
        outcome = compute(pair=pair)
        rule = "a later list is a successor if the earlier one was renamed, merged into it"
        assert rule in outcome.sentence
        (source,) = [s for s in outcome.sources if rule in s.title]
        assert source.confidence == "assumption"


def test_every_step_is_a_source_with_its_confidence():
    titles = {s.title: s.confidence for s in compute(pair="1999-2004").sources}
    (renaissance,) = [t for t in titles if t.startswith("Renaissance Party")]
    assert titles[renaissance] == "recalled"
    asar = [s.title for s in compute().sources if s.title.startswith("Asar → Otan")]
    assert asar == ["Asar → Otan: merged into it, 2006-07-04. Source: parties.csv, row Asar"]


def test_names_of_before_stand_in_the_table_only_where_they_were_joined():
    assert compute().table.columns[-1] == "Seats 2007"
    assert compute(successors="recorded").table.columns[-1] == "Names 2004"
    assert compute(pair="2007-2012", successors="recorded").table.columns[-1] == "Seats 2012"


def test_votes_against_all_belong_to_no_party():
    for pair in ("1999-2004", "2021-2023"):
        assert "Against all" not in {row[0] for row in compute(pair=pair).table.rows}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"pair": "2023-2026"}, "pair is '2023-2026'; allowed: 1999-2004"),
        ({"successors": "some"}, "allowed: names, recorded, verified"),
        ({"index": "rae"}, "allowed: laakso-taagepera, golosov"),
    ],
)
def test_what_is_not_there_is_refused_in_words(values, says):
    with pytest.raises(InvalidChoice, match=says):
        compute(**values)


def test_controls_show_what_was_set():
    assert shown(pair="1999-2004", index=None)["pair"] == "1999-2004"
    assert shown(index=None)["index"] == "laakso-taagepera"
