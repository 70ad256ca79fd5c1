"""What the simulator keeps in its address: chapter, open settings, presets, person, pinned runs."""

from collections.abc import Mapping
from types import MappingProxyType

from explainer.view.lives.lives_places import Numbers
from explainer.view.shell.edition import MOST_SHOPPERS
from explainer.view.simulator.knob_groups import GROUPS
from explainer.view.simulator.pins_places import COMPARED, PINS
from simulations import PRESETS

CHAPTERS = ("difference", "people", "causes", "money", "doubt", "runs")
CLOSED, PIECES = "closed", "pieces"
SETTINGS = (CLOSED, PIECES, *GROUPS)
NEAREST = "nearest"
BASES = (NEAREST, *PRESETS)
"""The preset that a shop was made from; by default the one that it is most like."""

SIMULATOR_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "chapter": CHAPTERS,
        "settings": SETTINGS,
        "base_a": BASES,
        "base_b": BASES,
        "person": Numbers(MOST_SHOPPERS),
        "pins": PINS,
        "compared": COMPARED,
    }
)
"""The person counts from 1; 0 is nobody."""
