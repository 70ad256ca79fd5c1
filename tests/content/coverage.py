"""What is taught in a language, and what is still missing there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from content import load_texts
from content.answers import page_anchor, sentence
from content.cards import load_cards, load_companies
from content.glossary import find_terms
from content.languages import CONTENT, LANGUAGE_FILE
from content.lesson_plans import load_concepts, load_plans
from content.lessons import check_shape, find_lessons, load_lesson
from content.pages import find_pages, load_page
from content.shared_parts import (
    Question,
    load_consumer,
    load_points,
    load_practice,
    load_questions,
    load_rows,
    load_stories,
)
from content.texts import Texts
from tests.content.lesson_checks import spoken
from tests.content.readability import words

RATIO = (0.8, 1.25)
CARD_PARTS = ("claim", "number", "population", "limits")
STRATEGIES = tuple(load_points())
ROW_PARTS = (
    *("name", *STRATEGIES, "example", "notice"),
    *(f"happens.{strategy}" for strategy in STRATEGIES),
)
BRIEF_PARTS = ("name", "definition", "difference", "example", "when")
TERM_PARTS = ("name", "forms", "meaning", "synonyms", "example", "beware")
HELD = (
    "cards",
    "compare",
    "stories",
    "glossary",
    "quiz",
    "brief",
    "consumer",
    "practice",
    "companies",
)
"""Catalogues whose numbers all come from the evidence; "of every 100" is a word there."""
ALLOWED = frozenset({"0", "100", "24", "360", "360º"})
LAW = re.compile(r"\b(?:Lei|Ley)\b[^).;]*[\d./]+|\barts?\.\s*\d+(?:\s*(?:e|y)\s*\d+)*")
"""The name of a law is no figure."""
INVENTED = re.compile(r"glossary\.\w+\.example")
"""Examples that say of themselves that they are made up."""
SCALE = re.compile(r"glossary\.nps\.\w+")
"""The answers that a definition counts are no figure: promoters answer 9 or 10."""
ADDRESS = re.compile(r"reading\.(?:address|theme)\.\w+")
"""Parts of addresses, which are written without accents and read by nobody as words."""
LONGEST_STORY = 60
STORY_PARTS = ("title", "islands", "connected")


def whole_lessons(language: str) -> list[str]:
    """Return the lessons whose words can be read."""
    return [name for name in find_lessons(language) if not check_shape(language, name)]


def taught(language: str) -> set[str]:
    """Return the ideas that lessons, comparison and stories teach in a language."""
    texts, plans = load_texts(language), load_plans()
    found = {concept for name in whole_lessons(language) for concept in plans[name].concepts}
    found |= {
        idea
        for row, idea in load_rows().items()
        if not lacking(f"compare.rows.{row}", ROW_PARTS, texts)
    }
    stories = load_stories().items()
    return found | {
        s.concept for name, s in stories if not lacking(f"stories.{name}", STORY_PARTS, texts)
    }


def lacking(prefix: str, parts: tuple[str, ...], texts: Texts) -> list[str]:
    """Return the keys below a prefix that have no words."""
    return [f"{prefix}.{part}" for part in parts if f"{prefix}.{part}" not in texts]


def told_cards(language: str) -> list[str]:
    """Return the cards that have all their words."""
    texts = load_texts(language)
    return [name for name in load_cards() if not lacking(f"cards.{name}", CARD_PARTS, texts)]


def missing(language: str) -> Iterator[str]:
    """Yield one line for everything that the shared files promise and a language lacks."""
    texts = load_texts(language)
    for name in load_plans():
        if name not in find_lessons(language):
            yield f"content/{language}/lessons/{name}.toml: the file is missing"
    for file, prefix, names, parts in (
        ("cards", "cards", load_cards(), CARD_PARTS),
        ("cards", "cards", [one.id for one in load_cards().values() if one.untitled], ("work",)),
        ("companies", "companies", load_companies(), ("name", "fact")),
        ("compare", "compare.rows", load_rows(), ROW_PARTS),
        ("stories", "stories", load_stories(), STORY_PARTS),
        ("quiz", "quiz", load_questions(), ("title", "because")),
        ("practice", "practice", load_practice(), ("title",)),
        ("brief", "brief", STRATEGIES, BRIEF_PARTS),
        ("glossary", "glossary", find_terms(texts), TERM_PARTS),
    ):
        for name in names:
            for key in lacking(f"{prefix}.{name}", parts, texts):
                yield f"content/{language}/{file}.toml: {key} is missing"
    yield from _missing_lists(language, texts)
    terms = find_terms(texts)
    for name, plan in load_plans().items():
        for term in plan.terms:
            if term not in terms:
                yield f"content/{language}/glossary.toml: {term} is missing ({name} names it)"
    for concept in load_concepts():
        if concept not in taught(language):
            yield f"{language}: no lesson, row or story teaches {concept}"
        for key in unanswered(concept, language):
            yield f"{language}: {concept} is to be answered by {key}, which says nothing"


def _missing_lists(language: str, texts: Texts) -> Iterator[str]:
    """Yield what is missing of summaries, of the new consumer and of the options of questions."""
    for strategy, parts in load_points().items():
        for part, ids in parts.items():
            for key in lacking(f"brief.{strategy}.{part}", ids, texts):
                yield f"content/{language}/brief.toml: {key} is missing"
    for idea in (one for ideas in load_consumer().values() for one in ideas):
        for key in lacking(f"consumer.{idea}", ("title", "text"), texts):
            yield f"content/{language}/consumer.toml: {key} is missing"
    for question in load_practice().values():
        for key in lacking(f"practice.{question.id}", _answers(question), texts):
            yield f"content/{language}/practice.toml: {key} is missing"


def _answers(question: Question) -> tuple[str, ...]:
    """Return the keys, below a practice question's own, of what it is answered with."""
    if question.choice is None:
        return ("answer", "criteria")
    return ("because", *(f"options.{one}" for one in question.choice.options))


def unanswered(concept: str, language: str) -> list[str]:
    """Return the keys that should answer an idea and hold no sentence."""
    return [key for key in load_concepts()[concept] if not answer(key, language)]


def answer(key: str, language: str) -> str:
    """Return the sentence that a key names, its places as a dash; an empty text if none."""
    try:
        page_anchor(key)
        words_of = sentence(key, load_texts(language))
    except KeyError:
        return ""
    return re.sub(r"\s+", " ", re.sub(r"\{[^{}]*\}", "…", words_of)).strip()


def careless(language: str) -> Iterator[str]:
    """Yield numbers that stand in no place, and parts of stories that are too long."""
    texts = load_texts(language)
    own = [key for key in texts.entries if key.partition(".")[0] in HELD]
    for key in own:
        text = texts.entries[key]
        if not isinstance(text, str) or INVENTED.fullmatch(key) or SCALE.fullmatch(key):
            continue
        found = re.findall(r"\d\S*", LAW.sub("", re.sub(r"\{[^{}]*\}", "", text)))
        found = [one.strip(".,;:!?)»”") for one in found]
        found = [one for one in found if one not in ALLOWED | _of_card(key)]
        if found:
            place = key.replace(".", ".toml: ", 1)
            yield f"content/{language}/{place}: {found[0]!r} is in no place"
    for name in load_stories():
        for part in STORY_PARTS[1:]:
            text = texts.entries.get(f"stories.{name}.{part}", "")
            count = len(words(str(text)))
            if count > LONGEST_STORY:
                most = f"{count} words, {LONGEST_STORY} at most"
                yield f"content/{language}/stories.toml: {name}.{part}: {most}"


def _of_card(key: str) -> set[str]:
    """Return the numbers of the card that answers a practice question, whole or in thousands."""
    file, name, *_ = key.split(".")
    question = load_practice().get(name) if file == "practice" else None
    if question is None or not question.answered_by.startswith("cards."):
        return set()
    numbers = load_cards()[question.answered_by.split(".")[1]].numbers.values()
    return {f"{value / size:g}" for value in numbers for size in (1, 1000)}


def ratios(first: str, second: str) -> dict[str, float]:
    """Return how many words a lesson has in one language for each word in another."""
    both = [name for name in whole_lessons(first) if name in whole_lessons(second)]
    return {
        name: len(words(spoken(load_lesson(first, name))))
        / len(words(spoken(load_lesson(second, name))))
        for name in both
    }


def every_text(language: str) -> Iterator[str]:
    """Yield all words of a language that a visitor can read, places left out."""
    texts = load_texts(language)
    for key, entry in texts.entries.items():
        if ADDRESS.fullmatch(key):
            continue
        for text in (entry,) if isinstance(entry, str) else entry.values():
            yield re.sub(r"\{[^{}]*\}|\[\w+\]", " ", text)
    for slug in find_pages(language):
        page = load_page(language, slug)
        yield f"{page.meta['title']} {page.meta['description']} {page.body}"
    for name in whole_lessons(language):
        for _, text in load_lesson(language, name).every_text():
            yield re.sub(r"\{[^{}]*\}", " ", text)


def folder(language: str, root: Path = CONTENT) -> Path:
    """Return the folder of a language."""
    return (root / language / LANGUAGE_FILE).parent
