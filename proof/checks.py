"""What a check is, how it is run, and what is kept of it."""

import json
import os
import platform
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
RESULTS = ROOT / "proof" / "results.json"
KEPT = ROOT / "_build" / "report"

Row = dict[str, Any]


class NotRun(RuntimeError):
    """A check cannot run here; the text says what is missing."""


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes
    ----------
    figure : str
        The result in few words, with its number.
    passed : bool
        Whether the bound holds.
    faults : sequence of str
        What breaks it, one a line.
    anchor : str
        What the figure is compared with, measured beside it.
    note : str
        What a reader has to know: a limit of the check, or the reason for a fault that stays.
    detail : mapping
        Figures for other programs.
    """

    figure: str
    passed: bool
    faults: Sequence[str] = ()
    anchor: str = ""
    note: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """One question that the report answers.

    Attributes
    ----------
    name : str
        In one word with hyphens, unique in its part.
    what : str
        What is looked at, as a reader understands it.
    bound : str
        What has to hold.
    where : {"gate", "command"}
        Whether the gate (``make test``) asks the same, or only the report.
    command : str
        How to ask it alone.
    run : callable
        Returns the finding.
    """

    name: str
    what: str
    bound: str
    where: Literal["gate", "command"]
    command: str
    run: Callable[[], Finding]


def output(*command: str, cwd: Path = ROOT) -> str:
    """Return what a command prints; it has to succeed."""
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def commit() -> str:
    """Return the commit at work; ``+`` says that files were changed since."""
    changed = output("git", "status", "--porcelain", "--untracked-files=no").splitlines()
    mine = [line for line in changed if "proof/results.json" not in line]
    return output("git", "rev-parse", "--short=12", "HEAD").strip() + ("+" if mine else "")


def machine() -> Row:
    """Return what the figures depend on, without the name of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def answer(check: Check) -> Row:
    """Run a check and return its row of the report; a check never stops the report."""
    start = time.monotonic()
    row: Row = {
        "name": check.name,
        "what": check.what,
        "bound": check.bound,
        "where": check.where,
        "command": check.command,
        "when": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        "commit": commit(),
        "machine": machine(),
    }
    try:
        found = check.run()
    except NotRun as missing:
        return row | {"state": "not run", "figure": "", "note": str(missing)}
    except Exception as error:
        traceback.print_exc()
        said = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        return row | {"state": "failed", "figure": "the check itself failed", "faults": [said]}
    return row | {
        "state": "passed" if found.passed else "failed",
        "figure": found.figure,
        "anchor": found.anchor,
        "note": found.note,
        "faults": list(found.faults)[:40],
        "fault_count": len(found.faults),
        "detail": dict(found.detail),
        "seconds": round(time.monotonic() - start, 1),
    }


def run_tests(
    *paths: str, options: Sequence[str] = (), python: str | Path = sys.executable
) -> Finding:
    """Run test files, and return how many tests passed and which failed."""
    command = [python, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *options, *paths], cwd=ROOT, check=False, capture_output=True, text=True
    )
    counts = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed|errors?)", done.stdout)}
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.M)
    figure = f"{counts.get('passed', 0):,} tests pass, {len(failed)} fail"
    some = counts.get("passed", 0) > 0  # nothing found to run is no success
    return Finding(figure, done.returncode == 0 and some and not failed, failed, detail=counts)


def tests(*paths: str) -> Callable[[], Finding]:
    """Return the run of a check that is made of test files."""
    return lambda: run_tests(*paths)


def need(path: Path, how: str) -> Path:
    """Return a path that exists, or say what makes it."""
    if not path.exists():
        raise NotRun(f"{path.relative_to(ROOT)} is not there; {how}")
    return path


def record(name: str, found: Any) -> None:
    """Keep what a long command has found, for the check that reads it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / name).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def pages() -> list[Path]:
    """Return every page of the built site."""
    need(SITE / "index.html", "make site builds it")
    return sorted(p for p in SITE.rglob("*.html") if "_static" not in p.parts)


def kept(part: str) -> dict[str, Row]:
    """Return the rows of earlier runs of a part, by name: here, else as they were committed."""
    path = KEPT / f"{part}.json"
    if path.is_file():
        rows = json.loads(path.read_text(encoding="utf-8"))
    else:
        rows = json.loads(RESULTS.read_text(encoding="utf-8"))[part]["checks"]
    return {row["name"]: row for row in rows if row["state"] != "not run"}


def keep(part: str, rows: Mapping[str, Row]) -> None:
    """Write the rows of a part."""
    KEPT.mkdir(parents=True, exist_ok=True)
    text = json.dumps([*rows.values()], indent=1, ensure_ascii=False)
    (KEPT / f"{part}.json").write_text(text + "\n", encoding="utf-8")
