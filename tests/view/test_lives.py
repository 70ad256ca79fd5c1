"""The story of two lives is the engine's: same events, same words up to the fork, same sums."""

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from content import LANGUAGES, load_texts
from content.words import load_words
from explainer.figures.drawings.life_list import life_html
from explainer.figures.drawings.life_replay import doors_of, replay_data
from explainer.narration.person import verdict
from explainer.narration.sentences import Narrator, template_count
from explainer.narration.story import Cell, Story, folded, is_stop, make_story
from explainer.view.lives.lives_choices import LIFE_CHOICES, Numbers
from explainer.view.lives.twin_lives import life_text, with_alone
from simulations import CAPABILITIES, FRICTIONS, Life, Moment, Scenario, compare, trace
from simulations.model.journeys import simulate
from simulations.people.chances import chances
from simulations.people.search import FILTERS, ROLES, SAVED, find_crowd, find_lives
from simulations.people.story import journeys
from simulations.scenario.knobs import CAUSE_OF, KNOBS, SIDES
from tests.simulations.worlds import random_scenario

HOSTILE = "<script>alert(1)</script>&\"'{name}"


def pairs(count, first=0):
    """Pairs of a random world and one of its shoppers."""
    for number in range(first, first + count):
        scenario = random_scenario(number)
        yield scenario, random.Random(number).randrange(scenario.shoppers)


def narrator(scenario, shopper, language="es", name="Ana"):
    texts = load_words(language, scenario.country)
    return Narrator(name, shopper, texts, scenario.currency)


@pytest.fixture(scope="module")
def traced():
    """Random worlds, each with the life of one of its shoppers, and the busiest of a long run."""
    lives = [(scenario, trace(scenario, shopper)) for scenario, shopper in pairs(400)]
    busy = Scenario({"shoppers": 800, "b.ramp_weeks": 0, "population.pickup_taste": 1.0})
    needs = find_crowd(busy).needs
    return lives + [(busy, trace(busy, int(shopper))) for shopper in np.argsort(-needs)[:20]]


def lane(story: Story, side: str) -> list[Cell]:
    return [cell for chapter in story.chapters for cell in chapter.lane(side)]


def in_order(moments: Sequence[Moment]) -> list[tuple[int, str]]:
    """Events in order, but for a failed pick-up, which is told after the purchase."""
    return [(one.week, one.event) for one in moments if one.event != "pickup_failed"]


def happening(moment: Moment) -> tuple[object, ...]:
    return moment.week, moment.event, moment.channel, moment.points


def check_life(scenario: Scenario, life: Life) -> None:
    story = make_story(life)
    told = narrator(scenario, life.shopper)
    assert story.alike == (life.fork is None)
    for side in SIDES:
        # Every event of the engine, in its order, and no other.
        moments = [cell.moment for cell in lane(story, side)]
        assert in_order(moments) == in_order(getattr(life, side))
        assert Counter(map(happening, moments)) == Counter(map(happening, getattr(life, side)))
        own = journeys(life)[side]
        totals = life.totals[side]
        assert sum(one.begun for one in own) == totals["journeys"]
        assert sum(one.bought for one in own) == totals["purchases"]
        assert sum(one.points for one in own) == totals["points"]
        assert sum(one.frustration[-1] for one in own if one.begun) == totals["frustration"]
        assert sum(one.revenue for one in own) == pytest.approx(totals["revenue"], abs=1e-6)
        assert (own[-1].loyalty if own else life.person.loyalty) == totals["loyalty"]
        assert sum(cell.change for cell in lane(story, side)) == pytest.approx(
            totals["loyalty"] - life.person.loyalty, abs=1e-9
        )
    check_fork(story, told)
    check_replay(story, scenario, told)


def check_fork(story: Story, told: Narrator) -> None:
    """Up to the first fork both lanes read the same, word for word; there they part."""
    words = {
        side: [
            (told.sentence(cell, chapter), told.points(cell), told.reason(cell))
            for chapter in story.chapters
            for cell in chapter.lane(side)
        ]
        for side in SIDES
    }
    assert words["a"][: story.moments_before_fork] == words["b"][: story.moments_before_fork]
    if story.alike:
        assert words["a"] == words["b"]
        assert story.moments_before_fork == len(words["a"])
    else:
        assert story.moments_before_fork == story.life.fork
    for alike, chapters in folded(story):
        assert all(chapter.alike == alike for chapter in chapters)
        assert alike or len(chapters) == 1 or len({one.deserted for one in chapters} - {""}) == 1
    stops = [place for place in range(len(story.chapters)) if is_stop(story, place)]
    assert stops[:1] == ([] if story.fork is None else [story.fork])
    assert [one for _, group in folded(story) for one in group] == list(story.chapters)


def check_replay(story: Story, scenario: Scenario, told: Narrator) -> None:
    """What the browser gets are the same sentences, each once and in order."""
    data = replay_data(story, scenario, told)
    json.dumps(data, allow_nan=False)
    for side in SIDES:
        shown = [step.get("both") or step[side] for step in data["steps"]]
        said = [cell["words"] for cell in shown if "words" in cell]
        expected = [
            told.sentence(cell, chapter)
            for chapter in story.chapters
            for cell in chapter.lane(side)
        ]
        assert said == expected
    assert sum(chapter["count"] for chapter in data["chapters"]) == len(data["steps"])
    if not story.alike:
        first = data["steps"][data["first"]]
        assert "both" not in first
        assert all("both" in step for step in data["steps"][: data["first"]])


def test_the_story_of_a_life_is_the_engine_s(traced):
    for scenario, life in traced:
        check_life(scenario, life)


@pytest.mark.slow
def test_the_stories_of_two_thousand_lives_are_the_engine_s():
    for scenario, shopper in pairs(2000, first=1000):
        check_life(scenario, trace(scenario, shopper))


def test_the_lives_of_these_checks_hold_every_kind_of_moment(traced):
    """The checks here mean nothing for moments that never happen in them."""
    seen = {moment.event for _, life in traced for moment in (*life.a, *life.b)}
    assert len(set(FRICTIONS) - seen) <= 2
    assert {"rescued", "came_back", "changed_device", "extra", "left_churn", "gave_up"} <= seen


def test_with_equal_set_ups_there_is_one_lane_and_no_fork():
    texts = load_texts("es", "es-MX")
    for number in range(40):
        scenario = random_scenario(number)
        own = {k: scenario.get(f"a.{k[2:]}") for k in KNOBS if k.startswith("b.")}
        scenario = scenario.with_values(own)
        story = make_story(trace(scenario, number % scenario.shoppers))
        told = narrator(scenario, number)
        data = replay_data(story, scenario, told)
        assert story.alike
        assert story.fork is None
        assert all("both" in step for step in data["steps"])
        assert all(chapter["alike"] for chapter in data["chapters"])
        html = life_html(story, told, {"a": "A", "b": "B"})
        assert "ec-moments-a" not in html
        assert "<details" not in html
        assert verdict(story) == ("same" if story.chapters else "quiet")
    assert "No hay diferencia" in texts("lives.verdict.same")


def test_a_chance_worked_out_afterwards_is_the_one_the_draw_was_held_against(traced):
    compared = 0
    for _, life in traced:
        for side in SIDES:
            for moment in getattr(life, side):
                if moment.chance is not None:
                    compared += 1
                    assert chances(life, moment)[side] == pytest.approx(moment.chance, abs=1e-12)
    assert compared > 500


def test_a_friction_of_one_lane_at_the_fork_is_explained_by_chances_on_both_sides_of_the_draw():
    """Where the lives part at a friction, the draw lies below one chance and above the other."""
    explained = 0
    scenario = Scenario({"shoppers": 300})
    for shopper in range(300):
        life = trace(scenario, shopper)
        if life.fork is None or life.fork >= min(len(life.a), len(life.b)):
            continue
        first = [getattr(life, side)[life.fork] for side in SIDES]
        kinds = [moment for moment in first if moment.event in FRICTIONS]
        if not kinds:
            continue
        # Of two frictions the one that comes earlier in the rules made the difference.
        ways = [chances(life, moment) for moment in kinds]
        split = [
            min(way.values()) <= moment.draw < max(way.values())
            for moment, way in zip(kinds, ways, strict=True)
        ]
        assert any(split), (shopper, kinds, ways)
        explained += 1
    assert explained > 10


# The crowd.


@pytest.fixture(scope="module")
def small():
    return Scenario({"shoppers": 400})


@pytest.fixture(scope="module")
def crowd(small):
    return find_crowd(small)


def test_the_crowd_is_found_as_single_lives_tell_it(small, crowd):
    rows = dict.fromkeys(FILTERS)
    for kind in FILTERS:
        rows[kind] = set(crowd.who(kind).tolist())
    for shopper in range(0, 400, 8):
        life = trace(small, shopper)
        a, b = (life.totals[side] for side in SIDES)
        assert (shopper in rows["same"]) == (life.fork is None)
        assert (shopper in rows["only_b"]) == (b["purchases"] > 0 == a["purchases"])
        assert (shopper in rows["only_a"]) == (a["purchases"] > 0 == b["purchases"])
        better = (b["purchases"], -b["points"]) > (a["purchases"], -a["points"])
        worse = (b["purchases"], -b["points"]) < (a["purchases"], -a["points"])
        assert (shopper in rows["better"]) == better
        assert (shopper in rows["worse"]) == worse
        saved = saved_by(life)
        assert {name for name in CAPABILITIES if shopper in rows[SAVED + name]} == saved


def saved_by(life):
    """Capabilities for want of which retailer a lost a sale that b kept, read off the lives."""
    both = journeys(life)
    kept = {one.week for one in both["b"] if one.bought}
    causes = {CAUSE_OF[one.lost_to] for one in both["a"] if one.lost_to and one.week in kept}
    return causes & set(CAPABILITIES)


def test_a_journey_is_lost_to_what_the_ledger_says():
    scenario = Scenario({"shoppers": 600})
    _, ledger = simulate(scenario, (scenario.a, scenario.b), np.arange(600))
    codes = ledger.journeys["lost_to"]
    lost = 0
    for shopper in np.unique(ledger.shopper[(codes >= 0).any(axis=0)]):
        both = journeys(trace(scenario, int(shopper)))
        for place in np.flatnonzero(ledger.shopper == shopper):
            for side, code in zip(SIDES, codes[:, place], strict=True):
                week = ledger.week[place] + 1
                found = [one.lost_to for one in both[side] if one.week == week]
                expected = FRICTIONS[code] if code >= 0 else ""
                assert (found or [""]) == [expected]
                lost += bool(expected)
    assert lost > 20


def test_better_and_worse_are_counted_as_the_comparison_does(small, crowd):
    kinds = compare(small).shopper_kinds
    for kind in ("only_a", "only_b", "better", "worse"):
        assert len(crowd.who(kind)) / len(crowd) == pytest.approx(kinds[kind])


def test_six_lives_are_found_and_show_what_their_role_says():
    scenario = Scenario()
    crowd = find_crowd(scenario)
    lives = find_lives(crowd)
    assert len(lives) == 6
    assert len({shopper for _, shopper in lives}) == 6
    told = dict(lives)
    assert set(told) <= set(ROLES)
    for role, shopper in lives:
        life = trace(scenario, shopper)
        a, b = (life.totals[side] for side in SIDES)
        if role in ("saved", "another"):
            assert b["purchases"] > a["purchases"]
            assert b["revenue"] > a["revenue"]
        if role == "same":
            assert life.fork is None
        if role == "worse":
            assert (b["purchases"], -b["points"]) < (a["purchases"], -a["points"])
    assert "worse" in told, "who is worse off must be as easy to reach as who is saved"


def test_a_crowd_of_nobody_or_of_equals_has_no_one_to_show():
    nobody = find_crowd(Scenario({"shoppers": 0}))
    assert find_lives(nobody) == ()
    assert all(len(nobody.who(kind)) == 0 for kind in FILTERS)
    equal = find_crowd(Scenario({"shoppers": 300}).with_preset("b", "multichannel"))
    assert {role for role, _ in find_lives(equal)} <= {"same"}
    with pytest.raises(KeyError):
        equal.who("nonsense")


def test_every_kind_of_person_of_the_search_is_an_array_of_shoppers(crowd):
    for kind in FILTERS:
        found = crowd.who(kind)
        assert found.dtype == np.int64
        assert (np.diff(found) > 0).all()


# What a visitor sees, from hostile input too.


def test_names_and_texts_never_become_markup():
    scenario = Scenario({"shoppers": 50})
    lives = (trace(scenario, shopper) for shopper in range(20))
    story = make_story(max(lives, key=lambda life: len(life.a)))
    texts = load_words("es", "es-MX")
    entries = {
        key: HOSTILE.replace("{name}", "")
        if isinstance(entry, str) and key.startswith(("lives.say", "terms."))
        else entry
        for key, entry in texts.entries.items()
    }
    told = replace(narrator(scenario, 7, name=HOSTILE), words=replace(texts, entries=entries))
    html = life_html(story, told, {"a": HOSTILE, "b": HOSTILE})
    assert "<script" not in html
    assert "alert(1)" in unescape(html)
    data = replay_data(story, scenario, told)
    markup = [text for text in strings(data) if "<" in text and "alert" not in text]
    ours = [*data["houses"].values(), data["walker"]]
    assert all(text.startswith('<svg class="ec-sign"') for text in markup if text not in ours)
    assert len(ours) == 3
    assert not any("<script" in text for text in ours)


def test_the_houses_of_a_life_have_the_doors_it_goes_to_most():
    scenario = Scenario({"shoppers": 50})
    lives = (trace(scenario, shopper) for shopper in range(20))
    data = replay_data(
        make_story(max(lives, key=lambda life: len(life.a))), scenario, narrator(scenario, 7)
    )
    doors = doors_of(data["steps"])
    cells = [step[lane] for step in data["steps"] for lane in ("both", "a", "b") if lane in step]
    visits = Counter(cell["channel"] for cell in cells if cell.get("channel"))
    assert 0 < len(doors) <= 3
    assert min(visits[door] for door in doors) >= max(
        (count for channel, count in visits.items() if channel not in doors), default=0
    )
    for side in ("a", "b"):
        assert re.findall(r'data-door="(\w+)"', data["houses"][side]) == list(doors)


def strings(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def test_one_capability_alone_is_retailer_a_and_nothing_else():
    scenario = Scenario({"b.data_error": 0.3, "a.ramp_weeks": 3})
    alone = with_alone(scenario, "shared_stock")
    assert alone.a == scenario.a
    assert alone.b.channels == scenario.a.channels
    assert alone.b.ramp_weeks == 3
    assert alone.b.data_error == scenario.a.data_error
    expected = {**scenario.a.capabilities, "shared_stock": 1.0}
    assert dict(alone.b.capabilities) == expected
    found = life_text(alone.to_json(), 3, "es", "shared_stock")
    name = load_texts("es")("terms.capability.shared_stock.name")
    assert name in found.data["lanes"]["b"]


@pytest.mark.parametrize("value", ["0", "1", "9", "10", "49999", "50000"])
def test_a_number_in_range_is_a_choice(value):
    assert value in Numbers(50_000)


@pytest.mark.parametrize(
    "value",
    ["", "-1", "01", "50001", "1e3", "1.0", " 1", "٣", "²", "…", "9" * 5000, "x", None, 1],
)
def test_any_other_text_is_not(value):
    assert value not in Numbers(50_000)
    assert LIFE_CHOICES["person"][0] == "0"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_event_has_sentences_in_every_language(language, traced):
    texts = load_texts(language)
    situations = {
        cell.situation
        for scenario, life in traced
        for side in SIDES
        for cell in lane(make_story(life), side)
    }
    assert len(situations) > 40
    for situation in situations | {"left_handoffs", "changed_device"}:
        assert template_count(texts, situation) >= 3, situation
    assert not re.search(r"\{", texts("lives.verdict.same"))
