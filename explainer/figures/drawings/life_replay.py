"""A life as plain data for the replay in the browser: steps on one clock, two lanes, words.

All words are ready to be shown and none of them is markup: the replay writes them as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from content.cards import load_cards
from content.references import short_reference
from explainer.figures.drawings.moment_icons import moment_badge, tone
from explainer.figures.drawings.routes import walker
from explainer.figures.drawings.street import street
from explainer.narration.explanation import explain
from explainer.narration.sentences import Narrator
from explainer.narration.story import Cell, Chapter, Story, ending, is_stop
from simulations import CHANNELS, Scenario
from simulations.scenario.knobs import SIDES

PER_CENT = 100.0
DOORS = 3
PICTURE: Mapping[str, tuple[float, int]] = MappingProxyType({"life": (250.0, DOORS)})
"""The houses over the lanes: the doors that the life goes to most, in one row."""
LABELS = (
    *("keys", "play", "pause", "previous", "next", "fork", "speed", "slow", "normal", "fast"),
    *("scrub", "year", "journey", "span", "frustration", "wish", "why", "alone", "legend"),
)


@dataclass(frozen=True, slots=True)
class Levels:
    """A lane after a step: frustration and wish to come back, 0 to 100."""

    frustration: float
    wish: float


def replay_data(story: Story, scenario: Scenario, narrator: Narrator) -> dict[str, Any]:
    """Return all that the replay needs, for JSON; the life was traced in the scenario.

    Returns
    -------
    dict
        ``labels``; ``chapters`` (first step, number of steps, whether alike, ends of both lanes);
        ``steps`` (chapter, words of the clock, cells ``both``, ``a``, ``b``, levels of both);
        ``houses`` (a drawing for each lane) and ``walker``, who stands at the door of a cell;
        ``first``, the step at which the lives part (0 for equal lives).
    """
    texts = narrator.words
    steps: list[dict[str, Any]] = []
    chapters = []
    start = Levels(0.0, story.life.person.loyalty * PER_CENT)
    levels: dict[str, Levels] = dict.fromkeys(SIDES, start)
    for chapter in story.chapters:
        stop = is_stop(story, chapter.number - 1)
        chapters.append(_chapter(chapter, len(steps)) | {"stop": stop})
        steps.extend(_rows(chapter, levels, story, scenario, narrator))
        chapters[-1]["count"] = len(steps) - chapters[-1]["first"]
    for number, step in enumerate(steps, start=1):
        step["place"] = texts(
            "lives.player.step", place=texts.integer(number), count=texts.integer(len(steps))
        )
    return {
        "labels": {name: texts(f"lives.player.{name}") for name in LABELS}
        | {
            "region": texts("lives.player.label", name=narrator.name),
            "evidence": texts("lives.why.evidence"),
        },
        "chapters": chapters,
        "steps": steps,
        "houses": _houses(doors_of(steps), scenario, narrator),
        "walker": walker(0.0, 0.0),
        "first": _first(story),
        "until": texts.plural("lives.player.same", story.moments_before_fork),
    }


def doors_of(steps: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the channels in which most of a life happens, in the model's order."""
    cells = (step[lane] for step in steps for lane in ("both", *SIDES) if lane in step)
    counts = Counter(cell["channel"] for cell in cells if cell.get("channel"))
    most = {channel for channel, _ in counts.most_common(DOORS)}
    return tuple(channel for channel in CHANNELS if channel in most)


def _houses(doors: Sequence[str], scenario: Scenario, narrator: Narrator) -> Mapping[str, str]:
    """Draw both companies with the doors of a life."""
    return {
        side: street(strategy, side.upper(), narrator.words, doors=doors, pictures=PICTURE)
        for side, strategy in (("a", scenario.a), ("b", scenario.b))
    }


def _first(story: Story) -> int:
    """Return the step at which the lives part; 0 for equal lives."""
    if story.fork is None:
        return 0
    before = sum(len(list(chapter.rows())) for chapter in story.chapters[: story.fork])
    return before + story.chapters[story.fork].shared


def _chapter(chapter: Chapter, first: int) -> dict[str, Any]:
    return {
        "first": first,
        "alike": chapter.alike,
        "fork": first + chapter.shared,
        "a": ending(chapter.a),
        "b": ending(chapter.b),
    }


def _rows(
    chapter: Chapter,
    levels: dict[str, Levels],
    story: Story,
    scenario: Scenario,
    narrator: Narrator,
) -> Iterator[dict[str, Any]]:
    """Yield the steps of a need; ``levels`` is brought up to date with each."""
    left = {side: len(chapter.lane(side)) for side in SIDES}
    for index, row in enumerate(chapter.rows()):
        cells = dict(zip(SIDES, row, strict=True))
        step: dict[str, Any] = {"chapter": chapter.number - 1, "week": narrator.week(chapter)}
        for side, cell in cells.items():
            if cell is not None:
                left[side] -= 1
                levels[side] = Levels(cell.frustration, cell.loyalty * PER_CENT)
        if index < chapter.shared and cells["a"] is not None:
            step["both"] = _cell(cells["a"], chapter, story, scenario, narrator)
        else:
            for side, cell in cells.items():
                step[side] = (
                    _cell(cell, chapter, story, scenario, narrator)
                    if cell is not None
                    else {"empty": _empty(chapter.lane(side), left[side], narrator)}
                )
        step["levels"] = {side: _levels(levels[side], narrator) for side in SIDES}
        yield step


def _empty(lane: tuple[Cell, ...], left: int, narrator: Narrator) -> str:
    """Write why a lane has nothing to show at a step."""
    if not lane:
        return narrator.words("lives.player.gone")
    return narrator.words("lives.player.quiet" if left else "lives.player.waiting")


def _levels(lane: Levels, narrator: Narrator) -> dict[str, Any]:
    words = narrator.words
    return {
        name: {
            "size": round(size, 2),
            "words": words("lives.player.level", value=words.integer(size)),
        }
        for name, size in (("frustration", lane.frustration), ("wish", lane.wish))
    }


def _cell(
    cell: Cell, chapter: Chapter, story: Story, scenario: Scenario, narrator: Narrator
) -> Mapping[str, Any]:
    why = explain(cell, story, scenario, narrator)
    moment = cell.moment
    return {
        "icon": moment_badge(moment.event, moment.channel),
        "channel": moment.channel,
        "tone": tone(moment.event),
        "where": narrator.where(cell),
        "words": narrator.sentence(cell, chapter),
        "notes": narrator.notes(cell),
        "why": [{"heading": heading, "words": words} for heading, words in why.lines],
        "cards": [
            [card, short_reference(load_cards()[card], narrator.words)] for card in why.cards
        ],
        "luck": None if why.draw is None else {"draw": why.draw, "a": why.a, "b": why.b},
        "piece": why.capability,
    }
