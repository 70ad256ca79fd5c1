"""What is simulated for a room, and the results: the same shoppers and luck for every team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explainer.workshop import teams
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.teams import MOST, TEAMS, Decision
from explainer.workshop.templates import CHANGE, INVEST, OUTCOME, PREDICT, REVEAL, START
from simulations import CAPABILITIES, Comparison, Scenario
from simulations.engine.results import Result

ALL = "all"
"""Stands for the whole company where a team could stand."""
ROUND_OF = {START: PREDICT, REVEAL: INVEST, OUTCOME: CHANGE}
"""The round whose expectations a run answers."""
WIDEST = 3
MEASURES = ("conversion", "frustration", "repeat", "profit")


@dataclass(frozen=True, slots=True)
class Gap:
    """What a team expected and what came out: purchases of every 100 attempts.

    Attributes
    ----------
    expected : float
        Mean of its members.
    """

    team: str
    run: str
    expected: float
    happened: float

    @property
    def size(self) -> float:
        """How far apart they are."""
        return abs(self.expected - self.happened)


def first_scenario(room: Snapshot) -> Scenario:
    """Return the company of the room: multichannel, and what it would be with all nine pieces."""
    return Scenario().with_country(room.country).with_values({"seed": room.seed})


def team_scenario(room: Snapshot, tokens: Mapping[str, int]) -> Scenario:
    """Return the same company with the pieces that a team pays for."""
    levels = {f"b.capabilities.{name}": tokens[name] / MOST for name in CAPABILITIES}
    return first_scenario(room).with_values(levels)


def decisions(room: Snapshot, run: str) -> dict[str, Decision]:
    """Return what each team plays in a run, by its answers or by the rule."""
    decided = {}
    for team in TEAMS:
        decision = teams.invested([answer.body["tokens"] for answer in room.of_round(INVEST, team)])
        if run == OUTCOME:
            bodies = [answer.body for answer in room.of_round(CHANGE, team)]
            transfers = [(body["source"], body["target"]) for body in bodies]
            decision = teams.changed(decision.tokens, transfers)
        decided[team] = decision
    return decided


def scenarios(room: Snapshot, run: str) -> dict[str, Scenario]:
    """Return what is to be simulated for a run, by team; for the first one by ``ALL``."""
    if run == START:
        return {ALL: first_scenario(room)}
    return {
        team: team_scenario(room, decision.tokens)
        for team, decision in decisions(room, run).items()
    }


def bodies(
    room: Snapshot, run: str, comparisons: Mapping[str, Comparison]
) -> dict[str, dict[str, Any]]:
    """Return what is kept of the comparisons of a run.

    Parameters
    ----------
    comparisons : mapping of team to Comparison
        One for each of ``scenarios``.

    Returns
    -------
    dict of team to dict
        ``a`` and ``b``: the measures of the company before and with its pieces, ``channel``: what
        the team's channel sells in both; of a team also ``tokens`` and ``voices``.
    """
    if run == START:
        whole = comparisons[ALL]
        kept: dict[str, dict[str, Any]] = {ALL: _sides(whole, "")}
        return kept | {team: _sides(whole, team) for team in TEAMS}
    decided = decisions(room, run)
    return {
        team: {
            **_sides(comparisons[team], team),
            "tokens": dict(decided[team].tokens),
            "voices": decided[team].voices,
        }
        for team in TEAMS
    }


def ranked(room: Snapshot, run: str) -> list[str]:
    """Return the teams: in the order of their conversion if the room ranks them, else in their own.

    Equals stand in their own order.
    """
    simulated = [team for team in TEAMS if (run, team) in room.results]
    if not room.ranking:
        return simulated
    return sorted(simulated, key=lambda team: -round(room.results[run, team]["b"]["conversion"], 1))


def truth(room: Snapshot) -> float | None:
    """Return what the first round asks for: purchases of every 100 attempts, all pieces there."""
    result = room.results.get((START, ALL))
    return None if result is None else float(result["b"]["conversion"])


def hits(room: Snapshot) -> tuple[int, int]:
    """Return how many predicted a range that holds what happened, and how many predicted."""
    happened, given = truth(room), room.of_round(PREDICT)
    if happened is None:
        return 0, len(given)
    bounds = [(answer.body["low"], answer.body["high"]) for answer in given]
    inside = sum(low <= round(happened, 1) <= high for low, high in bounds)
    return inside, len(given)


def gaps(room: Snapshot) -> list[Gap]:
    """Return every gap between what a team expected and what happened, the widest first."""
    differences = []
    for run, step in ROUND_OF.items():
        for team in TEAMS:
            key = "guess" if step == PREDICT else "expect"
            expected = [float(answer.body[key]) for answer in room.of_round(step, team)]
            result = room.results.get((run, ALL if run == START else team))
            if expected and result is not None:
                mean = sum(expected) / len(expected)
                differences.append(Gap(team, run, mean, float(result["b"]["conversion"])))
    return sorted(differences, key=lambda gap: -gap.size)


def _sides(comparison: Comparison, channel: str) -> dict[str, Any]:
    results = {"a": comparison.a, "b": comparison.b}
    sides: dict[str, Any] = {name: _measures(result) for name, result in results.items()}
    if channel:
        sides["channel"] = {name: _channel(result, channel) for name, result in results.items()}
    return sides


def _measures(side: Result) -> dict[str, float]:
    """Return shares as so many of every 100, points of 100, money per customer."""
    means = {name: estimate.mean for name, estimate in side.outcomes.items()}
    measures = {
        "conversion": 100 * means["conversion_rate"],
        "frustration": means["frustration_index"],
        "repeat": 100 * means["repeat_rate"],
        "profit": means["profit"],
    }
    return {name: round(float(value), 3) for name, value in measures.items()}


def _channel(side: Result, channel: str) -> dict[str, float]:
    """Return purchases through a channel, of every 100 customers, and its sales per customer."""
    row = side.money[side.money["channel"] == channel].iloc[0]
    return {
        "purchases": round(100 * float(row["purchases"]), 3),
        "revenue": round(float(row["revenue"]), 3),
    }
