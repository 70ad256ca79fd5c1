"""The model: synthetic shoppers who live the same needs under two set-ups of one retailer."""

from simulations.engine.comparison import Comparison, compare
from simulations.engine.estimates import Estimate
from simulations.engine.results import Result
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import OUTCOMES, Outcome, shopper_totals
from simulations.people.trace import Life, Moment, shopper_records, trace
from simulations.people.traits import Person
from simulations.scenario.knobs import (
    CAPABILITIES,
    CATEGORIES,
    CAUSE_OF,
    CAUSES,
    CHANNELS,
    FRICTIONS,
    GENERATIONS,
    KNOBS,
    MODEL_VERSION,
    PRESETS,
    STAGES,
    Knob,
)
from simulations.scenario.problems import Problem, ScenarioError
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import COUNTRIES, Country, Strategy

__all__ = [
    "CAPABILITIES",
    "CATEGORIES",
    "CAUSES",
    "CAUSE_OF",
    "CHANNELS",
    "COUNTRIES",
    "FRICTIONS",
    "GENERATIONS",
    "KNOBS",
    "MODEL_VERSION",
    "OUTCOMES",
    "PRESETS",
    "STAGES",
    "Comparison",
    "Country",
    "Estimate",
    "Knob",
    "Life",
    "Moment",
    "Outcome",
    "Person",
    "Problem",
    "Result",
    "Scenario",
    "ScenarioError",
    "Strategy",
    "compare",
    "setup_costs",
    "shopper_records",
    "shopper_totals",
    "simulate",
    "trace",
]
