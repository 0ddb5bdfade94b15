"""The appendices: what they say in words agrees with the data."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from kazlib.events import by_decade, events
from kazlib.tables.presidents import presidential_elections

ROOT = Path(__file__).parents[2]
VERDICTS = {"right", "outdated", "slip", "misleading", "opinion", "unverifiable"}


def page(name):
    return (ROOT / f"chapters/{name}.md").read_text(encoding="utf-8")


# ---- the timeline -----------------------------------------------------------------------------


def test_every_decade_with_events_has_its_part_of_the_page():
    parts = re.findall(r"^decade\((\d+)\)$", page("timeline"), re.M)
    assert [int(year) for year in parts] == list(by_decade(events()))


def test_three_acts_of_1998_came_before_the_election_of_january_1999():
    acts = [e.when for e in events() if e.kind == "acts" and e.year == 1998]
    assert acts == ["1998-05-08", "1998-10-07", "1998-11-06"]
    assert "Three acts of 1998, the last of them of 6 November" in page("timeline")


def test_between_elections_of_the_president_lie_three_to_seven_years():
    days = [held.day for held in presidential_elections()]
    years = [round((b - a).days / 365.25) for a, b in pairwise(days)]
    assert (min(years), max(years)) == (3, 7)


def test_the_end_of_the_timeline_is_the_heading_of_its_last_part():
    assert f"## 2020 to {events()[-1].year}" in page("timeline")


# ---- the source paper -------------------------------------------------------------------------


def test_61_claims_in_the_order_of_the_paper(tables):
    assert [row["number"] for row in tables["paper_claims"]] == [str(n) for n in range(1, 62)]
    assert {row["verdict"] for row in tables["paper_claims"]} == VERDICTS


def test_verdicts_that_the_page_counts_by_hand(tables):
    rows = [row["verdict"] for row in tables["paper_claims"]]
    assert (rows.count("misleading"), rows.count("opinion")) == (1, 1)


def test_every_part_of_the_paper_stands_on_the_page(tables):
    shown = re.findall(r'^HTML\(claims\("([^"]+)", titles\)\)$', page("source-paper"), re.M)
    assert shown == list(dict.fromkeys(row["section"] for row in tables["paper_claims"]))


def test_a_claim_is_never_checked_with_nothing_and_called_verified(tables):
    for row in tables["paper_claims"]:
        if "own knowledge" in row["source"]:
            assert row["confidence"] == "recalled", row["number"]
        if "nothing" in row["source"]:
            assert (row["verdict"], row["confidence"]) == ("unverifiable", "unconfirmed")


def test_claims_that_numbers_of_the_book_decide(tables):
    """Shares of valid votes, 1991 and 2005; elections to the parliament until August 2025."""
    claims = {row["number"]: row for row in tables["paper_claims"]}
    shares = {h.day.year: str(h.shares[h.winner]) for h in presidential_elections()}
    assert (shares[1991], shares[2005]) == ("98.78", "91.15")
    assert "98.78%" in claims["23"]["finding"]
    assert "91.15%" in claims["38"]["finding"]
    days = {row["date"] for row in tables["mazhilis_elections"]}
    assert len([day for day in days if day < "2025-08-27"]) == 9
    assert "there were nine" in claims["42"]["finding"]


def test_repaired_references_lead_to_entries_of_the_bibliography(tables):
    text = (ROOT / "chapters/references.bib").read_text(encoding="utf-8")
    known = set(re.findall(r"^@\w+\{(\w+),", text, re.M))
    named = {k for row in tables["paper_references"] for k in row["fits_keys"].split(";") if k}
    assert named
    assert named <= known


def test_a_role_that_only_the_paper_names_is_unconfirmed(tables):
    for row in tables["paper_persons"]:
        only = "no other source" in row["source"]
        assert only == (row["confidence"] == "unconfirmed"), row["person"]


def test_every_chapter_that_a_claim_names_is_in_the_contents(tables):
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    there = {c["file"].split("/")[-1] for part in contents["parts"] for c in part["chapters"]}
    assert {row["chapter"] for row in tables["paper_claims"]} <= there


# ---- the exercises ----------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "before"), [(date(2007, 8, 18), 5), (date(2012, 1, 15), 6)])
def test_five_elections_to_date_was_true_from_2007_to_2012(tables, day, before):
    days = {date.fromisoformat(row["date"]) for row in tables["mazhilis_elections"]}
    assert len([each for each in days if each <= day]) == before
