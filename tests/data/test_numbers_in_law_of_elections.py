"""Numbers in the text and the exercises of the chapter on the law of elections."""

import re
from datetime import date

from kazlib.law import rules
from kazlib.tables.elections import list_election
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("law-of-elections")

DAY_2007, DAY_2021, DAY_2023 = date(2007, 8, 18), date(2021, 1, 10), date(2023, 3, 19)
LAST_DAY_BEFORE_2026 = date(2026, 6, 30)

AS_REVIEWED_AGAINST_THEIR_SOURCE = [
    # Interim reports of ODIHR of 11 March 2016 and of 23 December 2020.
    "In 2016 there were 16 regional, 208 other territorial and 9,840 precinct commissions",
    "in December 2020 there were 232 territorial and 10,061 precinct commissions",
    # Kazinform of 23 January 2023.
    "it had 11,970,406 voters. The region with the most was Turkistan (1,177,507), the one with the"
    " fewest was Ulytau (138,277)",
]


def test_sentences_of_cited_sources():
    assert not_said(AS_REVIEWED_AGAINST_THEIR_SOURCE, TEXT) == []


def test_the_house_of_the_puzzle():
    law, new = rules("mazhilis", on=DAY_2007), rules("mazhilis", on=date(2022, 6, 8))
    total, lists = law.total_seats, law.list_seats
    assert list_election(DAY_2007).seats["Nur Otan"] == lists
    sentences = [
        f"And the lower house has {total} deputies, {lists} of them from party lists.",
        f"the Mazhilis was enlarged to {total}.",
        f"the Mazhilis shrank from {total} to {new.total_seats} deputies",
        f"in which the lower house had {total} deputies with {lists} from lists.",
        f"{total} deputies with {lists} from lists: 21 May 2007 to 7 June 2022",
        f"The exemption and the {total} deputies go together",
        f"the exemption was gone and the Mazhilis had {new.total_seats} deputies.",
        f"one list held all {lists} list seats of the Mazhilis",
        f"the exemption of the First President and {total} deputies in one description",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_day_on_which_lists_replaced_districts():
    before, after = (rules("mazhilis", on=day) for day in (date(2004, 9, 19), DAY_2007))
    day = re.search(r"Constitutional Law .* of (\d+ \w+ \d{4})", after.instrument)[1]
    assert (before.formula, after.formula) == ("parallel", "lists")
    assert not_said([f"On {day} lists replaced districts"], TEXT) == []


def test_the_law_that_lists_the_acts_is_of_the_year_of_its_reference():
    references = (CHAPTERS / "references.bib").read_text(encoding="utf-8")
    year = re.search(r"@misc\{legalacts2016,.*? year=\{(\d+)\}", references)[1]
    assert not_said([f"The law on legal acts of {year} lists the main kinds of acts"], TEXT) == []


def test_the_thresholds():
    first, after = rules("mazhilis", on=date(1999, 5, 6)), rules("mazhilis", on=date(2021, 5, 25))
    last, of_2021 = rules("mazhilis", on=LAST_DAY_BEFORE_2026), rules("mazhilis", on=DAY_2021)
    assert first.threshold_pct == of_2021.threshold_pct
    assert of_2021.quota_rule == "women and under-29s: 30 per cent of a list"
    sentences = [
        f"The threshold of {first.threshold_pct} per cent came on 6 May 1999",
        "women and people under 29 together had to be at least 30 per cent of a party's list",
        f"Then came a threshold of {after.threshold_pct} per cent and the line against all",
        f"the threshold was {last.threshold_pct} per cent until 30 June, and from 1 July",
        f"The threshold of {of_2021.threshold_pct} per cent had stood since 6 May 1999",
        f"The threshold of 2026 is {last.threshold_pct} per cent.",
        f"It was {last.threshold_pct} per cent until 30 June 2026.",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_invented_law_on_parties_asks_for_less_than_the_constitutional_law():
    real = rules("mazhilis", on=LAST_DAY_BEFORE_2026).threshold_pct
    invented = 3
    sentence = (
        f"sets the threshold at {invented} per cent while the Constitutional Law says {real}."
    )
    assert not_said([sentence], TEXT) == []
    assert invented < real


def test_the_senate_of_the_debate():
    law = rules("senate", on=date(2008, 1, 1))
    sentence = (
        f"Of the {law.total_seats} senators of that time the President appointed"
        f" {law.appointed_seats}."
    )
    assert not_said([sentence], TEXT) == []


def test_ages_and_years_of_the_constitution_of_1998():
    before, after = (rules("president", on=date(1998, 10, day)) for day in (6, 7))
    sentence = (
        f"minimum age of the President from {before.min_age} (recalled) to {after.min_age}, the"
        f" upper limit of {before.max_age} and"
    )
    assert not_said([sentence], TEXT) == []
