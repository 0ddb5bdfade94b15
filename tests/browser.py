"""Helpers for tests that look at built pages in a real browser, without any network."""

from __future__ import annotations

import gzip
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
COMPRESSED = (".html", ".js", ".mjs", ".css", ".wasm", ".json", ".svg")


def find_chromium() -> str | None:
    """Return the path of the system's Chromium; None means Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def launch_chromium(playwright: Playwright) -> Browser:
    """Start Chromium without a window."""
    return playwright.chromium.launch(
        executable_path=find_chromium(), args=list(CHROMIUM_OPTIONS), headless=True
    )


@dataclass(frozen=True)
class Site:
    """A folder that is being served."""

    url: str  # without a slash at the end


@cache
def pack(path: Path, changed: float) -> bytes:
    """Compress a file, once for each version of it (`changed` is its date)."""
    return gzip.compress(path.read_bytes(), 6)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as static hosts do: right types, gzip, and a cache that checks dates."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".whl": "application/zip",
    }

    def __init__(
        self,
        *args: Any,
        headers: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        self.extra_headers = headers
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        accepts = "gzip" in self.headers.get("Accept-Encoding", "")
        if path.suffix not in COMPRESSED or not path.is_file() or not accepts:
            super().do_GET()
            return
        changed = path.stat().st_mtime
        tag = f'"{changed}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
            return
        data = pack(path, changed)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        """Say nothing: requests are no result of a test."""


@contextmanager
def serve(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Serve a folder on a free port of this machine.

    Parameters
    ----------
    folder : Path
        The root of the site.
    headers : mapping, optional
        Headers added to every answer, for example a Content-Security-Policy.

    Yields
    ------
    Site
        With its `url`.
    """
    handler = partial(_Handler, directory=str(folder), headers=headers or {})
    for path in folder.rglob("*.wasm"):  # takes a second, which no visit should wait for
        pack(path, path.stat().st_mtime)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Watched:
    """A page that cannot reach other hosts, and what it asked and said."""

    page: Page
    foreign: list[str] = field(default_factory=list)  # addresses on other hosts
    errors: list[str] = field(default_factory=list)  # exceptions and console errors
    requests: list[str] = field(default_factory=list)  # addresses asked for on this machine


def watch(context: BrowserContext) -> Watched:
    """Open a page in `context` that is kept from other hosts and watched."""
    page = context.new_page()
    watched = Watched(page)

    def keep_out(route: Route) -> None:
        watched.foreign.append(route.request.url)
        route.abort()

    def is_foreign(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"

    context.route(is_foreign, keep_out)
    context.on("request", lambda request: watched.requests.append(request.url))
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            watched.errors.append(f"{message.text} {message.location.get('url', '')}")
            if message.type == "error"
            else None
        ),
    )
    return watched


@contextmanager
def blocked_page(browser: Browser, **options: Any) -> Iterator[Watched]:
    """A watched page in a context of its own, closed at the end.

    Raises
    ------
    AssertionError
        At the end, when the page asked another host for something.
    """
    context = browser.new_context(**options)
    try:
        watched = watch(context)
        yield watched
        assert watched.foreign == [], f"other hosts were asked: {watched.foreign}"
    finally:
        context.close()
