"""Load through the proxy, and what the suites counted: `python -m tests.load.report`.

Writes ``deploy/LOAD.md``; returns 1 when an answer was lost or a limit missed. `--short` takes
about three minutes; the soak of a full run lasts thirty unless `--soak` says otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deploy.stack import NAMES, TOP, Stack
from tests.benchmarks.table import rows
from tests.load.swarm import (
    LESSON_PAUSE,
    PAUSE,
    QUICK,
    Crowd,
    Minimal,
    at_a_lesson,
    at_the_dials,
    at_the_least,
    crowd,
    megabytes,
    on_core,
    pin,
)

DOCUMENT = TOP / "deploy" / "LOAD.md"
DIAL, STEP = 300.0, 100.0
"""Milliseconds in which 95 of 100 are answered: a moved dial, a step of a lesson."""
SCALES, GROWTH = 1.8, 1.10
"""Least gain of a second replica; most memory at the end of the soak, times that after a sixth."""
SOAKING = 8


@dataclass(frozen=True)
class Plan:
    """How much is measured: sessions in rising order, and seconds of each part."""

    dials: tuple[int, ...] = (5, 10, 15, 20, 30, 40, 60)
    lessons: tuple[int, ...] = (10, 20, 40, 80)
    least: tuple[int, ...] = (20, 80)
    seconds: float = 60.0
    crowd: int = 12
    pressing: float = 40.0
    soak: float = 1800.0


SHORT = Plan((10, 20), (10, 30), (20,), 20.0, 12, 15.0, 30.0)


@dataclass
class Found:
    """What was measured."""

    dials: list[Crowd] = field(default_factory=list)
    lessons: list[Crowd] = field(default_factory=list)
    least: list[Crowd] = field(default_factory=list)
    pressed: dict[int, Crowd] = field(default_factory=dict)
    soaked: Crowd | None = None
    memory: list[tuple[float, float]] = field(default_factory=list)
    minimal_megabytes: float = 0.0
    pinned: bool = False

    @property
    def scales(self) -> float:
        """How many times as much two replicas answer as one."""
        one = self.pressed.get(1)
        return self.pressed[2].rate / one.rate if one and one.rate else 0.0

    @property
    def growth(self) -> float:
        """Memory at the end of the soak as a multiple of that after its first sixth."""
        if len(self.memory) < 4:
            return float("nan")
        return self.memory[-1][1] / self.memory[len(self.memory) // 6][1]

    def crowds(self) -> Iterator[Crowd]:
        """All of them."""
        yield from (*self.dials, *self.lessons, *self.least, *self.pressed.values())
        if self.soaked:
            yield self.soaked


def holds(found: list[Crowd], limit: float) -> int:
    """Return the most sessions up to which every crowd was answered in time."""
    most = 0
    for one in found:
        if one.within(0.95) > limit or one.lost or not one.waits:
            break
        most = one.sessions
    return most


def measure(plan: Plan) -> Found:
    """Bring up what is asked, ask it, end it."""
    found = Found()
    with (
        tempfile.TemporaryDirectory() as folder,
        Stack(Path(folder)) as stack,
        Minimal(TOP, Path(folder) / "minimal.log") as least,
    ):
        pids = [server.process.pid for server in stack.replicas.values() if server.process]
        # A replica has one core with its workers; proxy, database and visitors share the other.
        found.pinned = pin(pids[:1], 0)
        pin((*pids[1:], stack.proxy.process.pid, stack.postgres.process.pid), 1)
        assert least.process is not None
        pin((least.process.pid,), 0)
        one, both = NAMES[:1], NAMES
        with on_core(1):
            asyncio.run(crowd(at_the_dials(stack.url, both), 4, 3.0, (0.2, 0.4)))  # warm
            for number in plan.dials:
                enter = at_the_dials(stack.url, one)
                found.dials.append(_announced("dials", crowd(enter, number, plan.seconds, PAUSE)))
                if _twice_over(found.dials, DIAL):
                    break
            for number in plan.lessons:
                enter = at_a_lesson(stack.url, one)
                told = _announced("lesson", crowd(enter, number, plan.seconds / 2, LESSON_PAUSE))
                found.lessons.append(told)
                if _twice_over(found.lessons, STEP):
                    break
            for number in plan.least:
                enter = at_the_least(least.url)
                found.least.append(
                    _announced("least", crowd(enter, number, plan.seconds / 2, PAUSE))
                )
            found.minimal_megabytes = megabytes(least.process.pid)
        found.pressed = _pressed(plan, stack)
        with on_core(1):
            found.soaked = asyncio.run(soak(stack.url, pids, plan.soak, found.memory))
    return found


def _pressed(plan: Plan, stack: Stack) -> dict[int, Crowd]:
    """Compare one replica, on one core with all else, and two on two cores with all else."""
    found, others = {}, (stack.proxy.process.pid, stack.postgres.process.pid)
    pin(others, 0)
    with on_core(0):
        enter = at_the_dials(stack.url, NAMES[:1])
        found[1] = _announced("pressed", crowd(enter, plan.crowd, plan.pressing, (0.0, 0.0)))
    pin(others, 0, 1)
    enter = at_the_dials(stack.url, NAMES)
    found[2] = _announced("pressed", crowd(enter, plan.crowd, plan.pressing, (0.0, 0.0)))
    pin(others, 1)
    return found


def _twice_over(found: list[Crowd], limit: float) -> bool:
    """Say whether the last two crowds waited too long: more need not be tried."""
    return len(found) > 1 and all(one.within(0.95) > limit for one in found[-2:])


async def soak(
    url: str, pids: list[int], seconds: float, memory: list[tuple[float, float]]
) -> Crowd:
    """Let visits come and go for a long time, and look at the memory of the replicas."""
    whole, begun = Crowd(SOAKING), time.monotonic()
    look = max(5.0, seconds / 30)

    async def watch() -> None:
        while True:
            memory.append((time.monotonic() - begun, sum(map(megabytes, pids))))
            await asyncio.sleep(look)

    watching = asyncio.create_task(watch())
    try:
        while time.monotonic() - begun < seconds:
            left = min(60.0, seconds - (time.monotonic() - begun))
            visits = await crowd(at_the_dials(url, NAMES), SOAKING, left, QUICK)
            whole.waits += visits.waits
            whole.lost += visits.lost
            whole.said += visits.said
    finally:
        watching.cancel()
    whole.seconds = time.monotonic() - begun
    return whole


def _announced(name: str, work) -> Crowd:
    found: Crowd = asyncio.run(work)
    print(
        f"{name:8} {found.sessions:3} sessions {len(found.waits):5} answers"
        f" p50 {found.within(0.5):5.0f} p95 {found.within(0.95):5.0f} ms"
        f" {found.rate:5.1f}/s lost {found.lost} {found.said[:1] or ''}",
        flush=True,
    )
    return found


def limits(found: Found) -> list[tuple[str, str, str, bool]]:
    """Return what is asked for: name, measured, limit, whether it is met."""
    lost = sum(one.lost for one in found.crowds())
    dials, lessons = holds(found.dials, DIAL), holds(found.lessons, STEP)
    return [
        ("sessions a replica of one core holds at the dials", str(dials), "no limit", True),
        ("sessions a replica of one core holds at a lesson", str(lessons), "no limit", True),
        (
            "two replicas answer, times one",
            f"{found.scales:.2f}",
            f"at least {SCALES}",
            found.scales >= SCALES,
        ),
        (
            "memory at the end of the soak, times that after a sixth",
            f"{found.growth:.2f}",
            f"at most {GROWTH}",
            found.growth <= GROWTH,
        ),
        ("answers lost", str(lost), "0", lost == 0),
    ]


def document(found: Found, tested: list[tuple[str, ...]]) -> str:
    """Return the whole text of ``deploy/LOAD.md``."""
    verdicts = {True: "met", False: "**missed**"}
    checks = [
        (name, figure, limit, "" if limit == "no limit" else verdicts[good])
        for name, figure, limit, good in limits(found)
    ]
    soaked = found.soaked or Crowd(SOAKING)
    each = max(1, len(found.memory) // 10)
    remembered = [(f"{at / 60:.1f}", f"{held:.0f}") for at, held in found.memory[::each]]
    where = "kept to one core" if found.pinned else "on all cores"
    parts = [
        "# Load, faults and bad input",
        "Written by `python -m deploy.stack check`; do not edit. "
        f"{os.cpu_count()} processors, {os.getloadavg()[0]:.1f} processes to run on average in the "
        f"last minute, Python {platform.python_version()}. Each replica and its workers were "
        f"{where}; proxy, database and visitors shared the core of the second replica. The "
        "visitors speak Streamlit's protocol through nginx and draw nothing.",
        rows(("", "measured", "limit", ""), checks),
        f"## Dials: one replica, pauses of {_range(PAUSE)}",
        "Each move leads to a state that nobody has seen. Measured until the headline and the "
        f"first chart of the new state are there; a replica holds as many as see 95 of 100 within "
        f"{DIAL:.0f} ms.",
        _table(found.dials),
        f"## Steps of a lesson: one replica, pauses of {_range(LESSON_PAUSE)}",
        f"Until the page is complete; within {STEP:.0f} ms.",
        _table(found.lessons),
        "## The least that Streamlit can do, in the same run",
        "One slider and one line (`tests/load/minimal/app.py`), without a proxy; "
        f"{found.minimal_megabytes:.0f} MB.",
        _table(found.least),
        "## One replica and two, nobody pauses",
        "One core with one replica, proxy, database and the visitors, against two cores with two "
        "replicas and the same.",
        rows(("replicas", *HEAD), [(str(n), *_line(one)) for n, one in found.pressed.items()]),
        f"## Soak of {soaked.seconds / 60:.1f} minutes",
        f"{SOAKING} visitors who move a dial each second, all replaced by others each minute: "
        f"{len(soaked.waits)} answers, {soaked.lost} lost. Memory of both replicas with their "
        "workers:",
        rows(("minutes", "MB"), remembered),
    ]
    if tested:
        parts += ["## Faults and bad input", rows(("test", "result", "counted"), tested)]
    said = sorted({words for one in found.crowds() for words in one.said})
    if said:
        parts += ["## What went wrong", "\n".join(f"- `{words}`" for words in said)]
    return "\n\n".join(parts) + "\n"


HEAD = ("sessions", "answers", "half (ms)", "95 of 100 (ms)", "answers a second", "lost")


def _line(one: Crowd) -> tuple[str, ...]:
    times = (f"{one.within(share):.0f}" for share in (0.5, 0.95))
    return (str(one.sessions), str(len(one.waits)), *times, f"{one.rate:.1f}", str(one.lost))


def _table(crowds: list[Crowd]) -> str:
    return rows(HEAD, [_line(one) for one in crowds])


def _range(pause: tuple[float, float]) -> str:
    return f"{pause[0]:.0f} to {pause[1]:.0f} seconds"


def counted(junit: Path | None) -> list[tuple[str, ...]]:
    """Return test, result and counts of the suites that ran before."""
    if junit is None or not junit.exists():
        return []
    found = []
    for case in ET.parse(junit).getroot().iter("testcase"):
        bad = case.find("failure") is not None or case.find("error") is not None
        counts = [f"{one.get('name')}: {one.get('value')}" for one in case.iter("property")]
        name = (case.get("name") or "").removeprefix("test_").replace("_", " ")
        found.append((name.replace("|", "/"), "**failed**" if bad else "holds", "; ".join(counts)))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measure, write, print; return 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="three minutes")
    parser.add_argument("--soak", type=float, help="minutes")
    parser.add_argument("--junit", type=Path, help="what the suites counted")
    parser.add_argument("--output", type=Path, default=DOCUMENT)
    options = parser.parse_args(arguments)
    plan = SHORT if options.short else Plan()
    if options.soak is not None:
        plan = Plan(
            plan.dials,
            plan.lessons,
            plan.least,
            plan.seconds,
            plan.crowd,
            plan.pressing,
            60 * options.soak,
        )
    found = measure(plan)
    text = document(found, counted(options.junit))
    options.output.write_text(text, encoding="utf-8")
    print(text)
    missed = [name for name, _, _, good in limits(found) if not good]
    for name in missed:
        print(f"limit missed: {name}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
