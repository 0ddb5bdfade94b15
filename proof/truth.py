"""Part 3, truth: are the numbers, sources and links of the book what they claim to be."""

import csv
import json
import re
from collections import Counter
from datetime import UTC, datetime

from kazlib.law import periods
from proof import links, prose
from proof.checks import ROOT, SITE, Check, Finding, NotRun, need, pages, run_tests, tests
from proof.mutation import wilson

DATA = ROOT / "data"
CHAPTERS = ROOT / "chapters"
OFFICES = ("president", "mazhilis", "senate", "maslikhat", "referendum")


def rows_with_sources() -> Finding:
    """Count rows of tables, and parameters of the law, without source or confidence."""
    faults, count, levels = [], 0, Counter[str]()
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                count += 1
                levels[row["confidence"]] += 1
                if not row["source"].strip() or not row["confidence"].strip():
                    faults.append(f"{path.name}, line {line}")
    rules = 0
    for office in OFFICES:
        for period in periods(office):
            for name, parameter in period.parameters.items():
                rules += 1
                if not parameter.source.title:
                    faults.append(f"{office}, {period.valid_from}: {name}")
    figure = f"{count:,} rows and {rules:,} values of the law, {len(faults)} without a source"
    said = ", ".join(f"{n:,} {level}" for level, n in levels.most_common())
    return Finding(figure, not faults, faults, note=f"Rows by confidence: {said}.")


def numbers_noticed() -> Finding:
    """Say how many numbers of the text are held by a test, from the trials made so far."""
    known = prose.tried()
    everything = prose.population()
    tried = [known[number.key] for number in everything if number.key in known]
    if not tried:
        raise NotRun("no number was tried yet; python -m proof.prose --minutes 30 does")
    missed = [number for number in tried if not number.noticed]
    share = 100 * (1 - len(missed) / len(tried))
    low, high = wilson(len(tried) - len(missed), len(tried))
    band = "" if len(tried) == len(everything) else f" (95% interval {low} to {high})"
    return Finding(
        f"{share:.1f}% of {len(tried):,} numbers tried of {len(everything):,}{band}",
        share >= 90,
        # Without the words around: many stand in solutions, which the students' edition leaves out.
        [f"{n.chapter}, line {n.line}: {n.shown}" for n in missed],
        note="Seen is not the same as compared with data: long numbers that stand in no table "
        "(quotations, invented examples, models) are kept in a list and only have to stay as they "
        "were reviewed. Short numbers such as 98 seats are seen only where a chapter's own tests "
        "look at them.",
        detail={"tried": len(tried), "noticed": len(tried) - len(missed), "of": len(everything)},
    )


def citations() -> Finding:
    """Compare the keys that chapters cite with the list of references."""
    bibliography = (CHAPTERS / "references.bib").read_text(encoding="utf-8")
    entries = dict(re.findall(r"^@\w+\{([^,]+),(.*)$", bibliography, re.M))
    cited = Counter(
        key.strip()
        for path in CHAPTERS.glob("*.md")
        for group in re.findall(r"\{cite[a-z:]*\}`([^`]+)`", path.read_text(encoding="utf-8"))
        for key in group.split(",")
    )
    unknown = sorted(set(cited) - set(entries))
    unmarked = [
        key
        for key, text in entries.items()
        if not re.search(r"keywords=\{(verified|recalled)[,}]", text.replace(" ", ""))
    ]
    recalled = sum("{recalled" in text for text in entries.values())
    faults = [f"cited and not listed: {key}" for key in unknown]
    faults += [f"neither verified nor recalled: {key}" for key in unmarked]
    return Finding(
        f"{sum(cited.values())} citations of {len(cited)} works, {len(unknown)} lead nowhere",
        not faults,
        faults,
        note=f"Of {len(entries)} references {recalled} are marked as recalled and not seen.",
    )


def inner_links() -> Finding:
    """Follow every link inside the book to its file and place."""
    count, broken = links.inside(links.read(pages()), SITE)
    return Finding(f"{count:,} links, {len(broken)} do not arrive", not broken, broken)


def outer_links() -> Finding:
    """List the links that leave the book, with what `make links` said last."""
    found = links.outside(links.read(pages()))
    path = need(
        ROOT / "_build" / "linkcheck" / "output.json",
        f"{len(found)} addresses are linked; make links asks each (needs a network)",
    )
    answers = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    states = Counter(each["status"] for each in answers)
    if states["working"] + states["redirected"] == 0:
        raise NotRun(f"{len(found)} addresses are linked; no network when make links ran")
    when = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    broken = sorted({each["uri"] for each in answers if each["status"] == "broken"})
    said = ", ".join(f"{n} {state}" for state, n in states.most_common())
    note = "A source of the 1990s that is gone is a note, not a fault of the book."
    return Finding(f"{len(found)} addresses, asked on {when}: {said}", True, broken, note=note)


def data_tests() -> Finding:
    """Run the tests that compare chapters and tables."""
    return run_tests("tests/data")


CHECKS = (
    Check(
        "sources",
        "Every row of data and every value of the law names its source and how sure it is",
        "none without",
        "gate",
        "python -m proof truth --only sources",
        rows_with_sources,
    ),
    Check(
        "data-and-text",
        "Tables follow their description, add up, and agree with each other and with the text",
        "every test passes",
        "gate",
        "pytest tests/data",
        data_tests,
    ),
    Check(
        "numbers-in-text",
        "A number in a chapter is changed by one digit: do the tests see it?",
        "at least 90% are seen",
        "command",
        "python -m proof.prose --minutes 60",
        numbers_noticed,
    ),
    Check(
        "citations",
        "Every citation leads to a reference, and every reference says whether it was seen",
        "none leads nowhere",
        "gate",
        "python -m proof truth --only citations",
        citations,
    ),
    Check(
        "recalled",
        "What was recalled and not seen is marked: in tables, in the law, on the pages",
        "every test passes",
        "gate",
        "pytest tests/data/test_data_package.py tests/kazlib/test_law.py",
        tests("tests/data/test_data_package.py", "tests/kazlib/test_law.py"),
    ),
    Check(
        "links-inside",
        "Every link inside the book arrives at its file and at its place on the page",
        "none is broken",
        "gate",
        "python -m proof truth --only links-inside",
        inner_links,
    ),
    Check(
        "links-outside",
        "Links that leave the book, with the day on which they were last asked",
        "listed",
        "command",
        "make links, then python -m proof truth --only links-outside",
        outer_links,
    ),
)
