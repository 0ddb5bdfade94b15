"""Part 5, reproducibility: do equal sources give equal books, elsewhere and on other Pythons."""

import json
import os
import subprocess
import sys
from html import unescape

from proof.checks import KEPT, ROOT, SITE, Check, Finding, need, tests


def seeds() -> Finding:
    """Ask every explorable twice, in processes with other hash seeds, and compare with the page."""
    answers = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "proof.seeds"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        )
        answers.append(json.loads(done.stdout))
    first, second = answers
    faults = [f"{name} answers differently" for name in first if first[name] != second[name]]
    need(SITE / "index.html", "make site builds it")
    for name, answer in first.items():
        page = unescape((SITE / answer["page"]).read_text(encoding="utf-8"))
        if answer["sentence"] not in page:
            faults.append(f"{answer['page']} shows another sentence: {name}")
    return Finding(
        f"{len(first)} explorables asked twice, {len(faults)} differ from themselves or their page",
        not faults,
        faults,
    )


def two_builds() -> Finding:
    """Read what the second build found."""
    path = need(KEPT / "rebuild.json", "python -m proof.rebuild makes the second build")
    found = json.loads(path.read_text(encoding="utf-8"))
    if not found["built"]:
        return Finding("the second build failed", False, [found["said"][-300:]])
    other = found["other"]
    figure = f"{found['files']} files, {len(other)} of them not the same to the byte"
    return Finding(figure, not other, other, detail={"seconds": found["seconds"]})


def without_network() -> Finding:
    """Read whether the second build ran with the network cut."""
    path = need(KEPT / "rebuild.json", "python -m proof.rebuild makes the second build")
    found = json.loads(path.read_text(encoding="utf-8"))
    if not found["network_cut"]:
        return Finding("the network could not be cut on this system", False)
    word = "built" if found["built"] else "not built"
    return Finding(f"{word} in {found['seconds']} s without a network", found["built"])


def pythons() -> Finding:
    """Read what the tests said on other Pythons."""
    path = need(KEPT / "pythons.json", "python -m proof.pythons tries all that are installed")
    found = json.loads(path.read_text(encoding="utf-8"))
    tried = {v: row for v, row in found.items() if row["state"] in ("passed", "failed")}
    missing = {v: row["state"] for v, row in found.items() if v not in tried}
    faults = [f"{row['version']}: {row['said']}" for row in tried.values() if row["failed"]]
    said = "; ".join(f"{r['version']}: {r['passed']:,} pass" for r in tried.values())
    note = "".join(f"Python {v}: {state}. " for v, state in missing.items())
    note += "In the browser the same code runs on the Python of Pyodide (live pages are tested)."
    return Finding(said, bool(tried) and not faults, faults, note=note)


CHECKS = (
    Check(
        "seeds",
        "Every explorable gives the same answer twice, and the printed page shows that answer",
        "no difference",
        "gate",
        "python -m proof reproducibility --only seeds",
        seeds,
    ),
    Check(
        "simulations",
        "Models give the same from the same seed, and the numbers of simulations in the text are "
        "those of their seeds",
        "every test passes",
        "gate",
        "pytest tests/kazlib/models",
        tests("tests/kazlib/models"),
    ),
    Check(
        "two-builds",
        "Two builds of one commit, in different folders, give the same files",
        "no other byte",
        "command",
        "make site && python -m proof.rebuild",
        two_builds,
    ),
    Check(
        "no-network",
        "The book is built with the network cut, once its packages are installed",
        "it is built",
        "command",
        "python -m proof.rebuild",
        without_network,
    ),
    Check(
        "pythons",
        "The tests of kazlib and of the data pass on each Python from 3.11 on that can be had",
        "every test passes",
        "command",
        "python -m proof.pythons",
        pythons,
    ),
)
