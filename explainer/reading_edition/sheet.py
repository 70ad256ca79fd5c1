"""The style sheet of the edition: the site's own rules, without those that no page here uses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Set
from pathlib import Path

from explainer.figures.looks import worn
from explainer.figures.palette import DARK, LIGHT

TOP = Path(__file__).parents[2]
SHEETS = (
    *("shell/base", "home/home", "lives/lives", "lessons/lessons", "shell/contrast"),
    *("reading/reading", "widgets/stage"),
)
"""Those of the site that rule what is read, in the order in which the later ones win."""
NESTED = ("@media", "@supports", "@container")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
INNER = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
STREAMLITS = re.compile(r'\[data-(?:testid|baseweb)|\[class\*="st-')
NAME = re.compile(r"ec-[a-z0-9-]+")


def sheet(used: Set[str]) -> str:
    """Return the whole style sheet.

    Parameters
    ----------
    used : set of str
        The classes that the pages and their scripts have.
    """
    sources = [TOP / "explainer" / "view" / f"{name}.css" for name in SHEETS]
    sources.append(Path(__file__).with_name("edition.css"))
    rules = "".join(source.read_text(encoding="utf-8") for source in sources)
    return f"{_fonts()}{_colours()}{pruned(rules + worn(), used)}{_paper()}"


def classes(html: str) -> set[str]:
    """Return the classes that a page has."""
    found = (names.split() for names in re.findall(r'\sclass="([^"]*)"', html))
    return {name for names in found for name in names}


def named(script: str) -> set[str]:
    """Return the classes that a script may give to something."""
    return set(NAME.findall(script))


def pruned(rules: str, used: Set[str]) -> str:
    """Return rules without comments and without those for what there is not."""
    bare = re.sub(r"/\*.*?\*/", "", rules, flags=re.S)
    return "".join(_kept(head, body, used) for head, body in blocks(bare))


def blocks(rules: str) -> Iterator[tuple[str, str]]:
    """Split rules into what stands before each pair of braces, and what is in it."""
    head_start, depth, body_start = 0, 0, 0
    for place, sign in enumerate(rules):
        if sign == "{":
            depth += 1
            if depth == 1:
                head, body_start = rules[head_start:place], place + 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield head.strip(), rules[body_start:place]
                head_start = place + 1


def _kept(head: str, body: str, used: Set[str]) -> str:
    if head.startswith(NESTED):
        inner = "".join(_kept(one, more, used) for one, more in blocks(body))
        return f"{_close(head)}{{{inner}}}" if inner else ""
    if head.startswith("@"):
        return f"{_close(head)}{{{_close(body)}}}"
    selectors = [one for one in _selectors(head) if _fits(one, used)]
    return f"{','.join(selectors)}{{{_body(body)}}}" if selectors else ""


def _selectors(head: str) -> list[str]:
    """Split a list of selectors at the commas that are not in brackets."""
    parts = re.split(r",(?![^()]*\)(?:[^()]*\))?)", head)
    return [_close(part) for part in parts]


def _fits(selector: str, used: Set[str]) -> bool:
    """Say whether there may be something that a selector means."""
    bare = INNER.sub("", selector)
    return not STREAMLITS.search(bare) and set(CLASS.findall(bare)) <= used


def _close(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _body(text: str) -> str:
    """Write declarations without the spaces that only people need."""
    return re.sub(r"\s*([;:,])\s+", r"\1", _close(text)).removesuffix(";")


def _fonts() -> str:
    """Return the fonts as the site's own configuration names them."""
    theme = tomllib.loads((TOP / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    faces = "".join(
        f"@font-face{{font-family:{face['family']};font-weight:{face['weight']};"
        f"font-display:swap;src:url({Path(face['url']).name}) format('woff2');"
        f"unicode-range:{face['unicodeRange']}}}"
        for face in theme["fontFaces"]
    )
    return f"{faces}:root{{font-size:{theme['baseFontSize']}px}}"


def fonts() -> Iterator[Path]:
    """Return the files of the fonts, with their licences."""
    yield from sorted((TOP / "static" / "fonts").iterdir())


def _colours() -> str:
    light, dark = LIGHT.css_variables(), DARK.css_variables()
    return (
        f":root{{color-scheme:light dark;{_variables(light)}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}"
    )


def _paper() -> str:
    """Print in light colours, whatever the screen shows."""
    own = _variables(LIGHT.css_variables() | {"--ec-paper": "#ffffff", "--ec-card": "#ffffff"})
    return f"@media print{{:root{{color-scheme:light;{own}}}}}"


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"{name}:{colour};" for name, colour in colours.items())
