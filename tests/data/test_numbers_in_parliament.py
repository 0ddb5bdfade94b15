"""The numbers in the sentences of the chapter on Parliament, computed again."""

import re
from datetime import date

import pytest

from kazlib.explorables.one_region_two_seats import compute as one_region
from kazlib.law import rules
from kazlib.measures import malapportionment
from kazlib.offices.senate import least_share_for_majority, residents_of_2020
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("parliament")
SOURCE = (CHAPTERS / "parliament.md").read_text(encoding="utf-8")

SENATE_1996, SENATE_2008, SENATE_2023 = (
    rules("senate", on=day) for day in (date(1996, 6, 1), date(2008, 1, 1), date(2023, 1, 14))
)
MAZHILIS_1996, MAZHILIS_2000, MAZHILIS_2008, MAZHILIS_2023, KURULTAI = (
    rules("mazhilis", on=date(year, 8, 1)) for year in (1996, 2000, 2008, 2023, 2026)
)
RESIDENTS = residents_of_2020()
TWO_EACH = dict.fromkeys(RESIDENTS, 2)
FIVE = {
    str(row["name_en"]): row["population_2025"]
    for row in records("regions")
    if row["name_en"]
    in ("Almaty", "Turkistan Region", "Shymkent", "Karaganda Region", "Ulytau Region")
}


def largest_party_2007() -> int:
    """Return the share of all seats of the Mazhilis that one party had after the vote of 2007."""
    seats = max(
        row["seats"]
        for row in records("mazhilis_elections")
        if row["date"] == date(2007, 8, 18) and row["tier"] == "party_list" and row["seats"]
    )
    return round(100 * seats / MAZHILIS_2008.total_seats)


def test_sizes_of_the_chambers_in_sentences() -> None:
    mazhilis = (MAZHILIS_1996, MAZHILIS_2000, MAZHILIS_2008, MAZHILIS_2023)
    first, second, third, fourth = (law.total_seats for law in mazhilis)
    said = [
        f"began with {SENATE_1996.total_seats} senators and {first} deputies of the Mazhilis",
        f"had {first} seats from 1995, {second} from 1999, {third} from 2007 and {fourth} from",
        f"Independents of the {MAZHILIS_2023.smd_seats} districts of 2023",
        f"Of the {third}, nine were elected by",
        f"In the Kurultai all {KURULTAI.list_seats} seats are list seats",
        f"one chamber, {KURULTAI.total_seats} deputies for five years",
        f'"It has {KURULTAI.total_seats} members and passes the budget."',
        f"A Mazhilis of {third} for five years",
        f"{fourth} in 2023; {KURULTAI.total_seats} in the Kurultai",
        f"From 116 ({second} + 39) to 154 ({third} + {SENATE_2008.total_seats}).",
    ]
    assert (KURULTAI.list_seats, MAZHILIS_2008.assembly_seats, KURULTAI.term_years) == (145, 9, 5)
    assert not_said(said, TEXT) == []


def test_the_rules_for_candidates_of_the_senate() -> None:
    law = SENATE_2023
    said = [
        f"a citizen of {law.min_age} or older",
        f"needed signatures of {law.signatures_pct_of_electors} per cent of the electors, and at "
        f"most {law.signatures_one_maslikhat_max_pct} per cent from one maslikhat",
        f"(Of what these {law.signatures_one_maslikhat_max_pct} per cent are counted",
        f"at least {SENATE_1996.runoff_minimum_pct} per cent of the electors who voted",
        f"7 until May 2007, then {SENATE_2008.appointed_seats}, and from 8 June 2022 ten",
    ]
    assert SENATE_1996.appointed_seats == 7
    assert law.appointed_seats == 10
    assert not_said(said, TEXT) == []


@pytest.mark.parametrize(("each", "extra"), [(1, 17), (0, 34), (0, 10)])
def test_links_say_the_seats_that_they_set(each: int, extra: int) -> None:
    assert f"?each={each}&amp;extra={extra}" in SOURCE
    total = each * len(RESIDENTS) + extra
    words = {
        (1, 17): f"One seat each and {extra} by residents: also {total} seats.",
        (0, 34): f"All {total} by residents. Claim",
        (0, 10): "Ten seats by residents. Claim",
    }
    assert words[each, extra] in TEXT


def test_what_the_other_rules_do() -> None:
    def ratio(**values: int) -> str:
        found = re.search(r"ratio of ([\d.]+) to 1", one_region(**values).sentence)
        assert found
        return found[1]

    def to_move(**values: int) -> str:
        found = re.search(r"For equal weight ([\d.]+)%", one_region(**values).sentence)
        assert found
        return found[1]

    equal = malapportionment(RESIDENTS, TWO_EACH)
    largest, smallest = max(RESIDENTS.values()), min(RESIDENTS.values())
    mixed, free = {"each": 1, "extra": 17}, {"each": 0, "extra": 34}
    by_ten = to_move(each=0, extra=10)
    said = [
        f"Even with all 34 seats by residents the ratio is {ratio(**free)}, because",
        f"the ratio falls from {largest / smallest:.2f} to {ratio(**mixed)}.",
        f"falls from {equal:.1f} to {to_move(**mixed)} per cent, less than by half",
        f"seven units have no senator at all, and {by_ten} per cent of the seats",
        f"the answer to the puzzle: {largest / smallest:.2f} in 2020",
        f"weighed as much as {largest / smallest:.2f} residents of Almaty Region",
        f"keeps a voice and the ratio falls to {ratio(**mixed)}. Equal weight",
        f"with {smallest:,} residents in 2020, the same voice as Almaty Region with {largest:,}",
        f"units with {100 * float(least_share_for_majority(RESIDENTS, TWO_EACH)):.1f} per cent",
        f"a ratio ({largest / smallest:.2f} in 2020), by the share of seats that would have to "
        f"move ({equal:.1f} per cent)",
    ]
    assert equal < float(by_ten)  # "more than under equal seats"
    assert not_said(said, TEXT) == []


def test_why_34_seats_by_residents_are_not_of_equal_weight() -> None:
    """The two ends of the ratio: one and a half quotas are rounded down here and up there."""
    quota = sum(RESIDENTS.values()) / 34
    rows = one_region(each=0, extra=34).table.rows
    (most, *_), (fewest, *_) = rows[0], rows[-1]
    most, fewest = (str(name).split(" ", 1)[1] for name in (most, fewest))
    assert [rows[0][2], rows[-1][2]] == [1, 2]
    said = (
        f"because seats are whole: {most} with {RESIDENTS[most] / quota:.1f} quotas gets one, "
        f"{fewest} with {RESIDENTS[fewest] / quota:.1f} two"
    )
    assert said in TEXT


def test_the_changes_of_the_share_that_is_needed() -> None:
    def share(on: date) -> str:
        law = rules("senate", on=on)
        needed = law.total_seats // 2 + 1 - law.appointed_seats
        return f"{100 * needed / law.elected_seats:.1f}"

    before, after, later = (share(date(year, 12, 31)) for year in (2000, 2008, 2022))
    said = (
        f"members of 2007: from {before} to {after} per cent. "
        f"The change of 2022 took this back to {later}."
    )
    assert said in TEXT


def test_five_units_by_hand() -> None:
    people = sorted(FIVE.values(), reverse=True)
    shares = [100 * n / sum(people) for n in people]
    seats = 100 / len(people)
    gaps = [abs(share - seats) for share in shares]
    ratio = people[0] / people[-1]
    # In the order of the exercise: Almaty, Turkistan, Shymkent, Karaganda, Ulytau.
    said = [
        "Shares: " + ", ".join(f"{share:.2f}" for share in shares) + " per cent. Each unit has "
        f"{seats:.0f} per cent of the ten seats.",
        "Differences: "
        + ", ".join(f"{gap:.2f}" for gap in gaps)
        + f". Their sum is {sum(gaps):.2f}",
        f"half of it {sum(gaps) / 2:.1f} per cent",
        f"Almaty in 2025 the ratio was {ratio:.1f} (rounded)",
        f"In 2025 the ratio was at least {int(10 * ratio) / 10}.",
        "; ".join(f"{n / 2:,}".removesuffix(".0") for n in people) + ".",
    ]
    assert not_said(said, TEXT) == []


def test_units_above_one_and_a_half_times_the_mean() -> None:
    mean = sum(RESIDENTS.values()) / len(RESIDENTS)
    (factor,) = re.findall(r'table\[table\["per senator"\] > ([\d.]+) \* mean\]', SOURCE)
    above = {name for name, people in RESIDENTS.items() if people > float(factor) * mean}
    assert above == {"Almaty Region", "Turkistan Region", "Almaty"}
    (halved,) = re.findall(r"gap\.abs\(\)\.sum\(\)\) \* (\d+)", SOURCE)
    said = [
        f"Which units have more than {factor} times the mean",
        f"Three units are above {factor} times the mean: Almaty Region, Turkistan Region and",
        f"(The factor {halved} is {2 * int(halved)} per cent, halved.)",
    ]
    assert not_said(said, TEXT) == []


def test_one_party_after_2007() -> None:
    share = largest_party_2007()
    said = [
        f"after the vote of 2007 one party had {share} per cent of the Mazhilis",
        f"in which one party had {share} per cent; since then",
    ]
    assert not_said(said, TEXT) == []


@pytest.mark.parametrize(
    "sentence",
    [
        # Kazinform, January 2023, on the electors of the Senate and its results.
        "In the whole country 3,168 such electors",
        "317 in Turkistan Region, 263 in Kostanay Region, 38 in Almaty, 31 in Astana and 30 in",
        "The number of people who had a vote was 30.",
        "that is why there were 30 electors and 317.",
        "the 20 winners had between 61.7 and 90.9 per cent, by preliminary results",
        # Kazinform, June 2022, and Qazinform, January 2026.
        "from June 2022 to 2026: 117 members, once a year",
        "126, in three groups of 42, with the right to submit laws",
    ],
)
def test_sentences_as_reviewed_against_their_source(sentence: str) -> None:
    assert sentence in TEXT
