"""What the programs of an office need of a presentation: amounts as they can show them.

The axis of a chart counts in units that leave few digits, and names them. The chart keeps the
amounts as they are; only the format of the numbers leaves thousands out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any

from content import Texts
from content.formats import without_joiners
from explainer.exports.pitch.document import Document, Line, PersonStory

UNITS = ("one", "thousand", "million", "milliard", "billion")
"""Each a thousand of the one before, by their names on the long scale."""
FEW = 10.0
"""Units from which on an axis needs no decimals."""


@dataclass(frozen=True, slots=True)
class MoneyAxis:
    """How an axis of money is written.

    Attributes
    ----------
    name : str
        What is counted, and in which unit.
    number_format : str
        For an office: a comma at the end of the digits leaves out three of them.
    """

    name: str
    number_format: str


def money_axis(document: Document, texts: Texts) -> MoneyAxis:
    """Return how the axis of the three cases is written."""
    largest = max((abs(value) for line in document.lines for value in line.values), default=0.0)
    thousands = int(math.log10(largest) // 3) if largest >= 1.0 else 0
    thousands = min(thousands, len(UNITS) - 1)
    digits = "#,##0" if largest / 1_000.0**thousands >= FEW else "0.0"
    shown = digits + thousands * ","
    unit = texts(f"business_pitch.money.unit.{UNITS[thousands]}", currency=document.currency)
    name = f"{texts('business_pitch.money.axis')}, {unit}"
    return MoneyAxis(name, f"{shown};\u2212{shown};0")


def for_offices(document: Document) -> Document:
    """Return a presentation whose amounts hold no sign that an office may show as a box."""
    shown: Document = _without_joiners(document)
    return shown


def _without_joiners(value: Any) -> Any:
    if isinstance(value, str):
        return without_joiners(value)
    if isinstance(value, tuple):
        return tuple(map(_without_joiners, value))
    if isinstance(value, Document | PersonStory | Line):
        values = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _without_joiners(part) for name, part in values.items()})
    return value
