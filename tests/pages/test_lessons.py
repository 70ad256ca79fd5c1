"""Lessons as a visitor takes them: the place, the bet and what was tried stand in the address."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import Markup, escape

from content import load_texts
from content.cards import load_cards
from content.evidence import load_arrangement
from content.lesson_plans import load_plans
from content.lessons import load_lesson
from content.markup import plain
from content.references import short_reference
from content.shared_parts import OPEN, load_points, load_practice, load_rows, load_stories
from explainer.reading.compare import OPEN as FIRST_ROWS
from explainer.reading.compare import title_of
from explainer.reading.lessons.lesson_answers import NONE
from explainer.reading.lessons.session import DEBATE, SESSIONS
from explainer.reading_edition.addresses import EditionPage
from explainer.view.lessons.lesson_choices import SESSION_MINUTES
from explainer.view.shell import sitemap
from simulations import PRESETS

NAME = "shared_stock"
PLAN = load_plans()[NAME]
WORDS = load_lesson("es", NAME)
TEXTS = load_texts("es")


@pytest.fixture
def lesson(site):
    """Open the lesson at a step: lesson(3, bet="leaves")."""

    def visit(step=1, lang="es", **query):
        page = site()
        page.go(NAME, lang=lang, step=str(step), **query)
        assert not page.exception
        return page

    return visit


def drawn(page):
    """All drawings and tables, which Streamlit's Markdown carries, but for the stage."""
    values = [element.value for element in page.app.markdown]
    return " ".join(value for value in values if "ec-stage" not in value)


def links(page, part):
    """Addresses of links whose HTML contains a text."""
    return [a for a in re.findall(r'<a class="ec-go[^>]*>[^<]*', page.html) if part in a]


@pytest.mark.parametrize("step", range(1, len(PLAN.steps) + 1))
def test_every_step_opens_by_its_address_and_says_where_it_is(lesson, step):
    page = lesson(step)
    where = TEXTS(
        "lesson.progress",
        number=str(step),
        total=str(len(PLAN.steps)),
        name=TEXTS(f"lesson.steps.{PLAN.steps[step - 1]}"),
    )
    assert where in page.words
    assert page.html.count('aria-current="step"') == 1
    assert page.html.count("<h1") == page.html.count('<h2 id="step"') == 1
    assert page.query("step") == str(step)


def test_a_lesson_about_no_strategy_answers_first(lesson):
    """Its first screen was a story, and the definition came seven screens later."""
    page = lesson(1)
    assert plain(WORDS.text("answer"), str) in page.words
    assert page.html.index('class="ec-brief"') < page.html.index('<h2 id="step"')
    assert "ec-brief" not in lesson(2).html


def test_steps_are_links_by_name(lesson):
    page = lesson(2)
    steps = re.search(r'<nav class="ec-dots".*?</nav>', page.html, re.DOTALL)[0]
    assert re.findall(r">([^<]+)</a>", steps) == [
        TEXTS(f"lesson.steps.{step}") for step in PLAN.steps
    ]


def test_a_lesson_says_for_and_against_a_strategy_as_its_summary_does(site):
    """The two said different things; now the step reads the summary."""
    plan = load_plans()["multichannel"]
    page = site()
    page.go(plan.id, step=str(plan.steps.index("name") + 1))
    folds = re.search(r'<div class="ec-folds">.*?</div>', page.html, re.DOTALL)[0]
    for part in ("advantages", "disadvantages"):
        for one in load_points()[plan.id][part]:
            assert escape(TEXTS(f"brief.{plan.id}.{part}.{one}")) in folds
    assert escape(TEXTS(f"brief.{plan.id}.when")) in folds
    for label in ("advantages", "disadvantages", "when"):
        assert f"<summary>{TEXTS(f'brief.labels.{label}')}</summary>" in folds
    assert TEXTS("lesson.part.studies") in folds
    assert not {"name.benefits", "name.limits"} & load_lesson("es", plan.id).words.keys()


def test_the_multichannel_run_answers_each_bet_that_it_offers():
    """A bet on a friction is answered by the run only if its number is shown."""
    reveal = load_lesson("es", "multichannel").text("reveal.text")
    for kind in ("repeat_information", "price_gap", "phantom_stock"):
        assert f"friction.{kind}" in load_plans()["multichannel"].reveal
        assert f"{{b.friction.{kind}}}" in reveal


def test_a_bet_is_kept_in_the_address_and_stays_in_view(lesson):
    page = lesson(2)
    page.radio(key="lesson_bet").set_value("leaves").run()
    assert page.query("bet") == "leaves"
    page.radio(key="lesson_sure").set_value("high").run()
    assert page.query("sure") == "high"
    (onward,) = links(page, TEXTS("lesson.next.reveal"))
    query = parse_qs(urlsplit(re.search(r'href="([^"]*)"', onward)[1].replace("&amp;", "&")).query)
    assert (query["bet"], query["sure"], query["step"]) == (["leaves"], ["high"], ["3"])
    seen = lesson(3, bet="leaves", sure="high")
    assert WORDS.text("bet.options.leaves") in seen.words
    assert TEXTS("lesson.sure.high") in seen.words
    assert WORDS.text("reveal.reactions.leaves") in seen.words


@pytest.mark.parametrize("bet", [NONE, "unknown"])
def test_whoever_would_rather_see_is_answered_too(lesson, bet):
    assert WORDS.text("reveal.reactions.unknown") in lesson(3, bet=bet).words


def test_the_reason_is_asked_for_before_it_is_explained(lesson):
    start = "Ana es la misma"
    page = lesson(4)
    assert start not in page.words
    assert not drawn(page)
    page.radio(key="lesson_why").set_value("patience").run()
    assert start in page.words
    assert drawn(page).count('class="ec-bars"') >= 3


def test_one_control_changes_the_numbers_at_once(lesson):
    page = lesson(5)
    before = drawn(page)
    page.slider(key="lesson_value").set_value(100).run()
    assert page.query("value") == "100"
    assert drawn(page) != before
    assert drawn(lesson(5, value="100")) == drawn(page)


@pytest.mark.parametrize(("name", "value"), [("step", "99"), ("bet", "<b>"), ("value", "7")])
def test_what_a_link_makes_up_is_refused_and_said(lesson, name, value):
    page = lesson(**{"step": 2, name: value})
    assert page.query(name) != value
    assert "ec-problems" in page.html
    assert "<b>" not in page.html


def test_an_answer_is_explained_whichever_it_is(lesson):
    page = lesson(len(PLAN.steps))
    because = WORDS.text("quiz.where.because")
    assert because not in page.words
    for answer, verdict in (("between", "right"), ("web", "other")):
        page.radio(key="lesson_q_where").set_value(answer).run()
        assert because in page.words
        right = WORDS.text("quiz.where.options.between")
        told = {"right": "lesson.quiz.right", "other": "lesson.quiz.other"}[verdict]
        given = {"answer": right} if verdict == "other" else {}
        assert TEXTS(told, **given) in page.words


def test_the_last_step_opens_the_simulator_with_the_lesson_s_run(lesson, site):
    (link,) = links(lesson(len(PLAN.steps)), TEXTS("lesson.simulator"))
    query = parse_qs(urlsplit(re.search(r'href="([^"]*)"', link)[1].replace("&amp;", "&")).query)
    opened = site("simulator", **{name: values[0] for name, values in query.items()})
    assert opened.scenario.get("b.capabilities.shared_stock") == 1.0
    assert opened.scenario.a.preset == "multichannel"


def test_language_changes_and_the_place_stays(lesson):
    page = lesson(3, lang="pt", bet="leaves", value="70")
    assert load_lesson("pt", NAME).text("bet.options.leaves") in page.words
    assert (page.query("step"), page.query("value")) == ("3", "70")


def test_terms_and_cards_are_links(lesson):
    assert re.search(r'class="ec-term" href="\./words\?[^"]*#omnichannel"', lesson(7).html)
    assert re.search(r'class="ec-cite"[^>]*href="\./facts\?[^"]*#IN23"', lesson(6).html)


def test_numbers_lead_to_the_rules_and_the_rules_to_the_cards(lesson, site):
    for step in (3, 5, 6):
        assert re.search(r'href="\./model\?[^"]*">' + TEXTS("lesson.rules"), lesson(step).html)
    assert re.search(r'href="\./model\?[^"]*">', site("evidence").html)
    model = site("model_rules")
    model.group("parameter_group").set_value("all").run()
    source = short_reference(load_cards()["IN23"], TEXTS)
    assert re.search(rf'href="\./facts\?[^"]*#IN23">{re.escape(source)}</a>', model.html)


def test_a_screen_names_its_own_run(site):
    """The case in which it pays is told over three years, and says so."""
    plan = load_plans()["when_it_does_not_pay"]
    for step in ("reveal", "yet"):
        page = site()
        page.go(plan.id, step=str(plan.steps.index(step) + 1))
        assert ("durante 3 años" in page.words) == (step == "yet")
        assert ("durante un año" in page.words) == (step == "reveal")


def test_the_comparison_shows_the_two_that_were_chosen(site):
    page = site("compare")
    row = f"compare.rows.{next(name for name in load_rows() if name not in FIRST_ROWS)}"
    assert TEXTS(f"{row}.omnichannel") in page.words
    assert f"<h1>{TEXTS('compare.title')}</h1>" in page.html
    page.group("compare_right").set_value("single").run()
    assert f"<h1>{title_of(('multichannel', 'single'), TEXTS)}</h1>" in page.html
    assert TEXTS("compare.answers.single.multichannel") in page.words
    assert page.query("right") == "single"
    assert TEXTS(f"{row}.single") in page.words
    assert TEXTS(f"{row}.omnichannel") not in page.words


@pytest.mark.parametrize("name", PRESETS)
def test_one_table_holds_all_four_strategies(site, name):
    table = site("compare").html.partition('class="ec-compare ec-four"')[2].partition("</table>")[0]
    head, _, body = table.partition("</thead>")
    assert escape(TEXTS(f"terms.strategy.{name}.name")) in head
    cells = [TEXTS(f"brief.{name}.{part}") for part in ("definition", "when")]
    cells += [TEXTS(f"compare.rows.{row}.{name}") for row in FIRST_ROWS]
    assert [cell for cell in cells if f"<p>{escape(cell)}</p>" not in body] == []
    assert body.count("<tr ") == len(cells)


def test_a_row_of_the_comparison_has_labels_and_whole_sentences(site):
    page = site("compare")
    for label in ("tools.situation", "tools.happens", "compare.notice"):
        assert f"<b>{escape(TEXTS(label))}.</b>" in page.html
    for row in load_rows():
        notice = TEXTS(f"compare.rows.{row}.notice")
        assert notice[0].isupper()
        assert notice.endswith(".")


def test_an_open_question_has_a_folded_model_answer_and_lines_to_write_on(site):
    html = site("practice").given("practice")["markup"]
    asked = [one for one in load_practice().values() if one.kind == OPEN]
    assert html.count('<details class="ec-model">') == len(asked) >= 4
    assert html.count('class="ec-lines"') == len(asked)
    key = html.partition("ec-exam-key")[2]
    for question in asked:
        answer = [escape(one) for one in TEXTS(f"practice.{question.id}.answer").split("\n\n")]
        assert all(html.count(one) == 2 for one in answer)
        assert Markup("<br>").join(answer) in key
        criteria = escape(TEXTS(f"practice.{question.id}.criteria"))
        assert html.count(criteria) == 2
        assert key.index(answer[-1]) < key.index(criteria)
        assert f"practice.{question.id}.because" not in TEXTS


def test_a_story_names_each_side_by_its_own_strategy(site):
    """'Integrated' was said of a company with one piece, too."""
    shown = drawn(site("stories"))
    for one in ("multichannel", "omnichannel", "cross_channel"):
        assert escape(TEXTS(f"terms.strategy.{one}.name")) in shown
    for piece in ("shared_promotions", "consistent_message"):
        added = TEXTS(f"terms.capability.{piece}.name")
        shop = TEXTS("terms.strategy.multichannel.name")
        assert escape(TEXTS("lesson.with_piece", name=shop, piece=added)) in shown


def test_every_story_can_be_replayed(site):
    page = site("stories")
    told = [name for name in load_stories() if f"stories.{name}.title" in TEXTS]
    assert page.html.count("./sim?") >= len(told) > 0
    assert drawn(page).count('class="ec-bars"') >= len(told)


def test_the_sheet_is_that_of_the_chosen_lesson(site):
    page = site("teacher")
    page.radio(key="teacher_lesson").set_value(NAME).run()
    assert page.query("lesson") == NAME
    assert WORDS.text("teacher.goal") in page.words
    for part in ("board", "questions", "mistakes"):
        assert WORDS.items(f"teacher.{part}")[0] in page.words


@pytest.mark.parametrize("minutes", SESSIONS)
def test_a_session_takes_its_minutes_and_expects_the_answers_of_the_lesson(site, minutes):
    assert tuple(SESSIONS) == SESSION_MINUTES
    assert sum(SESSIONS[minutes].values()) == int(minutes)
    page = site("teacher", lesson=NAME, minutes=minutes)
    html = page.html
    assert html.count('class="ec-card ec-part"') == len(SESSIONS[minutes])
    assert escape(TEXTS("lessons.session.span", begin="0", end=str(first_of(minutes)))) in html
    for question, choice in WORDS.plan.quiz.items():
        assert f"<strong>{escape(WORDS.text(f'quiz.{question}.options.{choice.right}'))}" in html
    for part in SESSIONS[minutes]:
        if part not in (DEBATE, WORDS.plan.steps[0]):
            step = WORDS.plan.steps.index(part) + 1
            assert re.search(rf'href="\./{sitemap.LESSONS[NAME]}\?[^"]*\bstep={step}\b', html)
    assert (TEXTS("lessons.session.simulator") in html) == (DEBATE in SESSIONS[minutes])


def first_of(minutes):
    return next(iter(SESSIONS[minutes].values()))


def test_evidence_names_source_and_grade_and_what_does_not_hold_first(site):
    page = site("evidence")
    assert 'id="IN23"' in page.html
    assert "Management Science" in page.words
    assert TEXTS("evidence.row.limits") in page.words
    ids = re.findall(r'id="([A-Z]{2}\d+)"', page.html)
    doubtful = [name for name in ids if name.startswith("ZO")]
    struck = list(load_arrangement().struck)
    assert ids[: len(struck)] == struck
    assert set(struck) < set(doubtful)
    assert sorted(ids) == sorted(load_cards())  # each card once
    assert page.html.count("<s>") == len(struck)
    linked = re.findall(r'class="ec-dot [^"]*" href="#(\w+)"', page.html)
    answers = load_arrangement().questions.values()
    assert linked == [card for one in answers for names in one.values() for card in names]


@pytest.mark.parametrize("lang", ["es", "pt"])
@pytest.mark.parametrize("name", ["the_road", "omnichannel"])
def test_a_session_begins_with_what_its_lesson_answers(site, lang, name):
    page = site()
    page.go("teacher", lang=lang, lesson=name)
    head = next(part for part in page.html.split("ec-session-head")[1:])
    told = load_lesson(lang, name)
    brief = f"brief.{name}.definition"
    said = load_texts(lang)(brief) if told.plan.strategy else told.text("answer")
    said = re.split(r"[*_{\[\n]", said.strip("*"))[0]
    assert len(said) > 10
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", head.partition("ec-tools")[0]))
    assert str(escape(said)) in words


@pytest.mark.parametrize("lang", ["es", "pt"])
def test_a_lesson_leads_to_its_whole_sheet_for_paper(lesson, lang):
    page = lesson(2, lang=lang)
    (target,) = re.findall(r'class="ec-whole"><a class="ec-tool" href="([^"]*)"', page.html)
    assert target == f"./{EditionPage(NAME, lang).folder}"
