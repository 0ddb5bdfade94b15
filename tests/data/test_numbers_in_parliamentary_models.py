"""Numbers in the exercises on systems, in the chapter on parliamentary elections."""

import re
from datetime import date

from kazlib.explorables.districts_lists_mixed import compute
from kazlib.law import rules
from kazlib.models.systems import Design, count_all
from kazlib.tables.elections import list_election, official_district_seats, official_list_votes
from tests.data.by_hand import lines_of, listed, shown
from tests.data.text_numbers import not_said, words_of

TEXT = words_of("parliamentary-elections")
EXERCISE = TEXT.split("One electorate, five counts")[1].split("Count (a)")[0]
FIVE = [
    {"A": int(a), "B": int(b), "C": int(c)}
    for a, b, c in re.findall(r"(\d+), (\d+), (\d+)[;.]", EXERCISE)
]
TOTAL = {party: sum(votes[party] for votes in FIVE) for party in "ABC"}
DISTRICTS = {"A": 4, "B": 1, "C": 0}
DAY_2021, DAY_2023 = date(2021, 1, 10), date(2023, 3, 19)


def quotas(lines):
    return [shown(line.quotas, 2) for line in lines.values()]


def wholes(lines):
    return " + ".join(str(line.whole) for line in lines.values())


def seats(lines):
    return listed({name: line.seats for name, line in lines.items()})


def test_five_districts_in_one_round():
    won = dict.fromkeys("ABC", 0)
    for votes in FIVE:
        won[max(votes, key=votes.get)] += 1
    assert won == DISTRICTS
    sentence = f"A is first in four districts, B in the third: {listed(won)}."
    assert not_said([sentence, f"districts with {sum(FIVE[0].values()):,} voters each"], TEXT) == []


def test_five_districts_in_two_rounds():
    won, sentences = dict.fromkeys("ABC", 0), []
    *second_rounds, fifth = FIVE
    for name, votes in zip(("First", "Second", "Third", "Fourth"), second_rounds, strict=True):
        one, two, third = sorted(votes, key=votes.get)[::-1]
        assert votes[one] <= 500
        quarter = votes[third] // 4
        moved = {one: quarter, two: 3 * quarter}
        after = {party: votes[party] + moved[party] for party in (one, two)}
        won[max(after, key=after.get)] += 1
        sums = ", ".join(
            f"{party} {votes[party]} + {moved[party]} = {after[party]}" for party in sorted(after)
        )
        sentences.append(f"{name}{', where A is second' if one == 'B' else ''}: {sums}.")
    assert fifth["A"] > 500
    won["A"] += 1
    sentences += [
        f"Only the fifth district has an absolute majority (A, {fifth['A']}).",
        "Result: A {A}, B {B}, C {C}.".format(**won),
    ]
    assert not_said(sentences, TEXT) == []


def test_five_districts_with_lists_and_in_the_two_mixed_systems():
    total = sum(TOTAL.values())
    ten, five = lines_of(TOTAL, 10), lines_of(TOTAL, 5)
    without_a = {party: votes for party, votes in TOTAL.items() if party != "A"}
    rest = lines_of(without_a, 5)
    both = {party: DISTRICTS[party] + five[party].seats for party in TOTAL}
    entitled = seats(ten)
    grown = {party: max(ten[party].seats, 5 if party == "A" else 0) for party in TOTAL}
    kept = {"A": 5} | {party: line.seats for party, line in rest.items()}
    sentences = [
        "Votes: A {:,}, B {:,}, C {:,}, together {:,}; the quota is {}.".format(
            *TOTAL.values(), total, total // 10
        ),
        f"Quotas {', '.join(quotas(ten))}; whole"
        f" {wholes(ten)} = {sum(line.whole for line in ten.values())}; the last seat goes to B"
        f" ({shown(ten['B'].remainder, 2)}): {entitled}.",
        f"List seats: quota {total // 5:,}; {', '.join(quotas(five))}; whole {wholes(five)}, the"
        f" last to B: {seats(five)}. With the districts of (a): {listed(both)}.",
        f"Entitlement as in (c): {entitled}. A has its four already, B needs three list seats, C"
        f" two: {entitled}.",
        f"If the house grows: {listed(grown)}, that is {sum(grown.values())}. If it does not",
        f"quota {sum(without_a.values()):,} / 5 = {sum(without_a.values()) // 5};"
        f" {' and '.join(quotas(rest))}; whole {wholes(rest)}, the last to"
        f" C: {listed(kept)}.",
    ]
    assert (ten["B"].extra, five["B"].extra, rest["C"].extra) == (1, 1, 1)
    assert not_said(sentences, TEXT) == []


def test_shares_of_seats_of_the_same_votes():
    of_ten = [2 * DISTRICTS["A"], 2 * 3, DISTRICTS["A"] + lines_of(TOTAL, 5)["A"].seats]
    lists = lines_of(TOTAL, 10)["A"].seats
    one, two, parallel = (10 * seats for seats in of_ten)
    assert two == parallel
    sentence = (
        f"give A {one} per cent of the seats in (a), {two} in (b) and (d), {10 * lists} in (c)"
    )
    assert not_said([sentence], TEXT) == []


def test_when_the_house_grows():
    votes, house = official_list_votes(DAY_2021), list_election(DAY_2021).list_seats
    share = list_election(DAY_2021).seats["Nur Otan"]

    threshold = rules("mazhilis", on=DAY_2021).threshold_pct

    def size(districts):
        design = Design(votes, house, districts, threshold_pct=threshold)
        return sum(count_all(design, runs=1, seed=1).runs["compensatory"].seats[0])

    assert [size(share), size(share + 1)] == [house, house + 1]
    sentences = [
        f"Votes of 2021, {house} seats, threshold {threshold} per cent, no spread. Let the number"
        f" of district seats grow from 20 to {house}.",
        f"Nur Otan's share of {house} seats is {share}, and without a spread",
        f"Up to {share} districts Nur Otan gets list seats up to its {share}, and the house has"
        f" {house}. From {share + 1} districts on each one more is an overhang seat: at 90 the"
        f" house has {house} + {90 - share} = {size(90)}.",
    ]
    assert not_said(sentences, TEXT) == []


def test_the_debate_on_districts_or_lists():
    assert float(next(r for r in compute().table.rows if r[0] == "Gallagher index")[2]) > 30
    districts, lists = official_district_seats(DAY_2023), list_election(DAY_2023).seats
    alone = districts["Independents (self-nominated)"]
    of_districts, of_lists = sum(districts.values()), sum(lists.values())
    assert alone == 7
    both = f"({districts['Amanat']} of {of_districts} on top of {lists['Amanat']} of {of_lists} for"
    sentences = [
        f"lists with the votes of 2023 and {of_districts + of_lists} seats have a Gallagher index"
        " near 2, invented districts one above 30",
        f"Seven of {of_districts} districts were won by people without a list",
        f"adds the districts' bonus to the lists' {both} Amanat)",
    ]
    assert not_said(sentences, TEXT) == []
