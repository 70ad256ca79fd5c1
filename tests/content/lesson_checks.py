"""What may be wrong with the words of a lesson, beyond its shape: each check yields findings.

The numbers themselves are checked where there is an engine; here every place has to have a name
that can be filled, and every digit has to stand in a place.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from content.cards import load_cards
from content.languages import CONTENT
from content.lesson_plans import UNKNOWN, Plan, load_plans
from content.lessons import (
    FOLDER,
    Finding,
    Lesson,
    check_shape,
    lesson_file,
    load_lesson,
)
from content.markup import find_placeholders, plain
from content.texts import load_texts
from content.toml_files import key_lines, line_of
from tests.content.readability import LONGEST_MEAN, SCALES, mean_sentence, sentences, words

MOST_WORDS = 70
"""Words on one screen, answers and button labels included."""
LONGEST_SENTENCE = 36
STORY, CARD, CITE = "story:", "card:", "cite:"
RUNS = ("base", "yet", "try", "piece")
NUMBER = re.compile(
    r"(?:(?:a|b|gap|change|low|high)\.(?:(?P<counted>friction|loss)\.(?P<kind>\w+)|(?P<outcome>\w+))"
    r"|kind\.(?:both|only_a|only_b|neither|better|same|worse)"
    r"|premium\.[\w.]+|knob\.[\w.]+|people|weeks|per|payback)"
)
OWN = {"try": ("control",), "reveal": ("bet",)}
"""Places that a step fills with what the visitor chose."""
SCALE_ENDS = re.compile(r"(?<![\d.,])(?:0|100)(?![\d%]|[.,]\d|\s%)")
"""The ends of a scale, "de 0 a 100", and the people of whom some are counted, "de cada 100"."""
CARELESS = re.compile(r"  |\.\.\.|--|''|\"| [,.;:!?](?!\w)|<|>|\[\[|_\w")
UNKIND = re.compile(
    r"\b(?:te equivoca\w*|equivocad[oa]s?|incorrect[oa]s?|fallaste|incorret[oa]s?"
    r"|você errou|resposta errada|está errad[oa]|parabéns|felicidades|bien hecho|muy bien"
    r"|muito bem)\b",
    re.IGNORECASE,
)
"""A reaction tells what happened; it neither scolds nor flatters."""

Wrong = Iterator[tuple[str, str]]


def check_lesson(language: str, name: str, root: Path = CONTENT) -> list[Finding]:
    """Return everything that is wrong with one lesson in one language."""
    found = check_shape(language, name, root)
    if found:
        return found
    lesson = load_lesson(language, name, root)
    lines = key_lines(lesson_file(language, name, root).read_text(encoding="utf-8"))
    place = f"{language}/{FOLDER}/{name}.toml"
    checks = (_stale, _places, _digits, _length, _care, _kindness, _reading)
    wrong = [pair for check in checks for pair in check(lesson)]
    return [Finding(place, line_of(key, lines), key, message) for key, message in wrong]


def check_language(language: str, root: Path = CONTENT) -> list[Finding]:
    """Return everything that is wrong with all lessons of one language."""
    return [one for name in load_plans(root) for one in check_lesson(language, name, root)]


def spoken(lesson: Lesson) -> str:
    """Return all prose of a lesson as a reader meets it, a stand-in for every number."""
    return "\n".join(_bare(text) for _, text in lesson.every_text())


def _bare(text: str) -> str:
    return plain(text, _stand_in)


def _stand_in(place: str) -> str:
    return place.removeprefix(STORY) if place.startswith(STORY) else "7"


def _stale(lesson: Lesson) -> Wrong:
    if lesson.version < lesson.plan.version:
        yield "version", f"is {lesson.version}, the plan is at {lesson.plan.version}: read it again"


def _places(lesson: Lesson) -> Wrong:
    texts = load_texts(lesson.language)
    for key, text in lesson.every_text():
        for place in find_placeholders(text):
            message = _wrong_place(lesson.plan, key, place, texts.entries.keys())
            if message:
                yield key, f"{{{place}}} {message}"


def _wrong_place(plan: Plan, key: str, place: str, known: object) -> str:
    step = key.partition(".")[0]
    if place.startswith(STORY):
        told = key.endswith("scene") or step == "scene"
        return "" if told else "stands outside a scene: elsewhere numbers come from a run or a card"
    if place in OWN.get(step, ()):
        return ""
    if place.startswith(CITE):
        return _wrong_card(plan, place.removeprefix(CITE))
    if place.startswith(CARD):
        return _wrong_card(plan, place.removeprefix(CARD)) or _a_code(place)
    run, _, name = place.rpartition(":")
    found = NUMBER.fullmatch(name)
    if (run and run not in RUNS) or found is None:
        return "is not a place; see the list of places"
    kind, outcome = found.group("kind"), found.group("outcome")
    wanted = f"terms.friction.{kind}" if kind else f"outcomes.{outcome}.name" if outcome else ""
    if wanted and wanted not in known:
        return f"names {kind or outcome}, which the model does not have"
    return ""


def _a_code(place: str) -> str:
    """Say that the code of a card is no citation; one of its numbers may be quoted."""
    return "" if "." in place else "is a code: cite the source with {cite:…}"


def _wrong_card(plan: Plan, name: str) -> str:
    card, _, number = name.partition(".")
    cards = load_cards()
    if card not in cards:
        return "names a card that does not exist"
    if card not in plan.cards:
        return "names a card that the plan of this lesson does not list"
    if number and number not in cards[card].numbers:
        return f"names a number that the card does not have: {sorted(cards[card].numbers)}"
    return ""


def _digits(lesson: Lesson) -> Wrong:
    for key, text in lesson.every_text():
        bare = SCALE_ENDS.sub("", re.sub(r"\{[^{}]*\}", "", text))
        found = re.findall(r"\S*\d\S*", bare)
        if found:
            yield key, f"{found[0]!r} stands outside a place: use {{story:…}}, a card or the run"


def screens(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield, for every screen, the key it is named after and the keys that stand on it."""
    if not plan.strategy:
        yield "answer", ("answer",)
    yield "scene.text", ("scene.title", "scene.text")
    yield "bet.text", ("bet.title", "bet.text", *(f"bet.options.{one}" for one in plan.options))
    for bet in (*plan.bets, UNKNOWN):
        yield "reveal.text", ("reveal.title", "reveal.text", f"reveal.reactions.{bet}")
    yield "why.title", ("why.title", *(f"why.options.{one}" for one in plan.why.options))
    yield "why.text", ("why.text",)
    for capability in plan.capabilities:
        parts = (f"pieces.{capability}.scene", f"pieces.{capability}.after")
        yield parts[0], ("pieces.title", "pieces.text", *parts)
    yield "try.text", ("try.title", "try.text", "try.label", "try.after")
    yield "yet.text", ("yet.title", "yet.text")
    yield "name.text", ("name.title", "name.text")
    for extra in plan.extras:
        yield f"name.{extra}.text", (f"name.{extra}.title", f"name.{extra}.text")
    for part in plan.parts:
        yield f"name.{part}", (f"name.{part}",)
    for question, choice in plan.quiz.items():
        start = f"quiz.{question}"
        options = (f"{start}.options.{one}" for one in choice.options)
        yield start, (f"{start}.title", *options, f"{start}.because")


def _length(lesson: Lesson) -> Wrong:
    for name, keys in screens(lesson.plan):
        count = sum(len(words(_bare(text))) for key in keys for text in _each(lesson, key))
        if count > MOST_WORDS:
            yield name, f"the screen has {count} words, {MOST_WORDS} at most ({', '.join(keys)})"


def _each(lesson: Lesson, key: str) -> tuple[str, ...]:
    found = lesson.words[key]
    return (found,) if isinstance(found, str) else found


def _care(lesson: Lesson) -> Wrong:
    for key, text in lesson.every_text():
        bare = _bare(text)
        found = CARELESS.search(re.sub(r"\n\s*", "\n", bare))
        if found:
            yield key, f"{found.group()!r} is not how we set text"
        for left, right in ("()", "«»", "“”", *(("¿?", "¡!") if lesson.language == "es" else ())):
            if bare.count(left) != bare.count(right):
                yield key, f"{left} and {right} do not come in pairs"


def _kindness(lesson: Lesson) -> Wrong:
    for key, text in lesson.every_text():
        found = UNKIND.search(text)
        if found and key.startswith(("reveal.reactions.", "quiz.", "why.")):
            yield key, f"{found.group()!r}: say what happened, do not grade the reader"


def _reading(lesson: Lesson) -> Wrong:
    text = spoken(lesson)
    mean = mean_sentence(text)
    if mean > LONGEST_MEAN:
        yield "title", f"sentences have {mean:.1f} words on average, {LONGEST_MEAN:.0f} at most"
    for key, part in lesson.every_text():
        longest = max((len(words(one)) for one in sentences(_bare(part))), default=0)
        if longest > LONGEST_SENTENCE:
            yield key, f"a sentence of {longest} words: make it two"
    if lesson.language in SCALES:
        index, least = SCALES[lesson.language]
        if index(text) < least:
            yield "title", f"reads at {index(text):.0f}, {least:.0f} at least: shorter words"
