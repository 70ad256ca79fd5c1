"""Find the Nu checker of HTML, and print how it is called; `--install` gets what it needs.

It comes from npm, held to the integrity in `checker/package-lock.json`, and runs on Java. Only the
standard library is imported. As for the browser, only root on a system with `apt-get` can be
helped to Java and npm; everybody else is told what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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


def install() -> tuple[str, ...] | None:
    """Install it, and what it needs where that is possible."""
    lacking = [package for name, package in PACKAGES.items() if not shutil.which(name)]
    if lacking and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "-q", "update")
        _run(
            *("apt-get", "-qy", "-o", "DPkg::Lock::Timeout=120", "install"),
            *("--no-install-recommends", *lacking),
        )
    npm = shutil.which("npm")
    if npm:
        PLACE.mkdir(parents=True, exist_ok=True)
        for file in LOCKED.iterdir():
            shutil.copy(file, PLACE)
        _run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=PLACE)
    return find()


def _run(*command: str, cwd: Path | None = None) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=False, cwd=cwd, stdin=quiet, stdout=quiet)


def main() -> int:
    """Print the command; return 1 with advice when there is none."""
    command = find() or (install() if "--install" in sys.argv[1:] else None)
    print(" ".join(command) if command else ADVICE, file=sys.stdout if command else sys.stderr)
    return 0 if command else 1


if __name__ == "__main__":
    sys.exit(main())
