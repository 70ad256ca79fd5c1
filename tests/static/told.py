"""What a scenario comes to, in numbers and as shown: run here and in a browser's Python."""

from __future__ import annotations

from typing import Any

from content.words import load_words
from explainer.results import findings
from explainer.results.frictions import causes
from explainer.results.funnel import funnel, lost_sales
from explainer.results.measures import Reading
from explainer.results.money import money_by_channel, pay_back
from explainer.results.over_time import survival
from explainer.results.totals import at_the_end, differences, money
from simulations import Scenario, compare

BLOCKS = (at_the_end, differences, survival, causes, funnel, lost_sales)
MONEY = (money, money_by_channel, pay_back)


def told(canonical: str) -> dict[str, Any]:
    """Return the numbers of a comparison, and the words and cells that a page shows of it."""
    scenario = Scenario.from_json(canonical)
    comparison = compare(scenario)
    language = "pt" if scenario.country.startswith("pt") else "es"
    words = load_words(language, scenario.country)
    who = findings.names(scenario.a.preset, scenario.b.preset, words)
    reading = Reading(comparison, who, words)
    shown: list[str] = []
    for make in (*BLOCKS, *MONEY):
        block = make(reading)
        shown += [block.title, *(cell for row in block.table.rows for cell in row)]
    return {"numbers": comparison.to_dict(), "shown": shown}
