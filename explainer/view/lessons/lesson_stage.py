"""The stage of a lesson: both companies as houses, and somebody who walks through their doors."""

from explainer.reading.lessons import lesson_run
from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.reading.lessons.lesson_scenes import CAPABILITY_RUN, SCENES, houses, star_legend
from explainer.reading.lessons.lesson_words import Reading
from explainer.view.server.run_numbers import numbers
from explainer.view.shell import state
from explainer.view.widgets.drawings.stage import stage


def lesson_stage(reading: Reading, step: str) -> None:
    """Show the stage of a step."""
    run = run_of(reading, SCENES[step].run)
    capability = state.choice("piece") if SCENES[step].run == CAPABILITY_RUN else ""
    stage(
        houses(reading, step, run, capability),
        reading.words,
        key="lesson_stage",
        screen=f"{reading.lesson.plan.id}-{step}",
        star=star_legend(reading, step, run),
    )


def run_of(reading: Reading, name: str) -> Numbers:
    """Return the run that a scene is of; that of a piece alone is simulated by the step itself."""
    if name != CAPABILITY_RUN:
        return reading.runs[name]
    plan = reading.lesson.plan
    return numbers(lesson_run.only_capability(plan, reading.words.language, state.choice("piece")))
