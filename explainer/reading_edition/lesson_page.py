"""A lesson with all of its steps on one page, as data for its template."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from content.html import Markup
from content.lesson_plans import UNKNOWN, Choice
from content.lessons import load_lesson
from explainer.figures.tables import html_table
from explainer.reading.brief import lesson_box
from explainer.reading.lessons import lesson_answers as answers
from explainer.reading.lessons import lesson_ledger as ledger
from explainer.reading.lessons import lesson_run, lesson_scenes
from explainer.reading.lessons.lesson_sources import source_line
from explainer.reading.lessons.lesson_words import Reading
from explainer.reading.page_tools import print_button
from explainer.reading_edition.addresses import EditionPage
from explainer.reading_edition.pictures import stage, still
from explainer.reading_edition.run_store import RunStore
from explainer.results.block import Column
from explainer.view.shell.sitemap import offered_lessons
from simulations.scenario.knobs import SIDES

BET = "[bet]"
"""Stands in a text for the reader's bet, which the script knows."""
SURE = "[sure]"
NUMBER = re.compile(r"(\d(?:[\d.,]*\d)?)")
"""What differs from one position of a control to the next."""
COPIED = re.compile(r'(<button[^>]* class="ec-copy") data-text="[^"]*"')
BAR = re.compile(r'<i style="([^"]*)">[^<]*(?:</?[^>]*>)*?<strong class="[^"]*">([^<]*)</strong>')


@dataclass(frozen=True, slots=True)
class Question:
    """A question of which one answer is right: its options, and the replies to an answer."""

    id: str
    title: str
    options: Mapping[str, str]
    right: str
    yes: str
    no: str


def lesson_page(page: EditionPage, store: RunStore) -> dict[str, Any]:
    """Return everything that the template of a lesson shows."""
    lesson = load_lesson(page.language, page.name)
    plan = lesson.plan
    runs = {
        name: store.numbers(scenario)
        for name, scenario in lesson_run.scenarios(plan, page.language).items()
    }
    runs["try"] = store.numbers(lesson_run.tried(plan, page.language, plan.control.start))
    reading = Reading(lesson, page.words, runs, page.links)
    lessons = offered_lessons()
    after = lessons[lessons.index(plan.id) + 1 :][:1]
    return {
        "reading": reading,
        "plan": plan,
        "print": print_button(page.words("tools.whole")),
        "brief": _brief(reading),
        "stage": _stage(reading),
        "stills": {step: _still(reading, step) for step in plan.steps if step != "summary"},
        "steps": [step for step in plan.steps if step != "summary"],
        "bet": _bet(reading),
        "bars": {
            "reveal": ledger.quantities(reading, plan.reveal, "base"),
            "why": ledger.frictions(reading),
            "try": ledger.quantities(reading, plan.tried, "try"),
            "yet": ledger.quantities(reading, plan.yet_shown, "yet"),
        },
        "sources": {name: source_line(reading, name) for name in ("base", "try", "yet")},
        "why": _question(reading, "why", plan.why),
        "quiz": [_question(reading, f"quiz.{key}", choice) for key, choice in plan.quiz.items()],
        "capabilities": _capabilities(reading, store),
        "named": answers.named(reading),
        "control": _control(reading, store),
        "simulator": page.run(lesson_run.base(plan, page.language)),
        "following": load_lesson(page.language, after[0]) if after else None,
    }


def _brief(reading: Reading) -> Markup:
    """Write the summary of a strategy once: the script makes the text that is copied from it."""
    written = lesson_box(reading)
    if not reading.lesson.plan.strategy:
        return written
    return Markup(COPIED.sub(r"\1", str(written), count=1))  # of Markup, it would escape the group


def _stage(reading: Reading) -> Markup:
    """Draw both companies without what their run came to, which the bet is about."""
    houses = lesson_scenes.houses(reading, "quiz", reading.runs["base"])
    return stage(houses, reading.words, f"{reading.lesson.plan.id}-stage")


def _still(reading: Reading, step: str) -> Markup:
    """Draw the stage of a step; before a capability is chosen, what it starts from."""
    if lesson_scenes.SCENES[step].run == lesson_scenes.CAPABILITY_RUN:
        step = "reveal"
    numbers = reading.runs[lesson_scenes.SCENES[step].run]
    houses = lesson_scenes.houses(reading, step, numbers)
    return still(houses, reading.words, star=lesson_scenes.star_legend(reading, step, numbers))


def _bet(reading: Reading) -> dict[str, Any]:
    """Return the options of the bet, or the number to bet on, and the reply to each."""
    plan, texts = reading.lesson.plan, reading.words
    sure = {level: texts(f"lesson.sure.{level}") for level in answers.SURE}
    words = {
        "bet": texts("lesson.your_bet", bet=BET),
        "sure": texts("lesson.your_bet_sure", bet=BET, sure=SURE),
    }
    reacts = {
        name: reading.line(f"reveal.reactions.{name}", bet=BET) for name in (*plan.bets, UNKNOWN)
    }
    bet: dict[str, Any] = {"words": words, "sure": sure, "reacts": reacts, "guess": plan.guess}
    options = () if plan.guess else plan.options
    bet["options"] = {name: answers.bet_words(reading, name) for name in (*options, UNKNOWN)}
    if plan.guess:
        truth = reading.runs["base"].value(plan.truth)
        near = answers.NEAR * (plan.guess.high - plan.guess.low)
        bet |= {"truth": truth, "near": near, "place": texts("lesson.place_bet", bet=BET)}
    return bet


def _question(reading: Reading, prefix: str, choice: Choice) -> Question:
    texts = reading.words
    right = answers.option(reading, prefix, choice.right)
    return Question(
        id=prefix.replace(".", "-"),
        title=reading.label(f"{prefix}.title"),
        options={name: answers.option(reading, prefix, name) for name in choice.options},
        right=choice.right,
        yes=texts("lesson.quiz.right"),
        no=texts("lesson.quiz.other", answer=right),
    )


def _capabilities(reading: Reading, store: RunStore) -> list[dict[str, str]]:
    """Return each capability alone: its scene, its bars and what came of it."""
    shown = []
    for capability in reading.lesson.plan.capabilities:
        alone = ledger.with_capability(reading, capability, store.numbers)
        shown.append(
            {
                "name": reading.words(f"terms.capability.{capability}.name"),
                "scene": alone.prose(f"pieces.{capability}.scene"),
                "bars": ledger.capability_frictions(alone, capability),
                "after": alone.prose(f"pieces.{capability}.after", run="piece"),
                "source": source_line(alone, "piece"),
            }
        )
    return shown


def _control(reading: Reading, store: RunStore) -> dict[str, Any]:
    """Return the one control with every position: its label, its bars, and what came of it."""
    plan = reading.lesson.plan
    control, shown, rows = plan.control, [], []
    columns = _columns(reading)
    heads = [Column(name) for name in (reading.words("reading.value"), *columns.values())]
    for value in range(control.low, control.high + 1, control.step):
        numbers = store.numbers(lesson_run.tried(plan, reading.words.language, value))
        tried = replace(reading, runs={**reading.runs, "try": numbers})
        text = reading.words.integer(value)
        shown.append(
            {
                "value": value,
                "label": tried.label("try.label", "try", control=str(value)),
                "bars": BAR.findall(ledger.quantities(tried, plan.tried, "try")),
                "after": tried.prose("try.after", "try", control=text),
            }
        )
        rows.append([text, *(numbers.text(name, reading.words) for name in columns)])
    start = next(position for position in shown if position["value"] == control.start)
    return {
        "low": control.low,
        "high": control.high,
        "step": control.step,
        "start": start,
        "positions": _positions(shown),
        "table": html_table(reading.label("try.title", "try"), heads, rows),
    }


def _positions(shown: list[dict[str, Any]]) -> str:
    """Write what the script shows at each position; a label that never changes stands already.

    What is said differs mostly in its numbers: each sentence is written once, in the parts that
    stand around them, and a position names its sentence and the numbers.
    """
    if len({position["label"] for position in shown}) == 1:
        shown = [
            {name: value for name, value in position.items() if name != "label"}
            for position in shown
        ]
    sentences: list[list[str]] = []
    positions = []
    for position in shown:
        fragments = NUMBER.split(str(position["after"]))
        if fragments[::2] not in sentences:
            sentences.append(fragments[::2])
        positions.append({**position, "after": [sentences.index(fragments[::2]), *fragments[1::2]]})
    whole = {"said": sentences, "positions": positions}
    written = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return written.replace("</", "<\\/").replace("<!", "\\u003c!")


def _columns(reading: Reading) -> dict[str, str]:
    """Return the heads of the table of the control by the number that each column has."""
    tried = reading.lesson.plan.tried
    of_run = [name for name in tried if name.startswith(("kind.", "prem"))]
    of_sides = {
        f"{side}.{name}": f"{_name(reading, name)}: {reading.label(f'shops.{side}')}"
        for name in tried
        if name not in of_run
        for side in SIDES
    }
    return of_sides | {name: _name(reading, name) for name in of_run}


def _name(reading: Reading, name: str) -> str:
    family, _, kind = name.partition(".")
    texts = reading.words
    if family == "kind":
        return texts(f"lesson.people.{kind}")
    if family == "premium":
        return texts(f"lesson.premium.{kind}")
    return ledger.name_of(reading, name)
