"""Mutation testing: faults put into kazlib one at a time, and whether its tests see them.

    python -m proof.mutation --minutes 30 [--only kazlib/law.py]

The faults are those of Cosmic Ray. Left out are the ones that would be caught for nothing and make
the share look better than it is: changes inside annotations, and exchanges of operators that only a
wrong type can survive (``+`` for ``<<``). All that is left is put into one order that depends on
hashes, and worked off from its beginning, so that what was tried is a random sample of all at any
time. Tests are written for the faults that lived; after that their sample says nothing any more of
the others. So ``--learn`` writes down what was tried, and the next sample is taken from the rest.

Each fault lives in a process of its own, forked from one that has imported the libraries but not
kazlib: no file is ever changed, and a trial costs little more than its tests.
"""

import argparse
import ast
import doctest
import hashlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from math import sqrt
from pathlib import Path

from proof.checks import KEPT, ROOT

RESULTS = KEPT / "mutants.jsonl"
EQUIVALENT = ROOT / "proof" / "equivalent.json"
LEARNED = ROOT / "proof" / "learned.txt"
CPU_SECONDS = 60  # a fault that loops for ever is caught by this
MEMORY = 4 * 2**30  # ... and one that computes a giant number by this

TESTS = ("tests/kazlib/test_apportionment_against_peers.py",)
PARTS: dict[str, tuple[str, ...]] = {
    "apportionment": (
        "tests/kazlib/test_apportionment.py",
        "tests/kazlib/test_apportionment_properties.py",
    ),
    "law": (
        "tests/kazlib/test_law.py",
        "tests/kazlib/test_law_changes.py",
        "tests/kazlib/test_law_files.py",
        "tests/kazlib/test_law_offices.py",
    ),
    "offices": ("tests/kazlib/offices",),
}
MODULES: dict[str, str] = {
    "kazlib/apportionment.py": "apportionment",
    "kazlib/allocation.py": "apportionment",
    "kazlib/divisors.py": "apportionment",
    "kazlib/law.py": "law",
    "kazlib/rulebook.py": "law",
    "kazlib/rules_by_office.py": "law",
    **{
        path.relative_to(ROOT).as_posix(): "offices"
        for path in sorted((ROOT / "kazlib" / "offices").glob("[!_]*.py"))
    },
}
OPERATORS = (
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBinaryOperator_Mul_FloorDiv",
    "ReplaceBinaryOperator_Mul_Add",
    "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_FloorDiv_Div",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceBinaryOperator_Div_FloorDiv",
    "ReplaceBinaryOperator_Mod_FloorDiv",
    "ReplaceBinaryOperator_Pow_Mul",
    "ReplaceBinaryOperator_BitOr_BitAnd",
    "ReplaceBinaryOperator_BitAnd_BitOr",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceComparisonOperator_Eq_LtE",
    "ReplaceComparisonOperator_Eq_GtE",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_Lt_GtE",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_LtE",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceUnaryOperator_Delete_USub",
    "ReplaceUnaryOperator_Delete_Not",
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "RemoveDecorator",
    "ZeroIterationForLoop",
)
# Decorators that change how a thing is called, not what it answers.
SAME_ANSWERS = ("@cache", "@overload", "@staticmethod", "@dataclass")


def equivalent() -> dict[str, str]:
    """Return the faults that change no answer, each with its reason, by `Mutant.change`."""
    found: dict[str, str] = json.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return found


@cache
def digest(module: str) -> str:
    """Return a short hash of a file."""
    return hashlib.sha256((ROOT / module).read_bytes()).hexdigest()[:12]


@cache
def digest_of_tests() -> str:
    """Return a short hash of the tests that look at the modules."""
    paths = [ROOT / name for tests in (*PARTS.values(), TESTS) for name in tests]
    files = [f for p in paths for f in (sorted(p.glob("test_*.py")) if p.is_dir() else [p])]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


@dataclass(frozen=True)
class Mutant:
    """One fault, and what became of it.

    Attributes
    ----------
    module : str
        The file, from the root of the repository.
    operator, occurrence : str, int
        Cosmic Ray's name of the fault, and which place of the file it is put in.
    line : int
        Where.
    before, after : str
        The changed line.
    outcome : str
        ``"killed"``, ``"survived"``, or empty before it was tried.
    source : str
        Hash of the file that it was tried in.
    tests : str
        Hash of all tests of kazlib at that time: a survivor is tried again when they changed.
    twin : int
        How many equal faults on equal lines stand above it in the file.
    """

    module: str
    operator: str
    occurrence: int
    line: int
    before: str
    after: str = ""
    outcome: str = ""
    source: str = ""
    tests: str = ""
    twin: int = 0

    @property
    def change(self) -> str:
        """Return the fault as people write it."""
        return f"{self.module}: {self.before} -> {self.after}"

    @property
    def name(self) -> str:
        """Return a short name that holds as long as this line is there, wherever it moves."""
        parts = (self.module, self.operator, str(self.twin), self.before)
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Return a name that holds while the file stays as it is."""
        return self.module, self.operator, self.occurrence, self.source or digest(self.module)


def _annotated(source: str) -> set[tuple[int, int]]:
    """Return lines and columns that lie in annotations, or in what only type checkers read."""
    spans: list[ast.expr] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.arg(annotation=found) | ast.AnnAssign(annotation=found) if found:
                spans.append(found)
            case ast.FunctionDef(returns=found) if found:
                spans.append(found)
            case ast.Subscript(value=ast.Name(id="Literal" | "Callable" | "Mapping" | "Reads")):
                spans.append(node.slice)
    return {
        (line, column)
        for span in spans
        for line in range(span.lineno, (span.end_lineno or span.lineno) + 1)
        for column in range(200)
        if (span.lineno, span.col_offset) <= (line, column)
        and (line, column) < (span.end_lineno or 0, span.end_col_offset or 0)
    }


def places(module: str) -> Iterator[Mutant]:
    """Return every place of a file where a fault can be put; the faulty line is not there yet.

    Parameters
    ----------
    module
        The file, from the root of the repository.
    """
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator

    source = (ROOT / module).read_text(encoding="utf-8")
    skipped = _annotated(source)
    lines = source.splitlines()
    nodes = list(ast_nodes(get_ast(source)))
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        found = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(found):
            text = lines[line - 1]
            if (line, column) in skipped or text.strip().startswith(SAME_ANSWERS):
                continue
            if "Operator_Mul_" in name and not re.search(r"[\w)\]]\s*$", text[:column]):
                continue  # a star that unpacks
            yield Mutant(module, name, occurrence, line, text.strip())


@cache
def learned() -> frozenset[str]:
    """Return the names of the faults from whose trial tests were made."""
    return frozenset(LEARNED.read_text(encoding="utf-8").split())


@cache
def population() -> tuple[Mutant, ...]:
    """Return all faults of all modules in the order of their trial, `learned` ones last."""
    twins: Counter[tuple[str, str, str]] = Counter()
    found = []
    for module in MODULES:
        for each in places(module):
            same = each.module, each.operator, each.before
            found.append(replace(each, twin=twins[same]))
            twins[same] += 1
    return tuple(sorted(found, key=lambda each: (each.name in learned(), each.name)))


def faulty(mutant: Mutant) -> tuple[str, str]:
    """Return the source of a module with a fault in it, and the line that differs."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    source = (ROOT / mutant.module).read_text(encoding="utf-8")
    made = mutate_code(source, get_operator(f"core/{mutant.operator}")(), mutant.occurrence) or ""
    pairs = zip(source.splitlines(), made.splitlines(), strict=False)
    return made, next((after.strip() for before, after in pairs if before != after), "")


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Imports one module from a source that stands in no file."""

    def __init__(self, module: str, source: str) -> None:
        self.name = module.removesuffix(".py").replace("/", ".")
        self.path, self.source = str(ROOT / module), source

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_filename(self, fullname: str) -> str:
        return self.path

    def get_data(self, path: str) -> bytes:
        return self.source.encode()

    def path_stats(self, path: str) -> dict[str, float]:
        raise OSError  # nothing is read from, or written to, compiled files


def _tests_of(module: str) -> list[str]:
    """Return the tests that look at a module, its own first."""
    part = MODULES[module]
    first = ROOT / f"tests/kazlib/offices/test_{Path(module).stem}.py"
    own = [first.relative_to(ROOT).as_posix()] if first.is_file() else []
    others = [test for name, tests in PARTS.items() if name != part for test in tests]
    if part == "offices":
        rest = sorted((ROOT / "tests/kazlib/offices").glob("test_*.py"))
        own += [p.relative_to(ROOT).as_posix() for p in rest if p != first]
        return own
    return [*own, *PARTS[part], *(TESTS if part == "apportionment" else ()), *others]


def killed(module: str, source: str) -> bool:
    """Return whether a test fails when a module has this source."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setsid()
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            sys.path.insert(0, str(ROOT))
            sys.meta_path.insert(0, _Faulty(module, source))
            import pytest

            options = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"]
            code = int(pytest.main([*options, *_tests_of(module)]))
            if code == 0:  # pytest would import the file itself, without the fault
                name = module.removesuffix(".py").replace("/", ".")
                flags = doctest.NORMALIZE_WHITESPACE
                code = doctest.testmod(importlib.import_module(name), optionflags=flags).failed
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status != 0


def trials() -> list[Mutant]:
    """Return what earlier runs found, the oldest first; a fault may be there more than once."""
    if not RESULTS.is_file():
        return []
    return [Mutant(**json.loads(line)) for line in RESULTS.read_text("utf-8").splitlines()]


def tried() -> dict[tuple[str, str, int, str], Mutant]:
    """Return what earlier runs found, by key."""
    return {mutant.key: mutant for mutant in trials()}


def at_first() -> dict[tuple[str, str, int, str], Mutant]:
    """Return what became of each fault when it was tried for the first time.

    Tests are written for the faults that lived. After that a sample says nothing of the faults that
    were not tried, but what it said before still does.
    """
    return {mutant.key: mutant for mutant in reversed(trials())}


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95% interval of a share (Wilson), in per cent.

    Examples
    --------
    >>> wilson(90, 100)
    (82.6, 94.5)
    """
    if not of:
        return 0.0, 100.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * reach) / (1 + z * z / of) * 100 for sign in (-1, 1))
    return round(low, 1), round(high, 1)


def warm() -> None:
    """Import what the tests need, but not kazlib: children inherit it."""
    import apportionment.methods  # noqa: F401
    import hypothesis  # noqa: F401
    import numpy  # noqa: F401
    import pytest  # noqa: F401
    import votelib  # noqa: F401
    import yaml  # noqa: F401


def main(arguments: Sequence[str] | None = None) -> None:
    """Try faults until the time is over; what was tried before is not tried again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--only", action="append", help="a file; all by default")
    parser.add_argument("--learn", action="store_true", help="write down what was tried, try none")
    options = parser.parse_args(arguments)
    if options.learn:
        names = learned() | {each.name for each in population() if each.key in tried()}
        LEARNED.write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")
        return
    os.chdir(ROOT)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    warm()
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + options.minutes * 60
    known = tried()
    tests, same = digest_of_tests(), equivalent()
    # Those that lived through other tests first: they are what the new tests are for.
    for mutant in sorted(population(), key=lambda each: each.key not in known):
        if options.only and mutant.module not in options.only:
            continue
        before = known.get(mutant.key)
        settled = before and (before.outcome == "killed" or before.tests == tests)
        if settled or (before and before.change in same):
            continue
        if time.monotonic() > until:
            break
        source, after = faulty(mutant)
        outcome = "killed" if killed(mutant.module, source) else "survived"
        hashes = {"source": digest(mutant.module), "tests": tests}
        done = replace(mutant, after=after, outcome=outcome, **hashes)
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")
        if outcome == "survived":
            print(f"{done.module}:{done.line} {done.operator}\n  - {done.before}\n  + {after}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
