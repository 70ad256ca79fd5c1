"""A block as a picture to take along, made by the browser from what it shows."""

import re
from functools import cache
from html import escape
from pathlib import Path

from content import Texts
from simulations import MODEL_VERSION

_SCRIPT = Path(__file__).with_name("save_image.js")
LONGEST = 80
"""Letters of a block's name in the name of its file."""


def button(name: str, title: str, seed: int, texts: Texts, *, disabled: bool = False) -> str:
    """Return the button that saves a block, and the place where its result is told, as HTML.

    Parameters
    ----------
    name : str
        The block's name in code; with the seed it names the file.
    title : str
        The finding, which stands above the picture.
    seed : int
        The luck of the run.
    texts : Texts
    disabled : bool
        Whether what is shown belongs to another state than `seed`.
    """
    file = file_name(name, seed)
    # Never grouped: it is a name to copy, not a quantity.
    source = texts("save_image.source", version=MODEL_VERSION, seed=str(seed))
    data = {
        "title": title,
        "file": file,
        "source": source,
        "done": texts("save_image.done", file=file),
        "failed": texts("save_image.failed"),
    }
    written = "".join(f' data-{key}="{escape(value, quote=True)}"' for key, value in data.items())
    label = escape(texts("save_image.of", title=title), quote=True)
    off = " disabled" if disabled else ""
    return (
        f'<button type="button" class="ec-save" aria-label="{label}"{written}{off}>'
        f"{escape(texts('save_image.button'))}</button>"
    )


def file_name(name: str, seed: int) -> str:
    """Name the file after block and luck, in letters that every system can keep."""
    return f"{re.sub(r'[^a-z0-9_-]+', '-', name.lower())[:LONGEST]}-{seed}.png"


@cache
def script() -> str:
    """Return the script that answers the buttons, to be put into a page once."""
    return f"<script>{_SCRIPT.read_text(encoding='utf-8')}</script>"
