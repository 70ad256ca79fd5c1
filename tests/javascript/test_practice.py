"""Practice questions one at a time: what is shown, told and restored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from content import load_texts
from content.shared_parts import load_practice
from explainer.reading import page_tools
from explainer.reading.practice import exam
from explainer.view.reading.practice_choices import practice_choices
from tests.javascript.conftest import LOAD, Widget, source
from tests.page_links import PAGE_LINKS

QUESTIONS = tuple(load_practice().values())
TEXTS = load_texts("es")
DATA = {"markup": exam(QUESTIONS, TEXTS, PAGE_LINKS), "answers": "none", "topic": "all"}
ASKED = [one for one in QUESTIONS if one.choice]
Mount = Callable[[str, str, dict[str, Any]], Widget]


@pytest.fixture
def practice(page: Page, mount: Mount) -> Widget:
    tools = page_tools.script().removeprefix("<script>").removesuffix("</script>")
    page.add_script_tag(content=tools)
    return mount("reading/practice", "ec-practice-place", DATA)


def answer(widget: Widget, question: str, *, right: bool = True) -> None:
    """Answer a question wherever it is."""
    choice = load_practice()[question].choice
    assert choice is not None
    option = choice.right if right else next(x for x in choice.options if x != choice.right)
    widget.page.locator(f"#{question} button[data-option={option}]").evaluate("one => one.click()")


def now(widget: Widget) -> str | None:
    """Return the id of the question that is shown, None for the results."""
    return widget.page.evaluate("document.querySelector('.ec-now')?.id ?? null")


def last(widget: Widget) -> dict[str, str]:
    return widget.said("answered")[-1]


def press(widget: Widget, name: str) -> None:
    widget.page.get_by_role("button", name=TEXTS(f"practice.labels.{name}")).click()


def test_answers_are_told_as_letters_that_the_address_takes(practice: Widget) -> None:
    assert now(practice) == "q01"
    answer(practice, "q01")
    answer(practice, "q03", right=False)
    told = last(practice)
    assert told == {"answers": "b-a", "topic": "all"}
    assert told["answers"] in practice_choices()["answers"]
    answer(practice, "q01", right=False)
    assert last(practice)["answers"] == "a-a"


def test_a_link_restores_what_was_answered_and_goes_on_where_it_is_open(practice: Widget) -> None:
    practice.show({**DATA, "answers": "bd"})
    assert now(practice) == "q03"
    page = practice.page
    assert page.locator("#q01 button[aria-pressed=true]").inner_text().startswith("b)")
    assert page.locator("#q01 .ec-verdict").inner_text() == TEXTS("practice.labels.right")
    practice.show({**DATA, "answers": "none"})
    assert page.locator("button[aria-pressed=true]").count() == 0
    assert page.locator("#q01 .ec-verdict").inner_text() == ""
    assert now(practice) == "q01"


def test_what_comes_back_late_takes_no_answer_away(practice: Widget) -> None:
    answer(practice, "q01")
    practice.show(DATA)  # a run that began before the answer
    answer(practice, "q02")
    practice.show({**DATA, "answers": "b"})
    pressed = practice.page.locator("button[aria-pressed=true]")
    assert pressed.count() == 2
    practice.show({**DATA, "answers": "bd"})
    practice.show({**DATA, "answers": "b"})  # a step back in the history
    assert pressed.count() == 1


def test_results_are_told_by_topic_with_what_to_read_next(practice: Widget) -> None:
    for one in ASKED:
        answer(practice, one.id, right=one.topic != "frictions")
    press(practice, "results")
    assert now(practice) is None
    page = practice.page
    wrong = sum(one.topic == "frictions" for one in ASKED)
    heading = page.locator(".ec-results h2").inner_text()
    assert str(len(ASKED) - wrong) in heading
    assert str(len(ASKED)) in heading
    rows = page.locator(".ec-score tbody tr")
    assert rows.count() == 7
    links = page.locator(".ec-score tbody a")
    assert [one.get_attribute("href") for one in links.all()] == ["./seams#"]
    assert f"0 de {wrong}" in rows.filter(has=page.locator("a")).inner_text()
    press(practice, "clear")
    assert last(practice)["answers"] == "none"
    assert now(practice) == "q01"


def test_a_topic_shows_its_questions_and_keeps_the_other_answers(practice: Widget) -> None:
    answer(practice, "q01")
    page = practice.page
    page.get_by_role("combobox", name=TEXTS("practice.labels.topics")).select_option("evidence")
    mine = [one.id for one in QUESTIONS if one.topic == "evidence"]
    assert now(practice) == mine[0]
    number = TEXTS("practice.labels.number", number="1", total=str(len(mine)))
    assert page.locator(f"#{mine[0]} .ec-place").inner_text() == number
    assert last(practice) == {"answers": "b", "topic": "evidence"}
    assert page.locator(".ec-ask:not(.ec-out)").count() == len(mine)
    for _ in mine[1:]:
        press(practice, "next")
    press(practice, "results")
    press(practice, "clear")
    assert last(practice)["answers"] == "b"


@pytest.mark.parametrize(
    "hostile", ["zzzz", "-" * 99, "b" * 99, "<img>", "", "none", "e\u0000e", "ЁЁ"]
)
def test_no_text_breaks_it(page: Page, hostile: str) -> None:
    sizes = [len(one.choice.options) if one.choice else 0 for one in QUESTIONS]
    page.evaluate(
        f"async source => {{ window.it = await ({LOAD})(source); }}", source("reading/practice")
    )
    read = page.evaluate("([text, sizes]) => it.read(text, sizes)", [hostile, sizes])
    assert len(read) == len(sizes)
    text = page.evaluate("letters => it.written(letters)", read)
    assert text in practice_choices()["answers"]
