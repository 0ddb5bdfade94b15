"""Numbers in the text of the chapter on parliamentary elections, before its exercises."""

import re
from datetime import date
from fractions import Fraction
from math import exp

import pytest

from kazlib.law import rules
from kazlib.offices.runner_up import runner_up
from kazlib.tables.elections import (
    AGAINST_ALL,
    list_election,
    official_district_seats,
    official_list_votes,
)
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

CHAPTER = (CHAPTERS / "parliamentary-elections.md").read_text(encoding="utf-8")
TEXT = words_of("parliamentary-elections")
LINKS = re.findall(r'<a href="#[a-z-]+\?([^"]+)">([^<]+)</a>', CHAPTER)

DAY_1994, DAY_1995, DAY_1999 = date(1994, 3, 7), date(1995, 12, 9), date(1999, 10, 10)
DAY_2007, DAY_2012, DAY_2016 = date(2007, 8, 18), date(2012, 1, 15), date(2016, 3, 20)
DAY_2021, DAY_2023, DAY_2026 = date(2021, 1, 10), date(2023, 3, 19), date(2026, 8, 23)

AS_REVIEWED_AGAINST_THEIR_SOURCE = [
    # The Moscow Times of January 2009.
    "They asked for a threshold of at most 3 per cent and for members of all parties",
    # Open Quryltai project of August 2026, which quotes the commission's list of documents.
    "that a list may have at most 30 per cent more names than there are seats",
]


def rows(day, tier):
    return [r for r in records("mazhilis_elections") if (r["date"], r["tier"]) == (day, tier)]


def share(party, day):
    """Return the share of a list, or of votes against all, in per cent of the valid votes."""
    votes = list_election(day).votes
    return Fraction(100 * votes[party], sum(votes.values()))


def passed(day):
    threshold = rules("mazhilis", on=day).threshold_pct
    lists = [party for party in list_election(day).votes if party != AGAINST_ALL]
    return [party for party in lists if share(party, day) >= threshold]


def least_share_of(group, day):
    """Return the per cent that the quota rule of a day asks for."""
    rule = rules("mazhilis", on=day).quota_rule
    assert group in rule
    return int(re.search(r"(\d+) per cent", rule)[1])


def test_the_two_chambers_of_districts():
    law = rules("mazhilis", on=DAY_1994)
    districts = {row["party"]: row["seats"] for row in rows(DAY_1994, "smd")}
    (state_list,) = rows(DAY_1994, "state_list")
    candidates = re.match(r"(\d+) candidates", state_list["note"])[1]
    union = "Union of People's Unity of Kazakhstan (SNEK)"
    sentences = [
        f"had {law.total_seats} seats. {law.smd_seats} came from single-member districts",
        f"The other {law.state_list_seats} came from a state list (",
        f") of {candidates} candidates, all proposed by the President",
        f"the Union of People's Unity won {districts[union]} districts and independents"
        f" {districts['Independents']} (derived)",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_mazhilis_of_1995():
    law, districts = rules("mazhilis", on=DAY_1995), rows(DAY_1995, "smd")
    seen, *derived, unknown = districts
    assert {row["confidence"] for row in (*derived, unknown)} == {"derived"}
    late, first = re.search(r"(\d+) seats filled .* (\d+) elected", seen["note"]).groups()
    sentences = [
        f"a Mazhilis of {law.total_seats}. All {law.smd_seats} seats were filled in districts",
        f"the first round filled {first} seats",
        f"{late} seats were filled only on 4 February 1996",
        f"Unity has {seen['seats']} seats in the sources;"
        f" {sum(row['seats'] for row in derived)} more are derived, and {unknown['seats']} cannot",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_way_from_districts_to_lists():
    before, after = rules("mazhilis", on=DAY_1995), rules("mazhilis", on=date(1998, 10, 7))
    assert (before.list_seats, after.list_seats) == (None, 10)
    threshold = rules("mazhilis", on=date(1999, 5, 6)).threshold_pct
    assert share(AGAINST_ALL, DAY_1999) > threshold
    assert passed(DAY_2007) == ["Nur Otan"]
    kept = rules("mazhilis", on=DAY_2007)
    sentences = [
        f"added ten list seats to the {after.smd_seats} districts",
        f"of May 1999 set an electoral threshold of {threshold} per cent",
        f'"Against all" also had more than {threshold} per cent, but it is no list',
        f"A puzzle: {list_election(DAY_2007).seats['Nur Otan']} seats for one list",
        f"shut out independents and blocs and kept the {kept.threshold_pct} per cent",
        f"Only Nur Otan passed {kept.threshold_pct} per cent. Only admitted lists",
        f"law gave all {kept.list_seats} list seats to the only list over"
        f" {kept.threshold_pct} per cent",
        f"| Only Nur Otan passed {kept.threshold_pct} per cent in 2007 | Right |",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_rule_of_2009_in_steps():
    law = rules("mazhilis", on=DAY_2012)
    first, second = sorted(official_list_votes(DAY_2007).values())[:-3:-1]
    steps = runner_up(first, second, 98)
    both = steps.first_whole + steps.second_whole
    assert steps.leftover == 98 - both == 2
    bare = runner_up(first, second, 98, factor=1)
    given, without_factor = (
        [found.seats_first_list[1], found.seats_largest_remainder[1]] for found in (steps, bare)
    )
    assert without_factor == [seats + 1 for seats in given]
    factor = f"{float(law.runner_up_factor)}"
    sentences = [
        f"first_quotas_2009. Whole part {steps.first_whole}.",
        f"Multiply by {factor}: second_reduced_2009. Whole part {steps.second_whole}, and never"
        f" less than {law.runner_up_minimum_seats}.",
        f"Together that is whole_2009, {both} of {law.list_seats} seats. Two seats are left over.",
        f"{steps.first_whole} and {steps.second_whole} seats are sure, two are open",
        f"Claim: {factor} costs the second list one seat.",
        "True in each reading: at_factor_1 seats instead of {} or {}".format(*given),
    ]
    assert not_said(sentences, TEXT) == []


def test_three_lists_at_three_elections():
    seats = {
        day: [count for count in list_election(day).seats.values() if count]
        for day in (DAY_2012, DAY_2016, DAY_2021)
    }
    people = "Communist People's Party of Kazakhstan"
    of_2016 = (share("Ak Zhol", DAY_2016), share(people, DAY_2016))
    sentences = [
        "gave Nur Otan {} list seats, Ak Zhol {} and the Communist People's Party {}.".format(
            *seats[DAY_2012]
        ),
        "Those of 20 March 2016 gave {}, {} and {}.".format(*seats[DAY_2016]),
        f"and the Communist People's Party {float(share(people, DAY_2012)):.2f}; in 2016",
        "in 2016 they had {:.2f} and {:.2f}.".format(*map(float, of_2016)),
        "the three lists won {}, {} and {} seats;".format(*seats[DAY_2021]),
        f"Auyl stayed below with {float(share('Auyl', DAY_2021)):.2f} per cent",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_rules_of_2020_to_2022():
    before, after = (rules("mazhilis", on=date(2021, 5, day)) for day in (24, 25))
    mixed = rules("mazhilis", on=DAY_2023)
    youth, disabled = least_share_of("under-29", DAY_2021), least_share_of("disabil", DAY_2023)
    assert "of the seats won" in mixed.quota_rule
    sentences = [
        f"under 29 together had to be at least {youth} per cent of a party list",
        f"the threshold fell from {before.threshold_pct} to {after.threshold_pct} per cent",
        f"No election of {after.list_seats} list seats ever used the {after.threshold_pct} per"
        " cent: before the next vote",
        f"the Mazhilis had {mixed.total_seats} seats: {mixed.list_seats} from lists and"
        f" {mixed.smd_seats} from districts",
        f"joined women and young people in the {disabled} per cent",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_mixed_election_of_2023():
    election, districts = list_election(DAY_2023), official_district_seats(DAY_2023)
    assert len(passed(DAY_2023)) == 6
    note = rows(DAY_2023, "smd")[0]["note"]
    candidates, alone = re.search(r"(\d+) candidates, (\d+) self-nominated", note).groups()
    (women,) = [
        row
        for row in records("women_share")
        if (row["date"], row["body"]) == (DAY_2023, "Mazhilis")
    ]
    other = re.search(r"IDEA counts (\d+)", women["note"])[1]
    seats = [count for count in election.seats.values() if count]
    of_list_seats = Fraction(100 * election.seats["Amanat"], sum(seats))
    assert Fraction(districts["Amanat"], sum(districts.values())) == Fraction(22, 29)
    sentences = [
        f"seven lists stood and six passed {rules('mazhilis', on=DAY_2023).threshold_pct} per cent:"
        " Amanat (the former Nur Otan) with {} list seats, Auyl {}, Respublica {}, Ak Zhol {}, the"
        " People's Party {} and the Nationwide Social Democratic Party {}.".format(*seats),
        f"Baytaq had {float(share('Baytaq', DAY_2023)):.1f} per cent,"
        f' "against all" {float(share(AGAINST_ALL, DAY_2023)):.1f}.',
        f"In the districts {candidates} candidates stood, {alone} of them self-nominated.",
        "Amanat won {} districts and independents {} (derived".format(*districts.values()),
        f"Amanat had {float(share('Amanat', DAY_2023)):.1f} per cent of the valid votes"
        f" (votes against all included), {round(of_list_seats)} per cent of the list seats and"
        " three quarters",
        f"of the {women['women']} women elected in 2023 (another source counts {other})",
    ]
    assert not_said(sentences, TEXT) == []


def test_what_is_said_of_the_kurultai():
    law = rules("mazhilis", on=DAY_2026)
    lists = rows(DAY_2026, "party_list")
    sizes = [row["list_candidates"] for row in lists]
    named = (
        "Adilet {}, Respublica {}, People's Party {}, Auyl {}, Ak Zhol {}, Baytaq {},"
        " Nationwide Social Democratic Party {}."
    )
    share_2026 = int(lists[0]["pct"])
    least = least_share_of("disabilities", DAY_2026)
    sentences = [
        f"It has {law.total_seats} deputies, elected for five years from lists",
        f"seven lists with {sum(sizes)} candidates stood (unconfirmed: one source): "
        + named.format(*sizes),
        f"persons with disabilities together must be at least {least} per cent of it",
        f"says that Adilet had about {share_2026} per cent",
        f"If the {share_2026} per cent were right",
        f"the list would have about {round(Fraction(share_2026 * law.list_seats, 100))} seats"
        f" ({share_2026} per cent of {law.list_seats} is",
        f"it would have all {law.list_seats}.",
    ]
    assert not_said(sentences, TEXT) == []
    assert (len(lists), law.term_years) == (7, 5)


def test_sentences_of_cited_sources():
    assert not_said(AS_REVIEWED_AGAINST_THEIR_SOURCE, TEXT) == []


@pytest.mark.parametrize(
    ("query", "label"), [link for link in LINKS if "per cent" in link[1]], ids=str
)
def test_a_link_that_names_a_threshold_sets_it(query, label):
    value = re.search(r"threshold=([\d.]+)", query)[1]
    assert f"{value} per cent" in label


def test_numbers_of_the_code_stand_in_the_text_beside_it():
    """A sentence on a reform names the number that its cell sets."""

    def set_in(name, pattern):
        return re.search(rf"{name} = seats_if\(.*{pattern}", CHAPTER)[1]

    below = set_in("seats_2007_at_4", r"threshold_pct=(\d+)")
    house = re.search(r"def middle\(day, system, seats=(\d+)", CHAPTER)[1]
    near, wide = re.search(r'f"spread \{s\}"\]\) for s in \(([\d.]+), ([\d.]+)\)', CHAPTER).groups()
    district_seats = official_district_seats(DAY_2023)
    amanat, all_of_them = district_seats["Amanat"], sum(district_seats.values())
    sentences = [
        f"At {below} per cent the seats are seats_2007_at_4",
        f"Otan has otan_one_round of {house} seats in one round",
        f"In 2023 Amanat won {amanat} of {all_of_them} districts; the model at a spread of {near}"
        f" says near_2023. At a spread of {wide} it says wide_2023, and {amanat} lies inside.",
    ]
    assert not_said(sentences, TEXT) == []


def test_what_a_spread_of_one_half_means():
    """One standard deviation down and up, before shares are made to add up to 100."""
    spread = 0.5
    low, high = exp(-spread), exp(spread)
    sentence = (
        f"At {spread} a list typically stands at between {low:.1f} and {high:.1f} times its support"
    )
    assert not_said([sentence], TEXT) == []


def test_shares_of_the_votes_for_lists_alone():
    votes = official_list_votes(DAY_2023)
    lists = {party: count for party, count in votes.items() if party != AGAINST_ALL}
    per_cent = round(Fraction(100 * lists["Amanat"], sum(lists.values())))
    people = Fraction(100 * lists["People's Party of Kazakhstan"], sum(lists.values()))
    sentences = [
        f"with {per_cent} per cent of the votes for lists Amanat wins {per_cent} per cent of"
        " the districts",
        f"the People's Party would pass with {float(people):.2f} per cent",
    ]
    assert not_said(sentences, TEXT) == []
