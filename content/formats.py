"""Numbers, money and dates as each country writes them, from CLDR through Babel.

Signs are real minus signs and stand in front of everything ("−$1.234"), also where CLDR would
put them after the currency. A value that is not finite, or is larger than a number of this kind
can mean anything (`LARGEST`), is shown as a dash, never as "nan".
"""

import datetime
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    format_currency,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    get_territory_currencies,
)

from content.languages import language_of, locale_of
from content.references import abnt_date
from content.texts import Texts, load_texts

MINUS = "\u2212"
PLUS = "+"
JOINER = "\u2060"
"""Between a sign and a currency sign, where a line could end otherwise (UAX 14: two prefixes)."""
NO_VALUE = "\u2014"
LARGEST = 1e15
SMALLEST = 5e-5
"""What four decimals would write as nothing is written with six."""
CLEAR, UNCLEAR = 1e9, 1e-6
"""Below this size the place of a number between two others is known to a tenth of this."""
NOT_ZERO = re.compile("[1-9]")
PERCENT = {"es": "\u00a0%"}
"""How a language writes the sign where its countries differ in CLDR but its texts do not: Spanish
parts it from the figure (RAE, Ortografía, 2010, on symbols), also for readers in Mexico."""
WHOLE_CURRENCIES = frozenset({"ARS", "CLP", "COP"})
"""Currencies whose prices are quoted without decimals, whatever CLDR allows."""

_SPACES = re.compile(r"\s+")
_PARTS = re.compile(r"([+-]?) ?(.*?)([eE][+-]?\d{1,3})?", re.ASCII | re.DOTALL)

DateStyle = Literal["short", "medium", "long", "full"]


@dataclass(frozen=True, slots=True)
class Formats:
    """How one country writes numbers, money and dates.

    Parameters
    ----------
    country : str
        Language and territory, "es-MX".
    language : str, optional
        Language of the words around the numbers (months, "between … and …"), when the
        reader's language is not the country's.
    """

    country: str
    language: str = ""
    _locale: Locale = field(init=False, repr=False, compare=False)
    _marks: Mapping[int, str] | None = field(init=False, repr=False, compare=False)
    _texts: Texts = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        locale = locale_of(self.country)
        object.__setattr__(self, "_locale", locale)
        marks = {ord(","): self.group_separator, ord("."): self.decimal_separator}
        translation = None if all(ord(mark) == code for code, mark in marks.items()) else marks
        object.__setattr__(self, "_marks", translation)
        object.__setattr__(self, "language", self.language or locale.language)
        object.__setattr__(self, "_texts", load_texts(self.language))

    @property
    def currency(self) -> str:
        """Code of the country's currency, "MXN"."""
        today = datetime.datetime.now(tz=datetime.UTC).date()
        codes: list[str] = get_territory_currencies(self._locale.territory or "", today)
        return codes[0]

    @property
    def currency_sign(self) -> str:
        """What stands before an amount of the country's money, "$" or "R$"."""
        return get_currency_symbol(self.currency, locale=self._locale)

    @property
    def decimal_separator(self) -> str:
        """The mark before decimals."""
        return get_decimal_symbol(self._locale)

    @property
    def group_separator(self) -> str:
        """The mark between thousands."""
        return get_group_symbol(self._locale)

    @property
    def separators(self) -> str:
        """Decimal and group mark together, as Plotly's `layout.separators` wants them."""
        return self.decimal_separator + self.group_separator

    def integer(self, value: float) -> str:
        """Write a count: 12,345."""
        return self._decimal(value, 0)

    def number(self, value: float, decimals: int = 1) -> str:
        """Write a number with a fixed count of decimals: 3.2."""
        return self._decimal(value, decimals)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share between 0 and 1 as a percentage: 12%."""
        return self._write(share, lambda size: self._percent(size, decimals))

    def points(self, share: float, decimals: int = 1) -> str:
        """Write a difference of two shares in percentage points, without the word: 3.2."""
        return self.number(share * 100, decimals)

    def money(self, amount: float, currency: str | None = None, decimals: int | None = None) -> str:
        """Write an amount of money, in the country's currency unless another is named."""
        code = currency or self.currency
        return self._write(amount, lambda size: self._money(size, code, decimals))

    def signed_number(self, value: float, decimals: int = 1) -> str:
        """Write a number with its sign: +3.2 or −3.2."""
        return self._decimal(value, decimals, signed=True)

    def signed_percent(self, share: float, decimals: int = 0) -> str:
        """Write a share as a percentage with its sign: +12%."""
        return self._write(share, lambda size: self._percent(size, decimals), signed=True)

    def signed_money(
        self, amount: float, currency: str | None = None, decimals: int | None = None
    ) -> str:
        """Write an amount of money with its sign: +$120.00."""
        code = currency or self.currency
        return self._write(amount, lambda size: self._money(size, code, decimals), signed=True)

    def read(self, text: str) -> float | None:
        """Read a number as somebody in this country types it; None for anything else.

        Thousands in groups of three are read with the country's mark or with spaces, the same
        one throughout; a group of nothing ("0,125") is none. A single mark that is not in such a
        place is a decimal mark, whichever it is: phones do not offer both. Full-width letters
        and an exponent ("1,5e3") are read as what they mean.
        """
        plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).strip()).replace(MINUS, "-")
        plain = without_joiners(plain)
        match = _PARTS.fullmatch(plain)
        assert match is not None, "the size may be any text"
        sign, size, power = match.groups()
        point, group = re.escape(self.decimal_separator), re.escape(self.group_separator)
        for mark in {group, " "}:
            if re.fullmatch(rf"[1-9]\d{{0,2}}({mark}\d{{3}})+({point}\d+)?", size, re.ASCII):
                size = re.sub(mark, "", size).replace(self.decimal_separator, ".")
                break
        if not re.fullmatch(r"\d+([.,]\d*)?|[.,]\d+", size, re.ASCII):
            return None
        number = float(f"{sign}{size.replace(',', '.')}{power or ''}")
        return number if math.isfinite(number) else None

    def interval(self, low: float, high: float, write: Callable[[float], str] | None = None) -> str:
        """Write a range in words: "entre 10 y 16"; `write` is one of the methods above."""
        write = write or self.number
        return self._texts("formats.interval", low=write(low), high=write(high))

    def date(self, day: datetime.date, style: DateStyle = "long") -> str:
        """Write a date; `style` is CLDR's short, medium, long or full."""
        locale = self._locale
        if locale.language != self.language:
            locale = locale_of(language_of(self.language).default_country)
        return format_date(day, style, locale=locale)

    def abnt_date(self, day: datetime.date) -> str:
        """Write a date as `content.references.abnt_date` does, in the language of the words."""
        return abnt_date(day, self.language)

    def _write(self, value: float, write: Callable[[float], str], *, signed: bool = False) -> str:
        """Write the size of `value` and put the sign before it, none for what rounds to zero."""
        number = float(value)
        if not math.isfinite(number) or abs(number) >= LARGEST:
            return NO_VALUE
        text = write(abs(number))
        if not NOT_ZERO.search(text):
            return text
        if number > 0 and not signed:
            return text
        joiner = JOINER if unicodedata.category(text[0]) == "Sc" else ""
        return (MINUS if number < 0 else PLUS) + joiner + text

    def _decimal(self, value: float, decimals: int, *, signed: bool = False) -> str:
        """Write a number as Babel does, in a fraction of its time: a page writes thousands."""
        number = float(value)
        if not -LARGEST < number < LARGEST:
            return NO_VALUE
        text = _grouped(abs(number), max(decimals, 0))
        zero = not text.strip("0.")
        if self._marks is not None:
            text = text.translate(self._marks)
        if zero:
            return text
        return MINUS + text if number < 0 else PLUS + text if signed else text

    def _percent(self, size: float, decimals: int) -> str:
        pattern: str = self._locale.percent_formats[None].pattern
        if sign := PERCENT.get(self._locale.language):
            pattern = f"#,##0{sign}"
        pattern = pattern.replace("#,##0", f"#,##0{_zeros(decimals)}")
        return format_percent(size, format=pattern, locale=self._locale)

    def _money(self, size: float, currency: str, decimals: int | None) -> str:
        if decimals is None:
            whole = currency in WHOLE_CURRENCIES
            decimals = 0 if whole else get_currency_precision(currency)
        return _priced(_rounded(size, decimals), currency, decimals, self._locale)


def _grouped(size: float, decimals: int) -> str:
    """Write what ``_rounded`` returns, with commas between thousands.

    Binary and decimal rounding only part where a number lies about half way between two others,
    for the float may be a little more or less than that, and beyond 15 digits.
    """
    shifted = size * 10.0**decimals
    if shifted < CLEAR and abs(shifted % 1.0 - 0.5) > UNCLEAR:
        return f"{size:,.{decimals}f}"
    return f"{_rounded(size, decimals):,f}"


def _rounded(size: float, decimals: int) -> Decimal:
    """Round as Babel does: the shortest decimal number that stands for `size`, half to even."""
    return Decimal(str(size)).quantize(Decimal(1).scaleb(-max(decimals, 0)), ROUND_HALF_EVEN)


@lru_cache(maxsize=16_384)
def _priced(rounded: Decimal, currency: str, decimals: int, locale: Locale) -> str:
    """Write an amount that is rounded already, with the country's sign of the currency."""
    pattern: str = locale.currency_formats["standard"].pattern.split(";")[0]
    pattern = pattern.replace("#,##0.00", f"#,##0{_zeros(decimals)}")
    return format_currency(rounded, currency, format=pattern, locale=locale, currency_digits=False)


def _zeros(decimals: int) -> str:
    return "." + "0" * decimals if decimals > 0 else ""


def without_joiners(text: str) -> str:
    """Return a text without the signs that hold amounts together, for files of other programs.

    Offices end lines at spaces alone, and some of their types show such a sign as a box.
    """
    return text.replace(JOINER, "")


def plain(value: float, formats: Formats) -> str:
    """Write a bound with no more decimals than it has."""
    value = round(value, 6)  # a share that was made so many of 100 has lost its last bits
    for decimals in range(4):
        if round(value, decimals) == value:
            return formats.number(value, decimals)
    return formats.number(value, 4 if abs(value) >= SMALLEST else 6)
