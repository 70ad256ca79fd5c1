"""Writes a page in fewer bytes: what HTML allows to leave out is left out."""

import re
from itertools import count

ENDS = re.compile(r"\s*</(?:li|dt|dd|t[dhr]|thead|tbody)>\s*")
"""Ends of elements that end by themselves where the next one begins."""
PARAGRAPH = re.compile(
    r"</p>(?=<(?:p|ul|ol|dl|div|section|article|h[1-6]|hr|table|details|figure|nav)\b"
    r"|</(?:div|section|article|main|figure|details|blockquote)>)"
)
"""The end of a paragraph before what cannot stand in one, and at the end of what holds it."""
GAPS = re.compile(
    r"\s*\n\s*(?=</?(?:li|ul|ol|div|nav|section|p|h[1-6]|main|header|footer|details|dl|table|tr)\b)"
)
"""Line ends before what begins a line of its own anyway."""
BAR = re.compile(r"\b(?:left:0\.0%;)?width:(\d+)(?:(\.[1-9])|\.0)%")
"""The length of a bar, which begins at the left by default."""

CAPTION = re.compile(r'role="group" aria-label="([^"]*)"><p class="ec-bars-caption">\1<')
"""Bars that are named by their own caption."""

TRACK = ' class="ec-bar-track"'
SILENT = f'{TRACK} aria-hidden="true"'
"""The track of a bar, which is silent anyway: it holds no word."""


def minified(html: str) -> str:
    """Return a page that says and shows the same in fewer bytes."""
    number = count()

    def named(match: re.Match[str]) -> str:
        name = f"b{next(number)}"
        caption = f'<p class="ec-bars-caption" id="{name}">{match[1]}<'
        return f'role="group" aria-labelledby="{name}">{caption}'

    html = PARAGRAPH.sub("", GAPS.sub("", ENDS.sub("", html)))
    return BAR.sub(r"width:\1\2%", CAPTION.sub(named, html)).replace(SILENT, TRACK)
