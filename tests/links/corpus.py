"""Recorded links: how they are kept, and what keeps them from being changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from simulations import KNOBS, Scenario

FOLDER = Path(__file__).parent
KIND, SUMS = ".jsonl", ".sums"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One link with everything that it means.

    Attributes
    ----------
    page : str
        Slug of the page.
    link : str
        Parameters as they stand in the address.
    choices : Mapping of str to str
        What the link chooses on its page.
    values : Mapping of str to value, or None
        Every knob of its version; None if the link carries no scenario.
    """

    page: str
    link: str
    choices: Mapping[str, str]
    values: Mapping[str, Any] | None

    @property
    def query(self) -> dict[str, str]:
        """The parameters, one by one."""
        return dict(parse_qsl(self.link, keep_blank_values=True, strict_parsing=True))

    def line(self, knobs: Sequence[str]) -> str:
        """Return the line of a file whose first line names these knobs."""
        values = None if self.values is None else [self.values[name] for name in knobs]
        entry = {"page": self.page, "link": self.link, "choices": dict(self.choices)}
        return json.dumps(entry | {"values": values}, separators=(",", ":"))


def plain_values(scenario: Scenario) -> dict[str, Any]:
    """Return every value of a scenario as JSON has it; channels in alphabetical order."""
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in scenario.values.items()
    }


def versions(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the versions of which links are recorded."""
    return tuple(sorted(file.name.removesuffix(KIND) for file in folder.glob(f"*{KIND}")))


def lines_of(version: str, folder: Path = FOLDER) -> list[str]:
    """Return the lines of a version's file; none if there is no such file."""
    file = folder / f"{version}{KIND}"
    return file.read_text(encoding="ascii").splitlines() if file.exists() else []


def recorded(version: str, folder: Path = FOLDER) -> Iterator[Recorded]:
    """Read the links of one version."""
    first, *rest = (json.loads(line) for line in lines_of(version, folder))
    for entry in rest:
        given = entry["values"]
        values = None if given is None else dict(zip(first["knobs"], given, strict=True))
        yield Recorded(entry["page"], entry["link"], entry["choices"], values)


def add(links: Sequence[Recorded], version: str, folder: Path = FOLDER) -> int:
    """Add the links that are not recorded yet; return how many.

    Raises
    ------
    ValueError
        If recorded lines were changed, or the model has got other knobs in the same version.
    """
    lines = lines_of(version, folder)
    if changed(version, folder):
        raise ValueError(f"recorded links of {version} were changed: {changed(version, folder)}")
    head = json.dumps({"version": version, "knobs": list(KNOBS)}, separators=(",", ":"))
    if lines and lines[0] != head:
        raise ValueError(f"the model has other knobs than when {version} was first recorded")
    known = {(one.page, one.link) for one in recorded(version, folder)} if lines else set()
    fresh = [one.line(tuple(KNOBS)) for one in links if (one.page, one.link) not in known]
    if fresh:
        lines = [*(lines or [head]), *fresh]
        (folder / f"{version}{KIND}").write_text("\n".join(lines) + "\n", encoding="ascii")
        with (folder / f"{version}{SUMS}").open("a", encoding="ascii") as sums:
            sums.write(f"{len(lines)} {_sum(lines)}\n")
    return len(fresh)


def changed(version: str, folder: Path = FOLDER) -> str:
    """Say what is wrong with the recorded lines of a version; empty if they are as recorded."""
    lines, sums = lines_of(version, folder), folder / f"{version}{SUMS}"
    entries = sums.read_text(encoding="ascii").splitlines() if sums.exists() else []
    counts = [int(entry.split()[0]) for entry in entries]
    if (counts[-1] if counts else 0) != len(lines) or counts != sorted(set(counts)):
        return f"{len(lines)} lines, but sums of {counts}"
    for count, entry in zip(counts, entries, strict=True):
        if entry.split()[1] != _sum(lines[:count]):
            return f"one of the first {count} lines is not what was recorded"
    return ""


def _sum(lines: Sequence[str]) -> str:
    return sha256("\n".join(lines).encode("ascii")).hexdigest()
