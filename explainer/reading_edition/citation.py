"""The address of a page in the lines that say how to cite it, as far as it is known.

Built for nowhere in particular, a page cites its title and date; the site that serves it, or the
script, adds where it was found. A folder on somebody's own disk is no address to be cited.
"""

import re

from content.html import escape

FOUND = re.compile(r'((?<=\. )[^.<>]*<span class="ec-address" data-page="[^"]*">)[^<]*(</span>\.?)')
"""Text with the address of a page: "Disponible en: ./." in one style, "./" in the other."""
UNKNOWN_ADDRESS = '<span class="ec-found" hidden>'
ADDRESS_SLOT = re.compile(r'(<span class="ec-address" data-page=")[^"]*"></span>')


def without_address(html: str) -> str:
    """Return a page that hides its address in citations until that is known."""
    return FOUND.sub(rf"{UNKNOWN_ADDRESS}\1\2</span>", html)


def with_address(html: str, address: str) -> str:
    """Return a page whose citations name its whole address."""
    link = escape(address)
    shown = html.replace(UNKNOWN_ADDRESS, '<span class="ec-found">')
    return ADDRESS_SLOT.sub(lambda match: f'{match[1]}{link}">{link}</span>', shown)
