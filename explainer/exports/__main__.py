"""``python -m explainer.exports pitch``: a presentation for a client, from a scenario's file."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from content import LANGUAGES
from content.words import load_words
from explainer.exports.pitch.document import make_document
from explainer.exports.pitch.files import FORMATS, write
from explainer.exports.pitch.firm import MOST_SHOPS, MOST_VISITS, SHOPS, VISITS, Firm, file_stem
from explainer.results.pitch.money_range import DRAWS, money_range
from simulations import ScenarioError, compare
from simulations.commands.options import read_file, whole
from simulations.experiments.ensemble import FEWEST_DRAWS, MOST_DRAWS

BAD_INPUT = 2
SITE = "http://localhost:8501/"
WORDS = {
    "pitch": "a presentation for a client: slides, a workbook or a web page",
    "scenario": "JSON, as compare prints it",
    "client": "of the client",
    "visits": "to each shop in a month",
    "worlds": "worlds",
    "site": "where the link leads",
}
"""Help of the command line, which speaks English."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 2 for bad input, with the reason on standard error."""
    options = _parser().parse_args(arguments)
    try:
        scenario = read_file(options.scenario)
        shops = whole("--shops", options.shops or str(SHOPS), 1, MOST_SHOPS)
        visits = whole("--visits", options.visits or str(VISITS), 1, MOST_VISITS)
        draws = whole("--draws", options.draws, FEWEST_DRAWS, MOST_DRAWS)
        given = {"shops": options.shops, "visits": options.visits}
        known = frozenset(name for name, value in given.items() if value is not None)
        query = {"lang": options.language, **scenario.to_query()}
        firm = Firm(options.name, shops, visits, options.colour, known)
        money = money_range(scenario, draws)
        document = make_document(
            firm,
            money,
            compare(scenario),
            load_words(options.language, scenario.country),
            link=f"{options.site}sim?{urlencode(query)}",
            today=datetime.datetime.now(datetime.UTC).date(),
        )
        stem = file_stem(firm.name, load_words(options.language)("business_pitch.file"))
        target = Path(options.output or f"{stem}.{options.format}")
        target.write_bytes(write(document, options.format))
    except ScenarioError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    sys.stdout.write(f"{target}\n")
    return 0


def _fail(words: str) -> int:
    sys.stderr.write(f"explainer.exports: {words}\n")
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explainer.exports", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    words = WORDS["pitch"]
    pitch = commands.add_parser("pitch", help=words, description=words, allow_abbrev=False)
    pitch.add_argument("--scenario", required=True, metavar="FILE", help=WORDS["scenario"])
    pitch.add_argument("--format", choices=FORMATS, default="pptx")
    pitch.add_argument("--language", choices=tuple(LANGUAGES), default="es")
    pitch.add_argument("--name", default="", help=WORDS["client"])
    pitch.add_argument("--colour", default="", metavar="#RRGGBB", help=WORDS["client"])
    pitch.add_argument("--shops", metavar="N")
    pitch.add_argument("--visits", metavar="N", help=WORDS["visits"])
    pitch.add_argument("--draws", default=str(DRAWS), metavar="N", help=WORDS["worlds"])
    pitch.add_argument("--site", default=SITE, metavar="URL", help=WORDS["site"])
    pitch.add_argument("--output", metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
