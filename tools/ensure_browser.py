"""Make sure that tests of pages have a Chromium and a Firefox, or say how to get one.

Without Chromium the tests cannot run. Firefox is a second engine: without it the tests that need
it are skipped, and say what was not tested.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NO_CHROMIUM = (
    "No Chromium found: install your system's chromium package, "
    "or run .venv/bin/playwright install chromium"
)
NO_FIREFOX = "No Firefox found: its tests will be skipped (install your system's firefox package)"


def chromium_is_here() -> bool:
    """Whether a Chromium is on the PATH, or Playwright has its own."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def firefox_is_here() -> bool:
    """Whether a Firefox is on the PATH."""
    return bool(shutil.which("firefox-esr") or shutil.which("firefox"))


def install(packages: list[str]) -> None:
    """Install packages of Debian; what fails is seen by what is missing afterwards."""
    print(f"\n==> Installing Debian's {' and '.join(packages)} for the tests of pages", flush=True)
    apt_get("update")
    for package in packages:  # one by one: the second does not fail with the first
        apt_get("install", "-y", "--no-install-recommends", package)


def apt_get(*command: str) -> None:
    """Run apt-get; its warnings and errors are seen."""
    subprocess.run(
        ["apt-get", "-q", *command],
        check=False,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )


def main() -> None:
    """Look for the browsers; as root on Debian install them."""
    here = {"chromium": chromium_is_here(), "firefox-esr": firefox_is_here()}
    missing = [package for package, found in here.items() if not found]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
    if not firefox_is_here():
        print(NO_FIREFOX, flush=True)
    if not chromium_is_here():
        sys.exit(NO_CHROMIUM)


if __name__ == "__main__":
    main()
