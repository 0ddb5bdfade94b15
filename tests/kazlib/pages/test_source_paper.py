"""source_paper: claims, references, spellings and persons as the tables have them."""

import re
from html import unescape

from kazlib.pages.source_paper import claims, stacked, table_of
from kazlib.tables.records import records

SECTIONS = list(dict.fromkeys(str(row["section"]) for row in records("paper_claims")))


def test_every_claim_stands_once_with_its_verdict_and_finding():
    html = "".join(claims(section, {}) for section in SECTIONS)
    assert re.findall(r'id="claim-(\d+)"', html) == [str(n) for n in range(1, 62)]
    text = unescape(html)
    for row in records("paper_claims"):
        assert str(row["claim"]) in text
        assert str(row["finding"]) in text


def test_claim_38_is_a_slip_and_says_what_the_number_was():
    """IFES ElectionGuide: 6,147,517 of 6,744,267 valid votes, 91.15 per cent."""
    html = claims("Presidential elections", {"presidential-elections": "Presidential elections"})
    row = html.split('id="claim-38"', 1)[1].split("</tr>", 1)[0]
    assert "<strong>slip</strong>" in row
    assert "91.15% of valid votes." in row
    assert '<a href="presidential-elections.html">Presidential elections</a>' in row


def test_what_is_less_than_verified_is_marked():
    html = claims("Institutions and law", {})
    row = html.split('id="claim-1"', 1)[1].split("</tr>", 1)[0]
    assert "[recalled]" in row


def test_a_chapter_that_is_not_there_gets_no_link():
    assert "<a " not in claims("Presidential elections", {})


def test_each_cell_names_its_column_for_narrow_screens():
    html = stacked("T", ("No.", "Claim"), [("1", "x"), ("2", "")])
    assert html.count('data-label="Claim"') == 1
    assert html.count('data-label="No."') == 2


def test_other_tables_show_every_row():
    html = unescape(table_of("paper_persons", "Persons", {"person": "Person", "role": "Role"}))
    assert all(str(row["person"]) in html for row in records("paper_persons"))
