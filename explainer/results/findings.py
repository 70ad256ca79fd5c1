"""Which words an estimate allows: a difference is named only if its interval leaves out zero."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from content import Texts
from content.formats import WHOLE_CURRENCIES, Formats
from content.words import Words

Direction = Literal["more", "less", "unclear", "same"]
Unit = Literal["points", "hundred", "count", "money"]
FINEST = 4
CENTS = 2
ROUNDING = 1e-7
SAME = 1e-9
"""Numbers that are closer are one, as people have written them: binary digits end somewhere."""
CROWDS = (100, 1_000, 10_000)
ENOUGH = 10
"""A difference is written for the smallest crowd in which it concerns this many."""


class Interval(Protocol):
    """Anything with a mean between a low and a high end."""

    @property
    def mean(self) -> float: ...  # noqa: D102 - its name says it
    @property
    def low(self) -> float: ...  # noqa: D102 - its name says it
    @property
    def high(self) -> float: ...  # noqa: D102 - its name says it


@dataclass(frozen=True, slots=True)
class Names:
    """What both set-ups are called: inside a sentence, and short, beside a line."""

    a: str
    b: str
    a_short: str
    b_short: str


def names(preset_a: str, preset_b: str, texts: Texts) -> Names:
    """Name both set-ups so that a sentence can tell them apart."""
    if preset_a == preset_b:
        return Names(
            texts("findings.shop.a"),
            texts("findings.shop.b"),
            texts("controls.side_a"),
            texts("controls.side_b"),
        )
    return Names(
        texts(f"findings.shop.{preset_a}"),
        texts(f"findings.shop.{preset_b}"),
        texts(f"terms.strategy.{preset_a}.name"),
        texts(f"terms.strategy.{preset_b}.name"),
    )


def direction(difference: Interval) -> Direction:
    """Return the sign of a difference; it is unclear where the interval touches zero."""
    ends = (difference.mean, difference.low, difference.high)
    if not all(math.isfinite(end) for end in ends):
        return "unclear"  # nothing was measured
    if all(end == 0 for end in ends):
        return "same"
    if has_no_width(difference) or difference.low <= 0 <= difference.high:
        return "unclear"
    return "more" if difference.low > 0 else "less"


def has_no_width(difference: Interval) -> bool:
    """Return whether there was too little data for an interval of a difference.

    Sums of squares of equal numbers leave last digits that are no width.
    """
    return difference.high - difference.low <= ROUNDING * max(1.0, abs(difference.mean))


def decimals(*sizes: float) -> int:
    """Return the fewest decimals, at least one, with which no size other than 0 reads as 0."""
    magnitudes = [abs(size) for size in sizes if math.isfinite(size) and size != 0]
    for digits in range(1, FINEST):
        if all(round(size, digits) > 0 for size in magnitudes):
            return digits
    return FINEST


def exact_decimals(value: float, most: int) -> int:
    """Return the fewest decimals with which a value is written as it is, `most` where none do."""
    exact = (n for n in range(most) if abs(round(value, n) - value) < SAME)
    return next(exact, most)


def apart(value: float, other: float, digits: int = 1) -> int:
    """Return the fewest decimals, `digits` at least, with which two sizes do not read alike."""
    while digits < FINEST and value != other and round(value, digits) == round(other, digits):
        digits += 1
    return digits


def range_decimals(mean: float, low: float, high: float) -> int:
    """Return the decimals of a range: fine enough for both ends, unless zero lies between them."""
    if low <= 0 <= high:
        return decimals(max(abs(low), abs(high)))
    return decimals(mean, low, high)


def scaled(value: float, unit: Unit) -> float:
    """Express a value in the unit in which it is shown: shares become so many of 100."""
    return value * 100 if unit == "hundred" else value


def write(value: float, unit: Unit, formats: Formats, digits: int = 1) -> str:
    """Write a value that is already in its unit."""
    if unit == "money":
        return formats.money(value, decimals=_cents(value, digits, formats))
    return formats.number(value, digits)


def write_signed(value: float, unit: Unit, formats: Formats, digits: int = 1) -> str:
    """Write a difference with its sign."""
    if unit == "money":
        return formats.signed_money(value, decimals=_cents(value, digits, formats))
    return formats.signed_number(value, digits)


def write_range(low: float, high: float, unit: Unit, words: Words, digits: int) -> str:
    """Write both ends of a difference with their signs."""
    return words.interval(low, high, lambda end: write_signed(end, unit, words, digits))


def _cents(value: float, digits: int, formats: Formats) -> int | None:
    """Use the currency's own decimals, unless a small amount would read as nothing."""
    if not 0 < abs(value) < 1:
        return None
    return digits if formats.currency in WHOLE_CURRENCIES else max(digits, CENTS)


def title(outcome: str, difference: Interval, unit: Unit, who: Names, words: Words) -> str:
    """Write the finding about one outcome as a heading."""
    points = direction(difference)
    values = {"a": who.a, "b": who.b}
    if points in ("more", "less"):
        values |= _size(abs(difference.mean), unit, words)
    return words(f"findings.{outcome}.title.{points}", **values)


def _size(size: float, unit: Unit, formats: Formats) -> dict[str, str]:
    """Write the size of a difference; shares as whole people "of" 100, 1,000 or 10,000."""
    if unit != "hundred":
        return {"size": write(size, unit, formats, decimals(size))}
    crowd = next((crowd for crowd in CROWDS if size * crowd >= ENOUGH), CROWDS[-1])
    count = size * crowd
    text = formats.integer(count) if count >= 1 else formats.number(count, decimals(count))
    return {"size": text, "of": formats.integer(crowd)}


def spread(difference: Interval, unit: Unit, words: Words) -> str:
    """Write how large a difference is, with its interval."""
    points = direction(difference)
    if points == "same":
        return words("findings.range.same")
    mean, low, high = (
        scaled(end, unit) for end in (difference.mean, difference.low, difference.high)
    )
    if has_no_width(difference) or not all(math.isfinite(end) for end in (mean, low, high)):
        return words("findings.range.none")
    digits = range_decimals(mean, low, high)
    return words(
        f"findings.range.{points}",
        difference=write_signed(mean, unit, words, digits),
        interval=write_range(low, high, unit, words, digits),
    )


def headline(frustration: Interval, conversion: Interval, who: Names, texts: Texts) -> str:
    """Write the result of a comparison in one sentence, with what speaks against it."""
    first, second = direction(frustration), direction(conversion)
    other = within(who.a_short)  # it never opens the sentence
    if first == second == "same":
        return texts("findings.headline.same", a=other, b=who.b_short)
    first, second = ("unclear" if d == "same" else d for d in (first, second))
    return texts(f"findings.headline.{first}.{second}", a=other, b=who.b_short)


def joined(names: Sequence[str], texts: Texts) -> str:
    """Return names as a list in words: "one", "one and two", "one, two and three"."""
    if len(names) < 2:
        return "".join(names)
    return texts("results.list", some=", ".join(names[:-1]), last=names[-1])


def quoted(names: Sequence[str], texts: Texts) -> str:
    """Return names that are no words of the sentence, each in quotation marks, as a list."""
    return joined([texts("results.quoted", name=name) for name in names], texts)


def capital(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def within(name: str) -> str:
    """Write a name as inside a sentence, with a small letter."""
    return name[:1].lower() + name[1:]
