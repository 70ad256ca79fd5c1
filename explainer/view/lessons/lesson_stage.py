"""The stage of a lesson: both companies as houses, and somebody who walks through their doors.

One drawing lives through the steps. It opens with the company in which the person of the scene
shops, then stands beside the other one, loses a wall with each piece, follows the control, and
shows the run in which it fails. From the reveal on each house says what its run came to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from explainer.figures.drawings.houses import PICTURES, SMALL, houses_svg
from explainer.view.lessons import lesson_run
from explainer.view.lessons.lesson_words import Reading
from explainer.view.shell import state
from simulations import CHANNELS, Scenario, Strategy

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
    plan, language = reading.lesson.plan, reading.texts.language
    if run == "try":
        return lesson_run.tried(plan, language, plan.control.fit(state.choice("value")))
    if run == "piece":
        return lesson_run.only_piece(plan, language, state.choice("piece"))
    return lesson_run.scenarios(plan, language)[run]


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
    large = _drawing(reading, strategy, name, ALL, LARGE)
    small = _drawing(reading, strategy, name, FEW, SMALL)
    return (
        f'<figure class="ec-stage-house"><div class="ec-stage-large">{large}</div>'
        f'<div class="ec-stage-small">{small}</div>'
        f"<figcaption><strong>{escape(name)}</strong>{told}</figcaption></figure>"
    )


def _drawing(
    reading: Reading,
    strategy: Strategy,
    name: str,
    doors: tuple[str, ...],
    pictures: Mapping[str, tuple[float, int]],
) -> str:
    """Draw a company with those of the doors that it has, and the way through them."""
    texts = reading.texts
    here = [one for one in doors if one in strategy.channels] or [
        one for one in CHANNELS if one in strategy.channels
    ][:1]
    labels = {one: texts(f"drawing.channel.{one}") for one in here}
    return houses_svg(
        here,
        strategy.capabilities,
        labels,
        title=texts("drawing.houses", name=name),
        description=" → ".join(labels.values()),
        walk=here,
        pictures=pictures,
    )
