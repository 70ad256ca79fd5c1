import re
import shutil
from pathlib import Path

import pytest

from content import LANGUAGES, UnknownLanguageError, load_texts
from content.cards import CardError, load_cards
from content.glossary import find_terms, first_uses, forms_of
from content.lesson_plans import Control, PlanError, load_concepts, load_plans
from content.lessons import LessonError, check_shape, expected_keys, find_lessons, load_lesson
from content.shared_parts import load_questions, load_rows, load_stories
from tests.content.lesson_checks import MOST_WORDS, check_lesson, screens, spoken
from tests.content.readability import LONGEST_MEAN, SCALES, mean_sentence, sentences, words
from tests.content.sources import TOP

CONTENT = TOP / "content"
PLANS = load_plans()
WRITTEN = [(language, name) for language in LANGUAGES for name in find_lessons(language)]
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_lesson = pytest.mark.parametrize(("language", "name"), WRITTEN)


@each_language
def test_every_lesson_has_words(language):
    assert find_lessons(language) == tuple(PLANS)


@each_lesson
def test_a_lesson_has_nothing_wrong(language, name):
    assert [str(one) for one in check_lesson(language, name)] == []


@each_lesson
def test_a_lesson_about_no_strategy_answers_first_in_a_few_sentences(language, name):
    lesson = load_lesson(language, name)
    assert ("answer" in lesson.words) == (not lesson.plan.strategy)
    if not lesson.plan.strategy:
        answer = lesson.text("answer")
        assert 2 <= len(sentences(answer)) <= 4
        assert "**" in answer, "what is defined or answered stands out"
        assert "{" not in answer, "it is copied as it stands"


@each_lesson
def test_a_lesson_reads_easily(language, name):
    text = spoken(load_lesson(language, name))
    assert mean_sentence(text) <= LONGEST_MEAN
    index, least = SCALES[language]
    assert index(text) >= least


@each_lesson
def test_every_text_of_a_lesson_can_be_asked_for(language, name):
    lesson = load_lesson(language, name)
    assert set(lesson.words) == set(expected_keys(lesson.plan))
    for key in expected_keys(lesson.plan):
        read = lesson.text if isinstance(lesson.words[key], str) else lesson.items
        assert read(key)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_names_ideas_cards_and_terms_that_exist(name):
    plan = PLANS[name]
    assert set(plan.concepts) <= set(load_concepts())
    assert set(plan.cards) <= set(load_cards())
    assert 5 <= len(plan.steps) <= 9
    assert 4 <= plan.minutes <= 7
    assert (len(plan.options) == 3) != (plan.guess is not None)
    assert len(plan.why.options) == 3
    assert len(plan.quiz) >= 3
    assert plan.claims["base"]
    assert plan.claims["yet"]


def test_every_idea_is_planned_for():
    planned = {concept for plan in PLANS.values() for concept in plan.concepts}
    planned |= set(load_rows().values()) | {story.concept for story in load_stories().values()}
    assert set(load_concepts()) - planned == set()


def test_every_idea_of_the_comparison_and_the_stories_has_a_place():
    differences = [c for c in load_concepts() if c.startswith("DF")]
    assert sorted(c for c in load_rows().values() if c.startswith("DF")) == differences
    assert [story.concept for story in load_stories().values()] == [
        concept for concept in load_concepts() if concept.startswith("ST")
    ]
    assert len(load_questions()) == 6


def test_a_screen_is_made_of_keys_that_exist():
    for plan in PLANS.values():
        keys = {key for _, found in screens(plan) for key in found}
        assert keys <= set(expected_keys(plan))
        shown = {key for key in expected_keys(plan) if not key.startswith("teacher.")}
        assert shown - keys == {"title", "description", "question", "shops.a", "shops.b"}


def test_a_control_takes_any_input_to_one_of_its_own_values():
    control = Control(("x",), low=10, high=50, step=20, start=30, per=100)
    assert [control.fit(raw) for raw in ("10", "31", "44", "-5", "999", "x", "", "1e9")] == [
        *(10, 30, 50, 10, 50, 30, 30, 30)
    ]


# Every check can fail, and says where.


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the content with one language and one lesson."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT / "es", copy / "es")
    for file in (copy / "es" / "lessons").glob("*.toml"):
        if file.stem != "shared_stock":
            file.unlink()
    for file in CONTENT.glob("*.toml"):
        shutil.copy(file, copy)
    return copy


def edited(root: Path, old: str, new: str) -> list[str]:
    """Return what is wrong with the lesson after one edit."""
    file = root / "es" / "lessons" / "shared_stock.toml"
    text = file.read_text(encoding="utf-8")
    assert re.search(old, text, re.DOTALL), old
    file.write_text(re.sub(old, lambda _: new, text, count=1, flags=re.DOTALL), encoding="utf-8")
    load_lesson.cache_clear()
    return [str(one) for one in check_lesson("es", "shared_stock", root)]


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        (r'\ngoal = "[^"]*"', "", "teacher.goal", "is missing"),
        (r"\[teacher\]", '[teacher]\nextra = "x"', "teacher.extra", "is not a key"),
        (r"\nmistakes = \[.*?\]", '\nmistakes = "uno"', "teacher.mistakes", "list of texts"),
        (r'\nlabel = "[^"]*"', "\nlabel = 3", "try.label", "must be a text"),
        (r'\nlabel = "[^"]*"', '\nlabel = " "', "try.label", "must be a text"),
        (r"version = 1", "version = 0", "version", "version of the plan"),
        (r'\nlabel = "', '\nlabel = "De 30 ', "try.label", "'30' stands outside a place"),
        (r'\nlabel = "', '\nlabel = "El 100 % ', "try.label", "'100' stands outside a place"),
        (r'\nlabel = "', '\nlabel = "El 100% ', "try.label", "'100%' stands outside a place"),
        (r'\nlabel = "', '\nlabel = "De 1.100 ', "try.label", "'1.100' stands outside a place"),
        (r'\nlabel = "', '\nlabel = "De 0,5 ', "try.label", "'0,5' stands outside a place"),
        (r'\nlabel = "', '\nlabel = "{a.money} ', "try.label", "does not have"),
        (r'\nlabel = "', '\nlabel = "{a.friction.rain} ', "try.label", "names rain"),
        (r'\nlabel = "', '\nlabel = "{card:XX9} ', "try.label", "does not exist"),
        (r'\nlabel = "', '\nlabel = "{card:HB1.several} ', "try.label", "does not list"),
        (r'\nlabel = "', '\nlabel = "{cite:XX9} ', "try.label", "does not exist"),
        (r'\nlabel = "', '\nlabel = "{cite:HB1} ', "try.label", "does not list"),
        (r'\nlabel = "', '\nlabel = "{card:OP9} ', "try.label", "is a code"),
        (r'\nlabel = "', '\nlabel = "{card:OP9.nothing} ', "try.label", "does not have"),
        (r'\nlabel = "', '\nlabel = "{tomorrow:a.revenue} ', "try.label", "is not a place"),
        (r'\nlabel = "', '\nlabel = "{bet} ', "try.label", "is not a place"),
        (r'\nlabel = "', '\nlabel = "{story:12} ', "try.label", "stands outside a scene"),
        (r'\nlabel = "', '\nlabel = "Dos ... ', "try.label", "not how we set text"),
        (r'\nlabel = "', '\nlabel = "¿Qué ', "try.label", "¿ and ? do not come in pairs"),
        (r'\nlabel = "', '\nlabel = "Dos  veces ', "try.label", "not how we set text"),
        (r'\nunknown = "', '\nunknown = "Incorrecto. ', "reveal.reactions.unknown", "grade"),
        (r'\nlabel = "', '\nlabel = "' + "a " * 80, "try.text", f"{MOST_WORDS} at most"),
        (r'\nlabel = "', '\nlabel = "' + "a " * 40, "try.label", "make it two"),
        (r'\ngoal = "', '\ngoal = "' + "otorrinolaringología " * 400, "title", "reads at"),
    ],
)
def test_a_mistake_is_named_with_its_file_line_and_key(root, old, new, key, message):
    found = edited(root, old, new)
    where = rf"content/es/lessons/shared_stock\.toml:\d+: {re.escape(key)}: "
    assert any(re.match(where, line) and message in line for line in found), found


def test_the_line_is_that_of_the_key(root):
    found = edited(root, r'\nlabel = "', '\nlabel = "De 30 ')
    line = int(found[0].split(":")[1])
    lines = (root / "es/lessons/shared_stock.toml").read_text("utf-8").splitlines()
    assert lines[line - 1].startswith('label = "De 30 ')


def test_the_ends_of_a_scale_are_written_in_figures(root):
    found = edited(root, r'\nlabel = "', '\nlabel = "En 0 o en 100, de 0 a 100: ')
    assert found == []


def test_a_file_that_is_no_toml_is_named_with_what_is_wrong(root):
    assert "shared_stock.toml" in edited(root, r"\[teacher\]", "[teacher")[0]


def test_words_for_an_older_plan_are_stale(root):
    plans = root / "lessons.toml"
    text = plans.read_text(encoding="utf-8")
    start = text.index("[shared_stock]")
    newer = text[:start] + text[start:].replace("version = 1", "version = 2", 1)
    plans.write_text(newer, encoding="utf-8")
    found = edited(root, r"version = 1", "version = 1")
    assert any("read it again" in line for line in found)


def test_a_lesson_without_words_is_missing_and_cannot_be_loaded(root):
    assert "the file is missing" in str(check_shape("es", "seams", root)[0])
    with pytest.raises(LessonError, match=r"has no seams\.toml"):
        load_lesson("es", "seams", root)
    edited(root, r'\ngoal = "[^"]*"', "")
    with pytest.raises(LessonError, match=r"teacher\.goal: is missing"):
        load_lesson("es", "shared_stock", root)
    with pytest.raises(UnknownLanguageError):
        load_lesson("xx", "shared_stock", root)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('right = "same_stock"', 'right = "luck"', "not one of"),
        ("minutes = 5", "hours = 5", "minutes is missing"),
        ('options = ["tries_on", "leaves", "helped"]', 'choices = ["a"]', ""),
        ("start = 50", "start = 55", "not one of the control's own values"),
        ("[shared_stock.try]", "[shared_stock.tri]", "try is missing"),
        ("[shared_stock]", "[shared_stock", "lessons.toml"),
    ],
)
def test_a_plan_that_makes_no_lesson_is_refused(root, old, new, message):
    file = root / "lessons.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index("[shared_stock]")
    assert old in text[start:]
    file.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    if not message:
        assert load_plans(root)["shared_stock"].options == ()
        return
    with pytest.raises(PlanError, match=re.escape(message)):
        load_plans(root)


@pytest.mark.parametrize(
    "card", ['grade = "E"\nread = "source"\nsource = "x"', 'grade = "A"\nread = "source"']
)
def test_a_card_that_lacks_something_is_refused(root, card):
    (root / "cards.toml").write_text(f"[AB1]\n{card}\n", encoding="utf-8")
    (root / "accounts.toml").write_text("", encoding="utf-8")
    with pytest.raises(CardError, match="AB1"):
        load_cards(root)


# Terms.


@each_language
def test_terms_that_lessons_name_are_in_the_glossary(language):
    terms = find_terms(load_texts(language))
    named = {term for plan in PLANS.values() for term in plan.terms}
    assert named - set(terms) == set()


@each_language
def test_no_spelling_belongs_to_two_terms(language):
    texts = load_texts(language)
    forms = [form.casefold() for term in find_terms(texts) for form in forms_of(term, texts)]
    assert len(forms) == len(set(forms))


@each_lesson
def test_a_term_links_once_in_a_lesson_where_it_is_first_used(language, name):
    lesson = load_lesson(language, name)
    uses = first_uses(lesson)
    linked = [term for found in uses.values() for term in found]
    assert len(linked) == len(set(linked))
    for key, found in uses.items():
        for spelled in found.values():
            assert spelled in lesson.text(key)


@each_lesson
def test_nothing_is_said_twice_in_the_same_words(language, name):
    texts = [text for _, text in load_lesson(language, name).every_text() if len(words(text)) > 6]
    assert len(texts) == len(set(texts))
