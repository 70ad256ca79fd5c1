"""Our scripts alone in the browser that is there anyway: no server, no framework, seconds.

A test mounts a component as the framework does and reads what it tells::

    def test_something(mount):
        widget = mount("widgets/drawings/selectable", "ec-pick-place", {"markup": "..."})
        widget.page.keyboard.press("ArrowRight")
        assert widget.said("chosen") == ["b"]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

VIEW = Path(__file__).resolve().parents[2] / "explainer" / "view"
LOAD = "source => import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})))"
MOUNT = """async ([source, place, data]) => {
  const holder = document.createElement("div");
  holder.innerHTML = `<div class="${place}"></div>`;
  document.body.append(holder);
  const module = await import(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
  window.said = [];
  const tell = (name, value) => window.said.push([name, value]);
  window.show = (data) => module.default({
    data, parentElement: holder, setTriggerValue: tell, setStateValue: tell,
  });
  window.show(data);
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


def source(name: str) -> str:
    """Return the text of a script below `explainer/view`, named without its ending."""
    return (VIEW / f"{name}.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Widget:
    """A mounted component and what it has told."""

    page: Page

    def show(self, data: dict[str, Any]) -> None:
        """Give it other data, as the next run of a page does."""
        self.page.evaluate("data => window.show(data)", data)

    def said(self, name: str) -> list[Any]:
        """Return what it has told under a name, in order."""
        return [value for own, value in self.page.evaluate("window.said") if own == name]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page; afterwards no script of ours may have failed."""
    context = chromium.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.set_content("<!doctype html><html lang='es'><body></body></html>")
    yield page
    context.close()
    assert failures == []


@pytest.fixture
def mount(page: Page) -> Callable[[str, str, dict[str, Any]], Widget]:
    """Mounts a component: its script, the class of its place, its data."""

    def mounted(name: str, place: str, data: dict[str, Any]) -> Widget:
        page.evaluate(MOUNT, [source(name), place, data])
        return Widget(page)

    return mounted
