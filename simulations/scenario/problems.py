"""What can be wrong with a scenario, said so that any language can print it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GIVEN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that could not be taken as it was given.

    Attributes
    ----------
    field : str
        Dotted name of the knob, or ``"scenario"`` for the whole value.
    code : str
        ``out_of_range``, ``not_a_number``, ``not_an_integer``, ``unknown_name``,
        ``unknown_choice``, ``no_buy_channel``, ``missing``, ``too_large``, ``malformed``,
        ``wrong_version``, ``other_model`` (a link that another version of the model has made),
        or on the command line ``not_writable``.
    given : str
        What was given, shortened; hostile input, to be escaped wherever it is shown.
    low, high : float or None
        Legal range, where there is one.
    choices : tuple of str
        Legal choices, where they can be listed.
    """

    field: str
    code: str
    given: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_note(self) -> bool:
        """Whether nothing is wrong and there is only something to know."""
        return self.code == "other_model"

    def __str__(self) -> str:
        """One English line for the command line and for developers."""
        line = f"{self.field}: {self.given!r} {_REASONS[self.code]}"
        if self.low is not None and self.high is not None:
            line += f"; legal range {plain_number(self.low)} to {plain_number(self.high)}"
        if self.choices:
            line += f"; legal choices: {', '.join(self.choices)}"
        return line


_REASONS = {
    "out_of_range": "is outside the legal range",
    "not_a_number": "is not a number",
    "not_an_integer": "is not a whole number",
    "unknown_name": "is not the name of a knob",
    "unknown_choice": "is not among the choices",
    "no_buy_channel": "leaves no channel in which people can buy",
    "missing": "is missing",
    "too_large": "is too long to be read",
    "malformed": "cannot be read",
    "not_writable": "cannot be written to",
    "wrong_version": "belongs to another version",
    "other_model": "is the version of the model that made the link; the numbers are today's",
}


class ScenarioError(ValueError):
    """A scenario that cannot be built; ``problems`` names every field and its legal range."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(" | ".join(str(problem) for problem in problems))


def shorten(value: object) -> str:
    """Return hostile input as short, single-line text, as it would stand in a file.

    Long texts and integers are cut before they are turned into text, so that the cost is bounded.
    Invisible characters (controls, marks of the direction of writing, halves of letters) become
    spaces.

    Parameters
    ----------
    value : object
        Hostile.

    Returns
    -------
    str
        At most 60 characters; still to be escaped wherever it is shown.
    """
    if isinstance(value, str):
        text = value[: GIVEN_LENGTH + 1]
    elif isinstance(value, int) and abs(value) > 10**GIVEN_LENGTH:
        text = "a number of more than 60 digits"
    elif value is None or isinstance(value, bool):
        text = {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, (int, float)):
        text = str(value)
    elif isinstance(value, Mapping):
        text = "{…}"
    elif isinstance(value, Iterable):
        text = "[…]"
    else:
        text = "…"
    text = visible(text)
    return text if len(text) <= GIVEN_LENGTH else text[: GIVEN_LENGTH - 1] + "…"


def visible(text: str) -> str:
    """Return a text with a space for each character that cannot be seen.

    Those are controls, marks of the direction of writing, and halves of letters.

    Parameters
    ----------
    text : str
        Hostile.

    Returns
    -------
    str
        As long as the text; still to be escaped wherever it is shown.
    """
    return "".join(char if char.isprintable() else " " for char in text)


def one_line(value: object, longest: int) -> str:
    """Return what can be seen of a text, on one line; nothing for what is no text.

    Parameters
    ----------
    value : object
        Hostile.
    longest : int
        Most letters.

    Returns
    -------
    str
        Still to be escaped wherever it is shown.
    """
    text = value[: 10 * longest] if isinstance(value, str) else ""
    return " ".join(visible(text).split())[:longest].strip()


def plain_number(value: float) -> str:
    """Return the shortest text that reads back as the same number (``5000``, ``0.62``).

    Parameters
    ----------
    value : float

    Returns
    -------
    str
    """
    number = float(value)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)
