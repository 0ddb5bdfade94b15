"""Make sure that the browser tests have a Chromium, or say in one line how to get one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HOW = (
    "No Chromium found: install your system's chromium package, "
    "or run .venv/bin/playwright install chromium"
)


def found() -> bool:
    """Whether a Chromium is on the PATH, or Playwright has its own."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def main() -> None:
    """Look for Chromium; as root on Debian install it."""
    if found():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("\n==> Installing Debian's chromium for the browser tests", flush=True)
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )
    if not found():
        sys.exit(HOW)


if __name__ == "__main__":
    main()
