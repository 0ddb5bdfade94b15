"""Serve the built book on this machine: ``python tools/serve.py _build/html``."""

import sys
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

FIRST_PORT, LAST_PORT = 8000, 8020
# Types that browsers insist on, and that a machine's own list may not have.
TYPES = SimpleHTTPRequestHandler.extensions_map | {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
}

Rules = list[tuple[str, dict[str, str]]]  # a pattern of paths, and headers for what it matches


def read_rules(folder: Path) -> Rules:
    """Read the headers that the book asks a host to send, from its file ``_headers``.

    Raises
    ------
    ValueError
        A header stands before any pattern.
    """
    file = folder / "_headers"
    rules: Rules = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            rules.append((line.strip(), {}))
        elif rules:
            name, _, value = line.partition(":")
            rules[-1][1][name.strip()] = value.strip()
        else:
            raise ValueError(f"{file}: {line.strip()!r} belongs to no pattern")
    return rules


def headers_for(rules: Rules, path: str) -> dict[str, str]:
    """Return the headers of every rule that a path matches.

    >>> headers_for([("/*", {"A": "1"}), ("/live/*", {"B": "2"})], "/live/a.js?v=1")
    {'A': '1', 'B': '2'}
    """
    sent: dict[str, str] = {}
    for pattern, headers in rules:
        if fnmatchcase(urlsplit(path).path, pattern):
            sent |= headers
    return sent


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the types that browsers insist on and the headers of the book."""

    extensions_map = TYPES

    def end_headers(self) -> None:
        """Add the book's headers; what has no rule for keeping is asked for anew each time."""
        # Read for each answer: a book that is built anew while it is served has new hashes.
        headers = headers_for(read_rules(Path(self.directory)), self.path)
        for name, value in ({"Cache-Control": "no-cache"} | headers).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Keep the terminal free for the address."""


def main(folder: str) -> None:
    """Serve ``folder`` on the first free port and print the address."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        try:
            server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=folder))
        except OSError:
            continue
        print(f"\nThe book is at  http://127.0.0.1:{port}/   (stop it with Ctrl+C)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
        return
    sys.exit(f"No free port from {FIRST_PORT} to {LAST_PORT}.")


if __name__ == "__main__":
    main(sys.argv[1])
