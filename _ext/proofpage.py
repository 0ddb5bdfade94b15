"""Sphinx extension: the tables of the page "How this book is tested".

``{proof} truth`` prints what ``proof/results.json`` holds of that part: each check with its bound,
what was measured and when, what it is compared with, and what failed.
"""

import json
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from kazlib.pages.source_paper import stacked

Row = dict[str, Any]

STATES = {"passed": "Holds", "failed": "Does not hold", "not run": "Not run"}
WHERE = {"gate": "At each change, by <code>make test</code>", "command": "By command only"}
SHOWN = 12  # faults on the page; all are in the file


def result(row: Row) -> str:
    """Return the cell of a table that says what was found."""
    parts = [f"<strong>{STATES[row['state']]}.</strong> {escape(row.get('figure', ''))}"]
    if row.get("anchor"):
        parts.append(f"Compared with: {escape(row['anchor'])}.")
    if row.get("note"):
        parts.append(escape(row["note"]))
    faults = row.get("faults") or []
    if faults:
        count = max(row.get("fault_count", 0), len(faults))
        items = "".join(f"<li>{escape(fault)}</li>" for fault in faults[:SHOWN])
        more = f"<p>… and {count - SHOWN} more.</p>" if count > SHOWN else ""
        parts.append(
            f"<details><summary>What was found ({count})</summary><ul>{items}</ul>{more}</details>"
        )
    if row.get("when"):
        machine = row["machine"]
        parts.append(
            f"<small>{row['when'][:10]}, version <code>{escape(row['commit'])}</code>, "
            f"Python {machine['python']}, {machine['cores']} cores, load {machine['load']}</small>"
        )
    parts.append(f"{WHERE[row['where']]}: <code>{escape(row['command'])}</code>")
    return "<br>".join(parts)


def table(part: Row) -> str:
    """Return the checks of one part.

    Examples
    --------
    >>> row = {"what": "Links", "bound": "none broken", "where": "gate", "command": "pytest x"}
    >>> row |= {"state": "passed", "figure": "7 links, 0 broken"}
    >>> "<strong>Holds.</strong> 7 links" in table({"title": "Truth", "checks": [row]})
    True
    """
    rows = [
        (
            escape(row["what"]),
            escape(row["bound"]),
            result(row),
        )
        for row in part["checks"]
    ]
    columns = ("What is looked at", "Bound", "Result")
    return stacked(f"{part['title']}: checks and results", columns, rows)


def summary(report: dict[str, Row]) -> str:
    """Return one line on how many checks hold, do not hold, and were not run."""
    states = Counter(row["state"] for part in report.values() for row in part["checks"])
    days = sorted(row["when"][:10] for p in report.values() for row in p["checks"] if "when" in row)
    when = f" Between {days[0]} and {days[-1]}" if days and days[0] != days[-1] else ""
    when = when or (f" On {days[0]}" if days else "")
    return (
        f"<p>{when.strip()} {sum(states.values())} checks were asked for: {states['passed']} hold, "
        f"{states['failed']} do not hold, {states['not run']} were not run.</p>"
    )


class Proof(SphinxDirective):
    """The results of one part of the report, or ``summary``."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the table as HTML."""
        path = Path(self.env.app.confdir) / "proof" / "results.json"
        self.env.note_dependency(str(path))
        report: dict[str, Row] = json.loads(path.read_text(encoding="utf-8"))
        name = self.arguments[0]
        if name not in (*report, "summary"):
            raise ExtensionError(f"proof: {name} is no part; there are {', '.join(report)}")
        html = summary(report) if name == "summary" else table(report[name])
        return [nodes.raw("", html, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_directive("proof", Proof)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
