"""A class opens one live page at once; prints how long until the last reader has everything.

``python benchmarks/load.py`` needs the built book (``make site``) and nginx on the PATH. Chromium
is asked once which files a first visit takes. Then as many readers as asked (500) begin in the same
second, each with an empty cache and six connections at most, as browsers have them. Server and
readers share this machine, so the figures are a lower bound for the server alone.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

PAGE = "chapters/parliamentary-elections.html"
CONNECTIONS = 6  # of a browser to one host over HTTP/1.1
PORT = 18099
FOUND = ROOT / "_build" / "report" / "load.json"  # for the report on how the book is tested
PACKED = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".wasm", ".ipynb", ".csv"}

CONFIGURATION = """\
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  include /etc/nginx/mime.types;
  types {{ text/javascript mjs; }}
  access_log off; sendfile on; tcp_nopush on; gzip_static on;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port} backlog=4096; root {site}; }}
}}
"""


@contextmanager
def nginx(site: Path) -> Iterator[str]:
    """Serve a copy of the site with nginx, packed beforehand as a host would; yield its address."""
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        copy = folder / "site"
        shutil.copytree(site, copy)
        for path in [p for p in copy.rglob("*") if p.suffix in PACKED]:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 6))
        text = CONFIGURATION.format(folder=folder, site=copy, port=PORT)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        command = ["nginx", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
        server = subprocess.Popen(command)
        try:
            time.sleep(1)
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()
            server.wait()


def files_of_a_visit(address: str) -> list[str]:
    """Return the paths that a first visit asks for until the page is live."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tools.browser import launch_chromium  # noqa: PLC0415

    paths: list[str] = []
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        page = browser.new_context(service_workers="block").new_page()
        page.on("request", lambda request: paths.append(urlsplit(request.url).path))
        page.goto(f"{address}/{PAGE}#seat-allocator?threshold=5")
        page.wait_for_function("() => document.documentElement.dataset.live === 'ready'")
        browser.close()
    return list(dict.fromkeys(path for path in paths if path.startswith("/")))


class Reader:
    """One reader with some connections; counts what it gets."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.bytes = 0
        self.faults = 0

    async def connection(self, paths: list[str]) -> None:
        """Get paths from the list, one after the other, over one connection."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        except OSError:
            self.faults += 1
            return
        while paths:
            request = (
                f"GET {paths.pop()} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
            )
            writer.write(request.encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            self.faults += not head.startswith("http/1.1 200")
            left = int(head.split("content-length:")[1].split("\r\n")[0])
            self.bytes += left
            while left:
                left -= len(await reader.read(min(left, 2**18)))
        writer.close()

    async def visit(self, paths: list[str]) -> float:
        """Get the page, then everything else; return the seconds."""
        begun = time.perf_counter()
        await self.connection([paths[0]])
        rest = paths[:0:-1]
        await asyncio.gather(*(self.connection(rest) for _ in range(CONNECTIONS)))
        return time.perf_counter() - begun


async def crowd(readers: int, paths: list[str], over: float) -> tuple[list[float], int, int]:
    """Let readers begin, evenly spread over some seconds; return times, bytes and faults."""
    everyone = [Reader(PORT) for _ in range(readers)]

    async def one(number: int, reader: Reader) -> float:
        await asyncio.sleep(over * number / readers)
        return await reader.visit(list(paths))

    times = await asyncio.gather(*(one(i, reader) for i, reader in enumerate(everyone)))
    return times, sum(r.bytes for r in everyone), sum(r.faults for r in everyone)


def main() -> None:
    """Print a table for readers at once, and spread over a minute."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--over", type=float, nargs="*", default=[0.0, 60.0])
    options = parser.parse_args()
    with nginx(ROOT / "_build" / "html") as address:
        paths = files_of_a_visit(address)
        print(f"{len(paths)} files a reader; {os.cpu_count()} processors for server and readers")
        print("| readers | begin within | half done | 95% | last | MB a reader | MB/s | faults |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        rows = []
        for over in options.over:
            begun = time.perf_counter()
            times, sent, faults = asyncio.run(crowd(options.readers, paths, over))
            took = time.perf_counter() - begun
            high = statistics.quantiles(times, n=20)[-1]
            print(
                f"| {options.readers} | {over:.0f} s | {statistics.median(times):.1f} s "
                f"| {high:.1f} s | {max(times):.1f} s | {sent / options.readers / 1e6:.1f} "
                f"| {sent / took / 1e6:.0f} | {faults} |",
                flush=True,
            )
            rows.append({"over_s": over, "last_s": round(max(times), 1), "errors": faults})
    errors = sum(row["errors"] for row in rows)
    found = {"readers": options.readers, "files": len(paths), "errors": errors, "runs": rows}
    FOUND.parent.mkdir(parents=True, exist_ok=True)
    FOUND.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
