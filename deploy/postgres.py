"""PostgreSQL as a plain process of one's own; `--install` gets the distribution's package.

`python -m deploy.postgres` prints where its programs are: in the folder that POSTGRES names, or
where systems have them. As root, the package is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

from deploy.packages import install, report
from deploy.processes import end_process, is_ready_in_time, unprivileged
from deploy.site_process import free_port

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
PostgreSQL was not found. Do one of these:
  Debian, as root           apt-get install postgresql
  Fedora, as root           dnf install postgresql-server
  macOS                     brew install postgresql
  one of your own           POSTGRES=/folder/with/initdb"""
USER = "rooms"
UNPRIVILEGED = ("postgres", "nobody")
PATIENCE = 60


def whole(folder: str | Path) -> bool:
    """Return whether a folder has the programs that are started here."""
    return all(os.access(Path(folder) / name, os.X_OK) for name in NEEDED)


def find() -> Path | None:
    """Return the folder of the programs without installing anything; the newest version of many."""
    if named := os.environ.get("POSTGRES"):
        return Path(named) if whole(named) else None
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in FOLDERS:
        folders += Path("/").glob(pattern[1:])
    ready = [folder for folder in folders if whole(folder)]
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


class Postgres:
    """``with Postgres() as server: server.database()`` gives the address of an empty database."""

    def __init__(self) -> None:
        self.programs = find()
        if self.programs is None:
            raise RuntimeError(ADVICE)
        self.port = free_port()
        self._number = 0

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="rooms-"))
        self.owner = unprivileged(UNPRIVILEGED)
        if self.owner:
            shutil.chown(self.folder, self.owner)
        data = self.folder / "data"
        made = self._do("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "-N")
        assert made.returncode == 0, made.stdout
        self.start()
        return self

    def start(self) -> None:
        """Start the server, the first time or anew, and wait until it answers."""
        data, log = self.folder / "data", self.folder / "log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [
                    *(f"{self.programs}/postgres", "-D", data, "-p", str(self.port)),
                    *("-k", self.folder, "-h", "127.0.0.1", "-c", "max_connections=60"),
                ],
                stdout=output,
                stderr=output,
                cwd=self.folder,
                user=self.owner,
            )
        if not is_ready_in_time(self.process, self._answers, PATIENCE):
            raise RuntimeError(log.read_text(errors="replace")[-3000:])

    def stop(self) -> None:
        """End the server without waiting for those who are connected; its data stays."""
        end_process(self.process, signal.SIGINT, 20)

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self) -> str:
        """Make an empty database and return its address."""
        self._number += 1
        name = f"rooms{self._number}"
        self.execute("postgres", f"CREATE DATABASE {name}")
        return self.address(name)

    def address(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def execute(self, name: str, statement: str) -> None:
        """Do something in a database."""
        import psycopg

        with psycopg.connect(self.address(name), autocommit=True, connect_timeout=5) as connection:
            connection.execute(statement)

    def _answers(self) -> bool:
        import psycopg

        try:
            self.execute("postgres", "SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _do(self, program: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [f"{self.programs}/{program}", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.folder,
            user=self.owner,
            check=False,
        )


def main() -> int:
    """Print the folder; return 1 with advice when there is none."""
    folder = find_or_install() if "--install" in sys.argv[1:] else find()
    return report(folder, ADVICE)


if __name__ == "__main__":
    sys.exit(main())
