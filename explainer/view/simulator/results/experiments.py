"""The heavy questions of the simulator, each with its settings, its button and its answer."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content import Texts
from content.html import Markup
from explainer.results.experiments.break_even import map_block, map_question, quantity_name
from explainer.results.experiments.counter_case import (
    counter_blocks,
    counter_lines,
    counter_question,
)
from explainer.results.experiments.credit import credit_block, credit_question
from explainer.results.experiments.ensemble import (
    assumptions_block,
    ensemble_question,
    worlds_block,
)
from explainer.results.experiments.luck import (
    SEPARATE,
    luck_block,
    luck_question,
    shared_luck_block,
)
from explainer.results.experiments.plan import plan_block, plan_question, usual_budget
from explainer.results.experiments.premium import premium_block, premium_question
from explainer.results.measures import (
    CONVERSION,
    FRUSTRATION,
    PROFIT,
    REPEAT,
    Measure,
    Reading,
)
from explainer.view.server.on_demand import LEVEL, ask
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.html_parts import alert
from explainer.view.simulator.results.blocks import show
from explainer.view.widgets.fields.number_field import number_field
from simulations import Scenario
from simulations.experiments.plan import MOST_MONEY

CHOICES = {measure.outcome: measure for measure in (FRUSTRATION, CONVERSION, REPEAT, PROFIT)}


def _question_container(name: str, reading: Reading) -> DeltaGenerator:
    """Return the container of a question, with the question as its heading."""
    container = st.container(key=f"ec_question_{name}")
    container.html(
        Markup('<h2 class="ec-finding">{}</h2>').format(
            reading.words(f"experiments.{name}.question")
        )
    )
    return container


def credit_part(reading: Reading, scenario: Scenario) -> None:
    """Ask who the difference is due to."""
    with _question_container("credit", reading):
        measure = _outcome("credit", reading.words)
        question = credit_question(scenario, reading)
        ask(question, lambda answer: [credit_block(answer, measure, reading)], reading.words)


def ensemble_part(reading: Reading, scenario: Scenario) -> None:
    """Ask how it would be under other assumptions."""
    with _question_container("ensemble", reading):
        measure = _outcome("ensemble", reading.words)
        ask(
            ensemble_question(scenario, reading),
            lambda answer: [
                worlds_block(answer, reading),
                assumptions_block(answer, measure, reading),
            ],
            reading.words,
        )


def luck_part(reading: Reading, scenario: Scenario) -> None:
    """Show what common random numbers are worth, and ask for the results under many seeds."""
    with _question_container("luck", reading):
        measure = _outcome("luck", reading.words)
        show(shared_luck_block(reading, measure), reading.words, level=LEVEL)
        kind = choice_buttons(
            "luck_kind",
            reading.words("luck.switch"),
            lambda kind: reading.words(f"luck.kind.{kind}"),
        )
        ask(
            luck_question(scenario, reading),
            lambda answer: [luck_block(answer, measure, reading, apart=kind == SEPARATE)],
            reading.words,
        )


def map_part(reading: Reading, scenario: Scenario) -> None:
    """Ask over two quantities when it pays."""
    with _question_container("map", reading):
        x = _direction("across", reading)
        y = _direction("up", reading)
        if x == y:
            st.html(alert(reading.words("experiments.map.equal")))
            return
        question = map_question(scenario, reading, x, y)
        ask(question, lambda answer: [map_block(answer, x, y, reading)], reading.words)


def plan_part(reading: Reading, scenario: Scenario) -> None:
    """Ask for the best pieces for a budget."""
    with _question_container("plan", reading):
        budget = _budget(reading, scenario)
        if budget is not None:
            question = plan_question(scenario, reading, budget)
            ask(question, lambda answer: [plan_block(answer, reading)], reading.words)


def counter_part(reading: Reading, scenario: Scenario) -> None:
    """Ask for the nearest plausible world in which the other shop wins."""
    with _question_container("counter", reading):
        question = counter_question(scenario, reading)
        answer = ask(question, lambda answer: counter_blocks(answer, reading), reading.words)
        if answer is not None:
            for line in counter_lines(answer, reading):
                st.html(Markup('<p class="ec-sentence">{}</p>').format(line))


def premium_part(reading: Reading, scenario: Scenario) -> None:
    """Ask whether customers of several channels are better because of them."""
    with _question_container("premium", reading):
        question = premium_question(scenario, reading)
        ask(question, lambda answer: [premium_block(answer, reading)], reading.words)


def _outcome(name: str, texts: Texts) -> Measure:
    """Let the visitor choose which outcome an answer is about; it needs no new calculation."""
    chosen = choice_buttons(
        f"{name}_outcome",
        texts("experiments.outcome"),
        lambda key: texts(f"outcomes.{key}.name"),
    )
    return CHOICES[chosen]


def _direction(name: str, reading: Reading) -> str:
    label = reading.words(f"experiments.map.{name}")
    return choice_buttons(f"map_{name}", label, lambda key: quantity_name(key, reading))


def _budget(reading: Reading, scenario: Scenario) -> float | None:
    """Ask for the budget; say what is wrong with one that is not legal, and return None."""
    return number_field(
        reading.words("experiments.plan.budget", currency=reading.words.currency_sign),
        usual_budget(scenario),
        (0.0, MOST_MONEY),
        name="plan_budget",
        words=reading.words,
    )
