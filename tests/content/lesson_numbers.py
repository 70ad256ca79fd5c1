"""The numbers of a lesson from real runs: every place filled, every claim held."""

from __future__ import annotations

from functools import cache

from content.lesson_plans import Plan
from content.lessons import Lesson
from content.markup import find_placeholders
from content.words import load_words
from explainer.reading.lessons import lesson_run
from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.reading.lessons.lesson_words import Reading
from simulations import Scenario, compare
from tests.page_links import PAGE_LINKS

OWN = {"control": "50", "bet": "20"}


@cache
def numbers(canonical: str) -> Numbers:
    return Numbers(compare(Scenario.from_json(canonical)))


FEW = 1000
"""Shoppers that are enough to see whether a number has a value at all."""


def runs(plan: Plan, language: str) -> dict[str, Scenario]:
    """Return the runs that the words of a lesson quote, the control where it starts."""
    tried = lesson_run.tried(plan, language, plan.control.start)
    return {**lesson_run.scenarios(plan, language), "try": tried}


def unfilled(lesson: Lesson) -> list[str]:
    """Return the places of a lesson that no run fills, one line each."""
    texts = load_words(lesson.language)
    plan = lesson.plan
    found = {name: _small(one) for name, one in runs(plan, lesson.language).items()}
    reading = Reading(lesson, texts, found, PAGE_LINKS)
    wrong = []
    for key, text in lesson.every_text():
        step = key.partition(".")[0]
        run = step if step in ("try", "yet") else "base"
        for place in find_placeholders(text):
            try:
                filled = reading.bare(place, run, OWN)
            except (KeyError, ValueError) as error:
                filled, problem = "", str(error)
            else:
                problem = "has no value in this run"
            if filled in ("", "—"):
                wrong.append(f"{lesson.language} {plan.id}: {key}: {{{place}}} {problem}")
    return wrong


def broken_claims(plan: Plan, language: str) -> list[str]:
    """Return the claims of a plan that do not hold in this language's runs."""
    found = runs(plan, language)
    return [
        f"{plan.id} ({language}, {run}): {claim}"
        for run, claims in plan.claims.items()
        for claim in claims
        if not numbers(found[run].to_json()).holds(claim)
    ]


def _small(scenario: Scenario) -> Numbers:
    return numbers(scenario.with_values({"shoppers": FEW}).to_json())
