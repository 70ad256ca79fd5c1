"""Questions of lessons, of the six and of practice: fair positions, and answers that are there."""

from collections import Counter

import pytest

from content import LANGUAGES, load_texts
from content.answers import page_anchor, sentence
from content.lesson_plans import load_concepts, load_plans
from content.shared_parts import (
    KINDS,
    OPEN,
    TOPICS,
    PartError,
    load_practice,
    load_questions,
)
from explainer.view.shell import sitemap
from tests.content.coverage import answer, unanswered

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


def positions(choices):
    """How often the right answer stands first, second, …"""
    return Counter(choice.options.index(choice.right) for choice in choices)


def even(counts, options):
    """Whether no place is right more than once more often than another."""
    found = [counts.get(place, 0) for place in range(options)]
    return max(found) - min(found) <= 1


def test_no_place_is_the_right_one_more_often_in_the_questions_of_lessons():
    lessons = [one for plan in load_plans().values() for one in plan.quiz.values()]
    reasons = [plan.why for plan in load_plans().values()]
    assert even(positions(lessons), 3)
    assert even(positions(reasons), 3)
    assert even(positions(load_questions().values()), 3)
    assert even(positions([*lessons, *reasons, *load_questions().values()]), 3)


def test_no_place_is_the_right_one_more_often_in_practice():
    for kind, options in KINDS.items():
        own = [one.choice for one in load_practice().values() if one.kind == kind]
        assert even(positions(own), options), kind


def test_whoever_always_taps_the_same_place_gets_a_third():
    assert not even(Counter({0: 5, 1: 35, 2: 6}), 3)
    assert even(Counter({0: 15, 1: 16, 2: 15}), 3)


def test_there_are_questions_of_every_kind_on_every_topic():
    questions = load_practice().values()
    kinds = Counter(question.kind for question in questions)
    assert len(questions) == 33
    assert kinds[OPEN] >= 4
    assert kinds["choice5"] >= 6
    assert kinds["true_false"] >= 6
    assert {question.topic for question in questions} == set(TOPICS)
    assert min(Counter(question.topic for question in questions).values()) >= 3
    assert {idea for question in questions for idea in question.concepts} <= set(load_concepts())
    groups = {idea[:2] for question in questions for idea in question.concepts}
    assert groups == {idea[:2] for idea in load_concepts()} - {"ST"}


@each_language
def test_each_answer_leads_to_a_sentence_that_is_there(language):
    texts = load_texts(language)
    for question in load_practice().values():
        assert sentence(question.answered_by, texts), question.id
        where = page_anchor(question.answered_by)
        place = sitemap.page_named(where.page)
        for name, value in where.choices.items():
            assert value in place.choices[name], question.id


@each_language
def test_every_idea_is_answered_by_a_sentence(language):
    """Must show: 74 of 74, each with the sentence that answers it."""
    concepts = load_concepts()
    assert len(concepts) == 74
    assert {idea: missing for idea in concepts if (missing := unanswered(idea, language))} == {}
    for idea, keys in concepts.items():
        assert len(answer(keys[0], language).split()) >= 3, idea


def test_a_key_without_a_sentence_answers_nothing():
    assert answer("brief.single.smell", "es") == ""
    assert answer("single/name.smell", "es") == ""
    assert answer("site.nav.home", "es") != ""
    with pytest.raises(KeyError):
        page_anchor("outcomes.revenue.name")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('right = "one_channel"', 'right = "luck"', "q01: its options"),
        ('topic = "definitions"', 'topic = "smell"', "q01: topic is one of"),
        ('kind = "choice4"', 'kind = "choice5"', "q01: its options"),
        ('answered_by = "brief.single.definition"', "", "q01: answered_by is missing"),
        ('kind = "choice4"', 'kind = "open"', "q01: an open question has no options"),
        ('kind = "open"', 'kind = "choice4"', "q29: options is missing"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(tmp_path, old, new, message):
    from content.languages import CONTENT

    text = (CONTENT / "practice.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "practice.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PartError, match=message):
        load_practice(tmp_path)
