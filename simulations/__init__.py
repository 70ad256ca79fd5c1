"""The model: synthetic shoppers who live the same needs under two set-ups of one retailer."""

from simulations.knobs import (
    CAPABILITIES,
    CATEGORIES,
    CAUSES,
    CHANNELS,
    FRICTIONS,
    GENERATIONS,
    KNOBS,
    PRESETS,
    STAGES,
    Knob,
)
from simulations.problems import Problem, ScenarioError
from simulations.scenario import COUNTRIES, MODEL_VERSION, Country, Scenario, Strategy

__all__ = [
    "CAPABILITIES",
    "CATEGORIES",
    "CAUSES",
    "CHANNELS",
    "COUNTRIES",
    "FRICTIONS",
    "GENERATIONS",
    "KNOBS",
    "MODEL_VERSION",
    "PRESETS",
    "STAGES",
    "Country",
    "Knob",
    "Problem",
    "Scenario",
    "ScenarioError",
    "Strategy",
]
