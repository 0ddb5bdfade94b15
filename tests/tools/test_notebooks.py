"""A chapter as a notebook: what becomes of MyST, which line installs, which buttons there are."""

from types import SimpleNamespace

import nbformat
import pytest
from equal_builds import write_zip
from launch import CHAPTERS, add_buttons, chapter_options, form
from notebooks import citation, notebook, reference_list
from plain_markdown import Page, plain
from pybtex.database import parse_string
from sphinx.errors import ExtensionError

WORKS = parse_string(
    "@book{a, author={Ann Able}, title={T}, publisher={P}, year={2001}}"
    "@book{b, author={{The {OSCE}}}, title={U}, publisher={P}, year={2002}}"
    "@book{c, author={A, A and B, B and C, C}, title={V}, publisher={P}, year={2003}}",
    "bibtex",
)
CHAPTER = """---
kernelspec:
  name: python3
  display_name: Python 3
---

# Exit polls

They gave {eval}`low` per cent {cite:p}`a,b`, as {cite:t}`c` say; see {numref}`fig-x`.

```{code-cell} ipython3
:tags: [remove-input]

x = 1
```

```{code-cell} ipython3
---
tags: [hide-input]
mystnb:
  figure:
    caption: "A caption of {cite:t}`a`."
    name: fig-x
---
x
```

```{exercise} By hand
:label: ex

How many {term}`seats <seat>`?
```

````{solution-start} ex
:class: dropdown
````

```{code-cell} ipython3
6 * 7
```

Forty-two.

```{solution-end}
```

```{selfcheck} exit-polls
```
"""


def page(values=(("low", "77.6"),), site=""):
    return Page(
        name="exit-polls",
        site=site,
        titles={"exit-polls": "Exit polls", "parties": "Parties"},
        labels={"certainty": "How certainty is marked"},
        numbers={"fig-x": "Fig. 9", "ex": "Exercise 3"},
        values=iter(values),
        cite=lambda keys, kind: citation(WORKS, keys, kind),
        questions=lambda name: f"<ol>questions of {name}</ol>",
    )


def made(**options):
    return notebook(CHAPTER, page(**options), "%pip install x", "A remark.", WORKS)


def test_a_chapter_becomes_plain_markdown_and_code_without_outputs():
    cells = made().cells
    assert [cell.cell_type[0] for cell in cells] == list("cmmccmmcmm")
    assert cells[0].source == "%pip install x"
    assert cells[2].source == (
        "# Exit polls\n\nThey gave 77.6 per cent [Able, 2001; The OSCE, 2002], as A et al. [2003] "
        "say; see Fig. 9."
    )
    assert cells[3].metadata == {"tags": ["remove-input"], "jupyter": {"source_hidden": True}}
    assert cells[5].source == "**Fig. 9** A caption of Able [2001]."
    assert "**Exercise 3 (By hand)**\n\nHow many seats?" in cells[6].source
    assert "**Solution to Exercise 3 (By hand)**" in cells[6].source
    assert cells[8].source == "Forty-two.\n\n\n\n<ol>questions of exit-polls</ol>"
    assert cells[9].source.startswith("## Works cited\n\n- ")
    assert cells[9].source.count("\n- ") == 3
    assert all(cell.outputs == [] for cell in cells if cell.cell_type == "code")


def test_two_builds_give_equal_notebooks_with_ids_of_their_place(tmp_path):
    assert nbformat.writes(made()) == nbformat.writes(made())
    assert [cell.id for cell in made().cells][:2] == ["exit-polls-000", "exit-polls-001"]
    archives = []
    for name in ("1.zip", "2.zip"):
        write_zip({"a.ipynb": b"{}"}, tmp_path / name)
        archives.append((tmp_path / name).read_bytes())
    assert archives[0] == archives[1]


@pytest.mark.parametrize(
    ("text", "without", "with_address"),
    [
        (
            '<a href="#exit-poll?rho=0&amp;truth=50">No likeness</a>',
            'No likeness (`explore("exit-poll", rho="0", truth="50")`)',
            "[No likeness](https://b.org/chapters/exit-polls.html#exit-poll?rho=0&truth=50) "
            '(`explore("exit-poll", rho="0", truth="50")`)',
        ),
        ("{doc}`parties`", "*Parties*", "[Parties](https://b.org/chapters/parties.html)"),
        ("[](parties.md)", "*Parties*", "[Parties](https://b.org/chapters/parties.html)"),
        ("{doc}`that <parties>`", "*that*", "[that](https://b.org/chapters/parties.html)"),
        (
            '<a href="../data/x.csv" download>x</a>',
            "x",
            "[x](https://b.org/data/x.csv)",
        ),
        ("{ref}`certainty`", "*How certainty is marked*", "*How certainty is marked*"),
        ("{ref}`here <certainty>`", "here", "here"),
        ("(label)=\n## Title", "## Title", "## Title"),
        (
            "```{admonition} Mind\n:class: warning\n\nA.\n\n- B\n```",
            "> **Mind**\n>\n> A.\n>\n> - B",
            "> **Mind**\n>\n> A.\n>\n> - B",
        ),
    ],
)
def test_links_lead_to_the_site_or_nowhere_but_never_to_a_file_that_is_missing(
    text, without, with_address
):
    assert plain(text, page()) == without
    assert plain(text, page(site="https://b.org")) == with_address


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{eval}`high`", "exit-polls: {eval}`high` has no value"),
        ("{kbd}`x`", "no plain form of the role {kbd}"),
        ("```{figure} x.png\n```", "no plain form of the directive {figure}"),
        ("{doc}`nowhere`", "no page 'nowhere'"),
        (":::{note}\nx\n:::", "this is left in the notebook: :::{note}"),
    ],
)
def test_what_has_no_plain_form_stops_the_build(text, message):
    with pytest.raises(ExtensionError) as caught:
        plain(text, page())
    assert message in str(caught.value)


def test_references_are_in_the_order_of_names():
    found = reference_list(WORKS, ["b", "a"])
    assert found.index("Able") < found.index("OSCE")


@pytest.fixture
def app(tmp_path):
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "parties.yml").touch()
    config = SimpleNamespace(
        selfcheck_folder="questions",
        notebooks_wheel="wheel",
        launch_hub_url="",
        root_doc="index",
        html_theme_options={"repository_url": "", "repository_branch": "main"},
    )
    titles = {"chapters/parties": SimpleNamespace(astext=lambda: "Parties & movements")}
    env = SimpleNamespace(
        toctree_includes={"index": ["chapters/parties", "chapters/data"]}, titles=titles
    )
    scripts = []
    return SimpleNamespace(
        confdir=tmp_path,
        config=config,
        env=env,
        scripts=scripts,
        add_js_file=lambda name, **_: scripts.append(name),
    )


def buttons(app, name="chapters/parties"):
    context = {
        "header_buttons": [],
        "body": "",
        "pathto": lambda path, resource=False: f"../{path}" + ("" if resource else ".html"),
    }
    add_buttons(app, name, "page.html", context, None)
    groups = context["header_buttons"]
    return {button["text"]: button["url"] for group in groups for button in group["buttons"]}


def test_without_a_repository_only_the_notebook_and_the_help_are_offered(app):
    assert buttons(app) == {
        "Notebook": "../notebooks/parties.ipynb",
        "How to run it": "../chapters/run-it-yourself.html",
    }


def test_with_a_repository_there_are_binder_colab_and_a_hub(app):
    app.config.html_theme_options["repository_url"] = "https://github.com/a/b.git"
    found = buttons(app)
    assert found["Binder"].startswith("https://mybinder.org/v2/gh/a/b/main?urlpath=lab/tree/")
    assert found["Colab"].endswith("/github/a/b/blob/notebooks/parties.ipynb")
    assert found["JupyterHub"] == "../chapters/run-it-yourself.html?open=parties"
    app.config.launch_hub_url = "https://hub.example.edu/"
    assert buttons(app)["JupyterHub"].startswith("https://hub.example.edu/hub/user-redirect/")


def test_colab_is_offered_for_github_only(app):
    app.config.html_theme_options["repository_url"] = "https://gitlab.com/a/b"
    found = buttons(app)
    assert "Colab" not in found
    assert "/v2/gl/a%2Fb/main" in found["Binder"]


def test_pages_that_are_no_chapters_have_no_buttons(app):
    assert buttons(app, "chapters/data") == {}


def test_the_form_offers_every_chapter_and_knows_the_repository(app):
    assert chapter_options(app) == '<option value="parties">Parties &amp; movements</option>'
    assert 'value="https://example.org/a?b&amp;c"' in form("https://example.org/a?b&c")
    context = {"body": f"<select>{CHAPTERS}</select>", "header_buttons": []}
    add_buttons(app, "chapters/run-it-yourself", "page.html", context, None)
    assert context["body"] == f"<select>{chapter_options(app)}</select>"
    assert app.scripts == ["link-maker.js"]
