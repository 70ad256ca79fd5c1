"""Prose as HTML: paragraphs, lists, *emphasis*, **strong**, and placeholders.

A small part of Markdown on purpose: whatever is not in it is shown as it is written. Placeholders,
`{like.this}`, are filled by a function, so that a number can become a link to its evidence.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from content.html import Markup, escape, html_list

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
BREAKS = {"softbreak": "\n", "hardbreak": "\n"}

Fill = Callable[[str], str]


def find_placeholders(text: str) -> list[str]:
    """Return what stands between braces, in order."""
    return PLACEHOLDER.findall(text)


def plain(text: str, fill: Fill) -> str:
    """Return a text without marks, its places filled; for counting and for attributes."""
    return "".join(
        fill(token.content) if token.type == "place" else BREAKS.get(token.type, token.content)
        for token in _flat(_reader().parseInline(text))
    )


def inline(text: str, fill: Fill) -> Markup:
    """Return one line of text as HTML; `fill` gives words or HTML for the name of a placeholder."""
    return Markup(_reader().renderInline(text, {"fill": fill}))


def blocks(text: str, fill: Fill) -> Markup:
    """Return paragraphs and lists, parted by empty lines, as HTML on one line."""
    return Markup(_reader().render(text, {"fill": fill})).replace("\n", "")


def listed(items: tuple[str, ...], fill: Fill) -> Markup:
    """Return several texts as a list."""
    return html_list(inline(item, fill) for item in items)


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["list", "emphasis", "newline"])
    reader.inline.ruler.before("emphasis", "place", _read_placeholder)
    reader.add_render_rule("place", _write_placeholder)
    reader.add_render_rule("softbreak", _write_space)
    return reader


def _read_placeholder(state: StateInline, silent: bool) -> bool:
    match = PLACEHOLDER.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("place", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _write_placeholder(
    _: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: EnvType
) -> str:
    return escape(env["fill"](tokens[at].content))


def _write_space(
    _: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType
) -> str:
    return " "


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.children is None:
            yield token
        else:
            yield from _flat(token.children)
