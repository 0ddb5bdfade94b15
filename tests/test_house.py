"""The house itself: versions agree, pins have hashes, the wheel carries the data."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import kazlib

ROOT = Path(__file__).parents[1]


def tracked_files() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_one_version_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == kazlib.__version__ == citation["version"]
    assert f"## {kazlib.__version__} ({citation['date-released']})" in changelog


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements/book.txt", "requirements/test.txt"]
)
def test_every_pin_has_hashes_and_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*$", "", text, flags=re.M)).split("\n")
    pins = [entry for entry in entries if entry.strip()]
    assert len(pins) > 50
    assert [pin for pin in pins if "--hash=sha256:" not in pin or "==" not in pin] == []
    assert "://" not in text


def test_npm_lock_names_no_address():
    assert "resolved" not in (ROOT / "_ext/live/package-lock.json").read_text(encoding="utf-8")


def test_the_two_commands_of_the_readme_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for command in ("book", "test", "site", "lab", "clean"):
        assert f"make {command}" in readme
        assert command in targets
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_every_page_of_the_contents_is_a_chapter_and_every_chapter_is_in_the_contents():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    named = {contents["root"]} | {c["file"] for p in contents["parts"] for c in p["chapters"]}
    there = {p.relative_to(ROOT).with_suffix("").as_posix() for p in ROOT.glob("chapters/*.md")}
    assert named == there


def test_the_wheel_carries_the_data(tmp_path):
    """What is installed reads the same tables and the same law as the repository."""
    options = ["--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "build", *options, str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    data = [path for path in tracked_files() if path.is_relative_to(ROOT / "data")]
    assert len(data) > 10
    for path in data:
        assert f"kazlib/{path.relative_to(ROOT).as_posix()}" in packed


def test_no_file_names_a_place_of_somebodys_machine():
    homes = re.compile(r"(?<![\w.])/(home|Users|root|work)/[\w.-]+/")
    found = [
        (path.relative_to(ROOT).as_posix(), match.group())
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".toml", ".yml", ".json", ".js", ".mjs", ".csv", ".txt"}
        for match in homes.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
