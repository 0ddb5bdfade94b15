"""Graded assignments: a student's and an autograder's version of each, made by otter-grader.

Run by ``make assignments`` in an environment of its own: otter brings some 80 packages that
nothing else here needs. The sources in ``instructors/assignments`` hold the solutions.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jupytext

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "instructors" / "assignments"


def source_notebook(path: Path, folder: Path) -> Path:
    """Write a source as the notebook that otter reads; return where.

    A ``{raw-cell}`` of a source becomes a raw cell: this is how otter marks its blocks.
    """
    notebook = jupytext.read(path)
    target = folder / f"{path.stem}.ipynb"
    jupytext.write(notebook, target)
    return target


def make(path: Path, out: Path) -> tuple[Path, Path]:
    """Make both versions of an assignment; otter grades the solutions, which must be complete.

    Returns
    -------
    tuple of Path
        The students' notebook, and the autograder's zip file.
    """
    target = out / path.stem
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        notebook = source_notebook(path, Path(folder))
        command = [sys.executable, "-m", "otter", "assign", str(notebook), str(target)]
        subprocess.run(command, check=True)
    (zipped,) = (target / "autograder").glob("*.zip")
    return target / "student" / f"{path.stem}.ipynb", zipped


def grade(notebook: Path, autograder: Path) -> tuple[float, float]:
    """Grade one notebook; return its points and the points possible."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "otter", "run", "--no-logo"]
        command += ["--autograder", str(autograder), "--output-dir", folder, str(notebook)]
        subprocess.run(command, check=True, capture_output=True)
        results = json.loads((Path(folder) / "results.json").read_text(encoding="utf-8"))
    tests = [test for test in results["tests"] if "max_score" in test]
    return sum(test["score"] for test in tests), sum(test["max_score"] for test in tests)


def solution_lines(path: Path) -> set[str]:
    """Return the lines of code that only the solutions of a source hold."""
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"# BEGIN SOLUTION NO PROMPT\n(.*?)# END SOLUTION", text, re.DOTALL)
    lines = {line.strip() for block in blocks for line in block.splitlines()}
    ends = re.findall(r"= (.*) # SOLUTION$", text, re.MULTILINE)
    hidden = re.findall(r"# HIDDEN\n(.*)", text)
    return {line for line in (*lines, *ends, *hidden) if line}


def check(path: Path, out: Path) -> str:
    """Make and grade one assignment; say what was found.

    Raises
    ------
    ValueError
        If a solution is in the students' version, if the solutions miss a point, or if an
        empty notebook earns all.
    """
    student, autograder = make(path, out)
    given = "\n".join(
        "".join(cell["source"]) for cell in json.loads(student.read_text("utf-8"))["cells"]
    ) + json.dumps(json.loads(student.read_text("utf-8"))["metadata"])
    leaked = [line for line in solution_lines(path) if line in given]
    if leaked:
        raise ValueError(f"{path.name}: the students' version holds {leaked[0]!r}.")
    solved = grade(autograder.parent / student.name, autograder)
    empty = grade(student, autograder)
    if solved[0] != solved[1] or empty[0] >= solved[1]:
        raise ValueError(f"{path.name}: solutions earn {solved}, an empty notebook {empty}.")
    return f"{path.stem}: solutions {solved[0]} of {solved[1]}, empty {empty[0]}; nothing leaked"


def main() -> None:
    """Make every assignment; with ``--check``, grade each as well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "_build" / "assignments")
    parser.add_argument("--check", action="store_true", help="also grade, and look for leaks")
    options = parser.parse_args()
    for path in sorted(SOURCES.glob("*.md")):
        if options.check:
            print(check(path, options.out))
        else:
            print(make(path, options.out)[0])


if __name__ == "__main__":
    main()
