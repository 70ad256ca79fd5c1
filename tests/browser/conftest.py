"""A real server and a real browser for the tests in this folder.

A test asks for `visit` and gets pages from it::

    def test_something(visit, axe, screenshot):
        page = visit("/simular", lang="pt", width=360, scheme="dark")
        page.get_by_role("button", name="...").click()
        ready(page)  # from tests.browser.visits
        assert axe(page) == []

Nothing here skips: without a browser or a server the tests fail and say what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from deploy.site_process import Server
from tests.browser.strolls import Strolls
from tests.browser.visits import Contexts, Visits, stretch


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(top: Path, artifacts: Path, worker_id: str) -> Iterator[Server]:
    """The site, started as `make run` starts it, on a free port of this machine."""
    with Server(top, artifacts / f"server-{worker_id}.log") as running:
        yield running


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Contexts]:
    """Profiles of the browser that keep the site's files from one test to the next."""
    pool = Contexts(chromium)
    yield pool
    pool.close()


@pytest.fixture
def visit(server: Server, chromium: Browser, contexts: Contexts) -> Iterator[Visits]:
    """Opens pages; afterwards no request may have left the site and no script failed."""
    visits = Visits(server.url, chromium, contexts)
    yield visits
    visits.close()
    assert visits.foreign() == []
    assert visits.failures == []


@pytest.fixture(scope="session")
def strolls(server: Server, chromium: Browser, contexts: Contexts) -> Iterator[Strolls]:
    """Where the pages of `stroll` are kept open."""
    kept = Strolls(Visits(server.url, chromium, contexts))
    yield kept
    kept.visits.close()


@pytest.fixture
def stroll(strolls: Strolls, request: pytest.FixtureRequest) -> Iterator[Strolls]:
    """Shows a page to somebody who comes from another one of the site.

    Opening the site with a chart costs eight seconds, a change of page one. For whatever holds
    of a page however it was come to; that every address can be opened by itself is tested
    elsewhere. A test that leaves something behind in the document closes the page.
    """
    failed = request.session.testsfailed
    yield strolls
    if request.session.testsfailed > failed:
        strolls.leave()
    failures, strolls.visits.failures = strolls.visits.failures, []
    assert strolls.visits.foreign() == []
    assert failures == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Returns the accessibility violations of a page, one line for each."""
    checker = Axe()

    def violations(page: Page) -> list[str]:
        found = checker.run(page).response["violations"]
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations


@pytest.fixture(scope="session")
def screenshot(artifacts: Path) -> Callable[[Page, str], Path]:
    """Saves the whole page, however long, as `.artifacts/screenshots/<name>.png`."""
    folder = artifacts / "screenshots"
    folder.mkdir(exist_ok=True)

    def save(page: Page, name: str) -> Path:
        size = page.viewport_size
        assert size is not None
        stretch(page)
        path = folder / f"{name}.png"
        page.screenshot(path=path)
        page.set_viewport_size(size)
        return path

    return save
