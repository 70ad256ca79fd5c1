"""What a visitor is told to look at can be seen: every claim of a prompt holds in the model."""

from functools import cache

import pytest

from content import LANGUAGES, load_texts
from content.prompts import Claim, PromptError, load_prompts
from explainer.results import findings
from explainer.view.simulator.settings.prompts import scenario_after
from simulations import OUTCOMES, PRESETS, Scenario, compare

FEWEST = 3
LONGEST = 60
MANY = {"shoppers": 20_000}
"""So that what is clear on the page, with fewer people, is not a matter of one luck."""
PROMPTS = {one.id: one for group in load_prompts().values() for one in group}
LUCKS = (1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow))


def begin(prompt, language, **more):
    """The first scenario of a language with the prompt's strategy, and the side that has it."""
    first = Scenario().with_country(LANGUAGES[language].default_country).with_values(more)
    side = "a" if first.a.preset == prompt.strategy else "b"
    other = {"a": "b", "b": "a"}[side]
    first = first.with_preset(side, prompt.strategy)
    return (first.with_preset(other, prompt.other) if prompt.other else first), side


@cache
def outcomes(scenario):
    found = compare(scenario)
    return {"a": found.a.outcomes, "b": found.b.outcomes, "difference": found.difference.outcomes}


def changed(before, after):
    """Which way an outcome went; ranges that overlap say nothing."""
    if (after.mean, after.low, after.high) == (before.mean, before.low, before.high):
        return "same"
    if after.low > before.high:
        return "more"
    return "less" if after.high < before.low else "unclear"


def size(estimate, points):
    """The size of a difference that points one way, with its range."""
    ends = (estimate.low, estimate.high) if points == "more" else (-estimate.high, -estimate.low)
    return type(estimate)(abs(estimate.mean), *ends)


def shown(claim, before, after, side):
    """Which way the outcome of a claim points, in the words of claims."""
    own = {"a": "b", "b": "a"}
    if claim.who in ("own", "other"):
        which = side if claim.who == "own" else own[side]
        return changed(before[which][claim.outcome], after[which][claim.outcome])
    old, new = (one["difference"][claim.outcome] for one in (before, after))
    points = findings.direction(new)
    if claim.who == "difference":
        turned = {"more": "less", "less": "more"}
        return turned.get(points, points) if side == "a" else points
    if findings.direction(old) not in ("more", "less"):
        return "unclear"
    return changed(size(old, findings.direction(old)), size(new, findings.direction(old)))


def broken(prompt, language, **more):
    first, side = begin(prompt, language, **more)
    before, after = outcomes(first), outcomes(scenario_after(prompt, side, first))
    found = {claim: shown(claim, before, after, side) for claim in prompt.claims}
    return [f"{claim} is {is_}" for claim, is_ in found.items() if is_ != claim.direction]


IN_TURN = [
    # Languages have countries, and those other numbers: each prompt in one of them, both are slow.
    pytest.param(name, language, marks=[pytest.mark.slow] * ((number + turn) % 2))
    for number, name in enumerate(PROMPTS)
    for turn, language in enumerate(sorted(LANGUAGES))
]


@pytest.mark.parametrize("seed", LUCKS)
@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_what_to_look_at_can_be_seen(name, language, seed):
    assert broken(PROMPTS[name], language, seed=seed, **MANY) == []


@pytest.mark.parametrize("strategy", PRESETS)
def test_each_strategy_has_several_prompts_of_its_own(strategy):
    names = [one.name for one in load_prompts()[strategy]]
    assert len(names) >= FEWEST
    assert set(load_prompts()) == set(PRESETS)


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_sets_legal_values_and_changes_something(name):
    prompt = PROMPTS[name]
    first, side = begin(prompt, "es")
    after = scenario_after(prompt, side, first)
    assert after != first
    assert after == Scenario.from_json(after.to_json())
    assert {claim.outcome for claim in prompt.claims} <= set(OUTCOMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_complete_and_the_buttons_short(language):
    texts = load_texts(language)
    for prompt in PROMPTS.values():
        key = f"prompts.{prompt.id}"
        assert len(texts(f"{key}.try")) <= LONGEST, key
        assert 40 <= len(texts(f"{key}.notice")) <= 160, key
    told = {key for key in texts.entries if key.startswith("prompts.") and key.count(".") == 3}
    assert {key.rpartition(".")[0] for key in told} == {f"prompts.{name}" for name in PROMPTS}


# Each check can fail.


@pytest.mark.parametrize(
    "text",
    [
        '[omnichannel.x]\nclaims = ["own.profit more"]',
        "[omnichannel.x]\nvalues = { weeks = 3 }",
        '[omnichannel.x]\nvalues = {}\nclaims = ["own.profit more"]',
        '[omnichannel.x]\nvalues = { weeks = 3 }\nclaims = ["own.profit better"]',
        '[omnichannel.x]\nvalues = { weeks = 3 }\nclaims = ["gap.profit same"]',
        '[omnichannel.x]\nvalues = { weeks = 3 }\nclaims = ["somebody.profit more"]',
        '[omnichannel]\nx = "text"',
    ],
)
def test_what_is_no_prompt_is_refused(tmp_path, text):
    (tmp_path / "prompts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PromptError, match=r"omnichannel\.x"):
        load_prompts(tmp_path)


def test_a_claim_that_does_not_hold_is_found():
    prompt = PROMPTS["omnichannel.wrong_records"]
    first, side = begin(prompt, "es", **MANY)
    before, after = outcomes(first), outcomes(scenario_after(prompt, side, first))
    assert shown(Claim("own", "frustration_index", "less"), before, after, side) == "more"
    assert shown(Claim("difference", "profit", "more"), before, after, side) == "less"
    assert shown(Claim("gap", "frustration_index", "more"), before, after, side) == "less"
    assert shown(Claim("other", "frustration_index", "more"), before, after, side) == "same"
