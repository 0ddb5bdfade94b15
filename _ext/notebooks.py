"""Sphinx extension: each chapter as a notebook to download, and kazlib's wheel beside it.

A chapter is a page that has self-check questions. Its notebook has no outputs and no MyST, the ids
of its cells do not change from build to build, and its first cell installs kazlib. The folder
``notebooks`` of the site holds them, the wheel, and an archive of both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from equal_builds import write_zip
from myst_nb.core.variables import RetrievalError
from myst_nb.ext.eval import retrieve_eval_data
from plain_markdown import Page, plain
from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.plugin import find_plugin
from pybtex.richtext import Text
from selfcheck import question_html, read_questions
from solutions import cut
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from translations import KeptEval

FOLDER = "notebooks"
ARCHIVE = "all-chapters.zip"
EXTRA = "notebooks"  # of kazlib: what the chapters import
KINDS = {"figure": "Fig.", "exercise": "Exercise"}
# What a chapter's page does not show of a cell, a notebook folds: a click opens it.
FOLDED = {"remove-input", "remove-cell", "hide-input", "hide-cell"}

Values = dict[str, list[tuple[str, str]]]  # by page: names and texts, in the order of the page


class NotedEval(KeptEval):
    """The role ``{eval}``, which also notes the value for the notebook."""

    def run(self) -> tuple[list[Any], list[Any]]:
        """Put the value into the page, and note its text; not again in a translation of it."""
        if "nb_renderer" not in self.document:
            return super().run()
        env: BuildEnvironment = self.document.settings.env
        try:
            data = retrieve_eval_data(self.document, self.text)[0].data
        except RetrievalError:
            return super().run()  # which says what is wrong
        text = str(data.get("text/markdown", data["text/plain"])).strip("'")
        values_of(env).setdefault(env.docname, []).append((self.text, text))
        return super().run()


def values_of(env: BuildEnvironment) -> Values:
    """Return the values of all pages that this environment has read."""
    if not hasattr(env, "notebook_values"):
        env.notebook_values = {}  # type: ignore[attr-defined]
    values: Values = env.notebook_values
    return values


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the values of a page that is read anew."""
    values_of(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over the values of pages that another process has read."""
    values_of(env).update({name: values_of(other).get(name, []) for name in docnames})


def is_chapter(app: Sphinx, pagename: str) -> bool:
    """Whether a page is a chapter: it has questions."""
    folder = Path(app.confdir) / app.config.selfcheck_folder
    return (folder / f"{Path(pagename).name}.yml").is_file()


def repository_of(app: Sphinx) -> str:
    """Return the address of the repository, or nothing."""
    address: str = app.config.html_theme_options.get("repository_url") or ""
    return address.rstrip("/").removesuffix(".git")


def branch_of(app: Sphinx) -> str:
    """Return the branch of the repository that holds the book."""
    branch: str = app.config.html_theme_options.get("repository_branch") or "main"
    return branch


def install_line(wheel: str, *, site: str = "", repository: str = "", branch: str = "main") -> str:
    """Return the one line that a notebook needs, from the best address that is known.

    >>> install_line("kazlib-1-py3-none-any.whl", site="https://example.org/book")
    '%pip install -q "kazlib[notebooks] @ https://example.org/book/notebooks/kazlib-1-py3-none-any.whl"'
    >>> install_line("kazlib-1-py3-none-any.whl", repository="https://example.org/a/b")
    '%pip install -q "kazlib[notebooks] @ git+https://example.org/a/b@main"'
    >>> install_line("kazlib-1-py3-none-any.whl")
    '%pip install -q "./kazlib-1-py3-none-any.whl[notebooks]"'
    """
    if site:
        return f'%pip install -q "kazlib[{EXTRA}] @ {site}/{FOLDER}/{wheel}"'
    if repository:
        return f'%pip install -q "kazlib[{EXTRA}] @ git+{repository}@{branch}"'
    return f'%pip install -q "./{wheel}[{EXTRA}]"'


def note(wheel: str, *, local: bool) -> str:
    """Return the remark under the line that installs."""
    where = (
        f" The line expects the file `{wheel}` in the folder of this notebook: download both."
        if local
        else ""
    )
    return (
        "> **How to use this notebook**\n>\n"
        f"> Run the cell above once; it installs what the chapter needs.{where} "
        "Then run all cells from the top. If an explorable has no controls, save the notebook, "
        "reload the page of your browser and run all cells again. Where the book has a link to a "
        "scenario, you find the call that shows it: copy it into a new cell. "
        "Folded cells hold code that the book does not show."
    )


def authors(entry: Entry) -> str:
    """Return the names of a work's authors as a citation gives them.

    >>> authors(Entry("book", persons={"author": []}, fields={"title": "T"}))
    'T'
    """
    persons = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [
        str(Text.from_latex(" ".join((*person.prelast_names, *person.last_names))))
        for person in persons
    ]
    if not names:
        return str(Text.from_latex(entry.fields.get("title", entry.key or "")))
    if len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)


def citation(works: BibliographyData, keys: str, kind: str) -> str:
    """Return one citation: ``[Name, 2020]``, or ``Name [2020]`` as a part of the sentence."""
    cited = [works.entries[key.strip()] for key in keys.split(",")]
    named = [(authors(entry), entry.fields.get("year", "no year")) for entry in cited]
    if kind == "t":
        return ", ".join(f"{name} [{year}]" for name, year in named)
    return f"[{'; '.join(f'{name}, {year}' for name, year in named)}]"


def reference_list(works: BibliographyData, keys: list[str]) -> str:
    """Return the works as a list, by name and year."""
    entries = sorted(
        (works.entries[key] for key in keys), key=lambda e: (authors(e).lower(), e.key)
    )
    style = find_plugin("pybtex.style.formatting", "unsrt")()
    backend = find_plugin("pybtex.backends", "markdown")()
    lines = (each.text.render(backend) for each in style.format_entries(entries))
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)


def page_of(app: Sphinx, docname: str, site: str, works: BibliographyData) -> Page:
    """Collect what the text of a page refers to."""
    env = app.env
    folder = Path(app.confdir) / app.config.selfcheck_folder
    numbers = {
        label: f"{KINDS[kind]} {'.'.join(map(str, number))}"
        for kinds in env.toc_fignumbers.values()
        for kind, found in kinds.items()
        if kind in KINDS
        for label, number in found.items()
    }

    def questions(name: str) -> str:
        items = "".join(map(question_html, read_questions(folder / f"{name}.yml")))
        return f"<ol>{items}</ol>"

    return Page(
        name=Path(docname).name,
        site=site,
        titles={Path(name).name: title.astext() for name, title in env.titles.items()},
        labels={name: found[2] for name, found in env.domains["std"].labels.items()},
        numbers=numbers,
        values=iter(values_of(env).get(docname, [])),
        cite=lambda keys, kind: citation(works, keys, kind),
        questions=questions,
    )


def cells_of(source: str, page: Page) -> Iterator[nbformat.NotebookNode]:
    """Yield the cells of a chapter, as plain Markdown and code without outputs."""
    for cell in jupytext.reads(source, fmt="md:myst").cells:
        if cell.cell_type != "code":
            text = plain(cell.source, page)
            if text:
                yield nbformat.v4.new_markdown_cell(text)
            continue
        tags = cell.metadata.get("tags", [])
        metadata: dict[str, Any] = {"tags": tags} if tags else {}
        if FOLDED & set(tags) and "live" not in tags:
            metadata["jupyter"] = {"source_hidden": True}
        yield nbformat.v4.new_code_cell(cell.source, metadata=metadata)
        figure = cell.metadata.get("mystnb", {}).get("figure")
        if figure:
            caption = plain(figure["caption"], page)
            yield nbformat.v4.new_markdown_cell(f"**{page.numbers[figure['name']]}** {caption}")


def notebook(
    source: str, page: Page, install: str, remark: str, works: BibliographyData
) -> nbformat.NotebookNode:
    """Return the notebook of a chapter.

    Parameters
    ----------
    source
        The page's MyST, with or without solutions.
    page
        What it refers to.
    install
        The line of the first cell.
    remark
        What stands under it.
    works
        The bibliography; the works that the chapter cites stand at the end.
    """
    cells = [
        nbformat.v4.new_code_cell(install),
        nbformat.v4.new_markdown_cell(remark),
        *cells_of(source, page),
    ]
    if page.cited:
        listed = reference_list(works, page.cited)
        cells.append(nbformat.v4.new_markdown_cell(f"## Works cited\n\n{listed}"))
    for number, cell in enumerate(cells):
        cell.id = f"{page.name}-{number:03d}"
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "title": page.titles[page.name],
    }
    made = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(made)
    return made


def find_wheel(folder: Path) -> Path:
    """Return the one wheel of kazlib in a folder.

    Raises
    ------
    ConfigError
        There is none, or more than one.
    """
    found = sorted(folder.glob("kazlib-*.whl"))
    if len(found) != 1:
        raise ConfigError(
            f"notebooks_wheel: {folder} has {len(found)} wheels of kazlib, expected 1"
        )
    return found[0]


def write_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Write the notebook of every chapter, the wheel and the archive into the site."""
    if exception or app.builder.format != "html" or not app.config.notebooks_wheel:
        return
    wheel = find_wheel(Path(app.confdir) / app.config.notebooks_wheel)
    folder = Path(app.outdir) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(wheel, folder / wheel.name)
    site = (app.config.html_baseurl or "").rstrip("/")
    repository = repository_of(app)
    line = install_line(wheel.name, site=site, repository=repository, branch=branch_of(app))
    works = parse_file(str(Path(app.confdir) / app.config.bibtex_bibfiles[0]))
    remark = note(wheel.name, local=not site and not repository)
    for docname in sorted(app.env.found_docs):
        if not is_chapter(app, docname):
            continue
        source = Path(app.env.doc2path(docname)).read_text(encoding="utf-8")
        if not app.config.solutions_shown:
            source = cut(source)
        made = notebook(source, page_of(app, docname, site, works), line, remark, works)
        path = folder / f"{Path(docname).name}.ipynb"
        path.write_text(nbformat.writes(made) + "\n", encoding="utf-8")
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    write_zip(files, folder / ARCHIVE)


def note_values(app: Sphinx, config: Config) -> None:
    """Take the place of the role, after the others have registered theirs."""
    app.add_role("eval", NotedEval(), override=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_config_value("notebooks_wheel", "", "html", [str])
    app.connect("config-inited", note_values, priority=900)
    app.connect("env-purge-doc", forget)
    # Before the inventory, which says whose each file of the site is.
    app.connect("build-finished", write_notebooks, priority=600)
    app.connect("env-merge-info", merge)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
