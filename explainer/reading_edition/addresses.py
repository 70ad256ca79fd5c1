"""The addresses of the edition: a folder for each page, in the words of its language.

Every link is relative, so that the edition works wherever it lies, also in a folder on a stick:
there a link to a folder would show what is in it, hence the name of the file in each.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from content.lesson_plans import load_plans
from content.words import Words, load_words
from explainer.reading.ways import Ways
from explainer.view.shell.links import query as link_query
from explainer.view.shell.sitemap import PLACES, Place, offered_lessons, place
from simulations import Scenario

FILE = "index.html"
ASSETS = "read"
"""Folder of what the pages share, beside those of the languages."""
HOME = "home"
OTHERS = (
    *("lessons", "compare", "consumer", "stories", "practice", "questions", "glossary"),
    *("teacher", "evidence", "model_rules"),
)


def read_pages() -> tuple[Place, ...]:
    """Return the pages that the edition has, in the order of the site."""
    names = {HOME, *OTHERS, *offered_lessons()}
    return tuple(one for one in PLACES if one.name in names)


def folder(name: str, language: str) -> str:
    """Return where a page lies below the top of the edition: "es/", "es/omnicanal/"."""
    if name == HOME:
        return f"{language}/"
    return f"{language}/{load_words(language)(f'reading.address.{name}')}/"


@dataclass(frozen=True, slots=True)
class Spot:
    """A page in one language, and the way from it to everything else.

    Attributes
    ----------
    name, language : str
    app : str
        Where the site with a server is: an address that ends with a slash, or empty for the
        folder in which the edition lies.
    """

    name: str
    language: str
    app: str = ""

    @property
    def folder(self) -> str:
        """Where the page lies below the top of the edition."""
        return folder(self.name, self.language)

    @property
    def top(self) -> str:
        """The way from the page to the top of the edition."""
        return "../" * self.folder.count("/")

    @property
    def words(self) -> Words:
        """The words of the page, with the numbers of the language's own country."""
        return load_words(self.language)

    def page(self, name: str, anchor: str = "", **choices: str) -> str:
        """Return the way to another page; one that only the server has is opened there."""
        anchor = anchor or _anchor(name, choices)
        ending = f"#{anchor}" if anchor else ""
        if name in {one.name for one in read_pages()}:
            if name == self.name and anchor:
                return ending
            return f"{self.top}{folder(name, self.language)}{FILE}{ending}"
        return f"{self.on_server(name, choices)}{ending}"

    def on_server(self, name: str, choices: dict[str, str] | None = None) -> str:
        """Return the address of a page on the site with a server."""
        there = place(name)
        query = link_query(self.language, None, choices or None)
        return f"{self.app or self.top}{there.slug}?{urlencode(query)}"

    def run(self, scenario: Scenario) -> str:
        """Return the address of the simulator, on the site with a server, with a run in it."""
        query = link_query(self.language, scenario, {})
        return f"{self.app or self.top}{place('simulator').slug}?{urlencode(query)}"

    def own(self, name: str) -> str:
        """Return the address of a page as a citation names it."""
        return f"{self.top}{folder(name, self.language)}"

    @property
    def ways(self) -> Ways:
        """How the words of this page write their links."""
        return Ways(self.page, self.run, self.own)


def _anchor(name: str, choices: dict[str, str]) -> str:
    """Return where on its page stands what a choice opens on the site with a server."""
    if name == "teacher":
        return choices.get("lesson", "")
    if "step" in choices:
        return f"step-{load_plans()[name].steps[int(choices['step']) - 1]}"
    return ""
