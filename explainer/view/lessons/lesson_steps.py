"""The steps of a lesson, each shown by one function."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from content.html import Markup
from content.lesson_plans import UNKNOWN
from explainer.reading.brief import box
from explainer.reading.lessons import lesson_ledger as ledger
from explainer.reading.lessons.lesson_answers import (
    NONE,
    SURE,
    bet_mark,
    bet_words,
    named,
    option,
    reaction_html,
    verdict,
    your_bet,
)
from explainer.reading.lessons.lesson_sources import source_line
from explainer.reading.lessons.lesson_words import Reading
from explainer.view.lessons.lesson_choices import quiz_choice
from explainer.view.server.run_numbers import numbers
from explainer.view.shell import state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.page_links import PAGE_LINKS


def scene(reading: Reading) -> None:
    """Show one person and one need."""
    st.html(Markup('<div class="ec-scene">{}</div>').format(reading.prose("scene.text")))


def bet(reading: Reading) -> None:
    """Ask what will happen, and how sure the visitor is."""
    plan, texts = reading.lesson.plan, reading.words
    st.html(reading.prose("bet.text"))
    with st.container(key="ec_choice_bet"):
        if plan.guess:
            _guess(reading)
        else:
            options = (*plan.options, UNKNOWN)
            _radio("bet", reading.label("bet.title"), options, partial(bet_words, reading))
    if state.choice("bet") in (NONE, UNKNOWN):
        st.html(Markup('<p class="ec-note">{}</p>').format(texts("lesson.bet_first")))
        return
    with st.container(key="ec_sure"):
        _radio(
            "sure",
            texts("lesson.sure.question"),
            SURE,
            lambda one: texts(f"lesson.sure.{one}"),
            seen=True,
        )


def reveal(reading: Reading) -> None:
    """Show what the run says, with the bet beside it, and react to the gap."""
    plan, chosen = reading.lesson.plan, state.choice("bet")
    st.html(your_bet(reading, chosen, state.choice("sure")))
    _drawn(ledger.quantities(reading, plan.reveal, "base", bet=bet_mark(reading, chosen)))
    st.html(reading.prose("reveal.text"))
    st.html(f"{reaction_html(reading, chosen)}{source_line(reading, 'base')}")


def _drawn(figures: Markup) -> None:
    """Show what a run came to, where a picture of it can be made."""
    with st.container(key="ec_block_lesson"), st.container(key="ec_picture_lesson"):
        style.show(figures)


def why(reading: Reading) -> None:
    """Ask for a reason, then explain, then show what went wrong in both shops."""
    with st.container(key="ec_choice_why"):
        _radio(
            "why",
            reading.label("why.title"),
            reading.lesson.plan.why.options,
            partial(option, reading, "why"),
        )
    if state.choice("why") == NONE:
        return
    feedback = verdict(reading, "why", reading.lesson.plan.why, state.choice("why"))
    st.html(Markup('<div role="status">{}{}</div>').format(feedback, reading.prose("why.text")))
    style.show(ledger.frictions(reading))
    st.html(source_line(reading, "base"))


def pieces(reading: Reading) -> None:
    """Show capabilities one at a time: a small scene, and the run with this one alone."""
    st.html(reading.prose("pieces.text"))
    options, texts = reading.lesson.plan.capabilities, reading.words
    with st.container(key="ec_choice_piece"):
        _radio(
            "piece",
            reading.label("pieces.title"),
            options,
            lambda one: texts(f"terms.capability.{one}.name"),
        )
    capability = state.choice("piece")
    scene = reading.prose(f"pieces.{capability}.scene")
    st.html(Markup('<div role="status">{}</div>').format(scene))
    alone = ledger.with_capability(reading, capability, numbers)
    style.show(ledger.capability_frictions(alone, capability))
    st.html(alone.prose(f"pieces.{capability}.after", run="piece") + source_line(alone, "piece"))


def change(reading: Reading) -> None:
    """Let the visitor change one thing and see what comes of it."""
    control, key = reading.lesson.plan.control, "lesson_value"
    st.html(reading.prose("try.text"))
    value = control.fit(state.choice("value"))
    st.session_state[key] = value
    with st.container(key="ec_lesson_control"):
        st.slider(
            reading.label("try.label", "try", control=str(value)),
            control.low,
            control.high,
            step=control.step,
            key=key,
            on_change=safely(state.take_choice),
            args=("value", key),
        )
    _drawn(ledger.quantities(reading, reading.lesson.plan.tried, "try"))
    after = reading.prose("try.after", "try", control=reading.words.integer(value))
    st.html(Markup('<div role="status">{}</div>{}').format(after, source_line(reading, "try")))


def yet(reading: Reading) -> None:
    """Show a case in which it fails."""
    _drawn(ledger.quantities(reading, reading.lesson.plan.yet_shown, "yet"))
    st.html(reading.prose("yet.text", "yet") + source_line(reading, "yet"))


def name(reading: Reading) -> None:
    """Say only now what it is called; the rest on demand."""
    definition, _, folds = named(reading).partition('<div class="ec-folds">')
    st.html(definition)
    st.html(Markup('<div class="ec-folds">{}').format(folds))


def quiz(reading: Reading) -> None:
    """Ask what stayed; every answer is explained."""
    for question, choice in reading.lesson.plan.quiz.items():
        prefix, parameter = f"quiz.{question}", quiz_choice(question)
        with st.container(key=f"ec_choice_{parameter}"):
            _radio(
                parameter,
                reading.label(f"{prefix}.title"),
                choice.options,
                partial(option, reading, prefix),
                seen=True,
            )
        answer = state.choice(parameter)
        if answer == NONE:
            continue
        feedback = verdict(reading, prefix, choice, answer)
        because = reading.line(f"{prefix}.because")
        st.html(
            Markup('<div role="status">{}<p class="ec-reaction">{}</p></div>').format(
                feedback, because
            )
        )


def summary(reading: Reading) -> None:
    """Show what to take along: the summary of the strategy that the lesson is about."""
    st.html(box(reading.lesson.plan.strategy, reading.words, PAGE_LINKS))


STEPS: Mapping[str, Callable[[Reading], None]] = MappingProxyType(
    {
        "scene": scene,
        "bet": bet,
        "reveal": reveal,
        "why": why,
        "pieces": pieces,
        "try": change,
        "yet": yet,
        "name": name,
        "quiz": quiz,
        "summary": summary,
    }
)


def _radio(
    parameter: str,
    label: str,
    options: tuple[str, ...],
    words: Callable[[str], str],
    *,
    seen: bool = False,
) -> None:
    """Ask a question whose answer is kept in the address."""
    key, chosen = f"lesson_{parameter}", state.choice(parameter)
    st.session_state[key] = None if chosen == NONE else chosen
    st.radio(
        label,
        options,
        index=None,
        format_func=words,
        key=key,
        on_change=safely(state.take_choice),
        args=(parameter, key),
        label_visibility="visible" if seen else "collapsed",
    )


def _guess(reading: Reading) -> None:
    """Ask for a number; whoever would rather see can say so."""
    guess, key, texts = reading.lesson.plan.guess, "lesson_guess", reading.words
    assert guess is not None
    value = guess.fit(state.choice("bet"))
    st.session_state[key] = value
    st.slider(
        texts("lesson.guess"),
        guess.low,
        guess.high,
        step=guess.step,
        key=key,
        on_change=safely(state.take_choice),
        args=("bet", key),
    )
    label = texts("lesson.place_bet", bet=reading.words.integer(value))
    with st.container(key="ec_bets_guess", horizontal=True):
        st.button(
            label, key="lesson_place", on_click=safely(state.choose), args=("bet", str(value))
        )
        unknown = texts("lesson.unknown")
        st.button(
            unknown, key="lesson_unknown", on_click=safely(state.choose), args=("bet", UNKNOWN)
        )
