"""Numbers in the exercises of the chapter on parliamentary elections, and in their solutions."""

import re
from datetime import date
from fractions import Fraction

from kazlib.apportionment import highest_averages
from kazlib.law import rules
from kazlib.measures import effective_number
from kazlib.offices.mazhilis import list_seats
from kazlib.offices.runner_up import runner_up
from kazlib.tables.elections import (
    AGAINST_ALL,
    list_election,
    list_elections,
    official_list_votes,
)
from kazlib.tables.records import records
from tests.data.by_hand import lines_of, listed, shown
from tests.data.text_numbers import not_said, words_of

TEXT = words_of("parliamentary-elections")

DAY_2004, DAY_2007, DAY_2012 = date(2004, 9, 19), date(2007, 8, 18), date(2012, 1, 15)
DAY_2021, DAY_2023 = date(2021, 1, 10), date(2023, 3, 19)
PASSED_2004 = dict(list(official_list_votes(DAY_2004).items())[:4])
SHORT = ("Otan", "Ak Zhol", "Asar", "AIST")


def test_ten_seats_by_hand():
    total = sum(PASSED_2004.values())
    lines = lines_of(PASSED_2004, 10)
    one, two = sorted(lines.values(), key=lambda line: line.remainder)[:-3:-1]
    assert (one.extra, two.extra) == (1, 1)
    sentences = [
        "four lists passed the threshold: Otan {:,} votes, Ak Zhol {:,}, Asar {:,}, AIST"
        " {:,}.".format(*PASSED_2004.values()),
        "The sum is {:,} + {:,} + {:,} + {:,} = {:,}.".format(*PASSED_2004.values(), total),
        f"The quota is {total:,} / 10 = {shown(Fraction(total, 10), 1)}.",
        *(line.row(name, 3) for name, line in zip(SHORT, lines.values(), strict=True)),
        f"The whole quotas give {sum(line.whole for line in lines.values())} seats. The two left"
        f" go to AIST ({shown(one.remainder, 3)}) and Otan ({shown(two.remainder, 3)}):"
        f" {listed({name: line.seats for name, line in lines.items()})}, as in the official",
    ]
    assert not_said(sentences, TEXT) == []
    official = list_election(DAY_2004).seats
    assert {name: official[name] for name in lines} == {n: line.seats for n, line in lines.items()}


def test_ten_seats_by_dhondt():
    otan, ak_zhol, asar, aist = PASSED_2004.values()
    numbers = [shown(Fraction(otan, divisor)) for divisor in range(1, 10)]
    queue = sorted(Fraction(v, d) for v in PASSED_2004.values() for d in range(1, 11))[::-1]
    sentences = [
        f"Otan: {'; '.join(numbers)}. Ak Zhol: {ak_zhol:,}; {shown(Fraction(ak_zhol, 2))}. Asar:"
        f" {asar:,}; {shown(Fraction(asar, 2))}. AIST: {aist:,}.",
        f"eight of Otan (down to {numbers[7]}), {ak_zhol:,} and {asar:,}. AIST's {aist:,} is the"
        f" eleventh. So the seats are {listed(highest_averages(PASSED_2004, 10).seats)}.",
    ]
    assert queue[10] == aist
    assert not_said(sentences, TEXT) == []


def test_the_base_of_the_threshold():
    election = list_election(DAY_2004)
    valid, invalid = sum(election.votes.values()), election.invalid
    *others, (_, aist) = PASSED_2004.items()
    per_cent = rules("mazhilis", on=DAY_2004).threshold_pct
    ballots = valid + invalid
    bars = [Fraction(per_cent * base, 100) for base in (valid, ballots)]
    needed = [-(-bar.numerator // bar.denominator) for bar in bars]
    lines = lines_of(dict(others), 10)
    total = sum(votes for _, votes in others)
    quotas = [f"{n} {shown(line.quotas, 3)}" for n, line in lines.items()]
    wholes = [line.whole for line in lines.values()]
    (extra,) = [line for line in lines.values() if line.extra]
    sentences = [
        f"In 2004 there were {valid:,} valid votes and {invalid:,} invalid or blank ballots.",
        f"How many votes are {per_cent} per cent of each base?",
        f"By how many votes does AIST ({aist:,}) pass or fail?",
        f"{per_cent} per cent of {valid:,} is {shown(bars[0], 2)}, so at least {needed[0]:,} votes",
        f"All ballots are {valid:,} + {invalid:,} = {ballots:,}; {per_cent} per cent of them is"
        f" {shown(bars[1], 2)}, so at least {needed[1]:,}.",
        f"passes with {aist:,} − {needed[0]:,} = {aist - needed[0]:,} votes more than needed",
        f"fails by {needed[1]:,} − {aist:,} = {needed[1] - aist:,}.",
        f"the three lists have {total:,} votes; the quota is {shown(Fraction(total, 10), 1)}.",
        f"{', '.join(quotas)}: whole quotas {' + '.join(map(str, wholes))} = {sum(wholes)}, and the"
        f" last seat goes to Ak Zhol ({shown(extra.remainder, 3)}).",
        f"Result {listed({name: line.seats for name, line in lines.items()})}.",
    ]
    assert not_said(sentences, TEXT) == []
    assert extra == lines["Ak Zhol"]


def test_the_runner_up_rule_on_the_votes_of_2012():
    votes = official_list_votes(DAY_2012)
    first, second = votes["Nur Otan"], votes["Ak Zhol"]
    everyone, law = sum(votes.values()), rules("mazhilis", on=DAY_2012)
    bar, seats = Fraction(75, 10), law.list_seats
    steps = runner_up(first, second, seats)
    quotas = [Fraction(votes) / steps.quota for votes in (first, second)]
    reduced = quotas[1] * law.runner_up_factor
    quota = shown(steps.quota, 2)
    sure = steps.first_whole + steps.second_whole
    # Largest remainders give each of two lists one seat at most, so they settle two of the four.
    assert steps.leftover == seats - sure == 4
    assert steps.seats_largest_remainder is None
    assert second < bar * everyone / 100
    sentences = [
        f"Nur Otan {first:,}, Ak Zhol {second:,}, all lists together {everyone:,}. Suppose the"
        f" threshold had been {float(bar)} per cent.",
        f"Apply the rule of 2009 for {seats} seats.",
        f"{float(bar)} per cent of {everyone:,} is {shown(bar * everyone / 100, 1)}. Ak Zhol, the"
        f" second list, has {second:,}, which is less.",
        f"Quota: ({first:,} + {second:,}) / {seats} = {first + second:,} / {seats} = {quota}.",
        f"Nur Otan: {first:,} / {quota} = {shown(quotas[0], 3)}, whole part {steps.first_whole}.",
        f"Ak Zhol: {second:,} / {quota} = {shown(quotas[1], 3)}; times"
        f" {float(law.runner_up_factor)} is {shown(reduced, 3)}, whole part {steps.second_whole},"
        f" more than the minimum of {law.runner_up_minimum_seats}. Together {sure}; four seats",
        f"Certain: at least {steps.first_whole} and {steps.second_whole}. If the four go to the"
        " first list: {} and {} (an assumption).".format(*steps.seats_first_list),
        f"so {steps.first_whole + 1} and {steps.second_whole + 1}, and say nothing",
        f"with both lists over {law.threshold_pct} per cent, Ak Zhol had"
        f" {list_election(DAY_2012).seats['Ak Zhol']} seats.",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_threshold_of_a_day():
    before, law = (rules("mazhilis", on=date(2021, month, 1)) for month in (5, 6))
    sentences = [
        f"in force on 1 June 2021? Was it ever used to fill {law.list_seats} seats?",
        f"the threshold was {law.threshold_pct} per cent instead of {before.threshold_pct} (",
        f"No election of {law.list_seats} list seats was held under it",
    ]
    assert not_said(sentences, TEXT) == []


def test_lost_votes_and_lists_in_the_chamber():
    held = {election.day.year: election for election in list_elections() if election.votes}
    lost, number = {}, {}
    for year, election in held.items():
        total = sum(election.votes.values())
        without = sum(election.votes[p] for p, seats in election.seats.items() if not seats)
        lost[year] = Fraction(100 * without, total)
        number[year] = effective_number(election.seats)
    assert (max(lost, key=lost.get), min(number, key=number.get)) == (1999, 2007)
    against = held[1999].votes[AGAINST_ALL]
    with_those = lost[1999] + Fraction(100 * against, sum(held[1999].votes.values()))
    won = {
        year: ", ".join(str(seats) for seats in sorted(election.seats.values())[::-1] if seats)
        for year, election in held.items()
    }
    sentences = [
        f"compute (b) for 1999 with {won[1999]} seats, 2007 with {won[2007]} and 2016 with"
        f" {won[2016]}.",
        f"that of 1999 ({shown(lost[1999], 1)} per cent; with those against all"
        f" {shown(with_those, 1)}). The smallest effective number is that of 2007"
        f" ({number[2007]:.2f}).",
        f"only {shown(lost[2016], 1)} per cent were lost, yet the effective number is"
        f" {number[2016]:.2f}.",
    ]
    assert not_said(sentences, TEXT) == []


def test_a_claim_about_88_per_cent():
    election = list_election(DAY_2007)
    lists, first = sum(election.votes.values()), election.votes["Nur Otan"]
    ballots = lists + election.invalid

    def of(base):
        return shown(Fraction(100 * first, base), 2)

    turnout = shown(Fraction(100 * ballots, election.registered), 2)
    row = next(r for r in records("mazhilis_elections") if r["date"] == DAY_2007)
    other = re.search(r"embassy page prints a turnout of ([\d.]+)", row["note"])[1]
    mission = next(r for r in records("observation") if r["election_date"] == DAY_2007)
    counts = re.search(r"negatively in over (\d+) per cent", mission["assessment"])[1]
    sentences = [
        f'"In 2007, {of(lists)} per cent of the citizens of Kazakhstan supported Nur Otan."',
        f"Data: {first:,} votes for Nur Otan, {lists:,} for all lists, {election.invalid:,} invalid"
        f" ballots, {election.registered:,} registered voters.",
        f"The base. {of(lists)} per cent is of votes for lists. Of all ballots ({lists:,} +"
        f" {election.invalid:,} = {ballots:,}) it is {of(ballots)} per cent; of registered voters"
        f" it is {first:,} / {election.registered:,} = {of(election.registered)} per cent.",
        f"it judged the count negatively in over {counts} per cent of places (Reuters",
        f"{ballots:,} of {election.registered:,} is {turnout} per cent; an embassy page prints"
        f" {other}, probably preliminary.",
        f"Nur Otan had {of(lists)} per cent of the votes for lists on 18 August 2007;",
        f"in its preliminary findings, judged the count negatively in over {counts} per cent",
    ]
    assert not_said(sentences, TEXT) == []


def test_a_reform_from_7_to_3():
    votes, law = official_list_votes(DAY_2021), rules("mazhilis", on=DAY_2021)
    total = sum(votes.values())
    old, new = law.threshold_pct, 3
    counts = {pct: list_seats(law.reform(threshold_pct=pct), votes) for pct in (old, 5, new)}
    shares = [shown(Fraction(100 * n, total), 2) for n in votes.values()]
    largest = max(counts[new].seats.values())

    def row(pct):
        lost = counts[pct].lost_votes
        share = f" ({shown(Fraction(100 * lost, total), 1)} per cent)" if lost else ""
        seats = ", ".join(str(counts[pct].seats.get(party, 0)) for party in votes)
        return f"| {pct} per cent | {seats} | {lost:,}{share} |"

    named = "Nur Otan {:,}, Ak Zhol {:,}, People's Party {:,}, Auyl {:,}, Adal {:,}; {} seats."
    sentences = [
        f"A deputy proposes to lower the threshold from {old} to {new} per cent.",
        named.format(*votes.values(), law.list_seats),
        f"Give the seats for {old}, 5 and {new} per cent.",
        f"The shares are {', '.join(shares[:-1])} and {shares[-1]} per cent.",
        *map(row, counts),
        f"For: at {new} per cent every valid vote of 2021 would have been for a list in",
        f"{shown(Fraction(100 * largest, law.list_seats), 1)} per cent of the seats for"
        f" {shown(Fraction(100 * max(votes.values()), total), 1)} per cent of the votes",
    ]
    assert not_said(sentences, TEXT) == []
    assert counts[new].lost_votes == 0


def test_a_debate_on_districts():
    law = rules("mazhilis", on=DAY_2023)
    districts = law.total_seats - law.list_seats
    sentence = f"in 2023, {districts} of the {law.total_seats} members came from districts"
    assert not_said([sentence], TEXT) == []
