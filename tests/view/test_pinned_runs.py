"""Pinned runs survive the address exactly, and no address can harm or break the page."""

import base64
import random
import zlib
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.edition import MOST_SHOPPERS
from explainer.view.shell import links
from explainer.view.shell.sitemap import Page
from explainer.view.simulator.saved.pinned_runs import (
    COMPARED,
    LONGEST,
    LONGEST_NAME,
    MOST,
    NONE,
    PINS,
    Pin,
    clean,
    fits,
    read,
    write,
)
from simulations import KNOBS, OUTCOMES, Scenario
from simulations.scenario.packing import MOST_BYTES
from tests.view.scenarios import first_form, scenarios

HERE = Page("somewhere", "there", "start", {"pins": PINS, "compared": COMPARED})
HOSTILE = [
    "<script>alert(1)</script>",
    "'\"><img src=x>",
    "=1+1",
    "a&name=b",
    "ñ 名前 🛒",
    "100%\\n",
]

names = st.text(min_size=1, max_size=60).map(clean).filter(bool) | st.sampled_from(
    [clean(name) for name in HOSTILE]
)
pinned = st.lists(st.builds(Pin, names, scenarios()), max_size=MOST).map(tuple)


def packed(*lines, tail=b"", version=1):
    raw = zlib.compress("\n".join(lines).encode()) + tail
    return f"{version}.{base64.urlsafe_b64encode(raw).decode().rstrip('=')}"


def line(name="x", **changes):
    return urlencode({"name": name} | Scenario().to_query() | changes)


@given(pinned)
def test_pinned_runs_survive_the_address_exactly(pins):
    text = write(pins)
    assert read(text) == (pins, ())
    assert text in PINS
    assert PINS.mend(text) == (text, ())
    assert urlencode({"pins": text}) == f"pins={text}"  # nothing in it needs to be escaped


def test_four_runs_made_on_the_page_keep_the_address_short():
    base = Scenario()
    pins = [
        Pin(f"Omnicanal · {20 * n} de 100 cambian", base.with_values(changes))
        for n, changes in enumerate(
            (
                {"population.crossing_share": 0.2, "seed": 4},
                {"population.patience": 0.31, "b.one_off_cost": 0.02},
                {"b.capabilities.shared_stock": 0.4, "country": "es-CL"},
                {"a.data_error": 0.1, "b.data_error": 0.2, "weeks": 104},
            ),
            1,
        )
    ]
    assert fits(pins)
    query = links.query("es", base) | {"pins": write(pins)}
    assert len(urlencode(query)) < 800
    assert not fits([*pins, Pin("one more", base.with_values({"seed": 99}))])


def test_numbers_with_all_their_digits_fit_one_by_one_but_not_at_any_length():
    dice = random.Random(1)
    wild = [
        Scenario({n: dice.uniform(k.low, k.high) for n, k in KNOBS.items() if k.kind == "float"})
        for _ in range(MOST)
    ]
    assert fits([Pin("x", wild[0])])
    assert not fits([Pin("x", scenario) for scenario in wild])
    assert len(urlencode(wild[0].to_query())) * MOST < MOST_BYTES


def test_nothing_pinned_is_the_first_choice():
    assert PINS[0] == NONE == write(())
    assert read(NONE) == ((), ())


@settings(max_examples=300)
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_read_or_its_fault_is_named(text):
    for one in (text, f"1.{text}"):
        pins, problems = read(one)
        assert problems or pins or one == NONE
        assert (one in PINS) == (not problems)


@settings(max_examples=200)
@given(st.data(), pinned.filter(bool))
def test_a_damaged_text_never_raises_and_what_it_yields_is_legal(data, pins):
    text = write(pins)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(max_codepoint=300))
    for damaged in (text[:place], text[:place] + letter + text[place + 1 :], text + letter):
        found, problems = read(damaged)
        assert found == pins or problems or damaged == NONE
        assert all(pin.name == clean(pin.name) for pin in found)


@given(st.binary(max_size=300))
def test_any_bytes_inside_a_sound_package_are_read_or_named(raw):
    text = "1." + base64.urlsafe_b64encode(zlib.compress(raw)).decode().rstrip("=")
    pins, problems = read(text)
    assert pins == ()
    assert problems


def test_a_bomb_is_not_unpacked(monkeypatch):
    bomb = "1." + base64.urlsafe_b64encode(zlib.compress(b"&" * 4_000_000, 9)).decode().rstrip("=")
    assert len(bomb) < LONGEST
    grown = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self):
            self.inner = real()

        def decompress(self, raw, most):
            found = self.inner.decompress(raw, most)
            grown.append(len(found))
            return found

        def __getattr__(self, name):
            return getattr(self.inner, name)

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    pins, problems = read(bomb)
    assert (pins, [problem.code for problem in problems]) == ((), ["malformed"])
    assert grown == [MOST_BYTES]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1." + "A" * LONGEST, "too_large"),
        ("2.abc", "wrong_version"),
        ("0.abc", "wrong_version"),
        ("1.", "malformed"),
        ("1.a", "malformed"),
        ("1.____", "malformed"),
        ("1.ab=c", "malformed"),
        ("", "malformed"),
        (packed(line(), tail=b"more"), "malformed"),
        (packed("&".join(f"a{i}=1" for i in range(99))), "malformed"),
        (packed("no pairs"), "malformed"),
        (packed(line(name="")), "malformed"),
        (packed(line(name="two\nlines")), "malformed"),
        (packed(line(name="x" * (LONGEST_NAME + 1))), "malformed"),
        (packed(line() + "&name=again"), "malformed"),
        (packed("name=x"), "malformed"),
        (packed("name=x&seed=3"), "malformed"),
        (packed("[" * 20_000), "malformed"),
    ],
)
def test_each_fault_of_the_whole_is_named(text, code):
    pins, problems = read(text)
    assert pins == ()
    assert [(problem.field, problem.code) for problem in problems] == [("pins", code)]
    assert text not in PINS


def test_a_bad_run_is_named_with_its_fields_and_the_others_stay():
    text = packed(line("good"), line("bad", seed="-3", weeks="many"), line("also good"))
    chosen, problems = links.read_choices({"pins": text, "compared": "profit"}, HERE)
    assert [pin.name for pin in read(chosen["pins"])[0]] == ["good", "also good"]
    assert chosen["compared"] == "profit"
    assert [(problem.field, problem.code) for problem in problems] == [
        ("pins", "malformed"),
        ("seed", "out_of_range"),
        ("weeks", "not_a_number"),
    ]
    assert problems[0].given == "bad"
    assert chosen["pins"] in PINS


def test_a_run_of_the_first_form_that_lacks_a_field_is_not_filled_with_defaults():
    query = dict(first_form())
    noted = read(packed(urlencode({"name": "x"} | query)))[1]
    assert [problem for problem in noted if not problem.is_note] == []
    del query["world"]
    pins, problems = read(packed(urlencode({"name": "x"} | query)))
    assert pins == ()
    assert ("world", "missing") in [(problem.field, problem.code) for problem in problems]


def test_more_than_four_runs_are_cut_and_crowds_too():
    pins, problems = read(packed(*(line(str(n), seed=str(n)) for n in range(6))))
    assert [pin.name for pin in pins] == ["0", "1", "2", "3"]
    assert [(p.field, p.code, p.given) for p in problems] == [("pins", "out_of_range", "6")]
    pins, problems = read(packed(line(shoppers="1000000")))
    assert pins[0].scenario.shoppers == MOST_SHOPPERS
    assert [(p.field, p.high) for p in problems] == [("shoppers", MOST_SHOPPERS)]


@given(st.text() | st.none() | st.integers() | st.lists(st.text()))
def test_a_name_is_one_short_visible_line(name):
    found = clean(name)
    assert len(found) <= LONGEST_NAME
    assert all(char.isprintable() for char in found)
    assert clean(found) == found
    found.encode("utf-8")


def test_what_is_compared_are_outcomes():
    assert set(COMPARED) <= set(OUTCOMES)
