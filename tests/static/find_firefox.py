"""Find Firefox for the test of the edition without a server; `--install` gets it if needed."""

from __future__ import annotations

import shutil
import sys

from deploy.packages import install, report

PROGRAMS = ("firefox-esr", "firefox")
PACKAGES = {"apt-get": ("firefox-esr",)}
ADVICE = "Firefox was not found: install it, or firefox-esr on Debian."


def find() -> str | None:
    """Return the path of Firefox."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def main() -> int:
    """Print the path; return 1 with advice when there is none."""
    if "--install" in sys.argv[1:] and not find():
        install("Firefox", PACKAGES)
    return report(find(), ADVICE)


if __name__ == "__main__":
    sys.exit(main())
