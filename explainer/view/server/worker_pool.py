"""Work that is done outside the interpreter which serves pages, by few workers for everybody.

Ordinary comparisons go to one lane, everything that takes long to another: its worker is nice, so
that it has what the pages leave. Work that several visitors wait for at the same time is done
once. There is no thread behind it: those who wait look after their work themselves, so nothing
goes on that nobody waits for, and no ticket outlives its holder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, BinaryIO

from explainer.view.server.scheduler import LOOK
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
        What it takes, roughly: cheap work goes before dear work that came little earlier.
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
class _Flight:
    """A job under way or in line, and those who wait for it."""

    job: Job
    rank: float
    changed: Any
    waiting: int = 0
    worker: Worker | None = None
    listened: bool = False
    killed: int = 0
    progress: tuple[int, int] = (0, 1)
    end: Message | None = None


@dataclass(slots=True)
class _Lane:
    """The workers of one kind of work; those that were told to stop are ready again in time."""

    most: int
    nice: int
    idle: list[Worker] = field(default_factory=list)
    busy: list[Worker] = field(default_factory=list)
    stopping: dict[Worker, float] = field(default_factory=dict)

    def take(self) -> Worker | None:
        """Return a worker, started if need be; none if all have something to do."""
        self._look_after()
        if not self.idle and len(self.busy) + len(self.stopping) < self.most:
            self.idle.append(Worker(self.nice))
        if not self.idle:
            return None
        self.busy.append(self.idle.pop())
        return self.busy[-1]

    def put_back(self, worker: Worker) -> None:
        """Take a worker back that has finished."""
        self.busy.remove(worker)
        self.idle.append(worker)

    def dismiss(self, worker: Worker) -> None:
        """End a worker; the next one who needs it starts another."""
        self.busy.remove(worker)
        worker.kill()

    def call_off(self, worker: Worker) -> None:
        """Have a worker give up what it is doing."""
        worker.stop()
        self.busy.remove(worker)
        self.stopping[worker] = monotonic() + GRACE

    def _look_after(self) -> None:
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
    """The workers of a server, and the work that they have; safe to use from several threads.

    Parameters
    ----------
    quick, long : int
        Most processes for either kind of work. They are started when they are needed.
    """

    def __init__(self, quick: int, long: int) -> None:
        from threading import Condition, Lock

        self._lock: Any = Lock()
        self._changes = Condition
        self._flights: dict[str, _Flight] = {}
        self._lanes = {QUICK: _Lane(quick, NICE[QUICK]), LONG: _Lane(long, NICE[LONG])}

    def has(self, lane: str) -> bool:
        """Whether there are workers for this kind of work."""
        return self._lanes[lane].most > 0

    @property
    def waiting(self) -> int:
        """Jobs under way or in line."""
        return len(self._flights)

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
        flight = self._join(job)
        try:
            while flight.end is None:
                progress(*flight.progress)
                self._look_after(flight)
            if flight.end.kind == "error":
                raise flight.end.value
            answer: bytes = flight.end.value
            return answer
        finally:
            self._leave(flight)

    def close(self) -> None:
        """End every process."""
        with self._lock:
            for lane in self._lanes.values():
                for worker in (*lane.idle, *lane.busy, *lane.stopping):
                    worker.kill()
                lane.idle.clear()
                lane.busy.clear()
                lane.stopping.clear()

    def _join(self, job: Job) -> _Flight:
        with self._lock:
            flight = self._flights.get(job.key)
            if flight is None or flight.end is not None:
                flight = self._flights[job.key] = _Flight(
                    job, monotonic() + job.seconds, self._changes(self._lock)
                )
            flight.waiting += 1
            return flight

    def _leave(self, flight: _Flight) -> None:
        with self._lock:
            flight.waiting -= 1
            if flight.waiting == 0:
                if flight.worker is not None:
                    self._lanes[flight.job.lane].call_off(flight.worker)
                    flight.worker = None
                if self._flights.get(flight.job.key) is flight:
                    del self._flights[flight.job.key]
            self._wake(flight)

    def _wake(self, flight: _Flight) -> None:
        """Wake up those who wait for this job, and those whose turn may have come; nobody else."""
        flight.changed.notify_all()
        in_line = self._in_line(flight.job.lane)
        if in_line:
            in_line[0].changed.notify_all()

    def _in_line(self, lane: str) -> list[_Flight]:
        """Return the jobs that have not begun, those whose turn comes first at the beginning."""
        waiting = [
            flight
            for flight in self._flights.values()
            if flight.job.lane == lane and flight.worker is None and flight.end is None
        ]
        return sorted(waiting, key=lambda flight: flight.rank)

    def _look_after(self, flight: _Flight) -> None:
        """Start the job when it is its turn, or hear what its worker says; wait a little."""
        with self._lock:
            if flight.end is not None:  # another one who waits has heard it
                return
            if flight.worker is None and not self._started(flight):
                if flight.end is None:
                    flight.changed.wait(LOOK)
                return
            if flight.listened:  # by another one who waits
                flight.changed.wait(LOOK)
                return
            flight.listened = True
            worker = flight.worker
            assert worker is not None
        message, died = None, False
        try:
            message = worker.listen(LOOK)
        except WorkerDiedError:
            died = True
        finally:
            with self._lock:
                flight.listened = False
                self._heard(flight, message, died)
                self._wake(flight)

    def _started(self, flight: _Flight) -> bool:
        lane = self._lanes[flight.job.lane]
        first = self._in_line(flight.job.lane)[0] is flight
        worker = lane.take() if first else None
        if worker is None:
            return False
        flight.worker = worker
        try:
            job = flight.job
            worker.give(job.work, *job.args, file=job.file, memory=job.memory)
        except WorkerDiedError:
            self._died(flight)
            return False
        except BaseException:  # not to be pickled: nothing was sent
            flight.worker = None
            lane.put_back(worker)
            raise
        return True

    def _heard(self, flight: _Flight, message: Message | None, died: bool) -> None:
        if died:
            self._died(flight)
        elif message is not None and message.last:
            assert flight.worker is not None
            lane = self._lanes[flight.job.lane]
            leave = lane.dismiss if flight.job.last else lane.put_back
            leave(flight.worker)
            flight.worker, flight.end = None, message
        elif message is not None:
            flight.progress = message.value

    def _died(self, flight: _Flight) -> None:
        assert flight.worker is not None
        self._lanes[flight.job.lane].dismiss(flight.worker)
        flight.worker = None
        flight.killed += 1
        if flight.killed > flight.job.restarts:
            words = f"a process was killed {flight.killed} times at the same work (out of memory?)"
            flight.end = Message("error", KilledError(words))
