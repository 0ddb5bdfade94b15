"""The numbers in the sentences of the chapter on the President, computed again."""

import re
from datetime import date
from itertools import pairwise

from kazlib.explorables.two_rounds import compute
from kazlib.law import periods, rules
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("president")
SOURCE = (CHAPTERS / "president.md").read_text(encoding="utf-8")

OF_1998, OF_2022, OF_2026 = (
    rules("president", on=day) for day in (date(1998, 9, 30), date(2022, 11, 20), date(2026, 8, 1))
)


def changes_of_the_term() -> list[int]:
    """Return the years in which the length of the term became another."""
    known = [p for p in periods("president") if p.parameter("term_years").value is not None]
    return [two.valid_from.year for one, two in pairwise(known) if one.term_years != two.term_years]


def test_the_majority() -> None:
    assert OF_2022.majority_base == "took-part"
    said = f"with more than {OF_2022.majority_pct} per cent of those who took part in the voting"
    assert said in TEXT


def test_what_is_reported_of_the_constitution_of_2026() -> None:
    law = OF_2026
    assert (law.term_years, law.service_years, law.education) == (7, 5, "higher")
    said = (
        f"asks for {law.min_age} years of age, citizenship by birth, fluent Kazakh, "
        f"{law.residency_years} years of residence, higher education and five years of"
    )
    assert said in TEXT


def test_what_the_paper_asks_of_a_candidate() -> None:
    (claim,) = [str(r["claim"]) for r in records("paper_claims") if r["number"] == 9]
    found = re.search(r"(\d+) or older, fluent in Kazakh, (\d+) years of residence", claim)
    assert found
    said = f"| A candidate must be born in the country, {found[1]} or older, fluent in Kazakh, "
    assert f"{said}{found[2]} years resident |" in TEXT
    assert (OF_2022.min_age, OF_2022.residency_years) == tuple(map(int, found.groups()))


def test_links_say_the_numbers_that_they_set() -> None:
    (moved,) = set(re.findall(r"2019-06-09&amp;move=(\d+)", SOURCE))
    (age,) = set(re.findall(r"&amp;age=(38)", SOURCE))
    said = [
        f"2019, with {moved} per cent of the winner's voters for a new candidate",
        f"Age {age} on 6 October 1998 and a day later",
        f"a person of {age} meets the rule on age, a day later not",
    ]
    assert not_said(said, TEXT) == []


def test_the_race_of_step_5() -> None:
    (uncertainty,) = re.findall(r"election=invented&amp;uncertainty=(\d+)", SOURCE)
    table = compute(election="invented").table
    share = next(
        row[table.columns.index("Share, %")] for row in table.rows if row[0] == "Candidate A"
    )
    said = [
        f"Candidate A has {float(share):.1f} per cent of those who took part",
        f"With about {uncertainty} per cent of uncertainty modelled of 500 simulated races",
        f"A gap of {50 - round(float(share), 1):.1f} points is small",
        f"the {uncertainty} per cent is your assumption",
    ]
    assert not_said(said, TEXT) == []


def test_the_person_of_the_exercise() -> None:
    found = re.search(
        r"An invented person is (\d+), has lived in the country for (\d+) years", TEXT
    )
    assert found
    age, years = map(int, found.groups())
    assert (age, years) == (38, 20)  # invented
    assert OF_1998.min_age <= age < OF_2022.min_age  # "refused by age", but not in 1998
    assert years >= OF_2022.residency_years  # never refused for it
    assert f"no refusal: {OF_1998.min_age} to {OF_1998.max_age} was the rule" in TEXT


def test_how_often_the_length_of_the_term_changed() -> None:
    years = changes_of_the_term()
    assert len(years) == 3
    span = years[-1] - years[0]
    assert f"the length of the term changed three times in {span} years" in TEXT
