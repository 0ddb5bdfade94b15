"""The report on how the book is tested: its quick checks hold, and its parts fit together."""

import json
import re

import pytest

from proof import checks, mutation, prose, reproducibility, supply_chain, truth
from proof.__main__ import PARTS, checks_of
from proof.checks import RESULTS, ROOT, Check, Finding, NotRun, answer


def test_every_part_has_checks_with_a_name_of_their_own():
    for part in PARTS:
        names = [check.name for check in checks_of(part)]
        assert len(names) >= 4
        assert len(set(names)) == len(names)


def test_the_page_shows_every_check_and_no_other():
    report = json.loads(RESULTS.read_text(encoding="utf-8"))
    kept = {part: [row["name"] for row in about["checks"]] for part, about in report.items()}
    assert kept == {part: [check.name for check in checks_of(part)] for part in PARTS}
    page = (ROOT / "chapters" / "how-this-book-is-tested.md").read_text(encoding="utf-8")
    assert re.findall(r"\{proof\} (\w+)", page) == ["summary", *PARTS]


def test_what_was_not_run_is_not_called_passed():
    report = json.loads(RESULTS.read_text(encoding="utf-8"))
    for about in report.values():
        for row in about["checks"]:
            assert row["state"] in ("passed", "failed", "not run")
            assert (row["state"] == "not run") == (not row.get("figure"))


@pytest.mark.parametrize(
    ("run", "state"),
    [
        (lambda: Finding("7 links", passed=True), "passed"),
        (lambda: Finding("7 links", False, ["one is broken"]), "failed"),
        (lambda: 1 / 0, "failed"),
    ],
)
def test_a_check_that_breaks_has_failed(run, state):
    assert answer(Check("x", "links", "none", "gate", "pytest", run))["state"] == state


def test_a_check_that_cannot_run_says_why():
    def run():
        raise NotRun("no network")

    row = answer(Check("x", "links", "none", "gate", "pytest", run))
    assert (row["state"], row["note"]) == ("not run", "no network")


@pytest.mark.parametrize(
    "check",
    [
        truth.rows_with_sources,
        truth.citations,
        supply_chain.locked,
        supply_chain.assets_with_a_licence,
    ],
)
def test_quick_checks_hold(check):
    found = check()
    assert found.passed, found.faults


def test_models_answer_alike_and_as_printed():
    found = reproducibility.seeds()
    assert found.passed, found.faults


def test_links_arrive_and_files_keep_their_size():
    for check in (truth.inner_links, supply_chain.sizes):
        found = check()
        assert found.passed, found.faults


def test_faults_are_put_into_code_and_not_into_annotations():
    (first, *_) = (m for m in mutation.places("kazlib/law.py"))
    source, after = mutation.faulty(first)
    assert source != (ROOT / "kazlib/law.py").read_text(encoding="utf-8")
    assert after != first.before
    lines = {m.before for m in mutation.places("kazlib/rulebook.py")}
    assert not any(line.startswith("def ") and "->" in line and "=" not in line for line in lines)


def test_the_order_of_faults_is_the_same_every_time():
    assert mutation.population()[:3] == tuple(mutation.population.__wrapped__()[:3])


def test_a_number_is_changed_by_one_digit():
    number = next(n for n in prose.population() if n.shown == "98")
    before = (ROOT / "chapters" / f"{number.chapter}.md").read_text(encoding="utf-8")
    after = prose.changed(number)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert after[number.place :].startswith("99")


def test_the_interval_of_a_share():
    assert mutation.wilson(90, 100) == (82.6, 94.5)
    assert mutation.wilson(0, 0) == (0.0, 100.0)


def test_what_was_committed_stands_until_it_is_measured_again(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "KEPT", tmp_path)
    committed = json.loads(RESULTS.read_text(encoding="utf-8"))["truth"]["checks"]
    measured = [row["name"] for row in committed if row["state"] != "not run"]
    assert [*checks.kept("truth")] == measured
    checks.keep("truth", {"sources": {"name": "sources", "state": "failed"}})
    assert checks.kept("truth") == {"sources": {"name": "sources", "state": "failed"}}
