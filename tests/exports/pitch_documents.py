"""Presentations to test files with: what was found is made by hand, so that none takes long."""

import datetime
from functools import cache

import numpy as np

from content.words import load_words
from explainer.exports.pitch.document import Document, make_document
from explainer.exports.pitch.firm import Firm
from explainer.results.pitch.money_range import Case, MoneyRange
from simulations import Scenario, compare

COUNTRY = {"es": "es-MX", "pt": "pt-BR"}
CENTRAL = {"pays": 40.0, "unsure": 15.0, "does_not": -12.0}
TODAY = datetime.date(2026, 11, 29)
LINK = "https://example.org/sim?lang=es&v=2&b=omnichannel&seed=7"


@cache
def scenario(language: str) -> Scenario:
    return Scenario({"country": COUNTRY[language], "shoppers": 300, "weeks": 104, "seed": 7})


@cache
def run(language: str):
    return compare(scenario(language))


def found(language: str, verdict: str) -> MoneyRange:
    """Twenty worlds around the central case, the cautious one 30 below it."""
    middle = CENTRAL[verdict]
    profits = middle + np.concatenate([[-30.0], np.linspace(-28.0, 30.0, 19)])
    profits[9] = middle
    profits = np.sort(profits)
    costs = np.full(20, 25.0)
    weeks = np.arange(1, 105)
    cases = []
    for name, place in (("cautious", 0), ("central", 9), ("hopeful", 18)):
        profit = float(profits[place])
        balance = tuple((-20.0 + (profit + 20.0) * weeks / 104.0).tolist())
        cases.append(Case(name, profit + 25.0, 25.0, profit, 9 if profit > 0 else None, balance))
    return MoneyRange(scenario(language), profits + costs, costs, tuple(cases), 1.8)


def document(
    language: str = "es", verdict: str = "unsure", money: MoneyRange | None = None, **firm
) -> Document:
    given = {"name": "Zapatería Ñandú & Cía", "shops": 12, "visits": 4_000, "colour": "#7a1f5c"}
    country = COUNTRY[language]
    return make_document(
        Firm(**{**given, **firm}),
        money or found(language, verdict),
        run(language),
        load_words(language, country),
        link=LINK,
        today=TODAY,
    )
