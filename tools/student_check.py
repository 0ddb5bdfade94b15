"""Look for solutions in the students' edition: ``make student`` ends with it.

A solution is looked for by its sentences and lines of code, in every text file of the site, in
archives, and by its own words in the index of the search.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from snowballstemmer import stemmer

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "_ext"))

from solutions import cut  # noqa: E402  (what the build cuts)

# Runs of text that look the same in Markdown, HTML and JSON.
_RUN = re.compile(r"[^\n\"'\\<>&`*_{}\[\]|$#]{32,}")
_WORD = re.compile(r"[a-z]{6,}")
_ANY_WORD = re.compile(r"[a-z]{3,}")
_TAG = re.compile(r"<[^>]*>")
TEXTS = {".html", ".js", ".json", ".ipynb", ".md", ".txt", ".csv", ".xml", ".css"}


def solutions_of(source: str) -> str:
    r"""Return what the students' edition cuts from a page.

    >>> solutions_of("a\n````{solution} x\n:class: dropdown\n\nForty-two.\n````\nb\n")
    ':class: dropdown\n\nForty-two.'
    """
    kept = cut(source).splitlines()
    left: list[str] = []
    # The kept lines are the source's lines in order, so one pass finds the others.
    position = 0
    for line in source.splitlines():
        if position < len(kept) and line == kept[position]:
            position += 1
        else:
            left.append(line)
    return "\n".join(line for line in left if not line.startswith("```"))


def public_text() -> str:
    """Return what readers may see anyway: solutions quote the tables and call the code."""
    files = [*ROOT.glob("data/*.csv"), *ROOT.glob("kazlib/**/*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))


def probes(sources: list[str]) -> set[str]:
    """Return runs of text that stand in solutions and nowhere else."""
    public = "\n".join([*map(cut, sources), public_text()])
    runs = {
        run.strip()
        for source in sources
        for run in _RUN.findall(solutions_of(source))
        if not run.startswith(":class")
    }
    return {run for run in runs if len(run) >= 32 and run not in public}


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file of the site, those in archives as well."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix in TEXTS:
            yield name, html.unescape(path.read_text(encoding="utf-8", errors="replace"))
        elif path.suffix in {".zip", ".whl"}:
            with zipfile.ZipFile(path) as archive:
                for inner in archive.namelist():
                    if Path(inner).suffix in TEXTS | {".py"}:
                        yield f"{name}/{inner}", archive.read(inner).decode(errors="replace")


def words_in_index(sources: list[str], site: Path) -> set[str]:
    """Return words of the search index that only solutions have."""
    stem = stemmer("english").stemWord

    def stems(text: str, words: re.Pattern[str] = _ANY_WORD) -> set[str]:
        return {stem(word) for word in words.findall(text.lower())}

    index = (site / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index[index.index("{") : index.rindex("}") + 1])["terms"]
    shown = "\n".join(
        _TAG.sub(" ", path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    )
    own = stems("\n".join(map(solutions_of, sources)), _WORD) - stems("\n".join(map(cut, sources)))
    return (own - stems(shown)) & set(terms)


def leaks(sources: list[str], site: Path) -> list[str]:
    """Return what of the solutions is in the site; each entry names file and text.

    Raises
    ------
    ValueError
        If the sources have no solutions: then nothing was looked for.
    """
    wanted = probes(sources)
    if not wanted:
        raise ValueError(f"No solution was found in {len(sources)} pages: nothing to look for.")
    found = []
    for name, text in texts(site):
        plain = _TAG.sub("", text) if name.endswith(".html") else text
        found += [f"{name}: {probe}" for probe in sorted(wanted) if probe in text or probe in plain]
        if re.search(r'class="[^"]*\bsolution\b', text) and name.endswith(".html"):
            found.append(f"{name}: an element of class solution")
    if (site / "_sources").exists():
        found.append("_sources: sources of pages are shipped")
    found += [f"searchindex.js: {word}" for word in sorted(words_in_index(sources, site))]
    return found


def main() -> None:
    """Check a built site; fail with a list of what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    sources = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("chapters/*.md"))]
    found = leaks(sources, site)
    if found:
        sys.exit("Solutions are in the students' edition:\n" + "\n".join(found))
    print(f"No trace of {len(probes(sources))} sentences and lines of solutions in {site}.")


if __name__ == "__main__":
    main()
