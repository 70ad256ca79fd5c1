"""The visitor without a browser sees what a browser would: the page, its state, its times."""

import asyncio

import pytest

from content import load_texts
from deploy.site_process import Server
from explainer.view.shell import links
from simulations import Scenario
from tests.load.client import Visitor

SMALL = Scenario({"shoppers": 60, "weeks": 5, "seed": 9})


@pytest.fixture(scope="module")
def url(top, tmp_path_factory):
    with Server(top, tmp_path_factory.mktemp("load") / "server.log") as server:
        yield server.url


def visit(url, story, **query):
    async def go():
        async with Visitor(url) as visitor:
            run = await visitor.open("sim", {"lang": "pt"} | SMALL.to_query() | query)
            return await story(visitor, run)

    return asyncio.run(go())


def dialled(number, value):
    return {"edit": {"n": number, "changes": [{"id": "patience", "value": value, "live": False}]}}


def test_a_page_opens_with_its_result_first(url):
    async def story(visitor, run):
        assert run.shown is not None
        assert 0 < run.shown < run.finished
        assert run.received > 10_000
        assert 'id="result"' in visitor.html()
        assert "seed=9" in visitor.query

    visit(url, story)


def test_a_change_arrives_is_written_into_the_address_and_reads_back(url):
    async def story(visitor, _):
        before = visitor.html()
        for number, value in enumerate((12, 81, 33), start=1):
            run = await visitor.change("main_dials", dialled(number, value))
            assert run.shown is not None
        assert visitor.html() != before
        return dict(pair.split("=") for pair in visitor.query.split("&"))

    found, problems = links.read(visit(url, story))
    assert problems == ()
    assert found == SMALL.with_values({"population.patience": 0.33})


def test_no_message_refers_to_one_that_the_browser_should_still_have(url):
    """A reference that cannot be resolved ends a page for good: see .streamlit/config.toml."""

    async def story(visitor, _):
        for number in range(1, 4):  # a message was referred to from its second time on
            await visitor.change("main_dials", dialled(number, 40 + number))
        assert visitor.references == 0

    visit(url, story)


def test_a_drag_is_answered_by_the_run_of_its_last_change(url):
    async def story(visitor, _):
        edits = [dialled(number, 2 * number) for number in range(1, 31)]

        def arrived():
            return visitor.data("main_dials")["ack"] == 30

        run = await visitor.drag("main_dials", edits, 0.01, arrived)
        assert 0 < run.shown < run.finished
        return dict(pair.split("=") for pair in visitor.query.split("&"))

    query = visit(url, story)
    found, _ = links.read(query)
    assert found == SMALL.with_values({"population.patience": 0.6})


def test_a_button_and_a_choice_work_as_well(url):
    async def story(visitor, _):
        await visitor.press("other_luck")
        assert "seed=10" in visitor.query
        await visitor.change("chapter", load_texts("pt")("chapters.money.name"))
        assert "chapter=money" in visitor.query

    visit(url, story)


def test_a_move_changes_the_page_and_keeps_the_state_in_one_run(url):
    async def story(visitor, _):
        await visitor.press("other_luck")
        begun = visitor.query
        await visitor.go("words?lang=es")
        assert load_texts("es")("evidence.glossary.title") in visitor.html()
        assert "seed=10" in visitor.query
        assert visitor.page == "words"
        await visitor.go(f"sim?{begun}")
        assert (visitor.page, visitor.query) == ("sim", begun)
        assert load_texts("pt")("simulator.title") in visitor.html()

    visit(url, story)


def test_two_visitors_do_not_see_each_other(url):
    async def go():
        async with Visitor(url) as one, Visitor(url) as other:
            for visitor in (one, other):
                await visitor.open("sim", {"lang": "es"} | SMALL.to_query())
            await one.change("main_dials", dialled(1, 5))
            await other.press("other_luck")
            return one.query, other.query

    one, other = asyncio.run(go())
    assert "seed=9" in one
    assert "seed=10" in other


def test_a_widget_that_is_not_there_is_named(url):
    async def story(visitor, _):
        with pytest.raises(KeyError, match="no_such_dial"):
            await visitor.change("no_such_dial", 1)

    visit(url, story)
