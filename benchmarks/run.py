"""Speed of kazlib side by side with other libraries, as Markdown tables.

    python benchmarks/run.py

Times are the best of several rounds in which the candidates take turns, so that a busy machine
slows all of them alike. "× kazlib" is a candidate's time over kazlib's: 5 means five times slower.
"""

import platform
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from apportionment import methods as apportionment
from compiled import dhondt, largest_remainder
from elsim.methods import runoff
from poli_sci_kit.appointment import methods as poli_sci_kit
from votelib.evaluate import proportional
from voting import apportionment as voting

import kazlib.apportionment as kazlib
from kazlib import montecarlo
from kazlib.law import rules
from kazlib.models.exitpoll import ExitPoll
from kazlib.offices.president import first_round, second_round

SEATS = 98
ELECTIONS = 100_000
Votes = Sequence[Sequence[int]]
HARE = proportional.LargestRemainder("hare")
DHONDT = proportional.HighestAverages("d_hondt")
FORMULAS: dict[str, dict[str, Callable[[Sequence[int]], Any]]] = {
    "largest remainder": {
        "kazlib": lambda v: kazlib.largest_remainder(v, SEATS),
        "apportionment": lambda v: apportionment.compute("largest_remainder", v, SEATS),
        "votelib": lambda v: HARE.evaluate(dict(enumerate(v)), SEATS),
        "voting": lambda v: voting.hamilton(v, SEATS),
        "poli-sci-kit": lambda v: poli_sci_kit.largest_remainder("Hare", v, SEATS),
    },
    "d'Hondt": {
        "kazlib": lambda v: kazlib.highest_averages(v, SEATS),
        "apportionment": lambda v: apportionment.compute("dhondt", v, SEATS),
        "votelib": lambda v: DHONDT.evaluate(dict(enumerate(v)), SEATS),
        "voting": lambda v: voting.dhondt(v, SEATS),
        "poli-sci-kit": lambda v: poli_sci_kit.highest_averages("Jefferson", v, SEATS),
    },
}
ARRAYS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "largest remainder": {
        "kazlib.montecarlo, 1 thread": lambda v: montecarlo.largest_remainder(v, SEATS).seats,
        "kazlib.montecarlo, 2 threads": lambda v: (
            montecarlo.largest_remainder(v, SEATS, workers=2).seats
        ),
        "Numba, 1 thread, no checks": lambda v: largest_remainder(v, SEATS),
    },
    "d'Hondt": {
        "kazlib.montecarlo, 1 thread": lambda v: montecarlo.highest_averages(v, SEATS).seats,
        "kazlib.montecarlo, 2 threads": lambda v: (
            montecarlo.highest_averages(v, SEATS, workers=2).seats
        ),
        "Numba, 1 thread, no checks": lambda v: dhondt(v, SEATS),
    },
}


def best_times(candidates: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Return the best time of each, in seconds, taking turns."""
    best = dict.fromkeys(candidates, float("inf"))
    for _ in range(rounds):
        for name, run in candidates.items():
            start = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    for row in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def invented_votes(elections: int, lists: int) -> Any:
    """Return votes from 50,000 to 3,000,000 a list: a table of elections × lists."""
    return np.random.default_rng(1).integers(50_000, 3_000_000, (elections, lists))


def over_all(run: Callable[[Sequence[int]], Any], votes: Votes) -> None:
    """Call a library once an election."""
    for row in votes:
        run(row)


def check(formula: str, votes: Any) -> None:
    """Stop if kazlib and the compiled loops disagree where there is no tie; compile on the way."""
    count, compiled = {
        "largest remainder": (montecarlo.largest_remainder, largest_remainder),
        "d'Hondt": (montecarlo.highest_averages, dhondt),
    }[formula]
    ours = count(votes, SEATS)
    if ((ours.seats != compiled(votes, SEATS)).any(axis=1) & (ours.tie_seats == 0)).any():
        raise RuntimeError(f"{formula}: the candidates disagree.")


def one_allocation() -> None:
    """Time one call, with validation and full result, over 50 elections."""
    votes: Votes = invented_votes(50, 7).tolist()
    for formula, candidates in FORMULAS.items():
        print(f"### One allocation by {formula}: {SEATS} seats, 7 lists\n")
        times = best_times({n: partial(over_all, run, votes) for n, run in candidates.items()}, 60)
        table(
            ["library", "µs a call", "× kazlib"],
            [
                [name, f"{t / len(votes) * 1e6:.1f}", f"{t / times['kazlib']:.1f}"]
                for name, t in times.items()
            ],
        )


def many_elections() -> None:
    """Time 100,000 elections; libraries without arrays are looped over 500 of them."""
    for formula, arrays in ARRAYS.items():
        print(f"### {ELECTIONS:,} elections by {formula}: {SEATS} seats; milliseconds\n")
        rows: dict[str, list[str]] = {}
        for lists in (7, 8, 9, 10):
            votes = invented_votes(ELECTIONS, lists)
            check(formula, votes)
            times = best_times({name: partial(run, votes) for name, run in arrays.items()}, 15)
            some = votes[:500].tolist()
            looped = {
                f"{name}, looped": partial(over_all, run, some)
                for name, run in FORMULAS[formula].items()
            }
            times |= {n: t * ELECTIONS / len(some) for n, t in best_times(looped, 5).items()}
            base = times["kazlib.montecarlo, 1 thread"]
            for name, t in times.items():
                rows.setdefault(name, []).append(f"{t * 1e3:,.0f} ({t / base:.1f} ×)")
        table(
            ["", "7 lists", "8 lists", "9 lists", "10 lists"],
            [[name, *cells] for name, cells in rows.items()],
        )


def two_rounds() -> None:
    """Time the winner of a two-round election from 1,000 ranked ballots, five candidates."""
    rng = random.Random(1)
    ballots = [rng.sample(range(5), 5) for _ in range(1000)]
    law = rules("president", on=date(2005, 12, 4))
    names = "ABCDE"

    def ours() -> str | None:
        first = Counter(names[ballot[0]] for ballot in ballots)
        result = first_round(law, first)
        if result.elected:
            return result.elected
        a, b = (names.index(name) for name in result.second_round)
        lead = sum(ballot.index(a) < ballot.index(b) for ballot in ballots)
        return second_round(law, {names[a]: lead, names[b]: len(ballots) - lead}).elected

    array = np.array(ballots)
    if ours() != names[runoff(array)]:
        raise RuntimeError("two rounds: the candidates disagree.")
    times = best_times({"kazlib": ours, "elsim": lambda: runoff(array)}, 40)
    print("### Two rounds: 1,000 ranked ballots, five candidates\n")
    table(
        ["library", "µs", "× kazlib"],
        [[n, f"{t * 1e6:.0f}", f"{t / times['kazlib']:.1f}"] for n, t in times.items()],
    )


def exit_polls() -> None:
    """Time one poll of 23,780 interviews at 283 stations against the same draw in NumPy."""
    poll, rng, generator = ExitPoll(), random.Random(1), np.random.default_rng(1)
    alike = (1 - poll.rho) / poll.rho

    def arrays() -> float:
        local = generator.beta(0.9 * alike, 0.1 * alike, poll.stations)
        return float(generator.binomial(poll.interviews // poll.stations, local).sum())

    times = best_times(
        {"kazlib, pure Python": lambda: poll.draw(0.9, rng), "NumPy, one poll": arrays}, 100
    )
    print("### One exit poll: 23,780 interviews, 283 stations (no peer draws one)\n")
    table(["", "µs"], [[name, f"{t * 1e6:.0f}"] for name, t in times.items()])


def growth() -> None:
    """Time growth with elections, lists and seats, on one thread."""
    print("### Growth: milliseconds on one thread\n")
    rows = []
    for elections, lists, seats in (
        *((n, 7, 98) for n in (1_000, 10_000, 100_000, 1_000_000)),
        *((100_000, p, 98) for p in (5, 10, 20, 40)),
        *((100_000, 7, s) for s in (10, 98, 450, 1000)),
    ):
        votes = invented_votes(elections, lists)
        times = best_times(
            {
                "lr": partial(montecarlo.largest_remainder, votes, seats),
                "dh": partial(montecarlo.highest_averages, votes, seats),
            },
            3,
        )
        rows.append([f"{elections:,}", lists, seats, *(f"{t * 1e3:.1f}" for t in times.values())])
    table(["elections", "lists", "seats", "largest remainder", "d'Hondt"], rows)


if __name__ == "__main__":
    print(
        f"{platform.python_implementation()} {platform.python_version()}, NumPy {np.__version__}\n"
    )
    one_allocation()
    many_elections()
    two_rounds()
    exit_polls()
    growth()
