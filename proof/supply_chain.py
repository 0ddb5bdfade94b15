"""Part 6: what is installed and shipped, by whom, under which licence, and how large it is."""

import gzip
import hashlib
import json
import re
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

from proof.checks import ROOT, SITE, Check, Finding, need, output, tests

LOCKS = (
    "requirements.txt",
    "requirements/book.txt",
    "requirements/test.txt",
    "requirements/proof.txt",
    "requirements/otter.txt",
    "requirements/epub.txt",
    "benchmarks/requirements.txt",
    "benchmarks/live/requirements.txt",
    "benchmarks/live/wheels.txt",
)
NODE_LOCKS = (
    "_ext/live",
    "benchmarks/live",
    "tests/html",
    "tests/live",
    "tests/workflows",
    "tools/editions",
)

# Most bytes that a file may have as it travels: the first pattern that fits. What is packed already
# (pictures, archives) travels as it is, everything else is compressed by the host.
BUDGET = (
    ("live/*.wasm", 4_000_000, "Python itself"),
    ("live/*full.zip", 3_500_000, "all of the standard library, on demand"),
    ("live/*.zip", 2_000_000, "the standard library, and what explorables need of Python"),
    ("live/*.whl", 700_000, "kazlib, for download"),
    ("live/*", 400_000, "scripts and styles of live pages"),
    ("notebooks/*.zip", 1_500_000, "all chapters as notebooks, for download"),
    ("notebooks/*.whl", 700_000, "kazlib, for download"),
    ("data/geo/*", 600_000, "maps"),
    ("chapters/*.html", 350_000, "a page"),
    ("_images/*", 300_000, "a picture"),
    ("searchindex.js", 500_000, "the index of the search"),
    ("*", 300_000, "anything else"),
)
PACKED = {".png", ".zip", ".whl", ".woff2", ".jpg", ".gif", ".ico", ".ttf"}


def locked() -> Finding:
    """Count the pins of every lock, and those without a hash."""
    faults, count = [], 0
    for name in LOCKS:
        path = ROOT / name
        if not path.is_file():
            continue
        text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
        pins = [pin for pin in re.sub(r"\\\n\s*", " ", text).split("\n") if pin.strip()]
        count += len(pins)
        faults += [
            f"{name}: {pin.split()[0]}"
            for pin in pins
            if "==" not in pin or "--hash=sha256:" not in pin
        ]
    for name in NODE_LOCKS:
        packages = json.loads((ROOT / name / "package-lock.json").read_text("utf-8"))["packages"]
        there = {each: about for each, about in packages.items() if each}
        count += len(there)
        faults += [f"{name}: {e}" for e, about in there.items() if "integrity" not in about]
    return Finding(f"{count:,} pins, {len(faults)} without a hash", not faults, faults)


def sbom() -> Finding:
    """Check every file of the site against the list of parts: owner, licence and hash."""
    path = need(SITE / "sbom.cdx.json", "make site builds it")
    parts = json.loads(path.read_text(encoding="utf-8"))["components"]
    stated = {f["name"]: f["hashes"][0]["content"] for p in parts for f in p.get("components", ())}
    there = {
        file.relative_to(SITE).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in SITE.rglob("*")
        if file.is_file() and file != path
    }
    faults = [f"in no part: {name}" for name in sorted(there.keys() - stated.keys())]
    faults += [f"listed and not there: {name}" for name in sorted(stated.keys() - there.keys())]
    faults += [f"other hash: {n}" for n in sorted(there) if n in stated and stated[n] != there[n]]
    faults += [f"no licence: {part['name']}" for part in parts if not part.get("licenses")]
    terms = Counter(
        choice.get("expression") or choice["license"].get("id") or choice["license"]["name"]
        for part in parts
        for choice in part["licenses"]
    )
    said = ", ".join(f"{name[:40]} ({n})" for name, n in terms.most_common(8))
    return Finding(
        f"{len(there)} files in {len(parts)} parts, {len(faults)} without owner, licence or hash",
        not faults,
        faults,
        note=f"Most frequent licences: {said}.",
    )


def copyleft() -> Finding:
    """Name the licences that bind who copies, among what is shipped and what is installed."""
    from importlib.metadata import distributions  # noqa: PLC0415

    parts = json.loads(need(SITE / "sbom.cdx.json", "make site builds it").read_text("utf-8"))
    shipped = {
        part["name"]: choice.get("expression") or choice["license"].get("name", "")
        for part in parts["components"]
        for choice in part["licenses"]
    }
    # The GPL family may not be shipped at all; of the rest each is named with its reason.
    faults = [f"{n}: {terms}" for n, terms in shipped.items() if re.search(r"\bA?GPL", terms)]
    weak = sorted(n for n, t in shipped.items() if re.search(r"MPL|LGPL|ODbL|EPL", t))
    unnamed = sorted(
        found.metadata["Name"]
        for found in distributions()
        if not (
            found.metadata.get("License-Expression")
            or found.metadata.get("License")
            or any("License" in line for line in found.metadata.get_all("Classifier") or ())
        )
    )
    return Finding(
        f"{len(shipped)} shipped parts, {len(faults)} under a licence of the GPL family",
        not faults,
        faults,
        note=f"Shared alike: {', '.join(weak)} (shipped unchanged, or with their own terms). "
        f"Installed for building, without a stated licence: {', '.join(unnamed) or 'none'}.",
    )


def travels(path: Path) -> int:
    """Return the bytes of a file as a host sends it."""
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED else len(gzip.compress(data, 6))


def sizes() -> Finding:
    """Compare every file with its budget."""
    need(SITE / "index.html", "make site builds it")
    faults, largest, total = [], ("", 0), 0
    for path in sorted(p for p in SITE.rglob("*") if p.is_file()):
        name = path.relative_to(SITE).as_posix()
        size = travels(path)
        total += size
        most, why = next((most, why) for form, most, why in BUDGET if fnmatchcase(name, form))
        largest = max(largest, (name, size), key=lambda each: each[1])
        if size > most:
            faults.append(f"{name}: {size:,} bytes; {why} may have {most:,}")
    return Finding(
        f"{total / 1e6:.1f} MB in all as sent, {len(faults)} files over their budget",
        not faults,
        faults,
        note=f"Largest: {Path(largest[0]).name}, {largest[1] / 1e6:.2f} MB.",
        detail={"bytes": total},
    )


def assets_with_a_licence() -> Finding:
    """Look for pictures, fonts and maps of the repository that have no licence."""
    files = output("git", "ls-files").splitlines()
    kinds = re.compile(r"\.(png|jpe?g|gif|webp|svg|ico|woff2?|ttf|otf|mp[34]|ogg|pdf|geojson)$")
    found = [name for name in files if kinds.search(name)]
    folders = ["assets/"]
    if "ODbL" in (ROOT / "data" / "geo" / "LICENSE.md").read_text(encoding="utf-8"):
        folders.append("data/geo/")
    faults = [name for name in found if not name.startswith(tuple(folders))]
    return Finding(
        f"{len(found)} pictures, fonts and maps in the repository, {len(faults)} without a licence",
        not faults,
        faults,
        note="assets/ is the book's own work (CC BY 4.0, MIT); data/geo/ has its LICENSE.md.",
    )


CHECKS = (
    Check(
        "locked",
        "Every package, for Python and for the browser, is pinned to a version and a hash",
        "none without a hash",
        "gate",
        "pytest tests/test_house.py",
        locked,
    ),
    Check(
        "sbom",
        "Every shipped file belongs to one part of the list, with its licence and its hash",
        "no file outside",
        "gate",
        "pytest tests/book/test_inventory.py",
        sbom,
    ),
    Check(
        "inventory-tests",
        "The list of parts follows its format and the licence files of the projects",
        "every test passes",
        "gate",
        "pytest tests/book/test_inventory.py",
        tests("tests/book/test_inventory.py"),
    ),
    Check(
        "licences",
        "No part is shipped under a licence that would bind the whole book",
        "none of the GPL family",
        "command",
        "python -m proof supply_chain --only licences",
        copyleft,
    ),
    Check(
        "assets",
        "Pictures, fonts and maps of the repository have a licence",
        "none without",
        "command",
        "python -m proof supply_chain --only assets",
        assets_with_a_licence,
    ),
    Check(
        "sizes",
        "Every file stays within the size that its kind may have, as a host sends it",
        "none over",
        "gate",
        "python -m proof supply_chain --only sizes",
        sizes,
    ),
)
