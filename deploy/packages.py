"""Programs from the distribution's packages, got for root alone; others are told what to do.

Only the standard library is imported: this runs before anything is set up.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

Command = tuple[str, ...]
COMMANDS: Mapping[str, tuple[Command, ...]] = {
    "apt-get": (
        ("apt-get", "-q", "update"),
        (
            *("apt-get", "-qy", "-o", "DPkg::Lock::Timeout=120", "install"),
            "--no-install-recommends",
        ),
    ),
    "dnf": (("dnf", "-qy", "install"),),
    "apk": (("apk", "add", "--quiet"),),
    "zypper": (("zypper", "-qn", "install"),),
}
"""What each package manager is asked; the names of packages follow the last command."""
SECONDS = 900


def attempt(command: Command, seconds: int, sought: str, **environment: str) -> None:
    """Run a command that may help; print a few lines when it did not."""
    print(f"Looking for {sought}:", " ".join(command), file=sys.stderr, flush=True)
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
            text=True,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  it did not work: {error}", file=sys.stderr, flush=True)
        return
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if "rror" in line or line[:2] == "E:"]
        reason = "\n    ".join(list(dict.fromkeys(lines))[:3]) or f"exit code {done.returncode}"
        print(f"  it did not work: {reason}", file=sys.stderr, flush=True)


def install(sought: str, packages: Mapping[str, tuple[str, ...]]) -> None:
    """Install packages when we are root; what came of it is for the caller to see.

    Parameters
    ----------
    sought : str
        What is wanted, in a few words.
    packages : mapping of str to tuple of str
        Names of packages, for each package manager that has them.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    manager = next((name for name in COMMANDS if shutil.which(name)), "")
    if manager in packages:
        *before, last = COMMANDS[manager]
        for command in (*before, (*last, *packages[manager])):
            attempt(command, SECONDS, sought, DEBIAN_FRONTEND="noninteractive")


def report(found: object, advice: str) -> int:
    """Print what was found and return 0; or the advice, and 1."""
    print(found or advice, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1
