"""Part 4, robustness: inputs, files, networks and workers that are not as they should be."""

import json
import os
from collections import Counter

from proof import mutation
from proof.checks import KEPT, Check, Finding, NotRun, need, run_tests, tests


def fuzzing() -> Finding:
    """Call every public function with many invented values."""
    examples = os.environ.setdefault("KAZLIB_EXAMPLES", "100")
    found = run_tests("tests/kazlib/test_fuzz.py", options=("--timeout=1200",))
    functions = found.detail.get("passed", 0) + found.detail.get("failed", 0) - 2
    return Finding(
        f"{functions} functions, up to {examples} calls each; {found.figure}",
        found.passed,
        found.faults,
    )


def killed_mutants() -> Finding:
    """Say which share of the faults tried so far the tests of kazlib see."""
    known = mutation.tried()
    everything = mutation.population()
    done = [known[mutant.key] for mutant in everything if mutant.key in known]
    untaught = {mutant.key for mutant in everything if mutant.name not in mutation.learned()}
    sample = [mutant for mutant in done if mutant.key in untaught]
    if not sample:
        raise NotRun("no fault was tried yet; python -m proof.mutation --minutes 60 does")
    reasons = mutation.equivalent()
    survivors = [mutant for mutant in done if mutant.outcome == "survived"]
    same = [mutant for mutant in survivors if mutant.change in reasons]
    left = [mutant for mutant in survivors if mutant.change not in reasons]
    counted = len(done) - len(same)
    hits = counted - len(left)
    whole = len(done) == len(everything)
    first = mutation.at_first()
    begun = [first[mutant.key] for mutant in sample if mutant.change not in reasons]
    seen = sum(mutant.outcome == "killed" for mutant in begun)
    low, high = mutation.wilson(seen, len(begun))
    parts = Counter(mutation.MODULES[mutant.module] for mutant in done)
    lost = Counter(mutation.MODULES[mutant.module] for mutant in left)
    said = "; ".join(
        f"{part} {100 * (1 - lost[part] / n):.0f}% of {n}" for part, n in sorted(parts.items())
    )
    now = f"{100 * hits / counted:.1f}% of {counted:,} faults are seen"
    if whole:
        figure = f"{now}, all that are possible"
    else:
        figure = (
            f"{100 * seen / len(begun):.1f}% of {len(begun):,} faults, chosen at random of "
            f"{len(untaught):,} from which no test was made before, were seen at the first trial "
            f"(95% interval {low} to {high}); after tests were added {now}"
        )
    return Finding(
        figure,
        100 * (hits / counted if whole else seen / len(begun)) >= 90,
        [f"{m.module}:{m.line}: {m.before} → {m.after}" for m in left],
        note=f"Now, by part: {said}. The share at the first trial is the one that holds for faults "
        f"that were not tried. {len(same)} faults change no answer and are not counted, each with "
        "its reason in proof/equivalent.json.",
        detail={"tried": len(done), "killed": hits, "same": len(same), "of": len(everything)},
    )


def load() -> Finding:
    """Read what the load test of a static server found."""
    path = need(KEPT / "load.json", "python benchmarks/load.py has not run")
    found = json.loads(path.read_text(encoding="utf-8"))
    said = "; ".join(
        f"begun within {run['over_s']:.0f} s: the last one has everything after {run['last_s']} s"
        for run in found["runs"]
    )
    figure = f"{found['readers']} readers of {found['files']} files, {found['errors']} errors"
    return Finding(figure, found["errors"] == 0, note=f"{said}.", detail=found)


def parsers() -> Finding:
    """Read what the fuzzer with coverage found in the parsers of links and of law files."""
    path = need(KEPT / "atheris.json", "python -m proof.parsers runs Atheris (Python 3.11 to 3.13)")
    found = json.loads(path.read_text(encoding="utf-8"))
    faults = [f"{name}: {each['fault']}" for name, each in found.items() if each["fault"]]
    said = "; ".join(
        f"{name}: {e['runs']:,} inputs in {e['seconds']} s" for name, e in found.items()
    )
    return Finding(f"{said}; {len(faults)} foreign errors", not faults, faults)


FAULTS = ("tests/live/test_faults.py", "tests/live/test_offline.py", "tests/book/test_slow_line.py")

CHECKS = (
    Check(
        "functions",
        "Every public function answers invented values of the right kind, or refuses them with an "
        "error of kazlib (Hypothesis)",
        "no other error",
        "gate",
        "KAZLIB_EXAMPLES=100 pytest tests/kazlib/test_fuzz.py (the gate tries 10)",
        fuzzing,
    ),
    Check(
        "links-and-controls",
        "Hostile text in links and controls of every explorable gives an answer without markup, or "
        "a short message",
        "every test passes",
        "gate",
        "pytest tests/kazlib/explorables/test_every_explorable.py",
        tests("tests/kazlib/explorables/test_every_explorable.py"),
    ),
    Check(
        "parsers",
        "Permalinks and law files of random bytes are read or refused with an error of kazlib "
        "(Atheris, guided by coverage)",
        "no other error",
        "command",
        "python -m proof.parsers --seconds 90",
        parsers,
    ),
    Check(
        "mutation",
        "Faults are put into apportionment, law and offices, one at a time: do the tests see them "
        "(Cosmic Ray)?",
        "at least 90% are seen",
        "command",
        "python -m proof.mutation --minutes 120",
        killed_mutants,
    ),
    Check(
        "live-faults",
        "Live pages with a slow line, a cut file, a damaged one, too little memory, storage that "
        "is refused, a worker that ends, a tab that was put away, no network at all",
        "every test passes",
        "gate",
        f"pytest {' '.join(FAULTS)}",
        tests(*FAULTS),
    ),
    Check(
        "load",
        "500 readers at once on a static server of this machine",
        "no error",
        "command",
        "python benchmarks/load.py",
        load,
    ),
)
