"""The numbers in the sentences of the chapter on local government, computed again."""

import re
from datetime import date
from fractions import Fraction

import pytest

from kazlib.explorables import no_confidence as explorable
from kazlib.law import periods, rules
from kazlib.offices.maslikhat import no_confidence
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("local-government")
SOURCE = (CHAPTERS / "local-government.md").read_text(encoding="utf-8")

LAW = rules("maslikhat", on=date(2023, 9, 1))
LISTS = rules("maslikhat", on=date(2021, 1, 10))
PILOTS = rules("maslikhat", on=date(2023, 11, 5)).akim_district_pilots
COUNCIL = int(explorable.shown()["deputies"])
# Of Aktobe Region, January 2021: Nur Otan, Ak Zhol and Auyl (wikipedia2021aktobe).
AKTOBE = (27, 3, 3)
# Rural elections of 2021 (astanatimes2021rural, wikipedia2021akims).
ALL_AKIMS, OFFICES, CANDIDATES, SELF_NOMINATED, OF_ONE_PARTY = 2345, 730, 2297, 1419, 627


def needed(deputies: int) -> tuple[int, int]:
    """Return how many raise a question of no confidence, and how many pass it."""
    motion = no_confidence(LAW, deputies, 0, 0)
    assert motion.raise_needed
    assert motion.pass_needed
    return motion.raise_needed, motion.pass_needed


def event(year: int, part: str) -> str:
    """Return what a change of the legal timeline says, with its note."""
    (row,) = [
        row
        for row in records("legal_timeline")
        if row["date"].year == year and part in str(row["parameter"])
    ]
    return f"{row['changed_to']} {row['note']}"


def test_the_senators_whom_maslikhats_elected_in_january_2023() -> None:
    senate = rules("senate", on=date(2023, 1, 14))
    half = senate.elected_seats // 2
    assert f"the deputies of these maslikhats had elected {half} senators" in TEXT


def test_lists_only_from_2018() -> None:
    first = next(p.valid_from for p in periods("maslikhat") if p.formula == "party-lists")
    said = [
        f"Until {first.year} deputies were elected in single-member districts by plurality",
        f"to party lists only, with a threshold of {LISTS.threshold_pct} per cent (recalled)",
    ]
    assert not_said(said, TEXT) == []


def test_the_maslikhat_of_aktobe_region() -> None:
    first, second, third = AKTOBE
    seats = sum(AKTOBE)
    raise_needed, _ = needed(seats)
    said = [
        f"Nur Otan had {first} of {seats} seats, Ak Zhol {second} and Auyl {third}",
        f"In Aktobe ({seats} seats) it needs {raise_needed}, and the two smaller parties had "
        f"{second + third} together",
    ]
    assert not_said(said, TEXT) == []


def test_akims_of_regions_and_pilot_districts() -> None:
    chosen = re.search(r"Akmola, September 2023, (\d+) to (\d+)", event(2022, "akims of regions"))
    pilots = re.search(r"in (\d+) pilot districts and towns, (\d+) cand", event(2023, "akims of"))
    assert chosen
    assert pilots
    for_, against = chosen.groups()
    held, candidates = pilots.groups()
    assert int(held) == PILOTS
    said = [
        f"the akim of Akmola was chosen with {for_} votes to {against}",
        f"Akmola in 2023, with {for_} votes to {against}, shows",
        f"a pilot election (kk: пилоттық сайлау, ru: пилотные выборы): {PILOTS - 3} districts and "
        "three towns",
        f"There were {candidates} candidates",
        f"elected in the {PILOTS} pilots",
        f"akims of districts in {PILOTS} pilot districts and towns",
        f"since 2021 and {PILOTS} districts and towns since 2023",
        f"Districts and towns: {PILOTS} pilots on",
    ]
    assert not_said(said, TEXT) == []


def test_deputies_vote_on_akims_of_regions_since_2022() -> None:
    first = next(
        p for p in periods("maslikhat") if p.parameter("akim_region").value == "deputies-choose"
    )
    assert f"Since {first.valid_from.year} deputies vote, but only on persons" in TEXT


@pytest.mark.parametrize("deputies", [18, 25, 30, 32, 50])
def test_councils_of_the_exercise(deputies: int) -> None:
    raise_needed, pass_needed = needed(deputies)
    fifth = Fraction(deputies, 5)
    exact = "" if fifth.denominator == 1 else f" ({float(fifth)})"
    assert f"| {deputies} | {raise_needed}{exact} | {pass_needed} |" in TEXT


def test_half_is_no_majority() -> None:
    council, odd = COUNCIL, COUNCIL + 1
    present, for_ = 24, 15
    _, passes = needed(council)
    assert present / 2 < for_ < passes
    (one_more,) = {needed(n)[1] for n in (council, odd)}
    two_thirds = -(-2 * council // 3)
    said = [
        f"of {odd} deputies, {needed(odd)[0]} raise and {needed(odd)[1]} pass, of {council} "
        f"deputies {needed(council)[0]} and {needed(council)[1]}.",
        f"The explorable starts with {council} deputies, the size of",
        f"With {council} deputies {one_more} are needed; with {odd} as well",
        "For councils of 18, 25, 30, 32 and 50 deputies:",
        f"(c) In a council of {council}, {present} deputies are present; {for_} vote for and "
        f"{present - for_} against.",
        f"(c) It fails. {for_} is a majority of those present, but {passes} of all {council}",
        f"Claim: 19 of {council} is a clear majority",
        f"With two thirds 19 of {council} would not be enough, since {two_thirds} are needed",
    ]
    assert not_said(said, TEXT) == []


def test_the_rural_elections_of_2021() -> None:
    said = [
        f"That day {OFFICES} of {ALL_AKIMS:,} rural akims were elected: those whose term of four",
        f"Of {CANDIDATES:,} candidates {SELF_NOMINATED:,}",
        f"{OFFICES} of {ALL_AKIMS:,} rural akims were elected. There were {CANDIDATES:,} "
        f"candidates, {SELF_NOMINATED:,} of them self-nominated. Nur Otan won {OF_ONE_PARTY}",
        f"(a) {OFFICES} / {ALL_AKIMS:,} = {100 * OFFICES / ALL_AKIMS:.1f} per cent; "
        f"{CANDIDATES:,} / {OFFICES} = {CANDIDATES / OFFICES:.1f}; "
        f"{SELF_NOMINATED:,} / {CANDIDATES:,} = {100 * SELF_NOMINATED / CANDIDATES:.1f} per cent; "
        f"{OF_ONE_PARTY} / {OFFICES} = {100 * OF_ONE_PARTY / OFFICES:.1f} per cent.",
        f"one party won {100 * OF_ONE_PARTY / OFFICES:.0f} per cent of the offices in 2021",
    ]
    assert not_said(said, TEXT) == []


def test_the_numbers_of_the_cells_are_those_of_the_sentences() -> None:
    assert f"won_2021, offices_2021 = {OF_ONE_PARTY}, {OFFICES}" in SOURCE
    assert f"Fraction(100 * {SELF_NOMINATED}, {CANDIDATES})" in SOURCE
    assert f"Fraction(125, {PILOTS})" in SOURCE


@pytest.mark.parametrize(
    "sentence",
    [
        # Article 5 of the law of 23 January 2001.
        "has up to 50 deputies, a town up to 30, a district up to 25",
        # El.kz, 6 November 2023.
        "turnout was 62.79 per cent",
    ],
)
def test_sentences_as_reviewed_against_their_source(sentence: str) -> None:
    assert sentence in TEXT
