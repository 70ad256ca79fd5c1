"""What a moved dial sends over the line: `python -m tests.benchmarks.page_bytes`.

With and without messages that the browser keeps and the server only names, which
``.streamlit/config.toml`` turns off. Counted where the bytes pass, compressed as a browser gets
them. Writes its own section of ``explainer/SPEED.md``; it ends by itself.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.site_process import Server
from simulations import Scenario
from tests.benchmarks.page_crowd import put
from tests.benchmarks.page_latency import PANEL, TOP
from tests.benchmarks.table import rows
from tests.browser.line import Line
from tests.load.client import Visitor

HEADING = "## What a moved dial sends"
CHAPTERS = ("difference", "people", "money")
WARM_UP, CHANGES = 3, 20
KEPT = {"STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "10000"}
"""What Streamlit does by itself."""

METHOD = """
One visitor moves a dial of the simulator, each time to a new value. By itself Streamlit has the
browser keep messages of 10 kB and more for two runs, and its server names those that have not
changed. Browser and server count the runs each by itself; a run that another one interrupts puts
the counts apart, and then the page is dead. So everything is sent with each run, and the price is
the difference between the two columns.
"""


@dataclass(frozen=True)
class Sent:
    """Bytes for each moved dial: of the messages, and on the line."""

    plain: float
    line: float
    named: float
    """Messages that were named instead of sent."""


async def measure(url: str, line: Line, chapter: str) -> Sent:
    """Move a dial again and again; return what each move costs on average."""

    def edit(number: int) -> dict[str, Any]:
        change = {"id": "patience", "value": 2 * number + 1, "live": False}
        return {"edit": {"n": number, "changes": [change]}}

    async with AsyncExitStack() as stack:
        visitor = await stack.enter_async_context(Visitor(url))
        query = Scenario().to_query() | {"lang": "es", "chapter": chapter}
        await visitor.open("sim", query)
        for number in range(1, WARM_UP + 1):
            await visitor.change(PANEL, edit(number))
        begin, named, plain = line.received, visitor.references, 0
        for number in range(WARM_UP + 1, WARM_UP + CHANGES + 1):
            plain += (await visitor.change(PANEL, edit(number))).received
        return Sent(
            plain / CHANGES,
            (line.received - begin) / CHANGES,
            (visitor.references - named) / CHANGES,
        )


def both(folder: Path) -> dict[str, tuple[Sent, Sent]]:
    """Measure every chapter with what is kept and with what is not."""
    result: dict[str, list[Sent]] = {chapter: [] for chapter in CHAPTERS}
    for settings in (KEPT, {}):
        with Server(TOP, folder / "server.log", settings=settings) as server:
            for chapter in CHAPTERS:
                with Line(server.url) as line:
                    result[chapter].append(asyncio.run(measure(line.url, line, chapter)))
    return {chapter: (kept, sent) for chapter, (kept, sent) in result.items()}


def section(result: dict[str, tuple[Sent, Sent]]) -> str:
    """Return the section of ``explainer/SPEED.md``."""
    head = ("chapter", "kept by the browser (kB)", "on the line (kB)")
    head += ("messages named", "all sent (kB)", "on the line (kB)", "price on the line (kB)")
    lines = [
        (
            chapter,
            *(f"{size / 1000:.0f}" for size in (kept.plain, kept.line)),
            f"{kept.named:.0f}",
            *(f"{size / 1000:.0f}" for size in (sent.plain, sent.line)),
            f"{(sent.line - kept.line) / 1000:.0f}",
        )
        for chapter, (kept, sent) in result.items()
    ]
    told = "Written by `python -m tests.benchmarks.page_bytes`; do not edit."
    return "\n\n".join([HEADING, told, rows(head, lines), METHOD.strip()]) + "\n"


def main() -> int:
    """Measure, write and print; return 1 if a message was named although none may be."""
    with tempfile.TemporaryDirectory() as folder:
        result = both(Path(folder))
    text = section(result)
    put(text, HEADING)
    print(text)
    return int(any(sent.named for _, sent in result.values()))


if __name__ == "__main__":
    sys.exit(main())
