"""Where a browser refuses storage, nothing is lost while the page is open, and it is said."""

import pytest

from content import load_texts
from tests.browser.visits import Visits, move, ready

REFUSE = """
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException('denied', 'SecurityError'); },
  });
}
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
"""


def opened(visit: Visits, path: str, lang: str, script: str):
    page = visit("/words", lang=lang, wait=False)
    page.add_init_script(script)
    page.goto(visit.address(path, lang))
    ready(page)
    return page


@pytest.mark.parametrize(
    ("lang", "script"),
    [
        pytest.param("es", REFUSE, id="es-refused"),
        pytest.param("pt", FULL, id="pt-full"),
        pytest.param("es", FULL, id="es-full", marks=pytest.mark.slow),
        pytest.param("pt", REFUSE, id="pt-refused", marks=pytest.mark.slow),
    ],
)
def test_the_six_questions_keep_their_answers_without_storage(visit, lang, script):
    texts = load_texts(lang)
    page = opened(visit, "/six", lang, script)
    said = page.get_by_role("note").filter(has_text=texts("quiz.words.unkept"))
    said.wait_for()
    place = page.locator("fieldset.ec-answer").first
    place.get_by_role("radio").nth(1).check()
    page.locator("fieldset.ec-sure").first.get_by_role("radio").nth(0).check()
    assert page.get_by_role("radio", checked=True).count() == 2
    # To another page of the site and back: the same document.
    other = "pt" if lang == "es" else "es"
    page.locator(f".ec-languages [data-language={other}]").click()
    ready(page)
    assert page.get_by_role("note").inner_text() == load_texts(other)("quiz.words.unkept")
    assert page.get_by_role("radio", checked=True).count() == 2
    place.get_by_role("radio").nth(2).check()
    assert page.get_by_role("radio", checked=True).count() == 2


def test_with_storage_nothing_is_said_of_it_and_a_reload_keeps_the_answers(visit):
    page = visit("/six", lang="es")
    page.locator("fieldset.ec-answer").first.get_by_role("radio").nth(1).check()
    assert page.get_by_role("note").count() == 0
    page.reload()
    ready(page)
    assert page.get_by_role("radio", checked=True).count() == 1


def test_whatever_lies_in_the_storage_the_questions_are_shown(visit):
    page = visit("/words", lang="es")
    for kept in ("null", "[]", "7", '{"round":"x"}', '{"round":"result"}', "{"):
        page.evaluate("kept => localStorage.setItem('entre-canales-questions', kept)", kept)
        move(page, visit.address("/six", "es"))
        page.locator(".ec-questions h2").first.wait_for()
        move(page, visit.address("/words", "es"))
        page.locator(".ec-questions").wait_for(state="detached")


PATHS = ("/sim", "/twins", "/cross?step=2", "/model")


def works(page):
    return page.locator("h1").count() == 1 and page.get_by_role("dialog").count() == 0


def test_a_visit_to_every_kind_of_page_works_without_storage(visit):
    page = opened(visit, "/", "es", REFUSE)
    assert works(page)
    for path in PATHS:
        move(page, visit.address(path, "es"))
        assert works(page), path


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_every_kind_of_page_is_opened_without_storage(visit, path):
    assert works(opened(visit, path, "es", REFUSE))
