"""Words that code shows to visitors without asking a catalogue for them.

What counts as showing: the text of a Streamlit element, an argument that is always words
(label, help, alt…), the visible part of HTML or SVG, and any string with an accented letter.
What does not: names (codes, keys, file paths), markup, style sheets, scripts, docstrings,
messages of exceptions for developers.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]{2,}")
ACCENTED = re.compile(r"[áàâãéêíóôõúüñçÁÀÂÃÉÊÍÓÔÕÚÜÑÇ¿¡]")
WORD_ARGUMENTS = frozenset(
    {"label", "title", "page_title", "help", "placeholder", "alt", "caption", "body", "text"}
    | {"hovertemplate", "ticksuffix", "aria_label", "description", "confirm"}
)
NAMES_FIRST = frozenset(
    {"page_link", "Page", "switch_page", "image", "container", "column_config", "cache_data"}
    | {"columns", "query_params", "fragment", "html_file", "logo", "set_option", "get_option"}
)
"""Streamlit calls whose first argument is a file, a number or a name."""
WORD_ATTRIBUTES = re.compile(r"\b(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"")
EXPRESSION = "\x00"


def find_literals(path: str, code: str) -> list[str]:
    """Return one line for each literal that a visitor could read."""
    tree = ast.parse(code, path)
    skipped = _not_for_visitors(tree)
    found: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for argument in _shown_arguments(node):
                text = _text(argument)
                if text is not None and WORD.search(_visible(text)):
                    found[id(argument)] = f"{path}:{argument.lineno}: {text.strip()[:60]!r}"
        text = _text(node)
        if text is None or id(node) in skipped or id(node) in found:
            continue
        if ACCENTED.search(text) or (_is_markup(text) and WORD.search(_visible(text))):
            found[id(node)] = f"{path}:{node.lineno}: {text.strip()[:60]!r}"
    return sorted(set(found.values()))


def _text(node: ast.AST) -> str | None:
    """Return a literal as text, with a mark for what is computed inside it."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else EXPRESSION for part in parts
            )
    return None


def _shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    for keyword in call.keywords:
        if keyword.arg in WORD_ARGUMENTS:
            yield keyword.value
    match call.func:
        case ast.Attribute(value=ast.Name(id="st"), attr=name) if name not in NAMES_FIRST:
            for argument in call.args[:1]:
                yield from argument.elts if isinstance(argument, ast.List) else [argument]


def _is_markup(text: str) -> bool:
    return re.search(r"</?[a-zA-Z]", text) is not None


def _visible(text: str) -> str:
    """Return what a reader gets to see or hear of a piece of markup or plain text."""
    text = re.sub(r"%?\{[^{}]*\}", " ", text)  # a place that Plotly or `format` fills
    if not _is_markup(text) and ">" not in text:
        return re.sub(r":material/\w+:", " ", text)
    text = re.sub(r"(?s)<(style|script)\b.*?(</\1>|$)", " ", text)
    spoken = " ".join(WORD_ATTRIBUTES.findall(text))
    text = re.sub(r"^[^<>]*>", " ", text)
    text = re.sub(r"(?s)<[^<>]*(>|$)", " ", text)
    return re.sub(r"&#?\w+;", " ", f"{text} {spoken}")


def _not_for_visitors(tree: ast.Module) -> set[int]:
    """Collect docstrings, patterns, what exceptions say, and the pieces of longer literals."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        pattern = isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
        if pattern or isinstance(node, ast.Raise | ast.Assert):
            skipped |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
    return skipped
