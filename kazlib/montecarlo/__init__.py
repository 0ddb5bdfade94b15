"""Many elections at once: seats for arrays of votes, and sweeps over rules, on one or more cores.

Needs the extra ``kazlib[montecarlo]``; ``client=`` needs ``kazlib[dask]``.
"""

from kazlib.montecarlo.seats import FORMULAS, LINEAR, Seats, highest_averages, largest_remainder
from kazlib.montecarlo.sweeps import RuleResult, draw_votes, sweep

__all__ = [
    "FORMULAS",
    "LINEAR",
    "RuleResult",
    "Seats",
    "draw_votes",
    "highest_averages",
    "largest_remainder",
    "sweep",
]
