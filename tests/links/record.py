"""Record links of the present version, and its defaults: `python -m tests.links.record`.

Every kind of state that a visitor can send: all presets, countries and categories, the scenarios
of lessons and stories, twin lives, random states, and every page with choices of its own.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from urllib.parse import urlencode
from zlib import crc32

from content import LANGUAGES
from content.lesson_plans import load_plans
from explainer.reading.lessons.lesson_run import base, failing
from explainer.view.shell import links
from explainer.view.shell.choice_kinds import LETTERS, SEPARATOR, Letters
from explainer.view.shell.sitemap import PAGES, Page, page_named
from explainer.view.simulator.saved.pinned_runs import Pin, Pins, write
from simulations import CATEGORIES, COUNTRIES, MODEL_VERSION, PRESETS, Scenario
from simulations.scenario.frozen import freeze
from tests.links.corpus import Recorded, add, plain_values
from tests.view.random_states import random_state

RANDOM = 12
LIVES = (
    {"person": "1", "moment": "0", "who": "only_b", "alone": "none"},
    {"person": "437", "moment": "12", "who": "better", "alone": "shared_stock"},
    {"person": "4999", "moment": "3", "who": "everyone", "alone": "shared_goals"},
)
NUMBER = "17"


def links_of_this_version() -> Iterator[Recorded]:
    """Return links of every kind, always the same for the same version."""
    for number, scenario in enumerate(_scenarios()):
        yield _link(
            page_named("simulator"), tuple(LANGUAGES)[number % len(LANGUAGES)], scenario, {}
        )
    for choices in LIVES:
        yield _link(page_named("lives"), "es", Scenario().with_country("es-AR"), choices)
    for here in PAGES:
        language = tuple(LANGUAGES)[len(here.slug) % len(LANGUAGES)]
        yield _link(here, language, None, {})
        if here.choices:
            own = crc32(here.slug.encode())
            yield _link(here, language, random_state(own), _choices(here, own))


def _scenarios() -> Iterator[Scenario]:
    for entry in LANGUAGES.values():
        yield Scenario().with_country(entry.default_country)
    for a, b in zip(PRESETS, reversed(PRESETS), strict=True):
        yield Scenario().with_preset("a", a).with_preset("b", b)
    for country in COUNTRIES:
        for category in CATEGORIES:
            yield Scenario({"country": country, "category": category})
    for number in range(RANDOM):
        yield random_state(number)
    yield Scenario({"shoppers": 50_000, "weeks": 520, "seed": 2**32 - 1})
    for name, plan in load_plans().items():
        language = tuple(LANGUAGES)[len(name) % len(LANGUAGES)]
        yield base(plan, language)
        yield failing(plan, language)


def _choices(here: Page, number: int) -> dict[str, str]:
    """Choose something of every kind that the page keeps, not the default where there is more."""
    chosen = {}
    for name, legal in here.choices.items():
        dice = random.Random(f"{number} {name}")
        if isinstance(legal, Pins):
            chosen[name] = write([Pin(f"Loja {n} · ñ", random_state(n)) for n in (1, 2, 3)])
            continue
        if isinstance(legal, Letters):
            chosen[name] = "".join(
                LETTERS[dice.randrange(size)] if size else SEPARATOR for size in legal.sizes[:3]
            )
            continue
        listed = [value for value in legal if value in legal]  # some list an ellipsis
        others = [NUMBER] if NUMBER in legal else listed[1:] or listed
        chosen[name] = dice.choice(others)
    return chosen


def _link(
    here: Page, language: str, scenario: Scenario | None, choices: dict[str, str]
) -> Recorded:
    """Write a link, with everything that the page keeps: what it leaves out is a default."""
    query = links.query(language, scenario, links.non_default(choices, here))
    values = plain_values(scenario) if scenario else None
    whole = {name: choices.get(name, legal[0]) for name, legal in here.choices.items()}
    return Recorded(here.slug, urlencode(query), whole, values)


def main() -> int:
    """Add what is not recorded yet; return 1 if that cannot be done."""
    try:
        freeze(MODEL_VERSION)
        count = add(tuple(links_of_this_version()), MODEL_VERSION)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{count} links added to those of {MODEL_VERSION}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
