"""The addresses of the edition: a folder for each page, in the words of its language.

Every link is relative, so that the edition works wherever it lies, also in a folder on a stick:
there a link to a folder would show what is in it, hence the name of the file in each.
"""

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from urllib.parse import urlencode

from content.evidence import load_arrangement
from content.lesson_plans import load_plans
from content.words import Words, load_words
from explainer.reading.page_links import PageLinks
from explainer.view.shell.links import query as link_query
from explainer.view.shell.sitemap import PAGES, Page, offered_lessons, page_named
from simulations import PRESETS, Scenario

FILE = "index.html"
ASSETS = "read"
"""Folder of what the pages share, beside those of the languages."""
HOME = "home"
CHOSEN = ("multichannel", "omnichannel")
"""The two strategies of the page that compares them; every other pair has one below it."""
OTHERS = (
    *("lessons", "compare", "consumer", "stories", "practice", "questions", "glossary"),
    *("teacher", "evidence", "model_rules"),
)


@cache
def read_pages() -> tuple[Page, ...]:
    """Return the pages that the edition has, in the order of the site."""
    names = {HOME, *OTHERS, *offered_lessons()}
    return tuple(page for page in PAGES if page.name in names)


def subpages(name: str) -> tuple[str, ...]:
    """Return the pages below a page: other pairs of strategies, the studies of each theme."""
    if name == "compare":
        return tuple("-".join(pair) for pair in combinations(PRESETS, 2) if pair != CHOSEN)
    return tuple(load_arrangement().themes) if name == "evidence" else ()


def folder(name: str, language: str, part: str = "") -> str:
    """Return where a page lies below the top of the edition: "es/", "es/omnicanal/"."""
    if name == HOME:
        return f"{language}/"
    words = load_words(language)
    path = f"{language}/{words(f'reading.address.{name}')}/"
    if not part:
        return path
    if name == "compare":
        pair = (words(f"reading.address.{strategy}") for strategy in part.split("-"))
        return f"{path}{'-'.join(pair)}/"
    return f"{path}{words(f'reading.theme.{part}')}/"


@dataclass(frozen=True, slots=True)
class EditionPage:
    """A page of the edition in one language, and the paths from it to everything else.

    Attributes
    ----------
    part : str
        Which of the pages below that page; empty for the page itself.
    app : str
        Where the site with a server is: an address that ends with a slash, or empty for the
        folder in which the edition lies.
    root : str
        Where the edition itself will be, with a slash at its end; empty if it is not known.
    """

    name: str
    language: str
    app: str = ""
    part: str = ""
    root: str = ""

    @property
    def folder(self) -> str:
        """Where the page lies below the top of the edition."""
        return folder(self.name, self.language, self.part)

    @property
    def top(self) -> str:
        """The relative path from the page to the top of the edition."""
        return "../" * self.folder.count("/")

    @property
    def words(self) -> Words:
        """The words of the page, with the numbers of the language's own country."""
        return load_words(self.language)

    def address(self, name: str, anchor: str = "", part: str = "", **choices: str) -> str:
        """Return the address of another page; one that only the server has is opened there."""
        anchor = anchor or _anchor(name, choices)
        ending = f"#{anchor}" if anchor else ""
        if name not in {page.name for page in read_pages()}:
            return f"{self.on_server(name, choices)}{ending}"
        if name == "evidence":
            part = part or theme_of(anchor)
        path = self.relative_path(name, part)
        return ending if not path and anchor else f"{path}{FILE}{ending}"

    def on_server(self, name: str, choices: dict[str, str] | None = None) -> str:
        """Return the address of a page on the site with a server."""
        page = page_named(name)
        query = link_query(self.language, None, choices or None)
        return f"{self.app or self.top}{page.slug}?{urlencode(query)}"

    def run(self, scenario: Scenario) -> str:
        """Return the address of the simulator, on the site with a server, with a run in it."""
        query = link_query(self.language, scenario, {})
        return f"{self.app or self.top}{page_named('simulator').slug}?{urlencode(query)}"

    def permalink(self, name: str) -> str:
        """Return the address of a page as a citation names it."""
        if self.root:
            return f"{self.root}{folder(name, self.language)}"
        return self.relative_path(name) or "./"

    def relative_path(self, name: str, part: str = "") -> str:
        """Return the shortest relative path to the folder of a page in the same language."""
        target = folder(name, self.language, part).split("/")
        current = self.folder.split("/")
        while target[0] == current[0] and len(target) > 1 and len(current) > 1:
            target, current = target[1:], current[1:]
        return "../" * (len(current) - 1) + "/".join(target)

    @property
    def links(self) -> PageLinks:
        """How the words of this page write their links."""
        return PageLinks(self.address, self.run, self.permalink)


@cache
def theme_of(card: str) -> str:
    """Return the theme on whose page a card of evidence stands; empty for the page of all."""
    arrangement = load_arrangement()
    themes = (theme for theme, names in arrangement.themes.items() if card in names)
    return "" if card in arrangement.struck else next(themes, "")


def _anchor(name: str, choices: dict[str, str]) -> str:
    """Return where on its page stands what a choice opens on the site with a server."""
    if name == "teacher":
        return choices.get("lesson", "")
    if "step" in choices:
        return f"step-{load_plans()[name].steps[int(choices['step']) - 1]}"
    return ""
