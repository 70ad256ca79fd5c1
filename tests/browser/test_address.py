"""One owner of the address: one run for each step, one entry for each action, none for a link."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from content import LANGUAGES, load_texts
from simulations import Scenario
from tests.browser.line import Line
from tests.browser.soak import shown, soak
from tests.browser.visits import PATIENCE, Visits, go_to, ready
from tests.busy import burning

ES, PT = load_texts("es"), load_texts("pt")
SMALL = Scenario({"shoppers": 200, "weeks": 12})
START = f"/sim?{urlencode(SMALL.to_query())}"


def asked(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def count(page):
    """Runs that have begun, and entries of the history."""
    return page.evaluate("() => [window.siteRuns.begun, history.length]")


def chapter(page, name):
    offered = page.get_by_role("radiogroup", name=ES("chapters.heading"))
    offered.get_by_role("radio", name=ES(f"chapters.{name}.name"), exact=True).click()


def number(page, control):
    label = ES(f"controls.{control}.label")
    return page.get_by_role("textbox", name=ES("controls.exactly", label=label), exact=True)


def typed(page, control, value):
    number(page, control).fill(value)
    number(page, control).press("Enter")


@pytest.mark.parametrize(
    "path",
    [
        f"{START}&chapter=money&lang=es&utm_source=x",
        "/one?step=3",
        *(pytest.param(path, marks=pytest.mark.slow) for path in ("/", START)),
    ],
)
def test_opening_a_link_adds_no_entry_and_runs_once(visit, path):
    page = visit(path, wait=False)
    before = page.evaluate("history.length")
    ready(page)
    assert count(page) == [1, before]
    assert "utm_source" not in asked(page)
    assert asked(page)["lang"] in LANGUAGES


def test_each_action_is_one_entry_and_one_run_and_each_step_back_one_run(visit):
    page = visit(START, lang="es")
    actions = [
        lambda: chapter(page, "money"),
        lambda: typed(page, "crossing", "12"),
        lambda: page.get_by_role("button", name=ES("controls.luck.other")).click(),
        lambda: page.get_by_role("link", name=LANGUAGES["pt"].name).click(),
        lambda: go_to(page, "glossary", PT),
    ]
    places, seen = [page.url], [shown(page)]
    for act in actions:
        runs, entries = count(page)
        act()
        ready(page)
        assert count(page) == [runs + 1, entries + 1], page.url
        places.append(page.url)
        seen.append(shown(page))
    assert len(set(places)) == len(places)
    for place, before in list(zip(places, seen, strict=True))[-2::-1]:
        runs, entries = count(page)
        page.go_back()
        ready(page)
        assert count(page) == [runs + 1, entries]
        assert page.url == place
        assert shown(page) == before
    page.go_forward()
    ready(page)
    assert page.url == places[1]
    assert shown(page) == seen[1]


def test_going_to_and_fro_in_a_hurry_ends_where_the_visitor_stopped(visit):
    page = visit(f"{START}&chapter=runs", lang="es")
    for name in ("people", "causes", "money", "doubt"):
        chapter(page, name)
        ready(page)
    entries = page.evaluate("history.length")
    for step in (-1, -1, -1, 1, -1, 1, 1, -1, -1):
        page.evaluate("(step) => history.go(step)", step)
        page.wait_for_timeout(40)
    ready(page)
    assert page.evaluate("history.length") == entries
    before = shown(page)
    page.goto(page.url)  # a fresh visitor is asked below, and by the soak
    ready(page)
    assert shown(page) == before


def test_a_step_back_that_is_told_again_is_not_undone_by_what_is_still_on_screen(server, chromium):
    with Line(server.url) as line:
        visits = Visits(line.url, chromium)
        page = visits(f"{START}&chapter=runs", lang="es")
        for name in ("people", "causes"):
            chapter(page, name)
            ready(page)
        entries = page.evaluate("history.length")
        line.hold_answers()
        page.go_back(wait_until="commit")
        page.wait_for_timeout(5_000)  # longer than the address waits for an answer
        line.mend()
        ready(page)
        assert page.evaluate("history.length") == entries
        assert asked(page)["chapter"] == "people"
        before = shown(page)
        assert shown(visits(page.url.removeprefix(line.url), lang="es")) == before
        visits.close()
        assert visits.failures == []


def test_an_action_that_another_one_overtakes_is_an_entry_all_the_same(visit):
    page = visit(f"{START}&chapter=runs", lang="es")
    entries = page.evaluate("history.length")
    typed(page, "crossing", "12")
    page.wait_for_function("() => location.search.includes('crossing_share=0.12')")
    typed(page, "patience", "34")
    ready(page)
    assert page.evaluate("history.length") == entries + 2
    page.go_back()
    ready(page)
    assert number(page, "crossing").input_value() == "12"
    assert number(page, "patience").input_value() != "34"


def test_an_edit_and_a_link_in_the_same_moment_are_both_heard(visit):
    page = visit(f"{START}&chapter=runs", lang="es")
    page.evaluate(
        """(chosen) => {
            const one = document.querySelector(chosen);
            one.value = one.max;
            one.dispatchEvent(new Event('change'));
            document.querySelector('.ec-languages a[data-language=pt]').click();
        }""",
        ".st-key-ec_controls .ec-dial-range",
    )
    ready(page)
    assert page.evaluate("document.documentElement.lang") == "pt-BR"
    first = page.locator(".st-key-ec_controls .ec-dial-range").first
    assert first.input_value() == first.get_attribute("max")
    page.reload()
    ready(page)
    assert first.input_value() == first.get_attribute("max")


def test_the_system_s_change_of_theme_is_one_run_and_no_entry(visit):
    page = visit(f"{START}&chapter=runs", lang="es")
    runs, entries = count(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(1000)
    ready(page)
    assert count(page) == [runs + 1, entries]


def test_a_part_of_a_page_is_gone_to_whether_the_page_is_there_or_not(visit):
    page = visit("/facts?lang=es")
    part = page.locator("main [id^=IN]").first.get_attribute("id")
    page.goto(f"{visit.url}/facts?lang=es#{part}")
    page.reload()
    here = "(id) => Math.abs(document.getElementById(id)?.getBoundingClientRect().top) < 200"
    page.wait_for_function(here, arg=part)
    go_to(page, "glossary", ES)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
    assert page.evaluate("document.activeElement.id") == "page-start"
    page.go_back()
    page.wait_for_function(here, arg=part)
    ready(page)
    assert page.url.endswith(f"#{part}")


def test_a_step_taken_while_the_line_was_cut_is_not_lost(server, chromium):
    with Line(server.url) as line:
        visits = Visits(line.url, chromium)
        page = visits("/one", lang="es")
        line.cut()
        page.wait_for_timeout(500)
        page.evaluate("() => document.querySelector('.ec-onward a.ec-go').click()")
        assert asked(page)["step"] == "2"
        line.mend()
        page.wait_for_selector('[data-screen="single-2"]', timeout=PATIENCE)
        ready(page)
        assert asked(page)["step"] == "2"
        visits.close()
        assert visits.failures == []


@pytest.mark.parametrize(
    ("burners", "browsers", "rounds"), [(0, 1, 1), pytest.param(2, 2, 3, marks=pytest.mark.slow)]
)
def test_quick_moves_lose_no_page(server, chromium, burners, browsers, rounds):
    """The short forms of `python -m tests.browser.soak`."""
    with burning(burners):
        assert soak(server.url, chromium, browsers, rounds) == []
