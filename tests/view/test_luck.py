"""What is said about luck is what the two ranges and the strip of lucks show."""

import re
from dataclasses import replace

import pytest

from content import LANGUAGES
from explainer.results.experiments.luck import luck_block, luck_question, shared_luck_block
from explainer.results.measures import ALL, CONVERSION, FRUSTRATION, PROFIT
from explainer.view.simulator.results.blocks import drawing_of
from simulations import Scenario
from simulations.experiments.luck_strip import SEEDS, Strip
from tests.simulations.worlds import random_scenario
from tests.view.claims import below, claims, faults, number
from tests.view.test_crowd import reading_of

SAME = Scenario({"shoppers": 40, "weeks": 8}).with_preset("b", "multichannel")
WORLDS = (
    *(random_scenario(world, shoppers=60) for world in range(10)),
    SAME,
    Scenario({"shoppers": 1, "weeks": 30}),
    Scenario({"shoppers": 0}),
)
JUDGED = (FRUSTRATION, CONVERSION, PROFIT)


def finding(title, part, reading):
    """Which sentence a title is, with what stands in its places; the shop is known."""
    (result,) = claims(title, below(f"luck.{part}", reading.words), reading.words, b=reading.who.b)
    return result[0].rpartition(".")[2], result[1]


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_the_factor_in_the_title_is_that_of_the_two_ranges(world):
    language = sorted(LANGUAGES)[world % len(LANGUAGES)]
    reading = reading_of(WORLDS[world], language)
    for measure in ALL:
        block = shared_luck_block(reading, measure)
        assert not list(faults(f"{block.title} {block.words}"))
        which, values = finding(block.title, "title", reading)
        shared, *rest = block.data_frame.itertuples()
        if not rest:  # nobody to measure, or nobody who was seen to differ
            assert which == "none"
            assert reading.comparison.luck_gain[measure.outcome] in (0.0, 1.0)
            continue
        (separate,) = rest
        halves = [row.high - row.difference for row in (shared, separate)]
        widest = max(halves[0], shared.difference - shared.low)
        if widest == 0.0:
            assert which == "same"
            assert shared.difference == 0
            continue
        gain = halves[1] / widest
        assert gain == pytest.approx(reading.comparison.luck_gain[measure.outcome], rel=1e-6)
        if which == "narrower":
            assert gain >= 1.05
            assert number(values["factor"], reading.words) == pytest.approx(gain, abs=0.051)
        elif which == "wider":
            assert gain <= 1 / 1.05
        else:
            assert which == "alike"
            assert 1 / 1.05 < gain < 1.05
        lost = shared.low * shared.high > 0 >= separate.low * separate.high and which == "narrower"
        assert (reading.words("luck.lost") in block.words) == lost


@pytest.fixture(scope="module")
def strips():
    result = {}
    for scenario in (Scenario({"shoppers": 30, "weeks": 8}), SAME):
        reading = reading_of(scenario)
        result[scenario] = luck_question(scenario, reading).run(progress=lambda *_: None)
    return result


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("measure", JUDGED, ids=lambda measure: measure.outcome)
def test_the_strip_counts_what_it_shows(strips, measure, language):
    for scenario, result in strips.items():
        reading = reading_of(scenario, language)
        block = luck_block(result, measure, reading, apart=True)
        assert not list(faults(f"{block.title} {block.words}"))
        dots = result.strip.strips[measure.outcome].paired
        assert list(block.data_frame["shared"]) == list(dots)
        assert len(block.table.rows) == len(block.data_frame) == SEEDS
        assert drawing_of(block).count("<circle") == 2 * SEEDS
        which, values = finding(block.title, "strip", reading)
        up, down = sum(dot > 0 for dot in dots), sum(dot < 0 for dot in dots)
        if which == "mixed":
            assert (int(values["up"]), int(values["down"])) == (up, down)
        else:
            assert {"more": up == SEEDS, "less": down == SEEDS, "same": up == down == 0}[which]
        separate = result.difference[measure.outcome].mean
        assert dots[0] == pytest.approx(separate, abs=1e-9)


def test_without_the_switch_only_shared_luck_is_shown_and_the_axis_stands_still(strips):
    (scenario, result), *_ = strips.items()
    reading = reading_of(scenario)
    one, both = (luck_block(result, PROFIT, reading, apart=apart) for apart in (False, True))
    assert one.title == both.title
    assert drawing_of(one).count("<circle") == SEEDS
    axis = re.compile(r'<line[^>]* x1="([\d.]+)"')
    assert axis.findall(drawing_of(one)) == axis.findall(drawing_of(both))
    scatter = number(reading.words.number(result.strip.strips["profit"].factor), reading.words)
    assert reading.words.number(scatter) in both.words
    assert both.words.startswith(one.words)


def test_lucks_that_disagree_are_counted_apart(strips):
    (scenario, result), *_ = strips.items()
    mixed = Strip((1.0, -1.0, 0.0), (2.0, 1.0, -3.0), 0.0, 1.0, 2.65, 2.65)
    strip = replace(result.strip, seeds=(1, 2, 3), strips={"profit": mixed})
    reading = reading_of(scenario)
    block = luck_block(replace(result, strip=strip), PROFIT, reading)
    which, values = finding(block.title, "strip", reading)
    assert (which, values["seeds"], values["up"], values["down"]) == ("mixed", "3", "1", "1")
