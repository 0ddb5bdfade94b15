"""The numbers in the sentences of the chapter on presidential elections, computed again."""

import inspect
import re
from datetime import date

import pytest

from kazlib.candidacy.invented import CHANCES, SIGNATURES_PCT, invented_contenders
from kazlib.explorables import registration_filter
from kazlib.law import rules
from kazlib.measures import effective_number
from kazlib.tables.presidents import presidential_election
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("presidential-elections")
SOURCE = (CHAPTERS / "presidential-elections.md").read_text(encoding="utf-8")

OF_1998, OF_2005, OF_2022 = (
    rules("president", on=day)
    for day in (date(1998, 11, 30), date(2005, 12, 4), date(2022, 11, 20))
)
ASKED = {row["subject"]: row for row in records("registration_1998_1999")}
MILLION = 1_000_000


def millions_of_voters_in_1999() -> str:
    """Return the number of OSCE/ODIHR (1999), in millions, from the note of the table."""
    note = next(
        str(row["note"])
        for row in records("presidential_elections")
        if row["date"] == date(1999, 1, 10)
    )
    found = re.search(r"about ([\d.]+) million voters \(OSCE/ODIHR", note)
    assert found
    return found[1]


def claim(number: int) -> str:
    """Return a claim of the source paper."""
    (text,) = [str(row["claim"]) for row in records("paper_claims") if row["number"] == number]
    return text


def units_of_the_invented_country() -> int:
    return int(inspect.signature(invented_contenders).parameters["units"].default)


def test_turnout_of_2011_in_the_press_is_that_of_the_note() -> None:
    note = next(
        str(row["note"])
        for row in records("presidential_elections")
        if row["date"] == date(2011, 4, 3) and row["elected"] == "yes"
    )
    found = re.search(r"in the press \(([\d.]+ to [\d.]+)\)", note)
    assert found
    assert f"for 2011 the press printed {found[1]}, for 2019" in TEXT


def test_the_sources_do_not_agree_on_the_signatures_of_1998() -> None:
    note = str(ASKED["signatures"]["note"])
    assert "RFE/RL names 170,000, Jamestown 2 per cent of the voters or 161,000" in note
    voters = millions_of_voters_in_1999()
    share = OF_1998.signatures_pct_of_voters
    asked = f"{ASKED['signatures']['number']:,}"
    said = [
        f"RFE/RL names {asked}, the Jamestown Foundation {share} per cent of the voters or 161,000",
        f"Two per cent of {voters} million voters",
        f"In 1998 {asked} were asked of about {voters} million voters",
        f"(So {share} per cent of {voters} million is less than {asked}; ",
    ]
    assert share == 2
    assert float(voters) * MILLION * share / 100 < OF_1998.signatures_absolute
    assert not_said(said, TEXT) == []


def test_the_invented_country_has_the_voters_that_make_170_000_of_two_per_cent() -> None:
    voters = OF_1998.signatures_absolute * 100 // OF_1998.signatures_pct_of_voters
    said = (
        f"country of {voters:,} voters and {units_of_the_invented_country()} regions. "
        f"(Two per cent of its voters are {OF_1998.signatures_absolute:,}.)"
    )
    assert said in TEXT
    controls = {control.name: control.default for control in registration_filter.CONTROLS}
    assert f"the text below speaks of those of seed {controls['draws']}" in TEXT


def test_lower_hurdles_of_2005_and_of_2022() -> None:
    said = [
        f"lower. {OF_2005.signatures_pct_of_voters} per cent of the voters had to sign",
        f"The deposit was {OF_2005.deposit_min_wages} minimum wages",
        f"{OF_2022.signatures_absolute:,} signatures, {OF_2022.signatures_pct_of_voters} per cent,",
        f"Whoever cannot collect {OF_2022.signatures_pct_of_voters} per cent will not win "
        f"{OF_2022.majority_pct}.",
    ]
    assert not_said(said, TEXT) == []


def test_links_say_the_numbers_that_they_set() -> None:
    (certain,) = re.findall(r'2019-06-09&amp;uncertainty=(\d+)"', SOURCE)
    (moved,) = re.findall(r"2019-06-09&amp;move=(\d+)&", SOURCE)
    at = re.findall(r"second_rounds\(uncertainty=(\d+)\)", SOURCE)
    (deposit,) = re.findall(r"&amp;deposit=(\d+)", SOURCE)
    said = [
        f"2019 with an uncertainty of {certain} per cent.",
        f"2019, if {moved} per cent of the winner's voters",
        f"Claim: below {OF_2022.majority_pct} per cent in the count means",
        f"at_{at[0]} of 500 at {at[0]} per cent",
        f"1998 with a deposit of {deposit} minimum wages",
    ]
    assert not_said(said, TEXT) == []


def test_the_contender_of_the_exercise() -> None:
    regions, brought = units_of_the_invented_country(), 14
    needed = -(-OF_1998.signatures_spread * regions // 1)
    said = [
        f"brings 180,000 signatures, spread well over {brought} of {regions} regions",
        f"180,000 is more than {OF_1998.signatures_absolute:,}, {brought} of {regions} regions "
        f"are more than two thirds ({needed})",
        f"in a country where {OF_2022.signatures_absolute:,} signatures are asked",
        f"paid {OF_1998.deposit_min_wages:,} minimum wages",
        f"In minimum wages it was {OF_1998.deposit_min_wages:,} against "
        f"{OF_2022.deposit_min_wages}, but",
    ]
    assert not_said(said, TEXT) == []
    lived = re.search(
        r"invented contender is (\d+), has lived in the country for (\d+) years", TEXT
    )
    assert lived
    age, years = map(int, lived.groups())
    assert age >= OF_2022.min_age
    assert OF_2022.residency_years <= years < age
    assert (age, years) == (44, 30)  # invented


def test_the_deposit_of_1998() -> None:
    tenge = ASKED["electoral deposit"]["number"]
    assert isinstance(tenge, int)
    assert f"In 1998 the deposit was over {tenge / MILLION} million tenge" in TEXT


def test_the_effective_number_of_three_invented_candidates() -> None:
    shares = (60, 30, 10)
    squares = [(share / 100) ** 2 for share in shares]
    said = [
        "three invented candidates have {}, {} and {} per cent".format(*shares),
        "1 / ({:.2f} + {:.2f} + {:.2f})".format(*squares) + f" = 1 / {sum(squares):.2f} = "
        f"{effective_number(list(shares)):.2f}.",
    ]
    assert not_said(said, TEXT) == []


def test_the_chances_of_the_invented_contenders() -> None:
    least, most = SIGNATURES_PCT
    words = {0.2: "one contender in five"}[CHANCES["penalty"]]
    said = (
        f"drawn evenly from {least} to {most} per cent of {OF_1998.signatures_absolute:,}, "
        f"and {words} has a penalty"
    )
    assert said in TEXT


@pytest.mark.parametrize(
    ("number", "taken", "row"),
    [
        (23, "98.7", "| {} per cent in 1991 |"),
        (31, "2.4 million tenge", "| 170,000 signatures, {}, a Kazakh examination"),
    ],
)
def test_the_numbers_of_the_source_paper_are_those_of_its_claims(
    number: int, taken: str, row: str
) -> None:
    assert taken in claim(number)
    assert row.format(taken) in TEXT


def test_the_share_of_1991_beside_that_of_the_paper() -> None:
    held = presidential_election(date(1991, 12, 1))
    share = held.shares[held.winner]
    assert f"| {share} per cent of valid votes, so {share:.1f} when rounded |" in TEXT


def test_polls_of_2005_in_the_chapter() -> None:
    shares = sorted(
        row["exit_poll_pct"]
        for row in records("exit_polls")
        if row["election_date"] == date(2005, 12, 4) and row["option"] == "Nazarbayev"
    )
    assert f"Six exit polls gave the winner {shares[0]:.1f} to {shares[-1]:.1f} per cent" in TEXT
