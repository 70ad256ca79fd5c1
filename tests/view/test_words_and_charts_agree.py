"""Words never contradict the chart: titles and sentences against intervals worked out anew.

Each text is taken apart by the catalogue's own templates, so that what it claims is known: the
direction, the size, the counts, the names in a list. All of it is held against
``tests.view.recomputed``, which shares no interval with the engine.
"""

import math
import re

import pytest

from content import LANGUAGES, load_texts
from content.words import load_words
from explainer.results import findings, measures, totals
from explainer.results import generations as results_generations
from explainer.results import money as results_money
from explainer.results.frictions import causes
from explainer.results.funnel import funnel, lost_sales
from explainer.results.generations import BY_GENERATION, generations
from explainer.results.marks import Chart
from explainer.results.measures import Reading
from explainer.results.money import money_by_channel, pay_back
from explainer.results.over_time import over_time, survival
from explainer.results.shopper_kinds import kinds
from explainer.results.totals import at_the_end, differences, money
from simulations import compare
from simulations.engine.estimates import Estimate
from tests.view.claims import faults
from tests.view.judge import Judge
from tests.view.recomputed import recompute
from tests.view.worlds import EDGES, world_of

WORLDS = range(500)
FEW = [*WORLDS[: len(EDGES)], *WORLDS[len(EDGES) :: 20]]
"""All ends of what is legal, and some worlds between them."""


def reading_of(scenario, language):
    texts = load_texts(language)
    who = findings.names(scenario.a.preset, scenario.b.preset, texts)
    return Reading(compare(scenario), who, load_words(language, scenario.country))


def blocks_of(reading):
    """Build every light block, and the one sentence above them."""
    by_week = (measures.FRUSTRATION, measures.CONVERSION, measures.REPEAT)
    found = [over_time(reading, measure) for measure in by_week]
    found += [survival(reading), at_the_end(reading), differences(reading), causes(reading)]
    found += [money(reading), money_by_channel(reading), pay_back(reading)]
    found += [funnel(reading), lost_sales(reading)]
    found += [generations(reading, measure) for measure in BY_GENERATION]
    if reading.comparison.scenario.shoppers:
        found.append(kinds(reading))
    return {block.name: block for block in found}


def check(scenario, language):
    """Hold every word of one scenario against its numbers."""
    reading = reading_of(scenario, language)
    judge = Judge(reading, recompute(scenario), blocks_of(reading))
    headline = findings.headline(
        reading.difference(measures.FRUSTRATION),
        reading.difference(measures.CONVERSION),
        reading.who,
        reading.words,
    )
    judge.headline(headline)
    judge.by_week()
    judge.counts()
    judge.earned()
    judge.sold()
    judge.way_to_buy()
    judge.lost()
    judge.by_generation()
    judge.frustrating()
    for text in (headline, *all_words(judge.blocks.values())):
        assert not list(faults(text)), text
    return judge


def all_words(found):
    """Yield everything that a visitor reads of some blocks, their drawings aside."""
    for block in found:
        yield from (block.title, block.words, block.source)
        if isinstance(block.picture, Chart):
            yield block.picture.alt
        yield from (column.label for column in block.table.columns)
        yield from (cell for row in block.table.rows for cell in row)
        yield from (text for pair in block.terms for text in pair)


@pytest.mark.parametrize(
    "numbers", [FEW, pytest.param(WORLDS, marks=pytest.mark.slow)], ids=["few", "all"]
)
def test_words_agree_with_intervals_worked_out_anew(numbers):
    for number in numbers:
        scenario = world_of(number)
        try:
            check(scenario, "es" if number % 2 else "pt")
        except Exception as error:
            raise AssertionError(f"world {number}: {scenario.to_json()}") from error


# The check can fail.


def swapped(points):
    return {"more": "less", "less": "more"}.get(points, points)


def by_the_mean(difference):
    return "more" if difference.mean > 0 else "less"


def narrower(difference):
    half = (difference.high - difference.low) / 4
    return Estimate(difference.mean, difference.mean - half, difference.mean + half)


right, size, score = findings.direction, findings._size, totals.score
WRONG = {
    "the other way": (findings, "direction", lambda gap: swapped(right(gap))),
    "whatever the interval": (findings, "direction", by_the_mean),
    "half the interval": (findings, "direction", lambda gap: right(narrower(gap))),
    "twice the size": (findings, "_size", lambda *entries: size(2 * entries[0], *entries[1:])),
    "other counts": (totals, "score", lambda reading: score(reading)[::-1]),
    "a month in any case": (
        results_money,
        "break_even_month",
        lambda reading: math.ceil(reading.comparison.payback_month or 0) or None,
    ),
    "one channel of many": (results_money, "quoted", lambda names, _: "".join(names[:1])),
    "one generation of many": (results_generations, "joined", lambda names, _: "".join(names[:1])),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_words_that_are_wrong_are_found(wrong, monkeypatch):
    module, name, mutant = WRONG[wrong]
    monkeypatch.setattr(module, name, mutant)
    numbers = [number for number in range(len(EDGES), len(EDGES) + 60) if number % 5 > 1]
    for number in numbers:
        try:
            check(world_of(number), "es" if number % 2 else "pt")
        except AssertionError:
            return
    pytest.fail(f"nobody noticed: {wrong}")


@pytest.mark.parametrize(
    "text", ["es nan", "−0.0 puntos", "+0,0", "frustration_index", "{size} más", "results.funnel"]
)
def test_what_nobody_should_read_is_found(text):
    assert list(faults(text))


def test_what_everybody_may_read_is_no_fault():
    assert not list(faults("De +0.03 a −0.5: entre $0.00 y 10.0; mes 1. Sigue en es-MX, 1.234"))


DIRECTION_WORDS = {
    "es": {"more": r"\bmás\b|mayor", "less": r"\bmenos\b|menor"},
    "pt": {"more": r"\bmais\b|\bmaior\b|acima", "less": r"\bmenos\b|\bmenor\b|abaixo"},
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_sentences_say_the_direction_of_their_key(language):
    texts, patterns = load_texts(language), DIRECTION_WORDS[language]
    entries = [
        (key, str(text))
        for key, text in texts.entries.items()
        if re.fullmatch(r"(findings|results)\..*\.(more|less)", key)
        and "headline" not in key
        and ".range." not in key
    ]
    assert len(entries) >= 24
    for key, text in entries:
        direction = key.rpartition(".")[2]
        other = {"more": "less", "less": "more"}[direction]
        assert re.search(patterns[direction], text, re.IGNORECASE), key
        assert not re.search(patterns[other], text, re.IGNORECASE), key


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_headlines_say_frustration_and_purchases_as_their_keys_do(language):
    texts = load_texts(language)
    words = {
        "es": {"more": "más", "less": "menos", 0: "frustración", 1: "conversión"},
        "pt": {"more": "mais", "less": "menos", 0: "frustração", 1: "conversão"},
    }[language]
    for first in ("more", "less", "unclear"):
        for second in ("more", "less", "unclear"):
            text = texts(f"findings.headline.{first}.{second}", a="A", b="B")
            for outcome, direction in enumerate((first, second)):
                for word in ("more", "less"):
                    claimed = f"{words[word]} {words[outcome]}" in text.replace(
                        "también ", ""
                    ).replace("também ", "")
                    assert claimed == (word == direction), (text, first, second)


def test_steps_and_channels_are_those_of_every_shopper_s_life():
    scenario = world_of(len(EDGES) + 2)
    world, difference = recompute(scenario), compare(scenario).difference
    for step in ("evaluate", "buy", "receive", "lost"):
        gap = world.steps[step]
        assert difference.steps[step].mean == pytest.approx(gap.mean, abs=1e-12)
        assert difference.steps[step].low == pytest.approx(gap.low, abs=1e-9)
        assert difference.steps[step].high == pytest.approx(gap.high, abs=1e-9)
    assert world.channels
    for channel, gap in world.channels.items():
        assert difference.channel_revenue[channel].mean == pytest.approx(gap.mean)
        assert difference.channel_revenue[channel].low == pytest.approx(gap.low, rel=1e-6)
    total = sum(gap.mean for gap in difference.channel_revenue.values())
    assert total == pytest.approx(difference.outcomes["revenue"].mean)


def test_a_generation_that_differs_the_other_way_is_named_apart():
    reading = reading_of(world_of(len(EDGES) + 2), "es")
    table = reading.comparison.difference.by_generation
    of_profit = table["outcome"] == "profit"
    ends = {"z": (1, 2, 3), "millennial": (-3, -2, -1), "x": (-1, 0, 1), "boomer": (2, 4, 6)}
    for code, (low, mean, high) in ends.items():
        rows = of_profit & (table["generation"] == code)
        table.loc[rows, ["low", "mean", "high"]] = [low, mean, high]
    title = generations(reading, measures.PROFIT).title
    assert title.startswith("Más ganancia por persona con ")
    assert "entre la generación Z y los baby boomers; menos ganancia" in title
    assert title.endswith("entre los millennials")
