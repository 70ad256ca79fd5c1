"""A cluster of machines that share the work: ``dask.distributed``, an optional extra."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulations.scenario.problems import Problem, ScenarioError, shorten

if TYPE_CHECKING:
    from concurrent.futures import Future

SECONDS_TO_ANSWER = 5.0
LONGEST_GREETING = 1_000_000  # bytes
ADDRESS = re.compile(r"(tcp://)?(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}")


class Cluster:
    """An executor for :func:`simulations.engine.chunks.in_order` on the workers of a cluster.

    Attributes
    ----------
    size : int
        Jobs that the cluster does at once.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self.size = max(1, sum(client.nthreads().values()))

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Future[Any]:
        """Start the work on some worker; one that dies is replaced by another.

        Parameters
        ----------
        work : callable
            A function of a module that the workers can import.
        *args : object
            Its arguments.

        Returns
        -------
        Future
        """
        future: Future[Any] = self._client.submit(work, *args, pure=False)
        return future


@contextlib.contextmanager
def connect(address: str, seconds: float = SECONDS_TO_ANSWER) -> Iterator[Cluster]:
    """Open a cluster for the length of a ``with``.

    Parameters
    ----------
    address : str
        Of the scheduler, for instance ``tcp://127.0.0.1:8786``.
    seconds : float
        That the scheduler and its workers get to answer.

    Yields
    ------
    Cluster

    Raises
    ------
    ScenarioError
        For an address that cannot be read.
    RuntimeError
        When the extra is not installed, nobody answers, the workers cannot run this very code,
        or the cluster goes away in the middle.
    """
    if not ADDRESS.fullmatch(address):
        raise ScenarioError((Problem("--dask", "malformed", shorten(address)),))
    try:
        from distributed import Client
    except ImportError:
        message = "--dask: dask.distributed is not installed; it comes with the extra 'dask'"
        raise RuntimeError(message) from None
    new_client: Callable[..., Any] = Client
    with _silence(), contextlib.ExitStack() as stack:
        try:
            _greet(address, seconds)
            client = stack.enter_context(new_client(address, timeout=seconds, set_as_default=False))
        except OSError:
            message = (
                f"--dask: no scheduler answers at {shorten(address)} within {seconds:g} seconds"
            )
            raise RuntimeError(message) from None
        _check_workers(client, seconds)
        yield Cluster(client)


def _greet(address: str, seconds: float) -> None:
    """Raise OSError unless a scheduler is there: the client would wait for any other server."""
    import socket

    host, _, port = address.removeprefix("tcp://").rpartition(":")
    if int(port) >= 2**16:
        raise OSError("no such port")
    with socket.create_connection((host.strip("[]"), int(port)), timeout=seconds) as greeting:
        # A scheduler speaks first: a length in eight bytes, then as many bytes.
        length = greeting.recv(8)
    if not 0 < int.from_bytes(length, "little") < LONGEST_GREETING:
        raise OSError("some other server")


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Say what went wrong once, in our words; the library would fill the terminal."""
    import logging
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    except KilledWorker:
        message = "--dask: workers were killed again and again by the same work (out of memory?)"
        raise RuntimeError(message) from None
    except (CancelledError, CommClosedError):
        raise RuntimeError("--dask: the cluster went away in the middle") from None
    except ImportError as error:
        message = f"--dask: a worker cannot run the simulator: {error}"
        raise RuntimeError(message) from None
    finally:
        logging.disable(before)


def _check_workers(client: Any, seconds: float) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError:
        message = f"--dask: the cluster has no worker after {seconds:g} seconds"
        raise RuntimeError(message) from None

    # A function within a function travels as code: it runs where there is no simulator either.
    def worker_fingerprint() -> str:
        from simulations.engine.cluster import fingerprint

        return fingerprint()

    expected = fingerprint()
    for worker, answer in client.run(worker_fingerprint, on_error="return").items():
        if isinstance(answer, ImportError):
            message = f"--dask: worker {worker} cannot import simulations; "
            raise RuntimeError(message + "start it in this folder, with PYTHONPATH=.")
        if answer != expected:
            raise RuntimeError(f"--dask: worker {worker} has another version of the simulator")


def fingerprint() -> str:
    """Return what identifies this very code and its parameters, on any machine.

    Returns
    -------
    str
        SHA-256 of all Python and TOML files of ``simulations``, in hexadecimal.
    """
    digest = hashlib.sha256()
    folder = Path(__file__).parent.parent
    files = [file for kind in ("*.py", "*.toml") for file in folder.rglob(kind)]
    for file in sorted(files, key=lambda file: file.relative_to(folder).as_posix()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(file.read_text(encoding="utf-8").encode() + b"\0")
    return digest.hexdigest()
