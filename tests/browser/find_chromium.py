"""Find a Chromium for the browser tests and print its path; `--install` gets one if needed.

Order: the one named by CHROMIUM, the system's, Playwright's own, and, for root only, the
distribution's package. Only the standard library is imported; Playwright is called as a
program, so that a missing one is no more than a step that did not help.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.packages import attempt, install, report

SOUGHT = "a browser"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
)
PACKAGES = {  # a browser without any font does not start
    "apt-get": ("chromium", "fonts-liberation"),
    "dnf": ("chromium", "liberation-fonts"),
    "apk": ("chromium", "font-liberation"),
    "zypper": ("chromium", "liberation-fonts"),
}
PLAYWRIGHT_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
ADVICE = """\
No working Chromium was found, and the browser tests cannot run without one. Do one of these:
  Debian, as root           apt-get install chromium
  Fedora, as root           dnf install chromium
  macOS                     brew install --cask chromium
  any system, open network  {python} -m playwright install chromium
  one of your own           make test CHROMIUM=/path/to/it"""


class ChromiumNotFoundError(RuntimeError):
    """No browser, with what to do about it as the message."""


def works(path: str | Path) -> bool:
    """Tell whether a browser starts; a stub or a missing shared library makes it False."""
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, timeout=60, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "chrom" in done.stdout.lower()


def in_system() -> str | None:
    """Return the path of a browser that is installed on this machine."""
    found = [shutil.which(name) for name in PROGRAMS]
    if sys.platform == "darwin":
        found += [home + path for home in ("", str(Path.home())) for path in APPLICATIONS]
    return next((path for path in found if path and works(path)), None)


def in_playwright() -> str | None:
    """Return the path of the browser that Playwright downloaded, if it has one that works."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", PLAYWRIGHT_PATH],
            capture_output=True,
            timeout=60,
            check=False,
            text=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    path = done.stdout.strip()
    return path if path and works(path) else None


def find() -> str | None:
    """Return the path of a working browser without installing anything."""
    if named := os.environ.get("CHROMIUM"):
        if not works(named):
            raise ChromiumNotFoundError(f"CHROMIUM={named} is not a browser that starts.")
        return named
    return in_system() or in_playwright()


def from_playwright() -> str | None:
    """Let Playwright download its browser; gives up soon when its host cannot be reached."""
    command = (sys.executable, "-m", "playwright", "install", "chromium")
    attempt(command, 400, SOUGHT, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT="10000")
    return in_playwright()


def from_distribution() -> str | None:
    """Install the distribution's package, when that is possible and we are root."""
    install(SOUGHT, PACKAGES)
    return in_system()


def find_or_install() -> str:
    """Return the path of a working browser, getting one first if there is none."""
    path = find() or from_playwright() or from_distribution()
    if path is None:
        raise ChromiumNotFoundError(advice())
    return path


def advice() -> str:
    """Say what a person can do when there is no browser."""
    return ADVICE.format(python=os.path.relpath(sys.executable))


def main() -> int:
    """Print the path of a browser; return 1 with advice when there is none."""
    try:
        path = find_or_install() if "--install" in sys.argv[1:] else find()
    except ChromiumNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return report(path, advice())


if __name__ == "__main__":
    sys.exit(main())
