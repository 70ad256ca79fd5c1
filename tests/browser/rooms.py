"""What people do in a workshop room, as they do it: by the names of what they see."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from content import Texts, load_texts
from simulations import CAPABILITIES
from tests.browser.visits import Visits

SOON = 60_000  # milliseconds
FULL = 5
"""Times that a button is pressed which moves five tokens until a piece is complete."""


def open_room(visit: Visits, lang: str = "es", template: str = "m45") -> Page:
    """Open a room as its host: from the page of the workshop it is one action."""
    texts = load_texts(lang)
    page = visit("/rooms", lang=lang)
    if template != "m45":
        page.get_by_role("radio", name=texts(f"workshop.minutes.{template}")).click()
    page.get_by_role("button", name=texts("workshop.open"), exact=True).click()
    expect(page.locator(".ec-way-in-code")).to_be_visible(timeout=SOON)
    page.wait_for_url("**key=*", timeout=SOON)
    return page


def asked(page: Page) -> dict[str, str]:
    """Return what the address of a page says."""
    return dict(parse_qsl(urlsplit(page.url).query))


def join(visit: Visits, code: str, lang: str, **size: int) -> Page:
    """Enter a room by its code: the code, then two taps."""
    texts = load_texts(lang)
    page = visit("/join", lang=lang, **{"width": 360, "height": 740, **size})
    page.get_by_role("textbox", name=texts("workshop.join.code")).fill(code.lower())
    page.get_by_role("button", name=texts("workshop.join.enter"), exact=True).click()
    first = page.locator(".st-key-ws_name_0 button")
    first.click(timeout=SOON)
    page.wait_for_url("**seat=*", timeout=SOON)
    return page


def next_step(host: Page, lang: str, step: str) -> None:
    """Have the host move the room to a step."""
    texts = load_texts(lang)
    name = texts("workshop.host.next", step=texts(f"workshop.step.{step}"))
    host.get_by_role("button", name=name, exact=True).click()
    now = texts("workshop.host.now", step=texts(f"workshop.step.{step}"))
    expect(host.get_by_role("heading", name=now)).to_be_visible(timeout=SOON)


def at_step(page: Page, lang: str, step: str) -> None:
    """Wait until a phone or the wall has come to a step by itself."""
    name = load_texts(lang)(f"workshop.step.{step}")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible(timeout=SOON)


def send(page: Page, texts: Texts) -> None:
    """Send the answer and wait until the phone says that it is stored."""
    page.locator(".ec-answer-send").click()
    expect(page.locator(".ec-answer-status")).to_have_text(
        texts("workshop.form.sent"), timeout=SOON
    )


def predict(page: Page, lang: str, confidence: str = "high") -> None:
    texts = load_texts(lang)
    page.get_by_role("radio", name=texts(f"workshop.confidence.{confidence}")).check(timeout=SOON)
    send(page, texts)


def decide(page: Page, lang: str, decision: str = "promote") -> None:
    texts = load_texts(lang)
    page.get_by_role("radio", name=texts(f"workshop.decision.{decision}")).check(timeout=SOON)
    send(page, texts)


def invest(page: Page, lang: str, first: int = 0, reason: str = "Porque sí") -> None:
    texts = load_texts(lang)
    for piece in (CAPABILITIES * 2)[first : first + 4]:
        name = f"{texts('workshop.form.more')}: {texts(f'terms.capability.{piece}.name')}"
        button = page.get_by_role("button", name=name, exact=True)
        for _ in range(FULL):
            button.click(timeout=SOON)
    page.locator(".ec-answer textarea").fill(reason)
    send(page, texts)


def change(page: Page, lang: str, first: int = 0) -> None:
    texts = load_texts(lang)
    for field, piece in (("source", first), ("target", first + 4)):
        select = page.get_by_label(texts(f"workshop.form.{field}"), exact=True)
        select.select_option((CAPABILITIES * 2)[piece], timeout=SOON)
    send(page, texts)
