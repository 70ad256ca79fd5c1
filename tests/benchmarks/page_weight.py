"""Weight and time to the first insight, against a bare Streamlit page: `make bench-site`.

Both sites stand behind a compressing proxy and are opened by a slow phone: a processor four
times slower, a line of 1.6 Mbit/s with 150 ms of delay, an empty cache. The bare page shows
a title and one chart; ours must cost at most 1.15 times as much, until

* Home has told its story: the page is open, a bet is placed, the reveal is on the screen;
* a lesson shows its first step with its stage;
* the simulator shows its first chart.

A second bare page, a title and a line of text, is measured beside them: it is what a page without
a chart has to carry of Streamlit's own. Writes its own section of ``explainer/SPEED.md``.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from deploy.site_process import Server
from tests.benchmarks.gzip_proxy import GzipProxy
from tests.benchmarks.page_crowd import put
from tests.benchmarks.table import rows
from tests.browser.find_chromium import advice, find

TOP = Path(__file__).resolve().parents[2]
SERVE = """import sys
from streamlit.web import cli
sys.argv = ["streamlit", "run", "app.py", "--server.headless=true", "--server.port", sys.argv[2],
            "--server.scriptHealthCheckEnabled=true", "--browser.gatherUsageStats=false"]
cli.main()
"""
"""Starts the bare page as `Server` starts the site."""
AT_MOST = 1.15
TIMES = 3
CPU_SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
CHART = ".js-plotly-plot .main-svg"
BARE = """
import plotly.graph_objects as go
import streamlit as st

st.title("One chart")
if "text" in st.query_params:
    st.write("One line of text.")
    st.stop()
st.plotly_chart(go.Figure(go.Scatter(x=[0, 1, 2], y=[3, 1, 2])), key="chart")
"""
HEADING = "## What a page weighs"
KINDS = ("Script", "Stylesheet", "Font")
METHOD = """
A slow phone with an empty cache: a processor four times slower, 1.6 Mbit/s, 150 ms of delay, behind
a compressing proxy; the median of three visits. The times depend on the machine, their ratios less.
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one visit took until its goal.

    Attributes
    ----------
    kilobytes, seconds : float
        On the line, and to the goal.
    kinds : Counter of str
        Kilobytes by what they are; those of the websocket are "messages".
    elements : int
        Of the page at its goal.
    """

    kilobytes: float
    seconds: float
    kinds: Counter[str]
    elements: int


def see_chart(page: Page) -> None:
    page.wait_for_selector(CHART, timeout=120_000)


def see_reveal(page: Page) -> None:
    page.get_by_test_id("stBaseButton-secondary").first.click(timeout=120_000)
    page.wait_for_selector(".ec-people svg >> nth=99", timeout=120_000)


def see_text(page: Page) -> None:
    page.get_by_text("One line of text.").wait_for(timeout=120_000)


def see_stage(page: Page) -> None:
    page.wait_for_selector(".ec-stage-house svg >> visible=true", timeout=120_000)


@contextmanager
def slow_phone(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, is_mobile=True, has_touch=True, locale="es-MX"
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    yield page, session
    context.close()


def visit(browser: Browser, proxy: GzipProxy, path: str, goal: Callable[[Page], None]) -> Cost:
    """Open a page on a slow phone until its goal is reached."""
    kind_of: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    with slow_phone(browser) as (page, session):
        session.on(
            "Network.responseReceived",
            lambda event: kind_of.update({event["requestId"]: event["type"]}),
        )
        session.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        proxy.tunnelled.clear()
        begin = perf_counter()
        page.goto(proxy.url + path, timeout=120_000)
        goal(page)
        seconds = perf_counter() - begin
        page.wait_for_timeout(1000)  # what was asked for until now still arrives
        elements = page.evaluate("document.querySelectorAll('*').length")
    kinds: Counter[str] = Counter(messages=sum(proxy.tunnelled))
    for request, size in sizes.items():
        kind = kind_of.get(request, "")
        kinds[kind if kind in KINDS else "other"] += size
    return Cost(kinds.total() / 1000, seconds, kinds, elements)


def typical(browser: Browser, proxy: GzipProxy, path: str, goal: Callable[[Page], None]) -> Cost:
    costs = sorted(
        (visit(browser, proxy, path, goal) for _ in range(TIMES)), key=lambda cost: cost.kilobytes
    )
    return replace(costs[TIMES // 2], seconds=median(cost.seconds for cost in costs))


def measure(browser: Browser, bare: GzipProxy, ours: GzipProxy) -> dict[str, Cost]:
    return {
        "bare page, one chart": typical(browser, bare, "/", see_chart),
        "bare page, one line of text": typical(browser, bare, "/?text=1", see_text),
        "home, told": typical(browser, ours, "/?lang=es", see_reveal),
        "lesson, first step": typical(browser, ours, "/omni?lang=es", see_stage),
        "simulator, first chart": typical(browser, ours, "/sim?lang=es", see_chart),
    }


def late(costs: dict[str, Cost]) -> list[str]:
    """Name the pages that are over the budget."""
    bare = next(iter(costs.values()))
    return [
        name
        for name, cost in costs.items()
        if max(cost.kilobytes / bare.kilobytes, cost.seconds / bare.seconds) > AT_MOST
    ]


def section(costs: dict[str, Cost]) -> str:
    """Return the section of ``explainer/SPEED.md``."""
    bare, shown = next(iter(costs.values())), (*KINDS, "messages", "other")
    kinds = (f"{kind.lower()} kB" for kind in shown)
    head = ("page", "kB", "times the first", "s", "times the first", *kinds, "elements")
    lines = [
        (
            name,
            f"{cost.kilobytes:.0f}",
            f"{cost.kilobytes / bare.kilobytes:.2f}",
            f"{cost.seconds:.1f}",
            f"{cost.seconds / bare.seconds:.2f}",
            *(f"{cost.kinds[kind] / 1000:.0f}" for kind in shown),
            str(cost.elements),
        )
        for name, cost in costs.items()
    ]
    told = "Written by `python -m tests.benchmarks.page_weight`; do not edit."
    missed = (
        f"At most {AT_MOST} times the first row. Missed: {', '.join(late(costs)) or 'nothing'}."
    )
    return "\n\n".join([HEADING, told, rows(head, lines), missed, METHOD.strip()]) + "\n"


def main() -> int:
    """Print the measurements; return 1 when one is over its budget."""
    path = find()
    if path is None:
        print(advice(), file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "app.py").write_text(BARE, encoding="utf-8")
        (folder / "deploy").mkdir()
        (folder / "deploy" / "serve.py").write_text(SERVE, encoding="utf-8")
        with (
            Server(folder, folder / "bare.log") as bare,
            Server(TOP, folder / "ours.log") as ours,
            GzipProxy(bare.port) as bare_proxy,
            GzipProxy(ours.port) as our_proxy,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            costs = measure(browser, bare_proxy, our_proxy)
            browser.close()
    text = section(costs)
    put(text, HEADING)
    print(text)
    return int(bool(late(costs)))


if __name__ == "__main__":
    sys.exit(main())
