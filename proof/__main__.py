"""``python -m proof [PART...]``: run the checks, print a table, keep the results."""

import argparse
import json
from importlib import import_module

from proof.checks import RESULTS, Check, Row, answer, commit, keep, kept

PARTS = {
    "access": "Access",
    "speed": "Speed",
    "truth": "Truth",
    "robustness": "Robustness",
    "reproducibility": "Reproducibility",
    "supply_chain": "Supply chain",
}
MARKS = {"passed": "ok", "failed": "FAILED", "not run": "not run"}


def checks_of(part: str) -> tuple[Check, ...]:
    """Return the checks of a part."""
    found: tuple[Check, ...] = import_module(f"proof.{part}").CHECKS
    return found


def run(part: str, only: list[str], again: bool) -> dict[str, Row]:
    """Run the checks of a part that this commit has no result of."""
    rows = kept(part)
    for check in checks_of(part):
        old = rows.get(check.name)
        asked = check.name in only or (not only)
        fresh = old and old["commit"] == commit() and old["state"] != "not run"
        if not asked or (fresh and not again):
            continue
        print(f"{part}: {check.name} ...", flush=True)
        row = answer(check)
        if row["state"] == "not run" and old and old["state"] != "not run":
            continue  # what was measured before stands, with its date and commit
        rows[check.name] = row
        keep(part, rows)
    order = [check.name for check in checks_of(part)]
    return {name: rows[name] for name in order if name in rows}


def merge() -> None:
    """Write what is kept of all parts into the file that the page of the book shows."""
    report = {}
    for part, title in PARTS.items():
        rows = kept(part)
        shown = []
        for check in checks_of(part):
            bare = {
                "name": check.name,
                "what": check.what,
                "bound": check.bound,
                "where": check.where,
                "command": check.command,
            }
            shown.append({"state": "not run", **rows.get(check.name, {}), **bare})
        report[part] = {"title": title, "checks": shown}
    text = json.dumps(report, indent=1, ensure_ascii=False, sort_keys=False)
    RESULTS.write_text(text + "\n", encoding="utf-8")


def show(part: str, rows: dict[str, Row]) -> None:
    """Print the table of a part."""
    print(f"\n{PARTS[part]}")
    for check in checks_of(part):
        row = rows.get(check.name, {"state": "not run", "figure": check.command})
        print(f"  {MARKS[row['state']]:8}{check.name:22}{row['figure'] or row.get('note', '')}")
        for fault in row.get("faults", ())[:10]:
            print(f"          - {fault[:150]}")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m proof", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--only", action="append", default=[], help="one check of the part")
    parser.add_argument("--again", action="store_true", help="also what this commit has")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no part is named {', '.join(unknown)}; there are {', '.join(PARTS)}")
    found = {part: run(part, options.only, options.again) for part in options.parts or PARTS}
    merge()
    for part, rows in found.items():
        show(part, rows)


if __name__ == "__main__":
    main()
