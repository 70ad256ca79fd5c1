"""The log of the site: structured, with what helps to mend, without anything of a visitor."""

from __future__ import annotations

import io
import json
import logging

import pytest

from explainer.view.front import logs

SECRET = "Ana Pérez, 55-1234, 203.0.113.7"


@pytest.fixture
def written():
    """A logger whose records are made as the server makes them; what it wrote, line by line."""
    before = logging.getLogRecordFactory()
    stream = io.StringIO()
    logger = logging.Logger("streamlit.test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(logs.FORMAT))
    logger.addHandler(handler)
    logs.start()
    yield logger, lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.setLogRecordFactory(before)


def test_a_line_is_an_object_with_time_level_origin_and_wording(written):
    logger, lines = written
    logger.warning("no more than %d of %s", 40, SECRET)
    (said,) = lines()
    assert said.keys() == {"time", "level", "from", "what"}
    assert (said["level"], said["from"]) == ("warning", "streamlit.test")
    assert said["what"] == "no more than 40 of …"
    assert said["time"].endswith("+00:00")


def test_a_fault_is_told_by_kind_and_place_and_not_by_what_a_visitor_gave(written):
    logger, lines = written
    try:
        raise ValueError(SECRET)
    except ValueError:
        logger.exception("a control failed")
    (said,) = lines()
    assert said["fault"] == "ValueError"
    assert said["at"][-1].startswith("tests/test_logs.py:")
    assert SECRET not in json.dumps(said, ensure_ascii=False)


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ('%s - "%s %s HTTP/%s" %d', (SECRET, "GET", f"/join?room={SECRET}", "1.1", 200)),
        ("%(client)s", ({"client": SECRET},)),
        ("%d of %s", (SECRET, SECRET)),
        (ValueError(SECRET), ()),
        ("%s", (SECRET,)),
    ],
)
def test_no_argument_but_a_number_is_written(written, message, arguments):
    logger, lines = written
    logger.error(message, *arguments)
    (said,) = lines()
    assert "Ana" not in json.dumps(said, ensure_ascii=False)
    assert "203" not in json.dumps(said)
