"""What stands on each page but the lessons and the first one, as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType

from content.cards import Card
from content.shared_parts import load_practice, load_questions, load_stories
from explainer.figures.drawings.stage import House
from explainer.reading import compare as two
from explainer.reading import compare_chart
from explainer.reading import evidence as cards
from explainer.reading.consumer import consumer
from explainer.reading.glossary import glossary
from explainer.reading.lessons.teaching import cards as lesson_cards
from explainer.reading.lessons.teaching import sheet
from explainer.reading.model_fit import fit_report
from explainer.reading.model_guide import model_guide
from explainer.reading.model_parameters import parameter_table
from explainer.reading.practice import exam
from explainer.reading.questions import questions
from explainer.reading.stories import counted, onward, story_scenario, told
from explainer.reading_edition.addresses import CHOSEN, Spot, parts, theme_of
from explainer.reading_edition.head import part_name
from explainer.reading_edition.kept import Shelf
from explainer.reading_edition.pictures import stage
from explainer.view.shell.sitemap import offered_lessons
from simulations import KNOBS, Scenario, compare

DOT = re.compile(r' href="#(\w+)" title="[^"]*"><span class="ec-hidden">[^<]*</span>')
"""A dot of the map, which says what its card says too."""
CARD = re.compile(r'(<details class="[^"]*" id="(\w+)") tabindex="-1"([^>]*><summary)><span>')
ROLES = re.compile(r' role="(?:table|rowgroup|row|cell|columnheader|rowheader)"')
"""What a table is by itself."""


def head(spot: Spot, family: str) -> str:
    """Write title and lead of a page."""
    return (
        f"<h1>{escape(spot.words(f'{family}.title'))}</h1>"
        f'<p class="ec-lead">{escape(spot.words(f"{family}.lead"))}</p>'
    )


def lessons_page(spot: Spot, _shelf: Shelf) -> str:
    """Write every lesson with its question."""
    words = spot.words
    listed = lesson_cards(offered_lessons(), words, spot.ways)
    return (
        f'{head(spot, "lessons")}<ol class="ec-cards ec-lessons">{listed}</ol>'
        f'<p><a class="ec-go" href="{spot.ways.link("teacher")}">'
        f"{escape(words('lessons.teacher'))}</a></p>"
    )


def compare_page(spot: Spot, _shelf: Shelf) -> str:
    """Write two strategies side by side."""
    words, ways = spot.words, spot.ways
    chosen = tuple(spot.part.split("-")) if spot.part else CHOSEN
    strategies = [Scenario().with_preset("a", name).a for name in chosen]
    houses = [
        House(one, words(f"terms.strategy.{name}.name"))
        for one, name in zip(strategies, chosen, strict=True)
    ]
    scenario = compare_chart.scenario_of(chosen, spot.language)
    comparison = compare(scenario)
    finding = compare_chart.finding_of(comparison, words)
    told_of = escape(compare_chart.source(scenario, words))
    rules = f'<a href="{ways.link("model_rules")}">{escape(words("lesson.rules"))}</a>'
    table = ROLES.sub("", two.whole_table(chosen, words))
    first = Scenario().with_country(scenario.country)
    for side, name in zip("ab", chosen, strict=True):
        first = first.with_preset(side, name)
    return (
        f"{two.top(chosen, words)}{_pairs(spot)}"
        f'<div class="st-key-ec_compare_houses">{stage(houses, words, "compare-stage")}</div>'
        f"{two.definitions(chosen, words, ways)}{table}{two.both_points(chosen, words, ways)}"
        f'<section class="ec-result"><h2 class="ec-finding">{escape(finding)}</h2>'
        f"{compare_chart.drawn(comparison, words)}"
        f'<p class="ec-note">{told_of} {rules}</p></section>'
        f"{two.sources(chosen, words, ways)}"
        f'<p class="ec-onward"><a class="ec-go ec-button ec-app" href="{ways.simulator(first)}">'
        f'{escape(words("tools.try"))}</a><a class="ec-go ec-button ec-button-quiet"'
        f' href="{ways.link("practice")}">{escape(words("site.nav.practice"))}</a></p>'
    )


def _pairs(spot: Spot) -> str:
    """Write a link to each pair of strategies."""
    words = spot.words

    def names(part: str) -> str:
        pair = part.split("-") if part else CHOSEN
        return " / ".join(words(f"terms.strategy.{one}.name") for one in pair)

    shown = {part: names(part) for part in ("", *parts("compare"))}
    label = f'<p class="ec-note" id="pairs">{escape(words("reading.pairs"))}</p>'
    return _contents(spot, shown, "pairs", label)


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
    """Write all questions of an exam, which the script asks one by one; else the key answers."""
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
    """Write what does not hold, the map, and a line for each card; or the cards of a theme."""
    words = spot.words
    told = cards.told_cards(words)
    if spot.part:
        return _theme_page(spot, cards.by_theme(told)[spot.part])
    found = "".join(
        cards.theme_of(theme, own, "".join(_line(spot, one) for one in own), words)
        for theme, own in cards.by_theme(told).items()
    )
    struck = CARD.sub(r'\1\3><span id="\2-says">', cards.struck(told, words))

    def dot(study: re.Match[str]) -> str:
        name = study[1] if theme_of(study[1]) else f"{study[1]}-says"
        return f' href="{spot.page("evidence", study[1])}" aria-labelledby="{name}">'

    return (
        f"{head(spot, 'evidence')}{_short(struck)}{DOT.sub(dot, cards.answered(told, words))}"
        f'{cards.listed(found, words)}<p class="ec-onward"><a class="ec-go"'
        f' href="{spot.ways.link("model_rules")}">{escape(words("evidence.model"))}</a></p>'
    )


def _line(spot: Spot, card: Card) -> str:
    """Write a card on a line, which leads to it."""
    words = spot.words
    return (
        f'<p class="ec-fact" id="{card.id}" data-grade="{cards.key(card.grade)}">'
        f'<a href="{spot.page("evidence", card.id)}">{escape(words(f"cards.{card.id}.claim"))}</a>'
        f" {cards.where(card, words)}</p>"
    )


def _theme_page(spot: Spot, found: Sequence[Card]) -> str:
    """Write the cards of a theme, all of them open."""
    words = spot.words
    inner = "".join(cards.card_of(one, words) for one in found)
    written = _short(inner.replace("<details class", "<details open class"))
    others = {part: words(f"evidence.themes.{part}") for part in parts("evidence")}
    label = f'<h2 id="others">{escape(words("reading.themes"))}</h2>'
    return (
        f'<p class="ec-kicker"><a href="{spot.page("evidence")}">'
        f"{escape(words('site.nav.evidence'))}</a></p>"
        f"<h1>{escape(part_name(spot))}</h1>"
        f'<section class="ec-studies">{written}</section>'
        f"{_contents(spot, others, 'others', label)}"
    )


def _contents(spot: Spot, shown: Mapping[str, str], name: str, label: str) -> str:
    """Write links to the pages below a page, by part, with the label whose id is given."""
    items = ""
    for part, text in shown.items():
        here = ' aria-current="page"' if part == spot.part else ""
        items += f'<li><a href="{spot.page(spot.name, part=part)}"{here}>{escape(text)}</a></li>'
    return f'<nav class="ec-contents" aria-labelledby="{name}">{label}<ul>{items}</ul></nav>'


def _short(written: str) -> str:
    """Leave out what the head of every page says for all links."""
    return written.replace(' rel="noreferrer"', "")


def model_page(spot: Spot, _shelf: Shelf) -> str:
    """Write how the model works, with every parameter."""
    words = spot.words
    rules, limits = model_guide(words)
    name = words("model.parameters.all")
    count = words.plural("model.parameters.count", len(KNOBS))
    table = parameter_table(name, tuple(KNOBS.values()), words, spot.ways)
    return (
        f"{rules}{fit_report(words)}"
        f'<div class="ec-guide"><h2 id="parameters" tabindex="-1">'
        f"{escape(words('model.parameters.heading'))}</h2>"
        f"<p>{escape(words('model.parameters.lead'))}</p>"
        f"<p>{escape(count)}</p></div>{table}{limits}"
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
