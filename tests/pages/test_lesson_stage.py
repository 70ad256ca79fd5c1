"""The stage of the lessons: in every step, of the run that the words are about."""

import json

import pytest

from content.lesson_plans import load_plans
from explainer.reading.lessons.lesson_scenes import MOST_STARS, SCENES, rounded_up
from explainer.view.lessons.lesson_steps import STEPS
from explainer.view.shell import sitemap

LESSONS = sitemap.offered_lessons()
QUICK = ("omnichannel", "seams", "shared_stock")
"""Lessons with a number to bet on, with pieces, and with answers to bet on."""


def quick(names):
    """Mark the lessons that are like others."""
    return [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in names]


def drawn(site):
    """What the stage of the page is given."""
    protos = (element.proto for element in site.app.get("bidi_component"))
    (found,) = [json.loads(one.json) for one in protos if one.id.endswith("-lesson_stage")]
    return found


def stars(house):
    """Stars of the larger drawing."""
    return house["markup"].partition("ec-stage-small")[0].count("ec-spark")


def test_every_kind_of_step_has_a_scene():
    assert set(SCENES) == set(STEPS)


@pytest.mark.parametrize("name", quick(LESSONS))
def test_every_step_of_every_lesson_has_a_stage_with_names_and_words(site, name):
    page = site(name, lang="es")
    for number, step in enumerate(load_plans()[name].steps, start=1):
        page.go(name, lang="es", step=str(number))
        stage, scene = drawn(page), SCENES[step]
        assert len(stage["houses"]) == 2
        assert bool(stage["star"]) == scene.with_results
        for house in stage["houses"]:
            assert house["name"]
            assert bool(house["told"]) == scene.with_results
            assert house["markup"].count("<title>") == 2
            large = house["markup"].partition("ec-stage-small")[0]
            marks = large.count("data-at=")
            assert len(house["says"]) == marks
            assert stars(house) <= MOST_STARS + 4
            if not scene.with_results:
                asked = large.count("ec-asked")
                assert asked == (large.count("ec-seam") if scene.with_questions else 0)


@pytest.mark.parametrize("lang", ["es", "pt"])
def test_stars_stand_in_proportion_to_the_frictions_between_channels(site, lang):
    islands, house = drawn(site("omnichannel", lang=lang, step="3"))["houses"]
    assert MOST_STARS / 3 < stars(islands) <= MOST_STARS
    assert 0 < stars(house) < stars(islands)
    assert "ec-walls" in islands["markup"]
    assert "ec-walls" not in house["markup"]


def test_the_words_of_the_walk_tell_multichannel_from_omnichannel(site):
    islands, house = drawn(site("omnichannel", lang="es", step="2"))["houses"]
    assert islands["says"][0] == house["says"][0]
    assert islands["says"][1] != house["says"][1]
    assert len(islands["short"]) == 3


def test_the_piece_that_was_chosen_lights_up_where_it_is_missing(site):
    page = site("seams", lang="es", step="5", piece="unified_price")
    without, with_capability = drawn(page)["houses"]
    assert 'ec-lit" data-piece="unified_price"' in without["markup"]
    assert "ec-lit" not in with_capability["markup"]


def test_the_stage_follows_the_piece_and_the_control(site):
    page = site("seams", lang="es", step="5")
    first = drawn(page)
    page.go("seams", lang="es", step="5", piece="unified_price")
    assert drawn(page)["houses"] != first["houses"]
    number = load_plans()["seams"].steps.index("try") + 1
    page.go("seams", lang="es", step=str(number), value="0")
    low = drawn(page)
    page.go("seams", lang="es", step=str(number), value="100")
    high = drawn(page)
    assert high["houses"] != low["houses"]
    assert high["name"] == low["name"]  # one screen: the drawing moves from state to state


@pytest.mark.parametrize(
    ("least", "star"), [(0.0, 1), (0.4, 1), (1.0, 1), (1.2, 2), (4.9, 5), (5.1, 10), (37, 50)]
)
def test_a_star_is_a_round_number(least, star):
    assert rounded_up(least) == star
