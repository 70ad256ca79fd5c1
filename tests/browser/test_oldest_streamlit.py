"""The site on Streamlit 1.62, which the edition without a server is made of."""

import subprocess
import sys
import venv

import pytest

from content import load_texts
from deploy.site_process import Server
from tests.browser.soak import shown
from tests.browser.test_address import START, asked, chapter, count, typed
from tests.browser.visits import Visits, go_to, ready

pytestmark = pytest.mark.slow  # makes an environment of its own, which takes minutes
OLD = ("streamlit==1.62.0", "pandas==2.3.3", "numpy==2.2.6")
BOUND = "pillow"
"""What the old Streamlit asks for in an older version than the site's."""
FRONT = ("starlette", "uvicorn")
"""What the site asks for through Streamlit; the rest of its own is taken as it is pinned."""
ES, PT = load_texts("es"), load_texts("pt")


@pytest.fixture(scope="session")
def old_python(top, artifacts):
    """An interpreter with the oldest packages that the site must run on, made once."""
    place = artifacts / "streamlit-1.62"
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    made = place / "made"
    if not made.exists():
        venv.create(place, with_pip=True, clear=True)
        pinned = (top / "requirements.txt").read_text("utf-8")
        ours, _, theirs = pinned.partition("# What those need in turn")
        older = {one.partition("==")[0] for one in OLD} | {BOUND}
        same = [one for one in ours.splitlines() if one.partition("==")[0] not in older]
        same = [one for one in same if "==" in one]
        same += [one for one in theirs.splitlines() if one.partition("==")[0] in FRONT]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *OLD, *same], check=True)
        made.touch()
    return str(python)


@pytest.fixture
def old(top, artifacts, old_python, chromium):
    with Server(top, artifacts / "server-old.log", python=old_python) as server:
        visits = Visits(server.url, chromium)
        yield visits
        visits.close()
    assert visits.failures == []
    assert visits.foreign() == []


def test_a_lesson_goes_on_by_steps_and_back(old):
    page = old("/one", lang="es")
    page.locator(".ec-onward a.ec-go").first.click()
    page.wait_for_selector('[data-screen="single-2"]')
    ready(page)
    assert asked(page)["step"] == "2"
    assert page.evaluate("document.activeElement.dataset.screen") == "single-2"
    page.go_back()
    page.wait_for_selector('[data-screen="single-1"]')
    ready(page)
    assert asked(page).get("step", "1") == "1"


def test_language_chapter_dial_and_back_are_one_run_and_one_entry_each(old):
    page = old(START, lang="es")
    seen = [shown(page)]
    actions = [
        lambda: chapter(page, "money"),
        lambda: typed(page, "crossing", "12"),
        lambda: page.locator(".ec-languages a[data-language=pt]").click(),
        lambda: go_to(page, "glossary", PT),
    ]
    for act in actions:
        runs, entries = count(page)
        act()
        ready(page)
        assert count(page) == [runs + 1, entries + 1]
        seen.append(shown(page))
    for before in seen[-2::-1]:
        runs, entries = count(page)
        page.go_back()
        ready(page)
        assert count(page) == [runs + 1, entries]
        assert shown(page) == before
