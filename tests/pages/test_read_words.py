"""Word for word: what the application shows on a page, the page that is read says too."""

import re
from html import unescape
from itertools import product

import pytest

from content import LANGUAGES, load_texts
from content.lesson_plans import load_plans
from explainer.reading_edition import run_store
from explainer.reading_edition.addresses import FILE, folder, read_pages, subpages
from explainer.reading_edition.build import Site as Where
from explainer.reading_edition.build import files
from explainer.view.shell.sitemap import offered_lessons
from explainer.view.simulator.settings.knob_groups import ALL
from tests.reading_edition.markup import flat, parsed

BLOCK = re.compile(r"<(p|li|h[1-6]|dt|dd|td|th|summary)\b[^>]*>(.*?)</\1>", re.S)
FRAME = ("ec-top", "ec-footer", "ec-link", "ec-near")
"""Around a page."""
TOOLS = re.compile(
    r'<p class="ec-(?:onward|tools)">.*?</p>|<nav .*?</nav>|<details class="ec-how.*?</details>',
    re.S,
)
"""Ways through a lesson of several screens, and what a page can be taken along with."""
PLANS = "teacher"
"""The site plans a class there minute by minute; what is read are the sheets to print."""
DOT = re.compile(r'<a class="ec-dot.*?</a>', re.S)
"""A dot of the map, which the page that is read names by its card."""
READ = tuple(one.name for one in read_pages() if one.name not in {*offered_lessons(), PLANS})
OPENED = {"home": {"bet": "unsure"}, "model_rules": {"group": ALL}}
"""What has to be chosen for a page to show all that it says."""
QUICK = {("omnichannel", "es"), ("seams", "pt")}
"""Lessons that the quick tests look at."""
each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


@pytest.fixture(scope="module")
def edition():
    """All pages as they are written, by their path."""
    written = files(Where(), run_store.RunStore(run_store.load()))
    return {path: flat(parsed(text).words) for path, text in written if path.endswith(".html")}


def shown(site):
    """Return what a visitor reads on a page, a paragraph or cell at a time."""
    bodies = [element.proto.body for element in site.app.get("html")]
    bodies += [element.value for element in site.app.markdown]
    for body in bodies:
        if body.startswith("<style") or any(mark in body for mark in FRAME):
            continue
        for _, inner in BLOCK.findall(DOT.sub("", TOOLS.sub("", body))):
            words = unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", inner, flags=re.S)).strip()
            if flat(words):
                yield words


@pytest.mark.parametrize(
    ("name", "language"),
    [
        one if one in QUICK else pytest.param(*one, marks=pytest.mark.slow)
        for one in product(offered_lessons(), sorted(LANGUAGES))
    ],
)
def test_every_step_of_a_lesson_says_the_same(site, edition, language, name):
    page = edition[f"{folder(name, language)}{FILE}"]
    plan, texts = load_plans()[name], load_texts(language)
    choices = {"why": plan.why.right, "bet": "unknown"}
    choices |= {f"q_{question}": one.right for question, one in plan.quiz.items()}
    told = 0
    for number, step in enumerate(plan.steps, start=1):
        words = list(shown(site(name, lang=language, step=str(number), **choices)))
        told += len(words)
        named = texts(f"lesson.steps.{step}")
        counted = {"name": named, "number": str(number), "total": str(len(plan.steps))}
        by_script = {
            texts("lesson.progress", **counted),  # the summary stands at the top and is no step
            texts("lesson.your_bet", bet=texts("lesson.unknown")),
            texts("lesson.quiz.right"),
            *((named,) if step == "summary" else ()),
        }
        missing = [one for one in words if flat(one) not in page and one not in by_script]
        assert missing == []
    assert told > 40


@each_language
@pytest.mark.parametrize("name", READ)
def test_a_page_that_is_read_says_the_same(site, edition, language, name):
    page = "".join(
        edition[f"{folder(name, language, part)}{FILE}"] for part in ("", *subpages(name))
    )
    words = list(shown(site(name, lang=language, **OPENED.get(name, {}))))
    assert len(words) > 1
    assert [one for one in words if flat(one) not in page] == []
