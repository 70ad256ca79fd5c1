"""What the heavy questions answer: blocks that hold for any state, on the page and off it."""

import re
from html import unescape

import pytest

from content import LANGUAGES, load_texts
from content.fields import field_name
from content.words import load_words
from explainer.figures.charts.chart import chart_figure
from explainer.results import findings
from explainer.results.experiments import ensemble, plan, premium
from explainer.results.experiments.break_even import map_block, map_question
from explainer.results.experiments.counter_case import counter_block, counter_question
from explainer.results.experiments.credit import credit_block, credit_question
from explainer.results.marks import Chart
from explainer.results.measures import Reading
from explainer.view.server.shared import SHARED
from explainer.view.simulator.results.blocks import drawing_of
from explainer.view.simulator.results.experiments import CHOICES
from simulations import Scenario, compare
from simulations.engine.estimates import Estimate
from simulations.experiments.assumptions import assumptions
from simulations.experiments.counter_case import Change, Counter, CounterCase
from tests.pages.conftest import site

__all__ = ["site"]

NAMES = ("credit", "map", "plan", "ensemble", "counter", "premium")
QUICK = ("credit", "map", "plan", "premium")
TINY = {"shoppers": 20, "weeks": 4}
NOT_WORDS = re.compile(r"\b(nan|inf|None)\b|\{")


@pytest.fixture(autouse=True)
def forget(monkeypatch):
    """Nobody has asked anything yet, and no question takes long."""
    SHARED.cache.clear()
    monkeypatch.setattr(ensemble, "DRAWS", 40)


def reading_of(scenario, language="es"):
    texts = load_texts(language)
    who = findings.names(scenario.a.preset, scenario.b.preset, texts)
    return Reading(compare(scenario), who, load_words(language, scenario.country))


def answers(scenario, names=NAMES):
    """Answer questions without a page: blocks by question."""
    reading, progress = reading_of(scenario), lambda *_: None
    blocks = {}
    for name in names:
        match name:
            case "credit":
                result = credit_question(scenario, reading).run(progress=progress)
                blocks[name] = [credit_block(result, m, reading) for m in CHOICES.values()]
            case "map":
                result = map_question(scenario, reading, "crossing", "cost").run(progress=progress)
                blocks[name] = [map_block(result, "crossing", "cost", reading)]
            case "plan":
                result = plan.plan_question(scenario, reading, 40.0).run(progress=progress)
                blocks[name] = [plan.plan_block(result, reading)]
            case "ensemble":
                result = ensemble.ensemble_question(scenario, reading).run(progress=progress)
                blocks[name] = [ensemble.worlds_block(result, reading)]
                blocks[name] += [
                    ensemble.assumptions_block(result, m, reading) for m in CHOICES.values()
                ]
            case "counter":
                result = counter_question(scenario, reading).run(progress=progress)
                blocks[name] = [
                    counter_block(result, c, reading) for c in result.counters if c.changes
                ]
            case "premium":
                result = premium.premium_question(scenario, reading).run(progress=progress)
                blocks[name] = [premium.premium_block(result, reading)]
    return blocks


CHAPTER = {
    "causes": ("credit",),
    "money": ("map", "plan"),
    "doubt": ("ensemble", "counter", "premium"),
}


def ask(page, *names):
    for name in names:
        page.button(key=f"ask_{name}").click()
    page.app.run()
    assert not page.exception
    return page


def drawn(block):
    assert not NOT_WORDS.search(" ".join([block.title, block.words, block.source]))
    assert not any(NOT_WORDS.search(cell) for row in block.table.rows for cell in row)
    if not isinstance(block.picture, Chart):
        drawing = drawing_of(block)
        assert drawing.count("data-pick=") == drawing.count("aria-label=") > 0
    else:
        for theme in ("light", "dark"):
            assert chart_figure(block.picture, theme, "es-MX").layout.height >= 10
        assert len(block.picture.alt) > 10
    assert len(block.data_frame.columns) >= 3
    return block


@pytest.mark.parametrize("chapter", CHAPTER)
def test_every_question_waits_for_its_button_and_says_how_many_people(site, chapter):
    page = site("simulator", lang="es", **Scenario(TINY).to_query())
    page.go(chapter=chapter)
    for name in CHAPTER[chapter]:
        assert page.button(key=f"ask_{name}")
        assert load_texts("es")(f"experiments.{name}.question") in page.words
    assert len(re.findall(r"20 personas", page.words)) >= len(CHAPTER[chapter])


@pytest.mark.parametrize(("chapter", "name"), [("causes", "credit"), ("money", "plan")])
def test_an_answer_survives_the_language_and_follows_a_change(site, chapter, name):
    page = site("simulator", lang="es", **Scenario(TINY).to_query())
    page.go(chapter=chapter)
    rule = {code: load_texts(code)(f"experiments.{name}.rule") for code in LANGUAGES}
    assert rule["es"] not in page.words
    charts, tables = len(page.get("plotly_chart")), page.html.count("<table")
    ask(page, name)
    assert len(page.get("plotly_chart")) - charts == 1
    assert page.html.count("<table") - tables == 1
    assert rule["es"] in page.words
    page.go(lang="pt")
    assert not page.exception
    assert rule["pt"] in page.words
    page.go(**{"population.crossing_share": "0.2"})
    assert not page.exception
    assert rule["pt"] in page.words
    assert load_texts("pt")("experiments.stale") not in page.words


@pytest.mark.slow  # a search over some hundred worlds, and as many worlds of the ensemble
@pytest.mark.parametrize("chapter", CHAPTER)
def test_every_question_is_answered_on_the_page(site, chapter):
    page = site("simulator", lang="es", **Scenario(TINY).to_query())
    page.go(chapter=chapter)
    ask(page, *CHAPTER[chapter])
    for name in CHAPTER[chapter]:
        assert load_texts("es")(f"experiments.{name}.rule") in page.words
    shown = re.sub(r' data-card="[^"]*"', "", page.html)  # a picture's words, as JSON
    assert not NOT_WORDS.search(unescape(shown).split("<script>")[0])


@pytest.mark.parametrize(
    "changes",
    [
        {"shoppers": 1, "weeks": 6},
        {**TINY, "population.need_rate": 0.0},
        {**TINY, "b.channels": "store", "a.channels": "store"},
    ],
)
def test_the_ends_of_what_is_legal_are_answered(changes):
    names = QUICK if changes["shoppers"] > 1 else NAMES
    for blocks in answers(Scenario(changes), names).values():
        for block in blocks:
            drawn(block)


def test_equal_shops_share_out_nothing():
    same = Scenario(TINY).with_preset("b", "multichannel")
    found = answers(same, QUICK)
    assert found["credit"][0].words == load_texts("es")("experiments.credit.nothing")
    for blocks in found.values():
        for block in blocks:
            drawn(block)


def test_nobody_at_all_is_answered_too():
    for blocks in answers(Scenario({"shoppers": 0}), ("credit", "premium", "plan")).values():
        for block in blocks:
            drawn(block)


def test_with_nobody_there_is_nothing_to_ask(site):
    page = site("simulator", lang="es", **Scenario({"shoppers": 0}).to_query())
    assert not page.exception
    assert not [button for button in page.button if str(button.key).startswith("ask_")]


def test_shares_of_the_credit_add_up_to_the_difference():
    scenario = Scenario({"shoppers": 200, "weeks": 12})
    for block, measure in zip(
        answers(scenario, ("credit",))["credit"], CHOICES.values(), strict=True
    ):
        fall = block.picture.marks
        steps = sum(step.value.value for step in fall.steps)
        assert fall.start.value + steps == pytest.approx(fall.end.value, abs=1e-6)
        whole = compare(scenario).difference.outcomes[measure.outcome].mean
        assert block.data_frame["share"].sum() == pytest.approx(whole, abs=1e-9)
        drawn(block)


@pytest.mark.parametrize("found", [True, False])
def test_a_counter_case_names_what_must_change_and_no_more(found):
    scenario = Scenario(TINY)
    reading = reading_of(scenario)
    large, small = assumptions(scenario)[:2]
    changes = (Change(large, large.high), Change(small, small.value + small.half / 1000))
    gap = Estimate(-1.0, -2.0, -0.5)
    world = scenario.with_values({large.name: large.high})
    counter = Counter("a", found, changes, 1.0, world, gap, gap, 7)
    case = CounterCase(scenario, "profit", 20, "b", Estimate(1.0, 0.5, 2.0), (counter,), 12)
    block = drawn(counter_block(case, counter, reading))
    assert len(block.picture.marks.shifts) == 1
    names = [field_name(name, reading.words) for name in block.data_frame["name"]]
    assert [row[0] for row in block.table.rows] == names
    key = "experiments.counter.none"
    none = reading.words(key, winner=reading.who.a)
    assert (block.title == none) is not found


def test_a_budget_that_is_not_legal_is_refused_with_its_range(site):
    page = site("simulator", lang="es", **Scenario(TINY).to_query())
    page.go(chapter="money")
    field = next(result for result in page.text_input if result.key.startswith("plan_budget"))
    field.set_value("-1")
    page.group("map_up").set_value("crossing").run()
    assert not page.exception
    assert "entre 0 y 1,000,000,000" in page.words
    assert load_texts("es")("experiments.map.equal") in page.words
