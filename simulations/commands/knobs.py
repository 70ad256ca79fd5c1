"""``knobs``: every number the model rests on."""

from __future__ import annotations

import argparse
from typing import Any

from simulations.commands.options import add_format, as_json, new_command
from simulations.scenario.knobs import KNOBS
from simulations.scenario.plain import plain
from simulations.scenario.problems import plain_number

FACTS = (
    *("name", "default", "low", "high", "plausible", "choices"),
    *("unit", "kind", "meaning", "evidence", "grade"),
)


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "every knob: default, range, unit, evidence"
    add_format(new_command(commands, "knobs", words, run))


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    if options.format == "json":
        return as_json(
            [{name: plain(getattr(knob, name)) for name in FACTS} for knob in KNOBS.values()]
        )
    lines = []
    for knob in KNOBS.values():
        legal = f"{plain_number(knob.low)}..{plain_number(knob.high)}"
        legal = "|".join(knob.choices) if knob.choices else legal
        shown = plain(knob.default)
        shown = ",".join(shown) if isinstance(shown, list) else str(shown)
        lines.append(f"{knob.name:44} {shown:>12}  {legal}  [{knob.unit}; {knob.evidence}]")
        lines.append(f"    {knob.meaning}")
    return "\n".join(lines) + "\n"
