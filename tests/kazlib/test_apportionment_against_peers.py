"""Votes into seats: the same answers as two other libraries where both are sound.

Known defects of the others are kept out by the making of the inputs, not by skipping:

- both break or misplace ties (a tie of remainders may be put above a larger remainder), so votes
  are drawn until kazlib finds no tie;
- ``apportionment`` compares shares with a threshold as floats and may drop a list at exactly 7 per
  cent, so thresholds are applied beforehand, by leaving lists out;
- ``apportionment`` works in floats, so votes stay below 10 ** 7;
- ``apportionment`` fails where whole quotas fill the house, and with fewer seats than lists under
  divisors that start at 0: houses are larger than the number of lists;
- ``votelib`` raises under Huntington-Hill divisors and has no modified Sainte-Laguë by name: these
  two are compared with ``apportionment`` alone.
"""

import random

import pytest
from apportionment import methods
from votelib.evaluate import proportional

from kazlib.apportionment import highest_averages, largest_remainder

APPORTIONMENT_DIVISORS = {
    "dhondt": "dhondt",
    "sainte-lague": "saintelague",
    "modified-sainte-lague": "modified_saintelague",
    "huntington-hill": "huntington",
    "adams": "adams",
    "dean": "dean",
}
VOTELIB_DIVISORS = {
    "dhondt": "d_hondt",
    "sainte-lague": "sainte_lague",
    "danish": "danish",
    "imperiali": "imperiali",
}
VOTELIB_QUOTAS = {"hare": "hare", "droop": "droop", "hagenbach-bischoff": "hagenbach_bischoff"}


def elections(count, **options):
    """Yield 150 elections that have no tie, and kazlib's seats."""
    rng = random.Random(20230319)
    found = 0
    while found < 150:
        lists = rng.randint(2, 10)
        votes = [rng.randint(1000, 10**7) for _ in range(lists)]
        house = rng.randint(lists + 1, 150)
        result = count(votes, house, **options)
        if result.tie is None:
            found += 1
            yield votes, house, list(result.seats)


@pytest.mark.parametrize(("ours", "theirs"), APPORTIONMENT_DIVISORS.items())
def test_divisors_agree_with_apportionment(ours, theirs):
    for votes, house, seats in elections(highest_averages, divisors=ours):
        assert methods.compute(theirs, votes, house) == seats, (votes, house)


def test_largest_remainder_agrees_with_apportionment():
    for votes, house, seats in elections(largest_remainder):
        assert methods.compute("largest_remainder", votes, house) == seats, (votes, house)


@pytest.mark.parametrize(("ours", "theirs"), VOTELIB_DIVISORS.items())
def test_divisors_agree_with_votelib(ours, theirs):
    evaluator = proportional.HighestAverages(theirs)
    for votes, house, seats in elections(highest_averages, divisors=ours):
        found = evaluator.evaluate(dict(enumerate(votes)), house)
        assert [found.get(i, 0) for i in range(len(votes))] == seats, (votes, house)


@pytest.mark.parametrize(("ours", "theirs"), VOTELIB_QUOTAS.items())
def test_largest_remainder_agrees_with_votelib(ours, theirs):
    evaluator = proportional.LargestRemainder(theirs)
    for votes, house, seats in elections(largest_remainder, quota=ours):
        found = evaluator.evaluate(dict(enumerate(votes)), house)
        assert [found.get(i, 0) for i in range(len(votes))] == seats, (votes, house)
