"""Find LibreOffice for the tests of files, and print its path; `--install` gets it if needed."""

from __future__ import annotations

import shutil
import sys

from deploy.packages import install, report

PROGRAMS = ("soffice", "libreoffice")
PACKAGES = {"apt-get": ("libreoffice-impress", "libreoffice-calc", "poppler-utils")}
ADVICE = "LibreOffice was not found: install libreoffice-impress, libreoffice-calc and pdftoppm."


def find() -> str | None:
    """Return the path of LibreOffice."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def main() -> int:
    """Print the path; return 1 with advice when there is none."""
    if "--install" in sys.argv[1:] and not find():
        install("LibreOffice", PACKAGES)
    return report(find(), ADVICE)


if __name__ == "__main__":
    sys.exit(main())
