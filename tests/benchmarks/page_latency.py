"""Time from a moved dial to its answer: `python -m tests.benchmarks.page_latency`.

A real server with one processor core, asked by visitors without a browser on another. Every
change leads to a state that nobody has seen, so that no memory helps. Writes ``explainer/SPEED.md``
and returns 1 when a limit is missed.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil

import explainer
from deploy.site_process import Server
from simulations import Scenario
from tests.benchmarks import latency_table as table
from tests.benchmarks.latency_table import Answer, Latency
from tests.benchmarks.yardstick import seconds, yardstick
from tests.load.client import Run, Visitor

TOP = Path(__file__).resolve().parents[2]
DOCUMENT = Path(explainer.__file__).parent / "SPEED.md"
PANEL = "main_dials"
DIALS = {"crossing": 100, "integration": 100, "patience": 100, "cost": 200}
"""Main dials, each with the end of its slider."""
OUT_OF_SIGHT = {"chapter": 4_000}
"""What a browser of 1280 × 800 says with a change: the chapter is far away, and so high."""
CHANGES, WARM_UP = 200, 10
DRAGS, DRAGGED, EVERY = 20, 40, 0.05
"""How often somebody drags, changes of each drag, and seconds from one to the next."""
VISITORS, PAUSE, TURNS = 20, (5.0, 15.0), 10
SECONDS, REST = 8, 3.0
"""In the worst case: seconds in which everybody changes something, and rest after each."""


class Hand:
    """One visitor's hand: moves the main dials, never twice to the same state.

    The visitor looks at the dials and the result: the chapter is screens away, as the dials say.

    Parameters
    ----------
    visitor : Visitor
        On the page of the simulator, with a luck (seed) that nobody else has.
    number : int
        The hand moves in the same way each time.
    """

    def __init__(self, visitor: Visitor, number: int) -> None:
        self.visitor = visitor
        self.dice = random.Random(number)
        self.places = dict.fromkeys(DIALS, 0)
        self.seen: set[tuple[int, ...]] = set()
        self.moves = 0

    async def move(self) -> Answer:
        """Move one dial to where it leads to a new state; return when the answer came."""
        return _answer(await self.visitor.change(PANEL, self._edit(*self._aim())))

    async def drag(self) -> Answer:
        """Drag one dial to and fro, and let go of it where it leads to a new state."""
        dial, end = self._aim()
        places = [self.dice.randrange(DIALS[dial] + 1) for _ in range(DRAGGED - 1)]
        edits = [self._edit(dial, place, live=True) for place in places]
        edits.append(self._edit(dial, end))
        return _answer(await self.visitor.drag(PANEL, edits, EVERY, self._arrived))

    def _aim(self) -> tuple[str, int]:
        """Choose a dial, and a place for it that leads to a new state."""
        dial = self.dice.choice(tuple(DIALS))
        fresh = [
            value
            for value in range(DIALS[dial] + 1)
            if tuple((self.places | {dial: value}).values()) not in self.seen
        ]
        self.places[dial] = self.dice.choice(fresh)
        self.seen.add(tuple(self.places.values()))
        return dial, self.places[dial]

    def _edit(self, dial: str, place: int, *, live: bool = False) -> dict[str, Any]:
        """Return a change as the dials send it: with a number that its answer repeats."""
        self.moves += 1
        change = {"id": dial, "value": place, "live": live}
        return {"edit": {"n": self.moves, "changes": [change], "far": OUT_OF_SIGHT}}

    def _arrived(self) -> bool:
        return bool(self.visitor.data(PANEL)["ack"] == self.moves)


def _answer(run: Run) -> Answer:
    if run.shown is None:
        raise RuntimeError("the page answered without a result")
    return Answer(run.shown, run.finished)


async def enter(stack: AsyncExitStack, url: str, number: int) -> Hand:
    """Open the simulator as a new visitor; two moves warm up what is made once."""
    visitor = await stack.enter_async_context(Visitor(url))
    scenario = Scenario({"seed": 1000 + number})
    await visitor.open("sim", {"lang": "es"} | scenario.to_query())
    hand = Hand(visitor, number)
    for _ in range(2):
        await hand.move()
    return hand


class Meter:
    """The server's processor time from a moment on."""

    def __init__(self, server: Server) -> None:
        assert server.process is not None
        self.process = psutil.Process(server.process.pid)
        self.start()

    def start(self) -> None:
        """Count from now on."""
        self.begin = self.total()

    def read(self) -> float:
        """Return the seconds counted."""
        return self.total() - self.begin

    def total(self) -> float:
        """Return the seconds since the server began."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


async def alone(url: str, meter: Meter) -> list[Answer]:
    """Let one visitor change something, each time as soon as the last answer is complete."""
    async with AsyncExitStack() as stack:
        hand = await enter(stack, url, 0)
        for _ in range(WARM_UP):
            await hand.move()
        meter.start()
        return [await hand.move() for _ in range(CHANGES)]


async def dragging(url: str, meter: Meter) -> list[Answer]:
    """Let one visitor drag fast, and wait for the answer only at the end."""
    async with AsyncExitStack() as stack:
        hand = await enter(stack, url, 50)
        meter.start()
        return [await hand.drag() for _ in range(DRAGS)]


async def thinking(url: str, meter: Meter) -> list[Answer]:
    """Let everybody change something at once or after a while, again and again."""

    async def visit(hand: Hand, dice: random.Random) -> list[Answer]:
        await asyncio.sleep(dice.uniform(0.0, PAUSE[1]))
        answers = []
        for _ in range(TURNS):
            answers.append(await hand.move())
            await asyncio.sleep(dice.uniform(*PAUSE))
        return answers

    async with AsyncExitStack() as stack:
        hands = [await enter(stack, url, 100 + number) for number in range(VISITORS)]
        visits = [visit(hand, random.Random(number)) for number, hand in enumerate(hands)]
        meter.start()
        return [answer for found in await asyncio.gather(*visits) for answer in found]


async def at_once(url: str, meter: Meter) -> list[Answer]:
    """Let everybody change something within the same second, several times."""

    async def later(hand: Hand, wait: float) -> Answer:
        await asyncio.sleep(wait)
        return await hand.move()

    answers, dice = [], random.Random(1)
    async with AsyncExitStack() as stack:
        hands = [await enter(stack, url, 200 + number) for number in range(VISITORS)]
        meter.start()
        for _ in range(SECONDS):
            moves = [later(hand, dice.random()) for hand in hands]
            answers += await asyncio.gather(*moves)
            await asyncio.sleep(REST)
    return answers


@contextmanager
def one_core() -> Iterator[bool]:
    """Give what is started inside one core of its own, where the system can; say if it did."""
    every = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(every) < 2:
        yield False
        return
    os.sched_setaffinity(0, every[:1])  # what is started from here on inherits it
    try:
        yield True
    finally:
        os.sched_setaffinity(0, every)


def keep_off(server: Server) -> None:
    """Leave the server's core to the server."""
    assert server.process is not None
    others = set(os.sched_getaffinity(0)) - set(os.sched_getaffinity(server.process.pid))
    os.sched_setaffinity(0, others)


def measure(server: Server) -> tuple[Latency, ...]:
    """Measure all ways of visiting."""
    meter, result = Meter(server), []
    for visit in (alone, dragging, thinking, at_once):
        answers = asyncio.run(visit(server.url, meter))
        result.append(Latency(visit.__name__, tuple(answers), meter.read()))
    return tuple(result)


def main() -> int:
    """Measure, write and print; return 1 when a limit is missed."""
    whole = set(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else set()
    yardstick()
    unit = min(seconds(yardstick) for _ in range(5))
    with tempfile.TemporaryDirectory() as folder:
        with one_core() as apart:
            server = Server(TOP, Path(folder) / "server.log")
            server.__enter__()
        try:
            if apart:
                keep_off(server)
            result = measure(server)
        finally:
            server.stop()
            if whole:
                os.sched_setaffinity(0, whole)
    text = table.document(result, unit, apart)
    DOCUMENT.write_text(text, encoding="utf-8")
    print(text)
    missed = [check.what for check in table.checks(result) if not check.met]
    for what in missed:
        print(f"limit missed: {what}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
