"""Processes of this machine that share the work, and how one that dies is replaced."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

WAITING_PER_WORKER = 2
RESTARTS = 3  # in a row without one result, before the work is given up
SECONDS_TO_END = 5.0  # that a worker gets when the work is called off

Work = Callable[..., Any]
Job = tuple[Any, ...]


def in_processes(work: Work, jobs: Sequence[Job], workers: int) -> Generator[Any, None, None]:
    """Yield ``work(*job)`` for every job in its order, from processes that share them.

    Parameters
    ----------
    work : callable
        A function of a module, which another process can import.
    jobs : sequence of tuples
    workers : int
        Processes.

    Yields
    ------
    object
        Results, in the order of the jobs.

    Raises
    ------
    RuntimeError
        When processes keep being killed: ``RESTARTS`` new starts brought no result.
    """
    pool = _ProcessPool(work, min(workers, len(jobs)))
    try:
        for job in jobs:
            pool.submit(job)
            if len(pool.waiting) > workers * WAITING_PER_WORKER:
                yield pool.next_result()
        while pool.waiting:
            yield pool.next_result()
    except BaseException:
        pool.stop()
        raise
    pool.executor.shutdown(wait=True)


class _ProcessPool:
    """Processes, and the jobs they were given whose results have not been taken yet.

    When a process is killed, its whole executor breaks. A new one then does the unfinished jobs;
    finished results are kept, so that nothing is lost and nothing counts twice.
    """

    def __init__(self, work: Work, size: int) -> None:
        self._work = work
        self._size = size
        self._restarts = 0
        self.executor = _new_pool(size)
        self.waiting: deque[tuple[Job, Future[Any]]] = deque()

    def submit(self, job: Job) -> None:
        """Start a job."""
        self.waiting.append((job, self._start(job)))

    def next_result(self) -> Any:
        """Result of the job that has waited longest."""
        from concurrent.futures.process import BrokenProcessPool

        while True:
            try:
                result = self.waiting[0][1].result()
            except BrokenProcessPool as error:
                self._restart(error)
            else:
                self.waiting.popleft()
                self._restarts = 0
                return result

    def stop(self) -> None:
        """Cancel the work and end the processes at once."""
        processes = list((self.executor._processes or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(SECONDS_TO_END)

    def _start(self, job: Job) -> Future[Any]:
        from concurrent.futures.process import BrokenProcessPool

        while True:
            try:
                return _submit_quietly(self.executor, self._work, job)
            except BrokenProcessPool as error:
                self._restart(error)

    def _restart(self, error: BaseException) -> None:
        self._restarts += 1
        if self._restarts > RESTARTS:
            message = f"--workers: a process was killed {self._restarts} times (out of memory?)"
            raise RuntimeError(message) from error
        self.executor.shutdown(wait=True)
        self.executor = _new_pool(self._size)
        unfinished = list(self.waiting)
        self.waiting.clear()
        for position, (job, future) in enumerate(unfinished):
            kept = future if _came_back(future) else None
            try:
                self.waiting.append((job, kept or _submit_quietly(self.executor, self._work, job)))
            except type(error):  # broken again already: whoever waits for the result starts anew
                self.waiting.extend(unfinished[position:])
                return


def _came_back(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _new_pool(size: int) -> ProcessPoolExecutor:
    # Imported here: there are no processes where the site runs inside a browser.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(size, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Watch for the end of the parent: even one killed outright leaves no process behind."""
    import multiprocessing
    import os
    import threading

    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()  # wakes up when the parent is gone, however it went
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _submit_quietly(pool: ProcessPoolExecutor, work: Work, job: Job) -> Future[Any]:
    """Start the work in a process that leaves Ctrl-C to the parent.

    A terminal sends it to every process of the group. Children start at a ``submit`` and inherit
    that the signal is blocked, so that not even one that is still importing complains; the parent
    gets it as soon as the ``submit`` is over.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return pool.submit(work, *job)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, *job)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
