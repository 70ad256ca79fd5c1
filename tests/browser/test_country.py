"""Prices are those of the visitor's country, said beside the first money and changed there."""

from urllib.parse import urlencode

import pytest

from content import load_texts
from simulations import Scenario
from tests.browser.visits import Visits, ready

PLACES = [
    ("pt-BR", "pt", "Brasil · BRL", ";"),
    *(
        pytest.param(locale, "es", said, mark, marks=pytest.mark.slow)
        for locale, said, mark in (
            ("es-419", "México · MXN", ","),
            ("es-CO", "Colombia · COP", ";"),
            ("es-AR", "Argentina · ARS", ";"),
            ("es-ES", "España · EUR", ";"),
            ("es-MX", "México · MXN", ","),
        )
    ),
]


@pytest.mark.parametrize(("locale", "lang", "said", "separator"), PLACES)
def test_the_simulator_opens_in_the_visitors_country_and_says_so(
    visit: Visits, locale, lang, said, separator
):
    page = visit("/sim", locale=locale)
    assert page.evaluate("document.documentElement.lang").startswith(lang)
    line = page.locator(".st-key-ec_country summary")
    assert line.inner_text().strip().endswith(load_texts(lang)("settings.country", name=said))
    with page.expect_download() as started:
        page.locator('[class*="st-key-csv_"] button').first.click()
    header = started.value.path().read_text(encoding="utf-8-sig").splitlines()[0]
    assert separator in header


def test_the_country_of_a_link_wins_and_can_be_changed_beside_the_money(visit: Visits):
    link = urlencode(Scenario().with_country("es-CL").to_query() | {"chapter": "runs"})
    page = visit(f"/sim?{link}", lang="es", locale="pt-BR")
    line = page.locator(".st-key-ec_country summary")
    assert "Chile · CLP" in line.inner_text()
    line.click()
    place = page.locator(".st-key-ec_country")
    place.get_by_role("radio", name="Argentina · ARS").click()
    ready(page)
    assert "Argentina · ARS" in page.locator(".st-key-ec_country summary").inner_text()
    assert "country=es-AR" in page.url
