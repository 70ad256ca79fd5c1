"""What the site teaches in each language, and what is wrong with its words, on one page.

python -m tests.content.report                      everything, as `make content-report`
python -m tests.content.report --lesson seams       one lesson, quickly, while it is written
python -m tests.content.report --language pt        one language
"""

from __future__ import annotations

import argparse
import sys
from itertools import combinations

from content import LANGUAGES
from content.cards import load_cards
from content.lesson_plans import load_concepts, load_plans
from content.lessons import Lesson, check_shape, load_lesson
from content.shared_parts import load_questions
from tests.content import coverage
from tests.content.lesson_checks import check_lesson, spoken
from tests.content.lesson_numbers import broken_claims, unfilled
from tests.content.page_words import page_texts
from tests.content.readability import SCALES, mean_sentence, words
from tests.content.spelling import misspelt

WIDTH = 22


def write(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def lesson_findings(language: str, name: str) -> list[str]:
    """Return everything wrong with one lesson, numbers and spelling included."""
    found = [str(one) for one in check_lesson(language, name)]
    if check_shape(language, name):
        return found
    lesson = load_lesson(language, name)
    found += unfilled(lesson)
    found += broken_claims(lesson.plan, language)
    return found


def measures(lesson: Lesson) -> str:
    """Return length and ease of a lesson in one line."""
    text = spoken(lesson)
    ease = f", ease {SCALES[lesson.language][0](text):.0f}" if lesson.language in SCALES else ""
    return f"{len(words(text))} words, {mean_sentence(text):.1f} a sentence{ease}"


def one_lesson(languages: list[str], name: str, spelling: bool) -> list[str]:
    """Tell about one lesson; return what is wrong with it. A dictionary takes its time to load."""
    wrong: list[str] = []
    for language in languages:
        wrong += lesson_findings(language, name)
        if not check_shape(language, name):
            lesson = load_lesson(language, name)
            write(f"{language} {name}: {measures(lesson)}")
            if not spelling:
                continue
            texts = [text for _, text in lesson.every_text()]
            unknown = misspelt(language, map(bare, texts), coverage.folder(language))
            wrong += [f"{language} {name}: is {word!r} spelled so?" for word in unknown]
    return wrong


def bare(text: str) -> str:
    """Return a text without its places."""
    return "".join(
        part.partition("}")[2] if index else part for index, part in enumerate(text.split("{"))
    )


def one_language(language: str) -> list[str]:
    """Tell about everything in one language; return what is wrong."""
    whole, plans = coverage.whole_lessons(language), load_plans()
    asked = sum(len(plans[name].quiz) for name in whole)
    taught = coverage.taught(language) & set(load_concepts())
    unknown = misspelt(language, coverage.every_text(language), coverage.folder(language))
    rows = {
        "concepts taught": f"{len(taught)} of {len(load_concepts())}",
        "lessons": f"{len(whole)} of {len(plans)}",
        "quiz questions": f"{asked} in lessons, {len(load_questions())} before and after",
        "evidence cards": f"{len(coverage.told_cards(language))} of {len(load_cards())}",
        "words to look at": f"{len(unknown)} {' '.join(unknown)}".strip(),
    }
    write(f"{language}  {LANGUAGES[language].name}")
    for label, value in rows.items():
        write(f"  {label:<{WIDTH}}{value}")
    answered = [c for c in load_concepts() if not coverage.unanswered(c, language)]
    write(f"  {'concepts answered':<{WIDTH}}{len(answered)} of {len(load_concepts())}")
    for concept in answered:
        key = load_concepts()[concept][0]
        write(f"    {concept}  {coverage.answer(key, language)}  [{key}]")
    for name in whole:
        write(f"  {name:<{WIDTH}}{measures(load_lesson(language, name))}")
    for page, text in page_texts(language).items():
        ease = f", ease {SCALES[language][0](text):.0f}" if language in SCALES else ""
        length = f"{len(words(text))} words, {mean_sentence(text):.1f} a sentence"
        write(f"  {page:<{WIDTH}}{length}{ease}")
    wrong = [line for name in whole for line in lesson_findings(language, name)]
    wrong += [f"{language}: is {word!r} spelled so?" for word in unknown]
    return [*wrong, *coverage.careless(language), *coverage.missing(language)]


def length_findings(languages: list[str]) -> list[str]:
    """Tell the length of lessons in one language for each word in another."""
    wrong = []
    low, high = coverage.RATIO
    for first, second in combinations(languages, 2):
        found = coverage.ratios(first, second)
        ratios = ", ".join(f"{name} {ratio:.2f}" for name, ratio in found.items())
        write(f"length {first}/{second}  {ratios}")
        wrong += [
            f"{name}: {first}/{second} is {ratio:.2f}, between {low} and {high} wanted"
            for name, ratio in found.items()
            if not low <= ratio <= high
        ]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(prog="make content-report")
    parser.add_argument("--lesson", choices=list(load_plans()))
    parser.add_argument("--language", choices=sorted(LANGUAGES))
    parser.add_argument("--spelling", action="store_true")
    chosen = parser.parse_args()
    languages = [chosen.language] if chosen.language else sorted(LANGUAGES)
    if chosen.lesson:
        wrong = one_lesson(languages, chosen.lesson, chosen.spelling)
    else:
        wrong = [line for language in languages for line in one_language(language)]
        wrong += length_findings(languages)
    for line in wrong:
        write(line)
    write(f"missing or stale: {len(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
