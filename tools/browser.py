"""Built pages in a real browser, without any network: a server, a browser, a watch on requests.

Tests, measurements and the editions of the book look at pages through it.
"""

from __future__ import annotations

import gzip
import shutil
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Route

from tools.serve import TYPES

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


# Every name leads nowhere. Playwright's routes would also turn off the cache of the browser.
ONLY_THIS_MACHINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@contextmanager
def returning_reader(playwright: Playwright, **options: Any) -> Iterator[BrowserContext]:
    """Start a Chromium with a profile on disk, as readers have it, that reaches no other host.

    A private window keeps no compiled code, and a page with routes has no cache at all: what a
    second visit takes can be measured in neither.
    """
    with TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=find_chromium(),
            args=[*CHROMIUM_OPTIONS, ONLY_THIS_MACHINE],
            headless=True,
            **options,
        )
        try:
            yield context
        finally:
            context.close()


@dataclass(frozen=True)
class Site:
    """A folder that is being served."""

    url: str  # without a slash at the end
    sent: list[tuple[str, int]] = field(default_factory=list)  # paths, and bytes as they travelled


@cache
def pack(path: Path, changed: float) -> bytes:
    """Compress a file, once for each version of it (`changed` is its date)."""
    return gzip.compress(path.read_bytes(), 6)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as static hosts do: right types, gzip, and a cache that checks dates."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def __init__(
        self,
        *args: Any,
        headers: Mapping[str, str],
        sent: list[tuple[str, int]],
        **kwargs: Any,
    ) -> None:
        self.extra_headers = headers
        self.sent = sent
        super().__init__(*args, **kwargs)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self.sent.append((self.path, int(value)))
        super().send_header(keyword, value)

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
        """Say nothing: requests are no result."""


class _Server(ThreadingHTTPServer):
    """A server that is gone when it is closed: browsers keep connections open and go on asking."""

    daemon_threads = True

    def __init__(self, *args: Any) -> None:
        self.connections: set[socket.socket] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a page that was closed in between
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        for connection in list(self.connections):
            with suppress(OSError):  # closed by the browser just now
                connection.shutdown(socket.SHUT_RDWR)


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
        With its `url`, and what it has `sent` so far.
    """
    sent: list[tuple[str, int]] = []
    handler = partial(_Handler, directory=str(folder), headers=headers or {}, sent=sent)
    for path in folder.rglob("*.wasm"):  # takes a second, which no visit should wait for
        pack(path, path.stat().st_mtime)
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", sent)
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


def watch(context: BrowserContext, *, route: bool = True) -> Watched:
    """Open a page in `context` that is kept from other hosts and watched.

    Without `route` the context itself must keep other hosts away (`returning_reader` does).
    """
    page = context.new_page()
    watched = Watched(page)

    def keep_out(route: Route) -> None:
        watched.foreign.append(route.request.url)
        route.abort()

    def is_foreign(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"

    def note(request: Request) -> None:
        watched.requests.append(request.url)
        if not route and is_foreign(request.url):
            watched.foreign.append(request.url)

    # On the page, workers and all, not on the context: other pages of it are not this one's matter.
    if route:
        page.route(is_foreign, keep_out)
    page.on("request", note)
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
    """Open a watched page in a context of its own, and close it at the end.

    Without a service worker, unless `service_workers="allow"`: requests that one answers are not
    seen by the watch, and not stopped by routes.

    Raises
    ------
    AssertionError
        At the end, when the page asked another host for something.
    """
    context = browser.new_context(**{"service_workers": "block", **options})
    try:
        watched = watch(context)
        yield watched
        assert watched.foreign == [], f"other hosts were asked: {watched.foreign}"
    finally:
        context.close()
