"""The stage of a lesson: both companies as houses, and somebody who walks through their doors.

One drawing lives through the steps. It opens with the company in which the person of the scene
shops, then stands beside the other one, loses a wall with each piece, follows the control, and
shows the run in which it fails. From the reveal on each house says what its run came to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from explainer.figures.drawings.houses import PICTURES, SMALL
from explainer.figures.drawings.street import street
from explainer.view.lessons import lesson_run
from explainer.view.lessons.lesson_words import Reading
from explainer.view.shell import state
from simulations import Scenario

ALL, FEW = ("website", "messaging", "store"), ("website", "store")
"""The doors that are drawn where there is room, and on half a phone."""
LARGE = MappingProxyType({"tall": PICTURES["tall"]})
MEASURE = "frustration_index"


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on the stage in one step.

    Attributes
    ----------
    sides : str
        ``"a"``, ``"b"`` or ``"ab"``.
    run : str
        The run that the houses and their numbers are of.
    told : bool
        Whether the houses say how much friction their run brought.
    """

    sides: str = "ab"
    run: str = "base"
    told: bool = True


SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "scene": Scene("a", told=False),
        "bet": Scene(told=False),
        "reveal": Scene(),
        "why": Scene(),
        "pieces": Scene(run="piece", told=False),
        "try": Scene(run="try"),
        "yet": Scene(run="yet"),
        "name": Scene(),
        "quiz": Scene(told=False),
        "summary": Scene(told=False),
    }
)


def stage(reading: Reading, step: str) -> str:
    """Draw the stage of a step as HTML: a figure for each company, with its name."""
    scene = SCENES[step]
    scenario = _scenario(reading, scene.run)
    houses = "".join(_house(reading, scene, scenario, side) for side in scene.sides)
    return f'<div class="ec-stage ec-stage-{len(scene.sides)}">{houses}</div>'


def _scenario(reading: Reading, run: str) -> Scenario:
    if run == "piece":  # simulated by the step itself
        plan = reading.lesson.plan
        return lesson_run.only_piece(plan, reading.texts.language, state.choice("piece"))
    return reading.runs[run].comparison.scenario


def _house(reading: Reading, scene: Scene, scenario: Scenario, side: str) -> str:
    texts, strategy = reading.texts, scenario.side(side)
    name = reading.label(f"shops.{side}")
    if scene.run == "piece" and side == "b":
        piece = texts(f"terms.capability.{state.choice('piece')}.name")
        name = texts("lesson.stage.with_piece", name=reading.label("shops.a"), piece=piece)
    told = ""
    if scene.told:
        value = reading.runs[scene.run].text(f"{side}.{MEASURE}", reading.formats)
        told = f"<span>{escape(texts('lesson.stage.told', value=value))}</span>"
    large = street(strategy, name, texts, doors=ALL, walk=ALL, pictures=LARGE)
    small = street(strategy, name, texts, doors=FEW, walk=FEW, pictures=SMALL)
    return (
        f'<figure class="ec-stage-house"><div class="ec-stage-large">{large}</div>'
        f'<div class="ec-stage-small">{small}</div>'
        f"<figcaption><strong>{escape(name)}</strong>{told}</figcaption></figure>"
    )
