"""What an answer of each round must be. It comes from a phone: anything may be in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from explainer.workshop import teams
from explainer.workshop.errors import AnswerError
from explainer.workshop.plain_text import one_line
from explainer.workshop.templates import CHANGE, INVEST, ISLANDS, PREDICT
from simulations import CAPABILITIES

LONGEST_REASON = 280
SHORTEST_REASON = 3
CONFIDENCES = ("low", "medium", "high")
DECISIONS = ("promote", "discount", "reserve", "share")
"""What a team can do that sees its own channel alone; the last one looks beyond it."""
ID = re.compile(r"[0-9a-f]{16,64}")
MOST_BYTES = 4_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A legal answer.

    Attributes
    ----------
    body : mapping
        Keys and numbers only, so that every language can show it.
    reason : str
        In its writer's words; empty where none is asked for.
    """

    body: Mapping[str, Any]
    reason: str = ""

    def written(self) -> str:
        """Return the body as it is kept."""
        return json.dumps(dict(self.body), separators=(",", ":"), sort_keys=True)


def read_id(raw: object) -> str:
    """Return the name that a phone gave to an answer, or raise AnswerError."""
    if isinstance(raw, str) and ID.fullmatch(raw):
        return raw
    raise AnswerError("answer_malformed")


def read(step: str, raw: object) -> Answer:
    """Read an answer to one round.

    Raises `AnswerError`, naming the first field that is not legal, with its legal range.
    """
    reader = _READERS.get(step)
    if reader is None or not isinstance(raw, Mapping):
        raise AnswerError("answer_malformed")
    try:
        size = len(json.dumps({**raw, "reason": ""}))  # a reason has bounds and words of its own
    except (TypeError, ValueError, RecursionError):
        raise AnswerError("answer_malformed") from None
    if size > MOST_BYTES:
        raise AnswerError("answer_malformed")
    return reader(raw)


def _predict(raw: Mapping[str, Any]) -> Answer:
    low, guess, high = (_whole(raw, name, 0, 100) for name in ("low", "guess", "high"))
    if not low <= guess <= high:
        raise AnswerError("answer_range", low=low, high=high)
    confidence = _one_of(raw, "confidence", CONFIDENCES)
    return Answer({"guess": guess, "low": low, "high": high, "confidence": confidence})


def _islands(raw: Mapping[str, Any]) -> Answer:
    return Answer({"decision": _one_of(raw, "decision", DECISIONS)}, _reason(raw, 0))


def _invest(raw: Mapping[str, Any]) -> Answer:
    tokens_sent = raw.get("tokens")
    if not isinstance(tokens_sent, Mapping) or set(tokens_sent) - set(CAPABILITIES):
        raise AnswerError("answer_malformed")
    tokens = {
        capability: _whole(tokens_sent, capability, 0, teams.MOST, missing=0, field="tokens")
        for capability in CAPABILITIES
    }
    if sum(tokens.values()) != teams.TOKENS:
        raise AnswerError("answer_tokens", given=sum(tokens.values()), all=teams.TOKENS)
    expect = _whole(raw, "expect", 0, 100)
    return Answer({"tokens": tokens, "expect": expect}, _reason(raw, SHORTEST_REASON))


def _change(raw: Mapping[str, Any]) -> Answer:
    source = _one_of(raw, "source", CAPABILITIES)
    target = _one_of(raw, "target", CAPABILITIES)
    if source == target:
        raise AnswerError("answer_same")
    expect = _whole(raw, "expect", 0, 100)
    return Answer({"source": source, "target": target, "expect": expect}, _reason(raw, 0))


def _whole(
    raw: Mapping[str, Any],
    name: str,
    low: int,
    high: int,
    *,
    missing: int | None = None,
    field: str = "",
) -> int:
    value = raw.get(name, missing)
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    if not whole or value != value or value not in range(low, high + 1):
        raise AnswerError("answer_number", field=field or name, low=low, high=high)
    return int(value)


def _one_of(raw: Mapping[str, Any], name: str, legal: tuple[str, ...]) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or value not in legal:
        raise AnswerError("answer_choice", field=name)
    return value


def _reason(raw: Mapping[str, Any], shortest: int) -> str:
    text = raw.get("reason", "")
    reason = one_line(text, LONGEST_REASON + 1) if isinstance(text, str) else ""
    if not shortest <= len(reason) <= LONGEST_REASON:
        raise AnswerError("answer_reason", low=shortest, high=LONGEST_REASON)
    return reason


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = MappingProxyType(
    {PREDICT: _predict, ISLANDS: _islands, INVEST: _invest, CHANGE: _change}
)
