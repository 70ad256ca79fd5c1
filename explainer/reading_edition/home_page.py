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
from explainer.reading_edition.addresses import HOME, Spot
from explainer.reading_edition.pictures import stage
from simulations import Scenario


def home_page(spot: Spot) -> dict[str, Any]:
    """Return everything that the template of the first page shows."""
    words = spot.words
    page = load_page(spot.language, HOME)
    (_, opening), *doors = page.sections
    scene, why, *about = opening.split("\n\n")
    country = LANGUAGES[spot.language].default_country
    found = find_example(Scenario().with_country(country))
    assert found is not None, "the first scenario has somebody who finds an empty shelf"
    ended = home_reveal.ends(found)
    title, drawn, told = home_reveal.hundred(found, words)
    bets = (*home_bet.ANSWERS, home_bet.UNSURE)
    return {
        "scene": scene,
        "why": _prose(why),
        "about": [_prose(one) for one in about],
        "stage": stage(home_reveal.companies(words), words, "home-stage"),
        "options": {code: words(f"home.bet.{code}") for code in bets},
        "reacts": {code: home_bet.reaction(words, code, ended) for code in bets},
        "heading": words(f"home.reveal.{'differ' if len(set(ended.values())) > 1 else 'alike'}"),
        "board": home_bet.board(words, home_bet.UNSURE, ended),
        "shared": home_reveal.shared(found, words),
        "lanes": {
            side: (
                home_reveal.company(side, words, walk=True, pictures=LARGE),
                home_reveal.moments(found, side, words),
            )
            for side in home_reveal.PRESETS
        },
        "crowd": (title, drawn, told),
        "doors": [
            (
                name,
                words.plural("home.minutes", minutes(name)),
                heading,
                _prose(body),
                spot.page(target),
                words(f"home.door.{name}"),
            )
            for (name, target), (heading, body) in zip(DOORS.items(), doors, strict=True)
        ],
    }


def _prose(text: str) -> str:
    return blocks(text.strip(), lambda place: place)
