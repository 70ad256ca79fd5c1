"""HTML of ours that was taken for text, and text that was made HTML twice."""

import re

OURS = re.compile(r"&lt;/?[a-z]\w*[^<>]{0,200}?\b(?:class|href|type|id)=(?:&#34;|&quot;|\")")
"""A tag with an attribute such as we write: a visitor would read it."""
TWICE = re.compile(r"&amp;(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);")
AROUND = 60


def escaped_twice(html: str) -> list[str]:
    """Return the places of a text of HTML that show tags or entities to the visitor."""
    return [
        html[max(0, found.start() - AROUND) : found.end() + AROUND]
        for pattern in (OURS, TWICE)
        for found in pattern.finditer(html)
    ]
