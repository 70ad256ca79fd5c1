"""``people``: one row for each shopper, as CSV that is written chunk by chunk."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from simulations.commands.options import read_scenario, scenario_command, whole
from simulations.engine.progress import Bar
from simulations.people.spreadsheet import csv_text
from simulations.people.table import COLUMNS, MOST_ROWS, people_chunks
from simulations.scenario.problems import Problem, ScenarioError, shorten

STANDARD = "-"


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "one row for each shopper, with an invented name, as CSV"
    command = scenario_command(commands, "people", words, run, formats=False)
    command.add_argument("--rows", metavar="N", help="how many; the crowd where it is left out")
    command.add_argument("--columns", metavar="NAMES", help="some of the columns, with commas")
    command.add_argument("--output", default=STANDARD, metavar="FILE", help="- is standard output")


def run(options: argparse.Namespace) -> str:
    """Write the rows; nothing is left to print."""
    scenario = read_scenario(options)
    asked = str(scenario.shoppers) if options.rows is None else options.rows
    rows = whole("--rows", asked, 0, MOST_ROWS)
    columns = COLUMNS if options.columns is None else _columns(options.columns)
    chunks = people_chunks(scenario, rows, columns)
    with Bar(sys.stderr, "people") as bar, _opened(options.output) as file:
        done = 0
        file.write((",".join(columns) + "\r\n").encode())
        for chunk in chunks:
            file.write(csv_text(chunk, header=False).encode())
            done += len(chunk)
            bar.show(done, rows)
        file.flush()
    return ""


def _columns(text: str) -> tuple[str, ...]:
    names = dict.fromkeys(name.strip() for name in text.split(",") if name.strip())
    wrong = tuple(
        Problem("--columns", "unknown_choice", shorten(name), choices=COLUMNS)
        for name in names
        if name not in COLUMNS
    )
    if wrong or not names:
        raise ScenarioError(wrong[:1] or (Problem("--columns", "missing", choices=COLUMNS),))
    return tuple(names)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """Open what is written to; a file appears under its name only when it is complete."""
    if name == STANDARD:
        yield _standard_output()
        return
    target = Path(name)
    if target.exists() and not target.is_file():  # a pipe, a device
        with _writable(target, name) as file:
            yield file
        return
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with _writable(part, name) as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _writable(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        words = f"{shorten(name)}: {error.strerror}"
        raise ScenarioError((Problem("--output", "not_writable", words),)) from None


def _standard_output() -> BinaryIO:
    """Standard output as bytes: the file is UTF-8 whatever the terminal can show."""
    if sys.stdout is None:
        raise ScenarioError((Problem("--output", "missing"),))
    return sys.stdout.buffer
