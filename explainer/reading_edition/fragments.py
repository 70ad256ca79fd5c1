"""What stands on each page but the lessons and the first one, as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from content.cards import Card
from content.html import Markup
from content.shared_parts import load_practice, load_questions, load_stories
from explainer.figures.drawings.stage import House
from explainer.reading import compare as two
from explainer.reading import compare_chart
from explainer.reading import evidence as cards
from explainer.reading.companies import companies
from explainer.reading.consumer import consumer
from explainer.reading.glossary import glossary
from explainer.reading.lessons.lesson_sources import seen_from
from explainer.reading.lessons.teaching import cards as lesson_cards
from explainer.reading.lessons.teaching import sheet
from explainer.reading.model_fit import fit_report
from explainer.reading.model_guide import model_guide
from explainer.reading.model_parameters import parameter_table
from explainer.reading.practice import exam
from explainer.reading.questions import questions
from explainer.reading.stories import counted, onward, story_scenario, to_companies, told
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


def head(spot: Spot, family: str) -> Markup:
    """Write title and lead of a page."""
    return Markup('<h1>{}</h1><p class="ec-lead">{}</p>').format(
        spot.words(f"{family}.title"), spot.words(f"{family}.lead")
    )


def lessons_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write every lesson with its question."""
    words = spot.words
    listed = lesson_cards(offered_lessons(), words, spot.links)
    return Markup(
        '{}<ol class="ec-cards ec-lessons">{}</ol><p><a class="ec-go" href="{}">{}</a></p>'
    ).format(head(spot, "lessons"), listed, spot.links.link("teacher"), words("lessons.teacher"))


def compare_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write two strategies side by side."""
    words, links = spot.words, spot.links
    chosen = tuple(spot.part.split("-")) if spot.part else CHOSEN
    strategies = [Scenario().with_preset("a", name).a for name in chosen]
    houses = [
        House(one, words(f"terms.strategy.{name}.name"))
        for one, name in zip(strategies, chosen, strict=True)
    ]
    scenario = compare_chart.scenario_of(chosen, spot.language)
    comparison = compare(scenario)
    finding = compare_chart.finding_of(comparison, words)
    told_of = seen_from(scenario, words)
    rules = Markup('<a href="{}">{}</a>').format(links.link("model_rules"), words("lesson.rules"))
    table = Markup(ROLES.sub("", two.whole_table(chosen, words)))
    first = Scenario().with_country(scenario.country)
    for side, name in zip("ab", chosen, strict=True):
        first = first.with_preset(side, name)
    return Markup(
        "{top}{pairs}"
        '<div class="st-key-ec_compare_houses">{stage}</div>'
        '{definitions}{table}{points}<section class="ec-result">'
        '<h2 class="ec-finding">{finding}</h2>{drawn}<p class="ec-note">{told_of} {rules}</p>'
        '</section>{four}{examples}{sources}<p class="ec-onward">'
        '<a class="ec-go ec-button ec-app" href="{simulator}">{try_}</a>'
        '<a class="ec-go ec-button ec-button-quiet" href="{practice}">{practice_name}</a></p>'
    ).format(
        top=two.top(chosen, words),
        pairs=_pairs(spot),
        stage=stage(houses, words, "compare-stage"),
        definitions=two.definitions(chosen, words, links),
        table=table,
        points=two.both_points(chosen, words, links),
        four="" if spot.part else Markup(ROLES.sub("", two.four(words))),
        examples="" if spot.part else _short(companies(words)),
        finding=finding,
        drawn=compare_chart.drawn(comparison, words),
        told_of=told_of,
        rules=rules,
        sources=two.sources(chosen, words, links),
        simulator=links.simulator(first),
        try_=words("tools.try"),
        practice=links.link("practice"),
        practice_name=words("site.nav.practice"),
    )


def _pairs(spot: Spot) -> Markup:
    """Write a link to each pair of strategies."""
    words = spot.words

    def names(part: str) -> str:
        pair = part.split("-") if part else CHOSEN
        return " / ".join(words(f"terms.strategy.{one}.name") for one in pair)

    shown = {part: names(part) for part in ("", *parts("compare"))}
    label = Markup('<p class="ec-note" id="pairs">{}</p>').format(words("reading.pairs"))
    return _contents(spot, shown, "pairs", label)


def consumer_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write about the new consumer."""
    return consumer(spot.words, spot.links)


def stories_page(spot: Spot, shelf: Shelf) -> Markup:
    """Write every story with what its run says about it."""
    words, written = spot.words, ""
    for story in load_stories().values():
        if f"stories.{story.id}.title" in words:
            scenario = story_scenario(story, spot.language)
            drawn = counted(story, shelf.numbers(scenario), words)
            written += told(story, words) + drawn + onward(scenario, words, spot.links)
    return Markup('<div class="st-key-ec_narrow_stories">{}{}{}</div>').format(
        head(spot, "stories"), written, to_companies(words, spot.links)
    )


def practice_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write all questions of an exam, which the script asks one by one; else the key answers."""
    written = exam(tuple(load_practice().values()), spot.words, spot.links)
    return head(spot, "practice") + open_answers(written)


def open_answers(written: Markup) -> Markup:
    """Leave it to the script to fold what an answer uncovers."""
    opened = Markup('<div class="ec-because">')
    return written.replace('<div class="ec-because" hidden>', opened)


def questions_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write the six questions with their answers; the script asks them before and after."""
    words, written = spot.words, ""
    for name, choice in load_questions().items():
        options = Markup("").join(
            Markup("<li>{}</li>").format(words(f"quiz.{name}.options.{one}"))
            for one in choice.options
        )
        written += Markup(
            '<section class="ec-question"><h2>{}</h2><ul>{}</ul><details><summary>{}</summary><p>'
            "<strong>{}.</strong> {}</p></details></section>"
        ).format(
            words(f"quiz.{name}.title"),
            options,
            words("practice.labels.model"),
            words(f"quiz.{name}.options.{choice.right}"),
            words(f"quiz.{name}.because"),
        )
    data = json.dumps(questions(words), ensure_ascii=False)
    return Markup(
        '<div class="ec-narrow">{}<div class="ec-questions" data-questions="{}">{}</div></div>'
    ).format(head(spot, "quiz"), data, written)


def glossary_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write every term."""
    return glossary(spot.words, spot.links)


def teacher_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write the sheets of all lessons, each to be printed by itself."""
    words = spot.words
    names = offered_lessons()
    entries = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(name, words(f"site.nav.{name}"))
        for name in names
    )
    written = Markup("").join(
        sheet(name, words, spot.links).replace(
            "<article ", Markup('<article id="{}" tabindex="-1" ').format(name), 1
        )
        for name in names
    )
    return Markup(
        '<div class="ec-narrow"><h1>{}</h1><nav class="ec-contents" aria-label="{}">'
        "<ul>{}</ul></nav>{}</div>"
    ).format(words("lessons.sheet"), words("lessons.choose"), entries, written)


def evidence_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write what does not hold, the map, and a line for each card; or the cards of a theme."""
    words = spot.words
    told = cards.told_cards(words)
    if spot.part:
        return _theme_page(spot, cards.by_theme(told)[spot.part])
    found = Markup("").join(
        cards.theme_of(theme, own, Markup("").join(_line(spot, one) for one in own), words)
        for theme, own in cards.by_theme(told).items()
    )
    struck = Markup(CARD.sub(r'\1\3><span id="\2-says">', str(cards.struck(told, words))))

    def dot(study: re.Match[str]) -> Markup:
        name = study[1] if theme_of(study[1]) else f"{study[1]}-says"
        return Markup(' href="{}" aria-labelledby="{}">').format(
            spot.page("evidence", study[1]), name
        )

    return Markup(
        '{head}{struck}{answered}{listed}<p class="ec-onward">'
        '<a class="ec-go" href="{rules}">{model}</a></p>'
    ).format(
        head=head(spot, "evidence"),
        struck=_short(struck),
        answered=Markup(DOT.sub(dot, cards.answered(told, words))),
        listed=cards.listed(found, words),
        rules=spot.links.link("model_rules"),
        model=words("evidence.model"),
    )


def _line(spot: Spot, card: Card) -> Markup:
    """Write a card on a line, which leads to it."""
    words = spot.words
    return Markup('<p class="ec-fact" id="{}" data-grade="{}"><a href="{}">{}</a> {}</p>').format(
        card.id,
        cards.key(card.grade),
        spot.page("evidence", card.id),
        words(f"cards.{card.id}.claim"),
        cards.where(card, words),
    )


def _theme_page(spot: Spot, found: Sequence[Card]) -> Markup:
    """Write the cards of a theme, all of them open."""
    words = spot.words
    inner = Markup("").join(cards.card_of(one, words) for one in found)
    written = _short(inner.replace("<details class", Markup("<details open class")))
    others = {part: words(f"evidence.themes.{part}") for part in parts("evidence")}
    label = Markup('<h2 id="others">{}</h2>').format(words("reading.themes"))
    return Markup(
        '<p class="ec-kicker"><a href="{}">{}</a></p><h1>{}</h1>'
        '<section class="ec-studies">{}</section>{}'
    ).format(
        spot.page("evidence"),
        words("site.nav.evidence"),
        part_name(spot),
        written,
        _contents(spot, others, "others", label),
    )


def _contents(spot: Spot, shown: Mapping[str, str], name: str, label: str) -> Markup:
    """Write links to the pages below a page, by part, with the label whose id is given."""
    items = ""
    for part, text in shown.items():
        here = Markup(' aria-current="page"') if part == spot.part else ""
        items += Markup('<li><a href="{}"{}>{}</a></li>').format(
            spot.page(spot.name, part=part), here, text
        )
    return Markup('<nav class="ec-contents" aria-labelledby="{}">{}<ul>{}</ul></nav>').format(
        name, label, items
    )


def _short(written: Markup) -> Markup:
    """Leave out what the head of every page says for all links."""
    return written.replace(' rel="noreferrer"', "")


def model_page(spot: Spot, _shelf: Shelf) -> Markup:
    """Write how the model works, with every parameter."""
    words = spot.words
    rules, limits = model_guide(words)
    name = words("model.parameters.all")
    count = words.plural("model.parameters.count", len(KNOBS))
    table = parameter_table(name, tuple(KNOBS.values()), words, spot.links)
    return Markup(
        '{rules}{fit_report}<div class="ec-guide">'
        '<h2 id="parameters" tabindex="-1">{heading}</h2><p>{lead}</p><p>{count}</p>'
        "</div>{table}{limits}"
    ).format(
        rules=rules,
        fit_report=fit_report(words),
        heading=words("model.parameters.heading"),
        lead=words("model.parameters.lead"),
        count=count,
        table=table,
        limits=limits,
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
