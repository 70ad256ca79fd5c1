"""The heavy questions under the results of the simulator, each with its button and its answer."""

from collections.abc import Callable
from html import escape

import streamlit as st

from content import Texts
from explainer.view import blocks, problems
from explainer.view.measures import (
    CONVERSION,
    FRUSTRATION,
    PROFIT,
    REPEAT,
    Measure,
    Reading,
)
from explainer.view.on_demand import answer
from explainer.view.results_break_even import (
    ACROSS,
    DIRECTIONS,
    UP,
    map_block,
    map_question,
    quantity_name,
)
from explainer.view.results_counter_case import counter_block, counter_question, counter_title
from explainer.view.results_credit import credit_block, credit_question
from explainer.view.results_ensemble import assumptions_block, ensemble_question, worlds_block
from explainer.view.results_plan import plan_block, plan_question, usual_budget
from explainer.view.results_premium import premium_block, premium_question
from simulations import Problem, Scenario
from simulations.experiments.plan import MOST_MONEY

CHOICES = {measure.outcome: measure for measure in (FRUSTRATION, CONVERSION, REPEAT, PROFIT)}
LEVEL = 3


def experiments(reading: Reading, scenario: Scenario) -> None:
    """Show every heavy question about the state on screen."""
    texts = reading.texts
    st.html('<hr class="ec-rule">')
    st.html(
        f'<h2 id="questions">{escape(texts("experiments.heading"))}</h2>'
        f'<p class="ec-sentence">{escape(texts("experiments.lead"))}</p>'
    )
    show: dict[str, Callable[[Reading, Scenario], None]] = {
        "credit": _credit,
        "map": _map,
        "plan": _plan,
        "ensemble": _ensemble,
        "counter": _counter,
        "premium": _premium,
    }
    for name, question in show.items():
        with st.container(key=f"ec_question_{name}"):
            asked = escape(texts(f"experiments.{name}.question"))
            st.html(f'<p class="ec-kicker">{asked}</p>')
            question(reading, scenario)


def _credit(reading: Reading, scenario: Scenario) -> None:
    question = credit_question(scenario, reading)
    found = answer(question, reading.texts, reading.formats)
    if found is not None:
        measure = _outcome("credit", reading.texts)
        _block(credit_block(found, measure, reading), question.words, reading)


def _ensemble(reading: Reading, scenario: Scenario) -> None:
    question = ensemble_question(scenario, reading)
    found = answer(question, reading.texts, reading.formats)
    if found is not None:
        _block(worlds_block(found, reading), question.words, reading)
        measure = _outcome("ensemble", reading.texts)
        _block(assumptions_block(found, measure, reading), question.words, reading)


def _map(reading: Reading, scenario: Scenario) -> None:
    x = _direction("across", ACROSS, reading)
    y = _direction("up", UP, reading)
    if x == y:
        equal = escape(reading.texts("experiments.map.equal"))
        st.html(f'<p class="ec-problem" role="alert">{equal}</p>')
        return
    question = map_question(scenario, reading, x, y)
    found = answer(question, reading.texts, reading.formats)
    if found is not None:
        _block(map_block(found, x, y, reading), question.words, reading)


def _plan(reading: Reading, scenario: Scenario) -> None:
    budget = _budget(reading, scenario)
    if budget is None:
        return
    question = plan_question(scenario, reading, budget)
    found = answer(question, reading.texts, reading.formats)
    if found is not None:
        _block(plan_block(found, reading), question.words, reading)


def _counter(reading: Reading, scenario: Scenario) -> None:
    question = counter_question(scenario, reading)
    found = answer(question, reading.texts, reading.formats)
    if found is None:
        return
    for counter in found.counters:
        if counter.changes:
            _block(counter_block(found, counter, reading), question.words, reading)
        else:
            st.html(f'<p class="ec-sentence">{escape(counter_title(counter, reading))}</p>')
    if not found.counters:
        nobody = reading.texts("experiments.counter.nobody")
        st.html(f'<p class="ec-sentence">{escape(nobody)}</p>')


def _premium(reading: Reading, scenario: Scenario) -> None:
    question = premium_question(scenario, reading)
    found = answer(question, reading.texts, reading.formats)
    if found is not None:
        _block(premium_block(found, reading), question.words, reading)


def _block(block: blocks.Block, done: str, reading: Reading) -> None:
    """Show an answer, and with how many people it was found."""
    blocks.show(block, reading.texts, reading.formats, level=LEVEL)
    st.html(f'<p class="ec-note">{escape(done)}</p>')


def _outcome(name: str, texts: Texts) -> Measure:
    """Let the visitor choose which outcome an answer is about; it needs no new calculation."""
    chosen = st.segmented_control(
        texts("experiments.outcome"),
        list(CHOICES),
        default=FRUSTRATION.outcome if name == "credit" else PROFIT.outcome,
        format_func=lambda key: texts(f"outcomes.{key}.name"),
        key=f"{name}_outcome",
        required=True,
    )
    return CHOICES[str(chosen)]


def _direction(name: str, default: str, reading: Reading) -> str:
    chosen = st.segmented_control(
        reading.texts(f"experiments.map.{name}"),
        list(DIRECTIONS),
        default=default,
        format_func=lambda key: quantity_name(key, reading),
        key=f"map_{name}",
        required=True,
    )
    return str(chosen)


def _budget(reading: Reading, scenario: Scenario) -> float | None:
    """Ask for the budget; say what is wrong with one that is not legal, and return None."""
    label = reading.texts("experiments.plan.budget", currency=scenario.currency)
    given = st.number_input(
        label, value=usual_budget(scenario), step=1.0, format="%g", key="plan_budget"
    )
    if 0.0 <= given <= MOST_MONEY:
        return float(given)
    wrong = Problem("budget", "out_of_range", f"{given:g}", 0.0, MOST_MONEY)
    st.html(problems.refusal((wrong,), 1, label, reading.texts, reading.formats))
    return None
