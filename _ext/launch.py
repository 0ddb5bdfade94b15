"""Sphinx extension: buttons on each chapter that open it elsewhere.

A notebook to download is always there. Binder, Colab and JupyterHub need the address of the
repository: while ``repository.url`` of ``_config.yml`` is empty they are hidden, and the build
says so.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from docutils import nodes
from notebooks import FOLDER, branch_of, is_chapter, repository_of
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

LOGGER = logging.getLogger(__name__)

BINDER = "https://mybinder.org"
COLAB = "https://colab.research.google.com"
NOTEBOOK_BRANCH = "notebooks"  # where .github/workflows/deploy.yml puts the folder of this name
MAKER_PAGE, MAKER = "chapters/run-it-yourself", "link-maker.js"
CHAPTERS = "<!-- chapters -->"  # in the form, until all titles are known

# A field and, under it, what is wrong with it.
_FIELD = (
    '<label for="maker-{name}">{label}</label>'
    '<input id="maker-{name}" name="{name}" type="{kind}" autocomplete="off" spellcheck="false"'
    ' value="{value}" placeholder="{example}" aria-describedby="maker-{name}-fault">'
    '<p class="link-maker-fault" id="maker-{name}-fault"></p>'
)
_PROGRAMS = (("lab", "JupyterLab", " checked"), ("notebook", "Jupyter Notebook", ""))


def form(repository: str) -> str:
    """Return the form of the link maker; it is shown when its script runs."""
    address = escape(repository)
    fields = "".join(
        _FIELD.format(name=name, label=label, kind=kind, value=value, example=example)
        for name, label, kind, value, example in (
            ("hub", "Address of the JupyterHub", "url", "", "https://hub.example.edu"),
            ("repository", "Repository", "url", address, "https://github.com/owner/name"),
            ("branch", "Branch", "text", NOTEBOOK_BRANCH, NOTEBOOK_BRANCH),
        )
    )
    programs = "".join(
        f'<label><input type="radio" name="program" value="{value}"{checked}> {label}</label>'
        for value, label, checked in _PROGRAMS
    )
    return (
        '<form id="link-maker" class="link-maker" hidden novalidate>'
        f'{fields}<label for="maker-chapter">Chapter</label>'
        f'<select id="maker-chapter" name="chapter">{CHAPTERS}</select>'
        f"<fieldset><legend>Program</legend>{programs}</fieldset>"
        '<button type="submit">Make the link</button>'
        '<div data-made hidden><label for="maker-link">Link</label>'
        '<input id="maker-link" data-link readonly>'
        '<button type="button" data-copy>Copy the link</button> '
        '<a data-open target="_blank" rel="noopener">Open the link</a></div>'
        '<p role="status"></p></form>'
        "<noscript><p>The form needs JavaScript. The rule under it does not.</p></noscript>"
    )


class LinkMaker(SphinxDirective):
    """The form that makes a link for a JupyterHub."""

    def run(self) -> list[nodes.Node]:
        """Return the form."""
        repository = repository_of(self.env.app)
        return [nodes.raw("", form(repository), format="html")]


def chapter_options(app: Sphinx) -> str:
    """Return the chapters as options, in the order of the book."""
    names = [
        name for name in app.env.toctree_includes[app.config.root_doc] if is_chapter(app, name)
    ]
    return "".join(
        f'<option value="{Path(name).name}">{escape(app.env.titles[name].astext())}</option>'
        for name in names
    )


def binder(repository: str, branch: str, pagename: str) -> str:
    """Return the link that opens a chapter of the repository on Binder.

    >>> binder("https://github.com/a/b", "main", "chapters/president")
    'https://mybinder.org/v2/gh/a/b/main?urlpath=lab/tree/chapters/president.md'
    """
    parts = urlsplit(repository)
    path = parts.path.strip("/")
    if parts.netloc == "github.com":
        place = f"gh/{path}"
    elif parts.netloc == "gitlab.com":
        place = f"gl/{quote(path, safe='')}"
    else:
        place = f"git/{quote(repository, safe='')}"
    return f"{BINDER}/v2/{place}/{quote(branch, safe='')}?urlpath=lab/tree/{pagename}.md"


def colab(repository: str, name: str) -> str:
    """Return the link that opens a notebook on Colab, which reads from GitHub only.

    >>> colab("https://github.com/a/b", "president")
    'https://colab.research.google.com/github/a/b/blob/notebooks/president.ipynb'
    >>> colab("https://example.org/a/b", "president")
    ''
    """
    parts = urlsplit(repository)
    if parts.netloc != "github.com":
        return ""
    return f"{COLAB}/github/{parts.path.strip('/')}/blob/{NOTEBOOK_BRANCH}/{name}.ipynb"


def hub(hub_url: str, repository: str, name: str) -> str:
    """Return the nbgitpuller link that copies the notebooks to a reader's place and opens one.

    >>> hub("https://hub.example.org", "https://github.com/a/b", "president")
    'https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fa%2Fb&urlpath=lab%2Ftree%2Fb%2Fpresident.ipynb%3Fautodecode&branch=notebooks'
    """
    folder = Path(urlsplit(repository).path).name
    query = urlencode(
        {
            "repo": repository,
            "urlpath": f"lab/tree/{folder}/{name}.ipynb?autodecode",
            "branch": NOTEBOOK_BRANCH,
        }
    )
    return f"{hub_url.rstrip('/')}/hub/user-redirect/git-pull?{query}"


def button(text: str, url: str, tooltip: str, icon: str) -> dict[str, str]:
    """Return a link of the theme's header."""
    return {"type": "link", "text": text, "url": url, "tooltip": tooltip, "icon": icon}


def add_buttons(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Add the buttons to a chapter, and the script to the page of the link maker."""
    if CHAPTERS in context.get("body", ""):
        context["body"] = context["body"].replace(CHAPTERS, chapter_options(app))
        app.add_js_file(MAKER, loading_method="defer")
    if not is_chapter(app, pagename) or not app.config.notebooks_wheel:
        return
    name = Path(pagename).name
    pathto = context["pathto"]
    repository = repository_of(app)
    buttons = [
        button(
            "Notebook",
            pathto(f"{FOLDER}/{name}.ipynb", resource=True),
            "Download this chapter as a notebook",
            "fas fa-download",
        )
    ]
    if repository:
        images = "_static/images/logo_"
        link = binder(repository, branch_of(app), pagename)
        buttons.append(button("Binder", link, "Run on Binder", f"{images}binder.svg"))
        link = colab(repository, name)
        if link:
            buttons.append(button("Colab", link, "Run on Colab", f"{images}colab.png"))
        hub_url = app.config.launch_hub_url
        link = hub(hub_url, repository, name) if hub_url else f"{pathto(MAKER_PAGE)}?open={name}"
        buttons.append(button("JupyterHub", link, "Run on a JupyterHub", f"{images}jupyterhub.svg"))
    buttons.append(
        button("How to run it", pathto(MAKER_PAGE), "Ways to run it", "fas fa-circle-question")
    )
    group = {
        "type": "group",
        "tooltip": "Run this chapter yourself",
        "icon": "fas fa-rocket",
        "buttons": buttons,
        "label": "launch-buttons",
    }
    context["header_buttons"].insert(0, group)


def say_what_is_hidden(app: Sphinx) -> None:
    """Tell the builder of the site which buttons are missing, and why."""
    if not repository_of(app):
        LOGGER.info("REPOSITORY_URL is empty in _config.yml: launch buttons are hidden.")
    if not app.config.html_baseurl:
        LOGGER.info(
            "SITE_URL is empty in _config.yml: notebooks expect kazlib's wheel beside them."
        )


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_config_value("launch_hub_url", "", "html", [str])
    app.add_directive("link-maker", LinkMaker)
    app.connect("builder-inited", say_what_is_hidden)
    # After the theme has made its list of buttons (priority 501), before it is written (900).
    app.connect("html-page-context", add_buttons, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
