"""The first page, as data for its template."""

from __future__ import annotations

from typing import Any

from content import LANGUAGES
from content.markup import blocks
from content.pages import load_page
from explainer.figures.drawings.stage import LARGE
from explainer.reading import home_bet, home_reveal
from explainer.reading.home_doors import DOORS, minutes
from explainer.reading.home_lives import find_example
from explainer.reading_edition.addresses import HOME, EditionPage
from explainer.reading_edition.pictures import stage
from simulations import Scenario


def home_page(page: EditionPage) -> dict[str, Any]:
    """Return everything that the template of the first page shows."""
    words = page.words
    prose = load_page(page.language, HOME)
    (_, opening), *doors = prose.sections
    scene, why, *about = opening.split("\n\n")
    country = LANGUAGES[page.language].default_country
    example = find_example(Scenario().with_country(country))
    assert example is not None, "the first scenario has somebody who finds an empty shelf"
    ended = home_reveal.ends(example)
    title, drawing, paragraphs = home_reveal.per_hundred(example, words)
    bets = (*home_bet.ANSWERS, home_bet.UNSURE)
    return {
        "scene": scene,
        "why": _prose(why),
        "about": [_prose(paragraph) for paragraph in about],
        "stage": stage(home_reveal.companies(words), words, "home-stage"),
        "options": {code: words(f"home.bet.{code}") for code in bets},
        "reacts": {code: home_bet.reaction(words, code, ended) for code in bets},
        "heading": words(f"home.reveal.{'differ' if len(set(ended.values())) > 1 else 'alike'}"),
        "board": home_bet.board(words, home_bet.UNSURE, ended),
        "shared": home_reveal.shared(example, words),
        "lanes": {
            side: (
                home_reveal.company(side, words, walk=True, pictures=LARGE),
                home_reveal.moments(example, side, words),
            )
            for side in home_reveal.PRESETS
        },
        "crowd": (title, drawing, paragraphs),
        "doors": [
            (
                name,
                words.plural("home.minutes", minutes(name)),
                heading,
                _prose(body),
                page.address(target),
                words(f"home.door.{name}"),
            )
            for (name, target), (heading, body) in zip(DOORS.items(), doors, strict=True)
        ],
    }


def _prose(text: str) -> str:
    return blocks(text.strip(), lambda name: name)
