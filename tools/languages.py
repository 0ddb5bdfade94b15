"""Puts the built languages of the book together into one site, with links between them.

Run by ``make site LANG=kk``. English stays at the root, ``kk/`` and ``ru/`` have the same pages
under the same names. The files of live pages, which know every language, are there once.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "_ext"))

import inventory  # noqa: E402  a local extension

ENGLISH = "en"
NAMES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
LABELS = {"en": "Language", "kk": "Тіл", "ru": "Язык"}

# What only the root of a site has: files of live pages, their keeper, headers, the inventory.
ROOT_ONLY = ("live", "live-sw.js", "_headers", "sbom.cdx.json", ".nojekyll")

HEADER = '<div class="article-header-buttons">'
LIVE = re.compile(r'(data-live-(?:base|keeper)=")((?:\.\./)*)(live[/-])')


def address(page: str, language: str, other: str) -> str:
    """Return the address of a page in another language, seen from the page in this one.

    >>> address("chapters/index.html", "en", "kk"), address("chapters/index.html", "kk", "en")
    ('../kk/chapters/index.html', '../../chapters/index.html')
    """
    depth = page.count("/") + (language != ENGLISH)
    return "../" * depth + ("" if other == ENGLISH else f"{other}/") + page


def switch(page: str, language: str, built: Sequence[str]) -> str:
    """Return the links to the languages in which the book is built, as a part of the header."""
    items = "".join(
        f'<span lang="{each}" aria-current="true">{NAMES[each]}</span>'
        if each == language
        else f'<a lang="{each}" hreflang="{each}" '
        f'href="{escape(address(page, language, each))}">{NAMES[each]}</a>'
        for each in built
    )
    return f'<nav class="languages" aria-label="{LABELS[language]}">{items}</nav>'


def linked(text: str, page: str, language: str, built: Sequence[str]) -> str:
    """Return a page with links to its other languages, and to the live files of the whole site.

    Raises
    ------
    ValueError
        The page has no header to put them into, or more than one.
    """
    if text.count(HEADER) != 1:
        raise ValueError(f"{page}: {text.count(HEADER)} headers ({HEADER}), expected 1")
    text = text.replace(HEADER, f"{HEADER}\n{switch(page, language, built)}")
    others = "".join(
        f'<link rel="alternate" hreflang="{each}" href="{escape(address(page, language, each))}">\n'
        for each in built
        if each != language
    )
    text = text.replace("</head>", f"{others}</head>", 1)
    return text if language == ENGLISH else LIVE.sub(r"\1../\2\3", text)


def put_together(sites: dict[str, Path], out: Path) -> None:
    """Write the whole site.

    Parameters
    ----------
    sites
        Language to the folder of its built pages, English among them.
    out
        A folder, which is made anew.
    """
    shutil.rmtree(out, ignore_errors=True)
    for language in sorted(sites, key=lambda each: each != ENGLISH):
        target = out if language == ENGLISH else out / language
        left_out = () if language == ENGLISH else ROOT_ONLY
        shutil.copytree(sites[language], target, ignore=shutil.ignore_patterns(*left_out))
        for file in sorted(target.rglob("*.html")):
            page = file.relative_to(target).as_posix()
            if page.split("/")[0] in (*NAMES, "_static"):
                continue
            text = file.read_text(encoding="utf-8")
            if "<html" not in text or HEADER not in text:
                continue  # the page that only leads to the first one
            file.write_text(linked(text, page, language, list(sites)), encoding="utf-8")
    about = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    text = inventory.inventory(out, about["title"], about["version"], inventory.build_date())
    (out / inventory.sbom.NAME).write_text(text, encoding="utf-8")


def main() -> None:
    """Put together what is built."""
    places = {ENGLISH: ROOT / "_build/html"}
    places |= {each: ROOT / "_build" / each / "_build/html" for each in NAMES if each != ENGLISH}
    built = {each: place for each, place in places.items() if (place / "index.html").is_file()}
    put_together(built, ROOT / "_build/all")
    print(f"{', '.join(NAMES[each] for each in built)}: {os.path.relpath(ROOT / '_build/all')}")


if __name__ == "__main__":
    main()
