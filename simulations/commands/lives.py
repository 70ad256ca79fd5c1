"""``trace`` and ``shoppers``: one life moment by moment, many lives as totals."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from simulations.commands.options import as_json, read_scenario, scenario_command, whole
from simulations.people.identity import identity
from simulations.people.trace import Life, shopper_records, trace
from simulations.scenario.knobs import SIDES

MOST_RECORDS = 1_000_000


def add(commands: Any) -> None:
    """Add both commands to the parser."""
    command = scenario_command(commands, "trace", "one shopper's life under both set-ups", _trace)
    command.add_argument("--shopper", required=True, metavar="I", help="number, from 0")
    words = "totals of some shoppers, one row each and side"
    command = scenario_command(commands, "shoppers", words, _shoppers)
    command.add_argument("--first", default="0", metavar="I", help="first number")
    command.add_argument("--count", default="10", metavar="N", help="how many")


def _trace(options: argparse.Namespace) -> str:
    scenario = read_scenario(options)
    number = whole("--shopper", options.shopper, 0, max(0, scenario.shoppers - 1))
    life = trace(scenario, number)
    who = asdict(identity(scenario, number))
    if options.format == "json":
        return as_json({"scenario": scenario.to_dict(), "identity": who, **life.to_dict()})
    return _life_table(life, who)


def _shoppers(options: argparse.Namespace) -> str:
    scenario = read_scenario(options)
    first = whole("--first", options.first, 0, max(0, scenario.shoppers - 1))
    count = whole("--count", options.count, 0, MOST_RECORDS)
    records = shopper_records(scenario, first, count)
    if options.format == "json":
        return as_json(records.to_dict("records"))
    return records.to_string(index=False) + "\n"


def _life_table(life: Life, who: dict[str, str]) -> str:
    lines = [f"shopper {life.shopper}: {who['name']}, {who['city']}, {who['occupation']}"]
    lines.append(f"first fork: {'none' if life.fork is None else f'moment {life.fork + 1}'}")
    for side in SIDES:
        lines.append(f"set-up {side}")
        for moment in getattr(life, side):
            points = f"+{moment.points:g} frustration" if moment.points else ""
            chance = "" if moment.chance is None else f"{moment.draw:.3f} vs {moment.chance:.3f}"
            lines.append(
                f"  week {moment.week:3} {moment.event:26}{moment.channel:10} {chance:16} {points}"
            )
        totals = life.totals[side]
        lines.append(
            f"  = {totals['journeys']:g} journeys, {totals['purchases']:g} purchases, "
            f"{totals['points']:g} frustration points, revenue {totals['revenue']:.2f}"
        )
    return "\n".join(lines) + "\n"
