"""What stands on each page but the lessons and the first one, as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from content.cards import Card
from content.html import Markup, html_list
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
from explainer.reading.stories import frictions, onward, story_scenario, story_text, to_companies
from explainer.reading_edition.addresses import CHOSEN, EditionPage, subpages, theme_of
from explainer.reading_edition.head import part_name
from explainer.reading_edition.pictures import stage
from explainer.reading_edition.run_store import RunStore
from explainer.view.shell.sitemap import offered_lessons
from simulations import KNOBS, Scenario, compare

DOT = re.compile(r' href="#(\w+)" title="[^"]*"><span class="ec-hidden">[^<]*</span>')
"""A dot of the map, whose text repeats that of its card."""
CARD = re.compile(r'(<details class="[^"]*" id="(\w+)") tabindex="-1"([^>]*><summary)><span>')
ROLES = re.compile(r' role="(?:table|rowgroup|row|cell|columnheader|rowheader)"')
"""What a table is by itself."""


def title_and_lead(page: EditionPage, family: str) -> Markup:
    """Write title and lead of a page."""
    return Markup('<h1>{}</h1><p class="ec-lead">{}</p>').format(
        page.words(f"{family}.title"), page.words(f"{family}.lead")
    )


def lessons_page(page: EditionPage, _store: RunStore) -> Markup:
    """Write every lesson with its question."""
    words = page.words
    listed = lesson_cards(offered_lessons(), words, page.links)
    return Markup(
        '{}<ol class="ec-cards ec-lessons">{}</ol><p><a class="ec-go" href="{}">{}</a></p>'
    ).format(
        title_and_lead(page, "lessons"),
        listed,
        page.links.link("teacher"),
        words("lessons.teacher"),
    )


def compare_page(page: EditionPage, _store: RunStore) -> Markup:
    """Write two strategies side by side."""
    words, links = page.words, page.links
    chosen = tuple(page.part.split("-")) if page.part else CHOSEN
    strategies = [Scenario().with_preset("a", name).a for name in chosen]
    houses = [
        House(strategy, words(f"terms.strategy.{name}.name"))
        for strategy, name in zip(strategies, chosen, strict=True)
    ]
    scenario = compare_chart.scenario_of(chosen, page.language)
    comparison = compare(scenario)
    finding = compare_chart.finding_of(comparison, words)
    source = seen_from(scenario, words)
    rules = Markup('<a href="{}">{}</a>').format(links.link("model_rules"), words("lesson.rules"))
    table = Markup(ROLES.sub("", two.whole_table(chosen, words)))
    first = Scenario().with_country(scenario.country)
    for side, name in zip("ab", chosen, strict=True):
        first = first.with_preset(side, name)
    return Markup(
        "{top}{pairs}"
        '<div class="st-key-ec_compare_houses">{stage}</div>'
        '{definitions}{table}{points}<section class="ec-result">'
        '<h2 class="ec-finding">{finding}</h2>{drawn}<p class="ec-note">{source} {rules}</p>'
        '</section>{four}{examples}{sources}<p class="ec-onward">'
        '<a class="ec-go ec-button ec-app" href="{simulator}">{try_}</a>'
        '<a class="ec-go ec-button ec-button-quiet" href="{practice}">{practice_name}</a></p>'
    ).format(
        top=two.top(chosen, words),
        pairs=_pairs(page),
        stage=stage(houses, words, "compare-stage"),
        definitions=two.definitions(chosen, words, links),
        table=table,
        points=two.both_points(chosen, words, links),
        four="" if page.part else Markup(ROLES.sub("", two.four(words))),
        examples="" if page.part else _short(companies(words)),
        finding=finding,
        drawn=compare_chart.drawn(comparison, words),
        source=source,
        rules=rules,
        sources=two.sources(chosen, words, links),
        simulator=links.simulator(first),
        try_=words("tools.try"),
        practice=links.link("practice"),
        practice_name=words("site.nav.practice"),
    )


def _pairs(page: EditionPage) -> Markup:
    """Write a link to each pair of strategies."""
    words = page.words

    def names(part: str) -> str:
        pair = part.split("-") if part else CHOSEN
        return " / ".join(words(f"terms.strategy.{strategy}.name") for strategy in pair)

    shown = {part: names(part) for part in ("", *subpages("compare"))}
    label = Markup('<p class="ec-note" id="pairs">{}</p>').format(words("reading.pairs"))
    return _contents(page, shown, "pairs", label)


def stories_page(page: EditionPage, store: RunStore) -> Markup:
    """Write every story with the results of its run."""
    words, written = page.words, ""
    for story in load_stories().values():
        if f"stories.{story.id}.title" in words:
            scenario = story_scenario(story, page.language)
            drawn = frictions(story, store.numbers(scenario), words)
            written += story_text(story, words) + drawn + onward(scenario, words, page.links)
    return Markup('<div class="st-key-ec_narrow_stories">{}{}{}</div>').format(
        title_and_lead(page, "stories"), written, to_companies(words, page.links)
    )


def practice_page(page: EditionPage, _store: RunStore) -> Markup:
    """Write all questions of an exam, which the script asks one by one; else the key answers."""
    written = exam(tuple(load_practice().values()), page.words, page.links)
    return title_and_lead(page, "practice") + open_answers(written)


def open_answers(written: Markup) -> Markup:
    """Leave it to the script to fold what an answer uncovers."""
    opened = Markup('<div class="ec-because">')
    return written.replace('<div class="ec-because" hidden>', opened)


def questions_page(page: EditionPage, _store: RunStore) -> Markup:
    """Write the six questions with their answers; the script asks them before and after."""
    words, written = page.words, ""
    for name, choice in load_questions().items():
        options = html_list(words(f"quiz.{name}.options.{option}") for option in choice.options)
        written += Markup(
            '<section class="ec-question"><h2>{}</h2>{}<details><summary>{}</summary><p>'
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
    ).format(title_and_lead(page, "quiz"), data, written)


def teacher_page(page: EditionPage, _store: RunStore) -> Markup:
    """Write the sheets of all lessons, each to be printed by itself."""
    words = page.words
    names = offered_lessons()
    entries = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(name, words(f"site.nav.{name}"))
        for name in names
    )
    written = Markup("").join(
        sheet(name, words, page.links).replace(
            "<article ", Markup('<article id="{}" tabindex="-1" ').format(name), 1
        )
        for name in names
    )
    return Markup(
        '<div class="ec-narrow"><h1>{}</h1><nav class="ec-contents" aria-label="{}">'
        "<ul>{}</ul></nav>{}</div>"
    ).format(words("lessons.sheet"), words("lessons.choose"), entries, written)


def evidence_page(page: EditionPage, _store: RunStore) -> Markup:
    """Write what does not hold, the map, and a line for each card; or the cards of a theme."""
    words = page.words
    translated = cards.translated_cards(words)
    if page.part:
        return _theme_page(page, cards.by_theme(translated)[page.part])
    themes = Markup("").join(
        cards.theme_section(theme, held, Markup("").join(_line(page, card) for card in held), words)
        for theme, held in cards.by_theme(translated).items()
    )
    struck = Markup(
        CARD.sub(r'\1\3><span id="\2-says">', str(cards.refuted_cards(translated, words)))
    )

    def dot(study: re.Match[str]) -> Markup:
        name = study[1] if theme_of(study[1]) else f"{study[1]}-says"
        return Markup(' href="{}" aria-labelledby="{}">').format(
            page.address("evidence", study[1]), name
        )

    return Markup(
        '{head}{struck}{answered}{listed}<p class="ec-onward">'
        '<a class="ec-go" href="{rules}">{model}</a></p>'
    ).format(
        head=title_and_lead(page, "evidence"),
        struck=_short(struck),
        answered=Markup(DOT.sub(dot, cards.answer_map(translated, words))),
        listed=cards.card_list(themes, words),
        rules=page.links.link("model_rules"),
        model=words("evidence.model"),
    )


def _line(page: EditionPage, card: Card) -> Markup:
    """Write a card on a line, which leads to it."""
    words = page.words
    return Markup('<p class="ec-fact" id="{}" data-grade="{}"><a href="{}">{}</a> {}</p>').format(
        card.id,
        cards.grade_key(card.grade),
        page.address("evidence", card.id),
        words(f"cards.{card.id}.claim"),
        cards.attribution(card, words),
    )


def _theme_page(page: EditionPage, held: Sequence[Card]) -> Markup:
    """Write the cards of a theme, all of them open."""
    words = page.words
    inner = Markup("").join(cards.card_details(card, words) for card in held)
    written = _short(inner.replace("<details class", Markup("<details open class")))
    others = {part: words(f"evidence.themes.{part}") for part in subpages("evidence")}
    label = Markup('<h2 id="others">{}</h2>').format(words("reading.themes"))
    return Markup(
        '<p class="ec-kicker"><a href="{}">{}</a></p><h1>{}</h1>'
        '<section class="ec-studies">{}</section>{}'
    ).format(
        page.address("evidence"),
        words("site.nav.evidence"),
        part_name(page),
        written,
        _contents(page, others, "others", label),
    )


def _contents(page: EditionPage, shown: Mapping[str, str], name: str, label: str) -> Markup:
    """Write links to the pages below a page, by part, with the label whose id is given."""
    items = ""
    for part, text in shown.items():
        current = Markup(' aria-current="page"') if part == page.part else ""
        items += Markup('<li><a href="{}"{}>{}</a></li>').format(
            page.address(page.name, part=part), current, text
        )
    return Markup('<nav class="ec-contents" aria-labelledby="{}">{}<ul>{}</ul></nav>').format(
        name, label, items
    )


def _short(written: Markup) -> Markup:
    """Leave out of links what the head of every page sets for all of them."""
    return written.replace(' rel="noreferrer"', "")


def model_page(page: EditionPage, _store: RunStore) -> Markup:
    """Write how the model works, with every parameter."""
    words = page.words
    rules, limits = model_guide(words)
    name = words("model.parameters.all")
    count = words.plural("model.parameters.count", len(KNOBS))
    table = parameter_table(name, tuple(KNOBS.values()), words, page.links)
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


FRAGMENTS: Mapping[str, Callable[[EditionPage, RunStore], str]] = MappingProxyType(
    {
        "lessons": lessons_page,
        "compare": compare_page,
        "consumer": lambda page, _store: consumer(page.words, page.links),
        "stories": stories_page,
        "practice": practice_page,
        "questions": questions_page,
        "glossary": lambda page, _store: glossary(page.words, page.links),
        "teacher": teacher_page,
        "evidence": evidence_page,
        "model_rules": model_page,
    }
)
