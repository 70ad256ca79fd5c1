"""The three plans of a workshop: which steps it has and how many minutes each takes.

The host sets the pace; the minutes are advice. The debrief takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LOBBY, PREDICT, ISLANDS, INVEST = "lobby", "predict", "islands", "invest"
REVEAL, CHANGE, OUTCOME, DEBRIEF, END = "reveal", "change", "outcome", "debrief", "end"
STEPS = (LOBBY, PREDICT, ISLANDS, INVEST, REVEAL, CHANGE, OUTCOME, DEBRIEF, END)
ROUNDS = (PREDICT, ISLANDS, INVEST, CHANGE)
"""Steps in which people answer."""
START = "start"
RUNS: Mapping[str, str] = MappingProxyType(
    {START: PREDICT, REVEAL: REVEAL, OUTCOME: OUTCOME, ISLANDS: REVEAL}
)
"""What is simulated for a room, and the step that needs it: the company before and after, what the
teams invest, what the change of one thing brought; last, what they decided each for its channel."""


@dataclass(frozen=True, slots=True)
class Template:
    """One plan.

    Attributes
    ----------
    minutes : int
        Of all of it.
    steps : Mapping[str, int]
        Minutes of each step, in order.
    """

    name: str
    minutes: int
    steps: Mapping[str, int]

    def step(self, index: int) -> str:
        """Return the step at an index; the last one beyond the end."""
        return tuple(self.steps)[min(max(index, 0), len(self.steps) - 1)]

    def begins(self, step: str) -> int:
        """Return after how many minutes a step begins."""
        names = tuple(self.steps)
        return sum(self.steps[name] for name in names[: names.index(step)])


def _template(name: str, minutes: Mapping[str, int]) -> Template:
    return Template(name, sum(minutes.values()), MappingProxyType({**minutes, END: 0}))


_M20 = {LOBBY: 2, PREDICT: 3, INVEST: 4, REVEAL: 4, DEBRIEF: 7}
_M45 = {
    LOBBY: 3,
    PREDICT: 5,
    ISLANDS: 6,
    INVEST: 7,
    REVEAL: 4,
    CHANGE: 3,
    OUTCOME: 2,
    DEBRIEF: 15,
}
_M90 = {
    LOBBY: 6,
    PREDICT: 9,
    ISLANDS: 14,
    INVEST: 12,
    REVEAL: 8,
    CHANGE: 7,
    OUTCOME: 4,
    DEBRIEF: 30,
}
TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {name: _template(name, plan) for name, plan in (("m20", _M20), ("m45", _M45), ("m90", _M90))}
)


def runs_needed(template: Template, index: int) -> tuple[str, ...]:
    """Return which runs must be there at a step; of islands only where there was that round."""
    passed = tuple(template.steps)[: min(index, len(template.steps) - 1) + 1]
    return tuple(
        run
        for run, step in RUNS.items()
        if step in passed and (run != ISLANDS or ISLANDS in template.steps)
    )


def reopened_runs(template: Template, index: int) -> tuple[str, ...]:
    """Return which runs rest on answers that may change when a room goes back to a step."""
    later = tuple(template.steps)[index + 1 :]
    return tuple(run for run, step in RUNS.items() if run != START and step in later)
