"""A database that does not answer for a while: each screen says so, keeps its place, comes back."""

from __future__ import annotations

import pytest

from content import load_texts
from explainer.view.workshop.server import WORKSHOPS
from explainer.workshop.errors import StorageError
from explainer.workshop.rooms import Rooms
from explainer.workshop.storage import Storage, database_url

TEXTS = load_texts("es")
SAID = TEXTS("workshop.problems.storage_unreachable")


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    storage = Storage(database_url({"EXPLAINER_DATA": str(tmp_path)}))
    made = Rooms(storage)
    monkeypatch.setattr(WORKSHOPS, "_rooms", made)
    yield made
    storage.close()


def test_each_screen_is_back_at_its_place_when_the_database_is(site, rooms, monkeypatch):
    room = rooms.open("m45", "es-MX", "es")
    seat = rooms.join(room.code, "Puma veloz", "es")
    screens = {
        "phone": ("workshop_join", {"room": room.code, "seat": seat.secret}),
        "wall": ("workshop", {"room": room.code, "show": "screen"}),
        "host": ("workshop", {"room": room.code, "key": room.secret}),
    }

    def gone(*_args):
        raise StorageError("storage_unreachable")

    WORKSHOPS.forget(room.code)
    with monkeypatch.context() as outage:
        for name in ("see", "seat", "is_host"):
            outage.setattr(rooms, name, gone)
        pages = {name: site(page, lang="es", **asked) for name, (page, asked) in screens.items()}
        for name, page in pages.items():
            assert SAID in page.words, name
            assert not page.exception, name
            assert not page.text_input, name  # nobody is asked for a code again
            assert "K7M3CD" not in page.words, name
    for name, page in pages.items():
        page.app.run()
        assert SAID not in page.words, name
        assert "Puma veloz" in page.words, name
        assert page.asked["room"] == room.code
    assert not WORKSHOPS.guesses.reached("here")
