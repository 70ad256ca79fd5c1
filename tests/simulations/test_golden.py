"""Results of a few scenarios, kept in files: a change of the model must show, and be meant.

After a change on purpose: ``python -m tests.simulations.test_golden``, and a line in CHANGELOG.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulations import MODEL_VERSION, Scenario, compare, trace

FOLDER = Path(__file__).parent / "golden"
SCENARIOS: dict[str, Scenario] = {
    "default": Scenario({"shoppers": 2000}),
    "brazil_pleasure": Scenario(
        {"shoppers": 1500, "country": "pt-BR", "category": "hedonic", "seed": 42}
    ),
    "single_against_cross_channel": Scenario({"shoppers": 1500, "weeks": 26, "country": "es-ES"})
    .with_preset("a", "single")
    .with_preset("b", "cross_channel"),
    "bad_data": Scenario({"shoppers": 1500, "b.data_error": 0.6, "b.ramp_weeks": 0}),
}


def facts(scenario: Scenario) -> dict[str, Any]:
    """What is kept: outcomes of both sides and of the difference, kinds, one life."""
    result = compare(scenario)
    life = trace(scenario, 21)
    parts = {"a": result.a, "b": result.b, "difference": result.difference}
    return {
        "model": MODEL_VERSION,
        **{name: {k: e.to_dict() for k, e in p.outcomes.items()} for name, p in parts.items()},
        "shopper_kinds": dict(result.shopper_kinds),
        "life": [[m.week, m.event, m.channel, m.points] for m in (*life.a, *life.b)],
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_results_are_what_they_were(name: str) -> None:
    kept = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    present = json.loads(json.dumps(facts(SCENARIOS[name])))
    assert present["life"] == kept["life"]
    assert present["model"] == kept["model"]
    for part in ("a", "b", "difference"):
        for key, estimate in kept[part].items():
            assert present[part][key] == pytest.approx(estimate, rel=1e-9, abs=1e-12), (part, key)
    assert present["shopper_kinds"] == kept["shopper_kinds"]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for scenario_name, chosen in SCENARIOS.items():
        text = json.dumps(facts(chosen), indent=1, ensure_ascii=False)
        (FOLDER / f"{scenario_name}.json").write_text(text + "\n", "utf-8")
