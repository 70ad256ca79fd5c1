"""A pool of few worker processes outside the interpreter which serves pages.

Ordinary comparisons go to one lane, everything that takes long to another, whose worker has a low
priority: it gets the processor time that the pages leave. Work that several visitors wait for at
the same time is done once. No thread manages the pool: those who wait drive their work themselves,
so no work goes on that nobody waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, BinaryIO

from explainer.view.server.scheduler import POLL_SECONDS
from simulations.engine.worker import Message, Worker, WorkerDiedError

QUICK, LONG = "quick", "long"
NICE: Mapping[str, int] = {QUICK: 0, LONG: 15}
RESTARTS = 3
"""Times that work is begun anew after its worker was killed."""
GRACE = 3.0
"""Seconds that a worker gets to give up its work; then it is killed and replaced."""

Progress = Callable[[int, int], None]


class KilledError(RuntimeError):
    """Every process that began a piece of work was killed at it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work.

    Attributes
    ----------
    key : str
        What identifies its answer, whoever asks.
    lane : str
        ``quick`` or ``long``.
    seconds : float
        What it takes, roughly: cheap work goes before expensive work that came little earlier.
    work : callable
        Called as ``work(*args, progress=…)``; a function of a module, or a partial of one.
    args : tuple
    file : binary file, optional
        A file of a visitor, open, which the work gets as its first argument; it stays open here.
    memory : int
        Bytes that a worker may take for it beside what it has; 0 for no limit.
    restarts : int
        Times that it is begun anew after its worker was killed.
    last : bool
        Whether its worker ends with it, and with all that it holds.
    """

    key: str
    lane: str
    seconds: float
    work: Callable[..., Any]
    args: tuple[Any, ...] = ()
    file: BinaryIO | None = None
    memory: int = 0
    restarts: int = RESTARTS
    last: bool = False


@dataclass(slots=True)
class _Task:
    """A job that runs or is queued, and how many wait for it."""

    job: Job
    rank: float
    changed: Any
    waiting: int = 0
    worker: Worker | None = None
    polled: bool = False
    killed: int = 0
    progress: tuple[int, int] = (0, 1)
    end: Message | None = None


@dataclass(slots=True)
class _Lane:
    """The workers of one kind of work; those that were told to stop become idle again."""

    most: int
    nice: int
    idle: list[Worker] = field(default_factory=list)
    busy: list[Worker] = field(default_factory=list)
    stopping: dict[Worker, float] = field(default_factory=dict)

    def take(self) -> Worker | None:
        """Return a worker, started if need be; None if all are busy."""
        self._reclaim()
        if not self.idle and len(self.busy) + len(self.stopping) < self.most:
            self.idle.append(Worker(self.nice))
        if not self.idle:
            return None
        self.busy.append(self.idle.pop())
        return self.busy[-1]

    def put_back(self, worker: Worker) -> None:
        """Return a worker that has finished to the idle ones."""
        self.busy.remove(worker)
        self.idle.append(worker)

    def dismiss(self, worker: Worker) -> None:
        """Kill a worker; another is started when one is needed."""
        self.busy.remove(worker)
        worker.kill()

    def cancel(self, worker: Worker) -> None:
        """Tell a worker to give up what it is doing."""
        worker.stop()
        self.busy.remove(worker)
        self.stopping[worker] = monotonic() + GRACE

    def _reclaim(self) -> None:
        for worker, end in list(self.stopping.items()):
            try:
                message = worker.listen(0.0)
                while message is not None and not message.last:
                    message = worker.listen(0.0)
            except WorkerDiedError:
                del self.stopping[worker]
                worker.kill()
                continue
            if message is not None:
                del self.stopping[worker]
                self.idle.append(worker)
            elif monotonic() > end:
                del self.stopping[worker]
                worker.kill()


class WorkerPool:
    """The workers of a server and their tasks; safe to use from several threads.

    Parameters
    ----------
    quick, long : int
        Most processes for either kind of work. They are started when they are needed.
    """

    def __init__(self, quick: int, long: int) -> None:
        from threading import Condition, Lock

        self._lock: Any = Lock()
        self._changes = Condition
        self._tasks: dict[str, _Task] = {}
        self._lanes = {QUICK: _Lane(quick, NICE[QUICK]), LONG: _Lane(long, NICE[LONG])}

    def has(self, lane: str) -> bool:
        """Whether there are workers for this kind of work."""
        return self._lanes[lane].most > 0

    @property
    def waiting(self) -> int:
        """Jobs that run or are queued."""
        return len(self._tasks)

    def processes(self) -> tuple[int, ...]:
        """Return the ids of the processes that are there."""
        every = [w for lane in self._lanes.values() for w in (*lane.idle, *lane.busy)]
        stopping = [w for lane in self._lanes.values() for w in lane.stopping]
        return tuple(worker.process.pid for worker in (*every, *stopping))

    def do(self, job: Job, progress: Progress) -> bytes:
        """Have a job done, and wait for the pickle of its answer.

        Parameters
        ----------
        job : Job
        progress : callable
            Told from time to time what is done and what there is to do; an exception of it,
            such as that of a script that was stopped, ends the wait, and the work if nobody else
            waits for it.

        Raises
        ------
        KilledError
            When worker after worker is killed at it.
        Exception
            What the work itself raised.
        """
        task = self._join(job)
        try:
            while task.end is None:
                progress(*task.progress)
                self._advance(task)
            if task.end.kind == "error":
                raise task.end.value
            return task.end.value
        finally:
            self._leave(task)

    def close(self) -> None:
        """End every process."""
        with self._lock:
            for lane in self._lanes.values():
                for worker in (*lane.idle, *lane.busy, *lane.stopping):
                    worker.kill()
                lane.idle.clear()
                lane.busy.clear()
                lane.stopping.clear()

    def _join(self, job: Job) -> _Task:
        with self._lock:
            task = self._tasks.get(job.key)
            if task is None or task.end is not None:
                task = self._tasks[job.key] = _Task(
                    job, monotonic() + job.seconds, self._changes(self._lock)
                )
            task.waiting += 1
            return task

    def _leave(self, task: _Task) -> None:
        with self._lock:
            task.waiting -= 1
            if task.waiting == 0:
                if task.worker is not None:
                    self._lanes[task.job.lane].cancel(task.worker)
                    task.worker = None
                if self._tasks.get(task.job.key) is task:
                    del self._tasks[task.job.key]
            self._wake(task)

    def _wake(self, task: _Task) -> None:
        """Wake up those who wait for this job, and for the first in the queue; nobody else."""
        task.changed.notify_all()
        queue = self._queue(task.job.lane)
        if queue:
            queue[0].changed.notify_all()

    def _queue(self, lane: str) -> list[_Task]:
        """Return the jobs that have not begun, in the order in which they are to begin."""
        waiting = [
            task
            for task in self._tasks.values()
            if task.job.lane == lane and task.worker is None and task.end is None
        ]
        return sorted(waiting, key=lambda task: task.rank)

    def _advance(self, task: _Task) -> None:
        """Start the job when it is its turn, or read what its worker reports; wait a little."""
        with self._lock:
            if task.end is not None:  # another one who waits has heard it
                return
            if task.worker is None and not self._started(task):
                if task.end is None:
                    task.changed.wait(POLL_SECONDS)
                return
            if task.polled:  # by another one who waits
                task.changed.wait(POLL_SECONDS)
                return
            task.polled = True
            worker = task.worker
            assert worker is not None
        message, died = None, False
        try:
            message = worker.listen(POLL_SECONDS)
        except WorkerDiedError:
            died = True
        finally:
            with self._lock:
                task.polled = False
                self._handle(task, message, died)
                self._wake(task)

    def _started(self, task: _Task) -> bool:
        lane = self._lanes[task.job.lane]
        first = self._queue(task.job.lane)[0] is task
        worker = lane.take() if first else None
        if worker is None:
            return False
        task.worker = worker
        try:
            job = task.job
            worker.give(job.work, *job.args, file=job.file, memory=job.memory)
        except WorkerDiedError:
            self._died(task)
            return False
        except BaseException:  # not to be pickled: nothing was sent
            task.worker = None
            lane.put_back(worker)
            raise
        return True

    def _handle(self, task: _Task, message: Message | None, died: bool) -> None:
        if died:
            self._died(task)
        elif message is not None and message.last:
            assert task.worker is not None
            lane = self._lanes[task.job.lane]
            leave = lane.dismiss if task.job.last else lane.put_back
            leave(task.worker)
            task.worker, task.end = None, message
        elif message is not None:
            task.progress = message.value

    def _died(self, task: _Task) -> None:
        assert task.worker is not None
        self._lanes[task.job.lane].dismiss(task.worker)
        task.worker = None
        task.killed += 1
        if task.killed > task.job.restarts:
            words = f"a process was killed {task.killed} times at the same work (out of memory?)"
            task.end = Message("error", KilledError(words))
