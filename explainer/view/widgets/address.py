"""The one owner of the browser's address and history.

The script beside this file alone writes the history; it reports where the browser is, and the
server tells it the address of what is shown. Streamlit, which listens to the history as well,
hears nothing of it: each step is one report and one run. All of this works without anything that
runs before Streamlit's own scripts; a step back in the second before the script is there is
noticed as soon as it comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeGuard
from urllib.parse import parse_qsl, urlencode

from explainer.view.widgets.components import component, reported

KEY, AT, THEME = "address", "at", "theme"
LONGEST = 60_000
"""Letters of an address that are read; browsers and proxies end earlier."""
MOST = 400
"""Parameters of an address that are read."""

_owner = component("address", "ec-address", __file__)
_shown = component("shown", "ec-shown", Path(__file__).with_name("shown.js"))


@dataclass(frozen=True, slots=True)
class Address:
    """An address below the top of the site: last part of the path, and parameters."""

    slug: str
    query: Mapping[str, str]

    def relative(self) -> str:
        """Write it relative to any page of the site, wherever the site is served."""
        return f"./{self.slug}?{urlencode(self.query)}"


@dataclass(frozen=True, slots=True)
class Report:
    """Where the browser has gone.

    Attributes
    ----------
    n : int
        Number of the report, from 1; each move of a visit has a higher one.
    shown : int
        Number of the last move whose page was on screen, whole, when this was said; 0 for the
        page that the visit began with. The values of Streamlit's own controls that come along
        belong to that page, or to one between it and this move.
    tries : int
        How often this was said before: no answer has come, so its page is not on screen.
    address : Address
        The place.
    """

    n: int
    shown: int
    tries: int
    address: Address


@dataclass(frozen=True, slots=True)
class AddressMessage:
    """What the server sends to the script of the address with each run.

    Attributes
    ----------
    session : str
        Marks this visit; what was reported to another one counts no more.
    n : int
        Number of the last report that was read; 0 when the visit began with an address.
    opened : str
        The address that the visit began with, as it was read.
    arrived : str
        The address that was reported with that number, as the site writes it.
    address : str
        The address of what is shown now.
    page, screen, language : str
        What the reader looks at; another one begins at its top. A page may have several screens.
        The language is the one that HTML names, which the script says of the page.
    choices : sequence of str
        Parameters that belong to one page alone.
    heard : Mapping[str, float]
        Number of the last change of each panel of dials that this run knows.
    """

    session: str
    n: int
    opened: str
    arrived: str
    address: str
    page: str
    screen: str
    language: str
    choices: Sequence[str]
    heard: Mapping[str, float]


def show_owner(message: AddressMessage) -> None:
    """Put the owner into the page; call it once, before what may take long."""
    ignored = {f"on_{name}_change": lambda: None for name in (AT, THEME)}
    _owner(data=asdict(message), key=KEY, default={AT: None, THEME: None}, **ignored)


def mark_shown(message: AddressMessage) -> None:
    """Say below a page that it is drawn, so that the next move may be reported."""
    _shown(data={"session": message.session, "n": message.n}, key="shown")


def report(session: str, after: int, tries: int) -> Report | None:
    """Return a report newer than number `after`, or the same one repeated more than `tries`."""
    return read(reported(KEY, AT), session, after, tries)


def read(raw: object, session: str, after: int, tries: int = 0) -> Report | None:
    """Read a report, which may be anything.

    Parameters
    ----------
    raw : object
        ``{"session": "1f…", "n": 3, "shown": 2, "address": "sim?lang=es"}``, or anything.
    session : str
        The visit; a report to another one is None.
    after : int
        Number of the last report that was read; an older one is None.
    tries : int
        How often that one had been said before when it was read; what is no news is None.
    """
    if not isinstance(raw, Mapping) or raw.get("session") != session:
        return None
    n, shown, address = raw.get("n"), raw.get("shown"), raw.get("address")
    repeats = raw.get("tries")
    repeats = max(repeats, 0) if _whole(repeats) else 0
    if not _whole(n) or (n, repeats) <= (after, tries) or n < 1:
        return None
    before = min(max(shown, 0), n - 1) if _whole(shown) else 0
    return Report(n, before, repeats, parse(address if isinstance(address, str) else ""))


def _whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)


def parse(text: str) -> Address:
    """Take an address apart; what is too long or too much is left out."""
    slug, _, query = text[:LONGEST].encode("utf-8", "replace").decode().partition("?")
    try:
        parameters = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        parameters = []
    return Address(slug.strip("./"), dict(parameters))
