"""What a run says about both shops of a lesson: quantities, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explainer.view import lesson_run
from explainer.view.lesson_figures import SHARE, Row, bars
from explainer.view.lesson_numbers import PREMIUM, Numbers, unit_of, write
from explainer.view.lesson_words import Reading
from simulations import CAUSE_OF, FRICTIONS

MOST = 5
"""Kinds of friction in the ledger, those in which the shops differ most first."""


def quantities(
    reading: Reading, names: Sequence[str], run: str, bet: tuple[float, str] | None = None
) -> str:
    """Draw quantities of one run, both shops each, as one piece of HTML."""
    numbers = reading.runs[run]
    drawn = [_pair(reading, numbers, name, bet) for name in names if not _is_premium(name)]
    ways = [name for name in names if _is_premium(name)]
    if ways:
        drawn.append(_premiums(reading, numbers, ways))
    return f'<div class="ec-figures">{"".join(drawn)}</div>'


def frictions(reading: Reading, run: str = "base") -> str:
    """Draw the kinds of friction in which the shops differ most, both shops each."""
    numbers = reading.runs[run]
    kinds = [f"friction.{kind}" for kind in FRICTIONS]
    gap = {name: numbers.value(f"gap.{name}") for name in kinds}
    moved = sorted((name for name in kinds if gap[name] > 0), key=lambda name: -gap[name])[:MOST]
    caption = reading.texts("lesson.ledger")
    ends = [numbers.value(f"{side}.{name}") for side in ("a", "b") for name in moved]
    top = max(ends, default=0.0)
    drawn = "".join(_rows(reading, numbers, name, _name(reading, name), top=top) for name in moved)
    return f'<div class="ec-figures"><p class="ec-bars-title">{caption}</p>{drawn}</div>'


def with_piece(reading: Reading, piece: str) -> Reading:
    """Return the reading with one more run: only this capability added to the shop a."""
    language, plan = reading.texts.language, reading.lesson.plan
    scenario = lesson_run.only_piece(plan, language, piece)
    return replace(reading, runs={**reading.runs, "piece": lesson_run.numbers(scenario)})


def piece_frictions(reading: Reading, piece: str) -> str:
    """Draw the frictions that one capability is there to remove."""
    kinds = [f"friction.{kind}" for kind in FRICTIONS if CAUSE_OF[kind] == piece]
    return quantities(reading, kinds, "piece")


def _is_premium(name: str) -> bool:
    return name.startswith(f"{PREMIUM}.")


def _premiums(reading: Reading, numbers: Numbers, names: Sequence[str]) -> str:
    """Draw what customers of several channels are worth, asked in several ways."""
    rows = []
    for name in names:
        value, way = numbers.value(name), name.partition(".")[2]
        text = reading.texts("lesson.percent", value=numbers.text(name, reading.formats))
        rows.append(
            Row("b" if value > 0 else "a", reading.texts(f"lesson.premium.{way}"), value, text)
        )
    return bars(reading.texts("lesson.premium_caption"), rows)


def _pair(
    reading: Reading, numbers: Numbers, name: str, bet: tuple[float, str] | None = None
) -> str:
    unit = unit_of(name)
    told = reading.texts("lesson.thousand")
    if unit != "thousand":
        told = reading.texts(f"outcomes.{name}.unit")
    caption = reading.texts("lesson.quantity", name=_name(reading, name), unit=told)
    top = SHARE if unit in ("hundred", "points") else 0.0
    return _rows(reading, numbers, name, caption, top=top, bet=bet)


def _rows(
    reading: Reading,
    numbers: Numbers,
    name: str,
    caption: str,
    *,
    top: float = 0.0,
    bet: tuple[float, str] | None = None,
) -> str:
    rows = []
    for side in ("a", "b"):
        value = numbers.value(f"{side}.{name}")
        text = write(value, unit_of(name), reading.formats)
        rows.append(Row(side, reading.label(f"shops.{side}"), value, text))
    return bars(caption, rows, top=top, bet=bet)


def _name(reading: Reading, quantity: str) -> str:
    family, _, kind = quantity.partition(".")
    if not kind:
        return reading.texts(f"outcomes.{quantity}.name")
    friction = reading.texts(f"terms.friction.{kind}")
    return friction if family == "friction" else reading.texts("lesson.loss", friction=friction)
