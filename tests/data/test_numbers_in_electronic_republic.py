"""The numbers in the sentences of the chapter on the electronic republic, computed again."""

import re
from math import sqrt
from statistics import NormalDist

import pytest

from kazlib.explorables import self_selection
from kazlib.models import diffusion
from kazlib.tables.internet import internet_users, per_hundred
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("electronic-republic")
SOURCE = (CHAPTERS / "electronic-republic.md").read_text(encoding="utf-8")

USERS = internet_users()
PEOPLE_2006 = next(r["population"] for r in records("internet_use") if r["year"] == 2006)
Z = NormalDist().inv_cdf(0.975)
# The plan for public points in July 2006, and what an official said of it: in no table.
POINTS_THEN, POINTS_ENOUGH = 46, 2000
# Chosen for an exercise.
PERSONS, HOLDERS = 3.5, 90


def points_of_the_paper() -> int:
    (claim,) = [str(r["claim"]) for r in records("paper_claims") if r["number"] == 53]
    found = re.match(r"(\d+) public internet points for voters", claim)
    assert found
    return int(found[1])


def reach(year: int, indicator: str) -> float:
    (value,) = {
        r["value"]
        for r in records("media_reach")
        if (r["year"], r["indicator"]) == (year, indicator)
    }
    return float(str(value))


def test_public_points_wherever_the_chapter_speaks_of_them() -> None:
    points = points_of_the_paper()
    said = [
        f"{points} public points were open. So says",
        f"{points} public points for voters",
        f"{POINTS_THEN} points then, {points} by the end of 2006",
        f"In July 2006 there were {POINTS_THEN} public points, and {points} were planned",
        f"How many people are there for each of {points} points?",
        f"An official said that {POINTS_ENOUGH:,} points would serve half",
        f"How many people for each of {POINTS_ENOUGH:,} points?",
        f"says that the {points} were opened for voters",
        f"{PEOPLE_2006:,} / {points} = {PEOPLE_2006 / points:,.0f} people. "
        f"(b) {PEOPLE_2006 / POINTS_ENOUGH:,.0f} people.",
        f"named {POINTS_THEN} public points of access to the e-government portal and planned "
        f"{points} for",
        f"The portal, its date and the plan of {points} points are documented",
        f"| {points} internet centres were opened for voters | {points} points of access",
    ]
    assert not_said(said, TEXT) == []


def test_users_of_the_internet_in_the_paper() -> None:
    (claim,) = [str(r["claim"]) for r in records("paper_claims") if r["number"] == 54]
    found = re.match(r"(\d+)-(\d+)% of people used the internet", claim)
    assert found
    low, high = found.groups()
    said = [
        f"{low} to {high} per cent of people use the internet",
        f"{low}–{high} per cent of people use the internet",
    ]
    assert USERS[2007] < int(low) < int(high) < USERS[2008]  # "right for the time between"
    assert not_said(said, TEXT) == []


def test_shares_of_one_hundred_voters() -> None:
    assert round(USERS[2007]) == 4
    daily = 100 * reach(2011, "internet_daily_pct") / USERS[2011]
    (see,) = re.findall(r"year=2011&amp;see=(\d+)", SOURCE)
    assert int(see) == round(daily)
    (factor,) = re.findall(r"seen_2011 = shown\(users\[2011\] \* (0\.\d+)", SOURCE)
    assert float(factor) == round(daily) / 100
    said = [
        "Of 100 voters, how many could ask a question?",
        "About four of 100 people were users in 2007.",
        "seen_2011 of 100 voters.",
        f"2011, if {see} per cent of users see the message",
        f"exposure of fewer, and {see} per cent is only a share of daily users",
    ]
    assert not_said(said, TEXT) == []


def test_the_band_of_the_curve_and_the_margin_of_a_sample() -> None:
    found = re.search(r"within ([\d.]+) standard deviations", diffusion.__doc__ or "")
    assert found
    band = 2 * NormalDist().cdf(float(found[1])) - 1
    said = [
        f"The band holds {100 * band:.0f} per cent of years",
        f"that is claimed, {Z:.2f} × √(p (1 − p) / n)",
        "more often than one in ten",
    ]
    assert round(1 - band, 3) == 0.1
    assert not_said(said, TEXT) == []


def test_repeats_of_the_second_explorable() -> None:
    repeats = self_selection.REPEATS
    said = [
        f"in held_small of {repeats} repeats; {0.95 * repeats:.0f} are expected",
        f"held_equal of {repeats} repeats hold the truth",
    ]
    assert not_said(said, TEXT) == []


def test_cards_and_lines_by_hand() -> None:
    cards = round(per_hundred("mobile_subscriptions_per_100")[2012])
    lines = round(per_hundred("fixed_broadband_per_100")[2023], 1)
    said = [
        f"In 2012 there were about {cards} mobile cards per 100 people",
        f'"With text messages we reach {cards} per cent of the people."',
        f"Suppose that {HOLDERS} of 100 people",
        f"(b) {cards} / {HOLDERS} = {cards / HOLDERS:.2f} cards.",
        f"In 2023 there were {lines} broadband lines per 100 people. If a household has {PERSONS} "
        "persons",
        f"(c) {lines} × {PERSONS} = {lines * PERSONS:.0f} of 100.",
        f"The {PERSONS} is chosen for the exercise.",
    ]
    assert not_said(said, TEXT) == []


def test_the_numbers_that_the_journalist_compares() -> None:
    first, last = reach(2011, "internet_source_pct"), reach(2018, "internet_daily_pct")
    said = f"compares {first:.0f} per cent (2011) with {last:.0f} per cent (2018) and writes"
    assert said in TEXT
    assert last - first == 6
    assert "the internet grew by six points" in TEXT


def test_the_arithmetic_of_an_open_vote() -> None:
    favour, answer, others, answers = 0.40, 0.05, 0.01, 60_000
    yes, no = favour * answer, (1 - favour) * others
    share = yes / (yes + no)
    error = share - favour
    least = Z**2 * favour * (1 - favour) / error**2
    said = [
        f"{100 * favour:.0f} per cent are in favour. Of these {100 * answer:.0f} per cent answer "
        f"an open vote, of the others {100 * others:.0f} per cent.",
        "for the open vote to say 50 per cent?",
        f"(c) {answers:,} answered.",
        f"(a) {favour:.2f} × {answer} = {yes:.3f}; {1 - favour:.2f} × {others} = {no:.3f}; "
        f"{yes:.3f} / {yes + no:.3f} = {100 * share:.1f} per cent.",
        "For 50 : 50 they must be multiplied by 60 / 40 = "
        f"{(1 - favour) / favour:.1f}: supporters answer {(1 - favour) / favour:.1f} times",
        f"(c) {Z:.2f} × √({share:.3f} × {1 - share:.3f} / {answers:,}) = "
        f"{100 * Z * sqrt(share * (1 - share) / answers):.2f} points.",
        f"The error is {100 * error:.1f} points. {Z:.2f} × √({favour} × {1 - favour} / n) < "
        f"{error:.3f} gives n > {least:.1f}: seven people",
    ]
    assert not_said(said, TEXT) == []


def test_codes_of_four_digits() -> None:
    assert f"With four digits there are {10**4:,} codes" in TEXT


def documented(technology: str, year: int) -> str:
    (row,) = [
        r
        for r in records("campaign_technologies")
        if (r["technology"], r["election_date"].year) == (technology, year)
    ]
    return str(row["what_is_documented"])


def test_stations_with_a_voting_machine() -> None:
    found = re.search(
        r"at ([\d,]+) polling stations, about (\d+) per cent "
        r"\((\d+), about (\d+) per cent, in 2004\)",
        documented("electronic_voting", 2005),
    )
    assert found
    later, later_share, first, first_share = found.groups()
    said = [
        f"At {first} polling stations in September 2004, about {first_share} per cent, and at "
        f"{later} in December 2005, about {later_share} per cent",
        f"at {first_share} to {later_share} per cent of stations in 2004 and 2005",
    ]
    assert not_said(said, TEXT) == []


def test_members_who_voted_online_in_the_primaries_of_a_party() -> None:
    found = re.search(r"more than ([\d,]+) members voted", documented("party_primaries", 2021))
    assert found
    assert f"more than {found[1]} members voted online" in TEXT


@pytest.mark.parametrize(
    "sentence",
    [
        # Squire (1988) on the election of 1936.
        "and forecast 41 per cent for Roosevelt; he won 61",
        # Kazinform, 16 May 2012, on the portal; and the plan of its points of July 2006.
        "with 377 information services. By May 2012 it had 154,120 registered users",
        "726 by the end of 2007",
        # OECD, and a weak copy of a study of about 2008.
        "available to 89 per cent of the rural and 91 per cent of the urban population",
        "gives 94 per cent Russian and 4.5 per cent Kazakh in the use of the internet",
        # Pearce and Rice.
        "In spring 2011 a national survey of 1,800 persons",
        # IWPR and others on the machine.
        "in 2005 voters used it with a swipe card",
        "An official named 24 million US dollars",
    ],
)
def test_sentences_as_reviewed_against_their_source(sentence: str) -> None:
    assert sentence in TEXT
