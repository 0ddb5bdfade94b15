"""A report stands alone: settings in words, all tables, sources, limits, a link, and no markup of
readers.
"""

import re
import xml.etree.ElementTree as ET
from datetime import date
from html import unescape

from kazlib.explorables import SLUGS, load
from kazlib.outcome import Outcome, Source, Table
from kazlib.pages.report import report, settings

HOSTILE = "</title><script>alert(1)</script>"


def of(slug, **values):
    explorable = load(slug)
    chosen = settings(explorable.CONTROLS, explorable.shown(**values))
    outcome = explorable.compute(**values)
    return report(explorable.TITLE, outcome, chosen, address=f"#{slug}?a=1&b=2", code="x"), outcome


def test_the_report_of_the_election_of_2007_has_all_that_led_to_it():
    page, outcome = of("seat-allocator", election="2007-08-18")
    text = unescape(page)
    assert outcome.sentence in text
    assert outcome.svg in page
    assert '<th scope="row">Threshold (%)</th><td>7</td>' in page
    assert "Nur Otan: 5,247,720; Nationwide Social Democratic Party: 269,310" in text
    assert all(str(source) in text for source in outcome.sources)
    assert 'href="#seat-allocator?a=1&amp;b=2"' in page


def test_a_report_asks_no_other_place_for_anything():
    for slug in SLUGS:
        page, outcome = of(slug)
        assert not re.search(r"<(script|link|img|iframe)\b|\bsrc=|url\((?!#)", page), slug
        assert len(outcome.table.rows) > 0
        ET.fromstring(page.replace("<!doctype html>", "").replace('<meta charset="utf-8">', ""))


def test_limits_and_every_table_are_printed():
    table = Table("Seats", ("list", "seats"), (("A", 1),))
    outcome = Outcome(
        "A.", "<svg/>", table, (Source("S"),), more=(table,), limits=("No forecast.",)
    )
    page = report("T", outcome, [], address="#t", code="x")
    assert page.count("<caption>Seats</caption>") == 2
    assert "<li>No forecast.</li>" in page
    without = report("T", Outcome("A.", "<svg/>", table, ()), [], address="#t", code="x")
    assert "limits" not in without


def test_settings_are_said_as_the_controls_say_them():
    chosen = dict(settings(load("law-on-a-date").CONTROLS, {"on": date(2007, 8, 18)}))
    assert "2007-08-18" in chosen.values()
    assert "not known" in chosen.values()


def test_names_that_readers_enter_are_text():
    table = Table(HOSTILE, (HOSTILE,), ((HOSTILE,),))
    outcome = Outcome(HOSTILE, "<svg/>", table, (Source(HOSTILE),), limits=(HOSTILE,))
    page = report(HOSTILE, outcome, [(HOSTILE, HOSTILE)], address=HOSTILE, code=HOSTILE)
    assert "<script" not in page
