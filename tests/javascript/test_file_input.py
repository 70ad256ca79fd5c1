"""The field that takes a file: what is read, what is only told, and what is not even read."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest

from tests.javascript.conftest import Widget

DATA = {
    "name": "scenario",
    "label": "Open a file",
    "hint": "JSON, up to 1 kB",
    "limit": 1000,
    "accept": ".json",
    "bytes": False,
}


@pytest.fixture
def field(mount: Callable[[str, str, dict[str, Any]], Widget]) -> Widget:
    return mount("widgets/files/file_input", "ec-file-place", DATA)


def hand(field: Widget, *files: tuple[str, bytes]) -> list[Any]:
    field.page.get_by_label("Open a file").set_input_files(
        [{"name": name, "mimeType": "application/json", "buffer": data} for name, data in files]
    )
    field.page.wait_for_function("window.said.length > 0")
    return field.said("file")


def test_a_small_file_is_handed_over_with_its_text(field: Widget) -> None:
    assert hand(field, ("ñ.json", '{"a": "é"}'.encode())) == [
        {"name": "ñ.json", "size": 11, "text": '{"a": "é"}'}
    ]


def test_a_large_file_is_told_but_not_read(field: Widget) -> None:
    assert hand(field, ("big.json", b"x" * 1001)) == [{"name": "big.json", "size": 1001}]


def test_the_name_is_cut(field: Widget) -> None:
    assert len(hand(field, ("n" * 230 + ".json", b"{}"))[0]["name"]) == 200


def test_the_same_file_may_be_chosen_again(field: Widget) -> None:
    hand(field, ("one.json", b"{}"))
    hand(field, ("one.json", b"{}"))
    field.page.wait_for_function("window.said.length === 2")


def test_several_files_at_once_are_told_as_such(field: Widget) -> None:
    field.page.evaluate(
        """() => {
          const drop = new DataTransfer();
          drop.items.add(new File(["{}"], "one.json"));
          drop.items.add(new File(["{}"], "two.json"));
          const event = new DragEvent("drop", { dataTransfer: drop, bubbles: true });
          document.querySelector(".ec-file-zone").dispatchEvent(event);
        }"""
    )
    assert field.said("file") == [{"several": 2}]


def test_bytes_are_handed_over_as_they_are(field: Widget) -> None:
    field.show({**DATA, "bytes": True, "accept": ".csv"})
    assert field.page.get_by_label("Open a file").get_attribute("accept") == ".csv"
    latin = "a;ñ\r\n".encode("latin-1") + bytes(range(256))
    packed = base64.b64encode(latin).decode()
    assert hand(field, ("x.csv", latin)) == [{"name": "x.csv", "size": 261, "bytes": packed}]


def test_an_empty_file_has_no_bytes(field: Widget) -> None:
    field.show({**DATA, "bytes": True})
    assert hand(field, ("x.csv", b"")) == [{"name": "x.csv", "size": 0, "bytes": ""}]


PARTS = {**DATA, "part": 400, "known": "", "wanted": -1, "pause": 0}


def stopped(field: Widget) -> None:
    """Stop the clock of the page, which goes on by itself, on a busy machine too far."""
    field.page.clock.install(time=0)
    field.page.clock.pause_at(1_000)


def part(field: Widget, data: bytes, start: int) -> dict[str, Any]:
    """Return the last part that was sent, after seeing that it is the one that begins there."""
    field.page.wait_for_function(f"window.said.at(-1)?.[1].from === {start}")
    last: dict[str, Any] = field.said("file")[-1]
    assert base64.b64decode(last["bytes"]) == data[start : start + 400]
    assert last["size"] == len(data)
    return last


def test_a_file_is_sent_in_parts_as_the_server_asks_for_them(field: Widget) -> None:
    data = bytes(range(250)) * 4
    field.show(PARTS)
    hand(field, ("x.csv", data))
    own = part(field, data, 0)["id"]
    field.show({**PARTS, "known": own, "wanted": 400})
    part(field, data, 400)
    field.show({**PARTS, "known": own, "wanted": 400})  # the page ran for another reason
    field.show({**PARTS, "known": own, "wanted": 800})
    part(field, data, 800)
    assert len(field.said("file")) == 3
    field.show({**PARTS, "known": own})
    assert len(field.said("file")) == 3


def test_the_next_part_waits_as_long_as_the_server_says(field: Widget) -> None:
    stopped(field)
    field.show(PARTS)
    (first,) = hand(field, ("x.csv", b"x" * 900))
    field.show({**PARTS, "known": first["id"], "wanted": 400, "pause": 450})
    field.page.clock.run_for(440)
    assert len(field.said("file")) == 1
    field.page.clock.run_for(20)
    field.page.wait_for_function("window.said.length === 2")


def test_a_large_file_is_not_sent_in_parts_either(field: Widget) -> None:
    field.show(PARTS)
    assert hand(field, ("big.csv", b"x" * 1001)) == [{"name": "big.csv", "size": 1001}]


def test_a_part_is_sent_again_when_nothing_comes_back(field: Widget) -> None:
    stopped(field)
    field.show(PARTS)
    (first,) = hand(field, ("x.csv", b"abc"))
    field.page.clock.run_for(10_500)
    field.page.wait_for_function("window.said.length === 2")
    assert field.said("file")[1] == first
    field.show({**PARTS, "known": first["id"]})
    field.page.clock.run_for(30_000)
    assert len(field.said("file")) == 2


def test_a_page_that_has_not_the_rest_of_a_file_says_so(field: Widget) -> None:
    field.show({**PARTS, "known": "earlier", "wanted": 400})
    assert field.said("file") == [{"id": "earlier", "gone": True}]


def test_no_file_is_taken_while_the_page_is_busy(field: Widget) -> None:
    field.show({**PARTS, "disabled": True})
    assert field.page.get_by_label("Open a file").is_disabled()
    field.show(PARTS)
    assert field.page.get_by_label("Open a file").is_enabled()
