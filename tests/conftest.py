"""What all tests share: reproducible property tests and a place for what they leave behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOP = Path(__file__).resolve().parent.parent

# Pages that run inside a test do their work there too; servers have processes beside them.
os.environ.setdefault("EXPLAINER_WORKERS", "0")

# No deadline: a busy machine is not a bug. Derandomised: a red run is red again.
settings.register_profile("checks", deadline=None, derandomize=True, print_blob=True)
# `pytest --hypothesis-profile=explore` looks for new examples on every run.
settings.register_profile("explore", deadline=None, max_examples=2000)


LONG = (
    "view/test_words_and_charts_agree.py",
    "view/test_random_states.py",
    "view/test_lives.py",
    "view/test_prompts.py",
    "view/test_crowd.py",
    "view/test_company.py",
    "simulations/test_sample_of_100.py",
    "simulations/test_cost.py",
    "view/test_experiments.py",
    "view/test_dials.py",
    "view/test_fuzzed_links.py",
    "view/test_pinned_runs.py",
    "view/test_luck.py",
    "view/test_links.py",
    "view/server/test_worker_pool.py",
    "view/front/test_arrival.py",
    "view/test_shown_drawings.py",
    "links/test_corpus.py",
    "pages",
    "exports",
    "load",
    "workshop",
    "test_serve.py",
    "test_api_reference.py",
    "test_extending.py",
    "simulations/test_what_must_hold.py",
    "simulations/test_directions.py",
    "simulations/test_same_luck.py",
    "simulations/test_credit.py",
    "simulations/test_counter_case.py",
    "simulations/test_cli.py",
    "simulations/test_cases.py",
    "simulations/test_calibration.py",
    "simulations/test_engine_against_reference.py",
    "simulations/test_move.py",
    "simulations/test_workers.py",
    "simulations/test_luck_strip.py",
    "simulations/test_premium.py",
    "simulations/test_plan.py",
    "simulations/test_break_even.py",
    "simulations/test_people_table.py",
    "simulations/test_cluster.py",
    "simulations/orders",
    "simulations/test_ensemble.py",
    "content/test_guide_commands.py",
    "content/test_prompts.py",
    "content/test_lives_bear_out.py",
    "content/test_lesson_runs.py",
    "content/test_lives_words.py",
)
"""Files, and folders, that take long together: `make check` leaves them to `make test`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out the files named in LONG")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files that are left out are not even read: collecting them takes as long as the rest."""
    if config.getoption("--quick") and collection_path.is_relative_to(TOP / "tests"):
        return collection_path.relative_to(TOP / "tests").as_posix().startswith(LONG) or None
    return None


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--hypothesis-profile", default=None):
        settings.load_profile("checks")


@pytest.fixture(scope="session")
def top() -> Path:
    """The top folder of the clone."""
    return TOP


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """A folder that git ignores: screenshots, logs, reports."""
    folder = TOP / ".artifacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; Playwright is loaded only where a test asks for it."""
    from playwright.sync_api import sync_playwright

    from tests.browser.find_chromium import ChromiumNotFoundError, advice, find
    from tests.browser.visits import FLAGS

    try:
        path = find()
    except ChromiumNotFoundError as error:
        pytest.fail(str(error), pytrace=False)
    if path is None:
        pytest.fail(advice(), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True, scope="session")
def _packages_are_looked_through_once() -> Iterator[None]:
    """Streamlit's harness looks for components in every installed package before each run.

    That takes longer than most runs, and what is installed does not change meanwhile.
    """
    if "streamlit.testing.v1" not in sys.modules:
        yield
        return
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        look = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", look)
        yield


@pytest.fixture(autouse=True, scope="module")
def _main_module() -> Iterator[None]:
    """Put back what Streamlit's harness leaves as ``__main__``: new processes would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
