"""What stands under every block leads where it says."""

from urllib.parse import urlsplit

from content import load_texts
from tests.browser.visits import ready


def test_a_block_leads_to_its_evidence_card_in_the_same_state(stroll):
    page, texts = stroll("/sim?seed=5", "pt"), load_texts("pt")
    link = page.locator('[class*="st-key-ec_block_"] .ec-note a').first
    card = urlsplit(link.get_attribute("href")).fragment
    link.click()
    ready(page)
    shown = page.locator(f"#{card}")
    shown.filter(has_text=texts(f"cards.{card}.claim")).wait_for()
    assert page.evaluate("document.activeElement.id") == card
    box = shown.bounding_box()
    assert 0 <= round(box["y"]) < page.viewport_size["height"]
    assert "lang=pt" in page.url
    assert "seed=5" in page.url
