"""The list elections as typed records."""

from collections.abc import MutableMapping
from datetime import date
from decimal import Decimal

import pytest

from kazlib.errors import UnknownElection
from kazlib.sources import CONFIDENCES
from kazlib.tables.elections import (
    AGAINST_ALL,
    list_election,
    list_elections,
    official_list_votes,
)

ELECTIONS = list_elections()
KNOWN = [election for election in ELECTIONS if election.votes]

DAYS = [
    "1999-10-10",
    "2004-09-19",
    "2007-08-18",
    "2012-01-15",
    "2016-03-20",
    "2021-01-10",
    "2023-03-19",
    "2026-08-23",
]


def test_every_list_election_in_order_of_time():
    assert [str(election.day) for election in ELECTIONS] == DAYS


@pytest.mark.parametrize("election", ELECTIONS, ids=lambda e: str(e.day))
def test_an_election_names_its_chamber_its_lists_and_its_source(election):
    assert election.chamber == ("Kurultai" if election.day.year == 2026 else "Mazhilis")
    assert len(set(election.parties)) == len(election.parties) >= 5
    assert AGAINST_ALL not in election.parties
    assert election.source.title
    assert election.source.confidence in CONFIDENCES


@pytest.mark.parametrize("election", KNOWN, ids=lambda e: str(e.day))
def test_official_seats_fill_the_tier_and_go_to_lists_with_votes(election):
    assert sum(election.seats.values()) == election.list_seats
    assert set(election.seats) == set(election.parties)
    assert set(election.votes) - {AGAINST_ALL} == set(election.parties)


def test_the_line_against_all_stood_on_the_ballots_of_1999_and_2023():
    with_line = {e.day.year: e.votes[AGAINST_ALL] for e in KNOWN if AGAINST_ALL in e.votes}
    assert with_line == {1999: 373440, 2023: 248291}


def test_the_election_of_2004():
    """Invalid ballots 135,431; turnout 56.49 per cent of 8,662,188 voters."""
    election = list_election(date(2004, 9, 19))
    assert (election.invalid, election.registered) == (135431, 8662188)
    assert election.turnout_pct == Decimal("56.49")
    assert election.votes["Ak Zhol"] == 572672
    ballots = sum(election.votes.values()) + election.invalid
    assert round(100 * ballots / election.registered, 2) == 56.49


def test_what_is_not_known_is_none():
    assert list_election(date(2012, 1, 15)).registered is None
    assert list_election(date(2021, 1, 10)).invalid is None
    kurultai = list_election(date(2026, 8, 23))
    assert (dict(kurultai.votes), dict(kurultai.seats)) == ({}, {})
    assert kurultai.turnout_pct is None
    assert kurultai.source.confidence == "unconfirmed"


def test_the_seven_lists_of_2026():
    assert list_election(date(2026, 8, 23)).parties == (
        "Adilet",
        "Respublica",
        "People's Party of Kazakhstan",
        "Auyl",
        "Ak Zhol",
        "Baytaq",
        "Nationwide Social Democratic Party",
    )


@pytest.mark.parametrize("day", [date(1994, 3, 7), date(1995, 12, 9), date(2007, 8, 19)])
def test_a_day_without_a_list_election_is_answered_with_the_days_that_had_one(day):
    with pytest.raises(UnknownElection, match=f"held on {day}; .*1999-10-10.*2026-08-23"):
        list_election(day)


def test_the_votes_of_2026_are_not_known():
    with pytest.raises(UnknownElection, match="votes of 2026-08-23 are not known"):
        official_list_votes(date(2026, 8, 23))


def test_official_votes_are_the_reader_s_own_copy():
    votes = official_list_votes(date(2021, 1, 10))
    votes["Nur Otan"] = 0
    assert official_list_votes(date(2021, 1, 10))["Nur Otan"] == 5148074


def test_an_election_cannot_be_changed():
    election = list_election(date(2021, 1, 10))
    with pytest.raises(AttributeError):
        election.list_seats = 5
    assert not isinstance(election.votes, MutableMapping)
    assert not isinstance(election.seats, MutableMapping)
