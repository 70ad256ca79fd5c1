"""Believable worlds: those plausible ones that meet the figures to which the model is fitted.

History matching: worlds are drawn inside the plausible ranges, each is simulated, and those are
kept in which every fitted figure lies inside its band. The worlds kept, and how many were drawn,
are in ``believable.json``; ``python -m simulations believable`` makes it
(``calibration.matching``).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulations.experiments.assumptions import Assumption
from simulations.scenario.knobs import PRESET_FILE, SIDES
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

FILE = Path(__file__).with_name("believable.json")
OF_SIDES = "side."
"""What names of assumptions about set-ups begin with, whichever set-up they are about."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """How the fitted figures move with the assumptions, close to the shipped model (linear).

    Attributes
    ----------
    names : tuple of str
        P assumptions, see ``shared_name``.
    figures : tuple of str
        K fitted figures.
    off : float array (K,)
        Figures of the shipped model, in half bands from the middle of each band.
    slopes : float array (K, P)
        What a half range of an assumption moves a figure by, in half bands.
    """

    names: tuple[str, ...]
    figures: tuple[str, ...]
    off: Floats
    slopes: Floats

    def of(self, assumptions: Sequence[Assumption]) -> Floats:
        """Return the slopes of some assumptions.

        Parameters
        ----------
        assumptions : sequence of Assumption
            k of them.

        Returns
        -------
        float array (K, k)
            Zero for assumptions that move no figure.
        """
        known = {name: column for column, name in enumerate(self.names)}
        slopes = np.zeros((len(self.figures), len(assumptions)))
        for column, assumption in enumerate(assumptions):
            position = known.get(shared_name(assumption.knobs[0]))
            if position is not None:
                slopes[:, column] = self.slopes[:, position]
        return slopes


@dataclass(frozen=True, slots=True)
class Believable:
    """The worlds that were drawn and kept.

    Attributes
    ----------
    drawn : int
        Worlds drawn and simulated.
    kept : int array (w,)
        Numbers of those kept, from 0.
    names : tuple of str
        P assumptions, see ``shared_name``.
    values : float array (w, P)
        In the units of the knobs.
    emulator : Emulator
    """

    drawn: int
    kept: NDArray[np.int64]
    names: tuple[str, ...]
    values: Floats
    emulator: Emulator

    def inputs(self, scenario: Scenario, assumptions: Sequence[Assumption], draws: int) -> Floats:
        """Return the values of some assumptions in the kept ones of the first worlds drawn.

        What country and category multiply is multiplied, and kept inside the plausible range.

        Parameters
        ----------
        scenario : Scenario
        assumptions : sequence of Assumption
            k of them.
        draws : int
            Number of worlds drawn to use, from the first on.

        Returns
        -------
        float array (w, k)
        """
        rows = self.values[self.kept < draws]
        position = {name: column for column, name in enumerate(self.names)}
        factors = [
            PRESET_FILE[group][code]["multiply"]
            for group, code in (("country", scenario.country), ("category", scenario.category))
        ]
        inputs = np.empty((len(rows), len(assumptions)))
        for column, assumption in enumerate(assumptions):
            drawn = rows[:, position[shared_name(assumption.knobs[0])]]
            for multiply in factors:
                drawn = drawn * multiply.get(assumption.knobs[0], 1.0)
            inputs[:, column] = np.clip(drawn, assumption.low, assumption.high)
        return inputs


def shared_name(knob: str) -> str:
    """Return the name of an assumption whichever set-up it is about.

    Parameters
    ----------
    knob : str

    Returns
    -------
    str
        ``side.wrong_stock`` for ``a.wrong_stock``, others unchanged.
    """
    head, _, leaf = knob.partition(".")
    return OF_SIDES + leaf if head in SIDES else knob


@functools.lru_cache(maxsize=1)
def believable() -> Believable:
    """Read the believable worlds of the shipped model.

    Returns
    -------
    Believable
    """
    plain = json.loads(FILE.read_text(encoding="ascii"))
    emulator = plain["emulator"]
    names = tuple(plain["names"])
    return Believable(
        drawn=plain["drawn"],
        kept=np.array(plain["kept"], dtype=np.int64),
        names=names,
        values=np.array(plain["values"], dtype=np.float64).reshape(-1, len(names)),
        emulator=Emulator(
            names=tuple(emulator["names"]),
            figures=tuple(emulator["figures"]),
            off=np.array(emulator["off"]),
            slopes=np.array(emulator["slopes"]),
        ),
    )
