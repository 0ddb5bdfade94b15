"""The presidential elections as published."""

from datetime import date
from fractions import Fraction

import pytest

from kazlib.errors import UnknownElection
from kazlib.tables.presidents import NO_CANDIDATES, presidential_election, presidential_elections


def test_seven_elections_with_their_winners():
    found = presidential_elections()
    assert [held.day.year for held in found] == [1991, 1999, 2005, 2011, 2015, 2019, 2022]
    assert [held.term_years for held in found] == [5, 7, 7, 5, 5, 5, 7]
    assert {held.winner for held in found[:5]} == {"Nursultan Nazarbayev"}
    assert {held.winner for held in found[5:]} == {"Kassym-Jomart Tokayev"}


@pytest.mark.parametrize("held", presidential_elections(), ids=lambda held: str(held.day))
def test_every_winner_has_most_votes_and_the_published_share(held):
    assert held.votes[held.winner] == max(held.votes.values())
    if held.day.year != 1999:  # published of ballots cast, whose number is not known
        share = Fraction(100 * held.votes[held.winner], sum(held.votes.values()))
        assert abs(share - Fraction(held.shares[held.winner])) < Fraction(1, 100)


def test_lines_on_which_nobody_stands():
    lines = {line for held in presidential_elections() for line in held.votes}
    assert lines & set(NO_CANDIDATES) == {"Against", "Against all"}


def test_a_day_without_an_election_is_answered_with_the_days_that_had_one():
    with pytest.raises(UnknownElection, match=r"on 2026-08-23; they were on: 1991-12-01, 1999"):
        presidential_election(date(2026, 8, 23))
