"""The company's total and what would make it pay: pure arithmetic on real runs."""

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import load_texts
from content.words import load_words
from explainer.results import findings, measures
from explainer.results.company import arithmetic as company
from explainer.results.company.arithmetic import Company, Needed
from explainer.results.company.block import company_block, sentences, total_sentence
from simulations import KNOBS, Scenario, compare

SMALL = {"shoppers": 300, "weeks": 52}
MINE = Company(shops=10, customers=2_000, purchase=600.0, years=2)


@cache
def scenario(cost: float = 0.015) -> Scenario:
    return Scenario().with_values({**SMALL, company.COST: cost})


@cache
def run(cost: float = 0.015, years: int = 2):
    return compare(company.over(scenario(cost), years))


@cache
def grid(cost: float = 0.015):
    question = company.company_question(scenario(cost), "", "")
    return question.run()


def reading(comparison, language="es"):
    texts = load_words(language)
    who = findings.names("multichannel", "omnichannel", texts)
    return measures.Reading(comparison, who, texts)


@given(st.integers(1, 5000), st.integers(1, 10**6), st.floats(1, 10**5))
def test_the_total_is_that_of_each_customer_times_people_and_purchases(shops, customers, purchase):
    result = company.total(run(), Company(shops, customers, purchase, 2))
    one = run().difference.outcomes["profit"]
    factor = shops * customers * purchase / run().scenario.get(company.BASKET)
    for part in ("mean", "low", "high"):
        assert getattr(result, part) == pytest.approx(factor * getattr(one, part))


def test_a_horizon_costs_no_more_people_than_it_has_to():
    assert company.over(scenario(), 1) is scenario()
    assert company.over(scenario(), 3).weeks == 156


def test_at_the_cost_that_pays_the_difference_is_nothing():
    for cost in (0.02, 0.03):
        result = company.cost_that_pays(run(cost))
        if result is None or result == KNOBS[company.COST].plausible[1]:
            continue
        other = compare(run(cost).scenario.with_values({company.COST: result}))
        scale = abs(run(cost).difference.outcomes["profit"].mean) + 1.0
        assert abs(other.difference.outcomes["profit"].mean) < 1e-6 * scale


def test_a_cost_out_of_what_is_believable_is_none():
    dear = run(1.0)
    assert company.cost_that_pays(dear) is None or company.cost_that_pays(dear) >= 0.005


def test_a_year_of_the_grid_is_the_run_of_that_year_when_its_people_are_tried():
    share = KNOBS[company.CROSSING].plausible[0]
    changed = scenario().with_values({company.CROSSING: share})
    result = company.company_question(changed, "", "").run()
    years = company.by_year(result, "mean", changed)
    assert len(years) == company.FARTHEST
    one = compare(result.scenario.with_values({company.CROSSING: share, "weeks": 104}))
    assert years[1] == pytest.approx(one.difference.outcomes["profit"].mean, rel=1e-6)


def with_mean(result, mean):
    return replace(result, mean=result.mean * 0 + mean)


def test_what_is_needed_is_read_from_the_grid():
    result, shares = grid(), grid().x.values
    share = run().scenario.get(company.CROSSING)
    rising = [[x - shares[-1] + 0.01 for x in shares]] * company.FARTHEST
    needs = company.needed(with_mean(result, rising), run(), MINE)
    assert needs.crossing == pytest.approx(shares[-1] - 0.01)
    assert needs.crossing > share
    later = [[-1.0] * len(shares)] * 3 + [[1.0] * len(shares)] * 2
    assert company.needed(with_mean(result, later), run(), MINE).years == 4
    never = company.needed(with_mean(result, -1.0), run(), MINE)
    assert (never.years, never.crossing) == (None, None)


@pytest.mark.parametrize("language", ["es", "pt"])
def test_every_case_is_said_in_whole_sentences(language):
    losing = run(0.3)
    assert losing.difference.outcomes["profit"].mean < 0
    losing_reading = reading(losing, language)
    for enough in (Needed(0.01, 3, 0.8), Needed(None, None, None)):
        lines = sentences(enough, losing, losing_reading)
        assert len(lines) == 3
        assert all(line.endswith(".") for line in lines)
    assert "80" in sentences(Needed(None, None, 0.795), losing, losing_reading)[2]
    assert "{" not in total_sentence(losing, MINE, losing_reading)


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_block_holds_every_horizon_with_its_range(language):
    block = company_block(grid(), run(), MINE, reading(run(), language))
    assert list(block.data_frame["years"]) == [1, 2, 3, 4, 5]
    assert (block.data_frame["low"] <= block.data_frame["difference"]).all()
    assert (block.data_frame["difference"] <= block.data_frame["high"]).all()
    assert len(block.table.rows) == company.FARTHEST


NAMED = re.compile(r"(?:company\.(?:total|title)|findings|business_pitch\.(?:hundred|person))\..+")


def test_a_company_of_one_channel_has_a_noun_or_an_article_before_its_name():
    """Its name is "de canal único" in Portuguese, and "com de canal único" is no sentence."""
    texts, filled = load_texts("pt"), []
    who = findings.names("single", "cross_channel", texts)
    for key, entry in texts.entries.items():
        if not NAMED.fullmatch(key) or key.startswith(("findings.headline", "findings.shop")):
            continue
        for text in (entry,) if isinstance(entry, str) else entry.values():
            for a, b in ((who.a, who.b), (who.b, who.a)):
                filled.append(text.format_map(defaultdict(lambda: "7", a=a, b=b, shop=a)))
    named = [text for text in filled if who.a in text]
    assert len(named) > 40
    bare = rf"(?<!empresa )(?<!, )(?<!\b[aà] )(?<!\b[nd]a ){who.a}"
    assert [text for text in named if re.search(bare, text, re.IGNORECASE)] == []
