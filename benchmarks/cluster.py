"""One sweep on threads of one process and on a Dask cluster: equal answers, and the seconds.

``python benchmarks/cluster.py`` starts a cluster of processes on this machine. With an address,
``python benchmarks/cluster.py tcp://scheduler:8786``, the same call runs on that cluster; its
workers need kazlib (``pip install 'kazlib[dask]'`` from the wheel of the book).
"""

import argparse
import time
from datetime import date

from distributed import Client, LocalCluster

from kazlib.law import rules
from kazlib.models.ensemble import Perturbed
from kazlib.montecarlo import sweep
from kazlib.tables.elections import official_list_votes

DAY = date(2023, 3, 19)


def question(elections: int, **how: object) -> tuple[object, float]:
    """Hold elections under 12 rules; return the answer and the seconds."""
    votes = tuple(official_list_votes(DAY).values())
    begun = time.perf_counter()
    found = sweep(
        rules("mazhilis", on=DAY),
        Perturbed(votes, sd=0.15),
        seed=1,
        runs=elections,
        thresholds_pct=[0, 3, 5, 7],
        formulas=["hare", "dhondt", "sainte-lague"],
        **how,
    )
    return found, time.perf_counter() - begun


def main() -> None:
    """Print one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", help="of a scheduler; without it one is started here")
    parser.add_argument("--elections", type=int, default=1_000_000)
    options = parser.parse_args()
    alone, seconds = question(options.elections)
    print(
        f"{options.elections:,} elections under 12 rules, one thread: {seconds:.1f} s", flush=True
    )
    cluster = options.address or LocalCluster(threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        many, seconds = question(options.elections, client=client)
        print(f"cluster with {workers} workers: {seconds:.1f} s; equal answers: {many == alone}")


if __name__ == "__main__":
    main()
