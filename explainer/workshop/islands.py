"""What teams decide that see their own channel alone, played through the model.

A decision changes the company's numbers, by rules that are assumptions of the workshop and are told
beside the result; the model does the rest, for the same shoppers with the same luck:

- every decision for the own channel makes it pull ``PULL`` times as much: an advertised one at each
  stage, one with a discount or with stock of its own where people buy;
- *promote* sends as many messages more as one channel sends, and costs what keeping one costs;
- *discount* gives a promotion to all who begin in the channel, and who compares with it finds
  another price: both by the channel's share of where people begin;
- *reserve* keeps ``RESERVED`` of the channel's stock from who buys elsewhere, where it still is
  shown: that share of the channel's part of purchases, for all the other purchases;
- *share* joins stock and history between the channels that share: their pairs among all pairs. Who
  shares alone is joined to nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer.workshop.answers import DECISIONS
from explainer.workshop.scoring import ALL
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import ISLANDS
from simulations import CHANNELS, OUTCOMES, Scenario, setup_costs, shopper_totals, simulate
from simulations.engine.estimates import difference, moments
from simulations.engine.funnel import channel_revenue
from simulations.scenario.knobs import KNOBS

PULL, RESERVED = 1.25, 0.25
PROMOTE, DISCOUNT, RESERVE, SHARE = DECISIONS
SHARED = ("shared_stock", "shared_history")
PULLED: Mapping[str, tuple[str, ...]] = {
    PROMOTE: ("discover", "evaluate", "buy"),
    DISCOUNT: ("buy",),
    RESERVE: ("buy",),
}
SENDERS = 6
"""Channels that send messages on their own (rules of the model, section 3)."""
NOTHING, DECIDED, OWN_BEST = "nothing", "decided", "own_best"
MEASURED = {
    "conversion": ("conversion_rate", 100.0),
    "frustration": ("frustration_index", 1.0),
    "repeat": ("repeat_rate", 100.0),
    "profit": ("profit", 1.0),
}
"""Outcome of the model behind each measure of a room, and what it is multiplied by."""

Plan = Mapping[str, str]
"""Decision of each team that takes one."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Year:
    """What each of n shoppers did in a year.

    Attributes
    ----------
    totals : mapping of str to float array (1, n)
    revenue : mapping of team to float array (1, n)
        Money spent in the team's channel.
    """

    totals: Mapping[str, Floats]
    revenue: Mapping[str, Floats]


def decided(room: Snapshot) -> dict[str, tuple[str, int]]:
    """Return what each team decided, and by how many answers; nothing for a team without any.

    It is the decision that most of its members took, the first of equals.
    """
    decisions = {}
    for team in TEAMS:
        taken = [str(answer.body["decision"]) for answer in room.of_round(ISLANDS, team)]
        decisions[team] = (Counter(taken).most_common(1)[0][0], len(taken)) if taken else ("", 0)
    return decisions


def plan_of(room: Snapshot) -> dict[str, str]:
    """Return what is played for a room: a team without answers leaves everything as it is."""
    return {team: decision for team, (decision, _) in decided(room).items() if decision}


def body(room: Snapshot, result: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is kept of ``play``: beside each team's decision by how many answers it is."""
    voices = decided(room)
    teams = {
        team: {**outcome, "voices": voices[team][1]} for team, outcome in result["teams"].items()
    }
    return {ALL: {**result, "teams": teams}}


def company(first: Scenario, plan: Plan) -> Scenario:
    """Return the company under a plan, as side a of a scenario.

    Parameters
    ----------
    first : Scenario
        Whose side a is the company as it is.
    plan : mapping of team to decision
    """
    changes: dict[str, float] = {}
    counts = Counter(plan.values())

    def set_knob(name: str, value: float) -> None:
        low, high = float(KNOBS[name].low), float(KNOBS[name].high)
        changes[name] = min(high, max(low, value))

    def shares(stage: str, decision: str) -> list[float]:
        return [_share(first, stage, team) for team, taken in plan.items() if taken == decision]

    for team, decision in plan.items():
        for stage in PULLED.get(decision, ()):
            name = f"taste.{stage}.{team}"
            if name in KNOBS:
                set_knob(name, PULL * first.number(name))
    messages = first.number("market.messages_per_month")
    set_knob("market.messages_per_month", messages * (1 + counts[PROMOTE] / SENDERS))
    upkeep, kept = first.number("costs.channel_upkeep"), len(first.a.channels) - 1
    set_knob("costs.channel_upkeep", upkeep * (1 + counts[PROMOTE] / kept))
    begins = shares("discover", DISCOUNT)
    for name in ("market.promotion_share", "friction.price_gap.base"):
        set_knob(name, _at_least_one(first.number(name), *begins))
    missed = [RESERVED * part * (1 - part) for part in shares("buy", RESERVE)]
    name = "friction.phantom_stock.base"
    set_knob(name, _at_least_one(first.number(name), *missed))
    pairs = counts[SHARE] * (counts[SHARE] - 1) / (len(TEAMS) * (len(TEAMS) - 1))
    for capability in SHARED:
        set_knob(f"a.capabilities.{capability}", max(pairs, first.a.capabilities[capability]))
    return first.with_values(changes)


def play(
    first: Scenario, plan: Plan, *, progress: Callable[[int, int], None] | None = None
) -> dict[str, Any]:
    """Simulate what was decided, and what could have been, for the same shoppers and luck.

    Parameters
    ----------
    first : Scenario
        Whose side a is the company as it is.
    plan : mapping of team to decision
        What the room plays.
    progress : callable, optional
        Called with years simulated and years in all.

    Returns
    -------
    dict
        ``situations``: for ``nothing`` (no team changes anything), ``decided``, ``own_best`` (each
        team takes what sells most in its channel while the others change nothing) and each common
        decision: its ``plan``, its measures, and ``apart``: how much more profit and conversion
        than together, with the 95 % interval of the paired difference.
        ``together``: the one of ``nothing`` and the common decisions with the most profit.
        ``teams``: for each team its decision alone: what it changes in the sales of its channel and
        in the profit of the company, per customer, with intervals.
    """
    common = {decision: dict.fromkeys(TEAMS, decision) for decision in DECISIONS}
    years = _Years(first, len(TEAMS) * len(DECISIONS) + len(common), progress)
    before = years.of({})
    sold = {
        team: {decision: years.of({team: decision}).revenue[team].mean() for decision in DECISIONS}
        for team in TEAMS
    }
    plans: dict[str, Plan] = {
        NOTHING: {},
        DECIDED: plan,
        OWN_BEST: {team: max(DECISIONS, key=sold[team].__getitem__) for team in TEAMS},
        **common,
    }
    profit = {name: float(years.of(each).totals["profit"].mean()) for name, each in plans.items()}
    best = max((NOTHING, *DECISIONS), key=profit.__getitem__)
    together = years.of(plans[best])
    return {
        "situations": {
            name: _situation(years.of(each), together, each) for name, each in plans.items()
        },
        "together": best,
        "teams": {
            team: {
                "decision": plan.get(team, ""),
                **_alone(years.of({team: plan[team]} if team in plan else {}), before, team),
            }
            for team in TEAMS
        },
    }


class _Years:
    """Years of one company under plans, each simulated once."""

    def __init__(
        self, first: Scenario, most: int, progress: Callable[[int, int], None] | None
    ) -> None:
        self._first, self._most, self._progress = first, most, progress
        self._known: dict[tuple[tuple[str, str], ...], Year] = {}

    def of(self, plan: Plan) -> Year:
        """Return the year under a plan."""
        sharing = [team for team, decision in plan.items() if decision == SHARE]
        idle = sharing if len(sharing) == 1 else []  # who shares alone is joined to nobody
        key = tuple(sorted((team, decision) for team, decision in plan.items() if team not in idle))
        if key not in self._known:
            self._known[key] = simulated_year(company(self._first, dict(key)))
            if self._progress is not None:
                self._progress(min(len(self._known), self._most), self._most)
        return self._known[key]


def simulated_year(scenario: Scenario) -> Year:
    """Simulate side a of a scenario alone."""
    setups = (scenario.a,)
    _, ledger = simulate(scenario, setups, np.arange(scenario.shoppers, dtype=np.int64))
    sold = channel_revenue(ledger)
    return Year(
        shopper_totals(ledger, setup_costs(scenario, setups)),
        {team: sold[CHANNELS.index(team)] for team in TEAMS},
    )


def _situation(year: Year, together: Year, plan: Plan) -> dict[str, Any]:
    return {
        "plan": dict(plan),
        **{measure: _round(_mean(year, measure)) for measure in MEASURED},
        "apart": {
            measure: _paired_difference(year, together, measure)
            for measure in ("profit", "conversion")
        },
    }


def _alone(year: Year, before: Year, team: str) -> dict[str, Any]:
    everybody = np.ones_like(before.revenue[team])
    return {
        "sales_before": _round(float(before.revenue[team].mean())),
        "sales": _interval(before.revenue[team], year.revenue[team], everybody, everybody),
        "profit": _paired_difference(year, before, "profit"),
    }


def _mean(year: Year, measure: str) -> float:
    key, scale = MEASURED[measure]
    outcome = OUTCOMES[key]
    top, bottom = outcome.top(year.totals).sum(), outcome.bottom(year.totals).sum()
    return float(scale * top / bottom) if bottom else 0.0


def _paired_difference(year: Year, other: Year, measure: str) -> dict[str, float]:
    """Return how much more of a measure one year has than the other."""
    key, scale = MEASURED[measure]
    outcome = OUTCOMES[key]
    years = (other, year)
    interval = _interval(
        *(outcome.top(each.totals) for each in years),
        *(outcome.bottom(each.totals) for each in years),
    )
    return {name: _round(scale * value) for name, value in interval.items()}


def _interval(top_a: Floats, top_b: Floats, bottom_a: Floats, bottom_b: Floats) -> dict[str, float]:
    """Return b minus a, paired, with the ends of its interval."""
    sums = moments(np.concatenate([top_a, top_b]), np.concatenate([bottom_a, bottom_b]))
    can_differ = not (np.array_equal(top_a, top_b) and np.array_equal(bottom_a, bottom_b))
    interval = difference(sums, top_a.shape[-1], can_differ=can_differ)
    return {name: _round(value) for name, value in interval.to_dict().items()}


def _share(first: Scenario, stage: str, team: str) -> float:
    """Return a channel's share of the pull of all channels at a stage."""
    names = {channel: f"taste.{stage}.{channel}" for channel in first.a.channels}
    pulls = {channel: first.number(name) for channel, name in names.items() if name in KNOBS}
    whole = sum(pulls.values())
    return pulls.get(team, 0.0) / whole if whole else 0.0


def _at_least_one(chance: float, *others: float) -> float:
    """Return the chance that at least one of independent things happens."""
    for other in others:
        chance += (1.0 - chance) * other
    return chance


def _round(value: float) -> float:
    return round(float(value), 4)
