"""Find the Nu checker of HTML, and print how it is called; `--install` gets what it needs.

It comes from npm, held to the integrity in `checker/package-lock.json`, and runs on Java.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from deploy.packages import install, report

TOP = Path(__file__).resolve().parents[2]
LOCKED = Path(__file__).with_name("checker")
PLACE = TOP / ".artifacts" / "checker"
JAR = PLACE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PACKAGES = {"java": "default-jre-headless", "npm": "npm"}
ADVICE = "The checker of HTML was not found: install Java 11 and Node.js with npm, then run this."


def find() -> tuple[str, ...] | None:
    """Return the command that runs the checker."""
    java = shutil.which("java")
    return (java, "-jar", str(JAR)) if java and JAR.exists() else None


def fetch() -> None:
    """Get the checker, and what it needs where that is possible."""
    lacking = tuple(package for name, package in PACKAGES.items() if not shutil.which(name))
    if lacking:
        install("the checker of HTML", {"apt-get": lacking})
    npm = shutil.which("npm")
    if npm:
        PLACE.mkdir(parents=True, exist_ok=True)
        for file in LOCKED.iterdir():
            shutil.copy(file, PLACE)
        quiet = subprocess.DEVNULL
        command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        subprocess.run(command, check=False, cwd=PLACE, stdin=quiet, stdout=quiet)


def main() -> int:
    """Print the command; return 1 with advice when there is none."""
    if "--install" in sys.argv[1:] and not find():
        fetch()
    return report(" ".join(find() or ()), ADVICE)


if __name__ == "__main__":
    sys.exit(main())
