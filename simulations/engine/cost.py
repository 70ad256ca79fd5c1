"""Estimated cost of a run, in units of one comparison of the default scenario.

Each round of a chunk (everybody's next journey) costs a fixed number of array operations, and each
shopper some more, by how often people need something. Measured, not derived: it holds within a
factor of three from 100 to 50,000 shoppers, 10 to 520 weeks and 1 to 52 needs a year.
"""

from __future__ import annotations

import math

from simulations.engine.chunks import chunk_length
from simulations.scenario.scenario import Scenario

OPERATIONS = 0.69
"""Of a chunk over a year."""
EVERY_5000, NEEDY_5000 = 0.17, 0.57
"""Of 5,000 shoppers over a year: of all, and what is more of those who always need something."""
ALWAYS = 26.0
"""Needs per year from which somebody has a journey each week."""
YEAR = 52.0


def cost(scenario: Scenario) -> float:
    """Return about how many times the work of ``compare(Scenario())`` a comparison is.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    float
        From 0, for nobody or no time; 1 for the scenario that one starts with.
    """
    if not scenario.shoppers:
        return 0.0
    chunks = math.ceil(scenario.shoppers / chunk_length(scenario, None))
    needy = min(1.0, scenario.group("population").need_rate / ALWAYS)
    people = scenario.shoppers / 5000.0 * (EVERY_5000 + NEEDY_5000 * needy)
    return scenario.weeks / YEAR * (chunks * OPERATIONS + people)
