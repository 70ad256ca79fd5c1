"""Make or repair `.venv` with exactly the pinned packages.

`python deploy/prepare.py` installs what the site needs; with `--dev` also what the
checks need. Only the standard library is used, so any Python from 3.11 on can run it,
on Linux, macOS and Windows. Calling it again is cheap: the state of the environment is
read from the environment itself, so a half-made or damaged one is noticed and made anew.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
STAMP = VENV / "complete"
OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit("Python 3.11 or newer is needed.")

# Run by the environment's own interpreter: are these versions installed, in working order?
# Exit code 3 when installing is enough to repair, 1 when only a new environment will do.
REPAIRABLE = 3
CHECK = """
import sys
from importlib import metadata
def repairable(text):
    print(text, file=sys.stderr)
    sys.exit(3)
if sys.version_info < (3, 11): sys.exit("the interpreter is too old")
for pin in sys.argv[1:]:
    name, version = pin.split("==")
    try: found = metadata.distribution(name)
    except metadata.PackageNotFoundError: repairable(name + " is missing")
    if found.version != version: repairable(f"{name} is {found.version}, not {version}")
    for file in found.files or ():
        if len(file.parts) == 2 and file.name == "__init__.py" and not file.locate().exists():
            sys.exit(name + " is damaged")
"""


class SetupError(Exception):
    """What stopped the set-up, in words for the person who started it."""


def venv_python() -> Path:
    """Return the path of the interpreter inside the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pins(requirements: Path) -> list[str]:
    """Return the `name==version` lines that apply here, those of `-r` files first."""
    found: list[str] = []
    for raw in requirements.read_text(encoding="utf-8").splitlines():
        line = raw.split("#")[0].strip()
        if line.startswith("-r "):
            found += pins(requirements.parent / line[3:].strip())
        elif match := re.match(r"(?P<pin>[\w.-]+==[\w.]+)(?:; platform_system != .(\w+).)?$", line):
            if match[2] != {"darwin": "Darwin", "win32": "Windows"}.get(sys.platform, "Linux"):
                found.append(match["pin"])
        elif line:
            raise SetupError(f"{requirements.name}: not a pinned requirement: {line}")
    return found


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with the environment, and whether installing repairs it."""

    words: str
    repairable: bool = False


def defect(wanted: list[str]) -> Defect | None:
    """Return what is wrong with the environment; None when nothing is."""
    if not STAMP.exists():
        return Defect("it is not complete" if VENV.exists() else "it does not exist yet")
    try:
        done = subprocess.run(
            [venv_python(), "-I", "-c", CHECK, *wanted], capture_output=True, text=True, check=False
        )
    except OSError:
        return Defect("its interpreter is gone")
    if done.returncode == 0:
        return None
    lines = done.stderr.strip().splitlines() or ["its interpreter does not start"]
    return Defect(lines[-1], done.returncode == REPAIRABLE)


def create() -> None:
    """Make a new, empty environment in place of whatever is there."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetupError(
            f"Python {version} could not make a virtual environment.\n"
            f"{(made.stdout + made.stderr).strip()}\n"
            f"On Debian and Ubuntu its package is: python{version}-venv"
        )


def install(requirements: Path) -> None:
    """Install a requirements file; the stamp is away for as long as that lasts."""
    STAMP.unlink(missing_ok=True)
    command: list[str | Path] = [
        venv_python(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    done = subprocess.run([*command, "-r", requirements], check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SetupError(f"pip could not install {requirements.name}; its message is above.")
    STAMP.write_text("The packages were installed to the end.\n", encoding="utf-8")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of the same clone wait for the first."""
    if os.name == "nt":
        yield
        return
    import fcntl

    (TOP / ".artifacts").mkdir(exist_ok=True)
    with (TOP / ".artifacts" / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(requirements: Path) -> None:
    """Bring the environment to the state that a requirements file asks for."""
    wanted = pins(requirements)
    problem = defect(wanted)
    if problem is None:
        return
    print(f"Preparing .venv ({problem.words}); it can take some minutes ...", flush=True)
    if problem.repairable:
        with contextlib.suppress(SetupError):
            install(requirements)
    if defect(wanted):
        create()
        install(requirements)
    if remaining := defect(wanted):
        raise SetupError(f"The environment is still wrong after installing: {remaining.words}.")


def main() -> int:
    """Prepare the environment; return the exit code."""
    parser = argparse.ArgumentParser(description="Make or repair .venv with the pinned packages.")
    parser.add_argument("--dev", action="store_true", help="also what the checks need")
    name = "requirements-dev.txt" if parser.parse_args().dev else "requirements.txt"
    try:
        with one_at_a_time():
            prepare(TOP / name)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
