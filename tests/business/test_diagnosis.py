"""What answers about a company come to: the strategy that fits, what to add, and the scenario."""

from itertools import product

import pytest

from content import LANGUAGES, load_texts
from explainer.business.answers import (
    MULTIPLE_CHOICE,
    NOTHING,
    OPEN,
    QUESTIONS,
    SINGLE_CHOICE,
    read_answers,
)
from explainer.business.diagnosis import (
    TEAMS,
    added_capabilities,
    added_costs,
    advise,
    first_capabilities,
    part_of,
    scenario_of,
)
from simulations import CAPABILITIES, CHANNELS, PRESETS, Scenario, compare

BASE = Scenario({"country": "pt-BR", "seed": 3})
READY = {"combine": "most", "margin": "high", "records": "right", "means": "yes"}
SOME = ("store", "website", "messaging")


def added(answers):
    return added_capabilities(advise(answers).tried, answers)


def test_no_more_than_twelve_questions_and_each_of_the_nine_pieces_is_asked_about():
    assert len(QUESTIONS) <= 12
    assert set(QUESTIONS) == {*SINGLE_CHOICE, *MULTIPLE_CHOICE}
    assert set(MULTIPLE_CHOICE["pieces"]) == {*CAPABILITIES, NOTHING}
    assert set(MULTIPLE_CHOICE["channels"]) == set(CHANNELS)
    assert sorted(
        capability for capabilities in TEAMS.values() for capability in capabilities
    ) == sorted(CAPABILITIES)


def test_no_answer_at_all_is_known_as_such():
    assert not read_answers({}).given
    for name in SINGLE_CHOICE:
        assert read_answers({name: SINGLE_CHOICE[name][1]}).given
    assert read_answers({}, channels=["store"]).given
    assert read_answers({}, capabilities=[NOTHING]).given
    assert read_answers({}, capabilities=[NOTHING]).capabilities == frozenset()
    assert read_answers({}).capabilities is None


@pytest.mark.parametrize(
    "answers",
    [({"combine": "many"},), ({"colour": "red"},), ({}, ["shop"]), ({}, [], ["everything"])],
)
def test_an_answer_that_there_is_not_is_refused(answers):
    with pytest.raises(ValueError, match="no such answers"):
        read_answers(*answers)


def test_what_was_asked_before_is_still_understood():
    answers = read_answers({"online": "no", "prices": "same", "goals": "shared"})
    assert answers.channels == {"store"}
    assert answers.capabilities == {"unified_price", "shared_goals"}
    assert read_answers({"online": "much", "prices": "differ"}).capabilities is None


def test_a_kiosk_of_one_channel_stays_one_and_is_told_why():
    for more in ({}, {"combine": "few"}):
        answers = read_answers(more, channels=["store"])
        advice = advise(answers)
        assert (advice.kind, advice.strategy, advice.today) == ("not_for_you", "single", "single")
        assert advice.reasons[0] == "channels.one"
        assert added(answers) == ()
        scenario = scenario_of(answers, BASE)
        assert scenario.a.channels == {"store"}
        assert scenario.a.preset == "single"
        assert scenario.b.channels == {"store", "website", "messaging"}
        once, yearly = added_costs(scenario)
        assert once == 0.0
        assert yearly == pytest.approx(2 * scenario.number("costs.channel_upkeep"))


def test_one_channel_whose_customers_combine_many_gets_some_and_joins_them():
    answers = read_answers({**READY}, channels=["website"])
    assert advise(answers).strategy == "omnichannel"
    assert scenario_of(answers, BASE).b.channels == {"website", "store", "messaging"}


def test_a_chain_with_everything_is_told_that_nothing_is_missing():
    answers = read_answers(READY, channels=CHANNELS, capabilities=CAPABILITIES)
    advice = advise(answers)
    assert (advice.kind, advice.strategy, added(answers)) == ("complete", "omnichannel", ())
    scenario = scenario_of(answers, BASE)
    assert scenario.a.preset == "omnichannel"
    assert scenario.a.one_off_cost == 0.0
    assert scenario.a.ramp_weeks == 0
    assert not any(scenario.b.capabilities.values())
    assert added_costs(scenario)[0] == 0.0


def test_a_luxury_brand_whose_customers_keep_to_one_channel_is_advised_against():
    given = {"purchase": "pleasure", "margin": "high", "combine": "few", "means": "yes"}
    answers = read_answers(given, channels=SOME, capabilities=[NOTHING])
    advice = advise(answers)
    assert (advice.kind, advice.strategy) == ("not_for_you", "multichannel")
    assert advice.reasons == ("combine.few",)
    scenario = scenario_of(answers, BASE)
    assert scenario.category == "hedonic"
    assert scenario.get("population.crossing_share") == 0.2
    assert scenario.number("costs.margin_store") == pytest.approx(0.48)


@pytest.mark.parametrize("owned", [(), ("shared_stock",), CAPABILITIES[:5]])
def test_a_thin_margin_is_not_for_more_integration_whatever_there_is(owned):
    answers = read_answers({**READY, "margin": "low"}, channels=SOME, capabilities=owned)
    advice = advise(answers)
    assert advice.kind == "not_for_you"
    assert advice.strategy == advice.today
    assert "margin.low" in advice.reasons
    assert scenario_of(answers, BASE).number("costs.margin_store") == pytest.approx(0.16)


def test_what_a_company_has_is_side_a_and_what_is_missing_is_added_on_side_b():
    owned = {"shared_stock", "unified_price"}
    answers = read_answers(READY, channels=SOME, capabilities=owned)
    advice = advise(answers)
    assert advice.strategy == "omnichannel"
    assert set(added(answers)) == set(CAPABILITIES) - owned
    scenario = scenario_of(answers, BASE)
    assert {name for name, level in scenario.a.capabilities.items() if level} == owned
    assert set(scenario.b.capabilities.values()) == {1.0}
    assert scenario.a.channels == scenario.b.channels == set(SOME)
    assert (scenario.country, scenario.seed) == ("pt-BR", 3)


def test_only_what_is_new_is_paid_and_takes_time():
    def cost(owned):
        scenario = scenario_of(read_answers(READY, channels=SOME, capabilities=owned), BASE)
        return (*added_costs(scenario), scenario.b.ramp_weeks)

    nothing, few, many = cost([NOTHING]), cost(CAPABILITIES[:3]), cost(CAPABILITIES[:8])
    assert nothing == pytest.approx((0.015, 0.005, 52))
    assert nothing > few > many
    assert many == pytest.approx((0.015 * 0.04, 0.005 * 0.04, 2), abs=1e-6)
    assert nothing[2] > few[2] > many[2]


def test_by_steps_one_piece_a_team_is_added_first():
    half = {"combine": "half", "means": "pilot"}
    nothing = read_answers(half, channels=SOME, capabilities=[NOTHING])
    assert advise(nothing).strategy == "cross_channel"
    assert set(added(nothing)) == {
        *("shared_stock", "cross_fulfilment", "consistent_message", "shared_history")
    }
    answers = read_answers(half, channels=SOME, capabilities=added(nothing))
    further = advise(answers)
    assert further.today == further.strategy == "cross_channel"
    assert set(added(answers)) == set(first_capabilities(answers).values())
    assert len(added(answers)) == 3
    all_but_one = read_answers(half, channels=SOME, capabilities=CAPABILITIES[1:])
    assert added(all_but_one) == CAPABILITIES[:1]
    assert first_capabilities(all_but_one) == {
        "product": "shared_stock",
        "marketing": "",
        "sales": "",
    }


def test_more_reasons_against_never_lead_to_more_integration():
    good = dict(READY)
    levels = [PRESETS.index(advise(read_answers(good, SOME)).strategy)]
    for name, value in (("records", "wrong"), ("margin", "low"), ("means", "none")):
        good[name] = value
        levels.append(PRESETS.index(advise(read_answers(good, SOME)).strategy))
    assert levels == sorted(levels, reverse=True)
    assert (levels[0], levels[-1]) == (3, 1)


def test_every_set_of_answers_has_an_advice_in_words_and_a_legal_scenario():
    kinds = set()
    channels = ((), ("store",), SOME)
    capabilities = ((), (NOTHING,), CAPABILITIES[:4], CAPABILITIES)
    every = list(product(product(*SINGLE_CHOICE.values()), channels, capabilities))
    for number in range(0, len(every), 37):
        values, open_channels, owned = every[number]
        answers = read_answers(dict(zip(SINGLE_CHOICE, values, strict=True)), open_channels, owned)
        advice = advise(answers)
        kinds.add((advice.kind, advice.strategy))
        for language in LANGUAGES:
            texts = load_texts(language)
            assert all(f"business.reason.{reason}" in texts for reason in advice.reasons)
        scenario = scenario_of(answers, BASE)
        if advice.kind == "add":
            assert part_of(scenario, "b") > part_of(scenario, "a")
            assert not set(added(answers)) & answers.owned
    assert {strategy for _, strategy in kinds} == set(PRESETS)
    assert {kind for kind, _ in kinds} == {"add", "not_for_you", "complete"}


def test_what_is_said_of_customers_is_in_the_scenario_and_what_is_left_open_is_the_countrys():
    given = {"ages": "older", "records": "wrong", "combine": "half"}
    scenario = scenario_of(read_answers(given), BASE)
    assert scenario.number("generation.boomer.share") == 0.45
    assert scenario.b.data_error == 0.3
    assert scenario.b.wrong == (0.0,) * 4
    left = scenario_of(read_answers({"margin": OPEN, "means": "yes"}), BASE)
    usual = Scenario({"country": "pt-BR"})
    for name in ("costs.margin_store", "generation.boomer.share", "population.crossing_share"):
        assert left.get(name) == usual.get(name)


def test_who_comes_back_from_the_simulator_finds_the_same_advice_and_scenario():
    answers = read_answers(READY, channels=SOME, capabilities=["shared_stock"])
    first = scenario_of(answers, BASE)
    assert scenario_of(answers, first) == first


def test_older_customers_combine_less_in_the_model_too():
    def outcomes(ages):
        scenario = scenario_of(read_answers({"ages": ages, "means": "yes"}), BASE)
        return compare(scenario.with_values({"shoppers": 1_500, "weeks": 26})).a.outcomes

    assert outcomes("older")["online_revenue"].mean < outcomes("young")["online_revenue"].mean


@pytest.mark.parametrize("channels", [["email"], ["print"], ["email", "print", "social"]])
def test_channels_in_which_nobody_can_buy_are_no_answer(channels):
    answers = read_answers({"means": "yes"}, channels=channels)
    assert answers.channels == set(channels)
    assert answers.is_open("channels")
    assert scenario_of(answers, BASE).a.preset == "multichannel"
