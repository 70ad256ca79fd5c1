"""Dials: sliders with a number field each, drawn and moved in the browser.

Streamlit's own slider and number field are two widgets that would have to show one value. While
somebody drags one of them, what the browser last knew of the other comes back as if it had been
typed, and undoes the drag. Here the browser holds the hand's value, sends one change at a time
with a number, and an answer that is older than the hand moves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from content.formats import Formats
from content.words import Words
from explainer.view.shell.callbacks import safely
from explainer.view.widgets.components import component, reported
from explainer.view.widgets.later import note_far

LONGEST = 40
"""Letters of a typed value that are read."""
MOST = 64
"""Changes that are taken from one message."""

TAKEN = "dials_taken"

_dials = component("dials", "ec-dials", __file__)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a value rests on: "E" (evidence) or "A" (assumption), and what is said about it."""

    grade: str
    sign: str
    name: str
    lines: Sequence[str]
    links: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """The value that a changed dial can go back to, and the words of the button."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Dial:
    """One quantity as it is shown.

    Attributes
    ----------
    id : str
        What comes back with a change.
    label : str
        Its name; `spoken` is a longer one for those who do not see what stands around it.
    value, min, max, step : float
        In shown units; the slider ends at `min` and `max`, the field takes what is legal.
    unit, words : str
        What stands beside the number, and the quantity as a sentence.
    problem : str
        What was wrong with the last input.
    shop : str
        "a" or "b" when it belongs to one shop.
    """

    id: str
    label: str
    value: float
    min: float
    max: float
    step: float
    unit: str = ""
    words: str = ""
    problem: str = ""
    shop: str = ""
    spoken: str = ""
    before: Before | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Dials that stand together; `look` is a class of the style sheet, `fold` folds them away."""

    dials: Sequence[Dial]
    title: str = ""
    note: str = ""
    look: str = ""
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by the visitor: which dial, what they set, whether they are still at it."""

    id: str
    value: float | str
    live: bool


Take = Callable[[Sequence[Edit]], None]


def dials(groups: Sequence[Group], *, key: str, take: Take, words: Words) -> None:
    """Show dials in groups.

    Parameters
    ----------
    groups : sequence of Group
    key : str
        Name of this panel on the page.
    take : callable
        Gets the changes before the next run; a value is a number where one could be read and
        the visitor's own text where not.
    """
    shown = [dial for group in groups for dial in group.dials]
    data = {
        "name": key,
        "ack": change_numbers().get(key, 0.0),
        "locale": words.country,
        "groups": [
            {
                "title": group.title,
                "note": group.note,
                "look": group.look,
                "fold": group.fold,
                "dials": [dial.id for dial in group.dials],
            }
            for group in groups
        ],
        "dials": {
            dial.id: asdict(dial)
            | {
                "exactly": words("controls.exactly", label=dial.spoken or dial.label),
                "leads": dial.unit == words.currency_sign,  # as a price is written
            }
            for dial in shown
        },
    }
    known = frozenset(dial.id for dial in shown)
    _dials(
        data=data,
        key=key,
        default={"edit": None},
        on_edit_change=safely(lambda: _take(key, known, take, words)),
    )


def change_numbers() -> Mapping[str, float]:
    """Return the number of the last change that was taken of each panel in this visit."""
    return dict(st.session_state.get(TAKEN, {}))


def _take(key: str, known: frozenset[str], take: Take, formats: Formats) -> None:
    """Take the changes that the browser reports, and note their number."""
    message = reported(key, "edit")
    st.session_state[TAKEN] = {**change_numbers(), key: _number_of(message)}
    note_far(message.get("far") if isinstance(message, Mapping) else None)
    take(edits(message, known, formats))


def edits(raw: object, known: frozenset[str], formats: Formats) -> tuple[Edit, ...]:
    """Read what came from the browser; what is not a change of a known dial is left out.

    Parameters
    ----------
    raw : object
        ``{"n": 7, "changes": [{"id": "patience", "value": 60, "live": false}]}``, or anything. A
        number comes from a slider, a text from a field.
    known : frozenset of str
        Dials that were on the page.
    """
    changes = raw.get("changes") if isinstance(raw, Mapping) else None
    if not isinstance(changes, list):
        return ()
    read = []
    for change in changes[:MOST]:
        name = change.get("id") if isinstance(change, Mapping) else None
        if not isinstance(name, str) or name not in known:
            continue
        value = _value(change.get("value"), formats)
        if value is not None:
            read.append(Edit(name, value, change.get("live") is True))
    return tuple(read)


def _value(given: object, formats: Formats) -> float | str | None:
    """Read a number as a slider sends it or as the country writes it; else the text, cut."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return _finite(given)
    if not isinstance(given, str):
        return None
    text = given.strip()
    if len(text) > LONGEST:  # cut, it would be another number
        return f"{text[:LONGEST]}…"
    number = formats.read(text)
    return text if number is None else number


def _number_of(raw: object) -> float:
    """Return the number of a change, 0 for what has none."""
    n = raw.get("n") if isinstance(raw, Mapping) else None
    return (_finite(n) or 0.0) if isinstance(n, int | float) else 0.0


def _finite(given: float) -> float | None:
    """Return a number that can be counted with; JSON has whole ones that are too large."""
    try:
        number = float(given)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
