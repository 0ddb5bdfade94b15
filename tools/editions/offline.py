"""The site as an archive to take along: ``python -m tools.editions.offline`` (``make offline``)."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from equal_builds import write_zip
from playwright.sync_api import Browser

from tools.browser import serve
from tools.editions import chromium
from tools.editions.book import NAME, ROOT, SITE, read_book

OUT = ROOT / "_build" / f"{NAME}-offline.zip"
UNPACKED = ROOT / "_build" / "editions" / "offline"
CHECKED = "chapters/parliamentary-elections.html"
SCENARIO = "seat-allocator?election=2021-01-10&threshold=5"

README = """\
{title}
Version {version}, {date}

To read: open index.html in a browser. Every page is complete: text, figures, tables, solutions.
The explorables are printed with their first settings.

To use the explorables: browsers start Python only from a web address, so serve this folder on your
own machine. You need Python 3 for that, and no network. In this folder:

    python -m http.server --bind 127.0.0.1 8000

(on some systems the command is python3, on Windows py -m http.server --bind 127.0.0.1 8000). Then
open http://127.0.0.1:8000/ in a browser. Nothing is sent anywhere.

To put it on a memory stick, a school's server or any web host: copy this folder. Nothing has to be
installed there.

Text CC BY 4.0, code MIT. Data as their sources say; maps (c) OpenStreetMap contributors, ODbL.
Whose each file is: sbom.cdx.json.
"""


def site_files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file of the site, in the order of names."""
    for path in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()


def archive_files(site: Path, readme: str, folder: str = NAME) -> dict[str, bytes]:
    """Return the files of the archive: one folder, with the site and how to read it.

    Raises
    ------
    ValueError
        The site has a file of that name already.
    """
    files = {f"{folder}/README.txt": readme.encode()}
    for name, data in site_files(site):
        whole = f"{folder}/{name}"
        if whole in files:
            raise ValueError(f"the site has a {name} already")
        files[whole] = data
    return files


def live_faults(browser: Browser, folder: Path) -> list[str]:
    """Return what does not work when the unpacked archive is served."""
    faults = []
    with serve(folder) as site:
        context = browser.new_context()
        page = context.new_page()
        found = chromium.failures(page)
        foreign: list[str] = []
        own = (site.url, "data:", "blob:")
        context.on("request", lambda r: r.url.startswith(own) or foreign.append(r.url))
        page.goto(f"{site.url}/{CHECKED}#{SCENARIO}")
        state = "document.documentElement.dataset.live"
        page.wait_for_function(f"() => ['ready', 'failed'].includes({state})", timeout=120_000)
        said = page.locator("#seat-allocator .explorable-sentence").last.inner_text()
        if page.evaluate(state) != "ready" or "72 of 98" not in said:
            faults.append(f"served: {CHECKED} is not live; it says {said!r}")
        kept = "document.documentElement.dataset.liveOffline"
        page.wait_for_function(f"() => {kept}", timeout=60_000)
        if page.evaluate(kept) != "kept":
            faults.append(f"served: the service worker answers {page.evaluate(kept)}")
        faults += [f"served: {each}" for each in [*found, *foreign]]
        context.close()
    return faults


def printed_faults(browser: Browser, folder: Path) -> list[str]:
    """Return what does not work when pages of the unpacked archive are opened as files."""
    faults = []
    page = browser.new_page()
    found = chromium.failures(page)
    page.goto((folder / CHECKED).as_uri())
    page.wait_for_function("() => document.documentElement.dataset.live === 'printed'")
    words = page.locator("#seat-allocator").first.text_content() or ""
    status = page.locator(".live-status").first.inner_text()
    if "Nur Otan wins 98 of 98 list seats" not in words:
        faults.append("opened as a file: the printed explorable is not there")
    if "opened as a file" not in status:
        faults.append(f"opened as a file: the page says {status!r}")
    page.goto((folder / "index.html").as_uri())
    page.wait_for_selector(".bd-article h1:has-text('Elections in Kazakhstan')", state="attached")
    faults += [f"opened as a file: {each}" for each in found]
    page.close()
    return faults


def main() -> None:
    """Write the archive, unpack it and look at it in Chromium."""
    book = read_book()
    readme = README.format(title=book.title, version=book.version, date=book.date)
    write_zip(archive_files(SITE, readme), OUT)
    shutil.rmtree(UNPACKED, ignore_errors=True)
    with zipfile.ZipFile(OUT) as archive:
        archive.extractall(UNPACKED)
        count = len(archive.namelist())
    with chromium.browser() as browser:
        faults = live_faults(browser, UNPACKED / NAME) + printed_faults(browser, UNPACKED / NAME)
    if faults:
        sys.exit("\n".join([f"{OUT.relative_to(ROOT)} has faults:", *faults]))
    size = OUT.stat().st_size / 1e6
    print(
        f"{OUT.relative_to(ROOT)}: {count} files, {size:.1f} MB; live when served, printed as file"
    )


if __name__ == "__main__":
    main()
