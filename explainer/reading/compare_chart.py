"""One chart of the comparison: both strategies in a run of the same people, with its finding."""

from __future__ import annotations

from collections.abc import Sequence

from content import LANGUAGES, Texts
from content.html import Markup
from content.words import Words
from explainer.reading.lessons.lesson_figures import SHARE, bars, side_rows
from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.reading.lessons.lesson_run import SHOPPERS
from explainer.results import findings, measures
from simulations import Comparison, Scenario

SHOWN = ("frustration_index", "conversion_rate")


def scenario_of(chosen: Sequence[str], language: str) -> Scenario:
    """Return the run of two strategies: the first scenario of the language's own country."""
    made = Scenario().with_country(LANGUAGES[language].default_country)
    made = made.with_values({"shoppers": SHOPPERS})
    for side, preset in zip("ab", chosen, strict=True):
        made = made.with_preset(side, preset)
    return made


def finding_of(comparison: Comparison, words: Words) -> str:
    """Return in a sentence what the run of two strategies came to."""
    who = _who(comparison, words)
    reading = measures.Reading(comparison, who, words)
    gaps = reading.difference(measures.FRUSTRATION), reading.difference(measures.CONVERSION)
    return findings.headline(*gaps, who, words)


def drawn(comparison: Comparison, words: Words) -> Markup:
    """Draw both quantities of the run, both strategies each."""
    who, numbers = _who(comparison, words), Numbers(comparison)
    names = (who.a_short, who.b_short)
    inner = Markup("").join(_bars(numbers, name, names, words) for name in SHOWN)
    return Markup('<div class="ec-figures">{}</div>').format(inner)


def _who(comparison: Comparison, texts: Texts) -> findings.Names:
    scenario = comparison.scenario
    return findings.names(scenario.a.preset, scenario.b.preset, texts)


def _bars(numbers: Numbers, name: str, names: Sequence[str], words: Words) -> Markup:
    unit = words(f"outcomes.{name}.unit")
    caption = words("lesson.quantity", name=words(f"outcomes.{name}.name"), unit=unit)
    return bars(caption, side_rows(numbers, name, names, words), top=SHARE)
