"""Heavy questions: asked by a button, bounded, remembered, dropped at any other input.

A question runs inside the script of the page, so that whatever the visitor does next ends it:
Streamlit stops a script at its next call, and progress is such a call. Nothing but a complete
answer is remembered, and an answer is shown only for the very state that it was asked for.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Generic, TypeVar, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content import Texts
from content.formats import Formats
from explainer.view.edition import STATIC
from simulations import Scenario

KEPT = 48
ASKED, ANSWERED = "questions_asked", "questions_answered"
LATEST = 12
"""Answers of each question that one visitor can come back to without asking again."""
NEEDS = 10.0
"""Work of a shopper in the ordinary year that the limits of the questions are meant for."""
FEWEST = 100
QUARTERS = 4

Progress = Callable[[int, int], None]
T = TypeVar("T")


class NotAnsweredError(LookupError):
    """Nobody has had the answer to this question yet."""


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One question about one state.

    Attributes
    ----------
    name : str
        Its name in code and in the catalogue `experiments`.
    scenario : Scenario
        Already bounded, see :func:`bounded`.
    settings : tuple of str or float
        What else the answer depends on.
    run : callable
        Finds the answer; tells its progress.
    words : str
        What is done and with how many people, in the visitor's language.
    takes : str
        How long that takes.
    """

    name: str
    scenario: Scenario
    settings: tuple[str | float, ...]
    run: Callable[[Progress], T]
    words: str
    takes: str

    @property
    def key(self) -> str:
        """What identifies the answer, whoever asks and in whatever language."""
        return json.dumps([self.name, self.scenario.to_json(), *self.settings])


def bounded(scenario: Scenario, most: int) -> Scenario:
    """Return the scenario with at most so many shoppers, fewer if their lives are long or busy.

    Parameters
    ----------
    scenario : Scenario
    most : int
        Shoppers over an ordinary year; a quarter of them in the visitor's own browser.
    """
    most = most // 4 if STATIC else most
    needs = scenario.group("population").need_rate * scenario.weeks / 52.0
    fits = max(FEWEST, int(most * min(1.0, NEEDS / (needs + 3.0))))
    return scenario.with_values({"shoppers": min(scenario.shoppers, fits)})


@st.cache_data(max_entries=KEPT, show_spinner=False)
def remembered(key: str, _answer: object = None) -> object:
    """Return the answer to a question by its key; keep it when it is given.

    A cached function that ran the question itself would record its progress bar. This one is
    called without an answer to look, and with one to keep it; an exception is never cached.

    Raises
    ------
    NotAnsweredError
        If there is none.
    """
    if _answer is None:
        raise NotAnsweredError(key)
    return _answer


def answer(question: Question[T], texts: Texts, formats: Formats) -> T | None:
    """Return the answer for the state on screen, or None while it has not been asked for.

    Shows what the question does, the button, and the progress while it runs.
    """
    key, name = question.key, question.name
    slot = st.empty()
    asked = st.session_state.setdefault(ASKED, {})
    done: tuple[str, ...] = st.session_state.setdefault(ANSWERED, {}).get(name, ())
    if asked.get(name) not in (None, key):
        del asked[name]  # dropped: it must not begin again by itself
    if key in done or asked.get(name) == key:
        try:
            found = cast("T", remembered(key))
        except NotAnsweredError:
            found = _run(question, slot, texts, formats)
            slot.empty()
        st.session_state[ANSWERED][name] = (*(one for one in done if one != key), key)[-LATEST:]
        asked.pop(name, None)
        return found
    with slot.container():
        _offer(question, bool(done), texts)
    return None


def _offer(question: Question[T], stale: bool, texts: Texts) -> None:
    """Say what the question does and show its button; say if an older answer has expired."""
    if stale:
        st.html(f'<p class="ec-note" role="status">{escape(texts("experiments.stale"))}</p>')
    st.html(f'<p class="ec-note">{escape(f"{question.words} {question.takes}")}</p>')
    st.button(
        texts("experiments.ask"),
        key=f"ask_{question.name}",
        on_click=_ask,
        args=(question.name, question.key),
    )


def _run(question: Question[T], slot: DeltaGenerator, texts: Texts, formats: Formats) -> T:
    """Find the answer, with a progress bar, a voice for those who do not see it, and a way out."""
    slot.empty()  # a container alone would keep the button of the offer until the end
    with slot.container():
        bar, voice = st.empty(), st.empty()
        st.button(
            texts("experiments.stop"),
            key=f"stop_{question.name}",
            on_click=_stop,
            args=(question.name,),
        )
    shown, spoken = 0.0, -1

    def tell(done: int, total: int) -> None:
        nonlocal shown, spoken
        shown = min(1.0, max(shown, done / total if total else 1.0))
        words = texts("experiments.progress", share=formats.percent(shown))
        bar.progress(shown, text=words)
        if int(shown * QUARTERS) > spoken:
            spoken = int(shown * QUARTERS)
            voice.html(f'<p class="ec-hidden" role="status">{escape(words)}</p>')

    tell(0, 1)
    found = question.run(tell)
    remembered(question.key, found)
    return found


def _ask(name: str, key: str) -> None:
    st.session_state[ASKED][name] = key


def _stop(name: str) -> None:
    st.session_state[ASKED].pop(name, None)
