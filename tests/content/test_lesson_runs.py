"""Words and numbers agree: every place is filled by a run, every claim holds in it."""

import pytest

from content import LANGUAGES
from content.lesson_plans import load_plans
from content.lessons import find_lessons, load_lesson
from content.shared_parts import load_stories
from explainer.reading.stories import story_scenario
from simulations import KNOBS
from tests.content.lesson_numbers import broken_claims, numbers, unfilled

# Whether a place has a value does not hang on the country, so one language is enough in a hurry.
# Whether a claim holds does: it is looked at in each language, always.
LANGUAGES_OF = [
    pytest.param(code, marks=[pytest.mark.slow] if index else [])
    for index, code in enumerate(sorted(LANGUAGES))
]
one_language = pytest.mark.parametrize("language", LANGUAGES_OF)
each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


@each_language
@pytest.mark.parametrize("name", load_plans())
def test_what_a_lesson_says_is_what_its_runs_show(language, name):
    assert broken_claims(load_plans()[name], language) == []


@one_language
@pytest.mark.parametrize("name", load_plans())
def test_every_number_of_a_lesson_comes_from_a_run_or_a_card(language, name):
    if name in find_lessons(language):
        assert unfilled(load_lesson(language, name)) == []


def test_the_control_of_a_lesson_shows_its_knobs_as_every_other_page_does():
    for plan in load_plans().values():
        assert {KNOBS[knob].per for knob in plan.control.knobs} == {plan.control.per}, plan.id


@each_language
@pytest.mark.parametrize("name", load_stories())
def test_what_a_story_says_is_what_its_run_shows(language, name):
    story = load_stories()[name]
    found = numbers(story_scenario(story, language).to_json())
    assert [claim for claim in story.claims if not found.holds(claim)] == []
