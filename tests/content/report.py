"""What the site teaches in each language, and what is wrong with its words, on one page.

python -m tests.content.report                      everything, as `make content-report`
python -m tests.content.report --lesson seams       one lesson, quickly, while it is written
python -m tests.content.report --language pt        one language
"""

from __future__ import annotations

import argparse
import sys

from content import LANGUAGES
from content.lesson_checks import check_lesson, spoken
from content.lesson_plans import load_plans
from content.lessons import check_shape, load_lesson
from content.readability import SCALES, mean_sentence, words
from tests.content.lesson_numbers import unfilled


def lesson_lines(language: str, name: str) -> tuple[list[str], list[str]]:
    """Return the findings of one lesson, and its measures when it can be read."""
    found = [str(one) for one in check_lesson(language, name)]
    if check_shape(language, name):
        return found, []
    lesson = load_lesson(language, name)
    found += unfilled(lesson)
    text = spoken(lesson)
    ease = f", ease {SCALES[language][0](text):.0f}" if language in SCALES else ""
    told = (
        f"{language} {name}: {len(words(text))} words, {mean_sentence(text):.1f} a sentence{ease}"
    )
    return found, [told]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make content-report")
    parser.add_argument("--lesson", choices=list(load_plans()))
    parser.add_argument("--language", choices=sorted(LANGUAGES))
    chosen = parser.parse_args()
    names = [chosen.lesson] if chosen.lesson else list(load_plans())
    wrong: list[str] = []
    for language in [chosen.language] if chosen.language else sorted(LANGUAGES):
        for name in names:
            found, told = lesson_lines(language, name)
            wrong += found
            sys.stdout.write("".join(f"{line}\n" for line in told))
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.stdout.write(f"missing or stale: {len(wrong)}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
