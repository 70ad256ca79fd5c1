"""Numbers of runs that were made before, so that the edition is built in seconds.

What the pages quote of each run lies in ``numbers.json`` beside this file, with the model that made
it. A run that is missing there, or that another model made, is simulated; what a page asks for is
noted, so that the file can be written anew: ``python -m explainer.reading_edition --record``.
"""

import json
import math
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from explainer.reading.lessons.lesson_numbers import Numbers
from simulations import MODEL_VERSION, Comparison, Scenario, compare
from simulations.calibration.parameter_file import fingerprint

FILE = Path(__file__).with_name("numbers.json")
DIGITS = 12


def model() -> str:
    """Name the model and its parameters."""
    return f"{MODEL_VERSION} {fingerprint()}"


class Kept(Numbers):
    """The numbers of a run, each simulated only if it is not known."""

    def __init__(
        self, scenario: Scenario, known: dict[str, float], told: Callable[[], None]
    ) -> None:
        object.__setattr__(self, "_scenario", scenario)
        object.__setattr__(self, "_known", known)
        object.__setattr__(self, "_told", told)

    @property
    def scenario(self) -> Scenario:
        """The run that they are of."""
        found: Scenario = self.__dict__["_scenario"]
        return found

    @cached_property
    def comparison(self) -> Comparison:
        """The whole run, simulated now."""
        self.__dict__["_told"]()
        return compare(self.scenario)

    def value(self, name: str) -> float:
        """Return a number, remembered or simulated now."""
        known: dict[str, float] = self.__dict__["_known"]
        if name not in known:
            known[name] = float(f"{super().value(name):.{DIGITS}g}")
        return known[name]


class Shelf:
    """All runs of one build.

    Parameters
    ----------
    known : Mapping of str to Mapping
        What is known of each run, by :func:`key`.
    told : callable, optional
        Called whenever a run is simulated.
    """

    def __init__(
        self,
        known: Mapping[str, Mapping[str, float]] | None = None,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self.runs = {name: dict(values) for name, values in (known or {}).items()}
        self.asked: dict[str, dict[str, float]] = {}
        self.told = told

    def numbers(self, scenario: Scenario) -> Numbers:
        """Return the numbers of a run."""
        name = key(scenario)
        values = self.asked.setdefault(name, self.runs.get(name, {}))
        return Kept(scenario, values, self.told)


def key(scenario: Scenario) -> str:
    """Name a run by what is set in it."""
    return sha256(scenario.to_json().encode()).hexdigest()[:16]


def load(file: Path = FILE) -> Mapping[str, Mapping[str, float]]:
    """Return what is known of each run; nothing if another model made it."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if found["model"] != model():
        return {}
    return {
        name: {one: math.nan if value is None else value for one, value in values.items()}
        for name, values in found["runs"].items()
    }


def save(shelf: Shelf, file: Path = FILE) -> None:
    """Write what a build asked for."""
    runs = {
        name: {one: None if math.isnan(value) else value for one, value in sorted(values.items())}
        for name, values in sorted(shelf.asked.items())
    }
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in runs.items())
    file.write_text(
        f'{{"model": {json.dumps(model())}, "runs": {{\n{lines}\n}}}}\n', encoding="utf-8"
    )
