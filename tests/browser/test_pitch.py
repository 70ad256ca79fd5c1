"""From nothing to a deck of slides in four inputs, and through the screens of the presentation."""

import io
from pathlib import Path

from playwright.sync_api import expect
from pptx import Presentation

from content import load_texts
from explainer.view.business.business_choices import STEPS
from tests.browser.visits import asked, ready

ES = load_texts("es")
LOGO = Path(__file__).parents[2] / "static" / "icon.png"
SMALLEST = 24  # pixels: what is read from the last row


def press(page, label):
    page.get_by_role("button", name=label, exact=True).click()
    ready(page)


def key(page, name):
    page.keyboard.press(name)
    ready(page)


def test_from_nothing_to_a_deck_in_four_inputs_and_through_the_screens(visit, axe, screenshot):
    page = visit("/", lang="es", width=1024, height=768)
    page.get_by_role("link", name=ES("home.door.present")).click()  # 1
    ready(page)
    shops = page.get_by_label(ES("business.client.shops"), exact=True)
    shops.fill("12")  # 2
    shops.press("Enter")
    ready(page)
    press(page, ES("experiments.ask"))  # 3
    with page.expect_download() as waiting:
        page.get_by_role("button", name=ES("business.client.pptx")).click()  # 4
    assert waiting.value.suggested_filename.endswith(".pptx")
    with page.expect_download() as waiting_for_page:
        page.get_by_role("button", name=ES("business.client.html")).click()
    assert waiting_for_page.value.suggested_filename.endswith(".html")
    told = Path(waiting_for_page.value.path()).read_text(encoding="utf-8")
    assert page.locator("#case").inner_text() in told
    deck = Presentation(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    words = [
        shape.text_frame.text for s in deck.slides for shape in s.shapes if shape.has_text_frame
    ]
    claim = page.locator("#case").inner_text()
    assert 6 <= len(deck.slides) <= 8
    assert claim in words
    assert sum(shape.has_chart for s in deck.slides for shape in s.shapes) == 2
    assert axe(page) == []

    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": LOGO.read_bytes()}
    page.get_by_label(ES("business.logo.open")).set_input_files(logo)
    ready(page)
    expect(page.get_by_role("img", name=ES("business.logo.named"))).to_be_visible()
    page.get_by_label(ES("business.client.name")).fill("Zapatería Ñandú y Compañía del Norte")
    key(page, "Enter")
    page.get_by_role("link", name=ES("business.client.present")).click()
    ready(page)
    expect(page.locator("img.ec-logo")).to_be_visible()
    press(page, ES("business.show.full"))
    for step in STEPS:
        assert asked(page)["step"] == step
        for width, height in ((1024, 768), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            ready(page)
            found = page.evaluate(SCREEN)
            assert found["below"] <= 0, (step, found)
            assert found["smallest"] >= SMALLEST, (step, found)
            assert found["cut"] == [], (step, found)
            assert found["others"] == [], (step, found)
        if step == "money":
            assert claim in page.locator("h1").inner_text()
        if step != STEPS[-1]:
            key(page, "ArrowRight")
    assert axe(page) == []

    notes = page.locator(".ec-pitch-notes p")
    expect(notes).not_to_be_visible()
    key(page, "n")
    expect(notes).to_be_visible()
    key(page, "n")
    blank = "getComputedStyle(document.body, '::after').backgroundColor"
    key(page, "b")
    assert page.evaluate(blank) == "rgb(0, 0, 0)"
    key(page, "b")
    assert page.evaluate(blank) != "rgb(0, 0, 0)"
    said = page.get_by_text(ES("business.objection.not_for_you.says"))
    said.click()
    answer = page.get_by_text(ES("business.objection.not_for_you.answer"))
    expect(answer).to_be_in_viewport(ratio=1)
    key(page, "Escape")
    expect(answer).not_to_be_visible()
    key(page, "ArrowLeft")
    assert asked(page)["step"] == "money"
    key(page, "f")
    expect(page.get_by_role("button", name=ES("business.show.next"))).to_be_visible()
    screenshot(page, "pitch-money-es-1920")


SCREEN = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const own = ".st-key-ec_pitch", aside = ".st-key-ec_pitch_ways, .st-key-ec_pitch_notes";
  const parts = "p, li, a, td, th, text, summary, figcaption, h1, h2, h3, button";
  const shown = [...document.querySelectorAll(parts)]
    .filter((one) => one.checkVisibility() && one.textContent.trim()
      && one.getBoundingClientRect().width > 1 && one.getBoundingClientRect().height > 1);
  const mine = shown.filter((one) => one.closest(own));
  const type = (one) => parseFloat(getComputedStyle(one).fontSize)
    * (one.ownerSVGElement ? one.getScreenCTM().a : 1);
  const outside = ({ right, bottom }) => right > innerWidth + 1 || bottom > innerHeight + 1;
  const named = (one) => one.textContent.slice(0, 60);
  return {
    below: main.scrollHeight - main.clientHeight,
    smallest: Math.min(...mine.map(type)),
    cut: mine.filter((one) => outside(one.getBoundingClientRect())).map(named),
    others: shown.filter((one) => !one.closest(own) && !one.closest(aside)).map(named),
  };
}"""
