"""Weight and time to the first insight, against a bare Streamlit page: `make bench-site`.

Both sites stand behind a compressing proxy and are opened by a slow phone: a processor four
times slower, a line of 1.6 Mbit/s with 150 ms of delay, an empty cache. The bare page shows
a title and one chart; ours must cost at most 1.15 times as much, until

* Home has told its story: the page is open, a bet is placed, the reveal is on the screen;
* the simulator shows its first chart.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from deploy.site_process import Server
from tests.benchmarks.gzip_proxy import GzipProxy
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
st.plotly_chart(go.Figure(go.Scatter(x=[0, 1, 2], y=[3, 1, 2])), key="chart")
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one visit took: kilobytes on the line, seconds to the goal."""

    kilobytes: float
    seconds: float


def see_chart(page: Page) -> None:
    page.wait_for_selector(CHART, timeout=120_000)


def see_reveal(page: Page) -> None:
    page.get_by_test_id("stBaseButton-secondary").first.click(timeout=120_000)
    page.wait_for_selector(".ec-people svg >> nth=99", timeout=120_000)


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
    bytes_seen = [0.0]
    with slow_phone(browser) as (page, session):
        session.on(
            "Network.loadingFinished",
            lambda event: bytes_seen.append(event["encodedDataLength"]),
        )
        proxy.tunnelled.clear()
        begin = perf_counter()
        page.goto(proxy.url + path, timeout=120_000)
        goal(page)
        seconds = perf_counter() - begin
        page.wait_for_timeout(1000)  # what was asked for until now still arrives
    return Cost((sum(bytes_seen) + sum(proxy.tunnelled)) / 1000, seconds)


def typical(browser: Browser, proxy: GzipProxy, path: str, goal: Callable[[Page], None]) -> Cost:
    costs = [visit(browser, proxy, path, goal) for _ in range(TIMES)]
    return Cost(median(c.kilobytes for c in costs), median(c.seconds for c in costs))


def measure(browser: Browser, bare: GzipProxy, ours: GzipProxy) -> dict[str, Cost]:
    return {
        "bare page, one chart": typical(browser, bare, "/", see_chart),
        "home, told": typical(browser, ours, "/?lang=es", see_reveal),
        "simulator, first chart": typical(browser, ours, "/sim?lang=es", see_chart),
    }


def report(costs: dict[str, Cost]) -> bool:
    """Print the figures; return whether all are within bounds."""
    bare, good = next(iter(costs.values())), True
    print(f"{'':24} {'kB':>7} {'ratio':>6} {'s':>6} {'ratio':>6}")
    for name, cost in costs.items():
        weight, time = cost.kilobytes / bare.kilobytes, cost.seconds / bare.seconds
        good = good and weight <= AT_MOST and time <= AT_MOST
        print(f"{name:24} {cost.kilobytes:7.0f} {weight:6.2f} {cost.seconds:6.1f} {time:6.2f}")
    print(f"at most {AT_MOST} times the bare page: {'yes' if good else 'NO'}")
    return good


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
    return 0 if report(costs) else 1


if __name__ == "__main__":
    sys.exit(main())
