"""What visitors share: one object, bounded, that no message of a browser can empty."""

import pickle
from io import BytesIO
from pathlib import Path

import pytest
import streamlit as st

from explainer.view.server import files as files_module
from explainer.view.server import runs
from explainer.view.server.answer_cache import AnswerCache
from explainer.view.server.files import Files, new_file, unlink
from explainer.view.server.shared import MOST_WORKERS, SHARED, SettingError, workers
from simulations import Scenario


@pytest.mark.parametrize(
    ("setting", "cores", "expected"),
    [
        (None, 8, (1, 1)),
        ("", 1, (0, 1)),
        ("0", 8, (0, 0)),
        ("1", 8, (0, 1)),
        (" 3 ", 1, (2, 1)),
        (str(MOST_WORKERS), 2, (MOST_WORKERS - 1, 1)),
    ],
)
def test_the_setting_says_how_many_workers_there_are(setting, cores, expected):
    assert workers(setting, cores, possible=True) == expected
    assert workers(setting, cores, possible=False) == (0, 0)


@pytest.mark.parametrize("wrong", ["-1", "17", "two", "1.5", "²", "9" * 5000])
def test_a_setting_that_is_none_is_refused_with_its_name_and_range(wrong):
    with pytest.raises(SettingError, match=r"EXPLAINER_WORKERS=.* from 0 to 16"):
        workers(wrong, 2, possible=True)


def test_memory_is_bounded_by_answers_and_by_bytes():
    memory = AnswerCache(most=3, most_bytes=100)
    for number in range(5):
        memory.keep(str(number), b"x" * 10)
    assert [memory.get(str(number)) for number in range(2)] == [None, None]
    assert memory.get("2") is not None  # asked for last: it stays longest
    memory.keep("5", b"y" * 75)
    assert len(memory) <= 3
    assert memory.size <= 100
    assert memory.get("2") == b"x" * 10
    memory.keep("5", b"z")
    assert memory.get("5") == b"z"
    memory.keep("huge", b"x" * 101)
    assert memory.get("huge") is None
    assert memory.size == sum(len(memory.get(key) or b"") for key in ("2", "4", "5"))


def test_each_asker_gets_an_answer_of_its_own():
    scenario = Scenario({"shoppers": 30, "weeks": 4})
    one, other = runs.comparison_of(scenario), runs.comparison_of(scenario)
    assert one is not other
    assert pickle.dumps(one.to_dict()) == pickle.dumps(other.to_dict())


def test_a_message_that_clears_the_caches_leaves_line_and_memory_as_they_are():
    scenario = Scenario({"shoppers": 30, "weeks": 5})
    runs.comparison_of(scenario)
    before = SHARED.scheduler, SHARED.workers, SHARED.cache, len(SHARED.cache)
    with SHARED.scheduler.run():
        st.cache_data.clear()  # what Streamlit does at such a message
        st.cache_resource.clear()
        assert SHARED.scheduler.waiting == 1
    assert (SHARED.scheduler, SHARED.workers, SHARED.cache, len(SHARED.cache)) == before
    assert runs.cached(scenario) is not None


def test_files_are_one_for_each_visit_and_go_when_replaced():
    files, (one, other) = Files(lambda _: True), (BytesIO(b"1"), BytesIO(b"22"))
    files.keep("visit", one, 1)
    files.keep("visit", other, 2)
    assert one.closed
    assert files.read("visit") == files.read("visit") == b"22"
    assert (len(files), files.size) == (1, 2)
    files.drop("visit")
    assert other.closed
    assert files.read("visit") == b""
    files.drop("visit")


def test_files_of_visits_that_are_over_are_closed_without_any_other_visit(monkeypatch):
    monkeypatch.setattr(files_module, "GRACE", 0.1)
    monkeypatch.setattr(files_module, "CHECK_SECONDS", 0.05)
    from tests.view.server.test_worker_pool import until

    there = {"here", "gone"}
    files, (here, gone) = Files(there.__contains__), (BytesIO(), BytesIO())
    files.keep("here", here, 1)
    files.keep("gone", gone, 1)
    there.discard("gone")
    until(lambda: gone.closed, 10.0)
    assert not here.closed
    there.clear()
    until(lambda: here.closed, 10.0)
    assert len(files) == 0


def test_all_files_together_are_bounded_and_the_oldest_goes_first():
    files, made = Files(lambda _: True, most=10), [BytesIO() for _ in range(4)]
    for number, file in enumerate(made):
        files.keep(str(number), file, 4)
    assert [file.closed for file in made] == [True, True, False, False]
    assert files.size <= 10


def test_a_hidden_file_is_on_no_disk_for_whoever_looks_and_can_still_be_read():
    file = new_file()
    path = Path(file.name)
    path.write_bytes(b"people")
    unlink(file)
    assert not path.exists()
    file.seek(0)
    assert file.read() == b"people"
    file.close()
    unlink(file)  # nothing left to do


def test_a_brought_file_has_no_name_and_is_lent_as_another_open_one(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    files = Files(lambda _: True)
    files.keep("one", files_module.unnamed_file(), 0)
    assert files.add("one", b"cliente;")
    assert files.add("one", b"fecha")
    assert list(tmp_path.iterdir()) == []
    with files.reopen("one") as lent:
        files.drop("one")
        lent.seek(0)
        assert lent.read() == b"cliente;fecha"
    assert files.reopen("one") is None
    assert not files.add("one", b"x")


def test_what_is_brought_is_bounded_and_what_was_touched_last_stays():
    files = Files(lambda _: True, most=10)
    for visit in ("old", "new"):
        files.keep(visit, BytesIO(), 0)
    assert files.add("new", b"12345")
    assert files.add("old", b"12345")
    assert files.add("old", b"6")
    assert not files.has("new")
    assert files.size == 6


def test_no_room_on_the_disk_ends_a_file_and_nothing_else():
    class Full(BytesIO):
        def write(self, _data):
            raise OSError(28, "No space left on device")

    files = Files(lambda _: True)
    files.keep("one", Full(), 0)
    assert not files.add("one", b"x")
    assert not files.has("one")
