"""Find Firefox for the test of the edition without a server; `--install` gets it if needed.

Only the standard library is imported. As for the other programs of tests, only root on a system
with `apt-get` can be helped; everybody else is told what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = ("firefox-esr", "firefox")
COMMANDS = (
    ("apt-get", "-q", "update"),
    ("apt-get", "-qy", "-o", "DPkg::Lock::Timeout=120", "install", "firefox-esr"),
)
ADVICE = "Firefox was not found: install it, or firefox-esr on Debian."


def find() -> str | None:
    """Return the path of Firefox."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def install() -> str | None:
    """Install it where that is possible."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        for command in COMMANDS:
            subprocess.run(
                command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
    return find()


def main() -> int:
    """Print the path; return 1 with advice when there is none."""
    path = find() or (install() if "--install" in sys.argv[1:] else None)
    print(path or ADVICE, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
