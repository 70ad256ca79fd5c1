"""The language that HTML says of the page is that of the newest answer, whatever runs after it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.javascript.conftest import MOUNT, source

SITE = "http://site.test/"
OLD = {
    "language": "pt-BR",
    "languages": {},
    "name": "a",
    "title": "b",
    "description": "c",
    "picture": "d.png",
}


def told(language: str, n: int) -> dict[str, Any]:
    address = f"./sim?lang={language[:2]}"
    return {
        "session": "s",
        "n": n,
        "opened": "./sim",
        "arrived": address,
        "address": address,
        "page": "simulator",
        "screen": "simulator",
        "language": language,
        "choices": [],
        "heard": {},
    }


def spoken(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def run_late(page: Page) -> None:
    """Run what tells the browser about a page in Portuguese, as the framework may once more."""
    facts = "({ site, script }) => new Function('site', script)(site)"
    page.evaluate(facts, {"site": OLD, "script": source("shell/header_footer")})


def test_the_script_of_a_page_that_is_left_does_not_bring_its_language_back(page: Page) -> None:
    page.route(
        f"{SITE}**",
        lambda route: route.fulfill(body="<!doctype html><html><body></body></html>"),
    )
    page.goto(f"{SITE}sim")
    run_late(page)
    assert spoken(page) == "pt-BR", "before the first answer there is only the script"
    page.evaluate(MOUNT, [source("widgets/address"), "ec-address", told("pt-BR", 0)])
    page.evaluate("data => window.show(data)", told("es", 0))
    assert spoken(page) == "es"
    run_late(page)
    assert spoken(page) == "es"
