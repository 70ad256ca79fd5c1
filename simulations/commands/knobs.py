"""``knobs``: every number the model rests on."""

from __future__ import annotations

import argparse
from typing import Any

from simulations.commands.options import add_format, as_json, new_command
from simulations.scenario.knobs import KNOBS
from simulations.scenario.problems import plain_number


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "every knob: default, range, unit, evidence"
    add_format(new_command(commands, "knobs", words, run))


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    rows = [
        {
            "name": knob.name,
            "default": _plain(knob.default),
            "low": knob.low,
            "high": knob.high,
            "plausible": list(knob.plausible),
            "choices": list(knob.choices),
            "unit": knob.unit,
            "kind": knob.kind,
            "meaning": knob.meaning,
            "evidence": knob.evidence,
            "grade": knob.grade,
        }
        for knob in KNOBS.values()
    ]
    if options.format == "json":
        return as_json(rows)
    lines = []
    for knob in KNOBS.values():
        legal = f"{plain_number(knob.low)}..{plain_number(knob.high)}"
        legal = "|".join(knob.choices) if knob.choices else legal
        shown = _plain(knob.default)
        shown = ",".join(shown) if isinstance(shown, list) else str(shown)
        lines.append(f"{knob.name:44} {shown:>12}  {legal}  [{knob.unit}; {knob.evidence}]")
        lines.append(f"    {knob.meaning}")
    return "\n".join(lines) + "\n"


def _plain(value: object) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
