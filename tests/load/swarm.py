"""Crowds without browsers, and what they measure; nothing here knows of documents."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import psutil

from deploy.site_process import Server, free_port
from explainer.view.shell.sitemap import page_named
from simulations import Scenario
from tests.benchmarks.page_latency import Hand
from tests.load.client import Visitor

PAUSE = (5.0, 15.0)
LESSON_PAUSE = (2.0, 6.0)
LESSON = "omnichannel"
QUICK = (0.5, 1.5)


@dataclass
class Crowd:
    """What a crowd saw.

    Attributes
    ----------
    sessions : int
    waits : list of float
        Seconds of each answer.
    lost : int
        Changes that were not answered.
    seconds : float
        How long it went on.
    said : list of str
        What went wrong, once each.
    """

    sessions: int
    waits: list[float] = field(default_factory=list)
    lost: int = 0
    seconds: float = 0.0
    said: list[str] = field(default_factory=list)

    def within(self, share: float) -> float:
        """Milliseconds in which this share was answered."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds if self.seconds else 0.0


Do = Callable[[], Awaitable[float]]
Enter = Callable[[AsyncExitStack, int], Awaitable[Do]]


async def crowd(enter: Enter, sessions: int, seconds: float, pause: tuple[float, float]) -> Crowd:
    """Let some sessions do something again and again, pausing in between; all have begun before.

    Parameters
    ----------
    enter : callable
        Opens a session, by its number; gives what it does, which gives seconds.
    sessions : int
    seconds : float
        From the moment on when everybody is there.
    pause : tuple of float
        Least and most seconds after each answer; 0 for none.
    """
    found = Crowd(sessions)

    async def visit(do: Do, dice: random.Random, end: float) -> None:
        await asyncio.sleep(dice.uniform(0.0, pause[1]))
        while monotonic() < end:
            try:
                found.waits.append(await asyncio.wait_for(do(), 60))
            except Exception as error:
                found.lost += 1
                said = f"{type(error).__name__}: {error}"[:200]
                found.said += [said] if said not in found.said else []
                return
            await asyncio.sleep(min(dice.uniform(*pause), max(0.0, end - monotonic())))

    async with AsyncExitStack() as stack:
        gate = asyncio.Semaphore(4)

        async def begin(number: int) -> Do:
            async with gate:
                return await enter(stack, number)

        doing = await asyncio.gather(*(begin(number) for number in range(sessions)))
        start = monotonic()
        visits = (
            visit(do, random.Random(number), start + seconds) for number, do in enumerate(doing)
        )
        await asyncio.gather(*visits)
        found.seconds = monotonic() - start
    return found


def at_the_dials(url: str, replicas: Sequence[str]) -> Enter:
    """Return sessions at the simulator that move a dial to a new state, in turn at each replica."""

    async def enter(stack: AsyncExitStack, number: int) -> Do:
        cookie = f"replica={replicas[number % len(replicas)]}"
        visitor = await stack.enter_async_context(Visitor(url, cookie=cookie))
        scenario = Scenario({"seed": 10_000 + random.randrange(1_000_000)})
        await visitor.open("sim", {"lang": "es"} | scenario.to_query())
        hand = Hand(visitor, number)

        async def do() -> float:
            return (await hand.move()).shown

        return do

    return enter


def at_a_lesson(url: str, replicas: Sequence[str]) -> Enter:
    """Return sessions at a lesson that go from step to step."""
    here = page_named(LESSON)
    steps = here.choices["step"]

    async def enter(stack: AsyncExitStack, number: int) -> Do:
        cookie = f"replica={replicas[number % len(replicas)]}"
        visitor = await stack.enter_async_context(Visitor(url, cookie=cookie))
        await visitor.open(here.slug, {"lang": "es"})
        at = 0

        async def do() -> float:
            nonlocal at
            at = (at + 1) % len(steps)
            run = await visitor.go(f"{here.slug}?lang=es&v=2&step={steps[at]}")
            return run.finished

        return do

    return enter


def at_the_least(url: str) -> Enter:
    """Return sessions at the minimal Streamlit app that move its slider."""

    async def enter(stack: AsyncExitStack, number: int) -> Do:
        visitor = await stack.enter_async_context(Visitor(url))
        await visitor.open("", {})
        at = number

        async def do() -> float:
            nonlocal at
            at += 1
            return (await visitor.change("dial", at)).finished

        return do

    return enter


class Minimal(Server):
    """The minimal Streamlit app, as `streamlit run` serves it."""

    def start(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        script = Path(__file__).parent / "minimal" / "app.py"
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        command += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
        command += ["--server.scriptHealthCheckEnabled", "true"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.log.parent, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise


def family(pid: int) -> list[psutil.Process]:
    """Return a process and all that it has started."""
    try:
        own = psutil.Process(pid)
        return [own, *own.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def megabytes(pid: int) -> float:
    """Return what a process and its children hold."""
    total = 0.0
    for one in family(pid):
        with suppress(psutil.NoSuchProcess):
            total += one.memory_info().rss / 1e6
    return total


def pin(pids: Iterable[int], *cores: int) -> bool:
    """Keep processes, and those that they start later, on some cores; say whether that can be."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    every = list(range(os.cpu_count() or 1))
    if len(every) < 2:
        return False
    for pid in pids:
        for one in family(pid):
            with suppress(psutil.NoSuchProcess):
                one.cpu_affinity([every[core % len(every)] for core in cores])
    return True


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Keep the one who measures on one core for a while."""
    every = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    try:
        if len(every) > 1:
            os.sched_setaffinity(0, {sorted(every)[core % len(every)]})
        yield
    finally:
        if every:
            os.sched_setaffinity(0, every)
