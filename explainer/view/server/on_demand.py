"""Heavy questions: asked by a button, bounded, remembered, and followed until they are stopped.

What a visitor has asked for is answered anew whenever the state changes, after the page itself is
complete and its address written: the old answer stands there greyed until the new one comes. The
script of the page waits for an answer, so that whatever the visitor does next ends it: Streamlit
stops a script at its next call, and progress is such a call. Nothing but a complete answer is
remembered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content import Texts
from content.html import Markup
from content.words import Words
from explainer.edition import STATIC
from explainer.results.block import Block
from explainer.results.experiments.question import Question
from explainer.view.server import runs
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import LONG, Job, Progress
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.html_parts import note
from explainer.view.simulator.results.blocks import show
from explainer.view.simulator.simulator_choices import ASKED

SHOWN, WAITING = "answers_shown", "questions_waiting"
LATER = "work_for_later"
LEVEL = 3
"""Level of the headings of answers."""
QUARTERS = 4
SECONDS = 10.0
"""That a question takes, roughly: it goes before larger runs that were asked for little earlier."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Waiting(Generic[T]):
    """A question that is answered when the rest of the page is drawn."""

    question: Question[T]
    make_blocks: Callable[[T], Sequence[Block]]
    above: DeltaGenerator
    below: DeltaGenerator


def ask(
    question: Question[T],
    make_blocks: Callable[[T], Sequence[Block]],
    words: Words,
) -> T | None:
    """Show the answer for the state on screen, or how to get it.

    Parameters
    ----------
    question : Question
    make_blocks : callable
        Puts an answer into blocks.
    words : Words

    Returns
    -------
    T or None
        The answer, if it is known; one that is still to be found comes with a later run.
    """
    name = question.name
    above, below = st.empty(), st.empty()
    answer: T | None = SHARED.cached(question.key)
    followed = name in state.selected(ASKED)
    if answer is not None and followed:
        with below.container():
            _show(question, make_blocks(answer), words)
        return answer
    _show_old(name, below, words)
    if followed:
        above.html(note(words("experiments.waiting")))
        waiting: list[Waiting[Any]] = st.session_state.setdefault(WAITING, [])
        waiting.append(Waiting(question, make_blocks, above, below))
    else:
        with above.container():
            _offer(question, words)
    return None


def answer_waiting(words: Words) -> None:
    """Answer the waiting questions at the end of a run, one after the other."""
    waiting: list[Waiting[Any]] = st.session_state.pop(WAITING, [])
    for entry in waiting:
        answer = _run(entry.question, entry.above, words)
        entry.above.empty()
        with entry.below.container():
            _show(entry.question, entry.make_blocks(answer), words)

    last: list[Callable[[], None]] = st.session_state.pop(LATER, [])
    for work in last:
        work()


def at_end_of_run(work: Callable[[], None]) -> None:
    """Have some work done at the end of this run, after the answers, when the page is drawn."""
    st.session_state.setdefault(LATER, []).append(work)


def drop_unfinished() -> None:
    """Drop what a run left undone that was ended before its time."""
    st.session_state.pop(WAITING, None)
    st.session_state.pop(LATER, None)


def _show(question: Question[Any], blocks: Sequence[Block], words: Words) -> None:
    """Show an answer, and with how many people it was found."""
    for block in blocks:
        show(block, words, level=LEVEL)
        st.html(note(question.words))
    shown = st.session_state.setdefault(SHOWN, {})
    shown[question.name] = (words.language, tuple(blocks))


def _show_old(name: str, slot: DeltaGenerator, words: Words) -> None:
    """Show the last answer, greyed, if there is one in the visitor's language."""
    language, blocks = st.session_state.setdefault(SHOWN, {}).get(name, ("", ()))
    if language != words.language or not blocks:
        return
    with slot.container():
        for block in blocks:
            show(block, words, level=LEVEL, stale=words("experiments.stale"))


def _offer(question: Question[T], texts: Texts) -> None:
    """Show what the question does, and its button."""
    text = " ".join([question.words, question.takes, *frozen_note(texts)])
    st.html(note(text))
    st.button(
        texts("experiments.ask"),
        key=f"ask_{question.name}",
        on_click=safely(state.switch),
        args=(ASKED, question.name),
        kwargs={"on": True},
    )


def frozen_note(texts: Texts) -> tuple[str, ...]:
    """Return the warning that the page is frozen meanwhile, in the edition without a server."""
    return (texts("edition.frozen"),) if STATIC else ()


def _run(question: Question[T], slot: DeltaGenerator, words: Words) -> T:
    """Find the answer, and remember it when it is complete."""
    stop = partial(state.switch, ASKED, question.name, on=False)
    progress = show_progress(slot, question.name, stop, words)
    return SHARED.answer(Job(question.key, LONG, SECONDS, question.run), progress)


def show_progress(
    slot: DeltaGenerator,
    name: str,
    stop: Callable[[], None],
    words: Words,
    describe: Callable[[float], str] | None = None,
    *,
    label: str = "",
) -> Progress:
    """Show a progress bar, its text for those who do not see it, and a button to stop.

    Parameters
    ----------
    slot : DeltaGenerator
        Where; emptied first.
    name : str
        Name of the work in the key of the button.
    stop : callable
        Calls the work off.
    words : Words
    describe : callable, optional
        Puts a share from 0 to 1 into words; by default those of a calculation.
    label : str
        What the button says; by default that the calculation is stopped.

    Returns
    -------
    callable
        Takes what is done and what there is to do, and shows it.
    """
    slot.empty()  # a container alone would keep the button of the offer until the end
    with slot.container():
        bar, voice = st.empty(), st.empty()
        label = label or words("experiments.stop")
        st.button(label, key=f"stop_{name}", on_click=safely(stop))
    reached, spoken = 0.0, -1

    def show(share: float) -> None:
        nonlocal reached, spoken
        reached = max(reached, share)  # work that begins anew does not take the bar back
        percent = words.percent(reached)
        text = describe(reached) if describe else words("experiments.progress", share=percent)
        bar.progress(reached, text=text)
        if int(reached * QUARTERS) > spoken:
            spoken = int(reached * QUARTERS)
            voice.html(Markup('<p class="ec-hidden" role="status">{}</p>').format(text))

    return runs.report_shares(show)
