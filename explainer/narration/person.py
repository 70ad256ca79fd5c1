"""Who a life is about, and how it came out in a sentence: plain text, nothing of Streamlit's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from content.words import Words
from explainer.narration.story import Story
from simulations import Scenario
from simulations.people.identity import Identity
from simulations.scenario.knobs import SIDES

LOW, HIGH = 1 / 3, 2 / 3


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person in words.

    Attributes
    ----------
    name, occupation_and_city, traits, number : str
        Name; occupation and city; habits; number in the crowd.
    """

    name: str
    occupation_and_city: str
    traits: str
    number: str


def portrait(story: Story, who: Identity, scenario: Scenario, words: Words) -> Portrait:
    """Describe an invented person."""
    person = story.life.person
    level = "low" if person.patience < LOW else "high" if person.patience > HIGH else "middle"
    job = words(f"people.jobs.{who.occupation}")
    occupation_and_city = words("lives.person.place", job=job, city=who.city)
    traits = (
        f"{words(f'terms.generation.{person.generation}')}.",
        words(f"lives.person.habit.{person.habit}"),
        words(f"lives.person.patience.{level}"),
    )
    number = words(
        "lives.number",
        number=words.integer(story.life.shopper + 1),
        people=words.integer(scenario.shoppers),
    )
    return Portrait(who.name, occupation_and_city, " ".join(traits), number)


def verdict(story: Story) -> str:
    """Return how the lives compare, as a key of ``lives.verdict``."""
    if not story.chapters:
        return "quiet"
    if story.alike:
        return "same"
    a, b = (story.life.totals[side] for side in SIDES)
    if a["purchases"] != b["purchases"]:
        if not a["purchases"]:
            return "only_b"
        if not b["purchases"]:
            return "only_a"
        return "more_b" if b["purchases"] > a["purchases"] else "more_a"
    if a["points"] != b["points"]:
        return "calmer_b" if b["points"] < a["points"] else "calmer_a"
    return "equal"


def sums(totals: Mapping[str, float], side: str, words: Words, currency: str) -> str:
    """Write what a life came to on a side (``a``, ``b``, or ``both``)."""
    return words(
        f"lives.sum.{side}",
        purchases=words.plural("lives.sum.purchases", totals["purchases"]),
        journeys=words.plural("lives.sum.journeys", totals["journeys"]),
        money=words.money(totals["revenue"], currency),
        points=words.plural("lives.sum.points", round(totals["points"])),
    )
