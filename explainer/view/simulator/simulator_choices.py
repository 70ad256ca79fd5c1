"""What the simulator keeps in its address: all that is shown beside the scenario itself.

The chapter, open settings, presets, the person, pinned runs; which heavy questions were asked and
how their answers are shown; and the tables that are unfolded.
"""

from collections.abc import Mapping
from types import MappingProxyType

from explainer.edition import MOST_SHOPPERS
from explainer.results.company.arithmetic import CUSTOMERS, PURCHASE, SHOPS, YEARS
from explainer.results.experiments.luck import SEPARATE, SHARED
from explainer.view.shell.choice_kinds import Numbers, Subset
from explainer.view.simulator.saved.pinned_runs import COMPARED, PINS
from explainer.view.simulator.settings.knob_groups import GROUPS
from simulations import PRESETS

CHAPTERS = ("difference", "people", "causes", "money", "doubt", "runs")
CLOSED, CAPABILITY_GROUP = "closed", "pieces"
SETTINGS = (CLOSED, CAPABILITY_GROUP, *GROUPS)
MOST_SIMILAR = "nearest"
BASES = (MOST_SIMILAR, *PRESETS)
"""The preset that a shop was made from; by default the one that it is most like."""

DIRECTIONS = ("crossing", "cost", "upkeep", "integration", "errors", "patience")
"""Quantities that the map of what pays can have as its axes."""
UPWARD = ("cost", "crossing", "upkeep", "integration", "errors", "patience")
"""The same, the usual one first."""
BY_MONEY = ("profit", "frustration_index", "conversion_rate", "repeat_rate")
"""Outcomes that an answer can be about, money first; `COMPARED` has frustration first."""
TILES = ("frustration_index", "conversion_rate", "profit")
"""Outcomes that stand above the chart; the chosen one is drawn."""
ASKED = "asked"
QUESTIONS = Subset(("credit", "map", "plan", "luck", "ensemble", "counter", "premium", "company"))
"""Heavy questions; those that were asked are answered again wherever the link is opened."""
DATA = "data"
FOLDS = Subset(
    (
        "frustration_by_week",
        "end_state",
        "differences",
        "conversion_by_week",
        "repeat_by_week",
        "active_by_week",
        "kinds",
        *(f"generations_{outcome}" for outcome in COMPARED),
        "credit",
        "frictions",
        "funnel",
        "lost_sales",
        "money",
        "money_by_channel",
        "pay_back",
        "break_even",
        "plan",
        "shared_luck",
        "luck_strip",
        "worlds",
        "assumptions",
        "counter_a",
        "counter_b",
        "premium",
        "pins",
        "company",
    )
)
"""Blocks of results whose table can be unfolded, by their names."""

SIMULATOR_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "chapter": CHAPTERS,
        "settings": SETTINGS,
        "base_a": BASES,
        "base_b": BASES,
        "person": Numbers(MOST_SHOPPERS),
        "pins": PINS,
        "compared": COMPARED,
        ASKED: QUESTIONS,
        DATA: FOLDS,
        "generations_outcome": COMPARED,
        "credit_outcome": COMPARED,
        "map_across": DIRECTIONS,
        "map_up": UPWARD,
        "luck_outcome": BY_MONEY,
        "luck_kind": (SHARED, SEPARATE),
        "ensemble_outcome": BY_MONEY,
        "shown": TILES,
        "shops": Numbers(SHOPS[1]),
        "customers": Numbers(CUSTOMERS[1]),
        "purchase": Numbers(PURCHASE[1]),
        "years": tuple(map(str, YEARS)),
    }
)
"""The person counts from 1; 0 is nobody."""
