"""Sweeps over thresholds, formulas and sizes of the chamber, on one or more cores.

Elections are cut into chunks. Each chunk draws from its own child of one
:class:`numpy.random.SeedSequence`, so that results do not depend on how many workers there are, or
on whether they are threads here or processes of a Dask cluster.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import numpy as np
from numpy.random import SeedSequence
from tqdm.auto import tqdm

from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes
from kazlib.exact import Exact, Number, percentage, plain, whole
from kazlib.law import MazhilisRules
from kazlib.models.ensemble import Ensemble, Perturbed
from kazlib.montecarlo.seats import (
    FORMULAS,
    LINEAR,
    Ints,
    highest_averages,
    largest_remainder,
)
from kazlib.offices.mazhilis import law_formula


@dataclass(frozen=True)
class RuleResult:
    """One rule of a sweep, and what it gave.

    Attributes
    ----------
    threshold_pct : int or Fraction
        In per cent of all votes.
    formula : str
        A name of :data:`FORMULAS`.
    seats : int
        Seats of the chamber.
    result : Ensemble
        Distributions of seats, ties, and elections in which no list passed.
    """

    threshold_pct: Exact
    formula: str
    seats: int
    result: Ensemble


_CHUNK = 50_000  # elections of one draw

Cell = tuple[Exact, str, int]
Counts = tuple[Ints, int, int]  # tables of seats by list, ties, nobody


def draw_votes(model: Perturbed, elections: int, rng: np.random.Generator) -> Ints:
    """Draw the votes of many elections of a model, elections × lists.

    The same distribution as :meth:`kazlib.models.ensemble.Perturbed.draw`, not the same draws.

    Parameters
    ----------
    model
        Votes, and how far they may move.
    elections
        How many, 0 or more.
    rng
        NumPy's source of the draws.

    Examples
    --------
    >>> draw_votes(Perturbed((60, 40), sd=0), 2, np.random.default_rng(1)).tolist()
    [[60, 40], [60, 40]]
    """
    votes = np.array(model.votes, dtype=np.float64)
    weights = votes * np.exp(model.sd * rng.standard_normal((elections, len(votes))))
    scale = votes.sum() / weights.sum(axis=1, keepdims=True)
    drawn: Ints = np.rint(weights * scale).astype(np.int64)
    return drawn


def _admitted(votes: Ints, threshold: Exact) -> Ints:
    """Return the votes with those of lists below the threshold, compared exactly, set to 0."""
    top, bottom = threshold.numerator, 100 * threshold.denominator
    total = votes.sum(axis=1, keepdims=True)
    if int(total.max()) * max(top, bottom) >= 2**63:
        raise InvalidVotes(
            f"{total.max():,} votes and a threshold of {plain(threshold)} per cent are too large "
            f"to be compared exactly in 64 bits; use fewer decimals."
        )
    return np.where(votes * bottom >= top * total, votes, 0)


def _count(model: Perturbed, cells: Sequence[Cell], runs: int, seed: SeedSequence) -> list[Counts]:
    """Hold one chunk of elections and count each under every rule."""
    votes = draw_votes(model, runs, np.random.default_rng(seed))
    counts: list[Counts] = []
    for threshold, formula, house in cells:
        admitted = _admitted(votes, threshold)
        heard = admitted[admitted.any(axis=1)]
        tables = np.zeros((votes.shape[1], house + 1), np.int64)
        ties = 0
        if len(heard):
            result = (
                highest_averages(heard, house, divisors=formula)
                if formula in LINEAR
                else largest_remainder(heard, house, quota=formula)
            )
            decided = result.seats[result.tie_seats == 0]
            ties = len(heard) - len(decided)
            for party in range(len(tables)):
                tables[party] = np.bincount(decided[:, party], minlength=house + 1)
        counts.append((tables, ties, runs - len(heard)))
    return counts


def sweep(
    rules: MazhilisRules,
    model: Perturbed,
    *,
    seed: int,
    runs: int = 100_000,
    thresholds_pct: Sequence[Number] | None = None,
    formulas: Sequence[str] | None = None,
    seats: Sequence[int] | None = None,
    workers: int = 1,
    client: Any = None,
    progress: bool = False,
) -> tuple[RuleResult, ...]:
    """Hold the same elections under every combination of threshold, formula and chamber size.

    What is not swept is as in the law. The rule for a single passing list is not applied: a list
    that passes alone takes every seat.

    Parameters
    ----------
    rules
        The law of a day, or a reform of it, from :func:`kazlib.law.rules`.
    model
        Votes, and how far they may move.
    seed
        Seed of all draws, 0 or more; one seed gives one answer, however many workers there are.
    runs
        Elections, at least 1.
    thresholds_pct
        In per cent of all votes, each from 0 to 100; ``None``: the law's own.
    formulas
        Names of :data:`FORMULAS`; ``None``: the law's own.
    seats
        List seats, each at least 1; ``None``: the law's own.
    workers
        Threads of this process; not used with a client.
    client
        A ``distributed.Client``: chunks go to the processes of its cluster.
    progress
        Whether to draw a progress bar.

    Returns
    -------
    tuple of RuleResult
        One for each combination, thresholds slowest and sizes fastest.

    Raises
    ------
    UnknownRule
        If a rule that is not swept was not seen (2026).
    InvalidChoice, InvalidSeats, InvalidThreshold, InvalidNumber
        If a value is not as above.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(2021, 1, 10))
    >>> swept = sweep(law, Perturbed((62, 30, 8), sd=0), seed=1, runs=100,
    ...               thresholds_pct=[0, 10], seats=[10])
    >>> [rule.result.mean(0) for rule in swept]
    [6.0, 7.0]
    """
    thresholds_pct = [rules.threshold_pct or 0] if thresholds_pct is None else thresholds_pct
    formulas = [law_formula(rules)] if formulas is None else formulas
    seats = [rules.list_seats or 0] if seats is None else seats
    cells: list[Cell] = [
        (percentage(threshold), formula, whole(house, "seats", 1, InvalidSeats))
        for threshold, formula, house in product(thresholds_pct, formulas, seats)
    ]
    if wrong := [formula for formula in formulas if formula not in FORMULAS]:
        raise InvalidChoice.of(wrong[0], "formula", FORMULAS)
    sizes = [_CHUNK] * (whole(runs, "runs", 1) // _CHUNK)
    sizes += [runs % _CHUNK] * (runs % _CHUNK > 0)
    seeds = SeedSequence(whole(seed, "seed", 0)).spawn(len(sizes))
    sums: list[Counts] = [
        (np.zeros((len(model.votes), house + 1), np.int64), 0, 0) for _, _, house in cells
    ]
    chunks = _chunks(model, cells, sizes, seeds, whole(workers, "workers", 1), client)
    for counts in tqdm(chunks, total=len(sizes), disable=not progress, unit="chunk"):
        sums = [
            (tables + more, ties + more_ties, nobody + more_nobody)
            for (tables, ties, nobody), (more, more_ties, more_nobody) in zip(
                sums, counts, strict=True
            )
        ]
    return tuple(
        RuleResult(*cell, Ensemble(tuple(map(tuple, tables.tolist())), ties, nobody))
        for cell, (tables, ties, nobody) in zip(cells, sums, strict=True)
    )


def _chunks(
    model: Perturbed,
    cells: Sequence[Cell],
    sizes: Sequence[int],
    seeds: Sequence[SeedSequence],
    workers: int,
    client: Any,
) -> Iterator[list[Counts]]:
    """Count all chunks; their order does not matter, as whole numbers are added up."""
    count = partial(_count, model, cells)
    if client is not None:
        from distributed import as_completed  # noqa: PLC0415 - an extra of its own

        futures = client.map(count, sizes, seeds, pure=False)
        for _, counts in as_completed(futures, with_results=True):
            yield counts
    elif workers == 1:
        yield from map(count, sizes, seeds)
    else:
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(count, sizes, seeds)
