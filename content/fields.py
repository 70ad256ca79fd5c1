"""The name of any field of a scenario in the visitor's words, from its dotted name."""

import re

from content.texts import Texts

SIDES = ("a", "b")
QUESTION = re.compile(r"q_[a-z_]+", re.ASCII)
"""The answer to a question of a lesson: there are many, and they share a name."""


def field_name(field: str, texts: Texts) -> str:
    """Name a field, with its side if it has one; a name nobody knows is returned as it is.

    Parameters
    ----------
    field : str
        Dotted name, "b.capabilities.shared_stock", or what a visitor sent: hostile text.

    Returns
    -------
    str
        Plain text, to be escaped wherever it becomes HTML.
    """
    side, _, inner = field.partition(".")
    if side not in SIDES or not inner:
        return _words(field, texts) or field
    words = _words(inner, texts) or inner
    return texts("problems.field_of_side", field=words, side=texts(f"problems.sides.{side}"))


def _words(name: str, texts: Texts) -> str:
    """Return the words for a name without side, or an empty text."""
    match name.split("."):
        case ["capabilities", capability]:
            return _term(f"terms.capability.{capability}.name", texts)
        case ["costs", "weight", capability]:
            part = _term(f"terms.capability.{capability}.name", texts)
            return _pattern("field_patterns.cost_weight", texts, capability=part)
        case ["taste", stage, channel]:
            when = _term(f"terms.stage.{stage}", texts)
            where = _term(f"terms.channel.{channel}", texts)
            return _pattern("field_patterns.taste", texts, stage=when, channel=where)
        case ["friction", kind, aspect]:
            what = _term(f"terms.friction.{kind}", texts)
            return _pattern(f"field_patterns.friction.{aspect}", texts, friction=what)
        case ["generation", group, aspect]:
            people = _term(f"terms.generation.{group}", texts)
            return _pattern(f"field_patterns.generation.{aspect}", texts, generation=people)
    key = f"fields.{name.replace('.', '_')}"
    if key in texts:
        return texts(key)
    return texts("field_patterns.question") if QUESTION.fullmatch(name) else ""


def _term(key: str, texts: Texts) -> str:
    return texts(key) if key in texts else ""


def _pattern(key: str, texts: Texts, **parts: str) -> str:
    return texts(key, **parts) if key in texts and all(parts.values()) else ""
