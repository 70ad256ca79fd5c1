"""Runs that a visitor has pinned, as a value and as a text of the address.

The text is versioned: a name and the query of a link for each run, packed.
Whatever comes in is hostile until each part has passed; what passes is kept, the rest is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlencode

from explainer.view.shell.page_limits import limit
from simulations import Problem, Scenario
from simulations.scenario.packing import pack, unpack
from simulations.scenario.problems import one_line, shorten

FIELD = "pins"
NONE = "none"
MOST = 4
COMPARED = ("frustration_index", "conversion_rate", "repeat_rate", "profit")
"""Outcomes that the chart of pinned runs can show; the first of them at first."""
LONGEST_NAME = 40
VERSION = 1
LONGEST = 12_000
"""Letters of the text. Four runs made on the page take about 400; beyond, links break in mail."""
_TEXT = re.compile(r"([0-9]{1,4})\.([A-Za-z0-9_-]+)")
_NAME = "name"
_PARAMETERS = 120
"""Of one run; differences that are longer come packed in one parameter."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One run under a visitor's name for it: hostile text of at most 40 letters, on one line."""

    name: str
    scenario: Scenario


class Pins(tuple[str, ...]):
    """Every readable text of pinned runs as the legal values of a choice, without listing them."""

    def __new__(cls) -> Self:
        """Make the choice; without pinned runs it is "none"."""
        return super().__new__(cls, (NONE,))

    def __contains__(self, text: object) -> bool:
        """Say whether a text can be read without a correction."""
        return not read(text)[1]

    def mend(self, text: str) -> tuple[str, tuple[Problem, ...]]:
        """Return a text of all that is good in this one, and what was not."""
        pins, problems = read(text)
        return (write(pins), problems) if problems else (text, ())


PINS = Pins()


def clean(name: object) -> str:
    """Return a name without anything invisible, on one line, at most 40 letters long."""
    return one_line(name, LONGEST_NAME)


def write(pins: Sequence[Pin]) -> str:
    """Write pinned runs as a text of the address; `fits` says if it is short enough."""
    if not pins:
        return NONE
    lines = (urlencode({_NAME: pin.name} | pin.scenario.to_query()) for pin in pins)
    return f"{VERSION}.{pack(chr(10).join(lines))}"


def fits(pins: Sequence[Pin]) -> bool:
    """Say whether so many runs may be pinned, and whether a link can carry them."""
    return len(pins) <= MOST and len(write(pins)) <= LONGEST


def read(text: object) -> tuple[tuple[Pin, ...], tuple[Problem, ...]]:
    """Read a text of the address. Never raises.

    Returns
    -------
    tuple of Pin
        Every run that is complete and legal, at most four; crowds are cut to a page's limit.
    tuple of Problem
        What was cut or could not be taken. The name of a run comes before what is wrong in it.
    """
    if text == NONE:
        return (), ()
    if not isinstance(text, str) or len(text) > LONGEST:
        return (), (Problem(FIELD, "too_large"),)
    match = _TEXT.fullmatch(text)
    if match and match[1] != str(VERSION):
        return (), (Problem(FIELD, "wrong_version", match[1], choices=(str(VERSION),)),)
    unpacked = unpack(match[2]) if match else None
    if unpacked is None:
        return (), (Problem(FIELD, "malformed", shorten(text)),)
    lines = unpacked.split("\n")
    pins: list[Pin] = []
    problems: list[Problem] = []
    for line in lines[:MOST]:
        pin, wrong = _read_line(line)
        pins += [pin] if pin else []
        problems += wrong
    if len(lines) > MOST:
        problems.append(Problem(FIELD, "out_of_range", str(len(lines)), 0, MOST))
    return tuple(pins), tuple(dict.fromkeys(problems))  # the same version is told once


def limited(pin: Pin) -> tuple[Pin, tuple[Problem, ...]]:
    """Cut the crowd of a run down to what a page can simulate, and say so."""
    scenario, cut = limit(pin.scenario)
    return Pin(pin.name, scenario), cut


def unreadable(name: str) -> Problem:
    """Say which run could not be taken; what is wrong in it follows."""
    return Problem(FIELD, "malformed", name)


def _read_line(line: str) -> tuple[Pin | None, tuple[Problem, ...]]:
    try:
        pairs = parse_qsl(
            line, keep_blank_values=True, strict_parsing=True, max_num_fields=_PARAMETERS
        )
    except ValueError:
        return None, (unreadable(shorten(line)),)
    query = dict(pairs)
    name = query.pop(_NAME, "")
    shown = clean(name)
    if len(query) + 1 != len(pairs) or not shown or shown != name or "v" not in query:
        return None, (unreadable(shown or shorten(line)),)
    scenario, problems = Scenario.from_query(query)
    notes = tuple(problem for problem in problems if problem.is_note)
    if len(notes) < len(problems):
        return None, (unreadable(shown), *problems)
    pin, cut = limited(Pin(shown, scenario))
    return pin, (*notes, *cut)
