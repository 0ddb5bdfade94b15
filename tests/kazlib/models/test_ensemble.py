"""Many elections near a given one, in pure Python."""

import math
import random

import pytest

from kazlib.apportionment import highest_averages, largest_remainder
from kazlib.errors import InvalidChoice, InvalidNumber, InvalidVotes
from kazlib.models.ensemble import Ensemble, Perturbed, run

# Lists of 19 March 2023 (data/mazhilis_elections.csv, Central Election Commission).
VOTES_2023 = (3431510, 693938, 547154, 535139, 432920, 331058, 146431)


def test_without_spread_every_election_is_the_given_one():
    model = Perturbed(VOTES_2023, sd=0)
    assert model.draw(random.Random(1)) == VOTES_2023
    for formula, count in (("hare", largest_remainder), ("dhondt", highest_averages)):
        result = run(model, 29, rng=random.Random(1), runs=20, formula=formula)
        seats = count(VOTES_2023, 29).seats
        assert [result.mean(i) for i in range(7)] == list(seats)
        assert [result.quantile(i, 0.05) for i in range(7)] == list(seats)
        assert (result.decided, result.ties, result.nobody) == (20, 0, 0)


def test_votes_move_on_the_log_scale_and_keep_their_total():
    model = Perturbed((500_000, 300_000, 200_000), sd=0.1)
    rng = random.Random(2)
    draws = [model.draw(rng) for _ in range(4000)]
    assert all(abs(sum(votes) - 10**6) <= 2 for votes in draws)
    # The common total cancels in the ratio of two lists, whose log has variance 2 sd².
    logs = [math.log(votes[0] / votes[1]) for votes in draws]
    mean = sum(logs) / len(logs)
    assert mean == pytest.approx(math.log(5 / 3), abs=0.01)
    spread = sum((x - mean) ** 2 for x in logs) / len(logs)
    assert spread == pytest.approx(0.02, rel=0.1)


def test_ties_and_elections_without_a_winner_are_counted_apart():
    tied = run(Perturbed((50, 50), sd=0), 3, rng=random.Random(1), runs=10)
    assert (tied.ties, tied.decided) == (10, 0)
    nobody = run(Perturbed((50, 50), sd=0), 3, rng=random.Random(1), runs=10, threshold_pct=60)
    assert (nobody.nobody, nobody.decided) == (10, 0)
    for undecided in (tied, nobody):
        with pytest.raises(InvalidVotes, match="no election was decided"):
            undecided.mean(0)
        with pytest.raises(InvalidVotes, match="no election was decided"):
            undecided.quantile(0, 0.5)


def test_exactly_the_threshold_passes():
    result = run(Perturbed((93, 7), sd=0), 100, rng=random.Random(1), runs=1, threshold_pct=7)
    assert (result.mean(0), result.mean(1)) == (93, 7)


def test_a_list_near_the_threshold_is_in_about_half_of_the_chambers():
    result = run(
        Perturbed((930_000, 70_000), sd=0.2), 98, rng=random.Random(3), runs=2000, threshold_pct=7
    )
    assert result.seats[1][0] / result.decided == pytest.approx(0.5, abs=0.05)
    assert sum(result.seats[1][1:7]) == 0  # whoever passes 7 per cent has at least 7 of 98 seats


def test_quantiles_by_hand():
    ensemble = Ensemble(seats=((1, 0, 3, 6),), ties=0, nobody=0)
    assert [ensemble.quantile(0, q) for q in (0, 0.1, 0.11, 0.4, 0.41, 1)] == [0, 0, 2, 2, 3, 3]
    assert ensemble.mean(0) == pytest.approx(2.4)


def test_a_seed_reproduces():
    def one(seed):
        return run(Perturbed(VOTES_2023, sd=0.1), 29, rng=random.Random(seed), runs=50)

    assert one(1) == one(1) != one(2)


def test_impossible_settings_are_named():
    with pytest.raises(InvalidVotes, match="all votes are 0"):
        Perturbed((0, 0), sd=0.1)
    with pytest.raises(InvalidVotes, match=r"votes is 1\.5"):
        Perturbed((1.5,), sd=0.1)
    with pytest.raises(InvalidNumber, match="sd is -1; it must be from 0 to 5"):
        Perturbed((1,), sd=-1)
    with pytest.raises(InvalidChoice, match="formula is 'hair'"):
        run(Perturbed((1,), sd=0), 3, rng=random.Random(1), formula="hair")
