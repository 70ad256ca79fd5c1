"""The workshop's rooms in real browsers: host, wall and phones, in two languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from content import load_texts
from deploy.site_process import Server
from explainer.workshop.rooms import Rooms
from explainer.workshop.storage import Storage, database_url
from explainer.workshop.templates import ROUNDS, STEPS
from tests.browser import rooms
from tests.browser.layout import clipped, too_wide
from tests.browser.line import Line
from tests.browser.visits import Visits, ready

DATA = "EXPLAINER_DATA"
GONE = 8_000
"""Milliseconds without a network: four looks of a phone at its room, and every retry so far."""
HOSTILE = (
    '<img src=x onerror="window.hit=1"><script>window.hit=1</script>=1+1 $x$ [a](javascript:1)'
)


def test_the_names_of_sixty_people_stand_on_one_screen(visit, server):
    kept = Rooms(Storage(database_url({DATA: str(server.log.with_suffix(".data"))})))
    code = kept.open("m45", "es-MX", "es").code
    for first in ("Quetzal", "Guacamaya", "Colibrí", "Carpincho", "Armadillo", "Tucán"):
        for other in range(10):
            kept.join(code, f"{first} tranquilo {other}", "es")
    wall = visit(f"/rooms?room={code}&show=screen", lang="es", width=1024, height=768)
    expect(wall.locator(".ec-room-count strong")).to_have_text("60", timeout=rooms.SOON)
    cards = wall.locator(".ec-big-screen .ec-cards")
    assert cards.evaluate("one => one.getBoundingClientRect().bottom") <= 768
    assert wall.locator(".ec-way-in-qr").evaluate("one => one.clientWidth") >= 180


def test_a_room_from_opening_to_the_first_answer(visit, axe, screenshot):
    """Opened by one press, joined by two taps; the wall counts, a reload returns to the place."""
    texts = load_texts("es")
    host = rooms.open_room(visit)
    code = rooms.asked(host)["room"]
    wall = visit(f"/rooms?room={code}&show=screen", lang="es", width=1024, height=768)
    phone = rooms.join(visit, code, "pt")
    expect(wall.locator(".ec-room-count strong")).to_have_text("1", timeout=rooms.SOON)
    rooms.next_step(host, "es", "predict")
    rooms.at_step(phone, "pt", "predict")
    expect(phone.locator(".ec-answer-send")).to_be_visible(timeout=rooms.SOON)

    # What is typed and not sent outlives a reload; the secret of the seat is in the address.
    low = phone.get_by_label(load_texts("pt")("workshop.form.low"))
    low.focus()
    for _ in range(3):
        phone.keyboard.press("ArrowLeft")
    typed = low.input_value()
    phone.wait_for_timeout(5_000)  # two looks at the room take neither focus nor value
    assert low.input_value() == typed
    assert low.evaluate("part => part === document.activeElement")
    phone.reload()
    low = phone.get_by_label(load_texts("pt")("workshop.form.low"))
    expect(low).to_have_value(typed, timeout=rooms.SOON)

    rooms.predict(phone, "pt")
    told = texts("workshop.board.of", given="1", all="1")
    expect(wall.locator(".ec-room-count strong")).to_have_text(told, timeout=5_000)
    phone.reload()
    expect(phone.locator(".ec-answer-status")).to_have_text(
        load_texts("pt")("workshop.form.sent"), timeout=rooms.SOON
    )
    for page, name in ((host, "host"), (wall, "wall"), (phone, "phone")):
        assert axe(page) == [], name
        assert too_wide(page) == [], name
        assert clipped(page) == [], name
        screenshot(page, f"workshop-{name}")


def test_hostile_words_run_nowhere(visit):
    """A code, a nickname and a reason of markup are words on every screen and in every file."""
    texts = load_texts("es")
    host = rooms.open_room(visit, template="m20")
    code = rooms.asked(host)["room"]
    phone = visit("/join", lang="es", width=360)
    phone.get_by_role("textbox", name=texts("workshop.join.code")).fill("<script>7</script>")
    phone.get_by_role("button", name=texts("workshop.join.enter"), exact=True).click()
    expect(phone.get_by_role("alert")).to_contain_text(
        texts("workshop.problems.code_form"), timeout=rooms.SOON
    )
    phone.get_by_role("textbox", name=texts("workshop.join.code")).fill(code)
    phone.get_by_role("button", name=texts("workshop.join.enter"), exact=True).click()
    phone.get_by_text(texts("workshop.join.own")).click(timeout=rooms.SOON)
    phone.get_by_role("textbox", name=texts("workshop.join.own_label")).fill("<b>x</b>")
    phone.get_by_role("button", name=texts("workshop.join.own_enter")).click()
    expect(phone.get_by_role("alert")).to_contain_text(
        texts("workshop.problems.nickname_letters"), timeout=rooms.SOON
    )
    phone.locator(".st-key-ws_name_1 button").click()
    phone.wait_for_url("**seat=*", timeout=rooms.SOON)
    for step in ("predict", "invest"):
        rooms.next_step(host, "es", step)
        rooms.at_step(phone, "es", step)
        (rooms.predict if step == "predict" else rooms.invest)(
            *(phone, "es"), **({"reason": HOSTILE} if step == "invest" else {})
        )
    host.get_by_text(texts("workshop.host.reasons")).click()
    host.get_by_text("onerror").first.click(timeout=rooms.SOON)
    for step in ("reveal", "debrief"):
        rooms.next_step(host, "es", step)
    wall = visit(f"/rooms?room={code}&show=screen", lang="pt", width=1024, height=768)
    for page in (host, wall, phone):
        expect(page.get_by_text("onerror").first).to_be_visible(timeout=rooms.SOON)
        assert page.evaluate("window.hit") is None
        assert page.locator("img[src=x]").count() == 0
    with host.expect_download() as waiting:
        host.get_by_role("button", name=texts("workshop.host.page")).click()
    body = waiting.value.path().read_text(encoding="utf-8")
    assert "&lt;img" in body
    assert "<img" not in body
    assert "<script" not in body
    fresh = visit("/", lang="es", wait=False)
    fresh.set_content(body)
    assert fresh.evaluate("window.hit") is None


# A line that is cut is held below, storage that outlives a kill by its own tests.
@pytest.mark.slow
def test_an_answer_waits_for_a_server_that_was_killed(chromium, top, tmp_path):
    """It is sent again by itself, kept once, and the phone is back at its place."""
    with Server(top, tmp_path / "server.log") as running:
        visits = Visits(running.url, chromium)
        host = rooms.open_room(visits)
        code = rooms.asked(host)["room"]
        phone = rooms.join(visits, code, "pt")
        rooms.next_step(host, "es", "predict")
        rooms.at_step(phone, "pt", "predict")
        texts = load_texts("pt")
        phone.get_by_role("radio", name=texts("workshop.confidence.low")).check()
        running.kill()
        phone.locator(".ec-answer-send").click()
        expect(phone.locator(".ec-answer-status")).to_have_text(
            texts("workshop.form.waiting"), timeout=rooms.SOON
        )
        running.start()
        expect(phone.locator(".ec-answer-status")).to_have_text(
            texts("workshop.form.sent"), timeout=rooms.SOON
        )
        told = load_texts("es")("workshop.board.of", given="1", all="1")
        expect(host.locator(".ec-room-count strong")).to_have_text(told, timeout=rooms.SOON)
        visits.close()


def test_a_phone_without_a_network_comes_back_to_its_place_with_its_answer(server, chromium):
    """What it showed as sent is there, what it sends meanwhile waits and is counted once."""
    texts = load_texts("pt")
    status = ".ec-answer-status"
    with Line(server.url) as line:
        near, far = Visits(server.url, chromium), Visits(line.url, chromium)
        host = rooms.open_room(near)
        phone = rooms.join(far, rooms.asked(host)["room"], "pt")
        rooms.next_step(host, "es", "predict")
        rooms.at_step(phone, "pt", "predict")
        rooms.predict(phone, "pt")
        line.cut()
        phone.wait_for_timeout(GONE)
        rooms.next_step(host, "es", "islands")
        line.mend()
        rooms.at_step(phone, "pt", "islands")

        decision = texts("workshop.decision.share")
        phone.get_by_role("radio", name=decision).check(timeout=rooms.SOON)
        line.cut()
        phone.locator(".ec-answer-send").click()
        expect(phone.locator(status)).to_have_text(texts("workshop.form.waiting"))
        phone.wait_for_timeout(GONE)
        line.mend()
        expect(phone.locator(status)).to_have_text(texts("workshop.form.sent"), timeout=rooms.SOON)
        counted = load_texts("es")("workshop.board.of", given="1", all="1")
        expect(host.locator(".ec-room-count strong")).to_have_text(counted, timeout=rooms.SOON)

        back = load_texts("es")(
            "workshop.host.back", step=load_texts("es")("workshop.step.predict")
        )
        host.get_by_role("button", name=back, exact=True).click()
        rooms.at_step(phone, "pt", "predict")
        expect(phone.locator(status)).to_have_text(texts("workshop.form.sent"), timeout=rooms.SOON)
        expect(host.locator(".ec-room-count strong")).to_have_text(counted, timeout=rooms.SOON)
        near.close()
        far.close()


PHONES = ("es", "pt") * 3


@pytest.mark.slow
def test_a_whole_template_with_six_phones_in_two_languages(visit, axe, screenshot):
    """Each phase on three screens: reloaded, without a fault for axe, also in forced colours."""
    host = rooms.open_room(visit)
    code = rooms.asked(host)["room"]
    wall = visit(f"/rooms?room={code}&show=screen", lang="pt", width=1024, height=768)
    phones = [(rooms.join(visit, code, lang), lang) for lang in PHONES[:5]]
    for step_number, step in enumerate(STEPS[1:]):
        rooms.next_step(host, "es", step)
        rooms.at_step(wall, "pt", step)
        if step == "islands":  # the sixth comes late
            phones.append((rooms.join(visit, code, PHONES[5]), PHONES[5]))
        for number, (phone, lang) in enumerate(phones):
            rooms.at_step(phone, lang, step)
            if step == "predict":
                rooms.predict(phone, lang)
            elif step == "islands":
                rooms.decide(phone, lang, "share" if number % 2 else "promote")
            elif step == "invest":
                rooms.invest(phone, lang, number, f"Motivo {number}")
            elif step == "change":
                rooms.change(phone, lang, number)
        expect(wall.locator("h2, .ec-room-count").first).to_be_visible(timeout=rooms.SOON)
        if step == "reveal":
            title = load_texts("pt")("workshop.decisions.title")
            expect(wall.get_by_role("heading", name=title)).to_be_visible(timeout=rooms.SOON)
        for page, lang in ((host, "es"), (wall, "pt"), phones[step_number % len(phones)]):
            page.reload()
            if page is host:
                now = load_texts(lang)(
                    "workshop.host.now", step=load_texts(lang)(f"workshop.step.{step}")
                )
                expect(page.get_by_role("heading", name=now)).to_be_visible(timeout=rooms.SOON)
            else:
                rooms.at_step(page, lang, step)
            if step in ROUNDS and page not in (host, wall):
                expect(page.locator(".ec-answer-status")).to_have_text(
                    load_texts(lang)("workshop.form.sent"), timeout=rooms.SOON
                )
            ready(page)
            page.emulate_media(forced_colors="active" if step_number % 2 else "none")
            assert axe(page) == [], (step, lang)
            assert too_wide(page) == [], (step, lang)
        screenshot(wall, f"workshop-45-{step}")
        screenshot(phones[1][0], f"workshop-45-phone-{step}")
    texts = load_texts("es")
    with host.expect_download() as waiting:
        host.get_by_role("button", name=texts("workshop.host.answers_csv")).click()
    rows = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 5 + 6 + 6 + 6
    with host.expect_download() as waiting:
        host.get_by_role("button", name=texts("workshop.host.results_csv")).click()
    rows = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 5 + 4 + 4
    with host.expect_download() as waiting:
        host.get_by_role("button", name=texts("workshop.host.decisions_csv")).click()
    rows = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 7 + 4
