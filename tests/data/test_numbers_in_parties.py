"""Numbers in the text and the exercises of the chapter on parties."""

import re
from fractions import Fraction

from kazlib.explorables.party_system import compute
from kazlib.figures.plots_parties import fate_of_parties
from kazlib.law import rules
from kazlib.measures import effective_number, golosov, volatility
from kazlib.party_systems import fragmentation, volatility_parts
from kazlib.tables.elections import AGAINST_ALL, list_elections, official_district_seats
from kazlib.tables.frames import frame
from kazlib.tables.parties import successions
from kazlib.tables.records import records
from tests.data.by_hand import shown
from tests.data.text_numbers import not_said, words_of

TEXT = words_of("parties")
HELD = {election.day.year: election for election in list_elections()}
REGISTERED = records("party_registration")
DAY_2023 = HELD[2023].day
MEMBERS = [row["members"] for row in REGISTERED]

AS_REVIEWED_AGAINST_THEIR_SOURCE = [
    # Human Rights Watch (2004), part 5.
    "19 parties were registered in 2002, eleven applied again, and seven were registered",
    "After the law of 2002 seven of 19 registered parties were registered again.",
]


def votes(year):
    return {p: count for p, count in HELD[year].votes.items() if p != AGAINST_ALL}


def share(party, year):
    return Fraction(100 * votes(year)[party], sum(votes(year).values()))


def links(one, two, **only):
    steps = successions(votes(one), votes(two), HELD[two].day, **only)
    return {name: path[-1].later for name, path in steps.items()}


def parts(one, two):
    """Return volatility between two elections, with successors joined, in its parts."""
    return volatility_parts(votes(one), votes(two), successors=links(one, two))


def drawn(pair, successors="names"):
    """Return the two ballots that the explorable draws."""
    rows = compute(pair=pair, successors=successors).table.rows
    return [{row[0]: int(row[c]) for row in rows if row[c] != ""} for c in (1, 2)]


def squares(seats):
    return [count**2 for count in seats]


# ------------------------------------------------------------------------------------------------
# The life of parties, and the law.


def test_the_puzzle():
    sentences = [
        f"Nur Otan, first in 2007 with {shown(share('Nur Otan', 2007))} per cent, had not",
        f"That is a gain of nine points, not of {shown(share('Nur Otan', 2007))}.",
    ]
    assert not_said(sentences, TEXT) == []
    family = ("Otan", "Asar", "AIST bloc (Agrarian and Civic parties)")
    gain = share("Nur Otan", 2007) - sum(share(party, 2004) for party in family)
    assert round(gain) == 9


def test_the_rule_of_entry_by_numbers_of_members():
    first, second, third, fourth, fifth = MEMBERS
    of_2020, of_2022 = REGISTERED[3:]
    initiators = "{initiators:,} initiators, {members_per_region} members in each region"
    sentences = [
        f"| before July 2002 | {first:,} | |",
        f"| July 2002 | {second:,} | all parties had to register again |",
        f"first day not seen | {third:,} | at least {REGISTERED[2]['members_per_region']} members",
        f"| May 2020 | {fourth:,} | {initiators.format(**of_2020)} |",
        f"| 2022 | {fifth:,} | {initiators.format(**of_2022)} |",
        f"Parliament passed the step from {second:,} to {third:,} in January 2009",
        f"asked for {first:,} members, from 2002 for {second:,}, then {third:,} (passed in 2009),"
        f" {fourth:,} and, from 2022, {fifth:,}.",
        f"should have to show {fifth:,} members.",
        f"In a country of millions {fifth:,} is little: a tenth of the number of 2002.",
        f"no new party was registered under {fourth:,}.",
        f"Ak Zhol, was the first to bring more than {second:,} signatures",
    ]
    assert second == 10 * fifth
    assert not_said(sentences, TEXT) == []


def test_sentences_of_cited_sources():
    assert not_said(AS_REVIEWED_AGAINST_THEIR_SOURCE, TEXT) == []


def test_the_deposit_of_2023():
    law = rules("mazhilis", on=DAY_2023)
    (deposit,) = [
        row
        for row in records("campaign_rules")
        if (row["scope"], row["parameter"]) == ("Mazhilis lists", "deposit")
        and row["valid_from"] == law.valid_from
    ]
    free = re.search(r"free for parties with (\d+) per cent", deposit["note"])[1]
    sentence = (
        f"in 2023 it was {deposit['value']} minimum wages for each person, and nothing for a party"
        f" that had {free} per cent at the last election"
    )
    assert not_said([sentence], TEXT) == []


def test_the_parties_of_the_table():
    known = fate_of_parties(frame("parties"), frame("party_links")).value_counts().to_dict()
    assert sum(known.values()) == len(records("parties"))
    sentence = f"They are five of at least {len(records('parties'))}; none of them was on the"
    assert not_said([sentence], TEXT) == []


def test_the_paper_and_the_threshold_of_2007():
    threshold = rules("mazhilis", on=HELD[2007].day).threshold_pct
    assert [p for p in votes(2007) if share(p, 2007) >= threshold] == ["Nur Otan"]
    sentence = f"| Only Nur Otan passed {threshold} per cent in 2007 | Right."
    assert not_said([sentence], TEXT) == []


def test_the_one_number_of_2026():
    (row,) = [r for r in records("mazhilis_elections") if r["date"] == HELD[2026].day and r["pct"]]
    assert row["party"] == "Adilet"
    sentence = f"gives Adilet about {shown(row['pct'])} per cent, provisional"
    assert not_said([sentence], TEXT) == []


# ------------------------------------------------------------------------------------------------
# Measures.


def test_the_largest_and_the_smallest_list_of_1999():
    lists = [share(party, 1999) for party in votes(1999)]
    assert len(lists) == 9
    published = [r for r in records("mazhilis_elections") if r["date"] == HELD[1999].day]
    shares = sorted(
        row["pct"]
        for row in published
        if row["tier"] == "party_list" and row["party"] in votes(1999)
    )
    sentence = f"a party with {shown(shares[-1])} per cent and one with {shown(shares[0])} per cent"
    assert not_said([sentence], TEXT) == []


def test_the_list_seats_of_1999_by_hand():
    seats = sorted((count for count in HELD[1999].seats.values() if count), reverse=True)
    fractions = [float(Fraction(count, sum(seats))) ** 2 for count in seats]
    total, number = sum(fractions), effective_number(seats)
    apart = fragmentation(seats)
    list_seats = rules("mazhilis", on=HELD[2007].day).list_seats
    sentences = [
        f"The ten list seats of 1999 went {', '.join(map(str, seats))}.",
        f"The squares are {' + '.join(f'{square:.2f}' for square in fractions)} = {total:.2f}, and"
        f" 1 / {total:.2f} = {number:.2f}.",
        f"In 2007 one list had all {list_seats} seats: 1 / 1 = 1.",
        f"1 − {total:.2f} = {apart:.2f} for the list seats of 1999",
        f"in {100 * apart:.0f} per cent of the draws they belong to different lists",
        f"by list seats alone the number was {number:.2f}.",
    ]
    assert not_said(sentences, TEXT) == []


def test_steps_to_notice():
    ak_zhol = [share("Ak Zhol", year) for year in (2004, 2007)]
    with_democrats = ak_zhol[0] + share("Democratic Party of Kazakhstan", 2004)
    merged, swapped = drawn("invented-merged"), drawn("invented-swapped")
    four, one = map(effective_number, merged)
    apart, joined = volatility(*merged), volatility(*drawn("invented-merged", "recorded"))
    number, other = map(effective_number, swapped)
    moved = volatility(*swapped)
    sentences = [
        f"Ak Zhol fell from {shown(with_democrats, 1)} to {shown(ak_zhol[1], 1)} per cent. The"
        f" {shown(with_democrats, 1)} hold the Democratic Party as well",
        f"Without it the fall is from {shown(ak_zhol[0], 1)}.",
        f"number falls from {shown(four)} to {shown(one)}, volatility is {shown(apart)} or"
        f" {shown(joined)}.",
        f"The number stays at {number:.2f} and volatility is {shown(moved)}.",
    ]
    assert not_said(sentences, TEXT) == []
    assert number == other
    assert golosov(votes(2023)) < effective_number(votes(2023))  # step 7: it stays nearer to 1
    assert links(2004, 2007)["Democratic Party of Kazakhstan"] == "Ak Zhol"


def test_the_key_points():
    by_votes = {year: f"{effective_number(votes(year)):.1f}" for year in (1999, 2007, 2023)}
    apart, joined = volatility(votes(2004), votes(2007)), parts(2004, 2007).total
    sentences = [
        f"fell from {by_votes[1999]} in 1999 to {by_votes[2007]} in 2007 and was {by_votes[2023]}"
        " in 2023.",
        f"{shown(apart, 1)} or {shown(joined, 1)} points for 2004 to 2007.",
    ]
    assert not_said(sentences, TEXT) == []


# ------------------------------------------------------------------------------------------------
# Exercises.


def test_the_chamber_of_2023_by_hand():
    seats = sorted((count for count in HELD[2023].seats.values() if count), reverse=True)
    districts = official_district_seats(HELD[2023].day)
    house, alone = sum(seats), districts["Independents (self-nominated)"]
    whole = [seats[0] + districts["Amanat"], *seats[1:], *[1] * alone]
    total, of_whole, chamber = sum(squares(seats)), sum(squares(whole)), sum(whole)
    assert alone == 7
    terms = " + ".join(map(str, squares(seats[1:])))
    sentences = [
        f"The {house} list seats of 19 March 2023 went {', '.join(map(str, seats))}.",
        f"Amanat won {districts['Amanat']} of the {sum(districts.values())} districts as well",
        f"The squares are {seats[0] ** 2} + {terms} = {total}. {house}² = {house**2}. {house**2} /"
        f" {total} = {effective_number(seats):.2f}.",
        f"1 − {total} / {house**2} = {fragmentation(seats):.2f}.",
        f"squares {whole[0]}² + {terms} + {alone} = {of_whole}, {chamber}² = {chamber**2},"
        f" {chamber**2} / {of_whole} = {effective_number(whole):.2f}.)",
    ]
    assert not_said(sentences, TEXT) == []


def test_volatility_of_an_invented_pair():
    before, after = {"A": 40, "B": 25, "C": 20, "D": 15}, {"A": 45, "BC": 35, "E": 20}
    joined = volatility_parts(before, after, successors={"B": "BC", "C": "BC"})
    changes = {p: abs(before.get(p, 0) - after.get(p, 0)) for p in [*before, *after]}
    bc = before["B"] + before["C"]
    with_successor = [changes["A"], bc - after["BC"], before["D"], after["E"]]
    sentences = [
        "First election: A {A}, B {B}, C {C}, D {D} per cent.".format(**before),
        "Second election: A {A}, BC {BC}, E {E}.".format(**after),
        ", ".join(f"{party} {change}" for party, change in changes.items())
        + f". The sum is {sum(changes.values())}; half of it is"
        f" {shown(volatility(before, after))}.",
        f"A {changes['A']}; B and C together had {bc}, BC has {after['BC']}: {bc - after['BC']};"
        f" D {before['D']}; E {after['E']}. The sum is {sum(with_successor)}; half of it is"
        f" {shown(joined.total)}.",
        f"D left with {before['D']}, E came with {after['E']}: ({before['D']} + {after['E']}) / 2 ="
        f" {joined.entry_exit} points. The rest, {joined.within}, is change",
    ]
    assert not_said(sentences, TEXT) == []


def test_ten_seats_are_not_the_chamber():
    seats = {}
    for row in records("mazhilis_elections"):
        if row["date"] == HELD[1999].day and row["seats"]:
            seats[row["party"]] = seats.get(row["party"], 0) + row["seats"]
    house, alone = sum(seats.values()), seats.pop("Independents")
    own = sorted(seats.values(), reverse=True)
    total, of_parties = sum(squares(own)), sum(own)
    numbers = {
        "group": effective_number([*own, alone]),
        "each": effective_number([*own, *[1] * alone]),
        "none": effective_number(own),
    }
    sentences = [
        f"In 1999 the Mazhilis had {house} seats. Lists and districts together: Otan {own[0]},"
        f" independents {alone}, Civic Party {own[1]}, Federation of Trade Unions {own[2]},"
        f" Communist Party {own[3]}, Agrarian Party {own[4]}, People's Cooperative Party {own[5]}.",
        f"The squares without independents: {' + '.join(map(str, squares(own)))} = {total}, of"
        f" {of_parties} seats.",
        f"{total} + {alone**2} = {total + alone**2}; {house}² = {house**2}; {house**2} /"
        f" {total + alone**2} = {numbers['group']:.2f}.",
        f"{total} + {alone} = {total + alone}; {house**2} / {total + alone} ="
        f" {numbers['each']:.2f}.",
        f"{of_parties}² = {of_parties**2}; {of_parties**2} / {total} = {numbers['none']:.2f}.",
        f"and (b) claims {alone} parties. (c) leaves out three of ten deputies.",
    ]
    assert not_said(sentences, TEXT) == []
    assert round(Fraction(10 * alone, house)) == 3


def test_another_rule_for_the_communists():
    party = "Communist Party of Kazakhstan"
    bloc = "Opposition bloc of Communists and Democratic Choice of Kazakhstan"
    people = "Communist People's Party of Kazakhstan"
    ours = links(1999, 2004)
    assert ours[party] == bloc
    results = [
        volatility(votes(1999), votes(2004), successors=rule)
        for rule in (ours, ours | {party: people})
    ]
    one, two = (shown(share(name, 2004), 2) for name in (bloc, people))
    sentences = [
        f"In 1999 the Communist Party had {votes(1999)[party]:,} votes.",
        f"was larger in 2004, {one} or {two} per cent, and what follows?",
        "(a) {} and {}. The Communist vote".format(*(shown(found, 1) for found in results)),
        f"is compared with {one} or with {two} per cent, and the other list counts as new. So the"
        f" results differ by {one} − {two} = {shown(results[1] - results[0], 2)} points.",
    ]
    assert not_said(sentences, TEXT) == []


def test_a_claim_on_2021_and_2023():
    apart, joined = volatility(votes(2021), votes(2023)), parts(2021, 2023)
    whole, within = shown(joined.total, 1), shown(joined.within, 1)
    sentences = [
        f"volatility reached {shown(apart, 1)}, higher than in most democracies",
        f"The rule. {shown(apart, 1)} takes every name apart.",
        f"With successors joined it is {whole}.",
        f"volatility from 2021 to 2023 was {whole} points by the official results, most of it"
        f" between parties that stood both times ({within}).",
    ]
    assert not_said(sentences, TEXT) == []
