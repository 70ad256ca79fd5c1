"""How few places a knob, a friction and a block take: each is added to a copy of the code.

The copy then runs the engine, the slow reference and the page with the addition; the clone is
left as it is. `CONTRIBUTING.md` names the same places.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

COPIED = ("app.py", "pages", "content", "explainer", "simulations", "static", ".streamlit", "tests")
WORDS = ("content/es/", "content/pt/")

Additions = Mapping[str, tuple[tuple[str | None, str], ...]]
"""By file: a line of it, and what is put after that line; without one, at the end."""

KNOB: Additions = {
    "simulations/scenario/parameters.toml": (
        (
            "[costs]",
            "shop_rent = { default = 0.0, low = 0.0, high = 1000.0, plausible = [0.0, 50.0], "
            'unit = "money", evidence = "assumption", meaning = "yearly rent of the shops" }',
        ),
    ),
    "simulations/model/costs.py": (
        (
            '    share += scenario.group("costs").channel_upkeep * (len(strategy.channels) - 1)',
            '    rent = scenario.group("costs").shop_rent * ("store" in strategy.channels) / 52.0\n'
            "    return rent + share * _yearly_revenue(scenario) / 52.0",
        ),
    ),
    "content/es/fields.toml": ((None, 'costs_shop_rent = "Renta de las tiendas"'),),
    "content/pt/fields.toml": ((None, 'costs_shop_rent = "Aluguel das lojas"'),),
}
KNOB_RUNS = """
from simulations import Scenario, compare
from simulations.scenario.knobs import KNOBS
from tests.extending import page_html

world = {"shoppers": 300, "weeks": 52, "a.channels": {"store"}}
before = compare(Scenario(world))
after = compare(Scenario(world | {"costs.shop_rent": 100.0}))
lost = before.a.outcomes["profit"].mean - after.a.outcomes["profit"].mean
assert abs(lost - 100.0) < 1e-6, lost
restored, problems = Scenario.from_query(after.scenario.to_query())
assert restored == after.scenario and not problems
for lang, name in (("es", "Renta de las tiendas"), ("pt", "Aluguel das lojas")):
    query = after.scenario.to_query() | {"settings": "costs", "lang": lang}
    settings, first = page_html("simulator", **query), page_html("simulator", lang=lang)
    assert name in settings
    assert "ec-finding" in settings and settings != first
"""

FRICTION: Additions = {
    "simulations/scenario/parameters.toml": (
        (
            None,
            '[friction.long_queue]\ncause = "everyday"\n'
            'base = { default = 0.2, plausible = [0.0, 0.4], evidence = "assumption" }\n'
            'points = { default = 6.0, plausible = [1.0, 10.0], evidence = "assumption" }\n'
            'quit = { default = 0.05, plausible = [0.0, 0.1], evidence = "assumption" }',
        ),
    ),
    "simulations/model/journeys.py": (
        (
            '    state.friction("cart_lost", state.going & filled)',
            '    state.friction("long_queue", state.going & (state.buy == STORE))',
        ),
    ),
    "tests/simulations/reference.py": (
        (
            '            self.friction("cart_lost", channel, self.chance("cart_lost"))',
            '        if channel == "store":\n'
            '            self.friction("long_queue", channel, self.chance("long_queue"))',
        ),
    ),
    "simulations/RULES.md": ((None, "`long_queue`: where somebody buys in the store."),),
    **{
        f"content/{language}/{file}.toml": ((table, words),)
        for language, file, table, words in (
            ("es", "terms", "[friction]", 'long_queue = "Fila larga en la caja"'),
            ("pt", "terms", "[friction]", 'long_queue = "Fila longa no caixa"'),
            ("es", "lives", None, '[say.long_queue]\n1 = "Espera en una fila larga."'),
            ("pt", "lives", None, '[say.long_queue]\n1 = "Espera numa fila longa."'),
        )
    },
}
FRICTION_RUNS = """
import numpy as np

from content.words import load_words
from explainer.results import findings
from explainer.results.frictions import causes
from explainer.results.measures import Reading
from simulations import FRICTIONS, Scenario, compare
from tests.simulations.test_engine_against_reference import assert_same_lives
from tests.simulations.worlds import random_scenario

assert "long_queue" in FRICTIONS
lives = sum(assert_same_lives(random_scenario(n), np.arange(6)) for n in range(12))
assert lives > 100, lives
scenario = Scenario({"shoppers": 400, "weeks": 26, "friction.long_queue.points": 60.0})
comparison = compare(scenario)
for language, country, name in (
    ("es", "es-MX", "Fila larga en la caja"),
    ("pt", "pt-BR", "Fila longa no caixa"),
):
    words = load_words(language, country)
    who = findings.names(scenario.a.preset, scenario.b.preset, words)
    block = causes(Reading(comparison, who, words))
    assert name in [row[0] for row in block.table.rows]
    assert name in block.picture.alt
"""

BLOCK: Additions = {
    "explainer/results/money.py": (
        (
            None,
            "\n\ndef buyers(reading: Reading) -> Block:\n"
            '    """Tell how many buy."""\n'
            "    return replace(\n"
            "        money_by_channel(reading),\n"
            "        name='buyers',\n"
            "        title=reading.words('buyers.title'),\n"
            "    )\n",
        ),
        ("import pandas as pd", "from dataclasses import replace"),
    ),
    "explainer/view/simulator/results/chapters.py": (
        ("        _block_part(pay_back, PROFIT.outcome),", "        _block_part(buyers),"),
        ("import streamlit as st", "from explainer.results.money import buyers"),
    ),
    "explainer/view/simulator/simulator_choices.py": (
        ('        "money_by_channel",', '        "buyers",'),
    ),
    "content/es/buyers.toml": ((None, 'title = "Cuántos compran"'),),
    "content/pt/buyers.toml": ((None, 'title = "Quantos compram"'),),
}
BLOCK_RUNS = """
from tests.extending import page_html

for lang, title in (("es", "Cuántos compran"), ("pt", "Quantos compram")):
    page = page_html("simulator", lang=lang, chapter="money", shoppers="200", v="1")
    assert title in page
    assert page.count(title) >= 3  # heading, table, file
"""


def add(top: Path, additions: Additions) -> None:
    """Put the lines of an addition into a copy."""
    for name, parts in additions.items():
        file = top / name
        text = file.read_text("utf-8") if file.exists() else ""
        for line, added in parts:
            if line is None:
                text += f"\n{added}\n"
                continue
            assert text.count(f"\n{line}\n") == 1, (name, line)
            text = text.replace(f"\n{line}\n", f"\n{line}\n{added}\n")
        file.write_text(text, "utf-8")


def run_with(additions: Additions, runs: str, top: Path, copy: Path) -> tuple[int, str]:
    """Run a script in a copy of the code with an addition; return its code and its errors."""
    for part in COPIED:
        if (top / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(top / part, copy / part, ignore=ignored)
        else:
            shutil.copy(top / part, copy / part)
    add(copy, additions)
    done = subprocess.run(
        [sys.executable, "-c", runs],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(copy), "EXPLAINER_WORKERS": "0"},
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("additions", "runs", "most"),
    [(KNOB, KNOB_RUNS, 2), (FRICTION, FRICTION_RUNS, 4), (BLOCK, BLOCK_RUNS, 3)],
    ids=["a knob", "a friction", "a block"],
)
def test_it_is_added_in_few_places_besides_its_words(
    additions: Additions, runs: str, most: int, top: Path, tmp_path: Path
):
    assert len([name for name in additions if not name.startswith(WORDS)]) <= most
    code, errors = run_with(additions, runs, top, tmp_path)
    assert code == 0, errors


def test_without_its_step_in_the_model_the_check_of_a_friction_fails(top: Path, tmp_path: Path):
    model = "simulations/model/journeys.py"
    without = {name: parts for name, parts in FRICTION.items() if name != model}
    code, errors = run_with(without, FRICTION_RUNS, top, tmp_path)
    assert code != 0
    assert "AssertionError" in errors
