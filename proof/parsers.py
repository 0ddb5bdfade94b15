"""Random bytes for what reads text: permalinks of every explorable, and files of the law.

    python -m proof.parsers --seconds 90

Atheris changes the bytes so that they reach code that was not reached before. A link begins as
nothing; a law file begins as the real one with a few bytes exchanged, so that most of it can be
read. What is refused has to be refused with an error of kazlib (or, for bytes that are no TOML, of
the TOML reader). Results go to ``_build/report/atheris.json``.
"""

import argparse
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from proof.checks import KEPT, ROOT, record

TARGETS = ("links", "law")


def links() -> Callable[[bytes], None]:
    """Return what reads bytes as the link of an explorable, and asks it for an answer."""
    from kazlib.errors import KazlibError  # noqa: PLC0415  (imported under instrumentation)
    from kazlib.explorables import SLUGS, load, parse_link  # noqa: PLC0415

    # Those that answer at once; the others simulate, and their values are read alike.
    quick = ("seat-allocator", "law-on-a-date", "no-confidence", "runner-up-rule", "two-rounds")

    def one(data: bytes) -> None:
        if len(data) < 2:
            return
        slug = SLUGS[data[0] % len(SLUGS)]
        try:
            values = parse_link(load(slug), data[1:].decode("utf-8", "replace"))
            if slug in quick:
                load(slug).compute(**values)
        except KazlibError:
            return

    return one


def law() -> Callable[[bytes], None]:
    """Return what reads a law file in which bytes were exchanged."""
    from kazlib import law as read  # noqa: PLC0415
    from kazlib.errors import KazlibError  # noqa: PLC0415

    # The uncached function under the cache; its file is swapped.
    periods: Any = read._periods.__wrapped__
    offices = {office: path for office, (path, _) in read._LAW.items()}
    texts = {office: (ROOT / "data" / path).read_bytes() for office, path in offices.items()}

    def one(data: bytes) -> None:
        if len(data) < 5:
            return
        office = sorted(offices)[data[0] % len(offices)]
        text, place, cut = texts[office], int.from_bytes(data[1:4], "big"), data[4] % 16
        place %= len(text)
        changed = text[:place] + data[5:] + text[place + cut :]
        try:
            found = tomllib.loads(changed.decode("utf-8", "replace"), parse_float=Decimal)
        except tomllib.TOMLDecodeError:
            return
        vars(read)["read_toml"] = lambda _: found
        try:
            for rules in periods(office):
                str(rules)
        except KazlibError:
            return

    return one


def fuzz(target: str, seconds: int) -> None:
    """Run one target in this process; libFuzzer ends it."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["kazlib"]):
        one = {"links": links, "law": law}[target]()
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={seconds}",
            "-rss_limit_mb=3000",
            "-timeout=20",
            "-seed=10",
            f"-artifact_prefix={KEPT}/",
        ],
        one,
    )
    atheris.Fuzz()


def main() -> None:
    """Run every target in a process of its own, and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--target", choices=TARGETS, help="in this process")
    options = parser.parse_args()
    if options.target:
        fuzz(options.target, options.seconds)
        return
    if importlib.util.find_spec("atheris") is None:  # not a fault of the parsers
        raise SystemExit("Atheris is not installed: make .venv/.proof (Python 3.11 to 3.13)")
    found = {}
    for target in TARGETS:
        command = [sys.executable, "-m", "proof.parsers", "--target", target]
        done = subprocess.run(
            [*command, "--seconds", str(options.seconds)],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        said = done.stdout + done.stderr
        runs = [int(n) for n in re.findall(r"^#(\d+)\s", said, re.M)]
        ended = re.search(r"Done (\d+) runs", said)
        fault = re.search(r"^(?:\w+\.)*(\w*(?:Error|Exception|Exit)\b.*)$", said, re.M)
        found[target] = {
            "runs": int(ended[1]) if ended else max(runs, default=0),
            "seconds": options.seconds,
            "fault": "" if done.returncode == 0 else (fault[1] if fault else said[-300:]),
        }
        if done.returncode:
            print(said[-3000:])
        print(target, found[target], flush=True)
    record("atheris.json", found)


if __name__ == "__main__":
    main()
