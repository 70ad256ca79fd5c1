"""Where the links of a page lead: each edition of the site writes its own addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from content.html import Markup, escape
from simulations import Scenario


@dataclass(frozen=True, slots=True)
class PageLinks:
    """How an edition writes addresses, as plain text.

    Attributes
    ----------
    page : callable
        ``page(name, anchor="", **choices)``: another page of the site, some of its choices made.
    run : callable
        The simulator with a run in it.
    permalink : callable
        A page without anything that its reader chose, as a citation names it.
    """

    page: Callable[..., str]
    run: Callable[[Scenario], str]
    permalink: Callable[[str], str]

    def link(self, name: str, anchor: str = "", **choices: str) -> Markup:
        """Return the address of another page as the value of an attribute."""
        return escape(self.page(name, anchor, **choices))

    def simulator(self, scenario: Scenario) -> Markup:
        """Return the address of the simulator with a run, as the value of an attribute."""
        return escape(self.run(scenario))
