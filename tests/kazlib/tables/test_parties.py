"""Who succeeded whom: the rule on real ballots, and the links against the table of parties."""

from datetime import date
from itertools import combinations

import pytest

from kazlib.errors import InvalidVotes
from kazlib.tables import parties
from kazlib.tables.elections import list_election, list_elections
from kazlib.tables.parties import PartyLink, party_links, successions
from kazlib.tables.records import records

NUR_OTAN = date(2007, 8, 18)
ROWS = {row["name_en"]: row for row in records("parties")}


def steps(before, after, day, **options):
    found = successions(before, after, day, **options)
    return {name: [step.later for step in path] for name, path in found.items()}


def ballot(year):
    (held,) = [e for e in list_elections() if e.day.year == year]
    return held.parties


def test_from_2004_to_2007_four_lists_have_a_successor():
    aist = "AIST bloc (Agrarian and Civic parties)"
    assert steps(ballot(2004), ballot(2007), NUR_OTAN) == {
        "Otan": ["Nur Otan"],
        "Asar": ["Otan", "Nur Otan"],
        aist: ["Nur Otan"],
        "Democratic Party of Kazakhstan": ["Democratic Party Adilet (2004-2013)", "Ak Zhol"],
    }


def test_a_common_list_ends():
    """Adilet stood with Ak Zhol in 2007 only; in 2012 it has a list of its own."""
    assert steps(ballot(2004), ballot(2012), date(2012, 1, 15))[
        "Democratic Party of Kazakhstan"
    ] == ["Democratic Party Adilet (2004-2013)"]
    assert steps(ballot(2007), ballot(2012), date(2012, 1, 15)) == {}


def test_a_step_that_was_not_made_yet_does_not_count():
    assert steps(["Adal"], ["Amanat"], date(2022, 4, 25)) == {}
    assert steps(["Adal"], ["Amanat"], date(2022, 4, 26)) == {"Adal": ["Amanat"]}


def test_a_split_makes_a_new_party():
    assert any(link.later == "Naghyz Ak Zhol" for link in party_links())
    assert steps(["Ak Zhol"], ["Naghyz Ak Zhol"], date(2006, 1, 1)) == {}


def test_a_name_on_both_ballots_is_the_same_party_and_needs_no_step():
    assert "Ak Zhol" not in steps(ballot(2004), ballot(2007), NUR_OTAN)


def test_the_adilet_of_2026_follows_nobody_that_we_know_of():
    assert steps(ballot(2023), ballot(2026), date(2026, 8, 23)) == {}
    assert steps(["Democratic Party Adilet (2004-2013)"], ["Adilet"], date(2026, 8, 23)) == {}


def test_with_verified_steps_only_the_renaissance_party_has_no_successor():
    day = list_election(date(2004, 9, 19)).day
    every = steps(ballot(1999), ballot(2004), day)
    sure = steps(ballot(1999), ballot(2004), day, verified=True)
    assert set(every) - set(sure) == {"Renaissance Party of Kazakhstan"}


@pytest.mark.parametrize(("one", "two"), list(combinations(list_elections(), 2)))
def test_no_list_of_any_two_elections_has_two_successors(one, two):
    found = successions(one.parties, two.parties, two.day)
    assert set(found) <= set(one.parties)
    assert {path[-1].later for path in found.values()} <= set(two.parties)


def test_two_successors_are_refused_not_chosen_between(monkeypatch):
    source = party_links()[0].source
    both = tuple(PartyLink("A", name, "merged", "2000", "", source) for name in ("B", "C"))
    monkeypatch.setattr(parties, "party_links", lambda: both)
    with pytest.raises(InvalidVotes, match="'A' leads to B, C"):
        successions(["A"], ["B", "C"], date(2001, 1, 1))


# ------------------------------------------------------------------------------------------------
# The links against the table of parties.


def test_every_party_of_a_link_has_its_row():
    for row in records("party_links"):
        for column in ("earlier_party", "later_party"):
            assert row[column] is None or row[column] in ROWS


def test_a_merger_is_on_the_day_on_which_the_row_of_the_party_ends():
    mergers = [row for row in records("party_links") if row["kind"] == "merged"]
    with_row = [row for row in mergers if row["earlier_party"]]
    assert len(with_row) == 9
    assert {row["from"] == ROWS[row["earlier_party"]]["ended"] for row in with_row} == {True}


@pytest.mark.parametrize(
    ("link", "row", "words"),
    [
        ("Otan", "Otan / Nur Otan / Amanat", "Nur Otan since 2006-12-22"),
        ("Nur Otan", "Otan / Nur Otan / Amanat", "Amanat since March 2022"),
        ("Birlik", "Birlik / Adal", "Adal since 2020-11-05"),
        (
            "Democratic Party of Kazakhstan",
            "Democratic Party of Kazakhstan / Adilet (2004-2013)",
            "renamed Adilet on 2006-04-14",
        ),
        (
            "Communist People's Party of Kazakhstan",
            "Communist People's Party / People's Party of Kazakhstan",
            "renamed in November 2020",
        ),
    ],
)
def test_renamings_are_those_of_the_table(link, row, words):
    assert words in ROWS[row]["renamed_merged"]
    assert any(step.earlier == link and step.kind == "renamed" for step in party_links())
