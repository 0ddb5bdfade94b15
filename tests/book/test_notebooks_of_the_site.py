"""The notebooks that the site offers: whole, runnable anywhere, and linked from their chapters."""

import re
import zipfile
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in ROOT.glob("questions/*.yml"))


@pytest.fixture(scope="module")
def folder(site_folder):
    return site_folder / "notebooks"


def test_there_is_one_for_each_chapter_and_an_archive_of_all(folder):
    assert sorted(path.stem for path in folder.glob("*.ipynb")) == CHAPTERS
    with zipfile.ZipFile(folder / "all-chapters.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    (wheel,) = folder.glob("kazlib-*.whl")
    assert set(packed) == {wheel.name, *(f"{name}.ipynb" for name in CHAPTERS)}
    assert all((folder / name).read_bytes() == data for name, data in packed.items())


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_notebook_needs_one_line_and_has_nothing_of_the_builders_machine(folder, name):
    text = (folder / f"{name}.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    first, *rest = notebook.cells
    (wheel,) = folder.glob("kazlib-*.whl")
    assert first.source.splitlines() == [f'%pip install -q "./{wheel.name}[notebooks]"']
    assert [cell for cell in rest if "pip install" in cell.source] == []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert sum("explore(" in cell.source for cell in code) >= 1
    assert str(ROOT) not in text
    assert re.findall(r"(?<![\w.])/(?:home|Users|root|work|tmp)/[\w.-]+/", text) == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_link_of_a_notebook_leads_to_a_file_that_a_reader_does_not_have(folder, name):
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)\s]*)", prose) + re.findall(r"(?:href|src)=\"([^\"]*)", prose)
    assert [target for target in targets if "://" not in target] == []
    assert re.findall(r"\{[a-z:]+\}`", prose) == []


def test_values_in_the_text_are_those_of_the_page(folder):
    text = (folder / "exit-polls.ipynb").read_text(encoding="utf-8")
    assert "between 77.6 and 87.4 per cent [US Embassy Almaty, 2005]" in text


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_offers_its_notebook(site_folder, name):
    page = (site_folder / "chapters" / f"{name}.html").read_text(encoding="utf-8")
    assert f'href="../notebooks/{name}.ipynb"' in page
    assert "mybinder.org/v2" not in page  # REPOSITORY_URL is empty


def test_the_page_on_ways_to_run_links_what_is_there(site_folder):
    page = (site_folder / "chapters" / "run-it-yourself.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="\.\./(notebooks/[^"]*)"', page)
    assert len(linked) == 2
    assert all((site_folder / target).is_file() for target in linked)
