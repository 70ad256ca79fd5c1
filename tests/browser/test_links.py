"""What is shown comes back from the address alone, and is left by Back."""

from urllib.parse import urlencode

import pytest

from content import load_texts
from explainer.view.shell import links
from simulations import Scenario
from tests.browser.strolls import DESK
from tests.browser.visits import asked, ready

SMALL = Scenario({"shoppers": 200, "weeks": 8, "b.data_error": 0.3})
FOLD = ".st-key-ec_files_{name} details"


def is_open(page, name):
    return page.locator(FOLD.format(name=name)).evaluate("fold => fold.open")


@pytest.mark.parametrize("language", ["es", pytest.param("pt", marks=pytest.mark.slow)])
def test_an_open_table_is_in_the_address_and_is_closed_by_back(visit, screenshot, language):
    texts = load_texts(language)
    start = f"/sim?{urlencode(SMALL.to_query() | {'chapter': 'causes'})}"
    page = visit(start, lang=language, width=DESK)
    assert not is_open(page, "funnel")
    page.locator(FOLD.format(name="funnel")).get_by_text(texts("blocks.data")).click()
    page.wait_for_url("**data=funnel**")
    ready(page)
    assert is_open(page, "funnel")
    assert not is_open(page, "frictions")
    kept, chosen = page.url, asked(page)
    page.go_back()
    page.wait_for_url(lambda url: "data=" not in url)
    ready(page)
    assert not is_open(page, "funnel")
    page.goto(kept)
    ready(page)
    assert is_open(page, "funnel")
    assert not is_open(page, "frictions")
    assert page.locator(FOLD.format(name="funnel")).locator("table").is_visible()
    assert asked(page) == chosen
    screenshot(page, f"link-open-table-{language}")


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_what_others_hang_on_a_link_raises_no_alarm_and_a_slip_is_told(
    stroll, screenshot, language
):
    foreign = {"mibextid": "Zxz2cZ", "msclkid": "abc", "_gl": "1*x", "authuser": "0"}
    query = urlencode(links.query(language, SMALL) | {"chapter": "runs"} | foreign)
    page = stroll(f"/sim?{query}", lang=language)
    assert page.locator(".ec-problems").count() == 0
    page = stroll(f"/sim?{query}&sede=4", lang=language)
    told = page.locator(".ec-problems").inner_text()
    assert "sede" in told
    assert "seed" in told
    screenshot(page, f"link-slip-{language}")
