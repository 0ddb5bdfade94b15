"""Numbers that stand as text in the chapter on presidential elections, compared with the data."""

import random
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kazlib.candidacy import eligibility, invented_contenders, registration
from kazlib.explorables.registration_filter import compute
from kazlib.law import periods, rules, timeline
from kazlib.measures import effective_number
from kazlib.tables.presidents import NO_CANDIDATES, presidential_elections
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/presidential-elections.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load(
        (ROOT / "questions/presidential-elections.yml").read_text("utf-8")
    )["questions"]
}
MONTHS = "January February March April May June July August September October November December"
DATE = re.compile(rf"(\d{{1,2}}) ({MONTHS.replace(' ', '|')}) (\d{{4}})")
HELD = {held.day.year: held for held in presidential_elections()}
LAW_1998 = rules("president", on=date(1998, 11, 30))


def stood(year):
    return {name: n for name, n in HELD[year].votes.items() if name not in NO_CANDIDATES}


def left(**values):
    return [row[0] for row in compute(**values).table.rows if row[1] == "not refused"]


def test_every_day_is_an_election_a_change_of_the_law_or_named_here():
    known = {change.day for change in timeline()}
    known |= {period.valid_from for period in periods("president")}
    known |= {held.day for held in HELD.values()}
    known |= {row["date"] for row in records("referendums")}
    known |= {row["day"] for row in records("registration_1998_1999") if row["day"]}
    known |= {
        date(1998, 12, 7),  # report of RFE/RL
        date(2000, 12, 1),  # end of the prolonged term
        date(2004, 4, 13),  # last day of the bar for penalties
        date(2005, 12, 5),  # the OSCE's press release on the election of the day before
        date(2019, 3, 19),  # resignation
        date(2026, 6, 30),  # law as of
    }
    months = MONTHS.split()
    found = {date(int(y), months.index(m) + 1, int(d)) for d, m, y in DATE.findall(TEXT)}
    assert found - known == set()


def test_every_long_number_is_official_of_the_law_computed_or_invented():
    columns = ("votes", "votes_cast", "valid_votes", "invalid_votes", "registered_voters")
    official = {row[c] for row in records("presidential_elections") for c in columns}
    law = {100_000, 118_273, 170_000, 161_000, 1_000, 2_125_000}
    computed = {166_000, 42_500}
    about = {8_300_000}  # "about 8.3 million voters", OSCE/ODIHR (1999)
    invented = {8_500_000, 180_000}
    found = {int(n.replace(",", "")) for n in re.findall(r"\b\d{1,3}(?:,\d{3})+\b", TEXT)}
    assert found - official == law | computed | about | invented
    assert {100_000, 118_273, 170_000} <= {
        period.parameter("signatures_absolute").value for period in periods("president")
    }
    assert 8_300_000 * 2 // 100 == 166_000
    assert 50 * 42_500 == 2_125_000


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (1999, "Nursultan Nazarbayev 79.78 per cent of ballots cast, Serikbolsyn Abdildin 11.70"),
        (2005, "Nursultan Nazarbayev 91.15 per cent of valid votes, Zharmakhan Tuyakbay"),
        (2011, "Nursultan Nazarbayev 95.55 per cent, three others together 4.45"),
        (2015, "Nursultan Nazarbayev 97.75 per cent, two others together 2.25"),
        (2019, "Kassym-Jomart Tokayev 70.96 per cent of valid votes, Amirzhan Kosanov 16.23"),
    ],
)
def test_the_official_results_in_the_text(year, sentence):
    assert sentence in TEXT
    first, second, *rest = sorted(HELD[year].shares.values(), reverse=True)
    assert str(first) in sentence
    behind = sum(rest) if str(second) in TEXT else second + sum(rest)
    assert year == 1999 or f"together {behind}" in TEXT


def test_the_other_shares_of_1999_and_2005():
    assert "Gani Kasymov 4.61, Engels Gabbasov 0.76" in TEXT
    shares = {name: str(share) for name, share in HELD[1999].shares.items()}
    assert (shares["Gani Kasymov"], shares["Engels Gabbasov"]) == ("4.61", "0.76")
    assert str(HELD[2005].shares["Zharmakhan Tuyakbay"]) == "6.61"


def test_two_sets_of_shares_of_1999_come_from_the_same_votes():
    of_1999 = [r for r in records("presidential_elections") if r["date"] == date(1999, 1, 10)]
    assert [str(r["pct_of_valid"]) for r in of_1999] == ["81.0", "11.9", "4.68", "0.77"]
    bases = {round(100 * r["votes"] / float(r["pct_of_valid"]), -5) for r in of_1999[:3]}
    assert len(bases) == 1  # one number of valid votes behind them


def test_nobody_came_second_in_2022():
    first, second, *_ = sorted(HELD[2022].votes, key=HELD[2022].votes.get, reverse=True)
    assert (first, second) == (HELD[2022].winner, "Against all")
    assert "the other five" in TEXT
    assert len(stood(2022)) == 6


def test_the_longest_ballot_the_lowest_share_and_the_highest_effective_number_are_of_2019():
    assert max(HELD, key=lambda year: len(stood(year))) == 2019
    assert min(HELD, key=lambda year: HELD[year].shares[HELD[year].winner]) == 2019
    numbers = {year: effective_number(list(stood(year).values())) for year in HELD}
    assert max(numbers, key=numbers.get) == 2019
    assert max(numbers.values()) < 2
    assert [len(stood(year)) for year in HELD] == [1, 4, 5, 4, 3, 7, 6]
    against = effective_number(list(HELD[2022].votes.values()))
    assert f"{numbers[2022]:.2f} without and {against:.2f} with" in TEXT
    assert f"{effective_number(list(HELD[1991].votes.values())):.2f}" == "1.02"


def test_53_days_to_the_last_day_for_signatures():
    assert (date(1998, 11, 30) - date(1998, 10, 8)).days == 53
    assert "30 November, 53 days" in TEXT


def test_only_verified_persons_are_shown_and_the_text_names_no_other():
    rows = [row for row in records("registration_1998_1999") if row["kind"] == "person"]
    unverified = [row["subject"] for row in rows if row["confidence"] != "verified"]
    assert unverified
    assert not any(name.split()[-1] in TEXT for name in unverified)


@pytest.mark.parametrize(
    ("share", "part", "whole"),
    [
        ("1.00", 100_000, HELD[1991].registered),
        ("0.99", 118_273, HELD[2022].registered),
        ("2.05", 170_000, 8_300_000),
        ("89.46", HELD[2005].votes["Nursultan Nazarbayev"], HELD[2005].took_part),
    ],
)
def test_shares_of_the_solutions(share, part, whole):
    assert f"{share} per cent" in TEXT
    assert f"{100 * part / whole:.2f}" == share


def test_the_share_of_all_voters_in_2005():
    held = HELD[2005]
    took_part = 100 * held.votes["Nursultan Nazarbayev"] / held.took_part
    said = (
        f"with the turnout of {held.turnout_pct} per cent, it was {took_part:.2f} × "
        f"{held.turnout_pct} / 100 = {took_part * float(held.turnout_pct) / 100:.1f} per cent"
    )
    assert said in TEXT


# ------------------------------------------------------------------------------------------------
# The invented contenders.


def test_what_the_steps_say():
    assert (left(on="2004-04-13"), left(on="2004-04-14")) == (list("DG"), list("CDFG"))
    assert left(signatures=85_000) == left() == list("DG")
    assert left(deposit=50, penalty="none") == list("CDFG")
    assert left(on="2022-11-20") == list("CD")


def test_averages_of_200_groups_as_the_solution_says():
    groups = [invented_contenders(random.Random(n), LAW_1998, voters=8_500_000) for n in range(200)]

    def average(law):
        return sum(
            not eligibility("president", c.person, law=law).refusals
            and not registration("president", c.application, law=law).refusals
            for group in groups
            for c in group
        ) / len(groups)

    under_the_law = average(LAW_1998)
    half = average(LAW_1998.reform(signatures_pct_of_voters=1))
    others = [
        average(LAW_1998.reform(**{name: None})) for name in ("deposit_min_wages", "penalty_bar")
    ]
    assert under_the_law < 1  # "fewer than one of eight passes"
    assert half > 2 * under_the_law  # "more than twice as many as the law"
    assert half > max(others)


# ------------------------------------------------------------------------------------------------
# Self-check.


def test_the_effective_number_of_four_invented_candidates():
    assert QUESTIONS["ps-q-effective"]["answer"] == round(effective_number([70, 10, 10, 10]), 2)


def test_a_thousand_minimum_wages_of_2019():
    assert QUESTIONS["ps-q-deposit"]["answer"] == 1000 * (2_125_000 / 50) / 1e6


def test_without_the_share_of_regions_nobody_new_gets_in():
    assert left(regions="none") == left()
    rows = {row[0]: row[2] for row in compute().table.rows}
    assert rows["A"] == "signatures, regions"


def test_the_votes_of_2022_in_the_question():
    numbers = sorted(HELD[2022].votes.values(), reverse=True)[1:3]
    options = " ".join(option["feedback"] for option in QUESTIONS["ps-q-against"]["options"])
    assert all(f"{number:,}" in options for number in numbers)
