"""Which sentence of the catalogue a text is, and with which words in its places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content import Texts
from content.formats import MINUS, Formats

NOT_WORDS = re.compile(
    r"\b(?:nan|NaN|inf|None|True|False)\b|[{}]|\b[a-z]+_[a-z_]+\b|\b[a-z]+\.[a-z]+"
)
SIGNED_ZERO = re.compile(rf"[+\-{MINUS}][^\d\s]*\s?0+(?:[.,]0+)?(?![\d.,]*\d)")


def claims(text: str, keys: list[str], texts: Texts, **known: str) -> list[tuple[str, dict]]:
    """Return every template that is exactly this text, with the values of its placeholders."""
    matches = []
    for key in keys:
        match = re.fullmatch(_pattern(str(texts.entries[key]), known), text)
        if match:
            matches.append((key, match.groupdict()))
    return matches


def sentences(text: str, keys: list[str], texts: Texts, **known: str) -> list[tuple[str, dict]]:
    """Return every template that is somewhere in a text."""
    matches = []
    for key in keys:
        whole = rf"(?<!\S){_pattern(str(texts.entries[key]), known)}(?=\s|$)"
        matches += [(key, match.groupdict()) for match in re.finditer(whole, text)]
    return matches


def below(prefix: str, texts: Texts) -> list[str]:
    """Return the keys of the texts below a prefix."""
    return [key for key in texts.entries if key.startswith(f"{prefix}.")]


def _pattern(template: str, known: dict[str, str]) -> str:
    """Turn a template into an expression; the same placeholder must have the same words."""
    pattern, seen = "", set()
    for part in re.split(r"(\{\w+\})", template):
        name = part[1:-1]
        if not part.startswith("{"):
            pattern += re.escape(part)
        elif name in known:
            pattern += re.escape(known[name])
        elif name in seen:
            pattern += f"(?P={name})"
        else:
            pattern += f"(?P<{name}>.+?)"
            seen.add(name)
    return pattern


def number(text: str, formats: Formats) -> float:
    """Read a number or an amount as it is printed."""
    sign = -1.0 if text.lstrip().startswith(MINUS) else 1.0
    digits = re.sub(r"[^\d.,]", "", text).strip(".,")
    digits = digits.replace(formats.group_separator, "").replace(formats.decimal_separator, ".")
    return sign * float(digits)


def precision(text: str, formats: Formats) -> float:
    """Return half of the last place that is printed, and a little for the rounding of halves."""
    digits = re.sub(r"[^\d.,]", "", text).strip(".,")
    decimals = len(digits.partition(formats.decimal_separator)[2])
    return 0.5001 * 10.0**-decimals


def faults(text: str) -> Iterator[str]:
    """Yield what no visitor should read: codes, what is not a number, nothing with a sign."""
    for pattern in (NOT_WORDS, SIGNED_ZERO):
        yield from (match.group() for match in pattern.finditer(text))
