"""What the build writes: pages that are complete without Python and without JavaScript."""

from __future__ import annotations

import gzip
import json
import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from live import assets, sbom

from tests.live.toy import build

FENCE = re.compile(r'<script type="application/json" class="live-source">(.*?)</script>', re.S)


def test_source_of_each_live_cell_is_in_the_page_in_order(pages: Path) -> None:
    sources = [json.loads(data) for data in FENCE.findall((pages / "live.html").read_text())]
    assert len(sources) == 3
    assert sources[0].startswith("import ipywidgets as widgets")
    assert "class Doubler" in sources[1]  # tagged remove-input: the page does not show it
    assert 'print("printed </script> line")' in sources[2]  # and does not end the script early


def test_widgets_are_printed_as_their_html(pages: Path) -> None:
    page = (pages / "live.html").read_text()
    assert "<div id='doubler'><p class='doubled'>Twice 2 is 4.</p>" in page
    assert "An interactive control stands here when the page is live." in page
    assert "<noscript>The interactive version of this figure needs JavaScript." in page


@pytest.mark.parametrize("name", ["index.html", "live.html", "sub/more.html"])
def test_no_widget_state_and_no_widget_view_is_left(pages: Path, name: str) -> None:
    page = (pages / name).read_text()
    assert "application/vnd.jupyter.widget" not in page
    assert "embed-amd.js" not in page
    assert "require.js" not in page


def test_only_pages_with_live_cells_load_the_start_script(pages: Path, release: Path) -> None:
    for name in ("index.html", "genindex.html", "search.html"):
        assert "live-start" not in (pages / name).read_text()
    assert f'data-live-base="live/{release.name}/"' in (pages / "live.html").read_text()
    assert f'data-live-base="../live/{release.name}/"' in (pages / "sub/more.html").read_text()


def test_live_folder_of_the_site_is_the_release_and_nothing_else(
    pages: Path, release: Path
) -> None:
    assert [path.name for path in (pages / "live").iterdir()] == [release.name]
    manifest = json.loads((release / "manifest.json").read_text())
    copied = {path.name for path in (pages / "live" / release.name).iterdir()}
    assert copied == {*manifest["files"], "manifest.json"}


def test_two_builds_write_equal_pages(pages: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    for name in ("index.html", "live.html", "sub/more.html"):
        assert (again / name).read_text() == (pages / name).read_text()


def test_second_run_of_assets_finds_everything_made(
    asset_options: assets.Options, release: Path
) -> None:
    began = time.perf_counter()
    assert assets.make(asset_options) == release
    assert time.perf_counter() - began < 1


def test_bundle_is_small(release: Path) -> None:
    packed = len(gzip.compress((release / "live.js").read_bytes(), 6))
    assert packed < 90_000


def test_docstrings_are_shipped_by_their_first_line(release: Path) -> None:
    with zipfile.ZipFile(release / assets.ARCHIVE) as archive:
        code = archive.read("bridge.pyc")
    source = (Path(assets.HERE) / "src" / "bridge.py").read_text()
    first, *others = source.split('"""')[1].split("\n")
    assert first.encode() in code
    assert not any(line.encode() in code for line in others if line)


def test_files_that_no_page_needs_are_left_out(tmp_path: Path) -> None:
    wheel = tmp_path / "a-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name in ("a/__init__.py", "a/plots/big.py", "a/tests/test_a.py", "a-1.data/x.js"):
            packed.writestr(name, "")
    assets.write_archive(tmp_path / "all.zip", [wheel], [], ["a/plots/*"])
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.namelist() == ["a/__init__.py"]


def test_a_module_that_keeps_a_file_open_is_refused(
    asset_options: assets.Options, release: Path, tmp_path: Path
) -> None:
    """The memory saved for the next visit would hold a file that is not open there."""
    wheel = tmp_path / "keeper-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr(
            "keeper/__init__.py", "from importlib.resources import files\nHELD = files('keeper')\n"
        )
    options = replace(asset_options, wheels=(wheel,), imports=("keeper",))
    node, _ = assets.node_tools()
    downloaded = sorted((asset_options.out / ".wheels").glob("*.whl"))
    with pytest.raises(
        assets.AssetsError, match=r"bridge, keeper leaves files open: /lib/live.zip"
    ):
        assets.compile_archives(tmp_path, node, options, downloaded)


def test_licences_of_the_shipped_packages_are_with_them(release: Path) -> None:
    text = (release / sbom.LICENCES).read_text()
    for name in ("pyodide", "@jupyter-widgets/controls", "nouislider", "ipywidgets", "traitlets"):
        assert re.search(rf"^{re.escape(name)} \d", text, re.M), name


PINS = """\
# a comment
comm==0.2.3 \\
    --hash=sha256:aaaa \\
    --hash=sha256:bbbb
    # via ipywidgets
Other_Name==1.0 --hash=sha256:cccc
loose==2.0
"""


def test_pins_are_read_with_their_hashes(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text(PINS)
    assert assets.read_pins(file, ["other-name", "comm"]) == [
        "Other_Name==1.0 --hash=sha256:cccc",
        "comm==0.2.3 --hash=sha256:aaaa --hash=sha256:bbbb",
    ]


@pytest.mark.parametrize(
    ("package", "message"),
    [("absent", "absent is not pinned with =="), ("loose", "the pin of loose .* has no --hash")],
)
def test_package_without_a_hashed_pin_is_refused(
    tmp_path: Path, package: str, message: str
) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text(PINS)
    with pytest.raises(assets.AssetsError, match=message):
        assets.read_pins(file, [package])
