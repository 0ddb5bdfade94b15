"""The chapter in Firefox, another engine than all other tests of pages: live, by keyboard, by link.

The timings are printed (``pytest -rP tests/live/test_firefox.py``), not judged: machines differ.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools import npm
from tools.browser import serve

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
CHAPTER = "chapters/parliamentary-elections.html"
PERMALINK = f"{CHAPTER}#seat-allocator?threshold=5&election=2021-01-10"
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")

pytestmark = pytest.mark.skipif(
    FIREFOX is None,
    reason="Firefox is not installed, so in no engine but Chromium's was it tested that a chapter "
    "comes alive, answers the keyboard, opens a permalink and is restored on the second visit",
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one reader with two visits saw."""
    assert (SITE / CHAPTER).is_file(), "build the book first: make site"
    modules = npm.install(Path(__file__).parent, ROOT / "_build" / "npm" / "firefox")
    with serve(SITE) as site:
        job = {
            "modules": str(modules),
            "firefox": FIREFOX,
            "origin": site.url,
            "chapter": CHAPTER,
            "permalink": PERMALINK,
        }
        file = tmp_path_factory.mktemp("firefox") / "job.json"
        file.write_text(json.dumps(job), "utf-8")
        command = [str(npm.node()), str(Path(__file__).with_name("firefox.mjs")), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert "error" not in seen, seen
    return seen


def test_printed_until_the_reader_wants_more(found: dict[str, Any]) -> None:
    """Firefox does not say whether the line is dear; so nothing is loaded unasked."""
    assert found["waited"] == "waiting"
    assert "Nur Otan wins 98 of 98" in found["printed"]


def test_comes_alive_on_the_first_visit(found: dict[str, Any]) -> None:
    first = found["first"]
    print(f"{found['version']}: first visit {first['seconds']:.1f} s from worker to live")
    assert (first["live"], first["start"]) == ("ready", "fresh")
    assert "Nur Otan wins 98 of 98" in first["sentence"]


def test_threshold_changed_by_keyboard_changes_the_sentence(found: dict[str, Any]) -> None:
    change = found["change"]
    print(f"{found['version']}: a change {change['milliseconds']:.0f} ms")
    assert "What if the threshold were 6.5%" in change["sentence"]


def test_permalink_is_opened_from_the_saved_interpreter(found: dict[str, Any]) -> None:
    second = found["second"]
    print(f"{found['version']}: second visit {second['seconds']:.1f} s from worker to live")
    assert (second["live"], second["start"]) == ("ready", "restored")
    assert "Nur Otan wins 72 of 98 list seats, Ak Zhol 11" in second["sentence"]
    assert found["inView"]


def test_no_other_host_and_no_error(found: dict[str, Any]) -> None:
    assert found["foreign"] == []
    assert found["errors"] == []
