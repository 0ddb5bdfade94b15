"""What the site ships: every file has its hash, an owner and a licence."""

import hashlib
import json
import re
import shutil
from collections import Counter
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import inventory
import pytest
from live import sbom
from sphinx.errors import ExtensionError

ROOT = Path(__file__).parents[2]
Part = dict[str, Any]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def release(site_folder: Path) -> Path:
    """The live folder of the built site."""
    (folder,) = (site_folder / "live").iterdir()
    return folder


@pytest.fixture(scope="module")
def document(site_folder: Path) -> Part:
    return json.loads((site_folder / "sbom.cdx.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parts(document: Part) -> dict[str, Part]:
    """Component by name."""
    return {part["name"]: part for part in document["components"]}


def licence(part: Part) -> str:
    (choice,) = part["licenses"]
    return choice.get("expression") or choice["license"]["name"]


# ---- the live folder --------------------------------------------------------------------------


def test_the_manifest_of_the_live_folder_tells_the_truth(release):
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    stated = {name: entry["sha256"] for name, entry in manifest["files"].items()}
    there = files_of(release)
    del there["manifest.json"]
    assert stated == there
    text = json.dumps(manifest, indent=1)
    assert release.name == hashlib.sha256(text.encode()).hexdigest()[: len(release.name)]


def test_the_folder_that_live_pages_name_is_there(pages, release, site_folder):
    named = {
        (page.parent / base).resolve()
        for page in pages
        for base in re.findall(r'data-live-base="([^"]+)"', page.read_text(encoding="utf-8"))
    }
    assert named == {release.resolve()}
    start = (site_folder / "_static/live-start.js").read_text(encoding="utf-8")
    loaded = set(re.findall(r"\$\{base\}([\w.-]+)", start))
    assert {"worker.js", "live.js"} <= loaded <= set(files_of(release))


def test_every_file_that_the_worker_names_is_there(release):
    config = (release / "config.mjs").read_text(encoding="utf-8")
    told = json.loads(config.removeprefix("export default ").rstrip(";\n"))
    named = {told["archive"], *(entry["file"] for entry in told["downloads"])}
    worker = (release / "worker.js").read_text(encoding="utf-8")
    named |= set(re.findall(r"""(?:from|import)\s*\(?['"]\./([\w.-]+)['"]""", worker))
    assert {"pyodide.mjs", "live.zip"} <= named <= set(files_of(release))


def test_the_live_folder_describes_all_but_the_lists_themselves(release):
    described = json.loads((release / sbom.NAME).read_text(encoding="utf-8"))
    hashes = {
        file["name"]: file["hashes"][0]["content"]
        for part in described["components"]
        for file in part.get("components", ())
    }
    there = files_of(release)
    assert hashes == {n: h for n, h in there.items() if n not in ("manifest.json", sbom.NAME)}


# ---- the whole site ---------------------------------------------------------------------------


def test_every_file_of_the_site_belongs_to_exactly_one_part_with_a_licence(document, site_folder):
    owners = Counter(
        file["name"] for part in document["components"] for file in part.get("components", ())
    )
    there = files_of(site_folder)
    del there[sbom.NAME]  # a document cannot hold its own hash
    assert len(there) > 100
    assert owners == Counter(dict.fromkeys(there, 1))
    hashes = {
        file["name"]: file["hashes"][0]["content"]
        for part in document["components"]
        for file in part.get("components", ())
    }
    assert hashes == there
    assert all(licence(part) for part in document["components"])


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("pyodide", "MPL-2.0"),
        ("CPython", "PSF-2.0"),
        ("nouislider", "MIT"),
        ("@jupyter-widgets/controls", "BSD-3-Clause"),
        ("ipywidgets", "BSD-3-Clause"),
        ("kazlib", "MIT"),
        ("Font Awesome Free", "CC-BY-4.0 AND OFL-1.1 AND MIT"),
        ("the book", "CC-BY-4.0"),
        ("maps", "ODbL-1.0"),
    ],
)
def test_licences(parts, name, stated):
    assert licence(parts[name]) == stated


def test_what_we_conclude_is_told_from_what_packages_declare(parts):
    concluded = {
        name
        for name, part in parts.items()
        for choice in part["licenses"]
        if choice.get("acknowledgement") == "concluded"
    }
    assert concluded == {"CPython", "Emscripten"}


def test_addresses_and_versions_are_those_of_the_packages(parts):
    assert parts["Sphinx"]["purl"] == f"pkg:pypi/sphinx@{version('sphinx')}"
    lock = json.loads((ROOT / "_ext/live/package-lock.json").read_text(encoding="utf-8"))
    name = "@jupyter-widgets/base"
    number = lock["packages"][f"node_modules/{name}"]["version"]
    assert parts[name]["purl"] == f"pkg:npm/%40jupyter-widgets/base@{number}"
    assert re.fullmatch(r"[0-9a-f]{128}", parts[name]["hashes"][0]["content"])
    assert "purl" not in parts["kazlib"]  # in no registry


def test_wheels_have_the_hash_that_is_pinned(parts):
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name in ("ipywidgets", "traitlets", "comm", "ParliamentArch"):
        digest = parts[name]["hashes"][0]["content"]
        entry = re.search(rf"^{name.lower()}==.*?(?=^\S)", pins, re.MULTILINE | re.DOTALL)
        assert f"sha256:{digest}" in entry[0]


def test_every_reference_leads_to_one_part(document):
    refs = [part["bom-ref"] for part in document["components"]]
    refs += [file["bom-ref"] for p in document["components"] for file in p.get("components", ())]
    refs.append(document["metadata"]["component"]["bom-ref"])
    assert max(Counter(refs).values()) == 1
    named = {ref for each in document["dependencies"] for ref in [each["ref"], *each["dependsOn"]]}
    named |= {ref for each in document["compositions"] for ref in each["assemblies"]}
    assert named <= set(refs)


def test_the_maps_inside_kazlib_are_named(document, parts):
    depends = {each["ref"]: each["dependsOn"] for each in document["dependencies"]}
    for name in ("kazlib", "Python archive", "the book"):
        assert parts["maps"]["bom-ref"] in depends[parts[name]["bom-ref"]]


@pytest.mark.parametrize(
    ("project", "text"),
    [
        (owner.project, {"MIT": "MIT License", "BSD-3-Clause": "Neither the name"}[owner.licence])
        for owner in inventory.OWNERS
        if owner.project and owner.licence in ("MIT", "BSD-3-Clause")
    ],
)
def test_the_licence_file_of_a_project_is_the_licence_that_we_state(project, text):
    files = [file for file in distribution(project).files or () if "LICENSE" in file.name]
    assert any(text in file.read_text(encoding="utf-8") for file in files)


# ---- equal sites, equal documents -------------------------------------------------------------


def test_a_copy_of_the_site_has_the_same_document(document, site_folder, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(site_folder, copy)
    about = document["metadata"]["component"]
    made = inventory.inventory(
        copy, about["name"], about["version"], document["metadata"].get("timestamp", "")
    )
    assert made == (site_folder / sbom.NAME).read_text(encoding="utf-8")
    (copy / "index.html").write_text("changed", encoding="utf-8")
    other = json.loads(inventory.inventory(copy, about["name"], about["version"]))
    assert other["serialNumber"] != document["serialNumber"]


def test_the_date_is_that_of_an_equal_build(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert inventory.build_date() == "2026-01-01T00:00:00+00:00"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert inventory.build_date() == ""


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("_static/tracker.js", "tracker.js belongs to nobody"),
        ("map.xyz", "map.xyz belongs to nobody"),
    ],
)
def test_a_file_without_an_owner_stops_the_build(path, message):
    with pytest.raises(ExtensionError, match=message):
        inventory.owner_of(path)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("live-sw.js", "site code"),
        ("chapters/a.html", "the book"),
        ("data/geo/a.geojson", "maps"),
        ("data/law/president.toml", "tables"),
    ],
)
def test_owners(path, name):
    assert inventory.owner_of(path).name == name


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("MIT", {"expression": "MIT"}),
        ("MIT OR NCSA", {"expression": "MIT OR NCSA"}),
        ("BSD 3-Clause License\n\nCopyright (c) 2024", {"expression": "BSD-3-Clause"}),
        ("As the sources say.", {"license": {"name": "As the sources say."}}),
    ],
)
def test_a_licence_is_an_expression_where_there_is_one(text, choice):
    (made,) = sbom.licences(text)
    made.pop("acknowledgement", None)
    made.get("license", {}).pop("acknowledgement", None)
    assert made == choice


def test_a_part_without_a_licence_is_refused():
    with pytest.raises(sbom.SbomError, match="needs a licence"):
        sbom.licences(" ")
