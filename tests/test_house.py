"""The house itself: versions agree, pins have hashes, the wheel carries the data."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import kazlib
from proof.supply_chain import NODE_LOCKS

ROOT = Path(__file__).parents[1]
LOCK = "package-lock.json"


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
    editions = (ROOT / "chapters/editions.md").read_text(encoding="utf-8")
    assert f"| Working edition | {kazlib.__version__} and" in editions
    assert f"Version {kazlib.__version__}, {citation['date-released'].year}." in editions
    assert f"version = {{{kazlib.__version__}}}" in editions


def test_zenodo_is_told_what_the_citation_says():
    """The recipe of CONTRIBUTING.md for a version: Zenodo reads this file, and the tag."""
    zenodo = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert zenodo["title"] == citation["title"]
    assert [each["name"] for each in zenodo["creators"]] == [a["name"] for a in citation["authors"]]
    assert set(citation["keywords"]) <= set(zenodo["keywords"])
    assert zenodo["license"] in citation["license"]
    assert "version" not in zenodo  # it would be forgotten; Zenodo takes the tag


@pytest.mark.parametrize(
    ("name", "at_least"),
    [
        ("requirements.txt", 50),
        ("requirements/book.txt", 50),
        ("requirements/test.txt", 50),
        ("requirements/proof.txt", 1),
        ("requirements/otter.txt", 80),
        ("requirements/epub.txt", 4),
        ("benchmarks/requirements.txt", 20),
        ("benchmarks/live/requirements.txt", 8),
        ("benchmarks/live/wheels.txt", 19),
    ],
)
def test_every_pin_has_hashes_and_no_host(name, at_least):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*$", "", text, flags=re.M)).split("\n")
    pins = [entry for entry in entries if entry.strip()]
    assert len(pins) >= at_least
    assert [pin for pin in pins if "--hash=sha256:" not in pin or "==" not in pin] == []
    assert "://" not in text


def test_dependabot_looks_at_every_lock_of_npm():
    config = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    (npm,) = (each for each in config["updates"] if each["package-ecosystem"] == "npm")
    there = {f"/{path.parent.relative_to(ROOT)}" for path in tracked_files() if path.name == LOCK}
    assert set(npm["directories"]) == {f"/{folder}" for folder in NODE_LOCKS} == there


@pytest.mark.parametrize("folder", NODE_LOCKS)
def test_npm_lock_names_no_address_and_has_a_hash_for_every_package(folder):
    """Without an address npm asks the registry of the machine; the hash says what it may get."""
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    good = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")
    wrong = [name for name, e in packages.items() if not good.fullmatch(e.get("integrity", ""))]
    assert wrong == []


def test_every_example_in_a_docstring_is_run():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    paths = [ROOT / each for each in settings["tool"]["pytest"]["ini_options"]["testpaths"]]
    missed = [
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.suffix == ".py" and re.search(r"^ +>>> ", path.read_text("utf-8"), re.M)
        if not any(path.is_relative_to(each) for each in paths)
    ]
    assert missed == []


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
