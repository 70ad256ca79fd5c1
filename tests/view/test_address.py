"""What the browser reports of its address: read once, hostile or not, and again when told again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.view.widgets.address import LONGEST, Report, read

HERE = "1f"


def raw(**changed: object) -> dict[str, object]:
    return {"session": HERE, "n": 3, "shown": 2, "tries": 0, "address": "sim?lang=es"} | changed


def test_a_report_is_read_once() -> None:
    found = read(raw(), HERE, 2)
    assert found is not None
    assert (found.n, found.shown, found.tries) == (3, 2, 0)
    assert (found.address.slug, found.address.query) == ("sim", {"lang": "es"})
    assert read(raw(), HERE, 3) is None
    assert read(raw(), HERE, 4) is None


def test_what_is_told_again_is_heard_once_for_each_time() -> None:
    again = read(raw(tries=1), HERE, 3, 0)
    assert again is not None
    assert (again.n, again.tries) == (3, 1)
    assert read(raw(tries=1), HERE, 3, 1) is None
    assert read(raw(n=2, tries=5), HERE, 3, 1) is None  # an older one is no news, however often
    assert read(raw(n=4), HERE, 3, 7) is not None


@pytest.mark.parametrize(
    "given", [None, 7, "x", [], {}, raw(session="2e"), raw(n="4"), raw(n=True), raw(n=0), raw(n=-1)]
)
def test_what_is_no_report_is_none(given: object) -> None:
    assert read(given, HERE, 0) is None


@pytest.mark.parametrize("shown", [-5, 99, None, "1", True])
def test_what_is_on_screen_is_older_than_the_move(shown: object) -> None:
    found = read(raw(shown=shown), HERE, 0)
    assert found is not None
    assert 0 <= found.shown <= 2


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(n=anything, shown=anything, tries=anything, address=anything | st.text(min_size=1))
def test_anything_is_a_report_or_none(n: object, shown: object, tries: object, address: object):
    found = read(raw(n=n, shown=shown, tries=tries, address=address), HERE, 0)
    assert found is None or (
        isinstance(found, Report) and 0 <= found.shown < found.n and found.tries >= 0
    )


def test_an_address_without_an_end_is_cut() -> None:
    found = read(raw(address="sim?a=" + "x" * 10 * LONGEST), HERE, 0)
    assert found is not None
    assert len(found.address.query["a"]) < LONGEST
