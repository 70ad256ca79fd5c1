"""What stands around every picture: where it comes from, its files, and whether it is old."""

import json
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest
import streamlit as st
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from content import LANGUAGES, load_texts
from content.cards import load_cards
from content.references import short_reference
from content.words import load_words
from explainer.reading.page_tools import today
from explainer.results.block import Block, Column, Offer, Table
from explainer.results.marks import Chart, Crowd, Differences, Lines, Series
from explainer.view.shell import state
from explainer.view.shell.language import PARAMETER
from explainer.view.shell.sitemap import page_named
from explainer.view.simulator.results import blocks
from explainer.view.widgets.files import save_image
from simulations import MODEL_VERSION, Scenario

BLOCK = Block(
    name="example",
    title="One < two",
    picture=Crowd({"both": 2}, "Two", "both of them", {"both": "2 of both"}),
    words="All of it.",
    table=Table((Column("What"), Column("How many", True)), [["One", "1"]]),
    data_frame=pd.DataFrame({"what": ["one"], "amount": [1.5]}),
    source="a rule.",
)


def draw(block, language, **more):
    state.read_address()
    st.session_state["language"] = language
    st.session_state[state.PAGE] = page_named("simulator")
    texts = load_texts(language)
    blocks.show(block, load_words(language, texts.country), **more)


def page(block, language="es", **more):
    """Show a block on a page of its own and return the page."""

    def script(draw, block, language, more):
        draw(block, language, **more)

    args = {"draw": draw, "block": block, "language": language, "more": more}
    found = AppTest.from_function(script, kwargs=args, default_timeout=30).run()
    assert not found.exception
    return found


def html(found):
    return " ".join(element.proto.body for element in found.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_cards_are_linked_with_language_and_state(language):
    texts = load_texts(language)
    shown = html(page(replace(BLOCK, cards=("EF6", "IN3")), language))
    links = re.findall(r'href="\./facts\?([^"#]*)#(\w+)">([^<]+)</a>', shown)
    told = [(card, escape(short_reference(load_cards()[card], texts))) for card in ("EF6", "IN3")]
    assert [(anchor, words) for _, anchor, words in links] == told
    assert all(anchor not in words for anchor, words in told)  # a code alone says nothing
    assert all(f"{PARAMETER}={language}" in query for query, _, _ in links)
    assert texts("blocks.evidence") in shown
    assert texts("blocks.evidence") not in html(page(BLOCK, language))


@pytest.mark.parametrize("wrong", ["EF999", "", "ef6"])
def test_a_card_that_does_not_exist_is_named(wrong):
    with pytest.raises(ValueError, match=f"example: no evidence card is called {wrong}"):
        replace(BLOCK, cards=("EF6", wrong))


def test_what_is_old_says_so_and_cannot_be_saved():
    old = page(BLOCK, stale="Of <before>.")
    assert '<p class="ec-stale">Of &lt;before&gt;.</p>' in html(old)
    assert all(button.proto.disabled for button in old.get("download_button"))
    new = page(BLOCK)
    assert "ec-stale" not in html(new)
    assert not any(button.proto.disabled for button in new.get("download_button"))
    # Nothing is added or taken away: an element more would make the browser draw all others anew.
    assert len(old.main.children[0].children) == len(new.main.children[0].children)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_of_the_picture_carries_all_that_the_picture_says(language):
    shown = html(page(replace(BLOCK, title='"One" < two'), language))
    button = re.search(r'<button type="button" class="ec-save"[^>]*>([^<]*)</button>', shown)
    texts = load_texts(language)
    assert button[1] == texts("save_image.button")
    said = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', button[0])}
    assert said["aria-label"].startswith(texts("save_image.button"))
    assert said["data-file"] == "example-1.png"
    assert said["data-file"] in said["data-done"]
    assert said["data-failed"] == texts("save_image.failed")
    card = json.loads(said["data-card"])
    assert card["title"] == '"One" < two'
    assert card["words"] == BLOCK.words
    assert MODEL_VERSION in card["source"]
    assert card["date"] == load_words(language).date(today())
    assert card["at"].startswith(f"./sim?lang={language}")
    names = [texts(f"terms.strategy.{one}.name") for one in ("multichannel", "omnichannel")]
    assert [name for _, _, name in card["sides"]] == names
    assert card["key"] == card["shade"] == ""  # nothing in it is a range
    assert shown.count('role="status"') == 2  # of the picture, and of the citation
    old = html(page(BLOCK, language, stale="Old."))
    assert re.search(r'class="ec-save"[^>]* disabled>', old)
    assert not re.search(r'class="ec-save"[^>]* disabled>', shown)


def test_a_band_and_a_bar_are_explained_in_the_picture():
    values = ((1.0, 2.0),) * 4
    band = Lines((Series("A", "a", *values),))
    assert save_image.shade(Chart("", "", band)) == "band"
    assert save_image.shade(Chart("", "", Lines((Series("A", "a", *values[:2]),)))) == ""
    assert save_image.shade(Chart("", "", Differences(()))) == "bar"
    assert save_image.shade(BLOCK.picture) == ""
    for language in LANGUAGES:
        picture = save_image.Picture("x", "X", Scenario(), "./sim", shade="band")
        card = json.loads(picture.card(load_words(language)))
        assert card["key"] == load_texts(language)("save_image.shade.band")


@pytest.mark.parametrize("name", ["kinds", "Ñandú & más", "../../x", "a" * 300])
def test_a_file_has_a_name_that_every_system_keeps(name):
    assert re.fullmatch(r"[a-z0-9_-]{1,80}-7\.png", save_image.file_name(name, 7))


def test_in_what_is_old_nothing_can_be_chosen_or_done():
    used = []
    offer = Offer("go_there", "Go there", {"seed": 7})
    block = replace(BLOCK, offer=offer)
    old = page(block, stale="Before.", draw=lambda: used.append("drawn"))
    assert used == []
    (drawing,) = (one.value for one in old.markdown)
    assert drawing == f'<div aria-hidden="true">{blocks.drawing_of(BLOCK)}</div>'
    assert [button.label for button in old.button] == []
    new = page(block, draw=lambda: used.append("drawn"))
    assert used == ["drawn"]
    assert [button.label for button in new.button] == ["Go there"]
    assert page(replace(block, offer=replace(offer, changes={}))).button.len == 0


def test_an_offer_changes_the_scenario():
    shown = page(replace(BLOCK, offer=Offer("go_there", "Go there", {"seed": 7})))
    shown.button(key="go_there").click().run()
    assert shown.session_state[state.SCENARIO].seed == 7
