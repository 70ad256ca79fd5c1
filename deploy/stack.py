"""The whole set-up as plain processes: two replicas, nginx before them, PostgreSQL behind them.

`python -m deploy.stack up` brings it up and stays; `down`, or Ctrl-C, ends it. `check` brings it
up, runs smoke, fault and load checks against it, and stops everything that it started. It is the
same configuration of the proxy that `compose.yaml` uses. Nothing needs root; as root, packages
that are missing are installed.
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Self

from deploy.nginx import Nginx
from deploy.postgres import ADVICE, Postgres, find_or_install
from deploy.site_process import Server, free_port

TOP = Path(__file__).resolve().parent.parent
STACK_FOLDER = TOP / ".artifacts" / "stack"
NAMES = ("one", "two")
PORT = 8080
LONGEST = 1500.0
"""Seconds that the suites, or the load without its soak, may take at most."""
LOOK = 1.0
"""Seconds between two looks at whether a replica is gone."""
PASSED_ON = ("EXPLAINER_FRAMES", "EXPLAINER_METRICS_TOKEN", "EXPLAINER_URL", "EXPLAINER_WORKERS")
SUITES = (
    *("tests/load/test_stack.py", "tests/load/test_restore.py", "tests/load/test_hostile.py"),
    "tests/load/test_faults.py",
)


class Stack:
    """``with Stack(folder) as stack: stack.url``.

    Parameters
    ----------
    folder : Path
        For the logs of the replicas; proxy and database have temporary folders of their own.
    port : int, optional
        Of the proxy; without one a free one.
    names : sequence of str
        The replicas.
    base : str
        Path below which the site is.
    certificate : tuple of Path, optional
        Certificate and key of the proxy.
    door : Path, optional
        Folder of pages that stand before the site, which is then below `base`.
    settings : Mapping of str to str
        More of the replicas' environment.
    """

    def __init__(
        self,
        folder: Path,
        port: int | None = None,
        *,
        names: tuple[str, ...] = NAMES,
        base: str = "",
        certificate: tuple[Path, Path] | None = None,
        door: Path | None = None,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.folder, self.port = folder, port or free_port()
        self.names, self.base, self.certificate = names, base.strip("/"), certificate
        self.door, self.settings = door, dict(settings)
        self.replicas: dict[str, Server] = {}
        self._ending = ExitStack()

    @property
    def url(self) -> str:
        """Address of the site, without a slash at its end."""
        return f"{self.proxy.url}/{self.base}".rstrip("/")

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.folder.mkdir(parents=True, exist_ok=True)
            if find_or_install() is None:
                raise RuntimeError(ADVICE)
            self.postgres = stack.enter_context(Postgres())
            self.database = self.postgres.database()
            secret = secrets.token_hex(32)
            for name in self.names:
                self.replicas[name] = self._replica(name, secret)
                stack.callback(self._stop, self.replicas[name])
            with ThreadPoolExecutor() as pool:
                list(pool.map(Server.start, self.replicas.values()))
            addresses = {n: f"127.0.0.1:{server.port}" for n, server in self.replicas.items()}
            self.proxy = stack.enter_context(
                Nginx(self.port, addresses, self.certificate, self.door)
            )
            self._ending = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    def mend(self) -> list[str]:
        """Start again each replica that is gone, as a supervisor does; return their names."""
        gone = [n for n, s in self.replicas.items() if s.process and s.process.poll() is not None]
        for name in gone:
            self.replicas[name].start()
        return gone

    def processes(self) -> dict[str, int]:
        """Return the ids of what was started, by name."""
        replicas = {
            name: server.process.pid for name, server in self.replicas.items() if server.process
        }
        return {"postgresql": self.postgres.process.pid, "nginx": self.proxy.process.pid} | replicas

    def _replica(self, name: str, secret: str) -> Server:
        settings = {
            "EXPLAINER_REPLICA": name,
            "DATABASE_URL": self.database,
            "STREAMLIT_SERVER_COOKIE_SECRET": secret,
            **self.settings,
        }
        if self.base:
            settings["STREAMLIT_SERVER_BASE_URL_PATH"] = self.base
        server = Server(TOP, self.folder / f"{name}.log", settings=settings)
        server.url = f"{server.url}/{self.base}".rstrip("/")
        return server

    @staticmethod
    def _stop(server: Server) -> None:
        if server.process is not None:
            server.stop()


def up(options: argparse.Namespace) -> int:
    """Bring everything up and stay until told to end; return 0."""
    STACK_FOLDER.mkdir(parents=True, exist_ok=True)
    pid_file = STACK_FOLDER / "pid"
    if _running(pid_file):
        print("It is up already; `python -m deploy.stack down` ends it.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _interrupt)
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    pid_file.write_text(str(os.getpid()), encoding="ascii")
    try:
        with (
            suppress(KeyboardInterrupt),
            Stack(
                STACK_FOLDER, options.port, base=options.base, door=options.door, settings=passed
            ) as stack,
        ):
            started = ", ".join(f"{name} {pid}" for name, pid in stack.processes().items())
            print(f"\n  {stack.url}\n\n  {started}\n  Ctrl-C ends it.", flush=True)
            while True:
                time.sleep(LOOK)
                for name in stack.mend():
                    print(f"replica {name} was gone and is back", flush=True)
    finally:
        pid_file.unlink(missing_ok=True)
    return 0


def down(_options: argparse.Namespace) -> int:
    """End what `up` started; return 0 when nothing of it runs any more."""
    pid_file = STACK_FOLDER / "pid"
    if not _running(pid_file):
        print("It is not up.")
        return 0
    pid = int(pid_file.read_text(encoding="ascii"))
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 60
    while pid_file.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    print("It is still ending." if pid_file.exists() else "Everything has ended.")
    return int(pid_file.exists())


def check(options: argparse.Namespace) -> int:
    """Run smoke and fault suites, then the load; write `deploy/LOAD.md`; return 0 if all hold."""
    with tempfile.TemporaryDirectory(prefix="stack-") as folder:
        counts = Path(folder) / "junit.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-m", "slow or not slow"]
        command += ["-p", "no:cacheprovider", f"--junit-xml={counts}", *SUITES]
        command += ["-k", "not 200"] if options.short else []  # the longest of the uploads
        tested = _run(command, LONGEST)
        command = [sys.executable, "-m", "tests.load.report", "--junit", str(counts)]
        command += ["--short"] if options.short else ["--soak", str(options.soak)]
        measured = _run(command, LONGEST + 60 * options.soak)
    return int(bool(tested or measured))


def _run(command: list[str], seconds: float) -> int:
    """Run a command with all that it starts; end all of it after a while, or with this one."""
    with subprocess.Popen(command, cwd=TOP, start_new_session=True) as process:
        try:
            return process.wait(seconds)
        except BaseException as error:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
                with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    os.killpg(process.pid, number)
                    process.wait(20)
                    break
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            print(f"ended after {seconds:.0f} seconds: {' '.join(command[1:6])}", file=sys.stderr)
            return 1


def _running(pid_file: Path) -> bool:
    """Return whether the process of `up` is there; a note that it left behind is taken away."""
    try:
        os.kill(int(pid_file.read_text(encoding="ascii")), 0)
    except (OSError, ValueError):
        pid_file.unlink(missing_ok=True)
        return False
    return True


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.stack", description=__doc__.partition("\n")[0]
    )
    commands = parser.add_subparsers(required=True)
    started = commands.add_parser("up", help="bring it up and stay")
    started.add_argument("--port", type=int, default=PORT, help=f"of the proxy; {PORT} if not said")
    started.add_argument("--base", default="", help="path below which the site is")
    started.add_argument("--door", type=Path, help="pages before the site, with --base app")
    started.set_defaults(do=up)
    commands.add_parser("down", help="end what `up` started").set_defaults(do=down)
    checked = commands.add_parser("check", help="bring it up, check all of it, end it")
    checked.add_argument("--short", action="store_true", help="six minutes in all")
    checked.add_argument("--soak", type=float, default=30.0, help="minutes of the soak")
    checked.set_defaults(do=check)
    options = parser.parse_args(arguments)
    done: int = options.do(options)
    return done


if __name__ == "__main__":
    sys.exit(main())
