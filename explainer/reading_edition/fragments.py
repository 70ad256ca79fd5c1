"""What stands on each page but the lessons and the first one, as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

from content.shared_parts import load_practice, load_questions, load_stories
from explainer.figures.drawings.stage import House
from explainer.reading import compare as two
from explainer.reading import compare_chart
from explainer.reading.consumer import consumer
from explainer.reading.evidence import evidence
from explainer.reading.glossary import glossary
from explainer.reading.lessons.teaching import cards, sheet
from explainer.reading.model_fit import fit_report
from explainer.reading.model_guide import model_guide
from explainer.reading.model_parameters import parameter_table
from explainer.reading.practice import exam
from explainer.reading.questions import questions
from explainer.reading.stories import counted, onward, story_scenario, told
from explainer.reading_edition.addresses import Spot
from explainer.reading_edition.kept import Shelf
from explainer.reading_edition.pictures import stage
from explainer.view.shell.sitemap import COMPARED, offered_lessons
from simulations import KNOBS, Scenario, compare

TITLES = re.compile(r' title="[^"]*"(?=><span class="ec-hidden">)')
"""What a dot of the map says twice."""
ROLES = re.compile(r' role="(?:table|rowgroup|row|cell|columnheader|rowheader)"')
"""What a table is by itself."""
CHOSEN = tuple(legal[0] for legal in COMPARED.values())
"""The two strategies that are compared."""


def head(spot: Spot, family: str) -> str:
    """Write title and lead of a page."""
    return (
        f"<h1>{escape(spot.words(f'{family}.title'))}</h1>"
        f'<p class="ec-lead">{escape(spot.words(f"{family}.lead"))}</p>'
    )


def lessons_page(spot: Spot, _shelf: Shelf) -> str:
    """Write every lesson with its question."""
    words = spot.words
    listed = cards(offered_lessons(), words, spot.ways)
    return (
        f'{head(spot, "lessons")}<ol class="ec-cards ec-lessons">{listed}</ol>'
        f'<p><a class="ec-go" href="{spot.ways.link("teacher")}">'
        f"{escape(words('lessons.teacher'))}</a></p>"
    )


def compare_page(spot: Spot, _shelf: Shelf) -> str:
    """Write two strategies side by side."""
    words, ways = spot.words, spot.ways
    strategies = [Scenario().with_preset("a", name).a for name in CHOSEN]
    houses = [
        House(one, words(f"terms.strategy.{name}.name"))
        for one, name in zip(strategies, CHOSEN, strict=True)
    ]
    scenario = compare_chart.scenario_of(CHOSEN, spot.language)
    comparison = compare(scenario)
    finding = compare_chart.finding_of(comparison, words)
    told_of = escape(compare_chart.source(scenario, words))
    rules = f'<a href="{ways.link("model_rules")}">{escape(words("lesson.rules"))}</a>'
    table = ROLES.sub("", two.whole_table(CHOSEN, words))
    first = Scenario().with_country(scenario.country)
    for side, name in zip("ab", CHOSEN, strict=True):
        first = first.with_preset(side, name)
    return (
        f'<div class="ec-compare-head">{head(spot, "compare")}</div>'
        f'<div class="st-key-ec_compare_houses">{stage(houses, words, "compare-stage")}</div>'
        f"{two.definitions(CHOSEN, words, ways)}{table}{two.both_points(CHOSEN, words, ways)}"
        f'<section class="ec-result"><h2 class="ec-finding">{escape(finding)}</h2>'
        f"{compare_chart.drawn(comparison, words)}"
        f'<p class="ec-note">{told_of} {rules}</p></section>'
        f"{two.sources(CHOSEN, words, ways)}"
        f'<p class="ec-note">{escape(words("reading.other"))}</p>'
        f'<p class="ec-onward"><a class="ec-go ec-button ec-app" href="{ways.simulator(first)}">'
        f'{escape(words("tools.try"))}</a><a class="ec-go ec-button ec-button-quiet"'
        f' href="{ways.link("practice")}">{escape(words("site.nav.practice"))}</a></p>'
    )


def consumer_page(spot: Spot, _shelf: Shelf) -> str:
    """Write about the new consumer."""
    return consumer(spot.words, spot.ways)


def stories_page(spot: Spot, shelf: Shelf) -> str:
    """Write every story with what its run says about it."""
    words, written = spot.words, ""
    for story in load_stories().values():
        if f"stories.{story.id}.title" in words:
            scenario = story_scenario(story, spot.language)
            drawn = counted(story, shelf.numbers(scenario), words)
            written += f"{told(story, words)}{drawn}{onward(scenario, words, spot.ways)}"
    return f'<div class="st-key-ec_narrow_stories">{head(spot, "stories")}{written}</div>'


def practice_page(spot: Spot, _shelf: Shelf) -> str:
    """Write all questions of an exam, answered by the script, or by the key at the end."""
    written = exam(tuple(load_practice().values()), spot.words, spot.ways)
    return head(spot, "practice") + open_answers(written)


def open_answers(written: str) -> str:
    """Leave it to the script to fold what an answer uncovers."""
    return written.replace('<div class="ec-because" hidden>', '<div class="ec-because">')


def questions_page(spot: Spot, _shelf: Shelf) -> str:
    """Write the six questions with their answers; the script asks them before and after."""
    words, written = spot.words, ""
    for name, choice in load_questions().items():
        options = "".join(
            f"<li>{escape(words(f'quiz.{name}.options.{one}'))}</li>" for one in choice.options
        )
        right = words(f"quiz.{name}.options.{choice.right}")
        because = escape(words(f"quiz.{name}.because"))
        written += (
            f'<section class="ec-question"><h2>{escape(words(f"quiz.{name}.title"))}</h2>'
            f"<ul>{options}</ul><details><summary>{escape(words('practice.labels.model'))}"
            f"</summary><p><strong>{escape(right)}.</strong> {because}</p></details></section>"
        )
    data = escape(json.dumps(questions(words), ensure_ascii=False), quote=True)
    return (
        f'<div class="ec-narrow">{head(spot, "quiz")}'
        f'<div class="ec-questions" data-questions="{data}">{written}</div></div>'
    )


def glossary_page(spot: Spot, _shelf: Shelf) -> str:
    """Write every term."""
    return glossary(spot.words, spot.ways)


def teacher_page(spot: Spot, _shelf: Shelf) -> str:
    """Write the sheets of all lessons, each to be printed by itself."""
    words = spot.words
    names = offered_lessons()
    links = "".join(
        f'<li><a href="#{name}">{escape(words(f"site.nav.{name}"))}</a></li>' for name in names
    )
    written = "".join(
        sheet(name, words, spot.ways).replace(
            "<article ", f'<article id="{name}" tabindex="-1" ', 1
        )
        for name in names
    )
    label = escape(words("lessons.choose"), quote=True)
    return (
        f'<div class="ec-narrow"><h1>{escape(words("lessons.sheet"))}</h1>'
        f'<nav class="ec-contents" aria-label="{label}"><ul>{links}</ul></nav>{written}</div>'
    )


def evidence_page(spot: Spot, _shelf: Shelf) -> str:
    """Write every card of evidence."""
    return TITLES.sub("", evidence(spot.words, spot.ways))


def model_page(spot: Spot, _shelf: Shelf) -> str:
    """Write how the model works, with every parameter."""
    words = spot.words
    rules, limits = model_guide(words)
    name = words("model.parameters.all")
    table = parameter_table(name, tuple(KNOBS.values()), words, spot.ways)
    return (
        f"{rules}{fit_report(words)}"
        f'<div class="ec-guide"><h2 id="parameters" tabindex="-1">'
        f"{escape(words('model.parameters.heading'))}</h2></div>{table}{limits}"
    )


FRAGMENTS: Mapping[str, Callable[[Spot, Shelf], str]] = MappingProxyType(
    {
        "lessons": lessons_page,
        "compare": compare_page,
        "consumer": consumer_page,
        "stories": stories_page,
        "practice": practice_page,
        "questions": questions_page,
        "glossary": glossary_page,
        "teacher": teacher_page,
        "evidence": evidence_page,
        "model_rules": model_page,
    }
)
