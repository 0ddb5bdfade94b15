"""Numbers that stand as text in the chapter on parties, compared with the data."""

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from kazlib.measures import effective_number, volatility
from kazlib.party_systems import fragmentation, volatility_parts
from kazlib.tables.elections import AGAINST_ALL, list_election, list_elections
from kazlib.tables.parties import successions
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/parties.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load((ROOT / "questions/parties.yml").read_text("utf-8"))["questions"]
}
MONTHS = "January February March April May June July August September October November December"
DATE = re.compile(rf"(\d{{1,2}}) ({MONTHS.replace(' ', '|')}) (\d{{4}})")
HELD = {election.day.year: election for election in list_elections()}
PARTIES = {row["name_en"]: row for row in records("parties")}


def votes(year):
    return {p: count for p, count in HELD[year].votes.items() if p != AGAINST_ALL}


def moved(one, two):
    """Return volatility with each name apart, and in parts with successors joined."""
    steps = successions(votes(one), votes(two), HELD[two].day)
    links = {name: path[-1].later for name, path in steps.items()}
    return volatility(votes(one), votes(two)), volatility_parts(
        votes(one), votes(two), successors=links
    )


def days_of_the_data():
    texts = [v for row in records("parties") for v in row.values() if isinstance(v, str)]
    texts += [str(row["from"]) for row in records("party_links")]
    found = {d for text in texts for d in re.findall(r"\d{4}-\d{2}-\d{2}", text)}
    return {date.fromisoformat(day) for day in found} | {e.day for e in list_elections()}


def test_every_day_is_of_the_tables_or_named_here():
    known = days_of_the_data() | {
        date(1994, 3, 7),  # election in districts
        date(2002, 7, 15),  # law on parties
        date(2007, 6, 19),  # blocs shut out
        date(2020, 11, 27),  # congress that decided on the boycott
        date(2022, 3, 16),  # proposal of the President (The Astana Times)
        date(2022, 11, 28),  # registration of Baytaq by its own page
        date(2023, 1, 27),  # report on the deposit of 2023
        date(2023, 2, 13),  # another one
        date(2026, 6, 30),  # law as of
        date(2026, 7, 1),  # Constitution of 2026
    }
    months = MONTHS.split()
    found = {date(int(y), months.index(m) + 1, int(d)) for d, m, y in DATE.findall(TEXT)}
    assert found - known == set()
    assert len(found) > 12


def test_every_long_number_is_of_the_sources_or_of_the_data():
    found = {int(n.replace(",", "")) for n in re.findall(r"\b\d{1,3}(?:,\d{3})+\b", TEXT)}
    members = {3_000, 50_000, 40_000, 20_000, 5_000, 1_000}
    assert found - members == {votes(1999)["Communist Party of Kazakhstan"]}


@pytest.mark.parametrize(
    ("one", "two", "apart", "joined"),
    [(2004, 2007, "93.2", "14.1"), (2021, 2023, "78.9", "22.8")],
)
def test_volatility_in_the_text(one, two, apart, joined):
    names, parts = moved(one, two)
    assert (f"{names:.1f}", f"{parts.total:.1f}") == (apart, joined)
    assert apart in TEXT
    assert joined in TEXT


def test_most_of_the_change_to_2023_was_between_parties_that_stayed():
    _, parts = moved(2021, 2023)
    assert f"({parts.within:.1f})" in TEXT


def test_the_words_for_screen_readers_have_the_numbers_of_the_figures():
    years = sorted(year for year in HELD if HELD[year].votes)
    results = [moved(one, two) for one, two in pairwise(years)]
    *first, last = (f"{names:.0f}" for names, _ in results)
    assert f"volatility is {', '.join(first)} and {last} points" in TEXT
    *first, last = (f"{parts.total:.0f}" for _, parts in results)
    assert f"it is {', '.join(first)} and {last}." in TEXT
    by_votes = {year: effective_number(votes(year)) for year in years}
    by_seats = {year: effective_number(HELD[year].seats) for year in years}
    assert "falls from 4.6 by votes and 3.6 by list seats in 1999 to 1.3 and 1.0 in 2007" in TEXT
    assert "rises to 2.8 and 2.7 in 2023" in TEXT
    shown = [(round(by_votes[y], 1), round(by_seats[y], 1)) for y in (1999, 2007, 2023)]
    assert shown == [(4.6, 3.6), (1.3, 1.0), (2.8, 2.7)]
    assert all(by_votes[y] < 2 and by_seats[y] < 2 for y in (2007, 2012, 2016, 2021))
    assert all(by_seats[y] < by_votes[y] for y in years)


def test_the_list_seats_of_1999_by_hand():
    assert sorted(HELD[1999].seats.values(), reverse=True)[:4] == [4, 2, 2, 2]
    assert f"{effective_number(HELD[1999].seats):.2f}" == "3.57"
    assert f"{fragmentation(HELD[1999].seats):.2f}" == "0.72"
    assert "1 / 0.28 = 3.57" in TEXT


def test_asar_was_third_in_2004_and_nur_otan_had_88_per_cent():
    assert sorted(votes(2004), key=votes(2004).get)[-3] == "Asar"
    assert int(100 * votes(2007)["Nur Otan"] / sum(votes(2007).values())) == 88


def test_lists_of_2026_are_those_of_the_text():
    names = [name.removesuffix(" of Kazakhstan") for name in HELD[2026].parties]
    sentence = TEXT.split("Seven lists stood for the Kurultai")[1].split("{cite:p}")[0]
    assert len(names) == 7
    assert all(name in sentence for name in names)
    assert "Amanat" not in HELD[2026].parties


# ------------------------------------------------------------------------------------------------
# Exercises.


def test_the_chamber_of_2023():
    seats = sorted((s for s in HELD[2023].seats.values() if s), reverse=True)
    assert seats == [40, 8, 6, 6, 5, 4]
    assert f"{effective_number(seats):.2f}" == "2.68"
    assert f"{fragmentation(seats):.2f}" == "0.63"
    whole = [62, 8, 6, 6, 5, 4] + [1] * 7
    assert sum(whole) == 98
    assert f"9604 / 4028 = {effective_number(whole):.2f}" in TEXT


def test_volatility_twice():
    before = {"A": 40, "B": 25, "C": 20, "D": 15}
    after = {"A": 45, "BC": 35, "E": 20}
    assert volatility(before, after) == 60
    parts = volatility_parts(before, after, successors={"B": "BC", "C": "BC"})
    assert (parts.total, parts.entry_exit, parts.within) == (25, 17.5, 7.5)


def test_the_chamber_of_1999():
    rows = [r for r in records("mazhilis_elections") if r["date"] == date(1999, 10, 10)]
    seats = {}
    for row in rows:
        if row["seats"]:
            seats[row["party"]] = seats.get(row["party"], 0) + row["seats"]
    independents = seats.pop("Independents")
    assert (sum(seats.values()), independents) == (54, 23)
    assert seats["Otan"] == 23
    results = (
        effective_number([*seats.values(), independents]),
        effective_number([*seats.values(), *[1] * independents]),
        effective_number(seats),
    )
    assert [f"{number:.2f}" for number in results] == ["4.34", "6.89", "3.48"]
    assert all(f"= {number:.2f}" in TEXT for number in results)


def test_kinds_of_steps_in_the_solution():
    kinds = [row["kind"] for row in records("party_links")]
    assert [kinds.count(k) for k in ("merged", "renamed", "common list", "split")] == [10, 6, 4, 2]
    assert "Ten mergers, six renamings, four common lists, two splits" in TEXT
    weak = [row["earlier"] for row in records("party_links") if row["confidence"] != "verified"]
    assert weak == ["Renaissance Party of Kazakhstan", "Communist Party of Kazakhstan"]


def test_another_rule_for_the_communists():
    day = HELD[2004].day
    ours = {n: p[-1].later for n, p in successions(votes(1999), votes(2004), day).items()}
    theirs = ours | {
        "Communist Party of Kazakhstan": "Communist People's Party of Kazakhstan",
    }
    results = [volatility(votes(1999), votes(2004), successors=rule) for rule in (ours, theirs)]
    assert "{:.1f} and {:.1f}".format(*results) == "53.1 and 54.6"
    total = sum(votes(2004).values())
    bloc = votes(2004)["Opposition bloc of Communists and Democratic Choice of Kazakhstan"]
    people = votes(2004)["Communist People's Party of Kazakhstan"]
    assert results[1] - results[0] == pytest.approx(float(Fraction(100 * (bloc - people), total)))


def test_the_day_of_baytaq_in_the_table_is_from_memory():
    row = PARTIES["Baytaq"]
    assert row["registered"] == "2022-11-30"
    assert "registration day from memory" in row["note"]


# ------------------------------------------------------------------------------------------------
# Self-check.


def test_answers_that_can_be_computed():
    number = QUESTIONS["pa-q-number"]["answer"]
    assert number == round(effective_number([5, 3, 2]), 2)
    assert f"{fragmentation([5, 3, 2]):.2f}" in QUESTIONS["pa-q-number"]["explanation"]
    after = {"A": 50, "B": 30, "C": 20}
    assert QUESTIONS["pa-q-volatility"]["answer"] == volatility({"A": 60, "B": 40}, after)


def test_the_two_volatilities_of_the_question():
    names, parts = moved(2004, 2007)
    assert f"{names:.1f} or {parts.total:.1f} points" in QUESTIONS["pa-q-rule"]["text"]


def test_the_old_adilet_ended_in_birlik():
    row = PARTIES["Democratic Party of Kazakhstan / Adilet (2004-2013)"]
    assert row["ended"] == "2013-04-26"
    assert list_election(date(2026, 8, 23)).parties[0] == "Adilet"
