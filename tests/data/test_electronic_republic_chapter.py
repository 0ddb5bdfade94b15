"""Numbers that stand as text in the chapter on the electronic republic, compared with the data."""

import re
from math import sqrt
from pathlib import Path

import pytest
import yaml

from kazlib.explorables import load, parse_link
from kazlib.explorables.internet_reach import gap
from kazlib.explorables.self_selection import compute as self_selection
from kazlib.models.diffusion import fit_with_break
from kazlib.tables.internet import internet_users, per_hundred
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/electronic-republic.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load(
        (ROOT / "questions/electronic-republic.yml").read_text(encoding="utf-8")
    )["questions"]
}
USERS = internet_users()
FITTED = {year: share for year, share in USERS.items() if year >= 2000}


def reach(year, indicator):
    """Return a number of ``media_reach``; the first one, where two bases have it."""
    found = [r for r in records("media_reach") if (r["year"], r["indicator"]) == (year, indicator)]
    return float(found[0]["value"])


def test_the_two_years_of_the_jump():
    assert (round(USERS[2007], 1), round(USERS[2008], 1)) == (4.0, 11.0)
    assert "says 4.0 per cent in 2007 and 11.0 in 2008" in TEXT
    assert "reach was 4.0 per cent in 2007 and 92.9 in 2023" in TEXT
    assert round(USERS[2023], 1) == 92.9


def test_the_figures_are_described_as_they_are():
    cards = per_hundred("mobile_subscriptions_per_100")
    lines = per_hundred("fixed_broadband_per_100")
    assert min(year for year, n in cards.items() if n > 100) == 2009
    assert "past 100 in 2009 to 175 in 2012 and end at 127" in TEXT
    assert (round(cards[2012]), max(cards, key=cards.get), round(cards[2023])) == (175, 2012, 127)
    assert max(USERS[y] for y in range(1994, 2008)) < 4.1
    assert (round(USERS[2012]), round(USERS[2023]), round(max(lines.values()))) == (62, 93, 14)
    assert "Broadband lines reach only 14" in TEXT


def test_six_ways_to_count_2011():
    counted = [
        reach(2011, f"internet_{name}_pct")
        for name in ("aware", "ever_used", "weekly_or_daily", "daily", "source")
    ]
    assert counted == [80, 50, 29, 19, 45]
    assert USERS[2011] == 50.6
    for words in ("80 per cent knew", "50 had ever used", "29 used it weekly or daily, 19 daily"):
        assert words in TEXT
    assert round(100 * 19 / 50.6) == 38  # "as many as used the internet daily"


def test_runs_of_years_on_one_side_of_the_curve():
    curve = fit_with_break(FITTED)
    above = {year for year, share in FITTED.items() if share > curve.band(year).middle}
    assert set(range(2010, 2016)) <= above
    assert not above & set(range(2016, 2021))
    said = (
        "the points of 2010 to 2015 all lie above the curve, and those of 2016 to 2020 all below it"
    )
    assert said in TEXT


def test_the_solution_on_the_break():
    best = {}
    for copy in ("newer", "older"):
        points = {y: s for y, s in internet_users(copy).items() if y >= 2000}
        gaps = {n: gap(copy, fit_with_break(points, last_year=n)) for n in range(2004, 2013)}
        best[copy] = min(gaps, key=gaps.get)
    assert best == {"newer": 2010, "older": 2007}


def test_population_for_each_public_point():
    (people,) = [r["population"] for r in records("internet_use") if r["year"] == 2006]
    assert f"Population in 2006: {people:,}" in TEXT
    assert f"/ 460 = {people / 460:,.0f} people" in TEXT
    assert f"(b) {people / 2000:,.0f} people" in TEXT


def test_solutions_by_arithmetic():
    assert f"175 / 90 = {175 / 90:.2f} cards" in TEXT
    assert round(14.3 * 3.5) == 50
    share = 0.4 * 0.05 / (0.4 * 0.05 + 0.6 * 0.01)
    assert f"0.020 / 0.026 = {100 * share:.1f} per cent" in TEXT
    assert f"= {196 * sqrt(share * (1 - share) / 60_000):.2f} points" in TEXT
    assert f"The error is {100 * share - 40:.1f} points" in TEXT
    assert f"n > {1.96**2 * 0.24 / (share - 0.4) ** 2:.1f}" in TEXT


def test_the_claims_about_the_open_vote_hold():
    def row(way, **values):
        return next(r for r in self_selection(**values).table.rows if r[0] == way)

    few, many = (row("Open vote", answers=n) for n in ("100", "100000"))
    assert few[3] > 20 * many[3]
    assert many[4] == pytest.approx(few[4], abs=3)
    both, divide = row("Open vote")[5], row("Open vote", answer_others=6)[5]
    assert both - 42 > 5 * (divide - 42) > 0
    assert row("Open vote", answer_others=6, access_villages=90)[6] >= 17


def test_stations_with_a_machine_were_10_and_15_per_cent_of_about_as_many():
    """961 at 10 per cent and 1,447 at 15 per cent: some 9,600 stations in both years."""
    assert "961 polling stations in September 2004, about 10 per cent, and at 1,447" in TEXT
    assert abs(961 / 0.10 - 1447 / 0.15) < 100


def test_every_link_of_the_text_can_be_read_and_answered():
    links = re.findall(r'href="#([a-z-]+)\?([^"]+)"', TEXT)
    assert len(links) >= 10
    for slug, query in links:
        explorable = load(slug)
        assert explorable.compute(**parse_link(explorable, query.replace("&amp;", "&"))).sentence


def test_weekly_but_not_daily():
    both, daily = (reach(2011, f"internet_{n}_pct") for n in ("weekly_or_daily", "daily"))
    assert QUESTIONS["er-q-daily"]["answer"] == both - daily
