"""How a presentation speaks of its proposal: as integrating, or as opening channels alone."""

from __future__ import annotations

from collections.abc import Mapping

from explainer.results.pitch.money_range import Verdict
from simulations import Scenario


def opens_alone(scenario: Scenario) -> bool:
    """Return whether side b has more channels than a and integrates nothing more."""
    a, b = scenario.a, scenario.b
    return a.capabilities == b.capabilities and a.channels < b.channels


def keys_of(scenario: Scenario, verdict: Verdict) -> Mapping[str, str]:
    """Return the keys of the texts about the proposal.

    Returns
    -------
    mapping of str to str
        Of ``claim``, ``title``, ``steps``, ``better``, ``cost`` and ``not_for_you``.
    """
    if opens_alone(scenario):
        return {
            "claim": f"business_pitch.opening.claim.{verdict}",
            "title": f"business_pitch.opening.money.title.{verdict}",
            "steps": f"business_pitch.opening.take.steps.{verdict}",
            "better": "business_pitch.opening.money.better",
            "cost": "business_pitch.opening.money.cost",
            "not_for_you": "business_pitch.opening.money.not_for_you",
        }
    return {
        "claim": f"business_pitch.claim.{verdict}",
        "title": f"business_pitch.money.title.{verdict}",
        "steps": f"business_pitch.take.steps.{verdict}",
        "better": "business_pitch.money.better",
        "cost": "business_pitch.money.cost",
        "not_for_you": "business_pitch.money.not_for_you",
    }
