"""The style of a page: the site's own rules, without those that nothing on the page uses.

It stands in the page itself, so that the page is painted before anything else has come.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from explainer.figures.looks import look_rules
from explainer.figures.palette import DARK, LIGHT

TOP = Path(__file__).parents[2]
SHEETS = (
    *("shell/base", "home/home", "lives/lives", "lessons/lessons", "shell/contrast"),
    *("reading/reading", "widgets/drawings/stage"),
)
"""Those of the site that rule what is read, in the order in which the later ones win."""
NESTED = ("@media", "@supports")
APART = MappingProxyType({"print": "@media print", "contrast": "@media (forced-colors: active)"})
"""Files that all pages share and no first paint waits for, each with the rules that it holds."""
SIZES = "@container"
"""Chooses between drawings of several sizes; the edition has each in one."""
CONTAINER = re.compile(r"\bcontainer-type:[^;]*;?")
PAPER = ":root{color-scheme:light;--ec-paper:#fff;--ec-card:#fff}"
"""Print on white, in the light colours whatever the screen shows."""
FUNCTION = re.compile(r":(is|where|not|has)\(")
PART = re.compile(
    r"\.(-?[A-Za-z_][\w-]*)|#([A-Za-z_][\w-]*)|\[([\w-]+)[^\]]*\]|::?[\w-]+(?:\([^()]*\))?"
    r"|([A-Za-z][\w-]*)"
)
"""A class, an id, an attribute; what means none of them; a tag."""
TOGETHER = re.compile(r"(?<![\w.#:-])([a-z][a-z0-9]*)\.(-?[A-Za-z_][\w-]*)")
"""A tag with a class."""
STREAMLITS = re.compile(r'\[class[*^]="st-')
NAME = re.compile(r"ec-[a-z0-9-]+")
GIVEN = re.compile(r"(?<![.\w-])ec-[a-z0-9-]+")
"""A class that a script gives to something; with a point before it, it looks for one."""
DATA = re.compile(r"\bdataset\.(\w+)")
VARIABLE = re.compile(r"(--[\w-]+):[^;{}]*;?")
EMPTY = re.compile(r"(?<=[{}])[^{}]*\{\}|^[^{}]*\{\}")
TAG = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*)>")
ATTRIBUTE = re.compile(r'\s([a-z][\w-]*)(?:="([^"]*)")?')


@dataclass(frozen=True, slots=True)
class PageUse:
    """What a page has, and what its script may give it.

    Attributes
    ----------
    letters : frozenset of str
        Every character of the page.
    worn : frozenset of str
        Tags with each of their classes, "a.ec-term"; "*.ec-term" for one that the script gives.
    variables : frozenset of str
        Names of the style's variables that page or script read.
    """

    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    worn: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()


def used(html: str, script: str = "") -> PageUse:
    """Return what a page uses, also in its data, and what its script names."""
    words = set(re.findall(r"[a-z][a-z0-9-]*", script))
    data = {
        re.sub("[A-Z]", lambda name: f"-{name[0].lower()}", name) for name in DATA.findall(script)
    }
    given = GIVEN.findall(script)
    classes, worn = {*given, *NAME.findall(html), "js"}, {f"*.{name}" for name in (*given, "js")}
    attributes = words | {f"data-{name}" for name in data}
    tags, ids = words | set(re.findall(r"\\u003c([a-z][a-z0-9]*)", html)), set(words)
    for tag, written in TAG.findall(html.replace('\\"', '"')):  # also in what the script puts in
        tags.add(tag)
        for name, value in ATTRIBUTE.findall(written):
            attributes.add(name)
            if name == "class":
                classes.update(value.split())
                worn.update(f"{tag}.{name}" for name in value.split())
            elif name == "id":
                ids.add(value)
    return PageUse(
        frozenset(classes),
        frozenset(ids),
        frozenset(attributes),
        frozenset(tags),
        frozenset(html),
        frozenset(worn),
        frozenset(re.findall(r"--ec-[\w-]+", html + script)),
    )


def page_style(use: PageUse, assets: str) -> str:
    """Return the style of a page.

    `assets` is the path from the page to the folder of the fonts, with a slash at its end.
    """
    whole = f"{_fonts(use, assets)}{_colours()}{used_rules(_rules(), use)}"
    return _without_unused_variables(whole, use)


def shared_rules(name: str, pages: Collection[PageUse]) -> str:
    """Return the rules of one of the files beside the pages, for all of them.

    Parameters
    ----------
    name : str
        Of `APART`.
    pages : collection of PageUse
        What each page uses.
    """
    use = PageUse(
        *(
            frozenset().union(*(getattr(page, kind.name) for page in pages))
            for kind in fields(PageUse)
        )
    )
    rules = "".join(body for head, body in _bare_blocks(_rules()) if _one_line(head) == APART[name])
    return used_rules(rules, use) + (PAPER if name == "print" else "")


@cache
def _rules() -> str:
    sources = [TOP / "explainer" / "view" / f"{name}.css" for name in SHEETS]
    sources.append(Path(__file__).with_name("edition.css"))
    return "".join(source.read_text(encoding="utf-8") for source in sources) + look_rules()


def used_rules(rules: str, use: PageUse) -> str:
    """Return rules without comments and without those for what there is not."""
    return "".join(_kept(head, body, use) for head, body in _bare_blocks(rules))


@cache
def _bare_blocks(rules: str) -> tuple[tuple[str, str], ...]:
    """Split rules without their comments, once for all pages."""
    return tuple(blocks(re.sub(r"/\*.*?\*/", "", rules, flags=re.S)))


def blocks(rules: str) -> Iterator[tuple[str, str]]:
    """Split rules into what stands before each pair of braces, and what is in it."""
    head_start, depth, body_start = 0, 0, 0
    for index, sign in enumerate(rules):
        if sign == "{":
            depth += 1
            if depth == 1:
                head, body_start = rules[head_start:index], index + 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield head.strip(), rules[body_start:index]
                head_start = index + 1


def _kept(head: str, body: str, use: PageUse) -> str:
    if head.startswith(SIZES) or _one_line(head) in APART.values():
        return ""
    if head.startswith(NESTED):
        inner = "".join(
            _kept(inner_head, inner_body, use) for inner_head, inner_body in blocks(body)
        )
        return f"{_one_line(head)}{{{inner}}}" if inner else ""
    if head.startswith("@"):
        return f"{_one_line(head)}{{{_one_line(body)}}}"
    selectors = [kept for inner_head in split(head) if (kept := matching_part(inner_head, use))]
    return f"{','.join(selectors)}{{{_body(body)}}}" if selectors else ""


@cache
def split(selectors: str) -> tuple[str, ...]:
    """Split a list of selectors at the commas that are not in brackets."""
    parts, depth = [""], 0
    for sign in selectors:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(_one_line(part) for part in parts)


def matching_part(selector: str, use: PageUse) -> str:
    """Return a selector without its alternatives that nothing can be; empty if nothing fits it."""
    bare, whole, index = "", "", 0
    while index < len(selector):
        function = FUNCTION.match(selector, index)
        if function is None:
            bare, whole, index = bare + selector[index], whole + selector[index], index + 1
            continue
        end = _closing(selector, function.end())
        inner = [
            kept
            for part in split(selector[function.end() : end])
            if (kept := matching_part(part, use))
        ]
        if inner:
            whole += f":{function[1]}({','.join(inner)})"
        elif function[1] != "not":
            return ""
        index = end + 1
    return re.sub(r"\s*([>+~])\s*", r"\1", whole) if _may_match(bare, use) else ""


def _closing(text: str, start: int) -> int:
    """Return the index of the bracket that closes the one opened before `start`."""
    depth = 1
    for index in range(start, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if not depth:
            return index
    raise ValueError(text)


def _may_match(selector: str, use: PageUse) -> bool:
    """Return whether there may be something that a selector without functions means."""
    if STREAMLITS.search(selector):
        return False
    for tag, name in TOGETHER.findall(selector):
        if not {f"{tag}.{name}", f"*.{name}"} & use.worn:
            return False
    kinds = (use.classes, use.ids, use.attributes, use.tags)
    return all(
        not name or name in kind
        for part in PART.findall(selector)
        for name, kind in zip(part, kinds, strict=True)
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _body(text: str) -> str:
    """Write declarations without what only people need."""
    tight = re.sub(r"\s*([;:,])\s+", r"\1", _one_line(text)).removesuffix(";")
    tight = CONTAINER.sub("", tight).removesuffix(";")
    return re.sub(r"(?<![\w.])0\.(?=\d)", ".", tight).replace(" !important", "!important")


def _without_unused_variables(whole: str, use: PageUse) -> str:
    """Leave out variables that nothing reads, and rules in which nothing is left."""
    while True:
        read = use.variables | set(re.findall(r"var\((--[\w-]+)", whole))
        left = EMPTY.sub("", VARIABLE.sub(partial(_if_read, read), whole))
        if left == whole:
            return whole
        whole = left


def _if_read(read: Set[str], declared: re.Match[str]) -> str:
    return declared[0] if declared[1] in read else ""


def _fonts(use: PageUse, assets: str) -> str:
    """Return the fonts that have letters of the page, as the site's configuration names them.

    Which letters a file has matters only where two files of a family are to choose from.
    """
    theme = tomllib.loads((TOP / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    wanted = [
        face for face in theme["fontFaces"] if _has_letters(face["unicodeRange"], use.letters)
    ]
    families = Counter(face["family"] for face in wanted)
    faces = "".join(
        f"@font-face{{font-family:{face['family']};font-weight:{face['weight']};"
        f"font-display:swap;src:url({assets}{Path(face['url']).name}) format('woff2')"
        + (f";unicode-range:{face['unicodeRange']}" if families[face["family"]] > 1 else "")
        + "}"
        for face in wanted
    )
    return f"{faces}:root{{font-size:{theme['baseFontSize']}px}}"


def _has_letters(ranges: str, letters: frozenset[str]) -> bool:
    """Return whether a font has one of some letters; without letters every font is wanted."""
    for range_ in ranges.split(","):
        low, _, high = range_.strip().removeprefix("U+").partition("-")
        if any(int(low, 16) <= ord(letter) <= int(high or low, 16) for letter in letters):
            return True
    return False


def fonts() -> Iterator[Path]:
    """Return the files of the fonts, with their licences."""
    yield from sorted((TOP / "static" / "fonts").iterdir())


def _colours() -> str:
    light, dark = LIGHT.css_variables(), DARK.css_variables()
    return (
        f":root{{color-scheme:light dark;{_variables(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}"
    )


def variable_names() -> frozenset[str]:
    """Return the names of all variables that a style may have."""
    return frozenset(re.findall(r"--ec-[\w-]+", _colours() + _rules()))


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"{name}:{colour};" for name, colour in colours.items())
