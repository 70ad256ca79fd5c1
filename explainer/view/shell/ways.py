"""The addresses of the site with a server: every link takes the visitor's state along."""

from urllib.parse import urlencode

from content import Texts
from content.html import Markup, escape
from explainer.reading.lessons import lesson_words
from explainer.reading.ways import Ways
from explainer.view.shell import sitemap, state
from simulations import Scenario


def address(name: str, anchor: str = "", **choices: str) -> str:
    """Return the address of another page, with the visitor's state, as plain text."""
    query = state.link_query(name, choices)
    hash_ = f"#{anchor}" if anchor else ""
    return f"./{sitemap.place(name).slug}?{query}{hash_}"


def link(name: str, anchor: str = "", **choices: str) -> Markup:
    """Return the address of another page, with the visitor's state, as an attribute's value."""
    return escape(address(name, anchor, **choices))


def run(scenario: Scenario, anchor: str = "", **choices: str) -> str:
    """Return the address of the simulator with a run in it."""
    query = urlencode(state.query("simulator", choices, other=scenario))
    hash_ = f"#{anchor}" if anchor else ""
    return f"./{sitemap.place('simulator').slug}?{query}{hash_}"


def own(name: str) -> str:
    """Return the address of a page without the visitor's state, for citations."""
    return f"./{sitemap.place(name).slug}?lang={state.language()}"


WAYS = Ways(address, run, own)


def linked(key: str, texts: Texts) -> str:
    """Return a text of a catalogue as HTML, its citations as links to their cards."""
    return lesson_words.linked(key, texts, WAYS)
