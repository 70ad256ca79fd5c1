"""What stands on the stage of a lesson: both companies as houses, and how much friction each has.

One drawing stays through the steps. Company b loses a wall with each capability, follows the
control, and shows the run in which it fails. From the reveal on each house shows the result of its
run.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explainer.figures.drawings.routes import Seams
from explainer.figures.drawings.stage import House
from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.reading.lessons.lesson_sources import time_of
from explainer.reading.lessons.lesson_words import Reading, with_capability_name
from simulations import CAPABILITIES, CAUSE_OF, FRICTIONS
from simulations.scenario.knobs import SIDES, Side

CHANNEL_FRICTIONS = tuple(kind for kind in FRICTIONS if CAUSE_OF[kind] in CAPABILITIES)
"""Kinds of friction that come from channels which are not integrated."""
MOST_STARS = 12
"""Stars of the company with most friction in the lesson."""
PEOPLE = 100
CAPABILITY_RUN = "piece"
MEASURE = "frustration_index"


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on the stage in one step.

    Attributes
    ----------
    run : str
        The run that the houses and their numbers are of.
    with_results : bool
        Whether the houses show how much friction their run brought, in words and in stars.
    with_questions : bool
        Whether question marks stand between the channels.
    lit : bool
        Whether the walls light up that mattered most, or those of the chosen capability.
    """

    run: str = "base"
    with_results: bool = True
    with_questions: bool = False
    lit: bool = False


SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "scene": Scene(with_results=False),
        "bet": Scene(with_results=False, with_questions=True),
        "reveal": Scene(),
        "why": Scene(lit=True),
        "pieces": Scene(run=CAPABILITY_RUN, lit=True),
        "try": Scene(run="try"),
        "yet": Scene(run="yet"),
        "name": Scene(),
        "quiz": Scene(with_results=False),
        "summary": Scene(),
    }
)


def houses(reading: Reading, step: str, numbers: Numbers, capability: str = "") -> list[House]:
    """Return the houses of a step; `capability` is the one that is looked at by itself."""
    scene, per = SCENES[step], frictions_per_star(reading, numbers)
    return [_house(reading, scene, numbers, side, per, capability) for side in SIDES]


def star_legend(reading: Reading, step: str, numbers: Numbers) -> str:
    """Return the legend of the stars; empty where no house shows the result of a run."""
    return (
        _legend(reading, numbers, frictions_per_star(reading, numbers))
        if SCENES[step].with_results
        else ""
    )


def channel_frictions(numbers: Numbers, side: str) -> float:
    """Return the frictions between channels of a run, for a hundred people."""
    count = sum(numbers.value(f"{side}.friction.{kind}") for kind in CHANNEL_FRICTIONS)
    return count * PEOPLE / numbers.value("per")


def frictions_per_star(reading: Reading, numbers: Numbers) -> float:
    """Return how many frictions for a hundred people a star is: a round number, one per lesson.

    In a run with far more friction than the lesson's own it is more.
    """
    runs = (reading.runs["base"], reading.runs["yet"], numbers)
    return rounded_up(
        max(channel_frictions(run, side) for run in runs for side in SIDES) / MOST_STARS
    )


def rounded_up(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20, … that is not under a number."""
    power = 10.0 ** max(math.floor(math.log10(least)) if least > 1 else 0, 0)
    return next((power * step for step in (1, 2, 5) if power * step >= least), power * 10)


def main_cause(numbers: Numbers) -> str:
    """Return the capability whose absence in the company a made most of the difference."""
    gaps = dict.fromkeys(CAPABILITIES, 0.0)
    for kind in CHANNEL_FRICTIONS:
        gaps[CAUSE_OF[kind]] += numbers.value(f"a.friction.{kind}")
        gaps[CAUSE_OF[kind]] -= numbers.value(f"b.friction.{kind}")
    most = max(gaps, key=lambda capability: gaps[capability])
    return most if gaps[most] > 0 else ""


def _house(
    reading: Reading,
    scene: Scene,
    numbers: Numbers,
    side: Side,
    per: float,
    capability: str,
) -> House:
    texts = reading.words
    name = reading.label(f"shops.{side}")
    lit = ""
    if scene.lit:
        lit = capability if scene.run == CAPABILITY_RUN else main_cause(numbers)
    if scene.run == CAPABILITY_RUN and side == "b":
        name = with_capability_name(reading.label("shops.a"), capability, texts)
    result = ""
    if scene.with_results:
        result = texts("lesson.stage.told", value=numbers.text(f"{side}.{MEASURE}", reading.words))
    stars = round(channel_frictions(numbers, side) / per) if scene.with_results else None
    seams = Seams(stars, asked=scene.with_questions)
    return House(numbers.scenario.side(side), name, result, seams, lit)


def _legend(reading: Reading, numbers: Numbers, per: float) -> str:
    """Return what a star stands for, in words."""
    texts, time = reading.words, time_of(round(numbers.value("weeks")), reading.words)
    if not any(channel_frictions(numbers, side) for side in SIDES):
        return texts("stage.none", time=time)
    return texts.plural("stage.star", per, time=time)
