"""One cell of a file of orders: a date, an amount of money, or a name. All of it is hostile."""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Mark = Literal["", ".", ","]
"""The decimal mark of a column: ``""`` where its cells leave it open."""

FILE = Path(__file__).with_name("columns.toml")
LARGEST = 1e12
"""Money in one order beyond which a cell is no amount."""
LONGEST = 64
"""Letters of a cell that may be a date or an amount."""
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Days that a spreadsheet counts from 1899-12-30: from 1954 to 2119."""
FIRST_SECOND, LAST_SECOND = 631_152_000, 2_051_222_400
"""Seconds that a computer counts: from 1990 to 2034."""
EPOCH = datetime.date(1970, 1, 1).toordinal()
SERIAL_START = datetime.date(1899, 12, 30).toordinal()

_PARTED = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})(?:\D.*)?", re.ASCII)
_COUNTED = re.compile(r"(?:\d{5}|\d{9,10}|\d{12,13})(?:[.,]\d+)?", re.ASCII)
_WEEKDAY = re.compile(r"([a-z]+)(?:-[a-z]+)?\.?,?\s+(?=\d)")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\D?\d{4,6})?", re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})\D{0,6}([a-z]{3,12})\.?\D{0,6}?(\d{4}|\d{2})\b.*")
_NAME_DAY = re.compile(r"(?:[a-z]+,?\s+)?([a-z]{3,12})\.?\s+(\d{1,2})(?:\D{1,4})(\d{4}).*")
_CODES = "MXN|COP|CLP|ARS|EUR|BRL|USD|PEN|UYU|PYG|BOB|GTQ|CRC|DOP|HNL|NIO|PAB|VES|GBP|CAD|MN"
_MONEY = re.compile(
    rf"(?<![A-Z])(?:{_CODES}|US|AR|CL|CO)?[$€£¥₡₲₱]"
    rf"|(?<![A-Z])(?:{_CODES})(?![A-Z])|(?<![A-Z])(?:S/\.?|BS\.?)|\+"
)
_NUMBER = re.compile(r"\d[\d.,]*|[.,]\d+", re.ASCII)
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,2})?", re.ASCII)
"""What nearly all amounts look like; unambiguous."""


@lru_cache(maxsize=1)
def names() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return what fields, channels, months and totals are called in files.

    Returns
    -------
    mapping of group to mapping of code to tuple of str
        Groups ``field``, ``channel``, ``month`` and ``total``, as ``plain`` writes them.
    """
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType(
        {group: {key: tuple(known) for key, known in entry.items()} for group, entry in raw.items()}
    )


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    return {name: int(number) for number, known in names()["month"].items() for name in known}


def plain(value: object) -> str:
    """Return a text in lower case without accents and signs, single spaces between words.

    Parameters
    ----------
    value : object
        Hostile.

    Returns
    -------
    str
    """
    text = unicodedata.normalize("NFKD", str(value)[:200]).casefold()
    text = "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    return " ".join(text.split())


def read_day(cell: object, day_first: bool | None) -> int | None:
    """Read a date.

    Parameters
    ----------
    cell : object
        A text, a date, or the number by which a spreadsheet counts days or a computer seconds.
    day_first : bool or None
        Whether 3/4 is the third of April; None reads only what leaves no doubt.

    Returns
    -------
    int or None
        Days since 1970-01-01; None for what is no date, or is in doubt.
    """
    if isinstance(cell, datetime.date):  # a datetime is one too
        return cell.toordinal() - EPOCH
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _serial(float(cell))
    text = str(cell).strip()
    if not text or len(text) > LONGEST:
        return None
    packed = _PACKED.fullmatch(text)
    if packed:
        return _day(*(int(part) for part in packed.groups()))
    parted = _PARTED.fullmatch(text)
    if parted:
        return _parted(*parted.groups(), day_first=day_first)
    if _COUNTED.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    return _named(_plain_date(text))


def is_ambiguous(cell: object) -> bool:
    """Return whether a cell is one date with the day first and another with the month first.

    Parameters
    ----------
    cell : object
        Hostile.

    Returns
    -------
    bool
    """
    day_first, month_first = read_day(cell, True), read_day(cell, False)
    return day_first is not None and month_first is not None and day_first != month_first


def _plain_date(text: str) -> str:
    """Return a date with a written month in lower case, without accents and double spaces."""
    text = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def _serial(number: float) -> int | None:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return _seconds(number)
    return int(number) + SERIAL_START - EPOCH


def _seconds(number: float) -> int | None:
    """Read what a computer counts from 1970 on: seconds, or thousandths of them."""
    for each in (1.0, 1_000.0):
        if FIRST_SECOND <= number / each < LAST_SECOND:
            return int(number / each // 86_400)
    return None


def _parted(first: str, second: str, third: str, *, day_first: bool | None) -> int | None:
    if len(first) > 2:
        return _day(int(first), int(second), int(third)) if len(first) == 4 else None
    year = _year(third)
    left, middle = int(first), int(second)
    if year is None:
        return None
    if left > 12 or left == middle:
        return _day(year, middle, left)
    if middle > 12:
        return _day(year, left, middle)
    if day_first is None:
        return None
    return _day(year, middle, left) if day_first else _day(year, left, middle)


def _named(text: str) -> int | None:
    weekday = _WEEKDAY.match(text)
    if weekday and weekday[1] not in _months():
        text = text[weekday.end() :]
    match = _DAY_NAME.fullmatch(text)
    if match:
        # "12 de marzo de 2024": the little words lie around the month
        words = [w for w in re.findall(r"[a-z]+", text) if w in _months()]
        year = _year(match[3])
        if words and year is not None:
            return _day(year, _months()[words[0]], int(match[1]))
    match = _NAME_DAY.fullmatch(text)
    if match and match[1] in _months():
        return _day(int(match[3]), _months()[match[1]], int(match[2]))
    return None


def _year(text: str) -> int | None:
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if len(text) == 2 else None


def _day(year: int, month: int, day: int) -> int | None:
    try:
        return datetime.date(year, month, day).toordinal() - EPOCH
    except ValueError:
        return None


def read_amount(cell: object, mark: Mark) -> float | None:
    """Read an amount of money.

    Parameters
    ----------
    cell : object
        A number, or a text such as ``"R$ 1.234,56"``, ``"(1,234.50)"`` or ``"12.990"``.
    mark : str
        The decimal mark of its column, see ``decimal_mark``. Without one, a single mark before
        exactly three digits parts thousands: money has no three decimals.

    Returns
    -------
    float or None
        Below 0 for a refund; None for what is no amount.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        value = float(cell)
        return value if abs(value) <= LARGEST else None
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):
        value = float(cell.replace(",", "."))
        return value if value <= LARGEST else None
    bare = _bare(cell)
    if bare is None:
        return None
    negative, digits = bare
    if not _grouped_right(digits, mark):
        return None
    decimal = _mark_of(digits) or mark
    thousands = "," if decimal == "." else "."
    if digits.count(decimal or ".") > 1:
        decimal = ""
    whole = digits.replace(thousands, "")
    whole = whole.replace(decimal, ".") if decimal else whole.replace(".", "").replace(",", "")
    try:
        value = float(whole)
    except ValueError:
        return None
    if value > LARGEST:
        return None
    return -value if negative else value


def decimal_mark(cells: Iterable[object]) -> Mark:
    """Return the decimal mark that the cells of a column leave no doubt about, if they do.

    Parameters
    ----------
    cells : iterable of object
        Hostile.

    Returns
    -------
    str
        ``,``, ``.`` or empty.
    """
    votes = {".": 0, ",": 0}
    for cell in cells:
        bare = _bare(cell) if isinstance(cell, str) else None
        if bare is not None:
            vote = _mark_of(bare[1])
            if vote:
                votes[vote] += 1
    if votes["."] == votes[","]:
        return ""
    return "." if votes["."] > votes[","] else ","


def _bare(cell: object) -> tuple[bool, str] | None:
    """Take sign, currency and spaces off; None unless digits and marks are left."""
    text = unicodedata.normalize("NFKC", str(cell)).strip().replace("\u2212", "-")
    if not text or len(text) > LONGEST:
        return None
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()") if negative else text
    text = _MONEY.sub("", text.upper().replace("R$", "$")).strip()
    if text.startswith("-") or text.endswith("-"):
        negative, text = True, text.strip("-").strip()
        text = _MONEY.sub("", text).strip()
    text = re.sub(r"(?<=\d)[\s'’](?=\d{3})", "", text)
    return (negative, text) if _NUMBER.fullmatch(text) else None


def _mark_of(digits: str) -> Mark:
    """Return the decimal mark that one number leaves no doubt about."""
    marks = re.findall("[.,]", digits)
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return "." if marks[-1] == "." else ","
    if len(marks) > 1:
        return ""
    after = len(digits) - digits.index(marks[0]) - 1
    if after == 3 and not digits.startswith(("0", ".", ",")):
        return ""
    return "." if marks[0] == "." else ","


def _grouped_right(digits: str, mark: Mark) -> bool:
    """Whether thousands separators are in the right positions."""
    marks = re.findall("[.,]", digits)
    if len(set(marks)) == 2 and digits.count(marks[-1]) > 1:
        return False  # 1.234,567,890
    whole = digits
    decimal = _mark_of(digits) or mark
    if decimal and digits.count(decimal) == 1:
        whole = digits.split(decimal)[0]
    groups = re.split("[.,]", whole)
    return len(groups) == 1 or all(len(group) == 3 for group in groups[1:])
