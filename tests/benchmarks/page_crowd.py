"""What many visitors and heavy work cost others: `python -m tests.benchmarks.page_crowd`.

A real server that has all processors, asked by visitors without a browser beside it. Writes its
own section of ``explainer/SPEED.md`` and returns 1 when a limit is missed. It ends by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

import psutil

from deploy.site_process import Server
from simulations import Scenario
from tests.benchmarks.latency_table import Answer, quantile
from tests.benchmarks.orders import orders
from tests.benchmarks.page_latency import DOCUMENT, TOP, Hand, Meter, enter
from tests.benchmarks.table import rows
from tests.load.client import PageFailedError, Visitor

HEADING = "## Many visitors, and heavy work beside an ordinary visitor"
CROWD, SECONDS = 30, 30.0
OTHERS, BRINGERS, TRIES, PAUSE = 10, 3, 20, 0.5
SETTLED = 8.0
"""Seconds in which heavy visitors get to work before the ordinary one begins."""
CROWD_LIMIT, MORE_LIMIT = 2000.0, 500.0
GIANT = {"shoppers": 50_000, "weeks": 520, "population.need_rate": 52}
ASKED = (("doubt", "ensemble"), ("causes", "credit"), ("money", "map"), ("doubt", "luck"))

METHOD = """
Server, its workers and the visitors share all processors of the machine. Every change leads to a
state that nobody has seen. The ordinary visitor waits half a second after each answer; the crowd
does not pause at all. A giant opens the largest scenario that a page takes (50,000 people, 520
weeks, 52 needs a year), an asker presses the button of a heavy question, and again when it is
answered. Who has a million orders sends them as a CSV (33 MB), has them read, and begins anew, in a
process of its own: making the messages must not hold up the ordinary visitor's clock.
What the machine did besides is in its load, which counts as much here: compare the
rows with the first one, and not with another machine. The processor time is that of the process
which serves pages alone, with what it does for the others while an ordinary visitor asks: it
does not depend on the load.
"""


@dataclass(frozen=True)
class Row:
    """How one way of visiting went."""

    name: str
    answers: tuple[Answer, ...]
    processor: float
    megabytes: float

    def shown(self, share: float) -> float:
        """Milliseconds in which this share of the results was shown."""
        return quantile([answer.shown for answer in self.answers], share)

    def finished(self, share: float) -> float:
        """Milliseconds in which this share of the pages was complete."""
        return quantile([answer.finished for answer in self.answers], share)


async def ordinary(hand: Hand) -> list[Answer]:
    """Change something, wait half a second, and again."""
    answers = []
    for _ in range(TRIES):
        answers.append(await hand.move())
        await asyncio.sleep(PAUSE)
    return answers


async def crowd(url: str) -> list[Answer]:
    """Let everybody change something as soon as the last answer is complete, for a while."""

    async def visit(hand: Hand, end: float) -> list[Answer]:
        answers = []
        while monotonic() < end:
            answers.append(await hand.move())
        return answers

    async with AsyncExitStack() as stack:
        hands = [await enter(stack, url, 2000 + number) for number in range(CROWD)]
        end = monotonic() + SECONDS
        found = await asyncio.gather(*(visit(hand, end) for hand in hands))
        return [answer for own in found for answer in own]


async def giant(url: str, number: int) -> None:
    """Open the largest scenario and wait for it."""
    async with Visitor(url) as visitor:
        scenario = Scenario(GIANT | {"seed": 5000 + number})
        await visitor.open("sim", {"lang": "es"} | scenario.to_query())


async def asker(url: str, number: int) -> None:
    """Ask a heavy question, of a world that nobody has asked about."""
    seed = 7000 + 1000 * number
    while True:
        chapter, name = ASKED[seed % len(ASKED)]
        async with Visitor(url) as visitor:
            scenario = Scenario({"seed": seed})
            await visitor.open("sim", {"lang": "es", "chapter": chapter} | scenario.to_query())
            await visitor.press(f"ask_{name}")
        seed += 1


async def bringer(file: Path, url: str, _number: int) -> None:
    """Bring a million orders and have them read, again and again; from a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bringing", url, str(file)]
    own = await asyncio.create_subprocess_exec(*command, cwd=TOP)
    try:
        await own.wait()
    finally:
        with contextlib.suppress(ProcessLookupError):
            own.kill()
        await own.wait()


async def beside(
    url: str, number: int, other: Callable[[str, int], Awaitable[None]], many: int = OTHERS
) -> list[Answer]:
    """Let an ordinary visitor change something beside others who have heavy work."""
    async with AsyncExitStack() as stack:
        hand = await enter(stack, url, 3000 + number)
        others = [asyncio.ensure_future(other(url, one)) for one in range(many)]
        try:
            await asyncio.sleep(SETTLED)
            return await ordinary(hand)
        finally:
            for one in others:
                one.cancel()
            with contextlib.suppress(asyncio.CancelledError, PageFailedError):
                await asyncio.gather(*others)


async def alone(url: str) -> list[Answer]:
    """Let one ordinary visitor change something."""
    async with AsyncExitStack() as stack:
        return await ordinary(await enter(stack, url, 3500))


def measure(server: Server, file: Path) -> tuple[Row, ...]:
    """Measure all ways of visiting, one after the other; the file holds a million orders."""
    ways: Sequence[tuple[str, Callable[[], Awaitable[list[Answer]]]]] = (
        ("one ordinary visitor alone", lambda: alone(server.url)),
        (f"one ordinary visitor beside {OTHERS} giants", lambda: beside(server.url, 0, giant)),
        (f"one ordinary visitor beside {OTHERS} askers", lambda: beside(server.url, 1, asker)),
        (
            f"one ordinary visitor beside {BRINGERS} with a million orders each",
            lambda: beside(server.url, 2, partial(bringer, file), BRINGERS),
        ),
        (f"{CROWD} visitors who do not pause", lambda: crowd(server.url)),
    )
    result = []
    for name, visit in ways:
        meter = Meter(server)
        answers = asyncio.run(_answers(visit))
        result.append(Row(name, tuple(answers), meter.read(), megabytes(server)))
        print(name, f"{result[-1].shown(0.5):.0f} {result[-1].shown(0.95):.0f} ms", flush=True)
    return tuple(result)


async def _answers(visit: Callable[[], Awaitable[list[Answer]]]) -> list[Answer]:
    return await visit()


def megabytes(server: Server) -> float:
    """Return what the server and its workers hold."""
    assert server.process is not None
    parent = psutil.Process(server.process.pid)
    processes = [parent, *parent.children(recursive=True)]
    return sum(process.memory_info().rss for process in processes) / 1e6


def missed(result: Sequence[Row]) -> list[str]:
    """Name the limits that were missed."""
    first, *heavy, many = result
    told = [
        f"{row.name}: {row.shown(0.95) - first.shown(0.95):.0f} ms more, at most {MORE_LIMIT:.0f}"
        for row in heavy
        if row.shown(0.95) - first.shown(0.95) > MORE_LIMIT
    ]
    if many.shown(0.95) > CROWD_LIMIT:
        told.append(f"{many.name}: {many.shown(0.95):.0f} ms, at most {CROWD_LIMIT:.0f}")
    return told


def section(result: Sequence[Row], load: float) -> str:
    """Return the section of ``explainer/SPEED.md``."""
    first = result[0].shown(0.95)
    lines = [
        (
            row.name,
            str(len(row.answers)),
            *(f"{row.shown(share):.0f}" for share in (0.5, 0.95)),
            f"{row.shown(0.95) / first:.1f}",
            *(f"{row.finished(share):.0f}" for share in (0.5, 0.95)),
            f"{1000 * row.processor / len(row.answers):.0f}",
            f"{row.megabytes:.0f}",
        )
        for row in result
    ]
    head = (
        *("", "answers", "result shown, half (ms)", "95 of 100 (ms)", "times the first row"),
        *("whole page, half (ms)", "95 of 100 (ms)"),
        *("processor time of the serving process per answer (ms)", "memory of all (MB)"),
    )
    limits = (
        f"Limits: {CROWD} visitors who do not pause see 95 of 100 results within "
        f"{CROWD_LIMIT:.0f} ms; heavy work costs an ordinary visitor at most {MORE_LIMIT:.0f} ms "
        f"more. Missed: {'; '.join(missed(result)) or 'none'}."
    )
    machine = (
        f"Written by `python -m tests.benchmarks.page_crowd`; do not edit. {os.cpu_count()} "
        f"processors, which had {load:.1f} processes to run on average in the minute before."
    )
    return "\n\n".join([HEADING, machine, rows(head, lines), limits, METHOD.strip()]) + "\n"


def put(text: str, heading: str = HEADING) -> None:
    """Write the section into the document, in place of the old one if there is one."""
    old = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    without = re.sub(rf"\n*{re.escape(heading)}\n.*?(?=\n## |\Z)", "\n", old, flags=re.DOTALL)
    start = without.rstrip() or "# How fast the simulator answers"
    DOCUMENT.write_text(f"{start}\n\n{text}", encoding="utf-8")


def main() -> int:
    """Measure, write and print; return 1 when a limit is missed."""
    load = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(TOP, Path(folder) / "server.log") as server,
    ):
        file = Path(folder) / "orders.csv"
        file.write_bytes(orders())
        result = measure(server, file)
    text = section(result, load)
    put(text)
    print(text)
    told = missed(result)
    for what in told:
        print(f"limit missed: {what}", file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
