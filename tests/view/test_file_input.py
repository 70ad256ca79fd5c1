"""A file from the browser is as large as it is allowed to be, whatever the browser has checked."""

import base64

import pytest

from explainer.view.widgets.files.file_input import Upload, read_upload

LIMIT = 10


def packed(data: bytes) -> dict[str, object]:
    return {"name": "x.csv", "size": 1, "bytes": base64.b64encode(data).decode()}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00a", b"x" * LIMIT])
def test_bytes_arrive_as_they_were(data):
    assert read_upload(packed(data), LIMIT) == Upload("x.csv", data=data)


@pytest.mark.parametrize("size", [LIMIT + 1, LIMIT + 2, 100])
def test_more_than_the_limit_is_refused_though_the_browser_sent_it(size):
    assert read_upload(packed(b"x" * size), LIMIT) == Upload("x.csv", fault="too_large")


@pytest.mark.parametrize("text", ["x" * 11, "ñ" * 6, "\ud800" * 11])
def test_a_text_is_measured_in_bytes(text):
    assert read_upload({"name": "x", "text": text}, LIMIT) == Upload("x", fault="too_large")


@pytest.mark.parametrize("given", ["é", "====", "ab!c", "a"])
def test_what_is_no_base64_is_unreadable(given):
    assert read_upload({"name": "x", "bytes": given}, LIMIT) == Upload("x", fault="unreadable")
