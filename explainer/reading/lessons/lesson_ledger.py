"""The results of a run for both shops of a lesson: quantities, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from content.html import Markup
from explainer.reading.lessons import lesson_run
from explainer.reading.lessons.lesson_figures import ROOM, SHARE, Row, bars, side_rows
from explainer.reading.lessons.lesson_numbers import KIND, PREMIUM, Numbers, unit_of
from explainer.reading.lessons.lesson_words import Reading, with_capability_name
from simulations import CAUSE_OF, FRICTIONS, Scenario
from simulations.scenario.knobs import SIDES

CAPABILITY_RUN = "piece"
"""The run in which shop b has one capability alone."""
SHARED = ("thousand", "money")
"""Units without an end of their own whose quantities share one scale on a screen."""
CLEAR = 0.02
"""A kind of friction is in the ledger if it changes by more than this share of itself."""
MOST = 5
"""Kinds of friction in the ledger, those in which the shops differ most first."""


def quantities(
    reading: Reading, names: Sequence[str], run: str, bet: tuple[float, str] | None = None
) -> Markup:
    """Draw quantities of one run, both shops each, as HTML.

    Those of one unit share a scale, so that a longer bar is always more. The bet is marked
    on what it is about, and nowhere else.
    """
    numbers = reading.runs[run]
    people, links = (
        [name for name in names if name.startswith(f"{family}.")] for family in (KIND, PREMIUM)
    )
    drawn = [_people(reading, numbers, people, bet)] if people else []
    pairs = [name for name in names if name not in (*people, *links)]
    tops = {unit: _top(numbers, pairs, unit) for unit in map(unit_of, pairs)}
    drawn += [_pair(reading, numbers, name, tops[unit_of(name)], bet) for name in pairs]
    if links:
        drawn.append(_premiums(reading, numbers, links))
    return Markup('<div class="ec-figures">{}</div>').format(Markup("").join(drawn))


def frictions(reading: Reading) -> Markup:
    """Draw the kinds of friction in which the shops differ most, both shops each."""
    numbers = reading.runs["base"]
    kinds = [f"friction.{kind}" for kind in FRICTIONS]
    gap = {name: numbers.value(f"gap.{name}") for name in kinds}
    most = {name: max(numbers.value(f"{side}.{name}") for side in SIDES) for name in kinds}
    differing = [name for name in kinds if gap[name] > CLEAR * most[name]]
    differing = sorted(differing, key=lambda name: -gap[name])[:MOST]
    top = max((most[name] for name in differing), default=0.0)
    drawn = Markup("").join(
        _rows(reading, numbers, name, name_of(reading, name), top=top) for name in differing
    )
    return Markup('<div class="ec-figures"><p class="ec-bars-title">{}</p>{}</div>').format(
        reading.words("lesson.ledger"), drawn
    )


def with_capability(
    reading: Reading, capability: str, simulate: Callable[[Scenario], Numbers]
) -> Reading:
    """Return the reading with one more run: only this capability added to the shop a."""
    language, plan = reading.words.language, reading.lesson.plan
    scenario = lesson_run.only_capability(plan, language, capability)
    return replace(reading, runs={**reading.runs, CAPABILITY_RUN: simulate(scenario)})


def capability_frictions(reading: Reading, capability: str) -> Markup:
    """Draw the frictions that one capability is there to remove."""
    kinds = [f"friction.{kind}" for kind in FRICTIONS if CAUSE_OF[kind] == capability]
    return quantities(reading, kinds, CAPABILITY_RUN)


def _top(numbers: Numbers, names: Sequence[str], unit: str) -> float:
    """Return the end of the scale that quantities of a unit share; 0 if each has its own."""
    if unit in ("hundred", "points"):
        return SHARE
    if unit not in SHARED:
        return 0.0
    shown = [name for name in names if unit_of(name) == unit]
    return ROOM * max(0.0, *(numbers.value(f"{side}.{name}") for side in SIDES for name in shown))


def _people(
    reading: Reading, numbers: Numbers, names: Sequence[str], bet: tuple[float, str] | None
) -> Markup:
    """Draw for how many people of a hundred it gets better, or not."""
    truth, rows = reading.lesson.plan.truth, []
    for name in names:
        label = reading.words(f"lesson.people.{name.partition('.')[2]}")
        text = numbers.text(name, reading.words)
        rows.append(Row("", label, numbers.value(name), text, marked=name == truth))
    caption = reading.words("lesson.people_caption", shop=reading.label("shops.b"))
    return bars(caption, rows, top=SHARE, bet=bet)


def _premiums(reading: Reading, numbers: Numbers, names: Sequence[str]) -> Markup:
    """Draw what customers of several channels are worth, by several methods."""
    rows = []
    for name in names:
        value, method = numbers.value(name), name.partition(".")[2]
        text = reading.words("lesson.percent", value=numbers.text(name, reading.words))
        rows.append(Row("", reading.words(f"lesson.premium.{method}"), value, text))
    return bars(reading.words("lesson.premium_caption"), rows)


def _pair(
    reading: Reading, numbers: Numbers, name: str, top: float, bet: tuple[float, str] | None
) -> Markup:
    unit = reading.words("lesson.thousand")
    if unit_of(name) != "thousand":
        unit = reading.words(f"outcomes.{name}.unit")
    caption = reading.words("lesson.quantity", name=name_of(reading, name), unit=unit)
    return _rows(reading, numbers, name, caption, top=top, bet=bet)


def _rows(
    reading: Reading,
    numbers: Numbers,
    name: str,
    caption: str,
    *,
    top: float = 0.0,
    bet: tuple[float, str] | None = None,
) -> Markup:
    shops = [_shop(reading, numbers, side) for side in SIDES]
    rows = side_rows(numbers, name, shops, reading.words, reading.lesson.plan.truth)
    return bars(caption, rows, top=top, bet=bet)


def _shop(reading: Reading, numbers: Numbers, side: str) -> str:
    """Name a shop; with one capability alone, b is named after shop a and the capability."""
    if side == "b" and numbers is reading.runs.get(CAPABILITY_RUN):
        capability = lesson_run.most_added_capability(numbers.scenario)
        return with_capability_name(reading.label("shops.a"), capability, reading.words)
    return reading.label(f"shops.{side}")


def name_of(reading: Reading, quantity: str) -> str:
    """Name a quantity: an outcome, a friction, or the purchases that it loses."""
    family, _, kind = quantity.partition(".")
    if not kind:
        return reading.words(f"outcomes.{quantity}.name")
    friction = reading.words(f"terms.friction.{kind}")
    return friction if family == "friction" else reading.words("lesson.loss", friction=friction)
