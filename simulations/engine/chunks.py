"""Work through the population chunk by chunk, in this or other processes, in a fixed order."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from simulations.engine.processes import WAITING_PER_WORKER, in_processes
from simulations.engine.tally import BLOCK, Tally, tally_up
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.scenario.scenario import Scenario

if TYPE_CHECKING:
    from concurrent.futures import Future

DEFAULT_CHUNK = 25_000  # shoppers
NEEDS_PER_CHUNK = 250_000  # keeps a chunk's memory bounded however many needs people have

Progress = Callable[[int, int], None]


class Executor(Protocol):
    """What is asked of an executor: ``concurrent.futures`` and dask clients have it."""

    def submit(self, work: Callable[..., Any], /, *args: Any) -> Future[Any]:
        """Start the work somewhere.

        Parameters
        ----------
        work : callable
        *args : object
            Its arguments.

        Returns
        -------
        Future
            With the result, as ``concurrent.futures`` has it.
        """


def chunk_length(scenario: Scenario, chunk_size: int | None) -> int:
    """Return the shoppers per chunk: whole blocks, fewer where people have many needs.

    Parameters
    ----------
    scenario : Scenario
        Its need rate and horizon bound the memory of a chunk.
    chunk_size : int or None
        Shoppers wanted, rounded up to whole blocks; None for as many as memory suggests.

    Returns
    -------
    int
        A multiple of 1,000.
    """
    if chunk_size is None:
        needs = scenario.group("population").need_rate * scenario.weeks / 52.0
        chunk_size = min(DEFAULT_CHUNK, int(NEEDS_PER_CHUNK / max(needs, 1.0)))
    return max(1, math.ceil(chunk_size / BLOCK)) * BLOCK


def run_chunks(
    scenario: Scenario,
    workers: int = 1,
    chunk_size: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Iterator[Tally]:
    """Yield the tallies of all blocks in their order, whoever worked on them.

    Parameters
    ----------
    scenario : Scenario
    workers : int
        Processes to share the work; 1 stays in this one.
    chunk_size : int, optional
        Shoppers worked on at once (see ``chunk_length``).
    executor : Executor, optional
        Used instead of processes of this machine.
    progress : callable, optional
        Called with shoppers done and shoppers in all after each chunk.

    Yields
    ------
    Tally

    Raises
    ------
    ValueError
        For less than one worker.
    RuntimeError
        When processes keep being killed.
    """
    chunks = over_chunks(_run_chunk, scenario, (), workers, chunk_size, executor, progress)
    for tallies in chunks:
        yield from tallies


def over_chunks(
    work: Callable[..., Any],
    scenario: Scenario,
    arguments: tuple[Any, ...] = (),
    workers: int = 1,
    chunk_size: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Iterator[Any]:
    """Yield ``work(scenario, *arguments, start, length)`` for every chunk of shoppers, in order.

    Parameters
    ----------
    work : callable
        See ``in_order``.
    scenario : Scenario
    arguments : tuple
        What it takes besides the scenario and the chunk.
    workers, chunk_size, executor, progress
        As for ``run_chunks``.

    Yields
    ------
    object
        What it returns for each chunk.
    """
    step = chunk_length(scenario, chunk_size)
    jobs = [(scenario, *arguments, start, step) for start in range(0, scenario.shoppers, step)]

    def report(chunks: int, _total: int) -> None:
        if progress is not None:
            progress(min(chunks * step, scenario.shoppers), scenario.shoppers)

    return in_order(work, jobs, workers, executor, report)


def in_order(
    work: Callable[..., Any],
    jobs: Sequence[tuple[Any, ...]],
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Iterator[Any]:
    """Yield ``work(*job)`` for every job in its order, whoever does it.

    Parameters
    ----------
    work : callable
        A function of a module, which another process can import.
    jobs : sequence of tuples
    workers : int
        Processes to share the work; 1 stays in this one. A process that is killed loses nothing:
        what it had not finished is done again.
    executor : object with ``submit``, optional
        A ``concurrent.futures`` style executor to use instead of processes of this machine;
        ``workers`` is then how many jobs it does at once.
    progress : callable, optional
        Called with jobs done and jobs in all, when the result of each has been used.

    Yields
    ------
    object
        Results, in the order of the jobs.

    Raises
    ------
    ValueError
        For less than one worker.
    RuntimeError
        When processes keep being killed.
    """
    if workers < 1:
        raise ValueError(f"workers: {workers} is below 1")
    if executor is not None:
        results = _through(executor, work, jobs, workers * WAITING_PER_WORKER)
    elif workers == 1 or len(jobs) < 2:
        results = (work(*job) for job in jobs)
    else:
        results = in_processes(work, jobs, workers)
    return results if progress is None else _reporting(results, len(jobs), progress)


def _reporting(
    results: Generator[Any, None, None], total: int, progress: Progress
) -> Iterator[Any]:
    with closing(results):  # whatever ends this early ends the processes too
        for done, result in enumerate(results, start=1):
            yield result
            progress(done, total)


def _run_chunk(scenario: Scenario, start: int, length: int) -> list[Tally]:
    """Simulate and tally the shoppers from a multiple of 1,000 on: one tally for each block."""
    stop = min(start + length, scenario.shoppers)
    strategies = (scenario.a, scenario.b)
    people, ledger = simulate(scenario, strategies, np.arange(start, stop, dtype=np.int64))
    return tally_up(people, ledger, setup_costs(scenario, strategies), scenario.weeks)


def _through(
    executor: Executor, work: Callable[..., Any], jobs: Sequence[tuple[Any, ...]], ahead: int
) -> Generator[Any, None, None]:
    """Keep a few jobs under way and yield their results in order."""
    waiting: deque[Future[Any]] = deque()
    for job in jobs:
        waiting.append(executor.submit(work, *job))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
