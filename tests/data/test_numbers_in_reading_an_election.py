"""Numbers in the text and the exercises of the chapter on how to read an election."""

import re
from datetime import date
from fractions import Fraction

import pytest

from kazlib.apportionment import highest_averages, largest_remainder
from kazlib.explorables.seat_allocator import INVENTED, compute
from kazlib.law import rules
from kazlib.offices.mazhilis import list_seats
from kazlib.offices.runner_up import runner_up
from kazlib.tables.elections import list_election, official_list_votes
from kazlib.tables.records import records
from tests.data.by_hand import lines_of, listed, shown
from tests.data.text_numbers import not_said, words_of

TEXT = words_of("reading-an-election")
DAY_2007, DAY_2021 = date(2007, 8, 18), date(2021, 1, 10)
PARTIES = {"A": 52_000, "B": 39_500, "C": 8_500}
COUNCIL = {"P": 47_000, "Q": 31_000, "R": 16_000, "S": 6_000}


def per_cent(part, whole, places=0):
    return shown(Fraction(100 * part, whole), places)


def elected(day):
    """Return the row of who won the presidential election of a day."""
    rows = records("presidential_elections")
    return next(row for row in rows if (row["date"], row["elected"]) == (day, "yes"))


def claimed(words):
    """Return the per cent of the claim of the paper that holds these words."""
    (claim,) = [row["claim"] for row in records("paper_claims") if words in row["claim"]]
    return re.search(r"([\d.]+)%", claim)[1]


def queue(votes):
    """Return every number of d'Hondt's queue, the largest first."""
    return sorted((Fraction(n, d) for n in votes.values() for d in range(1, 20)), reverse=True)


# ------------------------------------------------------------------------------------------------
# The puzzle, and the chain.


def test_the_two_shares_of_1999_wherever_they_stand():
    row = elected(date(1999, 1, 10))
    cast, valid = (f"{row[column]:.2f}" for column in ("pct", "pct_of_valid"))
    sentences = [
        f"A puzzle: {cast} or {valid}?",
        f"The winner's {cast} per cent of the ballots says nothing",
        f"The same votes can be {cast} or {valid} per cent.",
        f"| {claimed('in 1999')} per cent in 1999 | Right, of ballots cast; {valid} of"
        " valid votes |",
    ]
    assert not_said(sentences, TEXT) == []


def test_examples_of_the_chain():
    numbers = {row["subject"]: row["number"] for row in records("registration_1998_1999")}
    law, seats = rules("mazhilis", on=DAY_2007), list_election(DAY_2007).seats["Nur Otan"]
    sentences = [
        f"1998: {numbers['signatures']:,.0f} signatures, a deposit",
        f"2007: one list above {law.threshold_pct} per cent, {seats} of {law.list_seats} list"
        " seats",
    ]
    assert not_said(sentences, TEXT) == []


# ------------------------------------------------------------------------------------------------
# Four tools, by hand.


def test_majorities_of_a_town():
    registered, came, invalid = 1000, 640, 20
    votes = {"A": 300, "B": 220, "C": 100}
    valid = came - invalid
    assert sum(votes.values()) == valid
    more_than_half = [base // 2 + 1 for base in (valid, came, registered)]
    shares = [per_cent(votes["A"], base, 1) for base in (valid, came, registered)]
    sentences = [
        f"In an invented town {registered:,} voters are registered. {came} take part; {invalid}"
        " ballots are invalid. Candidate A has {A} votes, B {B}, C {C}.".format(**votes),
        f": {came} / {registered:,} = {per_cent(came, registered)} per cent.",
        f"Valid votes are {came} − {invalid} = {valid}, so A would need {more_than_half[0]}. Of"
        f" those who took part A would need {more_than_half[1]}, of the registered voters"
        f" {more_than_half[2]}. A has {votes['A']}: {shares[0]}, {shares[1]} or {shares[2]} per",
    ]
    assert not_said(sentences, TEXT) == []


def test_a_threshold_and_its_base():
    total, threshold = sum(PARTIES.values()), rules("mazhilis", on=DAY_2021).threshold_pct
    small, more = PARTIES["C"], 25_000
    sentences = [
        "Party A has {A:,} votes, Party B {B:,}, Party C {C:,}: together".format(**PARTIES)
        + f" {total:,}.",
        f"threshold of {threshold} per cent (",
        f"means that a list needs at least {threshold * total // 100:,} of them. C has"
        f" {per_cent(small, total, 1)} per cent and passes.",
        f"Suppose {more:,} more ballots were invalid, and the base were all ballots: {small:,} /"
        f" {total + more:,} = {per_cent(small, total + more, 1)} per cent. C fails.",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_price_of_a_seat():
    total, lines = sum(PARTIES.values()), lines_of(PARTIES, 10)
    large = {party: PARTIES[party] for party in "AB"}
    without, rest = sum(large.values()), lines_of(large, 10)
    seats = largest_remainder(PARTIES, 10).seats
    sentences = [
        f"is votes over seats: {total:,} / 10 = {total // 10:,}.",
        *(line.row(party, 2) for party, line in lines.items()),
        f"Whole quotas give {sum(line.whole for line in lines.values())} seats. Two are left",
        f"B and C: {listed(seats)}. If C had failed the threshold, the quota would be {without:,} /"
        f" 10 = {without // 10:,}. A has {shown(rest['A'].quotas, 2)}, B"
        f" {shown(rest['B'].quotas, 2)}; the seat left over goes to A: {rest['A'].seats},"
        f" {rest['B'].seats}.",
    ]
    assert not_said(sentences, TEXT) == []


def test_a_queue_for_seats():
    tenth, eleventh = queue(PARTIES)[9:11]
    rows = [
        f"| {divisor} | {' | '.join(shown(Fraction(n, divisor)) for n in PARTIES.values())} |"
        for divisor in range(1, 7)
    ]
    seats = highest_averages(PARTIES, 10).seats
    assert eleventh == PARTIES["C"]
    sentences = [
        *rows,
        f"The seats are {listed(seats)}. C stands eleventh in the queue: its {shown(eleventh)} lie"
        f" just behind A's sixth number, {shown(tenth)}.",
        f"C comes sixth, and the result is"
        f" {listed(highest_averages(PARTIES, 10, divisors='sainte-lague').seats)} again.",
    ]
    assert not_said(sentences, TEXT) == []


# ------------------------------------------------------------------------------------------------
# The explorable.


@pytest.mark.parametrize("threshold", ["9", "8.5", "45"])
def test_a_step_names_the_threshold_of_its_link(threshold):
    assert not_said([f"A threshold of {threshold} per cent."], TEXT) == []


def test_what_to_notice():
    def seats(**change):
        table = compute(election=INVENTED, **change).table
        return {row[0]: int(row[table.columns.index("Seats")]) for row in table.rows}

    for_two = seats(threshold=9)
    eleven, twenty_two = seats(seats=11), seats(seats=22)
    law = rules("mazhilis", on=DAY_2021)
    alone = runner_up(PARTIES["A"], PARTIES["B"], 10)
    sentences = [
        f"the rules are those of 2021 with ten seats in place of {law.list_seats}.",
        f"Claim: a list with exactly {per_cent(PARTIES['C'], sum(PARTIES.values()), 1)} per cent",
        "The seats become {} and {}.".format(*list(for_two.values())[:2]),
        "10, 8 and 2. Here every list doubles",
        f"Compare 11 seats with 22: {listed(eleven)} becomes {listed(twenty_two)}.",
        "admits B: {} and {}, if the seats left over go to the first list, or {} and {} by".format(
            *alone.seats_first_list, *alone.seats_largest_remainder
        ),
    ]
    assert listed(seats(seats=20)) == "10, 8, 2"
    assert not_said(sentences, TEXT) == []


# ------------------------------------------------------------------------------------------------
# Five kinds of sentences.


def test_five_sentences_on_one_election():
    law, votes = rules("mazhilis", on=DAY_2007), official_list_votes(DAY_2007)
    (mission,) = [row for row in records("observation") if row["election_date"] == DAY_2007]
    places = re.search(r"negatively in over (\d+) per cent", mission["assessment"])[1]
    first, second = sorted(votes.values())[:-3:-1]
    assert runner_up(first, second, law.list_seats).second_seats == 3
    sentences = [
        f"A list needed {law.threshold_pct} per cent to take part.",
        f"Nur Otan had {per_cent(first, sum(votes.values()), 2)} per cent of the votes for lists.",
        f"In over {places} per cent of places the count was judged negatively",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_sentences_to_sort():
    votes, law = official_list_votes(DAY_2021), rules("mazhilis", on=DAY_2021)
    assert list_seats(law.reform(threshold_pct=5), votes).seats["Auyl"] == 6
    sentences = [
        f"On 10 January 2021 Auyl had {votes['Auyl']:,} votes.",
        f"In 2021 a list needed {law.threshold_pct} per cent.",
        "With 5 per cent Auyl would have had six seats.",
    ]
    assert not_said(sentences, TEXT) == []


# ------------------------------------------------------------------------------------------------
# Exercises.


def test_three_bases_of_a_district():
    registered, came, invalid = 50_000, 30_000, 1_500
    votes = {"A": 14_600, "B": 13_900}
    valid = came - invalid
    assert sum(votes.values()) == valid
    of_valid, turnout = per_cent(votes["A"], valid, 1), per_cent(came, registered)
    sentences = [
        f"An invented district: {registered:,} registered voters, {came:,} ballots, {invalid:,} of"
        " them invalid. Candidate A has {A:,} votes, B {B:,}.".format(**votes),
        f'A newspaper writes "A is supported by {of_valid} per cent".',
        f"Turnout {came:,} / {registered:,} = {turnout} per cent. Valid votes {valid:,}. A: "
        + "; ".join(
            f"{votes['A']:,} / {base:,} = {per_cent(votes['A'], base, 2)}{unit}"
            for base, unit in ((valid, " per cent"), (came, ""), (registered, ""))
        ),
        f"yes (half is {valid // 2:,}). Of those who took part: no (half is {came // 2:,});",
        f'"A received {of_valid} per cent of the valid votes; {turnout} per cent of the registered'
        f' voters took part." Support is more than a vote, and {100 - int(turnout)} per cent did',
    ]
    assert not_said(sentences, TEXT) == []


def test_a_council_of_seven():
    total, lines = sum(COUNCIL.values()), lines_of(COUNCIL, 7)
    passed = {party: n for party, n in COUNCIL.items() if 100 * n >= 7 * total}
    rest = lines_of(passed, 7)

    def quotas(table):
        return ", ".join(f"{party} {shown(line.quotas, 2)}" for party, line in table.items())

    def wholes(table):
        whole = [line.whole for line in table.values()]
        return f"{' + '.join(map(str, whole))} = {sum(whole)}"

    def seats(table):
        return ", ".join(str(table[p].seats if p in table else 0) for p in COUNCIL)

    numbers = ". ".join(
        f"{party}: " + "; ".join(shown(Fraction(COUNCIL[party], d)) for d in range(1, many + 1))
        for party, many in (("P", 4), ("Q", 3), ("R", 2), ("S", 1))
    )
    by_dhondt = highest_averages(COUNCIL, 7).seats
    sentences = [
        "Lists: P {P:,} votes, Q {Q:,}, R {R:,}, S {S:,}.".format(**COUNCIL),
        f"Quota {total:,} / 7 = {shown(Fraction(total, 7), 2)}. {quotas(lines)}. Whole"
        f" {wholes(lines)}; the last seat goes to the largest remainder, S"
        f" ({shown(lines['S'].remainder, 2)}): {seats(lines)}.",
        f"{numbers}. The seven largest: {', '.join(map(shown, queue(COUNCIL)[:7]))}: "
        + ", ".join(f"{party} {n}" for party, n in by_dhondt.items()),
        "With a threshold of 7 per cent and the Hare quota. (d) Which list",
        f"S has {per_cent(COUNCIL['S'], total)} per cent and fails. Quota"
        f" {sum(passed.values()):,} / 7 = {shown(Fraction(sum(passed.values()), 7), 2)}."
        f" {quotas(rest)}. Whole {wholes(rest)}; the last seat goes to P"
        f" ({shown(rest['P'].remainder, 2)}): {seats(rest)}.",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_last_number_without_a_seat():
    last = queue(COUNCIL)[6]
    assert last == Fraction(COUNCIL["P"], 4)

    def result(votes):
        return highest_averages(COUNCIL | {"S": votes}, 7)

    below, exactly, above = (int(last) + step for step in (-1, 0, 1))
    assert (result(below).seats["S"], result(above).seats["S"]) == (0, 1)
    assert result(exactly).tie
    sentences = [
        f"the seventh and last number is {exactly:,}, P's fourth.",
        f"With {below:,} it wins nothing; with exactly {exactly:,} there is a tie",
        f"with {above:,} it wins. So the answer is {below:,}, or {exactly:,} if the tie is lost.",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_base_of_1991():
    row = elected(date(1991, 12, 1))
    votes, ballots, registered = (row[c] for c in ("votes", "votes_cast", "registered_voters"))
    invalid = row["invalid_votes"]
    valid = f"{row['pct']:.2f}"
    sentences = [
        f"compute 1991 from {votes:,} votes, {ballots:,} ballots of which {invalid} were invalid,"
        f" and {registered:,} registered voters",
        f"For 1991 the share is {valid} per cent of the valid votes and"
        f" {per_cent(votes, ballots, 2)} of the ballots, since only {invalid} ballots were invalid;"
        f" of the registered voters it is {per_cent(votes, registered, 2)}.",
        f"| {claimed('Nazarbayev got 98')} per cent in 1991 | {valid} per cent of the valid votes",
    ]
    assert not_said(sentences, TEXT) == []
