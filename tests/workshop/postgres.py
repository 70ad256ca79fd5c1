"""A PostgreSQL server of the tests' own: its data in a folder, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.browser.server import free_port
from tests.workshop.find_postgres import ADVICE, find

USER = "rooms"
UNPRIVILEGED = ("postgres", "nobody")
PATIENCE = 60


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
        self.owner = _owner()
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
        with log.open("ab") as said:
            self.process = subprocess.Popen(
                [
                    *(f"{self.programs}/postgres", "-D", data, "-p", str(self.port)),
                    *("-k", self.folder, "-h", "127.0.0.1", "-c", "max_connections=60"),
                ],
                stdout=said,
                stderr=said,
                cwd=self.folder,
                user=self.owner,
            )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(log.read_text(errors="replace")[-3000:])
            time.sleep(0.1)

    def stop(self) -> None:
        """End the server without waiting for those who are connected; its data stays."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
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

        with psycopg.connect(self.address(name), autocommit=True, connect_timeout=5) as line:
            line.execute(statement)

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


def _owner() -> str | None:
    """Return who runs the server: it refuses to be root."""
    import pwd

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)
