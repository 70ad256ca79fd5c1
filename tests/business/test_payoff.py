"""What fits and what pays: the headline tells both, and agrees with the run of its own answers."""

import random
from dataclasses import replace

import pytest

from content import LANGUAGES, load_texts
from content.words import load_words
from explainer.business.answers import NOTHING, SINGLE_CHOICE, read_answers
from explainer.business.diagnosis import advise, steps_of
from explainer.business.diagnosis_words import write_diagnosis
from explainer.business.payoff import find_payoff
from simulations import CAPABILITIES, CHANNELS, PRESETS, Scenario, compare
from simulations.engine.estimates import Estimate

BASE = Scenario({"country": "es-MX", "seed": 5})
COUNTRY = {"es": "es-MX", "pt": "pt-BR"}
SHOPPERS, SETS = 1_500, 36
NOT_PAID = {"es": "no recupera su costo", "pt": "não se paga"}
DOUBTED = {"es": "no es seguro que", "pt": "não é certo que"}
NO_OTHER = {"es": "ninguna otra", "pt": "nenhuma outra"}
BEGIN = {"es": ": empieza por ", "pt": "Comece por "}
STAY = {"es": "como hoy", "pt": "como está"}


def small(scenario):
    """Compare few people: the answers are told of whatever was run."""
    return compare(scenario.with_values({"shoppers": SHOPPERS}))


def drawn(chance):
    """Draw a set of answers, those open and those of small and whole companies among them."""
    one = {name: chance.choice(answers) for name, answers in SINGLE_CHOICE.items()}
    number = chance.choice((0, 1, 2, 4, len(CHANNELS)))
    capabilities = chance.choice(((), (NOTHING,), chance.sample(CAPABILITIES, 4), CAPABILITIES))
    return read_answers(one, chance.sample(CHANNELS, number), capabilities)


@pytest.fixture(scope="module")
def payoffs():
    chance = random.Random(1)
    return [find_payoff(drawn(chance), BASE, small) for _ in range(SETS)]


def verdict_of(trial):
    """Judge a trial anew, from the numbers of its run alone."""
    profit = trial.comparison.difference.outcomes["profit"]
    return "gains" if profit.low > 0.0 else "loses" if profit.high < 0.0 else "open"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_never_contradicts_the_run_of_its_own_answers(payoffs, language):
    words = load_words(language, COUNTRY[language])
    for payoff in payoffs:
        title, verdict = write_diagnosis(payoff, words).title, verdict_of(payoff.trials[0])
        if payoff.advice.kind == "complete":  # what is tried is to be without the pieces
            verdict = {"gains": "loses", "loses": "gains"}.get(verdict, verdict)
        assert (NOT_PAID[language] in title) == (verdict == "loses"), title
        assert (DOUBTED[language] in title) == (verdict == "open"), title


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_headline_says_to_begin_with_pays_in_its_own_run(payoffs, language):
    words = load_words(language, COUNTRY[language])
    for payoff in payoffs:
        title = write_diagnosis(payoff, words).title
        if BEGIN[language] in title:
            assert payoff.start is not payoff.trials[0]
            assert verdict_of(payoff.start) == "gains"
            best = max(
                t.comparison.difference.outcomes["profit"].mean
                for t in payoff.trials[1:]
                if verdict_of(t) == "gains"
            )
            assert payoff.start.comparison.difference.outcomes["profit"].mean == best
        if NO_OTHER[language] in title:
            assert {one.strategy for one in payoff.trials} == set(steps_of(payoff.advice.today))
            assert "gains" not in map(verdict_of, payoff.trials)
        if STAY[language] in title:
            assert payoff.strategy == payoff.advice.today


def test_both_directions_and_every_kind_occur_among_the_answers(payoffs):
    outcomes_seen = {(payoff.advice.kind, payoff.verdict) for payoff in payoffs}
    assert {kind for kind, _ in outcomes_seen} == {"add", "not_for_you", "complete"}
    assert {("add", "pays"), ("add", "does_not")} <= outcomes_seen
    assert {("not_for_you", "pays"), ("not_for_you", "does_not")} <= outcomes_seen
    assert ("complete", "pays") in outcomes_seen


def invented(profits):
    """Return runs in which each step leaves what the test says, between a low and a high end."""
    run = compare(BASE.with_values({"shoppers": 40, "weeks": 4}))

    def compared(scenario):
        capabilities = sum(scenario.b.capabilities.values())
        step = "omnichannel" if capabilities == len(CAPABILITIES) else "cross_channel"
        low, high = profits[step if capabilities else "multichannel"]
        gain = Estimate((low + high) / 2, low, high)
        outcomes = {**run.difference.outcomes, "profit": gain}
        return replace(
            run, scenario=scenario, difference=replace(run.difference, outcomes=outcomes)
        )

    return compared


LOSES, OPEN_, GAINS, MORE = (-9.0, -5.0), (-5.0, 6.0), (5.0, 9.0), (20.0, 30.0)


@pytest.mark.parametrize(
    ("profits", "start", "followed"),
    [
        ((LOSES, LOSES, GAINS), "omnichannel", "omnichannel"),
        ((LOSES, GAINS, LOSES), "cross_channel", "cross_channel"),
        ((GAINS, LOSES, OPEN_), "multichannel", "multichannel"),
        ((GAINS, MORE, OPEN_), "cross_channel", "cross_channel"),
        ((MORE, GAINS, LOSES), "multichannel", "multichannel"),
        ((LOSES, OPEN_, LOSES), None, "single"),
        ((LOSES, LOSES, OPEN_), None, "omnichannel"),
    ],
)
def test_of_several_steps_that_pay_the_one_that_leaves_most_comes_first(profits, start, followed):
    ready = {"combine": "most", "margin": "high", "records": "right", "means": "yes"}
    answers = read_answers(ready, channels=["store"])
    runs = invented(dict(zip(PRESETS[1:], profits, strict=True)))
    payoff = find_payoff(answers, BASE, runs)
    assert payoff.advice.strategy == "omnichannel"
    assert (payoff.start and payoff.start.strategy) == start
    assert payoff.strategy == followed
    for language in LANGUAGES:
        words = load_words(language, COUNTRY[language])
        diagnosis = write_diagnosis(payoff, words)
        fits = start == "omnichannel"
        assert (BEGIN[language] in diagnosis.title) == (start is not None and not fits)
        if start:
            name = words(f"terms.strategy.{start}.name").lower()
            assert name in diagnosis.title.lower()
        assert (STAY[language] in diagnosis.title) == (followed == "single")


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_steps_costs_and_doubts_are_those_of_what_the_headline_recommends(payoffs, language):
    texts, words = load_texts(language), load_words(language, COUNTRY[language])
    stays_as_it_is = [
        tuple(texts(f"business.first.{n}.{t}") for t in ("product", "marketing", "sales"))
        for n in ("single", "several")
    ]
    opened = {texts(f"business.first.open.{t}") for t in ("product", "marketing", "sales")}
    for payoff in payoffs:
        diagnosis = write_diagnosis(payoff, words)
        assert len(diagnosis.first) == 3
        assert diagnosis.not_when == texts(f"business.not_when.{payoff.strategy}")
        stays = payoff.step is None and payoff.advice.kind != "complete"
        assert (diagnosis.first in stays_as_it_is) == stays
        assert (set(diagnosis.first) == opened) == (not stays and payoff.strategy == "multichannel")
        assert len(diagnosis.checks) == len(payoff.trials)


def test_only_where_what_fits_does_not_pay_are_other_steps_tried(payoffs):
    for payoff in payoffs:
        more = payoff.advice.kind == "add" and payoff.verdict != "pays"
        others = len(steps_of(payoff.advice.today)) - 1
        assert len(payoff.trials) == (1 + others if more else 1)
        assert payoff.trials[0].strategy == advise(payoff.answers).tried


def test_a_company_can_go_on_to_all_that_integrates_more():
    assert steps_of("single") == PRESETS[1:]
    assert steps_of("multichannel") == PRESETS[2:]
    assert steps_of("cross_channel") == PRESETS[2:]
    assert steps_of("omnichannel") == ()
