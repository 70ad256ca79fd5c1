"""A room under load: ``python -m tests.load.workshop_room``; it starts, measures and stops itself.

Sixty participants speak Streamlit's protocol over websockets of their own, and real browsers are
the wall and some of the phones. Each participant looks at the room as a phone does, answers when
the round opens, and sends every third answer twice. Stated at the end: how long an answer takes to
be stored and to be on the wall, what was lost or doubled, and the memory of the server.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import secrets
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import psutil

from deploy.site_process import Server
from explainer.workshop.storage import FILE
from simulations import CAPABILITIES
from tests.load.client import Visitor

TOP = Path(__file__).resolve().parents[2]
PEOPLE, BROWSERS, SPREAD = 60, 5, 8.0
"""Participants, browsers, and the seconds within which a room answers a round."""
LOOKS = 2.0
LONGEST = 600.0
ROUNDS = ("predict", "islands", "invest")
STORED, SHOWN = 1.0, 2.0
"""Most seconds, for 95 of 100 answers, to the disk and on to the wall."""
WATCH = """() => {
  window.counts = {};
  const look = () => {
    const words = document.querySelector('.ec-room-count strong')?.textContent ?? '';
    const step = document.querySelector('.ec-big-screen h1')?.textContent ?? '';
    const count = Number(words.match(/[0-9]+/)?.[0] ?? 0);
    const seen = (window.counts[step] ??= {});
    for (let n = count; n > 0 && !(n in seen); n -= 1) seen[n] = Date.now() / 1000;
  };
  new MutationObserver(look).observe(document.body,
    { subtree: true, childList: true, characterData: true });
  look();
}"""


def values(step: str, luck: random.Random) -> dict[str, Any]:
    """Return a legal answer to a round."""
    match step:
        case "predict":
            return {"guess": 70, "low": 60, "high": 80, "confidence": "medium"}
        case "islands":
            return {"decision": luck.choice(("promote", "share")), "reason": ""}
    pieces = luck.sample(CAPABILITIES, 4)
    return {"tokens": dict.fromkeys(pieces, 25), "expect": 66, "reason": "Motivo"}


@dataclass
class Record:
    """What was sent, when it was stored, by round."""

    stored: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in ROUNDS})
    waits: list[float] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


async def seated(url: str, code: str, cookie: str = "") -> Visitor:
    """Open a phone and take a seat; return the visitor, to be closed by the caller."""
    visitor = await Visitor(url, cookie=cookie).__aenter__()
    await visitor.open("join", {"lang": "es", "room": code})
    while "seat=" not in visitor.query:
        await visitor.press("ws_name_0")
    return visitor


async def led(url: str) -> str:
    """Open a room and go to its first round; return its code."""
    async with Visitor(url) as host:
        await host.open("rooms", {"lang": "es"})
        await host.press("ws_open")
        query = dict(parse_qsl(host.query))
        await host.press("ws_next")
        return query["room"]


async def person(url: str, code: str, number: int, record: Record, done: asyncio.Event) -> None:
    """Join, look, answer each round when it opens."""
    luck = random.Random(number)
    await asyncio.sleep(luck.uniform(0, SPREAD))
    async with Visitor(url, ("es-MX", "pt-BR")[number % 2]) as visitor:
        await visitor.open("join", {"room": code})
        while "seat=" not in visitor.query:
            await visitor.press("ws_name_0")
        answered: set[str] = set()
        while not done.is_set():
            await asyncio.sleep(LOOKS)
            await visitor.repeat()
            for step in ROUNDS:
                key = f"ws_answer_{step}"
                there = any(name.endswith(f"-{key}") for name in visitor.widgets)
                if there and step not in answered:
                    answered.add(step)
                    await asyncio.sleep(luck.uniform(0, SPREAD))
                    await answer(visitor, key, step, luck, record, twice=number % 3 == 0)


async def answer(
    visitor: Visitor, key: str, step: str, luck: random.Random, record: Record, *, twice: bool
) -> None:
    """Send an answer until it is confirmed, and perhaps once more."""
    name = secrets.token_hex(16)
    begin, tries = time.time(), 0
    while visitor.data(key)["stored"] != name:
        tries += 1
        sent = {"id": name, "values": values(step, luck), "tries": tries}
        await visitor.change(key, {"sent": sent})
    record.waits.append(time.time() - begin)
    record.stored[step].append(time.time())
    record.names.add(name)
    if twice:
        await visitor.change(key, {"sent": {**sent, "tries": tries + 1}})


async def lead(url: str, people: int, browsers: int, record: Record) -> dict[str, Any]:
    """Open a room, have it filled, and go through the rounds."""
    done = asyncio.Event()
    async with Visitor(url) as host:
        await host.open("rooms", {"lang": "es"})
        await host.press("ws_open")
        room = dict(parse_qsl(host.query))
        crowd = [
            asyncio.create_task(person(url, room["room"], number, record, done))
            for number in range(people)
        ]
        async with Browsers(url, room["room"], browsers) as real:
            await asyncio.sleep(SPREAD + 2)
            for step in ROUNDS:
                await host.press("ws_next")
                end = time.time() + LONGEST / len(ROUNDS)
                while len(record.stored[step]) < people and time.time() < end:
                    await real.answer(step)
                    await asyncio.sleep(0.5)
                await asyncio.sleep(3)
            begin = time.time()
            await host.press("ws_next")  # the reveal
            reveal = time.time() - begin
            await asyncio.sleep(4)
            seen = await real.seen()
        done.set()
        await asyncio.gather(*crowd)
    return {"room": room["room"], "seen": seen, "reveal": reveal}


class Browsers:
    """The wall and some phones in real browsers; with none of them nothing is shown."""

    def __init__(self, url: str, code: str, number: int) -> None:
        self.url, self.code, self.number = url, code, number

    async def __aenter__(self) -> Browsers:
        from playwright.async_api import async_playwright

        from tests.browser.find_chromium import find
        from tests.browser.visits import FLAGS

        self.playwright = await async_playwright().start()
        self.browser = await self.playwright.chromium.launch(executable_path=find(), args=FLAGS)
        self.wall = await self._page(f"rooms?lang=es&room={self.code}&show=screen", 1024, 768)
        await self.wall.wait_for_selector(".ec-big-screen")
        await self.wall.evaluate(WATCH)
        self.phones = []
        for _ in range(self.number - 1):
            phone = await self._page(f"join?lang=pt&room={self.code}", 360, 740)
            await phone.locator(".st-key-ws_name_1 button").click(timeout=60_000)
            await phone.wait_for_url("**seat=*", timeout=60_000)
            self.phones.append(phone)
        return self

    async def _page(self, path: str, width: int, height: int) -> Any:
        context = await self.browser.new_context(viewport={"width": width, "height": height})
        page = await context.new_page()
        await page.goto(f"{self.url}/{path}")
        return page

    async def answer(self, step: str) -> None:
        """Have the phones answer the first round; later they only look."""
        if step != "predict":
            return
        for phone in self.phones:
            radio = phone.locator(".ec-answer-choice input").first
            status = phone.locator(".ec-answer-status[data-look=stored]")
            if await radio.count() and not await status.count():
                await radio.check()
                await phone.locator(".ec-answer-send").click()
                await status.wait_for(timeout=60_000)

    async def seen(self) -> dict[str, dict[str, float]]:
        """Return when the wall showed each count, by the title of the round."""
        found: dict[str, dict[str, float]] = await self.wall.evaluate("window.counts")
        return found

    async def __aexit__(self, *_: object) -> None:
        await self.browser.close()
        await self.playwright.stop()


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def wall_waits(
    record: Record, seen: dict[str, dict[str, float]], titles: dict[str, str]
) -> list[float]:
    """Return how long after each answer was stored the wall showed as many."""
    waits = []
    for step, stored in record.stored.items():
        shown = seen.get(titles[step], {})
        for place, moment in enumerate(sorted(stored), 1):
            if str(place) in shown:
                waits.append(max(0.0, shown[str(place)] - moment))
    return waits


def main() -> int:
    """Run the load and say what was measured; return 1 if it is worse than it must be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--browsers", type=int, default=BROWSERS)
    options = parser.parse_args()
    from content import load_texts

    titles = {step: load_texts("es")(f"workshop.step.{step}") for step in ROUNDS}
    begin = time.time()
    folder, record = Path(tempfile.mkdtemp(prefix="room-load-")), Record()
    settings = {"EXPLAINER_DATA": str(folder)}
    with Server(TOP, folder / "server.log", settings=settings) as server:
        found = asyncio.run(
            asyncio.wait_for(lead(server.url, options.people, options.browsers, record), LONGEST)
        )
        assert server.process is not None
        process = psutil.Process(server.process.pid)
        busy = sum(process.cpu_times()[:2])
        memory = [one.memory_info().rss / 2**20 for one in (process, *process.children(True))]
    with sqlite3.connect(folder / FILE) as line:
        kept = [row[0] for row in line.execute("SELECT id FROM answers")]
    line.close()
    on_wall = wall_waits(record, found["seen"], titles)
    lost, double = len(record.names - set(kept)), len(kept) - len(set(kept))
    results = {
        "participants": options.people,
        "browsers": options.browsers,
        "answers": len(record.names),
        "lost": lost,
        "double": double,
        "stored p50 s": round(percentile(record.waits, 0.5), 3),
        "stored p95 s": round(percentile(record.waits, 0.95), 3),
        "on the wall p95 s": round(percentile(on_wall, 0.95), 3),
        "on the wall, counted": len(on_wall),
        "reveal s": round(found["reveal"], 2),
        "server busy, CPU s": round(busy, 1),
        "whole run, s": round(time.time() - begin, 1),
        "server MB": round(memory[0]),
        "workers MB": [round(one) for one in memory[1:]],
        "cores": os.cpu_count(),
        "load of the machine": round(os.getloadavg()[0], 1),
    }
    sys.stdout.write("".join(f"{name:24} {value}\n" for name, value in results.items()))
    slow = percentile(record.waits, 0.95) > STORED or not percentile(on_wall, 0.95) <= SHOWN
    short = len(record.names) < options.people * len(ROUNDS)
    return int(bool(lost or double or slow or short))


if __name__ == "__main__":
    sys.exit(main())
