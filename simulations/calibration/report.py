"""The report of a calibration: targets, figures reached, parameters moved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulations.calibration.fit import Fit
from simulations.calibration.parameter_file import fingerprint
from simulations.calibration.targets import (
    Row,
    free_parameters,
    load_targets,
    starting_values,
    why_missed,
)
from simulations.scenario.knobs import KNOBS, MODEL_VERSION, PRESET_FILE, Knob
from simulations.scenario.problems import plain_number

FOLDER = Path(__file__).parent
REACHED = FOLDER / "reached.json"
REPORT = FOLDER / "REPORT.md"
PARAMETER_TABLE = FOLDER.parent / "PARAMETERS.md"
ONWARDS = (
    "This run went on from the values of an earlier one (`calibrate --onwards`). A run from "
    "scratch begins at `targets.toml` and ends elsewhere: there are more parameters than figures, "
    "and many worlds meet them. `python -m simulations ensemble` counts over such worlds.",
    "",
)
EDGE = 0.02  # of a plausible range: nearer than that, the value counts as at its end


def reached(rows: Sequence[Row]) -> dict[str, Any]:
    """Return a plain value of where the model stands, as it is kept beside the parameters.

    Parameters
    ----------
    rows : sequence of Row
        From ``targets.check``.

    Returns
    -------
    dict
        See ``load_reached``; each row with ``why`` it is missed.
    """
    return {
        "model": MODEL_VERSION,
        "parameters": fingerprint(),
        "passed": sum(row.passed for row in rows),
        "rows": [{**row.to_dict(), "why": explanation(row)} for row in rows],
    }


def explanation(row: Row) -> str:
    """Return why a figure is missed.

    Parameters
    ----------
    row : Row

    Returns
    -------
    str
        Empty for a figure that is reached.
    """
    return "" if row.passed else why_missed().get(row.target.moment, "not explained yet")


def load_reached() -> dict[str, Any]:
    """Read where the shipped model stands, as the last calibration found it.

    Returns
    -------
    dict
        ``model``, ``parameters`` (fingerprint), ``passed``, ``rows`` (see ``Row.to_dict``).
    """
    facts: dict[str, Any] = json.loads(REACHED.read_text(encoding="utf-8"))
    return facts


def write_report(
    rows: Sequence[Row], fit: Fit | None = None, defaults: Mapping[str, float] | None = None
) -> None:
    """Write the figures, the report and the parameter table beside the model.

    Without a fit the part about what had to give stays as the last fit left it.

    Parameters
    ----------
    rows : sequence of Row
        From ``targets.check``.
    fit : Fit, optional
    defaults : mapping of knob to float, optional
        Those in the parameter file, where they differ from what was read at the start.
    """
    old = load_reached().get("fit") if REACHED.exists() else None
    changes = old if fit is None else _changes(fit)
    facts = {**reached(rows), "fit": changes}
    text = json.dumps(facts, indent=1, allow_nan=False) + "\n"
    REACHED.write_text(text, encoding="utf-8", newline="\n")
    REPORT.write_text(report_text(facts), encoding="utf-8", newline="\n")
    table = parameter_text(defaults)
    PARAMETER_TABLE.write_text(table, encoding="utf-8", newline="\n")


def _changes(fit: Fit) -> dict[str, Any]:
    return {
        "mean_square_distance": fit.cost,
        "rounds": fit.rounds,
        "moved": {name: [fit.start[name], value] for name, value in fit.fitted.items()},
    }


def report_text(facts: Mapping[str, Any]) -> str:
    """Return the report as Markdown.

    Parameters
    ----------
    facts : mapping
        As ``reached`` gives it, with ``fit``.

    Returns
    -------
    str
    """
    rows = facts["rows"]
    names = list(dict.fromkeys(row["target"] for row in rows))
    met_in_full = [n for n in names if all(r["pass"] for r in rows if r["target"] == n)]
    return "\n".join(
        [
            "# How near the model comes to what has been measured",
            "",
            "Written by `python -m simulations calibrate`; checked by "
            "`python -m simulations targets`. Figures on seeds that the fit never saw; "
            "± is the 95 % interval for luck over those seeds. Ids of evidence: see the "
            "evidence page.",
            "",
            f"Model {facts['model']}: {facts['passed']} of {len(rows)} figures inside their bands; "
            f"targets met in full: {', '.join(met_in_full)} ({len(met_in_full)} of {len(names)}).",
            "",
            "| | figure | world | measured | band | reached | ± | inside |",
            "| --- | --- | --- | ---: | ---: | ---: | ---: | --- |",
            *map(_line, rows),
            "",
            *_missed_section(rows),
            *_not_fitted_section(),
            *_fitted_parameters(facts.get("fit")),
        ]
    )


def _line(row: Mapping[str, Any]) -> str:
    reached, band = row["reached"], row["band"]
    world = f"{row['world']}, {row['country']}, {row['category']}"
    half = (reached["high"] - reached["low"]) / 2.0
    return (
        f"| {row['target']} | {row['moment'].replace('_', ' ')} ({row['unit']}) | {world} "
        f"| {row['value']:g} | {band['low']:g} … {band['high']:g} | {reached['mean']:.4g} "
        f"| {half:.2g} | {'yes' if row['pass'] else '**no**'} |"
    )


def _missed_section(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    missed = [row for row in rows if not row["pass"]]
    if not missed:
        return []
    lines = [
        f"- {row['target']}, {row['moment'].replace('_', ' ')}: {row['why']}" for row in missed
    ]
    return ["## What is missed, and why", "", *lines, ""]


def _not_fitted_section() -> list[str]:
    unfitted = [
        f"{t.target} ({t.moment.replace('_', ' ')})" for t in load_targets() if not t.fitted
    ]
    return [
        "## What the fit may not look at",
        "",
        f"Only reported, never fitted: {', '.join(unfitted)}. T11 is a band and not a point: no "
        "study switches a whole retailer from multichannel to omnichannel. All other figures of "
        "the evidence are kept to judge the model on cases that it was not tuned to.",
        "",
    ]


def _fitted_parameters(fit: Mapping[str, Any] | None) -> list[str]:
    changed = fit["moved"] if fit else {}
    first = starting_values()
    onwards = any(changed[name][0] != first[name] for name in first if name in changed)
    lines = [
        "## What had to give",
        "",
        "The fit moves these parameters inside their plausible ranges; where several would do, it "
        "stays near where it began. A value at the end of its range says that the figures pull "
        "further than the evidence allows.",
        "",
        *(ONWARDS if onwards else ()),
        "| parameter | before | fitted | plausible | |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for name in free_parameters():
        knob = KNOBS[name]
        before, after = changed.get(name, (knob.default, knob.default))
        lines.append(
            f"| `{name}` | {before:.3g} | {plain_number(after)} "
            f"| {_range(knob.plausible)} | {_at_the_end(knob, after)} |"
        )
    return [*lines, ""]


def _at_the_end(knob: Knob, value: float) -> str:
    low, high = knob.plausible
    share = (value - low) / (high - low)
    if share <= EDGE:
        return "lower end"
    return "upper end" if share >= 1.0 - EDGE else ""


def parameter_text(fitted: Mapping[str, float] | None = None) -> str:
    """Return every parameter as a Markdown table.

    Parameters
    ----------
    fitted : mapping of knob to float, optional
        Defaults that stand for those read at the start.

    Returns
    -------
    str
    """
    fresh: Mapping[str, object] = fitted or {}
    lines = [
        "# Every parameter of the model",
        "",
        "Generated from `parameters.toml`. **E**: the default rests on the evidence named; **A**: "
        "an assumption. Plausible is the range that the evidence leaves open; legal is what the "
        "program accepts.",
        "",
        "| parameter | default | plausible | legal | unit | evidence | | meaning |",
        "| --- | ---: | ---: | ---: | --- | --- | --- | --- |",
    ]
    for knob in KNOBS.values():
        legal = ", ".join(knob.choices) if knob.choices else _range((knob.low, knob.high))
        default = fresh.get(knob.name, knob.default)
        shown = ", ".join(sorted(default)) if isinstance(default, frozenset) else str(default)
        shown = plain_number(default) if isinstance(default, int | float) else shown
        plausible = "" if knob.choices else _range(knob.plausible)
        lines.append(
            f"| `{knob.name}` | {shown} | {plausible} | {legal} | {knob.unit} "
            f"| {knob.evidence.replace(',', ', ')} | {knob.grade} | {knob.meaning} |"
        )
    return "\n".join([*lines, "", *_countries(), ""])


def _countries() -> list[str]:
    """What differs between countries, each with its evidence."""
    lines = [
        "## What differs between countries",
        "",
        "Everything else is the same everywhere. × multiplies the default.",
        "",
        "| country | parameter | there | evidence | |",
        "| --- | --- | ---: | --- | --- |",
    ]
    for code, entry in PRESET_FILE["country"].items():
        shown_values = {name: plain_number(value) for name, value in entry["set"].items()}
        shown_values |= {
            name: f"× {plain_number(value)}" for name, value in entry["multiply"].items()
        }
        for name, shown in shown_values.items():
            evidence = entry["evidence"][name]
            grade = "A" if evidence == "assumption" else "E"
            lines.append(f"| {code} | `{name}` | {shown} | {evidence} | {grade} |")
    return lines


def _range(ends: tuple[float, float]) -> str:
    return f"{plain_number(ends[0])} … {plain_number(ends[1])}"
