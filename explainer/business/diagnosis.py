"""Which strategy fits a company, from a few answers: rules of ours, and the scenario to try them.

The rules are an assumption, and the page says so; they look at what decides in the model: how many
customers combine channels, margin, records, means. Whether it would pay is a question for scenarios
(:mod:`explainer.business.payoff`): what the company has today, and the same a step further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from explainer.business.answers import Answers
from explainer.business.client import SHOPPERS, WEEKS
from simulations import CAPABILITIES, KNOBS, PRESETS, Scenario
from simulations.scenario.strategies import RECORDS

Kind = Literal["add", "not_for_you", "complete"]

FEW_CAPABILITIES = 2
"""Up to so many capabilities a company of several channels still is a multichannel one."""
MOST_FAVOURS = 3
"""So many answers in favour, and none against, speak for integrating everything."""
FURTHER = ("store", "website", "messaging")
"""Of these, the first two that it has not got open to a company that has one channel."""
JOINED = ("shared_stock", "cross_fulfilment")
"""What lets a purchase begin in one channel and end in another."""
TEAMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "product": ("shared_stock", "cross_fulfilment", "unified_price"),
        "marketing": ("consistent_message", "shared_promotions", "coordinated_contact"),
        "sales": ("shared_history", "shared_goals", "shared_cart"),
    }
)
"""Capabilities by the team that carries them, in the order in which they build on each other."""
DECIDED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"single": ("channels.one",), "omnichannel": ("pieces.all",)}
)
"""The answers that decide by themselves, by the strategy of today."""
COMBINE = MappingProxyType({"few": 0.2, "half": 0.5, "most": 0.85})
ERRORS = MappingProxyType({"wrong": 0.3, "fair": 0.1, "right": 0.02})
MARGIN = MappingProxyType({"low": 0.5, "middle": 1.0, "high": 1.5})
"""How many times the margins of the model."""
MARGINS = tuple(
    f"costs.margin_{kind}" for kind in ("store", "delivery", "pickup", "ship_from_store")
)
AGES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "young": {"z": 0.5, "millennial": 0.35, "x": 0.1, "boomer": 0.05},
        "older": {"z": 0.05, "millennial": 0.15, "x": 0.35, "boomer": 0.45},
    }
)
"""Shares of the generations where the audience is not the country's mixture."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers come to.

    Attributes
    ----------
    kind : str
        ``add`` what is missing, ``not_for_you`` where more integration is advised against,
        ``complete`` where nothing is missing.
    strategy : str
        One of ``PRESETS``: the one that fits.
    today : str
        The one that the company has now.
    reasons : tuple of str
        Codes of the answers that decided, as ``question.answer``; empty if none was given.
    """

    kind: Kind
    strategy: str
    today: str
    reasons: tuple[str, ...]

    @property
    def tried(self) -> str:
        """The strategy to be tried first: the one that fits, or the one advised against."""
        if self.kind != "not_for_you":
            return self.strategy
        return PRESETS[PRESETS.index(self.today) + 1]


def today_of(answers: Answers) -> str:
    """Return the strategy that a company has now; one of several channels where it is open."""
    if len(answers.selling) == 1:
        return "single"
    if answers.owned == set(CAPABILITIES):
        return "omnichannel"
    return "cross_channel" if len(answers.owned) > FEW_CAPABILITIES else "multichannel"


def advise(answers: Answers) -> Advice:
    """Return the strategy that fits."""

    def among(*codes: str) -> tuple[str, ...]:
        pairs = (code.partition(".") for code in codes)
        return tuple(f"{name}.{value}" for name, _, value in pairs if answers[name] == value)

    today = today_of(answers)
    decided = DECIDED_BY.get(today, ())
    against = among("combine.few", "margin.low", "means.none")
    if today == "omnichannel":
        return Advice("complete", today, today, (*decided, *among("records.wrong")))
    if against or (today == "single" and answers.is_open("combine")):
        return Advice("not_for_you", today, today, (*decided, *against))
    careful = among("records.wrong", "means.pilot", "combine.half")
    favours = among("combine.most", "margin.high", "records.right", "means.yes")
    whole = len(favours) >= MOST_FAVOURS and not careful and answers["combine"] == "most"
    wanted = "omnichannel" if whole else "cross_channel"
    return Advice("add", wanted, today, (*decided, *careful, *favours))


def steps_of(today: str) -> tuple[str, ...]:
    """Return the strategies that a company can go on to, from less to more integration.

    One that has joined some channels can join some more, and stays what it is.
    """
    index = PRESETS.index(today)
    return PRESETS[index:] if today == "cross_channel" else PRESETS[index + 1 :]


def added_capabilities(strategy: str, answers: Answers) -> tuple[str, ...]:
    """Return what a company lacks of a strategy; of some joined channels, the next capabilities."""
    if strategy == "multichannel":
        return ()
    next_ones = {*first_capabilities(answers).values(), *JOINED}
    return tuple(
        name
        for name in CAPABILITIES
        if name not in answers.owned and (strategy == "omnichannel" or name in next_ones)
    )


def first_capabilities(answers: Answers) -> dict[str, str]:
    """Return by team the capability to begin with; an empty text where a team lacks none."""
    return {
        team: next(
            (capability for capability in capabilities if capability not in answers.owned), ""
        )
        for team, capabilities in TEAMS.items()
    }


def scenario_of(answers: Answers, base: Scenario, strategy: str = "") -> Scenario:
    """Turn the answers into a scenario: today's company, and a step further beside it.

    Where nothing is missing, the company without its capabilities stands beside it.

    What the company has is there from the first week and is paid for; what is added is put in
    place, and paid, by and by. A side has one time and one price for all of its capabilities, so
    those of b are scaled to the share of its new ones in all of them.

    Parameters
    ----------
    answers : Answers
    base : Scenario
        Its country and luck are kept.
    strategy : str
        One of :func:`steps_of`; without it the one that the advice says to try.
    """
    advice, run = advise(answers), {"weeks": WEEKS, "shoppers": SHOPPERS}
    scenario = Scenario({"country": base.country, "seed": base.seed, **run})
    channels = answers.selling or scenario.with_preset("a", advice.today).a.channels
    further = [name for name in FURTHER if name not in channels][:2] if len(channels) == 1 else []
    changes = {**_market(answers), "a.channels": channels, "b.channels": channels | set(further)}
    added = added_capabilities(strategy or advice.tried, answers)
    tried = () if advice.kind == "complete" else {*answers.owned, *added}
    for name in CAPABILITIES:
        changes[f"a.capabilities.{name}"] = float(name in answers.owned)
        changes[f"b.capabilities.{name}"] = float(name in tried)
    scenario = scenario.with_values(changes)
    owned, whole = part_of(scenario, "a"), part_of(scenario, "b")
    new = max(0.0, whole - owned) / whole if whole else 0.0
    return scenario.with_values(_still_to_come("a", 0.0) | _still_to_come("b", new))


def _market(answers: Answers) -> dict[str, object]:
    """Return the knobs of customers, margins and records that follow from the answers."""
    changes: dict[str, object] = {}
    if not answers.is_open("purchase"):
        changes["category"] = "hedonic" if answers["purchase"] == "pleasure" else "utilitarian"
    if answers["combine"] in COMBINE:
        changes["population.crossing_share"] = COMBINE[answers["combine"]]
    for generation, share in AGES.get(answers["ages"], {}).items():
        changes[f"generation.{generation}.share"] = share
    if answers["margin"] in MARGIN:
        factor = MARGIN[answers["margin"]]
        changes |= {name: round(_default(name) * factor, 4) for name in MARGINS}
    if answers["records"] in ERRORS:
        for side in "ab":
            changes[f"{side}.data_error"] = ERRORS[answers["records"]]
            changes |= {f"{side}.wrong_{kind}": 0.0 for kind in RECORDS}
    return changes


def _still_to_come(side: str, new: float) -> dict[str, object]:
    """Return time, trouble and price of putting in place a side of which so large a part is new."""
    return {
        f"{side}.one_off_cost": round(_default(f"{side}.one_off_cost") * new, 6),
        f"{side}.changeover": round(_default(f"{side}.changeover") * new, 6),
        f"{side}.ramp_weeks": round(_default(f"{side}.ramp_weeks") * new),
    }


def _default(name: str) -> float:
    value = KNOBS[name].default
    assert isinstance(value, int | float)
    return value


def part_of(scenario: Scenario, side: str) -> float:
    """Return which part of full integration a side has, by what its capabilities cost (0 to 1)."""
    weights, levels = scenario.group("costs.weight"), scenario.side(side).capabilities
    whole = sum(weights[name] for name in CAPABILITIES)
    return sum(weights[name] * levels[name] for name in CAPABILITIES) / whole if whole else 0.0


def added_costs(scenario: Scenario) -> tuple[float, float]:
    """Return what b costs more than a: once, and each year, as shares of yearly revenue.

    It counts integration, and the channels that b has beside those of a.
    """
    a, b = scenario.a, scenario.b
    parts = part_of(scenario, "a"), part_of(scenario, "b")
    once = b.one_off_cost * parts[1] - a.one_off_cost * parts[0]
    yearly = b.running_cost * parts[1] - a.running_cost * parts[0]
    upkeep = scenario.group("costs").channel_upkeep
    return once, yearly + upkeep * (len(b.channels) - len(a.channels))
