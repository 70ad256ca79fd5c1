"""What goes wrong in a class: lines cut, phones asleep, two hosts, two tabs, a room that ends."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import expect

from content import load_texts
from deploy.site_process import Server
from explainer.workshop.storage import FILE
from tests.browser import rooms
from tests.browser.line import Line
from tests.browser.visits import Visits

pytestmark = pytest.mark.slow
LONG_CUT, ASLEEP = 30_000, 60_000
"""Milliseconds: a walk through a cellar, a phone in a pocket."""
STATUS, COUNT = ".ec-answer-status", ".ec-room-count strong"
ES, PT = load_texts("es"), load_texts("pt")


def counted(page, given, people):
    told = ES("workshop.board.of", given=str(given), all=str(people))
    expect(page.locator(COUNT)).to_have_text(told, timeout=rooms.SOON)


def test_thirty_seconds_without_a_network_lose_nothing_and_double_nothing(server, chromium):
    """Sent just before the cut, during it, and while the room has gone on."""
    with Line(server.url) as line:
        near, far = Visits(server.url, chromium), Visits(line.url, chromium)
        host = rooms.open_room(near)
        phone = rooms.join(far, rooms.asked(host)["room"], "pt")
        rooms.next_step(host, "es", "predict")
        rooms.at_step(phone, "pt", "predict")
        phone.get_by_role("radio", name=PT("workshop.confidence.low")).check(timeout=rooms.SOON)
        line.cut()
        phone.locator(".ec-answer-send").click()
        expect(phone.locator(STATUS)).to_have_text(PT("workshop.form.waiting"), timeout=20_000)
        phone.wait_for_timeout(LONG_CUT)
        line.mend()
        expect(phone.locator(STATUS)).to_have_text(PT("workshop.form.sent"), timeout=rooms.SOON)
        counted(host, 1, 1)
        line.cut()
        phone.wait_for_timeout(LONG_CUT)
        rooms.next_step(host, "es", "islands")
        line.mend()
        rooms.at_step(phone, "pt", "islands")
        rooms.decide(phone, "pt")
        counted(host, 1, 1)
        near.close()
        far.close()


def test_a_phone_asleep_for_a_minute_wakes_in_its_place(server, chromium):
    """Its page is frozen and its line is gone; the room goes on meanwhile."""
    with Line(server.url) as line:
        near, far = Visits(server.url, chromium), Visits(line.url, chromium)
        host = rooms.open_room(near)
        phone = rooms.join(far, rooms.asked(host)["room"], "es")
        rooms.next_step(host, "es", "predict")
        rooms.at_step(phone, "es", "predict")
        rooms.predict(phone, "es")
        lock = phone.context.new_cdp_session(phone)
        lock.send("Page.setWebLifecycleState", {"state": "frozen"})
        line.cut()
        rooms.next_step(host, "es", "islands")
        host.wait_for_timeout(ASLEEP)
        line.mend()
        lock.send("Page.setWebLifecycleState", {"state": "active"})
        rooms.at_step(phone, "es", "islands")
        rooms.decide(phone, "es", "share")
        counted(host, 1, 1)
        near.close()
        far.close()


def test_one_seat_in_two_tabs_is_one_person(visit):
    host = rooms.open_room(visit)
    code = rooms.asked(host)["room"]
    phone = rooms.join(visit, code, "es")
    other = phone.context.new_page()
    other.goto(phone.url)
    rooms.next_step(host, "es", "predict")
    for page in (phone, other):
        rooms.at_step(page, "es", "predict")
        rooms.predict(page, "es")
    counted(host, 1, 1)
    expect(phone.locator(STATUS)).to_have_text(ES("workshop.form.sent"))
    rooms.predict(phone, "es", "low")  # whoever answers last has the last word
    counted(host, 1, 1)


def test_two_hosts_and_a_double_click_move_the_room_one_step_at_a_time(visit):
    """The host's link on another device: both follow each other, and neither skips a step."""
    first = rooms.open_room(visit)
    asked = rooms.asked(first)
    link = f"/rooms?room={asked['room']}&key={asked['key']}"
    second = visit(link, lang="pt", width=360, height=740)
    predict = ES("workshop.host.next", step=ES("workshop.step.predict"))
    first.get_by_role("button", name=predict, exact=True).dblclick()
    for page, texts in ((first, ES), (second, PT)):
        now = texts("workshop.host.now", step=texts("workshop.step.predict"))
        expect(page.get_by_role("heading", name=now)).to_be_visible(timeout=rooms.SOON)
    rooms.next_step(second, "pt", "islands")
    now = ES("workshop.host.now", step=ES("workshop.step.islands"))
    expect(first.get_by_role("heading", name=now)).to_be_visible(timeout=rooms.SOON)
    ranking = second.get_by_role("checkbox", name=PT("workshop.host.ranking"))
    second.get_by_text(PT("workshop.host.ranking")).click()
    expect(ranking).not_to_be_checked(timeout=rooms.SOON)
    other = first.get_by_role("checkbox", name=ES("workshop.host.ranking"))
    expect(other).not_to_be_checked(timeout=rooms.SOON)

    phones = [rooms.join(visit, asked["room"], lang) for lang in ("es", "pt")]
    wall = visit(f"/rooms?room={asked['room']}&show=screen", lang="es", width=1024, height=768)
    first.get_by_role("button", name=ES("workshop.host.delete"), exact=True).dblclick()
    sure = first.get_by_role("button", name=ES("workshop.host.delete_sure"))
    expect(sure).to_be_visible(timeout=rooms.SOON)
    counted(wall, 0, 2)  # a double click has only asked
    sure.click()
    expect(first.get_by_text(ES("workshop.host.deleted"))).to_be_visible(timeout=rooms.SOON)
    for page, texts in ((phones[0], ES), (phones[1], PT), (wall, ES), (second, PT)):
        alert = page.get_by_role("alert")
        expect(alert).to_have_text(texts("workshop.problems.unknown_room"), timeout=rooms.SOON)


def test_a_room_that_expires_tells_everybody_in_it(chromium, top, tmp_path):
    folder = tmp_path / "rooms"
    settings = {"EXPLAINER_DATA": str(folder)}
    with Server(top, tmp_path / "server.log", settings=settings) as running:
        visits = Visits(running.url, chromium)
        host = rooms.open_room(visits)
        code = rooms.asked(host)["room"]
        wall = visits(f"/rooms?room={code}&show=screen", lang="pt", width=1024, height=768)
        phone = rooms.join(visits, code, "es")
        rooms.next_step(host, "es", "predict")
        rooms.at_step(phone, "es", "predict")
        with sqlite3.connect(folder / FILE) as line:
            line.execute("UPDATE rooms SET expires = 1")
        line.close()
        for page, texts in ((host, ES), (wall, PT), (phone, ES)):
            alert = page.get_by_role("alert")
            expect(alert).to_have_text(texts("workshop.problems.unknown_room"), timeout=rooms.SOON)
        assert visits.failures == []
        visits.close()
