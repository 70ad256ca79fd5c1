"""The questions of each round, as fields of a form."""

from __future__ import annotations

from content import Texts
from content.words import Words
from explainer.view.widgets.fields.answer_form import Field
from explainer.workshop import teams
from explainer.workshop.answers import CONFIDENCES, DECISIONS, LONGEST_REASON, SHORTEST_REASON
from explainer.workshop.scoring import ALL
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.templates import INVEST, ISLANDS, PREDICT, START
from simulations import CAPABILITIES

WORDS = ("send", "again", "sending", "sent", "waiting", "left", "tokens", "short", "less", "more")


def shared_words(texts: Texts) -> dict[str, str]:
    """Return the words that all forms share."""
    return {name: texts(f"workshop.form.{name}") for name in WORDS}


def fields(room: Snapshot, words: Words) -> list[Field]:
    """Return what the present round asks."""
    start = room.results.get((START, ALL), {"a": {"conversion": 50.0}})
    current = words.integer(round(start["a"]["conversion"]))
    usual = round(start["a"]["conversion"])
    if room.step == PREDICT:
        return _predict(words, current, usual)
    if room.step == ISLANDS:
        return [
            _choice("decision", words("workshop.form.decision"), DECISIONS, words),
            _reason(words, needed=False),
        ]
    if room.step == INVEST:
        return [
            Field(
                *("tokens", "tokens", words("workshop.form.tokens_label")),
                help=words("workshop.form.tokens_help"),
                high=teams.MOST,
                value=teams.TOKENS,
                step=teams.STEP,
                options=_capabilities(words),
            ),
            _reason(words, needed=True),
            Field(
                *("number", "expect", words("workshop.form.expect")),
                help=words("workshop.form.expect_help", now=current),
                value=usual,
            ),
        ]
    return [
        Field("select", "source", words("workshop.form.source"), options=_capabilities(words)),
        Field("select", "target", words("workshop.form.target"), options=_capabilities(words)),
        Field("number", "expect", words("workshop.form.expect_after"), value=usual),
        _reason(words, needed=False),
    ]


def _predict(texts: Texts, current: str, usual: int) -> list[Field]:
    return [
        Field(
            *("number", "guess", texts("workshop.form.guess")),
            help=texts("workshop.form.guess_help", now=current),
            value=usual,
        ),
        Field("number", "low", texts("workshop.form.low"), value=max(0, usual - 10)),
        Field("number", "high", texts("workshop.form.high"), value=min(100, usual + 10)),
        _choice("confidence", texts("workshop.form.confidence"), CONFIDENCES, texts),
    ]


def _choice(name: str, label: str, codes: tuple[str, ...], texts: Texts) -> Field:
    options = [(code, texts(f"workshop.{name}.{code}")) for code in codes]
    return Field("choice", name, label, options=options)


def _capabilities(texts: Texts) -> list[tuple[str, str]]:
    return [
        (capability, texts(f"terms.capability.{capability}.name")) for capability in CAPABILITIES
    ]


def _reason(texts: Texts, *, needed: bool) -> Field:
    label = texts("workshop.form.reason" if needed else "workshop.form.reason_optional")
    return Field(
        *("text", "reason", label),
        help=texts("workshop.form.reason_help") if needed else "",
        low=SHORTEST_REASON if needed else 0,
        high=LONGEST_REASON,
    )
