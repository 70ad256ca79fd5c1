"""Another process that does one job after another, reports its progress, and can be stopped.

``processes`` shares one run among many processes of a command that waits for it. A worker stays
for many runs of a program that has other things to do and polls it from time to time. It is a
program of its own and not a child of ``multiprocessing``, which would run the program's main module
once more: a whole web server.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TOP = Path(__file__).resolve().parents[2]
PROGRAM = f"from {__name__} import main; main()"
PROGRESS_EVERY = 0.1  # seconds
STOP = "stop"


class StoppedError(Exception):
    """The work was called off by whoever had asked for it."""


class WorkerDiedError(RuntimeError):
    """The process has ended, and the work that it was doing is lost."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a worker sends.

    Attributes
    ----------
    kind : str
        ``progress``; or how the work ended: ``answer``, ``error``, ``stopped``.
    value : object
        The progress as (done, total), the answer as its pickle, or the exception.
    """

    kind: str
    value: Any = None

    @property
    def last(self) -> bool:
        """Whether the work is over."""
        return self.kind != "progress"


class Worker:
    """A worker as seen from the process that uses it: give it work, listen until the last message.

    Parameters
    ----------
    nice : int
        From 0 to 19: niceness of the process.
    quiet : bool
        Whether what it and its libraries write to standard error goes nowhere.

    Raises
    ------
    OSError
        When the system starts no more processes.
    """

    def __init__(self, nice: int = 0, *, quiet: bool = False) -> None:
        import subprocess  # there are no processes where the site runs inside a browser
        from multiprocessing.connection import Pipe

        self._line, theirs = Pipe()
        command = [sys.executable, "-c", PROGRAM, str(theirs.fileno()), str(nice)]
        self.process = subprocess.Popen(
            command,
            cwd=TOP,
            stdin=subprocess.PIPE,  # never written to: its end is the end of this process
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if quiet else None,
            pass_fds=[theirs.fileno()],
            process_group=0,  # Ctrl-C in a terminal is meant for this process
        )
        theirs.close()

    def give(
        self,
        work: Callable[..., Any],
        *args: Any,
        file: BinaryIO | None = None,
        memory: int = 0,
    ) -> None:
        """Have ``work(*args, progress=…)`` done, or ``work(file, *args, progress=…)``.

        Parameters
        ----------
        work : callable
            A function of a module, or a partial of one.
        *args : object
            Its arguments; they are pickled.
        file : binary file, optional
            Open, and of the system: the worker gets it open, whether or not it has a name. Both
            processes share its position.
        memory : int
            Bytes that it may take beside what it has; 0 for no limit. What needs more ends by a
            MemoryError, or the worker dies of it. Only Linux keeps the limit.

        Raises
        ------
        WorkerDiedError
            When the process is gone.
        """
        from multiprocessing.reduction import send_handle

        try:
            self._line.send((work, args, file is not None, memory))
            if file is not None:
                send_handle(self._line, file.fileno(), self.process.pid)
        except OSError as error:
            raise WorkerDiedError from error

    def listen(self, seconds: float) -> Message | None:
        """Wait for the next message of the worker.

        Parameters
        ----------
        seconds : float
            To wait at most; 0 only looks.

        Returns
        -------
        Message or None
            None when nothing came in time.

        Raises
        ------
        WorkerDiedError
            When the process is gone.
        """
        try:
            if not self._line.poll(seconds):
                return None
            message = self._line.recv()
        except (EOFError, OSError) as error:
            raise WorkerDiedError from error
        assert isinstance(message, Message)
        return message

    def stop(self) -> None:
        """Ask it to give up its work; it does when it next reports progress, with ``stopped``.

        One that has just finished sends its result instead.
        """
        try:
            self._line.send(STOP)
        except OSError:
            return  # dead: whoever listens learns of it

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()
        self._line.close()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait()


def _serve(line: Connection) -> None:
    """Serve the requests of a connection until it is closed."""
    while True:
        try:
            order = line.recv()
        except EOFError:
            return
        if order != STOP:  # a late one: what it was meant for is done
            work, args, with_file, memory = order
            with _file(line) if with_file else nullcontext() as file, _bounded(memory):
                message = _done(line, work, (file, *args) if with_file else args)
            line.send(message)


def _file(line: Connection) -> BinaryIO:
    """Receive the file of a request."""
    from multiprocessing.reduction import recv_handle

    return os.fdopen(recv_handle(line), "rb")


@contextmanager
def _bounded(more: int) -> Iterator[None]:
    """Limit the memory that this process may still take, where the system supports that."""
    used = Path("/proc/self/statm")
    if not more or not used.exists():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = int(used.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + more
    legal = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([most, *legal]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _done(line: Connection, work: Callable[..., Any], args: tuple[Any, ...]) -> Message:
    last_sent = monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal last_sent
        if line.poll() and line.recv() == STOP:
            raise StoppedError
        if monotonic() - last_sent >= PROGRESS_EVERY:
            last_sent = monotonic()
            line.send(Message("progress", (done, total)))

    try:
        return Message("answer", pickle.dumps(work(*args, progress=progress)))
    except StoppedError:
        return Message("stopped")
    except Exception as error:
        return Message("error", _sendable(error))


def _sendable(error: Exception) -> Exception:
    """Return the exception with where it came from, or words about one that cannot be sent."""
    import traceback

    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_parent() -> None:
    """Wait for the end of the parent, however it goes, and leave no process behind."""
    sys.stdin.buffer.read()
    os._exit(1)


def main() -> None:
    """Serve the connection whose number is the first argument, at the niceness of the second."""
    import threading
    from multiprocessing.connection import Connection

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(int(sys.argv[2]))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(BrokenPipeError):
        _serve(Connection(int(sys.argv[1])))
    os._exit(0)  # a normal exit would wait for the thread, and fail
