"""A client's own numbers as a scenario, with our assumptions for what the client does not know."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from simulations import KNOBS, Scenario, compare

WEEKS, SHOPPERS = 104, 2_000
"""Time and crowd of a presentation: one year is too short for what is paid at the start."""
PROBE_WEEKS, PROBE_SHOPPERS = 26, 4_000
MOST_TICKET = 100_000_000


@dataclass(frozen=True, slots=True)
class Sector:
    """What sets a sector apart.

    Attributes
    ----------
    category : str
        ``utilitarian`` or ``hedonic``.
    basket : float
        How many times the usual purchase of the category.
    buyers : int
        How many of 100 visits to a store end in a purchase; 0 where nobody has measured it.
    evidence : str
        Card of that figure; empty for an assumption.
    """

    category: str
    basket: float
    buyers: int = 0
    evidence: str = ""


SECTORS: Mapping[str, Sector] = MappingProxyType(
    {
        "general": Sector("utilitarian", 1.0),
        "grocery": Sector("utilitarian", 0.8),
        "pharmacy": Sector("utilitarian", 0.6),
        "fashion": Sector("hedonic", 0.8, 26, "OP6"),
        "beauty": Sector("hedonic", 0.6, 34, "OP6"),
        "home": Sector("hedonic", 1.7, 48, "OP6"),
        "electronics": Sector("utilitarian", 5.0),
    }
)


def client_scenario(base: Scenario, sector: str, ticket: int = 0, buyers: int = 0) -> Scenario:
    """Return the scenario of a client.

    Parameters
    ----------
    base : Scenario
        Its country, set-ups and luck are kept.
    sector : str
        A key of ``SECTORS``.
    ticket : int
        Mean money of a purchase; 0 where the client does not know.
    buyers : int
        How many of 100 visits end in a purchase, 0 to 100; 0 where the client does not know.
    """
    figures = SECTORS[sector]
    run = {"weeks": WEEKS, "shoppers": SHOPPERS, "category": figures.category}
    scenario = base.with_values(run)
    basket = float(ticket) if ticket else scenario.group("market").basket_mean * figures.basket
    knob = KNOBS["market.basket_mean"]
    scenario = scenario.with_values({knob.name: min(max(basket, knob.low), knob.high)})
    wanted = buyers or figures.buyers
    return _with_buyers(scenario, wanted / 100.0) if wanted else scenario


def _with_buyers(scenario: Scenario, wanted: float) -> Scenario:
    """Let so large a share of the visits end in a purchase.

    People come more or less often until they buy; where they would have to buy on less than one
    visit, they buy more often instead.
    """
    probe = scenario.with_values({"weeks": PROBE_WEEKS, "shoppers": PROBE_SHOPPERS})
    conversion = _store_conversion(probe)
    if not math.isfinite(conversion) or conversion <= 0.0:
        return scenario
    market = scenario.group("market")
    visits = market.store_visits * conversion / wanted
    knob = KNOBS["market.store_visits"]
    legal = min(max(visits, knob.low), knob.high)
    intent = min(1.0, market.purchase_intent * max(1.0, legal / visits if visits < legal else 1.0))
    return scenario.with_values({knob.name: legal, "market.purchase_intent": intent})


@lru_cache(maxsize=128)
def _store_conversion(scenario: Scenario) -> float:
    return compare(scenario).a.outcomes["store_conversion"].mean
