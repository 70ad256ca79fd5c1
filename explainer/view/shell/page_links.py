"""The addresses of the site with a server: every link takes the visitor's state along."""

from collections.abc import Mapping
from urllib.parse import urlencode

from content.html import Markup, escape
from explainer.reading.page_links import PageLinks
from explainer.view.shell import links, sitemap, state
from simulations import Scenario


def address(name: str, anchor: str = "", **choices: str) -> str:
    """Return the address of another page, with the visitor's state, as plain text."""
    return _at(name, anchor, choices)


def link(name: str, anchor: str = "", **choices: str) -> Markup:
    """Return the address of another page, with the visitor's state, as an attribute's value."""
    return escape(address(name, anchor, **choices))


def run(scenario: Scenario, anchor: str = "", **choices: str) -> str:
    """Return the address of the simulator with a run in it."""
    return carrying("simulator", scenario, anchor, **choices)


def carrying(name: str, scenario: Scenario, anchor: str = "", **choices: str) -> str:
    """Return the address of a page with another scenario than the visitor's in it."""
    return _at(name, anchor, choices, scenario)


def _at(name: str, anchor: str, choices: Mapping[str, str], other: Scenario | None = None) -> str:
    query = urlencode(state.query(name, choices, other))
    hash_ = f"#{anchor}" if anchor else ""
    return f"./{sitemap.page_named(name).slug}?{query}{hash_}"


def scenario_address(name: str, scenario: Scenario) -> str:
    """Return the address of a page with a scenario and none of the visitor's choices."""
    query = urlencode(links.query(state.language(), scenario))
    return f"./{sitemap.page_named(name).slug}?{query}"


def permalink(name: str) -> str:
    """Return the address of a page without the visitor's state, for citations."""
    return f"./{sitemap.page_named(name).slug}?lang={state.language()}"


PAGE_LINKS = PageLinks(address, run, permalink)
