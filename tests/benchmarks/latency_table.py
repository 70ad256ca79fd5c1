"""The table of how long the simulator takes to answer, as text for ``explainer/SPEED.md``."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles

import streamlit

from simulations import Scenario
from tests.benchmarks.table import Check, cores, rows

Quantile = Callable[[float], float]
SHOWN_AT_MOST = 300.0  # milliseconds in which 95 of 100 results are shown

WAYS = {
    "alone": "one visitor, 200 changes, each as soon as the last answer is complete",
    "dragging": "one visitor who drags: 40 changes, one every 50 ms, none waiting for an answer; "
    "counted from the last one",
    "thinking": "20 visitors at the same time, each pausing 5 to 15 seconds between changes",
    "at_once": "20 visitors who all change something within the same second (the worst case)",
}

METHOD = """
A real server process with one processor core; the visitors speak its protocol over a websocket
from another core and draw nothing, so the times are the server's. Each change moves one of the
four main dials to a state that nobody has seen: no memory helps, every run is simulated.

- **Result shown**: from sending the change until the headline of the result and the first chart
  of the new state have arrived.
- **Whole page**: until the run of the page has ended, with the open chapter ("difference") and all
  its charts, tables and files.
- **Processor time** is the server's for one answer, with everything that it does (simulating,
  drawing, writing and compressing messages); for a drag, that of all its changes together.
- **Yardsticks**: the same time as a multiple of a fixed amount of NumPy work, measured just before
  on the same machine (see `tests/benchmarks/yardstick.py`), so that machines can be compared.
"""


@dataclass(frozen=True)
class Answer:
    """When one answer came: seconds from the change to the result, and to the whole page."""

    shown: float
    finished: float


@dataclass(frozen=True)
class Latency:
    """All answers of one way of visiting, and the server's processor seconds for all of them."""

    name: str
    answers: tuple[Answer, ...]
    processor: float

    def shown(self, share: float) -> float:
        """Milliseconds in which this share of the results was shown."""
        return quantile([answer.shown for answer in self.answers], share)

    def finished(self, share: float) -> float:
        """Milliseconds in which this share of the pages was complete."""
        return quantile([answer.finished for answer in self.answers], share)


def quantile(times: Sequence[float], share: float) -> float:
    """Return a quantile of seconds in milliseconds; share 1 is the slowest."""
    if share >= 1.0:
        return 1000.0 * max(times)
    return 1000.0 * quantiles(times, n=100, method="inclusive")[round(share * 100) - 1]


def checks(result: Sequence[Latency]) -> list[Check]:
    """Hold the time until the result is shown against its limit."""
    return [
        Check(
            f"result shown, 95 of 100: {WAYS[latency.name]}",
            f"{latency.shown(0.95):.0f} ms",
            "no limit" if latency.name == "at_once" else f"at most {SHOWN_AT_MOST:.0f} ms",
            latency.name == "at_once" or latency.shown(0.95) <= SHOWN_AT_MOST,
        )
        for latency in result
    ]


def document(latencies: Sequence[Latency], unit: float, apart: bool) -> str:
    """Return the whole text of ``explainer/SPEED.md``.

    Parameters
    ----------
    latencies : sequence of Latency
    unit : float
        Seconds of one yardstick.
    apart : bool
        Whether the server had a core of its own.
    """
    size = Scenario()
    machine = cores() + ("" if apart else "; server and visitors could not be kept apart")
    parts = [
        "# How fast the simulator answers",
        f"Written by `make bench`; do not edit. {size.shoppers:,} shoppers over {size.weeks} "
        f"weeks. The figures are those of one run on {machine}, "
        f"Python {platform.python_version()}, Streamlit {streamlit.__version__}; "
        f"one yardstick takes {1000 * unit:.0f} ms here.",
        rows(
            ("", "measured", "limit", ""),
            [(c.what, c.figure, c.limit, c.verdict) for c in checks(latencies)],
        ),
        _times("Result shown", [(latency, latency.shown) for latency in latencies], unit),
        _times("Whole page", [(latency, latency.finished) for latency in latencies], unit),
        "## Processor time of the server\n\n"
        + rows(
            ("", "answers", "ms per answer", "yardsticks"),
            [_work(latency, unit) for latency in latencies],
        ),
        "## How it was measured\n" + METHOD.rstrip(),
    ]
    return "\n\n".join(parts) + "\n"


def _times(title: str, result: Sequence[tuple[Latency, Quantile]], unit: float) -> str:
    lines = []
    for latency, at in result:
        half, most, slowest = at(0.5), at(0.95), at(1.0)
        lines.append(
            (
                WAYS[latency.name],
                *(f"{time:.0f}" for time in (half, most, slowest)),
                f"{most / (1000 * unit):.2f}",
            )
        )
    head = ("ms", "half", "95 of 100", "slowest", "95 of 100 in yardsticks")
    return f"## {title}\n\n" + rows(head, lines)


def _work(latency: Latency, unit: float) -> tuple[str, ...]:
    each = latency.processor / len(latency.answers)
    return (
        WAYS[latency.name],
        str(len(latency.answers)),
        f"{1000 * each:.0f}",
        f"{each / unit:.2f}",
    )
