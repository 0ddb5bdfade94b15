"""The compiled bound: the plainest loops, compiled by Numba, on one thread. For benchmarks only."""

import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@numba.njit
def largest_remainder(votes: Ints, seats: int) -> Ints:
    """Hare quota; ties go to the first list, and nothing is checked."""
    elections, lists = votes.shape
    won = np.empty((elections, lists), np.int64)
    rest = np.empty(lists, np.int64)
    for n in range(elections):
        total = votes[n].sum()
        left = seats
        for i in range(lists):
            won[n, i] = votes[n, i] * seats // total
            rest[i] = votes[n, i] * seats - won[n, i] * total
            left -= won[n, i]
        for _ in range(left):
            best = 0
            for i in range(1, lists):
                if rest[i] > rest[best]:
                    best = i
            won[n, best] += 1
            rest[best] = -1
    return won


@numba.njit
def dhondt(votes: Ints, seats: int) -> Ints:
    """D'Hondt from whole quotas up; ties go to the first list, and nothing is checked."""
    elections, lists = votes.shape
    won = np.empty((elections, lists), np.int64)
    for n in range(elections):
        total = votes[n].sum()
        left = seats
        for i in range(lists):
            won[n, i] = votes[n, i] * seats // total
            left -= won[n, i]
        for _ in range(left):
            best = 0
            for i in range(1, lists):
                if votes[n, i] * (won[n, best] + 1) > votes[n, best] * (won[n, i] + 1):
                    best = i
            won[n, best] += 1
    return won
