"""Which catalogue keys the code asks for, read from its syntax trees without running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from content import Texts

ASKED = frozenset({"texts", "words"})
"""Names under which the code holds the words of a language."""
LOADED = frozenset({"load_texts", "load_words"})
KEY = re.compile(r"[a-z_]+(\.[\w-]+)+")


@dataclass(frozen=True)
class Use:
    """One place that asks for one key, or for every key of one shape.

    `pattern` matches whole keys; a computed part of a key stands for one step between dots.
    `direct` is false where the text is only named (in a table of keys, say), not asked for.
    """

    where: str
    shown: str
    pattern: re.Pattern[str]
    plural: bool
    direct: bool


def find_uses(path: str, code: str) -> Iterator[Use]:
    """Yield every use in one file: calls of texts first, then strings shaped like a key."""
    tree = ast.parse(code, path)
    in_calls: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _is_texts(node.func):
            plural = isinstance(node.func, ast.Attribute) and node.func.attr == "plural"
            for key in _branches(node.args[0]):
                in_calls.add(id(key))
                yield from _use(path, key, plural=plural, direct=True)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in in_calls:
            yield from _use(path, node, plural=False, direct=False)


def _is_texts(function: ast.expr) -> bool:
    """Recognise texts(…), reading.words(…), state.words()(…), load_texts(…)(…) and .plural."""
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in ASKED:
            return True
        case ast.Attribute(attr="plural", value=value):
            return _is_texts(value) or _is_texts_factory(value)
        case ast.Call():
            return _is_texts_factory(function)
    return False


def _is_texts_factory(value: ast.expr) -> bool:
    match value:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in LOADED:
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[]):
            return name in ASKED
    return False


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _use(path: str, node: ast.AST, *, plural: bool, direct: bool) -> Iterator[Use]:
    match node:
        case ast.Constant(value=str(text)):
            shown, pattern = text, re.escape(text)
        case ast.JoinedStr(values=parts):
            shown = pattern = ""
            for part in parts:
                literal = str(part.value) if isinstance(part, ast.Constant) else None
                shown += "…" if literal is None else literal
                pattern += r"[^.]*" if literal is None else re.escape(literal)
        case _:
            return
    # "{side}.{name}" could be any key at all, so it names none.
    named = KEY.fullmatch(shown.replace("…", "x")) and "…" not in shown.partition(".")[0]
    if direct or named:
        where = f"{path}:{getattr(node, 'lineno', 0)}"
        yield Use(where, shown, re.compile(pattern), plural, direct)


def missing_keys(uses: list[Use], texts: Texts) -> list[str]:
    """Say which direct uses find no text, or a plain text where plural forms are asked for."""
    problems = []
    for use in uses:
        if not use.direct:
            continue
        found = [key for key in texts.entries if use.pattern.fullmatch(key)]
        kinds = {not isinstance(texts.entries[key], str) for key in found}
        if not found:
            problems.append(f"{use.where}: {texts.language} has no text {use.shown!r}")
        elif use.plural not in kinds:
            wanted = "plural forms" if use.plural else "a plain text"
            problems.append(f"{use.where}: {texts.language} {use.shown!r} is not {wanted}")
    return problems


def unused_keys(uses: list[Use], texts: Texts) -> list[str]:
    """Return keys that no code names, computes or asks for."""
    used = [use.pattern for use in uses]
    return sorted(key for key in texts.entries if not any(p.fullmatch(key) for p in used))


def scan(sources: Mapping[str, str]) -> list[Use]:
    """Collect the uses of all files, given as path and code."""
    return [use for path, code in sources.items() for use in find_uses(path, code)]
