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


class KnownNumbers(Numbers):
    """The numbers of a run, each simulated only if it is not known."""

    _scenario: Scenario
    _known: dict[str, float]
    _on_simulated: Callable[[], None]

    def __init__(
        self, scenario: Scenario, known: dict[str, float], on_simulated: Callable[[], None]
    ) -> None:
        # The class that it derives from is frozen.
        self.__dict__.update(_scenario=scenario, _known=known, _on_simulated=on_simulated)

    @property
    def scenario(self) -> Scenario:
        """The run that they are of."""
        return self._scenario

    @cached_property
    def comparison(self) -> Comparison:
        """The whole run, simulated on first use."""
        self._on_simulated()
        return compare(self.scenario)

    def value(self, name: str) -> float:
        """Return a number, remembered or simulated."""
        if name not in self._known:
            self._known[name] = float(f"{super().value(name):.{DIGITS}g}")
        return self._known[name]


class RunStore:
    """All runs of one build.

    Parameters
    ----------
    known : Mapping of str to Mapping
        What is known of each run, by :func:`key`.
    on_simulated : callable, optional
        Called whenever a run is simulated.
    """

    def __init__(
        self,
        known: Mapping[str, Mapping[str, float]] | None = None,
        on_simulated: Callable[[], None] = lambda: None,
    ) -> None:
        self.runs = {name: dict(values) for name, values in (known or {}).items()}
        self.asked: dict[str, dict[str, float]] = {}
        self.on_simulated = on_simulated

    def numbers(self, scenario: Scenario) -> Numbers:
        """Return the numbers of a run."""
        name = key(scenario)
        values = self.asked.setdefault(name, self.runs.get(name, {}))
        return KnownNumbers(scenario, values, self.on_simulated)


def key(scenario: Scenario) -> str:
    """Name a run by what is set in it."""
    return sha256(scenario.to_json().encode()).hexdigest()[:16]


def load(file: Path = FILE) -> Mapping[str, Mapping[str, float]]:
    """Return what is known of each run; nothing if another model made it."""
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if record["model"] != model():
        return {}
    return {
        name: {number: math.nan if value is None else value for number, value in values.items()}
        for name, values in record["runs"].items()
    }


def save(store: RunStore, file: Path = FILE) -> None:
    """Write what a build asked for."""
    runs = {
        name: {
            number: None if math.isnan(value) else value for number, value in sorted(values.items())
        }
        for name, values in sorted(store.asked.items())
    }
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in runs.items())
    file.write_text(
        f'{{"model": {json.dumps(model())}, "runs": {{\n{lines}\n}}}}\n', encoding="utf-8"
    )
