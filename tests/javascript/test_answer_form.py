"""The form that is sent until the server has it, alone in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.javascript.conftest import Widget

WORDS = ("send", "again", "sending", "sent", "waiting", "tokens", "less", "more")
FIELD = {"help": "", "low": 0, "high": 100, "value": 50, "step": 1, "options": []}
DATA = {
    "fields": [
        {**FIELD, "kind": "number", "name": "guess", "label": "Guess"},
        {
            **FIELD,
            "kind": "choice",
            "name": "sure",
            "label": "Sure",
            "options": [["a", "A"], ["b", "B"]],
        },
        {
            **FIELD,
            "kind": "tokens",
            "name": "tokens",
            "label": "Tokens",
            "high": 25,
            "value": 50,
            "step": 25,
            "options": [["x", "X"], ["y", "Y"], ["z", "Z"]],
        },
        {**FIELD, "kind": "text", "name": "reason", "label": "Why", "low": 3, "high": 20},
    ],
    "words": {word: word for word in WORDS} | {"left": "left #", "short": "short #"},
    "drawer": "room-1",
    "stored": "",
    "problem": ["", ""],
    "before": None,
}
Mount = Callable[[str, str, dict[str, Any]], Widget]


@pytest.fixture
def form(mount: Mount) -> Widget:
    return mount("widgets/fields/answer_form", "ec-answer-place", DATA)


def filled(form: Widget) -> None:
    page = form.page
    page.get_by_role("radio", name="B").check()
    for piece in "XY":
        page.get_by_role("button", name=f"more: {piece}").click()
    page.get_by_label("Why").fill("Because")


def test_nothing_is_sent_before_all_is_answered(form: Widget) -> None:
    status = form.page.get_by_role("status").last
    send = form.page.get_by_role("button", name="send")
    send.click()
    expect(status).to_have_text("short Sure")
    form.page.get_by_role("radio", name="A").check()
    send.click()
    expect(status).to_have_text("tokens")
    filled(form)
    form.page.get_by_label("Why").fill("No")
    send.click()
    expect(status).to_have_text("short Why")
    assert form.said("sent") == []


def test_tokens_end_at_their_sum_and_at_the_most_of_one(form: Widget) -> None:
    more = form.page.get_by_role("button", name="more: X")
    more.click()
    more.click()
    form.page.get_by_role("button", name="more: Y").click()
    form.page.get_by_role("button", name="more: Z").click()
    assert form.page.locator(".ec-answer-tokens output").all_inner_texts() == ["25", "25", "0"]
    expect(form.page.get_by_text("left 0")).to_be_visible()


def test_an_answer_is_sent_again_under_its_name_until_it_is_stored(form: Widget) -> None:
    filled(form)
    form.page.get_by_role("button", name="send").click()
    expect(form.page.get_by_role("status").last).to_have_text("sending")
    form.page.wait_for_function("window.said.length >= 2", timeout=20_000)
    first, second = form.said("sent")[:2]
    assert first["id"] == second["id"]
    assert first["values"] == second["values"]
    assert first["values"]["tokens"] == {"x": 25, "y": 25, "z": 0}
    form.show({**DATA, "stored": "another"})
    expect(form.page.get_by_role("status").last).to_have_text("waiting")
    form.show({**DATA, "stored": first["id"]})
    expect(form.page.get_by_role("status").last).to_have_text("sent")
    sent = len(form.said("sent"))
    form.page.wait_for_timeout(3_500)
    assert len(form.said("sent")) == sent


def test_a_refusal_is_told_and_what_was_written_stays(form: Widget) -> None:
    filled(form)
    form.page.get_by_role("button", name="send").click()
    name = form.said("sent")[0]["id"]
    form.show({**DATA, "problem": [name, "closed"]})
    expect(form.page.get_by_role("status").last).to_have_text("closed")
    expect(form.page.get_by_label("Why")).to_have_value("Because")


def test_an_answer_of_another_device_is_shown_and_can_be_changed(mount: Mount) -> None:
    before = {"guess": 70, "sure": "a", "tokens": {"x": 25, "y": 25}, "reason": "Before"}
    form = mount("widgets/fields/answer_form", "ec-answer-place", {**DATA, "before": before})
    expect(form.page.get_by_label("Why")).to_have_value("Before")
    expect(form.page.get_by_role("radio", name="A")).to_be_checked()
    expect(form.page.get_by_role("button", name="again")).to_be_visible()
