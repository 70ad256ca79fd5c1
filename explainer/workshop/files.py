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
        (empty where it has none), tokens_<piece>, reason, approved.
    """
    seats = {one.seat: one for one in room.seats}
    rows = []
    for given in room.answers:
        seat = seats.get(given.seat)
        if seat is None:
            continue
        stored = datetime.datetime.fromtimestamp(given.stored // 1000, tz=datetime.UTC)
        tokens = given.body.get("tokens", {})
        rows.append(
            {
                "room": room.code,
                "nickname": seat.nickname,
                "team": seat.team,
                "language": seat.language,
                "round": given.step,
                "time": stored.isoformat(),
                **{name: given.body.get(name, "") for name in PLAIN},
                **{f"tokens_{piece}": tokens.get(piece, "") for piece in CAPABILITIES},
                "reason": given.reason,
                "approved": "yes" if given.approved else "no",
            }
        )
    columns = (
        *("room", "nickname", "team", "language", "round", "time", *PLAIN),
        *(f"tokens_{piece}" for piece in CAPABILITIES),
        *("reason", "approved"),
    )
    return pd.DataFrame(rows, columns=columns)


def results_table(room: Snapshot) -> pd.DataFrame:
    """Return one row for each team and run.

    Returns
    -------
    DataFrame
        room, run, team (``all`` is the company of everybody), voices, each measure before and
        after, the channel's sales before and after, tokens_<piece>.
    """
    rows = []
    for (run, team), found in room.results.items():
        if run == ISLANDS:  # has a table of its own
            continue
        row = {"room": room.code, "run": run, "team": team, "voices": found.get("voices", "")}
        for side, name in (("a", "before"), ("b", "after")):
            row |= {f"{measure}_{name}": found[side][measure] for measure in MEASURES}
            sold = found.get("channel", {}).get(side, {})
            row[f"channel_revenue_{name}"] = sold.get("revenue")
        tokens = found.get("tokens", {})
        row |= {f"tokens_{piece}": tokens.get(piece, "") for piece in CAPABILITIES}
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
    found = room.results.get((ISLANDS, ALL), {"situations": {}, "teams": {}})
    columns = (
        *("room", "situation", "together", "team", "voices"),
        *(f"decision_{team}" for team in TEAMS),
        *MEASURES,
        *(f"{name}{end}" for name in CHANGES for end in ENDS.values()),
    )
    rows: list[dict[str, object]] = []
    for name, one in found["situations"].items():
        rows.append(
            {
                "situation": name,
                "together": "yes" if name == found["together"] else "no",
                **{f"decision_{team}": decision for team, decision in one["plan"].items()},
                **{measure: one[measure] for measure in MEASURES},
                **_ends("profit_against_together", one["apart"]["profit"]),
                **_ends("conversion_against_together", one["apart"]["conversion"]),
            }
        )
    for team, one in found["teams"].items():
        rows.append(
            {
                "situation": "alone",
                "team": team,
                "voices": one["voices"],
                f"decision_{team}": one["decision"],
                **_ends("channel_revenue_change", one["sales"]),
                **_ends("profit_change", one["profit"]),
            }
        )
    empty: dict[str, object] = {"room": room.code, **dict.fromkeys(columns[1:], "")}
    # Nothing, and not an empty text, keeps a column one of numbers: a file has the country's marks.
    empty |= dict.fromkeys(columns[5 + len(TEAMS) :])
    return pd.DataFrame([empty | row for row in rows], columns=columns)


def _ends(name: str, found: Mapping[str, float]) -> dict[str, float]:
    return {f"{name}{words}": found[end] for end, words in ENDS.items()}
