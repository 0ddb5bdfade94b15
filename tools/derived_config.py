"""Configurations that are derived from the book's own: another language, or no solutions.

Run by ``make site LANG=kk``, ``make texts`` and ``make student``; ``_ext/translations.py`` and
``_ext/solutions.py`` do the rest.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import yaml

from kazlib.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
STUDENT = "student"


def _derived(book: dict[str, Any], extensions: str, **settings: Any) -> dict[str, Any]:
    """Return the book's configuration, for another place and with other settings of Sphinx."""
    sphinx = dict(book["sphinx"])
    sphinx["local_extensions"] = dict.fromkeys(sphinx["local_extensions"], extensions)
    sphinx["config"] = {**sphinx["config"], **settings}
    return {**book, "sphinx": sphinx}


def student_config(book: dict[str, Any], *, extensions: str = "_ext") -> dict[str, Any]:
    """Return the book's configuration with solutions left out.

    Parameters
    ----------
    book
        What ``_config.yml`` holds; it stays as it is.
    extensions
        The folder of the local extensions, seen from where the new file will be.
    """
    title = f"{book['title']} (without solutions)"
    return {**_derived(book, extensions, solutions_shown=False), "title": title}


def language_config(
    book: dict[str, Any], language: str, *, extensions: str = "_ext"
) -> dict[str, Any]:
    """Return the book's configuration in another language.

    Parameters
    ----------
    book
        What ``_config.yml`` holds; it stays as it is.
    language
        ``"kk"`` or ``"ru"``; the source's own, ``"en"``, gives what translators work on: nothing
        runs, because texts do not depend on results.
    extensions
        The folder of the local extensions, seen from where the new file will be.
    """
    if language != "en":
        classes = "untranslated"
        return _derived(book, extensions, language=language, translation_progress_classes=classes)
    execute = {**book["execute"], "execute_notebooks": "off"}
    return {**_derived(book, extensions, language=language, live_assets=""), "execute": execute}


def main() -> None:
    """Write the configuration to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edition", choices=[STUDENT, *LANGUAGES])
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    book = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    extensions = os.path.relpath(ROOT / "_ext", given.out.parent.resolve())
    if given.edition == STUDENT:
        config = student_config(book, extensions=extensions)
    else:
        config = language_config(book, given.edition, extensions=extensions)
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
