"""Writing fitted values into the one parameter file, without touching anything else in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from simulations.scenario.knobs import FOLDER, KNOBS
from simulations.scenario.problems import plain_number

PARAMETERS = FOLDER / "parameters.toml"
PRESETS = FOLDER / "presets.toml"

_SECTION = re.compile(r"\[(?P<name>[\w.]+)\]")
_DEFAULT = re.compile(r"(?P<key>\w+)(?P<before> = (?:\{ default = )?)(?P<value>[-\d.e]+)")


def with_defaults(text: str, values: Mapping[str, float]) -> str:
    """Return the text of a parameter file with these defaults in it.

    Parameters
    ----------
    text : str
        Of ``parameters.toml``.
    values : mapping of knob to float

    Returns
    -------
    str
        With everything else unchanged.

    Raises
    ------
    KeyError
        For a knob that the text does not declare by that name.
    """
    waiting, section, lines = dict(values), "", []
    for line in text.splitlines(keepends=True):
        if head := _SECTION.match(line):
            section = head["name"]
        entry = _DEFAULT.match(line)
        name = f"{section}.{entry['key']}" if entry else ""
        new = _replaced(line, entry, waiting.pop(name)) if entry and name in waiting else line
        lines.append(new)
    if waiting:
        raise KeyError(", ".join(waiting))
    return "".join(lines)


def _replaced(line: str, entry: re.Match[str], value: float) -> str:
    number = plain_number(value)
    number = number if re.search(r"[.e]", number) else f"{number}.0"  # a float stays one in TOML
    return f"{entry['key']}{entry['before']}{number}{line[entry.end() :]}"


def write_defaults(values: Mapping[str, float]) -> None:
    """Put these defaults into the parameter file of the model.

    Parameters
    ----------
    values : mapping of knob to float
        In the units of the knobs.

    Raises
    ------
    ValueError
        For a value outside its legal range.
    """
    for name, value in values.items():
        if not KNOBS[name].low <= value <= KNOBS[name].high:
            raise ValueError(f"{name}: {value} is outside its legal range")
    text = PARAMETERS.read_text(encoding="utf-8")
    PARAMETERS.write_text(with_defaults(text, values), encoding="utf-8", newline="\n")


def fingerprint() -> str:
    """Return a short name of the present parameters and presets; it changes whenever one does.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for file in (PARAMETERS, PRESETS):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
