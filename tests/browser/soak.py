"""Many quick moves on a busy machine: `python -m tests.browser.soak`.

Several browsers go back and forward, move a dial, change chapter, language and page, beside
processes that burn the processor. After each round every page must answer, and show what its
address says: a fresh visit to it, in another browser, says the same. Returns 1 on a fault.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from content import LANGUAGES, load_texts
from deploy.site_process import Server
from explainer.view.simulator.simulator_choices import CHAPTERS
from simulations import Scenario
from tests.browser.find_chromium import find
from tests.browser.visits import FLAGS, Visits, ready
from tests.busy import burning

TOP = Path(__file__).resolve().parents[2]
BROWSERS, ROUNDS, BURNERS = 5, 20, 2
STEPS = 6
"""Moves of one round."""
PATIENCE = 120_000
"""Milliseconds after which a page that does not come to rest is dead."""
SMALL = Scenario({"shoppers": 200, "weeks": 12})
DIAL = ".st-key-ec_controls .ec-dial-range"
SHOWN = """() => [
  document.documentElement.lang,
  ...[...document.querySelectorAll('h1, #result, .st-key-ec_tiles, #chapter, .ec-sentence')]
    .map((one) => one.innerText),
  ...[...document.querySelectorAll('.ec-dial-range')].map((one) => `${one.id} ${one.value}`),
  ...[...document.querySelectorAll('[aria-checked=true]')].map((one) => one.innerText),
]"""


class DeadPageError(AssertionError):
    """A page no longer answers, or shows something else than its address says."""


def shown(page: Page) -> list[str]:
    """Return what a page shows, with the part that is drawn only when one comes near it."""
    far = page.locator(".ec-later")
    if far.count():
        far.evaluate("one => one.scrollIntoView()")
        far.wait_for(state="detached")
        ready(page, PATIENCE)
    found: list[str] = page.evaluate(SHOWN)
    return found


class Walker:
    """Somebody in a hurry, always the same for the same number."""

    def __init__(self, page: Page, number: int) -> None:
        self.page = page
        self.dice = random.Random(number)
        self.room = 0
        self.steps: tuple[Callable[[], None], ...] = (
            self.back,
            self.back,
            self.forward,
            self.to_and_fro,
            self.dial,
            self.chapter,
            self.language,
            self.menu,
        )

    def round(self) -> None:
        # Steps back that stay within the site, even if none of this round is undone by others.
        self.room = self.page.evaluate("() => navigation.currentEntry.index")
        for _ in range(STEPS):
            self.dice.choice(self.steps)()
            self.page.wait_for_timeout(self.dice.choice((0, 30, 150, 600)))

    def back(self) -> None:
        if self._leads_back(1):
            self.page.evaluate("() => history.back()")

    def forward(self) -> None:
        self.page.evaluate("() => history.forward()")

    def to_and_fro(self) -> None:
        if not self._leads_back(3):
            return
        for step in (-1, -1, 1, -1, 1, 1):
            self.page.evaluate("(step) => history.go(step)", step)
            self.page.wait_for_timeout(self.dice.choice((10, 60)))

    def dial(self) -> None:
        self._at_the_desk()
        self.page.evaluate(
            """([selector, share]) => {
                const one = document.querySelector(selector);
                if (!one) return;
                const [low, high] = [Number(one.min), Number(one.max)];
                one.value = String(low + Math.round(share * (high - low)));
                for (const name of ['input', 'change']) one.dispatchEvent(new Event(name));
            }""",
            [DIAL, self.dice.random()],
        )

    def chapter(self) -> None:
        self._at_the_desk()
        name = self.dice.choice(CHAPTERS)
        language = self.page.evaluate("() => document.documentElement.lang.slice(0, 2)")
        words = load_texts(language)(f"chapters.{name}.name")
        self.page.evaluate(
            """(words) => [...document.querySelectorAll('.st-key-ec_chapters [role=radio]')]
                .find((one) => one.innerText.trim() === words)?.click()""",
            words,
        )

    def language(self) -> None:
        code = self.dice.choice(sorted(LANGUAGES))
        self._click(f".ec-languages a[data-language={code}]")

    def menu(self) -> None:
        slug = self.dice.choice(("words", "learn", "sim", "one"))
        self._click(f'.ec-footer a[href^="./{slug}?"]')

    def _leads_back(self, steps: int) -> bool:
        enough = self.room >= steps
        self.room -= steps if enough else 0
        return enough

    def _at_the_desk(self) -> None:
        if not urlsplit(self.page.url).path.endswith("/sim"):
            self._click('.ec-footer a[href^="./sim?"]')
            ready(self.page, PATIENCE)

    def _click(self, selector: str) -> None:
        self.page.evaluate("(s) => document.querySelector(s)?.click()", selector)


def check(page: Page, fresh: Callable[[str], Page]) -> None:
    """Hold a page that has come to rest against a fresh visit to its address.

    Raises
    ------
    DeadPageError
        If they differ, or if the page never comes to rest.
    """
    try:
        ready(page, PATIENCE)
    except BrowserError as error:
        raise DeadPageError(f"{page.url} does not come to rest: {error}") from error
    said, address = shown(page), urlsplit(page.url)
    other = fresh(f"{address.path}?{address.query}")
    wanted = shown(other)
    other.context.close()
    if said != wanted:
        gap = [pair for pair in zip(said, wanted, strict=False) if pair[0] != pair[1]]
        raise DeadPageError(f"{page.url} shows {gap or (len(said), len(wanted))}")


def soak(url: str, browser: Browser, browsers: int, rounds: int) -> list[str]:
    """Let some people walk about; return what went wrong, nothing if nothing did."""
    visits = Visits(url, browser)
    faults: list[str] = []

    def opened(path: str) -> Page:
        return visits(path, lang=dict(parse_qsl(urlsplit(path).query)).get("lang"))

    start = f"/sim?{urlencode(SMALL.to_query())}"
    walkers = [
        Walker(visits(start, lang=("es", "pt")[number % 2]), number) for number in range(browsers)
    ]
    for turn in range(rounds):
        for task in (Walker.round, lambda one: check(one.page, opened)):
            for number, walker in enumerate(walkers):
                try:
                    task(walker)
                except (DeadPageError, BrowserError) as error:
                    faults.append(f"browser {number}, round {turn}: {error}")
                    walker.page = opened(start)
    faults += visits.failures
    visits.close()
    return faults


def main() -> int:
    """Soak a server of its own; return 1 when something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--browsers", type=int, default=BROWSERS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--burners", type=int, default=BURNERS)
    asked = parser.parse_args()
    begin = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        Server(TOP, Path(folder) / "server.log") as server,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        with burning(asked.burners):
            faults = soak(server.url, browser, asked.browsers, asked.rounds)
        browser.close()
    print("\n".join(faults))
    took = time.monotonic() - begin
    moves = asked.browsers * asked.rounds * STEPS
    print(f"{asked.browsers} browsers, {asked.rounds} rounds, {moves} moves, {took:.0f} s: "
          f"{len(faults)} faults")  # fmt: skip
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
