"""Sphinx extension: ``sbom.cdx.json`` at the root of the site says whose each file is.

A CycloneDX 1.6 document with the licence of every part: the parts of the live folder as that folder
describes them, what the theme and the extensions add, and the book itself. Each file of the site
belongs to exactly one part; a file that belongs to none stops the build, so that nothing is
published whose licence is not known.
"""

import json
import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path
from typing import Any

import join
import yaml
from live import sbom
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from kazlib.texts import LANGUAGES

REF = "bom-ref"
JOINED = "joined styles and scripts"
BOOK, MAPS, TABLES = "data:the book", "data:maps", "data:tables"


@dataclass(frozen=True)
class Owner:
    """Whose some files are.

    Attributes
    ----------
    name : str
        Of the part.
    licence : str
        SPDX expression, or a sentence where there is none; empty for what is joined from others,
        which has all of theirs.
    files : tuple of str
        Patterns of paths in the site; ``*`` stands for slashes too.
    project : str
        On PyPI, if it comes from there: gives the version.
    npm : str
        On npm, if a project of PyPI brings it along.
    said_in : tuple of str
        A file of the site and a pattern of its text that gives the version, for the latter.
    kind : str
        CycloneDX's type of component.
    about : str
        What a reader of the document should know.
    optional : bool
        Whether it is left out where it has no file, as projects of PyPI are.
    """

    name: str
    licence: str
    files: tuple[str, ...] = ()
    project: str = ""
    npm: str = ""
    said_in: tuple[str, str] = ("", "")
    kind: str = "library"
    about: str = ""
    optional: bool = False

    def version(self, site: Path) -> str:
        """Return the version that is installed, or that the shipped file states."""
        if self.project:
            return version(self.project)
        if not self.npm:
            return ""
        file, pattern = self.said_in
        found = re.search(pattern, (site / file).read_text(encoding="utf-8"))
        if found is None:
            raise ExtensionError(f"inventory: {file} does not state the version of {self.name}")
        return found[1]

    def part(
        self, site: Path, files: Sequence[sbom.Part], inside: Collection["Owner"]
    ) -> sbom.Part:
        """Return the component with the files that are its own; `inside` is for what is joined."""
        number = self.version(site)
        purl = f"pkg:pypi/{self.project}@{number}" if self.project else ""
        if self.npm:
            purl = f"pkg:npm/{self.npm}@{number}"
        every = {each for owner in inside for each in owner.licence.split(" AND ")}
        stated = sbom.licences(self.licence or " AND ".join(sorted(every)))
        return sbom.part(
            self.name, number, stated, kind=self.kind, purl=purl, about=self.about, files=files
        )


# Licences of projects on PyPI as their licence files read: their metadata often say "BSD" only.
OWNERS = (
    Owner(
        "Sphinx",
        "BSD-2-Clause",
        (
            *("_static/basic.css", "_static/doctools.js", "_static/documentation_options.js"),
            *("_static/language_data.js", "_static/searchtools.js", "_static/sphinx_highlight.js"),
            *(
                "_static/file.png",
                "_static/minus.png",
                "_static/plus.png",
                "_static/translations.js",
            ),
        ),
        project="sphinx",
    ),
    Owner(
        "Snowball",
        "BSD-3-Clause",
        ("_static/*-stemmer.js",),
        optional=True,
        about="Rules for word forms in the search of a language, in the copy that Sphinx ships.",
    ),
    Owner(
        "Sphinx Book Theme",
        "BSD-3-Clause",
        (
            *("_static/scripts/sphinx-book-theme.js", "_static/styles/sphinx-book-theme.css"),
            *("_static/images/logo_*", "_static/locales/*"),
        ),
        project="sphinx-book-theme",
        about="The pictures logo_* are marks of the services that launch buttons would lead to.",
    ),
    Owner(
        "PyData Sphinx Theme",
        "BSD-3-Clause",
        (
            *("_static/scripts/pydata-sphinx-theme.js", "_static/styles/theme.css"),
            "_static/styles/pydata-sphinx-theme.css",
        ),
        project="pydata-sphinx-theme",
        about="Its style sheet has those of Bootstrap and Font Awesome inside.",
    ),
    Owner(
        "Bootstrap",
        "MIT",
        ("_static/scripts/bootstrap.js", "_static/scripts/bootstrap.js.LICENSE.txt"),
        npm="bootstrap",
        said_in=("_static/scripts/bootstrap.js.LICENSE.txt", r"Bootstrap v([\d.]+)"),
    ),
    Owner(
        "Font Awesome Free",
        "CC-BY-4.0 AND OFL-1.1 AND MIT",
        (
            *("_static/icons.css", "_static/vendor/fontawesome/*"),
            "_static/scripts/fontawesome.js.LICENSE.txt",
        ),
        npm="%40fortawesome/fontawesome-free",
        said_in=("_static/scripts/fontawesome.js.LICENSE.txt", r"Font Awesome Free ([\d.]+)"),
        about="icons.css has the icons in use (CC BY 4.0); the fonts are under the OFL, the style "
        "inside the theme's style sheet is under the MIT licence.",
    ),
    Owner(
        "sphinx-copybutton",
        "MIT",
        ("_static/copybutton*", "_static/check-solid.svg", "_static/copy-button.svg"),
        project="sphinx-copybutton",
    ),
    Owner(
        "clipboard.js",
        "MIT",
        ("_static/clipboard.min.js",),
        npm="clipboard",
        said_in=("_static/clipboard.min.js", r"clipboard\.js v([\d.]+)"),
    ),
    Owner("sphinx-togglebutton", "MIT", ("_static/togglebutton.*",), project="sphinx-togglebutton"),
    Owner(
        "sphinx-design",
        "MIT",
        ("_static/sphinx-design.min.css", "_static/design-tabs.js"),
        project="sphinx-design",
    ),
    Owner("sphinx-exercise", "MIT", ("_static/exercise.css",), project="sphinx-exercise"),
    Owner("MyST-NB", "BSD-3-Clause", ("_static/mystnb.*.css",), project="myst-nb"),
    Owner("Pygments", "BSD-2-Clause", ("_static/pygments.css",), project="pygments"),
    Owner(
        "site code",
        "MIT",
        (
            *(
                "_static/apple-touch-icon.png",
                "_static/book.css",
                "_static/link-maker.js",
                "_static/favicon.ico",
                "_static/look.css",
                "_static/press.js",
                "_static/search-words.js",
                "_static/tables.js",
                "_static/favicon.svg",
                "_static/live-*",
                "live-sw.js",
                "_headers",
            ),
            *("_static/scripts/fontawesome.js", ".buildinfo", ".nojekyll", "*.webmanifest"),
            *("live/*/manifest.json", "notebooks/kazlib-*.whl"),
            "live/*/sbom.cdx.json",
        ),
        about="Scripts, styles and lists that this book adds to its pages.",
    ),
    Owner(
        JOINED,
        "",
        (join.STYLES, join.SCRIPTS),
        about="One style sheet and one script, joined from files of the parts that it depends on "
        "and without what no page uses; each file begins with the names of its sources.",
    ),
    Owner(
        "the book",
        "CC-BY-4.0",
        (
            *("*.html", "_sources/*", "_images/*", "_downloads/*", "_static/screenshot.png"),
            *("searchindex.js", "objects.inv", "notebooks/*.ipynb", "notebooks/*.zip"),
            "_static/social-card.png",
        ),
        kind="data",
        about="Chapters, questions, figures and their search index. Figures that are maps are "
        "made from the part named maps.",
    ),
    Owner(
        "maps",
        "ODbL-1.0",
        ("data/geo/*",),
        kind="data",
        about="Regions of Kazakhstan, © OpenStreetMap contributors; also inside the wheel of "
        "kazlib and the archive of the live folder.",
    ),
    Owner(
        "tables",
        "Facts, with credit to the sources that each row names; see data/README.md",
        ("data/*.csv", "data/law/*.toml", "data/datapackage.json", "data/README.md"),
        kind="data",
        about="Also inside the wheel of kazlib and the archive of the live folder. Rows of "
        "2026 on women and list sizes: Open Quryltai, CC BY 4.0. Population of 2020: Open Data "
        "Kazakhstan, PDDL 1.0.",
    ),
)


def owner_of(path: str) -> Owner:
    """Return whose a file of the site is, outside of what the live folder describes itself.

    Raises
    ------
    ExtensionError
        It is nobody's, or of more than one.
    """
    # A site with several languages has the folders of a site once more below each.
    name = re.sub(rf"^({'|'.join(LANGUAGES)})/", "", path)
    found = [owner for owner in OWNERS if any(fnmatchcase(name, each) for each in owner.files)]
    if len(found) != 1:
        names = ", ".join(owner.name for owner in found) or "nobody"
        raise ExtensionError(
            f"inventory: {path} belongs to {names}; name its licence in OWNERS of inventory.py"
        )
    return found[0]


def joined_owners(site: Path) -> list[Owner]:
    """Return whose the files are from which style sheet and script of the site were joined."""
    named: set[str] = set()
    for path in (join.STYLES, join.SCRIPTS):
        if (site / path).is_file():
            named |= set(join.sources_of((site / path).read_text(encoding="utf-8")))
    found = {owner_of(name) for name in named}
    return [owner for owner in OWNERS if owner in found]


def live_parts(site: Path) -> tuple[list[sbom.Part], dict[str, list[str]], list[str]]:
    """Return the parts, dependencies and incomplete parts that the live folder describes.

    Files get the path that they have in the site.
    """
    parts: list[sbom.Part] = []
    depends: dict[str, list[str]] = {}
    incomplete: list[str] = []
    for path in sorted(site.glob(f"live/*/{sbom.NAME}")):
        described = json.loads(path.read_text(encoding="utf-8"))
        for part in described["components"]:
            for each in part.get("components", ()):
                each["name"] = path.parent.relative_to(site).joinpath(each["name"]).as_posix()
                each[REF] = f"file:{each['name']}"
        parts += [described["metadata"]["component"], *described["components"]]
        depends |= {each["ref"]: each["dependsOn"] for each in described["dependencies"]}
        for composition in described.get("compositions", ()):
            incomplete += composition["assemblies"]
    return parts, depends, incomplete


def inventory(site: Path, title: str, number: str, timestamp: str = "") -> str:
    """Return the document of a built site.

    Parameters
    ----------
    site : Path
        Its folder, complete but for this document.
    title, number : str
        Name and version of the book.
    timestamp : str
        When it was built, in ISO 8601; may be left out.
    """
    parts, depends, incomplete = live_parts(site)
    covered = {file["name"] for part in parts for file in part.get("components", ())}
    owned: dict[Owner, list[sbom.Part]] = {owner: [] for owner in OWNERS}
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        name = path.relative_to(site).as_posix()
        if name not in covered and name != sbom.NAME:
            owned[owner_of(name)].append(sbom.file_part(name, path.read_bytes()))
    inside = joined_owners(site)
    here = [
        owner.part(site, files, inside)
        for owner, files in owned.items()
        if files or owner in inside or not (owner.project or owner.optional)
    ]
    licence = sbom.licences("CC-BY-4.0 AND MIT")
    root = sbom.part(title, number, licence, kind="application")
    root[REF] = "the site"
    depends[root[REF]] = [part[REF] for part in here]
    depends[root[REF]] += [part[REF] for part in parts if part["name"] == "sphinx-live-cells"]
    depends[BOOK] = [MAPS, TABLES]
    depends[f"library:{JOINED}"] = [
        part[REF] for part in here if part["name"] in {owner.name for owner in inside}
    ]
    for part in parts:
        if part["name"] in ("kazlib", "Python archive"):
            depends[part[REF]] = [*depends.get(part[REF], ()), MAPS, TABLES]
    return sbom.document(root, [*parts, *here], depends, incomplete=incomplete, timestamp=timestamp)


def build_date() -> str:
    """Return the date of an equal build (SOURCE_DATE_EPOCH); without one, none is written."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).isoformat() if epoch else ""


def write_inventory(app: Sphinx, exception: Exception | None) -> None:
    """Write the document into the built site."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    about = yaml.safe_load((Path(app.confdir) / "CITATION.cff").read_text(encoding="utf-8"))
    text = inventory(site, about["title"], about["version"], build_date())
    (site / sbom.NAME).write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    # Last of all: it lists what every other extension has written.
    app.connect("build-finished", write_inventory, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
