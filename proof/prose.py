"""Are the numbers in the text held by tests? Each is changed by one, and the tests have to see it.

    python -m proof.prose --minutes 10

Looked at are numbers of the chapters that claim a quantity: with a decimal point, with thousands,
or followed by a unit such as "per cent", "seats" or "votes". Years and days are left out (the tests
of chapters check days in another way), and so are code, links and references. The numbers are tried
in one seeded order, each in a process of its own that reads one chapter with one digit changed.
"""

import argparse
import hashlib
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from proof.checks import KEPT, ROOT
from proof.mutation import warm

RESULTS = KEPT / "prose.jsonl"
SEED = 10
UNITS = (
    "per cent|percentage points?|points?|seats?|votes?|voters|members|deputies|districts|stations|"
    "interviews|signatures|regions|candidates|lists|parties|polls|years|ballots|senators|electors"
)
NUMBER = re.compile(
    r"(?<![\w./#:&-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=(?:\s(?:" + UNITS + r")\b|%)))"
    r"(?![\w-]*\d)"
)
# Parts of a chapter that are no text: the head, cells and tables of code, roles, links, tags.
NO_TEXT = re.compile(
    r"\A---\n.*?\n---\n|```\{code-cell\}.*?```|```python.*?```|`[^`\n]*`|\]\([^)]*\)|<[^>]*>|\$[^$]*\$",
    re.DOTALL,
)


@dataclass(frozen=True)
class Number:
    """A number in a chapter, and whether a test noticed its change.

    Attributes
    ----------
    chapter : str
        Its name.
    place : int
        Where the number begins in the file.
    line : int
        On which line.
    shown : str
        As it is written.
    around : str
        The words around it.
    noticed : bool or None
        ``None`` before it was tried.
    tests : str
        Hash of the tests at that time: what they missed is tried again when they changed.
    """

    chapter: str
    place: int
    line: int
    shown: str
    around: str
    noticed: bool | None = None
    tests: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return a name that stays while the words around it stay."""
        return self.chapter, self.shown, self.around


def numbers(chapter: str) -> Iterator[Number]:
    """Return the numbers of a chapter that claim a quantity."""
    text = (ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8")
    bare = NO_TEXT.sub(lambda found: re.sub(r"[^\n]", "`", found[0]), text)
    for found in NUMBER.finditer(bare):
        around = " ".join(text[max(0, found.start() - 50) : found.end() + 30].split())
        line = text.count("\n", 0, found.start()) + 1
        yield Number(chapter, found.start(), line, found[0], around)


@cache
def population() -> tuple[Number, ...]:
    """Return the numbers of all chapters in the order in which they are tried."""
    chapters = sorted(path.stem for path in (ROOT / "questions").glob("*.yml"))
    found = [number for chapter in chapters for number in numbers(chapter)]
    random.Random(SEED).shuffle(found)
    return tuple(found)


def changed(number: Number) -> str:
    """Return the text of the chapter with the last digit of the number changed by one."""
    path = ROOT / "chapters" / f"{number.chapter}.md"
    text = path.read_text(encoding="utf-8")
    end = number.place + len(number.shown)
    digit = (int(text[end - 1]) + 1) % 10
    return f"{text[: end - 1]}{digit}{text[end:]}"


@cache
def tests_of(chapter: str) -> tuple[str, ...]:
    """Return the test files that name a chapter, its own first: they see most, and soonest."""
    named = re.compile(rf"[\"/]{chapter}(?:\.md)?[\"/]|\b{chapter}\.md|WITH_QUESTIONS")
    own = chapter.replace("-", "_")
    found = sorted(
        (ROOT / "tests" / "data").glob("test_*.py"), key=lambda path: (own not in path.name, path)
    )
    return tuple(str(path) for path in found if named.search(path.read_text(encoding="utf-8")))


@cache
def digest_of_tests(chapter: str) -> str:
    """Return a short hash of the tests that look at a chapter."""
    files = b"".join(Path(path).read_bytes() for path in tests_of(chapter))
    return hashlib.sha256(files).hexdigest()[:12]


def noticed(number: Number) -> bool:
    """Return whether a test fails when the number is another."""
    if not tests_of(number.chapter):
        return False
    child = os.fork()
    if child == 0:
        code = 1
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            name, text = f"{number.chapter}.md", changed(number)
            read = Path.read_text

            def read_text(path: Path, *args: object, **kwargs: object) -> str:
                if path.name == name and path.parent.name == "chapters":
                    return text
                return read(path, *args, **kwargs)  # type: ignore[arg-type]

            Path.read_text = read_text  # type: ignore[assignment,method-assign]
            import pytest  # noqa: PLC0415

            options = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"]
            code = int(pytest.main([*options, *tests_of(number.chapter)]))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status != 0


def tried() -> dict[tuple[str, str, str], Number]:
    """Return what earlier runs found."""
    if not RESULTS.is_file():
        return {}
    found = [Number(**json.loads(line)) for line in RESULTS.read_text("utf-8").splitlines()]
    return {number.key: number for number in found}


def main(arguments: Sequence[str] | None = None) -> None:
    """Try numbers until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args(arguments)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    warm()
    from kazlib.explorables import every  # noqa: F401, PLC0415
    from kazlib.tables import frame  # noqa: F401, PLC0415

    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + options.minutes * 60
    known = tried()
    for number in sorted(population(), key=lambda each: each.key not in known):
        before = known.get(number.key)
        tests = digest_of_tests(number.chapter)
        if before and (before.noticed or before.tests == tests):
            continue
        if time.monotonic() > until:
            break
        seen = noticed(number)
        done = Number(**{**asdict(number), "noticed": seen, "tests": tests})
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")
        if not seen:
            print(f"{done.chapter}:{done.line} {done.shown}: {done.around}", flush=True)


if __name__ == "__main__":
    main()
