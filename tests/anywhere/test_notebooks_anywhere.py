"""Downloaded notebooks in a fresh environment: every cell runs, every explorable reacts.

Takes about a quarter of an hour; run by ``make anywhere``, which makes the environment. The first
test must be the first: until then the environment has JupyterLab and Notebook and nothing of this
book.
"""

import subprocess
from pathlib import Path
from urllib.parse import urlencode

import nbformat
import pytest
from playwright.sync_api import Locator, Page

from tests.anywhere.conftest import NOTEBOOKS, ROOT
from tools.browser import blocked_page

NAMES = sorted(path.stem for path in (ROOT / "questions").glob("*.yml"))
SHOTS = ROOT / "_build" / "anywhere-shots"
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def page(browser):
    size = {"width": 1300, "height": 900}
    with blocked_page(browser, viewport=size) as watched:
        yield watched.page


def run_all(page: Page) -> None:
    """Choose "Run All Cells" in the menu, and wait for the last cell."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_timeout(1000)
    page.wait_for_function(
        "() => ![...document.querySelectorAll('.jp-InputArea-prompt')]"
        ".some((prompt) => prompt.textContent.includes('*'))",
        timeout=300_000,
    )


def in_lab(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/lab/tree/{name}.ipynb?reset")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
    page.wait_for_timeout(1000)


def in_notebook(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/notebooks/{name}.ipynb")
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(timeout=120_000)
    page.wait_for_timeout(2000)


def live_cells(page: Page, folder: Path, name: str) -> list[Locator]:
    """Return the cells of the notebook that show an explorable."""
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    places = [n for n, c in enumerate(notebook.cells) if "live" in c.metadata.get("tags", [])]
    assert places
    return [page.locator(".jp-Notebook .jp-Cell").nth(place) for place in places]


def said(cell: Locator) -> str:
    return cell.locator(".explorable-sentence, .explorable-error").inner_text()


def reacts(cell: Locator) -> bool:
    """Whether a change of some control gives another answer, as a reader would try them."""
    before = said(cell)
    for menu in cell.locator("select:visible").all():
        for option in range(min(3, menu.locator("option").count())):
            menu.select_option(index=option)
            cell.page.wait_for_timeout(1500)
            if said(cell) != before:
                return True
    for box in cell.locator('input[type="number"]:visible').all():
        box.fill(str(float(box.input_value() or 1) * 2 + 1))
        box.press("Enter")
        cell.page.wait_for_timeout(1500)
        if said(cell) != before:
            return True
    return False


def check(page: Page, folder: Path, name: str, where: str) -> None:
    """No cell has an error; every explorable has controls and reacts. Keeps a picture of each."""
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
    SHOTS.mkdir(exist_ok=True)
    for number, cell in enumerate(live_cells(page, folder, name)):
        cell.scroll_into_view_if_needed()
        cell.locator(".jupyter-widgets.explorable").wait_for(timeout=20_000)
        cell.locator(".explorable").first.evaluate("(box) => box.scrollIntoView()")
        page.screenshot(path=SHOTS / f"{where}-{name}-{number}.png")
        assert reacts(cell), f"{name}: explorable {number} does not react"


def test_the_first_time_the_printed_version_is_shown_and_after_a_reload_the_controls(page, jupyter):
    """JupyterLab reads its list of widgets when a page is loaded; the first cell adds to it."""
    in_lab(page, jupyter.url, "exit-polls")
    run_all(page)
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
    (first, _) = live_cells(page, jupyter.folder, "exit-polls")
    first.scroll_into_view_if_needed()
    assert first.locator("svg").count() >= 1
    assert said(first).startswith("MODEL")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(2000)
    in_lab(page, jupyter.url, "exit-polls")
    run_all(page)
    check(page, jupyter.folder, "exit-polls", "first")


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_runs(python: Path, downloads: Path, tmp_path: Path, name: str):
    script = Path(__file__).with_name("execute.py")
    target = tmp_path / f"{name}.ipynb"
    subprocess.run([python, script, downloads / f"{name}.ipynb", target], check=True)
    cells = [c for c in nbformat.read(target, as_version=4).cells if c.cell_type == "code"]
    outputs = [(cell, output) for cell in cells for output in cell.outputs]
    assert [cell.source for cell, output in outputs if output.output_type == "error"] == []
    shown = {cell.id for cell, output in outputs if VIEW in output.get("data", {})}
    assert {cell.id for cell in cells if "live" in cell.metadata.get("tags", [])} <= shown


@pytest.mark.parametrize("name", NAMES)
def test_explorables_react_in_jupyterlab(page, jupyter, name):
    in_lab(page, jupyter.url, name)
    run_all(page)
    check(page, jupyter.folder, name, "lab")


@pytest.mark.parametrize("name", NAMES)
def test_explorables_react_in_notebook_7(page, jupyter, name):
    in_notebook(page, jupyter.url, name)
    run_all(page)
    check(page, jupyter.folder, name, "notebook")


def test_a_link_of_nbgitpuller_brings_the_notebooks_and_opens_one(page, jupyter, tmp_path):
    """The link of a hub leads each student to this address of their own server."""
    source = tmp_path / "b"
    subprocess.run(["git", "init", "--quiet", "--initial-branch=notebooks", source], check=True)
    for path in NOTEBOOKS.glob("*.ipynb"):
        (source / path.name).write_bytes(path.read_bytes())
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", source, "add", "."], check=True)
    subprocess.run(["git", "-C", source, *name, "commit", "--quiet", "-m", "x"], check=True)
    query = {
        "repo": f"file://{source}",
        "branch": "notebooks",
        "urlpath": "lab/tree/b/parties.ipynb?autodecode",
    }
    page.goto(f"{jupyter.url}/git-pull?{urlencode(query)}")
    page.get_by_role("heading", name="Parties and movements").wait_for(timeout=120_000)
    assert (jupyter.folder / "b" / "parties.ipynb").is_file()
