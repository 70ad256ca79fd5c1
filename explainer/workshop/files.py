"""What a room holds, as tables for a spreadsheet: codes and numbers, the same in every language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pandas as pd

from explainer.workshop.scoring import ALL, MEASURES
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import ISLANDS
from simulations import CAPABILITIES

CHANGES = (
    *("profit_against_together", "conversion_against_together"),
    *("channel_revenue_change", "profit_change"),
)
ENDS = {"mean": "", "low": "_low", "high": "_high"}
PLAIN = ("guess", "low", "high", "confidence", "decision", "expect", "source", "target")


def answers_table(room: Snapshot) -> pd.DataFrame:
    """Return one row for each answer that counts.

    Returns
    -------
    DataFrame
        room, nickname, team, language, round, time (UTC, ISO 8601), the fields of each round
        (empty where it has none), tokens_<capability>, reason, approved.
    """
    seats = {seat.seat: seat for seat in room.seats}
    rows = []
    for answer in room.answers:
        person = seats.get(answer.seat)
        if person is None:
            continue
        stored = datetime.datetime.fromtimestamp(answer.stored // 1000, tz=datetime.UTC)
        tokens = answer.body.get("tokens", {})
        rows.append(
            {
                "room": room.code,
                "nickname": person.nickname,
                "team": person.team,
                "language": person.language,
                "round": answer.step,
                "time": stored.isoformat(),
                **{name: answer.body.get(name, "") for name in PLAIN},
                **{f"tokens_{name}": tokens.get(name, "") for name in CAPABILITIES},
                "reason": answer.reason,
                "approved": "yes" if answer.approved else "no",
            }
        )
    columns = (
        *("room", "nickname", "team", "language", "round", "time", *PLAIN),
        *(f"tokens_{capability}" for capability in CAPABILITIES),
        *("reason", "approved"),
    )
    return pd.DataFrame(rows, columns=columns)


def results_table(room: Snapshot) -> pd.DataFrame:
    """Return one row for each team and run.

    Returns
    -------
    DataFrame
        room, run, team (``all`` is the company of everybody), voices, each measure before and
        after, the channel's sales before and after, tokens_<capability>.
    """
    rows = []
    for (run, team), result in room.results.items():
        if run == ISLANDS:  # has a table of its own
            continue
        row = {"room": room.code, "run": run, "team": team, "voices": result.get("voices", "")}
        for side, name in (("a", "before"), ("b", "after")):
            row |= {f"{measure}_{name}": result[side][measure] for measure in MEASURES}
            channel = result.get("channel", {}).get(side, {})
            row[f"channel_revenue_{name}"] = channel.get("revenue")
        tokens = result.get("tokens", {})
        row |= {f"tokens_{name}": tokens.get(name, "") for name in CAPABILITIES}
        rows.append(row)
    return pd.DataFrame(rows)


def islands_table(room: Snapshot) -> pd.DataFrame:
    """Return what the decisions of the round of islands came to.

    Returns
    -------
    DataFrame
        First one row for each situation of the company: room, situation, together (``yes`` for what
        the teams would have chosen together), decision_<team>, each measure, and how much more
        profit and conversion that is than together, with the ends of the interval. Then one row for
        each team, whose decision is alone: team, voices, decision_<team>, how much more its channel
        sells and the company earns than without any decision. No rows if nothing was simulated.
    """
    result = room.results.get((ISLANDS, ALL), {"situations": {}, "teams": {}})
    columns = (
        *("room", "situation", "together", "team", "voices"),
        *(f"decision_{team}" for team in TEAMS),
        *MEASURES,
        *(f"{name}{end}" for name in CHANGES for end in ENDS.values()),
    )
    rows: list[dict[str, object]] = []
    for name, outcome in result["situations"].items():
        rows.append(
            {
                "situation": name,
                "together": "yes" if name == result["together"] else "no",
                **{f"decision_{team}": decision for team, decision in outcome["plan"].items()},
                **{measure: outcome[measure] for measure in MEASURES},
                **_ends("profit_against_together", outcome["apart"]["profit"]),
                **_ends("conversion_against_together", outcome["apart"]["conversion"]),
            }
        )
    for team, outcome in result["teams"].items():
        rows.append(
            {
                "situation": "alone",
                "team": team,
                "voices": outcome["voices"],
                f"decision_{team}": outcome["decision"],
                **_ends("channel_revenue_change", outcome["sales"]),
                **_ends("profit_change", outcome["profit"]),
            }
        )
    empty: dict[str, object] = {"room": room.code, **dict.fromkeys(columns[1:], "")}
    # Nothing, and not an empty text, keeps a column one of numbers: a file has the country's marks.
    empty |= dict.fromkeys(columns[5 + len(TEAMS) :])
    return pd.DataFrame([empty | row for row in rows], columns=columns)


def _ends(name: str, interval: Mapping[str, float]) -> dict[str, float]:
    return {f"{name}{ending}": interval[end] for end, ending in ENDS.items()}
