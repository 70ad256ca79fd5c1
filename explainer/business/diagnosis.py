"""Which strategy fits a company, from a few questions, each of which may stay open.

The rules are ours (an assumption, and said so); what they look at is what decides in the model:
how many customers combine channels, margin, records, means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulations import CAPABILITIES, Scenario

OPEN = "open"
"""An answer that is not given."""
QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "online": (OPEN, "no", "some", "much"),
        "combine": (OPEN, "few", "half", "most"),
        "margin": (OPEN, "low", "middle", "high"),
        "records": (OPEN, "wrong", "fair", "right"),
        "prices": (OPEN, "differ", "same"),
        "goals": (OPEN, "apart", "shared"),
        "means": (OPEN, "none", "pilot", "yes"),
        "purchase": (OPEN, "daily", "pleasure"),
    }
)
"""Each question with its answers, the first of them none."""
COMBINE = MappingProxyType({"few": 0.2, "half": 0.5, "most": 0.85})
ERRORS = MappingProxyType({"wrong": 0.3, "fair": 0.1, "right": 0.02})


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers come to.

    Attributes
    ----------
    strategy : str
        One of ``PRESETS``.
    reasons : tuple of str
        Codes of the answers that decided, as ``question.answer``; empty if none was given.
    """

    strategy: str
    reasons: tuple[str, ...]


def advise(answers: Mapping[str, str]) -> Advice:
    """Return the strategy that fits.

    Parameters
    ----------
    answers : mapping of str to str
        By question; what is left out is open.

    Returns
    -------
    Advice
    """
    given = {name: answers.get(name, OPEN) for name in QUESTIONS}

    def among(*wanted: str) -> tuple[str, ...]:
        pairs = (one.partition(".") for one in wanted)
        return tuple(f"{name}.{value}" for name, _, value in pairs if given[name] == value)

    if given["online"] == "no" and given["combine"] in (OPEN, "few"):
        return Advice("single", among("online.no", "combine.few"))
    against = among("combine.few", "margin.low", "records.wrong", "means.none")
    if len(against) >= 2 or "means.none" in against:
        return Advice("multichannel", against)
    favours = among("combine.most", "margin.high", "records.right", "means.yes", "goals.shared")
    if not against and len(favours) >= 3 and given["combine"] == "most":
        return Advice("omnichannel", favours)
    return Advice("cross_channel", against or favours)


def scenario_of(answers: Mapping[str, str], base: Scenario) -> Scenario:
    """Return a scenario with what the answers say; today's company against the advised one.

    Parameters
    ----------
    answers : mapping of str to str
    base : Scenario
        Its country and luck are kept.

    Returns
    -------
    Scenario
    """
    advice = advise(answers)
    today = "single" if answers.get("online") == "no" else "multichannel"
    proposed = advice.strategy if advice.strategy != today else "omnichannel"
    scenario = base.with_preset("a", today).with_preset("b", proposed)
    changes: dict[str, object] = {}
    if answers.get("combine") in COMBINE:
        changes["population.crossing_share"] = COMBINE[answers["combine"]]
    if answers.get("records") in ERRORS:
        changes["b.data_error"] = ERRORS[answers["records"]]
    if answers.get("purchase") in ("daily", "pleasure"):
        hedonic = answers["purchase"] == "pleasure"
        changes["category"] = "hedonic" if hedonic else "utilitarian"
    return scenario.with_values(changes)


def cost_shares(strategy: str, scenario: Scenario) -> tuple[float, float]:
    """Return what a strategy costs: once, and each year, as shares of yearly revenue (0 to 1).

    Parameters
    ----------
    strategy : str
        One of ``PRESETS``.
    scenario : Scenario
        Costs are its own.
    """
    side = scenario.with_preset("b", strategy).b
    weights = scenario.group("costs.weight")
    whole = sum(weights[name] for name in CAPABILITIES)
    bought = sum(weights[name] * side.capabilities[name] for name in CAPABILITIES)
    part = bought / whole if whole else 0.0
    return side.one_off_cost * part, side.running_cost * part
