"""The command line: its commands, and how bad input and interruptions end."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from simulations.commands import COMMANDS
from simulations.commands.options import RefusedError
from simulations.scenario.problems import ScenarioError

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130
LONGEST = 200  # letters of a reason


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {' '.join(message.split())}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 2 for bad input, named on standard error."""
    options = _parser().parse_args(arguments)
    try:
        _print(options.command(options))
    except (ScenarioError, RefusedError) as error:
        return _stop(BAD_INPUT, str(error))
    except KeyboardInterrupt:
        return _stop(INTERRUPTED, "interrupted")
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except (OSError, RuntimeError) as error:  # a full disk, a worker that was killed
        return _stop(FAILED, " ".join(str(error).split())[:LONGEST] or type(error).__name__)
    return 0


def _print(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without accents
    if sys.stdout is not None:
        sys.stdout.write(text)
        sys.stdout.flush()


def _stop(code: int, words: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"simulations: {words}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    words = "Synthetic shoppers who live the same needs under two set-ups of one retailer."
    parser = _Parser(prog="python -m simulations", description=words, allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    return parser
