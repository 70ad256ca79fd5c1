"""A control that fails leaves the page standing, with an apology in the visitor's words."""

import ast
import re
from pathlib import Path

import pytest

from content import LANGUAGES, load_texts
from explainer.view.shell import callbacks, sitemap, state
from tests.pages.conftest import site

__all__ = ["site"]

TOP = Path(__file__).parents[2]
CALLBACK = re.compile(r"on_(click|change|select|submit|\w+_change)")


def test_every_control_calls_safely():
    bare = [
        f"{path.relative_to(TOP)}:{part.value.lineno}"
        for folder in ("explainer", "pages")
        for path in (TOP / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for part in node.keywords
        if part.arg and CALLBACK.fullmatch(part.arg)
        if not isinstance(part.value, ast.Constant)
        if not (isinstance(part.value, ast.Call) and ast.unparse(part.value.func) == "safely")
    ]
    assert bare == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_failing_control_leaves_header_page_and_a_way_back(site, monkeypatch, caplog, language):
    page = site("home", lang=language)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(state, "choose", fail)
    page.app.button(key="bet_unsure").click().run()
    texts = load_texts(language)
    assert not page.exception
    assert "broken on purpose" in caplog.text
    assert texts("site.broken.title") in page.words
    assert texts("site.broken.home") in page.words
    assert 'class="ec-top"' in page.html
    assert 'class="ec-footer"' in page.html
    assert page.app.button(key="bet_unsure")
    monkeypatch.undo()
    page.app.run()
    assert texts("site.broken.title") not in page.words


def test_a_control_of_a_page_that_is_gone_does_nothing(monkeypatch, caplog):
    memory, done = {callbacks.PAGE: sitemap.page_named("simulator")}, []
    monkeypatch.setattr(callbacks.st, "session_state", memory)
    act = callbacks.safely(done.append)
    memory[callbacks.PAGE] = sitemap.page_named("home")
    act(1)
    assert done == []
    memory[callbacks.PAGE] = sitemap.page_named("simulator")
    act(2)
    assert done == [2]
    assert memory == {callbacks.PAGE: sitemap.page_named("simulator")}
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("place", "name", "key"),
    [
        ("compare", "left", "compare_left"),
        ("model_rules", "group", "parameter_group"),
        ("teacher", "lesson", "teacher_lesson"),
    ],
)
@pytest.mark.parametrize("wish", [None, "x" * 9999, 7, ["a"], "<b>"])
def test_what_no_control_of_ours_reports_is_left_out(monkeypatch, place, name, key, wish):
    memory, here = {key: wish}, sitemap.page_named(place)
    monkeypatch.setattr(state.st, "session_state", memory)
    monkeypatch.setattr(state, "read_address", lambda: False)
    monkeypatch.setattr(state, "current_page", lambda: here)
    state.take_choice(name, key)
    assert memory == {key: wish}
    memory[key] = here.choices[name][-1]
    state.take_choice(name, key)
    assert memory[state.CHOICES] == {(here.name, name): here.choices[name][-1]}
