"""Heavy questions as values: what is to be found out, about which state, with how many people."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from explainer.edition import STATIC
from simulations import Scenario

NEEDS = 10.0
"""Work of a shopper in the ordinary year that the limits of the questions are meant for."""
FEWEST = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One question about one state.

    Attributes
    ----------
    name : str
        Its name in code and in the catalogue `experiments`.
    scenario : Scenario
        Already bounded, see :func:`bounded`.
    settings : tuple of str or float
        What else the answer depends on.
    run : callable
        Finds the answer: ``run(progress=…)``. Other processes have to find it by its name: it is
        a function of a module that needs no page, or a ``functools.partial`` of one.
    words : str
        What is done and with how many people, in the visitor's language.
    takes : str
        How long that takes.
    """

    name: str
    scenario: Scenario
    settings: tuple[str | float, ...]
    run: Callable[..., T]
    words: str
    takes: str

    @property
    def key(self) -> str:
        """What identifies the answer, whoever asks and in whatever language."""
        return json.dumps([self.name, self.scenario.to_json(), *self.settings])


def bounded(scenario: Scenario, most: int) -> Scenario:
    """Return the scenario with at most so many shoppers, fewer if their lives are long or busy.

    ``most`` holds for an ordinary year; half of it in the visitor's own browser, whose engine takes
    up to twice as long.
    """
    most = most // 2 if STATIC else most
    needs = scenario.group("population").need_rate * scenario.weeks / 52.0
    fits = max(FEWEST, int(most * min(1.0, NEEDS / (needs + 3.0))))
    return scenario.with_values({"shoppers": min(scenario.shoppers, fits)})
