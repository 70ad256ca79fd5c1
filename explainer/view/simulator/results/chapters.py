"""The chapters of results below the first screen.

One chapter is drawn at a time, and only when the visitor is near it: a moved dial has to show its
result at once, and a page of fifteen charts would not on a phone.
"""

from collections.abc import Callable

import streamlit as st

from content.html import Markup
from explainer.results.block import Block
from explainer.results.frictions import causes
from explainer.results.funnel import funnel, lost_sales
from explainer.results.generations import BY_GENERATION, generations
from explainer.results.measures import CONVERSION, PROFIT, REPEAT, Reading
from explainer.results.money import money_by_channel, pay_back
from explainer.results.over_time import over_time, survival
from explainer.results.totals import at_the_end, differences, money
from explainer.view.server import runs
from explainer.view.shell import state
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.simulator.results import blocks, experiments, tiles
from explainer.view.simulator.results.crowd import crowd
from explainer.view.simulator.saved.people_export import people_file
from explainer.view.simulator.saved.pins import pins_panel
from explainer.view.simulator.saved.scenario_file import scenario_file
from explainer.view.simulator.simulator_choices import ASKED
from explainer.view.widgets.later import draw_when_near
from simulations import Scenario

KEY = "chapter"
Part = Callable[[Reading, Scenario], None]


def chapters(reading: Reading, scenario: Scenario) -> None:
    """Show the choice of chapters, and the one that is open."""
    texts = reading.words
    with st.container(key="ec_chapters"):
        heading = texts("chapters.heading")
        name = choice_buttons(KEY, heading, lambda name: texts(f"chapters.{name}.name"))
    st.html(Markup('<p class="ec-lead" id="chapter">{}</p>').format(texts(f"chapters.{name}.lead")))

    def draw() -> None:
        for part in PARTS[name]:
            runs.yield_turn()
            part(reading, scenario)

    # Not what is followed by a heavy question, nor where a name may stand that is typed just now.
    may_wait = name != "runs" and not state.selected(ASKED)
    draw_when_near("chapter", draw, texts, may_wait=may_wait)


def _block_part(make: Callable[[Reading], Block], above: str = "") -> Part:
    """Return a part that shows a block of the comparison, unless the first screen shows it."""

    def part(reading: Reading, _: Scenario) -> None:
        if above and state.choice(tiles.KEY) == above:
            return
        blocks.show(make(reading), reading.words)

    return part


def _generations(reading: Reading, _: Scenario) -> None:
    """Show the difference by generation, of the outcome that the visitor chooses."""
    texts, measures = reading.words, {measure.outcome: measure for measure in BY_GENERATION}
    chosen = choice_buttons(
        "generations_outcome",
        texts("experiments.outcome"),
        lambda key: texts(f"outcomes.{key}.name"),
    )
    blocks.show(generations(reading, measures[chosen]), texts)


def _people(reading: Reading, scenario: Scenario) -> None:
    """Offer the people as a file."""
    texts = reading.words
    st.html(Markup('<h2 class="ec-finding">{}</h2>').format(texts("chapters.runs.people")))
    people_file(scenario, texts)


PARTS: dict[str, tuple[Part, ...]] = {
    "difference": (
        _block_part(at_the_end),
        _block_part(differences),
        _block_part(lambda reading: over_time(reading, CONVERSION), CONVERSION.outcome),
        _block_part(lambda reading: over_time(reading, REPEAT)),
        _block_part(survival),
    ),
    "people": (crowd, _generations),
    "causes": (
        experiments.credit_part,
        _block_part(causes),
        _block_part(funnel),
        _block_part(lost_sales),
    ),
    "money": (
        _block_part(money),
        _block_part(money_by_channel),
        _block_part(pay_back, PROFIT.outcome),
        experiments.map_part,
        experiments.plan_part,
    ),
    "doubt": (
        experiments.luck_part,
        experiments.ensemble_part,
        experiments.counter_part,
        experiments.premium_part,
    ),
    "runs": (
        pins_panel,
        lambda reading, scenario: scenario_file(scenario, reading.words),
        _people,
    ),
}
