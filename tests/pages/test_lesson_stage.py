"""The stage of the lessons: in every step, of the run that the words are about."""

import pytest

from content.lesson_plans import load_plans
from explainer.view.lessons.lesson_stage import SCENES
from explainer.view.lessons.lesson_steps import STEPS
from explainer.view.shell import sitemap

LESSONS = sitemap.offered_lessons()


def drawn(site):
    """The stage of the page as it is sent."""
    bodies = [one.value for one in site.app.markdown if "ec-stage" in one.value]
    assert len(bodies) == 1
    return bodies[0]


def test_every_kind_of_step_has_a_scene():
    assert set(SCENES) == set(STEPS)


@pytest.mark.parametrize("name", LESSONS)
def test_every_step_of_every_lesson_has_a_stage_with_names(site, name):
    page = site(name, lang="es")
    for number, step in enumerate(load_plans()[name].steps, start=1):
        page.go(name, lang="es", step=str(number))
        stage, scene = drawn(page), SCENES[step]
        assert stage.count("<figure") == len(scene.sides)
        assert stage.count("<figcaption><strong>") == len(scene.sides)
        assert ("<span>" in stage) == scene.told
        assert stage.count("<title>") == 2 * len(scene.sides)


def test_islands_have_a_spark_at_the_seam_and_one_house_has_none(site):
    page = site("omnichannel", lang="pt", step="3")
    islands, house = drawn(page).split("</figure>")[:2]
    assert "Multicanal" in islands
    assert "ec-spark" in islands
    assert "ec-spark" not in house


def test_the_stage_follows_the_piece_and_the_control(site):
    page = site("seams", lang="es", step="5")
    first = drawn(page)
    page.go("seams", lang="es", step="5", piece="unified_price")
    assert drawn(page) != first
    number = load_plans()["seams"].steps.index("try") + 1
    page.go("seams", lang="es", step=str(number), value="0")
    low = drawn(page)
    page.go("seams", lang="es", step=str(number), value="100")
    assert drawn(page) != low
