"""Many elections on arrays: equal seats for equal votes, equal distributions, one answer a seed."""

import random
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from distributed import Client, LocalCluster
from hypothesis import given
from hypothesis import strategies as st

import kazlib.apportionment as exact
from kazlib import montecarlo
from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes, UnknownRule
from kazlib.law import rules as law_of
from kazlib.models import ensemble
from kazlib.models.ensemble import Perturbed
from kazlib.montecarlo import LINEAR, draw_votes, highest_averages, largest_remainder, sweep

# Lists of 19 March 2023 (data/mazhilis_elections.csv, Central Election Commission).
VOTES_2023 = (3431510, 693938, 547154, 535139, 432920, 331058, 146431)
FORMULAS = [
    ("largest_remainder", "quota", "hare"),
    ("largest_remainder", "quota", "droop"),
    *(("highest_averages", "divisors", name) for name in LINEAR),
]


@st.composite
def tables(draw, largest):
    lists = draw(st.integers(1, 15))
    row = st.lists(st.integers(0, largest), min_size=lists, max_size=lists).filter(any)
    return draw(st.lists(row, min_size=1, max_size=6))


def assert_same(votes, house, name, option, formula):
    """The arrays hold what the exact core says of each row, ties included."""
    rows = []
    for row in votes:
        try:
            rows.append(getattr(exact, name)(row, house, **{option: formula}))
        except InvalidVotes:
            with pytest.raises(InvalidVotes, match="more seats over than it has lists"):
                getattr(montecarlo, name)(np.array(votes), house, **{option: formula})
            return
    found = getattr(montecarlo, name)(np.array(votes), house, **{option: formula})
    for i, row in enumerate(rows):
        assert tuple(found.seats[i]) == row.seats
        assert found.tie_seats[i] == (row.tie.seats if row.tie else 0)
        assert tuple(np.flatnonzero(found.tied[i])) == (row.tie.parties if row.tie else ())


@pytest.mark.parametrize(("name", "option", "formula"), FORMULAS)
@given(votes=tables(30), house=st.integers(1, 40))
def test_equal_seats_for_equal_votes_where_ties_are_common(name, option, formula, votes, house):
    assert_same(votes, house, name, option, formula)


@pytest.mark.parametrize(("name", "option", "formula"), FORMULAS)
@given(votes=tables(10**9), house=st.integers(1, 500))
def test_equal_seats_for_equal_votes_of_any_size(name, option, formula, votes, house):
    assert_same(votes, house, name, option, formula)


@pytest.mark.parametrize(("name", "option", "formula"), FORMULAS)
@pytest.mark.parametrize("lists", [7, 10, 20])
def test_equal_seats_for_thousands_of_elections(name, option, formula, lists):
    votes = np.random.default_rng(3).integers(0, 3_000_000, (1000, lists))
    assert_same(votes.tolist(), 98, name, option, formula)


@pytest.mark.parametrize(("name", "option", "formula"), FORMULAS)
def test_remainders_and_averages_one_vote_apart_are_told_apart_near_the_bound(
    name, option, formula
):
    """Multiples of one pattern, moved by single votes, as large as is still counted exactly."""
    base = 2**52 // (10**4) * np.array([[5, 3, 2]]) // 10
    moves = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [-1, 1, 0], [0, -1, 1]])
    assert_same((base + moves).tolist(), 98, name, option, formula)


def test_averages_with_one_whole_part_are_not_taken_for_equal():
    """The last seat: 22 / 3 = 7.33 beats 29 / 4 = 7.25, in the exact core and here."""
    assert exact.highest_averages([1, 29, 13, 22], 7).seats == (0, 3, 1, 3)
    assert exact.highest_averages([1, 29, 13, 22], 7).tie is None
    assert_same([[1, 29, 13, 22]], 7, "highest_averages", "divisors", "dhondt")


def test_rounded_quotas_give_nothing_to_lists_without_votes():
    """Droop quota 1 of 4 votes, six seats: two whole seats each, and one each of the two left."""
    found = largest_remainder([[2, 2, 0], [4, 0, 0]], 6, quota="droop")
    assert found.seats.tolist() == [[3, 3, 0], [6, 0, 0]]
    assert not found.tie_seats.any()
    assert_same([[2, 2, 0], [4, 0, 0]], 6, "largest_remainder", "quota", "droop")


def test_the_mixed_election_of_1999():
    """Ten list seats, 4 + 2 + 2 + 2 (data/mazhilis_elections.csv)."""
    votes = [[1622895, 932549, 663351, 590184]]
    assert largest_remainder(votes, 10).seats.tolist() == [[4, 2, 2, 2]]


@pytest.mark.parametrize("count", [largest_remainder, highest_averages])
@pytest.mark.parametrize("rows", [1, 100, 999, 10**6])
def test_neither_the_blocks_nor_the_threads_change_an_answer(monkeypatch, count, rows):
    votes = np.random.default_rng(4).integers(1, 20, (1000, 5))
    whole = count(votes, 9)
    monkeypatch.setattr(montecarlo.seats, "_ROWS", rows)
    for workers in (1, 3):
        found = count(votes, 9, workers=workers)
        assert np.array_equal(found.seats, whole.seats)
        assert np.array_equal(found.tied, whole.tied)
        assert np.array_equal(found.tie_seats, whole.tie_seats)
    assert whole.tie_seats.any()


@pytest.mark.parametrize("count", [largest_remainder, highest_averages])
@pytest.mark.parametrize(
    ("votes", "message"),
    [
        ([60, 40], "votes has 1 dimensions"),
        ([[0.5, 0.5]], "type float64"),
        ([[True, False]], "type bool"),
        (np.empty((0, 3), int), "at least one of each"),
        ([[60, -1]], "votes has a count of -1"),
        ([[60, 40], [0, 0]], "an election has no votes"),
        ([[2**52, 1]], "counts must be below 2 \\*\\* 52"),
        ([[2**50, 1]], "can be counted exactly in 64 bits"),
    ],
)
def test_votes_that_cannot_be_counted_exactly_are_refused(count, votes, message):
    with pytest.raises(InvalidVotes, match=message):
        count(votes, 98)


def test_impossible_rules_are_named():
    with pytest.raises(InvalidSeats, match="seats is 0"):
        largest_remainder([[1]], 0)
    with pytest.raises(InvalidChoice, match="quota is 'imperiali'; allowed: hare, droop"):
        largest_remainder([[1]], 1, quota="imperiali")
    with pytest.raises(InvalidChoice, match="divisors is 'adams'"):
        highest_averages([[1]], 1, divisors="adams")
    with pytest.raises(InvalidChoice, match="formula is 'hair'"):
        sweep(LAW, Perturbed((1,), sd=0), seats=[1], seed=1, formulas=["hair"])
    with pytest.raises(InvalidVotes, match="use fewer decimals"):
        sweep(
            LAW,
            Perturbed((1, 2), 0),
            seats=[1],
            seed=1,
            runs=1,
            thresholds_pct=[Fraction(1, 10**20)],
        )


# The rules of 2023 without their threshold, so that a test sees what it sweeps.
LAW_OF_2023 = law_of("mazhilis", on=date(2023, 3, 19))
LAW = LAW_OF_2023.reform(threshold_pct=0)
MODEL = Perturbed(VOTES_2023, sd=0.15)
GRID = {"thresholds_pct": [0, 5, 7], "formulas": ["hare", "dhondt"], "seats": [29, 98]}


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr("kazlib.montecarlo.sweeps._CHUNK", 500)


def test_without_spread_the_sweep_gives_the_exact_seats_of_every_rule():
    rules = sweep(LAW, Perturbed(VOTES_2023, sd=0), seed=1, runs=3, **GRID)
    assert len(rules) == 12
    for rule in rules:
        passed = exact.passes_threshold(VOTES_2023, rule.threshold_pct)
        heard = [v if ok else 0 for v, ok in zip(VOTES_2023, passed, strict=True)]
        count = exact.largest_remainder if rule.formula == "hare" else exact.highest_averages
        seats = count(heard, rule.seats).seats
        assert tuple(rule.result.mean(i) for i in range(7)) == seats
        assert rule.result.decided == 3


def test_exactly_the_threshold_passes_and_less_does_not():
    def seats(votes):
        rules = sweep(
            LAW, Perturbed(votes, sd=0), seats=[100], seed=1, runs=1, thresholds_pct=["7"]
        )
        return rules[0].result.mean(1)

    assert seats((93_000_000, 7_000_000)) == 7
    assert seats((93_000_001, 6_999_999)) == 0


def test_elections_without_a_passing_list_and_ties_are_counted_apart():
    (rule,) = sweep(LAW, Perturbed((50, 50), 0), seats=[3], seed=1, runs=10, thresholds_pct=[60])
    assert (rule.result.nobody, rule.result.ties, rule.result.decided) == (10, 0, 0)
    (rule,) = sweep(LAW, Perturbed((50, 50), 0), seats=[3], seed=1, runs=10)
    assert (rule.result.nobody, rule.result.ties, rule.result.decided) == (0, 10, 0)


def test_threads_do_not_change_the_answer_and_the_seed_does(small_chunks):
    one = sweep(LAW, MODEL, seed=5, runs=2300, **GRID)
    assert one == sweep(LAW, MODEL, seed=5, runs=2300, workers=3, **GRID)
    assert one != sweep(LAW, MODEL, seed=6, runs=2300, **GRID)
    assert {r.result.decided + r.result.ties + r.result.nobody for r in one} == {2300}


def test_chunks_draw_from_streams_of_their_own(small_chunks):
    """Were two chunks alike, 1,000 elections would hold every seat count twice."""
    (rule,) = sweep(LAW, MODEL, seats=[98], seed=5, runs=1000)
    assert any(many % 2 for table in rule.result.seats for many in table)


def test_processes_of_a_cluster_give_the_answer_of_one_process():
    one = sweep(LAW, MODEL, seed=5, runs=120_000, seats=[29], thresholds_pct=[5, 7])
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        many = sweep(
            LAW, MODEL, seed=5, runs=120_000, seats=[29], thresholds_pct=[5, 7], client=client
        )
    assert one == many


def test_a_progress_bar_is_drawn_on_demand_only(small_chunks, capsys):
    sweep(LAW, MODEL, seats=[29], seed=1, runs=1500)
    assert capsys.readouterr().err == ""
    sweep(LAW, MODEL, seats=[29], seed=1, runs=1500, progress=True)
    assert "3/3" in capsys.readouterr().err


@pytest.mark.parametrize("formula", ["hare", "dhondt"])
def test_arrays_and_pure_python_give_equal_distributions(formula):
    """The same frozen model; 4,000 draws of one against 200,000 of the other."""
    pure = ensemble.run(
        MODEL, 29, rng=random.Random(1), runs=4000, formula=formula, threshold_pct=5
    )
    (rule,) = sweep(
        LAW, MODEL, seats=[29], seed=1, runs=200_000, formulas=[formula], thresholds_pct=[5]
    )
    assert pure.nobody == rule.result.nobody == 0
    for party in range(7):
        shares = [
            np.cumsum(table) / sum(table) for table in (pure.seats[party], rule.result.seats[party])
        ]
        # Kolmogorov-Smirnov: 1.63 / √4000 = 0.026 is passed by chance once in a hundred.
        assert np.abs(shares[0] - shares[1]).max() < 0.03


def test_draws_keep_the_total_and_lists_without_votes():
    votes = draw_votes(Perturbed((600_000, 400_000, 0), sd=0.3), 1000, np.random.default_rng(1))
    assert votes.dtype == np.int64
    assert (abs(votes.sum(axis=1) - 10**6) <= 1).all()
    assert not votes[:, 2].any()
    assert np.log(votes[:, 0] / votes[:, 1]).std() == pytest.approx(0.3 * 2**0.5, rel=0.07)


def test_what_is_not_swept_is_as_in_the_law():
    """19 March 2023: 69 list seats, 5 per cent, the Hare quota; the official seats come out."""
    (rule,) = sweep(LAW_OF_2023, Perturbed(VOTES_2023, sd=0), seed=1, runs=2)
    assert (rule.threshold_pct, rule.formula, rule.seats) == (5, "hare", 69)
    assert [rule.result.mean(i) for i in range(6)] == [40, 8, 6, 6, 5, 4]


def test_the_rules_of_2026_are_not_guessed():
    kurultai = law_of("mazhilis", on=date(2026, 8, 23))
    with pytest.raises(UnknownRule, match="threshold_pct"):
        sweep(kurultai, MODEL, seed=1, runs=2)
    (rule,) = sweep(kurultai, MODEL, seed=1, runs=2, thresholds_pct=[5], formulas=["hare"])
    assert rule.seats == 145
