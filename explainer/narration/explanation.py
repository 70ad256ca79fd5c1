"""Why a moment happened: the luck, the rule, the number behind it, the capability that counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content.fields import field_name
from explainer.narration.sentences import Narrator
from explainer.narration.story import Cell, Story
from simulations import CAPABILITIES, FRICTIONS, KNOBS, Scenario
from simulations.people.chances import chances
from simulations.scenario.knobs import SIDES

PER_CENT = 100.0
ASSUMPTION = "assumption"
FAMILY = {
    "thought": "think",
    "forgot": "think",
    "bought": "checkout",
    "not_convinced": "checkout",
}
KNOB_OF = {
    "thought": "population.loyalty_start",
    "forgot": "population.loyalty_start",
    "woke": "reaction.wake",
    "changed_device": "market.desk_finish",
    "rescued": "market.rescue_by_stock",
    "came_back": "market.stock_delay",
    "substitute": "market.stock_delay",
    "bought": "market.purchase_intent",
    "not_convinced": "market.purchase_intent",
    "carried_home": "costs.margin_store",
    "collected": "population.pickup_taste",
    "delivered": "market.delivery_days",
    "extra": "market.pickup_extra_share",
    "left_severe": "reaction.leave_after_severe",
    "left_handoffs": "reaction.leave_per_hop",
    "left_floor": "reaction.loyalty_floor",
    "left_churn": "population.churn_mean",
}
STAGE_OF = {"discover": "discover", "evaluate": "evaluate", "buy_stage": "buy"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one moment happened, in words.

    Attributes
    ----------
    lines : tuple of (str, str)
        Heading and sentence, plain text.
    cards : tuple of str
        Ids of the evidence behind the number; empty for an assumption.
    draw, a, b : float or None
        The luck and the chances it was held against, from 0 to 1.
    capability : str
        The one that counts; empty where there is none.
    """

    lines: tuple[tuple[str, str], ...]
    cards: tuple[str, ...]
    draw: float | None
    a: float | None
    b: float | None
    capability: str


def explain(cell: Cell, story: Story, scenario: Scenario, narrator: Narrator) -> Explanation:
    """Explain a moment of a life that was traced in a scenario."""
    texts, moment = narrator.words, cell.moment
    by_side = chances(story.life, moment)
    knob = knob_of(cell)
    evidence = KNOBS[knob].evidence
    cards = () if evidence == ASSUMPTION else tuple(evidence.split(","))
    friction = moment.event in FRICTIONS
    rule = texts(f"lives.when.{moment.event}") if friction else texts(f"lives.rule.{moment.event}")
    lines = [
        (texts("lives.why.draw"), _luck(cell, narrator)),
        (texts("lives.why.chance"), _chances(moment.event, by_side, narrator)),
        (texts("lives.why.rule"), rule),
        (texts("lives.why.number"), _number(knob, cards, scenario, narrator)),
    ]
    capability = moment.cause if moment.cause in CAPABILITIES else ""
    if moment.event == "rescued":
        capability = "shared_stock"
    if capability:
        lines.append((texts("lives.why.piece"), _levels(capability, scenario, narrator)))
    written = tuple((heading, words) for heading, words in lines if words)
    return Explanation(written, cards, moment.draw, by_side["a"], by_side["b"], capability)


def knob_of(cell: Cell) -> str:
    """Return the knob of the model that a moment rests on most."""
    moment = cell.moment
    if moment.event in FRICTIONS:
        return f"friction.{moment.event}.base"
    if moment.event == "gave_up":
        return f"friction.{cell.reason}.quit"
    if moment.event in STAGE_OF:
        taste = f"taste.{STAGE_OF[moment.event]}.{moment.channel}"
        return taste if taste in KNOBS else "population.crossing_rate"
    if moment.event in ("returned", "support"):
        name = "return" if moment.event == "returned" else "help"
        return f"market.{name}_{'store' if cell.previous == 'store' else 'online'}"
    return KNOB_OF[moment.event]


def _luck(cell: Cell, narrator: Narrator) -> str:
    moment = cell.moment
    if moment.draw is not None:
        return narrator.words("lives.why.drawn", draw=_of_hundred(moment.draw, narrator))
    # Doors are chosen with luck too; a trace does not keep that draw.
    return narrator.words("lives.why.weighed" if moment.event in STAGE_OF else "lives.why.undrawn")


def _chances(event: str, chances: Mapping[str, float | None], narrator: Narrator) -> str:
    texts = narrator.words
    known = {side: _of_hundred(p, narrator) for side, p in chances.items() if p is not None}
    if not known:
        return ""
    what = texts(f"lives.why.what.{FAMILY.get(event, 'other')}")
    if len(known) > 1:
        return texts("lives.why.chances", what=what, **known)
    (side,) = known
    return texts(f"lives.why.chance_{side}", what=what, **known)


def _number(knob: str, cards: tuple[str, ...], scenario: Scenario, narrator: Narrator) -> str:
    texts = narrator.words
    value = scenario.get(knob)
    assert isinstance(value, (int, float))
    words = texts(
        "lives.why.value", name=field_name(knob, texts), value=_value(knob, value, narrator)
    )
    return words if cards else f"{words} {texts('lives.why.assumption')}"


def _value(knob: str, value: float, narrator: Narrator) -> str:
    """Write the value of a knob: shares as a percentage, with no more decimals than it has."""
    share = KNOBS[knob].high <= 1.0 and KNOBS[knob].low >= 0.0
    size = value * PER_CENT if share else value
    decimals = next(d for d in range(5) if d == 4 or abs(round(size, d) - size) < 1e-9)
    if share:
        return narrator.words.percent(value, decimals)
    return narrator.words.number(value, decimals)


def _levels(capability: str, scenario: Scenario, narrator: Narrator) -> str:
    levels = {
        side: narrator.words.integer(scenario.side(side).capabilities[capability] * PER_CENT)
        for side in SIDES
    }
    name = narrator.words(f"terms.capability.{capability}.name")
    return narrator.words("lives.why.levels", capability=name, **levels)


def _of_hundred(share: float, narrator: Narrator) -> str:
    return narrator.words.number(share * PER_CENT, 1)
