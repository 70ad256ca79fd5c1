"""Find PostgreSQL's programs for the tests; `--install` gets the distribution's package if needed.

As `tests/browser/find_chromium.py` does: the folder named by POSTGRES, the system's, and, for root
only, the distribution's package.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from deploy.packages import install, report

NEEDED = ("initdb", "postgres")
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/usr/lib/postgresql*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
PACKAGES = {
    "apt-get": ("postgresql",),
    "dnf": ("postgresql-server",),
    "apk": ("postgresql",),
    "zypper": ("postgresql-server",),
}
ADVICE = """\
PostgreSQL was not found, and the tests of the rooms cannot run without it. Do one of these:
  Debian, as root           apt-get install postgresql
  Fedora, as root           dnf install postgresql-server
  macOS                     brew install postgresql
  one of your own           make test POSTGRES=/folder/with/initdb"""


def whole(folder: str | Path) -> bool:
    """Tell whether a folder has the programs that the tests start."""
    return all(os.access(Path(folder) / name, os.X_OK) for name in NEEDED)


def find() -> Path | None:
    """Return the folder of the programs without installing anything; the newest version of many."""
    if named := os.environ.get("POSTGRES"):
        return Path(named) if whole(named) else None
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for pattern in FOLDERS:
        found += Path("/").glob(pattern[1:])
    ready = [folder for folder in found if whole(folder)]
    return max(ready, key=_version, default=None)


def _version(folder: Path) -> float:
    numbers = re.findall(r"\d+(?:\.\d+)?", str(folder))
    return float(numbers[-1]) if numbers else 0.0


def find_or_install() -> Path | None:
    """Return the folder of the programs, getting them first if there are none."""
    folder = find()
    if folder is None:
        install("PostgreSQL", PACKAGES)
        folder = find()
    return folder


def main() -> int:
    """Print the folder; return 1 with advice when there is none."""
    folder = find_or_install() if "--install" in sys.argv[1:] else find()
    return report(folder, ADVICE)


if __name__ == "__main__":
    sys.exit(main())
