"""What a room holds, as tables for a spreadsheet: codes and numbers, the same in every language."""

from __future__ import annotations

import datetime

import pandas as pd

from explainer.workshop.scoring import MEASURES
from explainer.workshop.snapshot import Snapshot
from simulations import CAPABILITIES

PLAIN = ("guess", "low", "high", "confidence", "decision", "expect", "source", "target")


def answers_frame(room: Snapshot) -> pd.DataFrame:
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


def results_frame(room: Snapshot) -> pd.DataFrame:
    """Return one row for each team and run.

    Returns
    -------
    DataFrame
        room, run, team (``all`` is the company of everybody), voices, each measure before and
        after, the channel's sales before and after, tokens_<piece>.
    """
    rows = []
    for (run, team), found in room.results.items():
        row = {"room": room.code, "run": run, "team": team, "voices": found.get("voices", "")}
        for side, name in (("a", "before"), ("b", "after")):
            row |= {f"{measure}_{name}": found[side][measure] for measure in MEASURES}
            sold = found.get("channel", {}).get(side, {})
            row[f"channel_revenue_{name}"] = sold.get("revenue", "")
        tokens = found.get("tokens", {})
        row |= {f"tokens_{piece}": tokens.get(piece, "") for piece in CAPABILITIES}
        rows.append(row)
    return pd.DataFrame(rows)
