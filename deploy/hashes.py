"""Digests of the pinned packages: `python -m deploy.hashes` writes requirements.hashed.txt.

The image installs from it with `--require-hashes`: a package replaced at its source is
not installed. Digests are those of the archives that pip takes for the image's Python on the two
kinds of processor that it is built for.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
WANTED, HASHED = TOP / "requirements.txt", TOP / "deploy" / "requirements.hashed.txt"
PYTHON = "3.11"
MACHINES = ("x86_64", "aarch64")
GLIBC = ("2_34", "2_28", "2_27", "2_26", "2_24", "2_17")


def resolved(machine: str) -> dict[str, tuple[str, str]]:
    """Return version and digest of each package as pip would take it for a kind of processor."""
    platforms = [f"manylinux_{version}_{machine}" for version in GLIBC]
    platforms += [f"manylinux2014_{machine}", f"linux_{machine}"]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps"]
        command += ["--ignore-installed", "--only-binary=:all:", "--target", folder]
        command += ["--python-version", PYTHON, "--report", str(report), "-r", str(WANTED)]
        for platform in platforms:
            command += ["--platform", platform]
        subprocess.run(command, check=True)
        installed = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {
        package["metadata"]["name"].lower().replace("_", "-"): (
            package["metadata"]["version"],
            package["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for package in installed
    }


def text(by_machine: list[dict[str, tuple[str, str]]]) -> str:
    """Return the requirements with all digests of each package."""
    lines = ["# Written by `python -m deploy.hashes`; do not edit.\n"]
    for name in sorted(set().union(*by_machine)):
        known = [packages[name] for packages in by_machine if name in packages]
        digests = sorted({digest for _, digest in known})
        options = " \\\n".join(f"    --hash=sha256:{digest}" for digest in digests)
        lines.append(f"{name}=={known[0][0]} \\\n{options}\n")
    return "".join(lines)


def main() -> int:
    """Ask and write; return 0."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    HASHED.write_text(text([resolved(machine) for machine in MACHINES]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
