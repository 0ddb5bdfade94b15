"""Serve the built book on this machine: ``python tools/serve.py _build/html``."""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

FIRST_PORT, LAST_PORT = 8000, 8020


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the types that browsers insist on, and asks them to check for news."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        """Let a rebuilt page show at once; the hashed files of live pages never change."""
        kept = "/live/" in self.path
        self.send_header("Cache-Control", "max-age=31536000, immutable" if kept else "no-cache")
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
