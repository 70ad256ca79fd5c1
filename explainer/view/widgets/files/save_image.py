"""A result as a picture to take along or to send, made by the browser from what it shows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from content.html import Markup, fill_each
from content.words import Words
from explainer.figures.palette import LIGHT, looks_of
from explainer.reading.page_tools import today
from explainer.results import findings
from explainer.results.marks import Balance, Chart, Differences, EndStates, Lines
from explainer.view.shell.html_parts import inline_script
from simulations import MODEL_VERSION, Scenario

_SCRIPTS = tuple(Path(__file__).with_name(f"{name}.js") for name in ("paint", "save_image"))
LONGEST = 80
"""Letters of a block's name in the name of its file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The texts of a picture beside the drawing.

    Attributes
    ----------
    name : str
        The block's name in code; with the luck it names the file.
    title : str
        The finding.
    scenario : Scenario
        What was run: it names both sides.
    at : str
        Where it can be tried, relative: "./sim?lang=es".
    words : str
        What is drawn, in a sentence or two; left out where there is no room.
    shade : str
        What of the chart stands for a range: "band", "bar", or nothing.
    """

    name: str
    title: str
    scenario: Scenario
    at: str
    words: str = ""
    shade: str = ""

    @property
    def file(self) -> str:
        """The name of the file."""
        return file_name(self.name, self.scenario.seed)

    def card(self, words: Words) -> str:
        """Write all that the script puts around the drawing, as JSON."""
        seed = str(self.scenario.seed)  # never grouped: it is a name to copy, not a quantity
        return json.dumps(
            {
                "title": self.title,
                "words": self.words,
                "sides": _sides(self.scenario, words),
                "shade": self.shade,
                "key": words(f"save_image.shade.{self.shade}") if self.shade else "",
                "site": words("site.name"),
                "source": words("save_image.source", version=MODEL_VERSION, seed=seed),
                "date": words.date(today()),
                "at": self.at,
            },
            ensure_ascii=False,
        )


def shade(drawn: object) -> str:
    """Return how a picture draws a range: as a band, as a bar, or not at all."""
    match drawn.marks if isinstance(drawn, Chart) else None:
        case Lines(series) if any(line.low for line in series):
            return "band"
        case EndStates() | Differences():
            return "bar"
        case Balance(end=end) if end is not None:
            return "bar"
    return ""


def _sides(scenario: Scenario, words: Words) -> list[tuple[str, str, str]]:
    """Return the look, the sign and the name of both sides."""
    looks = looks_of(scenario.a, scenario.b)
    who = findings.names(scenario.a.preset, scenario.b.preset, words)
    names = (who.a_short, who.b_short)
    return [
        (look, LIGHT.look(look).cue.sign, name) for look, name in zip(looks, names, strict=True)
    ]


def button(picture: Picture, words: Words, *, disabled: bool = False) -> Markup:
    """Return the button that saves a block, beside it; disabled for a block of an older state."""
    label = words("save_image.of", title=picture.title)
    return _button(label, picture, words, off=" disabled" if disabled else "")


def buttons(picture: Picture, words: Words) -> Markup:
    """Return the buttons that save and send the picture of a block elsewhere on the page.

    The one that sends is shown where the system can pass a picture on.
    """
    off = Markup(' data-block="{}"').format(picture.name)
    return _button(words("save_image.button"), picture, words, look=" ec-tool", off=off) + Markup(
        '<button type="button" class="ec-send ec-tool">{}</button>'
    ).format(words("save_image.send"))


def _button(label: str, picture: Picture, words: Words, *, off: str, look: str = "") -> Markup:
    data = {
        "card": picture.card(words),
        "file": picture.file,
        "done": words("save_image.done", file=picture.file),
        "failed": words("save_image.failed"),
    }
    written = fill_each(' data-{}="{}"', data.items())
    return Markup('<button type="button" class="ec-save{}" aria-label="{}"{}{}>{}</button>').format(
        look, label, written, off, words("save_image.button")
    )


def file_name(name: str, seed: int) -> str:
    """Name the file after block and luck, in letters that every system can keep."""
    return f"{re.sub(r'[^a-z0-9_-]+', '-', name.lower())[:LONGEST]}-{seed}.png"


def script() -> Markup:
    """Return the script that answers the buttons, to be put into a page once."""
    return inline_script(*_SCRIPTS)
