"""A lesson: one idea a screen, a bet before the answer, and the numbers of a real run.

Where a visitor is and what they chose stands in the address (see `lesson_choices`), so that
back, reload and another language keep it.
"""

import streamlit as st

from content import Texts
from content.html import Markup
from content.lessons import load_lesson
from explainer.reading.brief import lesson_box
from explainer.reading.lessons import lesson_run as runs
from explainer.reading.lessons.lesson_words import Reading
from explainer.view.lessons.lesson_stage import lesson_stage
from explainer.view.lessons.lesson_steps import STEPS
from explainer.view.server.run_numbers import numbers
from explainer.view.shell import share, sitemap, state
from explainer.view.shell.page_links import PAGE_LINKS, address, link
from explainer.view.widgets.files import save_image
from explainer.view.widgets.files.save_image import Picture

RESULTS = ("reveal", "try", "yet")
"""Steps that show what came out of a run."""
RELATED = ("lessons", "compare", "simulator")
"""Pages that a reader of a lesson may want next."""


def lesson_page(name: str) -> None:
    """Show the step of a lesson that the address names."""
    words, language = state.words(), state.language()
    lesson = load_lesson(language, name)
    plan = lesson.plan
    number = int(state.choice("step"))
    step = plan.steps[number - 1]
    run_numbers = {
        run: numbers(scenario) for run, scenario in runs.scenarios(plan, language).items()
    }
    value = plan.control.fit(state.choice("value"))
    run_numbers["try"] = numbers(runs.tried(plan, language, value))
    reading = Reading(lesson, words, run_numbers, PAGE_LINKS)
    with st.container(key="ec_lesson"):
        with st.container(key="ec_narrow_lesson"):
            _head(reading, number)
        wording, picture = st.columns([5, 6], gap="large")
        with wording, st.container(key="ec_narrow_lesson_step"):
            STEPS[step](reading)
            _onward(reading, number)
            if step in RESULTS:
                _share(reading, step)
            st.html(_related(words) + _whole(plan.id, words))
        with picture:
            lesson_stage(reading, step)


def _share(reading: Reading, step: str) -> None:
    """Show what the result of a step can be taken along with."""
    plan, language = reading.lesson.plan, state.language()
    heading = reading.label(f"{step}.title", "try" if step == "try" else "base")
    text = ""
    if step == "try":  # its heading says what to do; what came out stands below
        value = plan.control.fit(state.choice("value"))
        scenario = runs.tried(plan, language, value)
        finding = reading.label("try.after", "try", control=reading.words.integer(value))
    else:
        finding, run = heading, "base" if step == "reveal" else step
        text = reading.label(f"{step}.text", run)
        scenario = runs.scenarios(plan, language)[run]
    picture = Picture("lesson", finding, scenario, state.relative_address(), text)
    share.bar(heading, reading.words, picture=save_image.buttons(picture, reading.words))


def _head(reading: Reading, number: int) -> None:
    """Show title, progress and the heading of the step."""
    texts, plan = reading.words, reading.lesson.plan
    step = plan.steps[number - 1]
    words = {"number": str(number), "total": str(len(plan.steps))}
    progress = texts("lesson.progress", name=texts(f"lesson.steps.{step}"), **words)
    heading = texts(f"lesson.steps.{step}")
    if step not in ("quiz", "summary"):
        heading = reading.label(f"{step}.title")
    summary = lesson_box(reading) if number == 1 else ""
    st.html(
        Markup(
            '<p class="ec-kicker">{minutes}</p><h1 class="ec-small">{title}</h1>{summary}{dots}'
            '<p class="ec-note">{here}</p><h2 id="step" tabindex="-1" data-screen="{id}-{number}">'
            "{heading}</h2>"
        ).format(
            minutes=texts.plural("lesson.minutes", plan.minutes),
            title=reading.line("title"),
            summary=summary,
            dots=_dots(reading, number),
            here=progress,
            id=plan.id,
            number=number,
            heading=heading,
        )
    )


def _dots(reading: Reading, number: int) -> Markup:
    """Write a link to every step, by its name; they carry everything that was chosen."""
    texts, plan = reading.words, reading.lesson.plan
    items = []
    for position, step in enumerate(plan.steps, start=1):
        words = {"number": str(position), "total": str(len(plan.steps))}
        name = texts(f"lesson.steps.{step}")
        label = texts("lesson.progress", name=name, **words)
        current = Markup(' aria-current="step"') if position == number else ""
        items.append(
            Markup('<li><a class="ec-go" href="{}" aria-label="{}"{}>{}</a></li>').format(
                _step_address(plan.id, position), label, current, name
            )
        )
    return Markup('<nav class="ec-dots" aria-label="{}"><ol>{}</ol></nav>').format(
        texts("lesson.dots"), Markup("").join(items)
    )


def _onward(reading: Reading, number: int) -> None:
    """Lead on to the next step; after the last to the simulator and the next lesson."""
    texts, plan = reading.words, reading.lesson.plan
    if number < len(plan.steps):
        following = plan.steps[number]
        label = texts(f"lesson.next.{following}")
        html = _button(label, _step_address(plan.id, number + 1))
    else:
        html = _after(reading)
    st.html(Markup('<p class="ec-onward">{}</p>').format(html))


def _related(texts: Texts) -> Markup:
    """Lead to the neighbours of a lesson; on a phone they stand for the map of the whole site."""
    entries = Markup("").join(
        Markup('<li><a class="ec-go ec-onto" href="{}">{}</a></li>').format(
            link(name), texts(f"site.nav.{name}")
        )
        for name in RELATED
    )
    return Markup('<ul class="ec-near">{}</ul>').format(entries)


def _whole(name: str, texts: Texts) -> Markup:
    """Lead to all steps on one page, for paper; shown where the edition to read was built."""
    address = f"./{texts.language}/{texts(f'reading.address.{name}')}/"
    return Markup('<p class="ec-whole"><a class="ec-tool" href="{}">{}</a></p>').format(
        address, texts("tools.whole")
    )


def _after(reading: Reading) -> Markup:
    texts, plan = reading.words, reading.lesson.plan
    simulator = PAGE_LINKS.run(runs.base(plan, texts.language))
    names = sitemap.offered_lessons()
    position = names.index(plan.id) + 1
    if position < len(names):
        following = load_lesson(texts.language, names[position])
        label = texts("lesson.following", question=following.text("question"))
        onward = _button(label, link(following.plan.id))
    else:
        onward = _button(texts("lesson.last"), link("lessons"))
    run = _button(texts("lesson.simulator"), simulator, quiet=True)
    sheet = _button(texts("lesson.for_class"), link("teacher", lesson=plan.id), quiet=True)
    return onward + run + sheet


def _button(label: str, address: str, *, quiet: bool = False) -> Markup:
    look = "ec-button ec-button-quiet" if quiet else "ec-button"
    return Markup('<a class="ec-go {}" href="{}">{}</a>').format(look, address, label)


def _step_address(lesson: str, number: int) -> str:
    return address(lesson, step=str(number))
