"""Where an idea or a question is answered: the sentence, and the part of the site that shows it.

A key is that of a catalogue, "brief.single.definition", or of a lesson, "<lesson>/<key>".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from content.lesson_plans import load_plans
from content.lessons import load_lesson
from content.texts import Texts

LESSON_MARK = "/"
NO_CHOICES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PageAnchor:
    """A part of a page.

    Attributes
    ----------
    page, anchor : str
        Name of the page, and id of the part on it (empty for its beginning).
    choices : Mapping of str to str
        What the page has to show, such as the step of a lesson.
    """

    page: str
    anchor: str = ""
    choices: Mapping[str, str] = field(default_factory=lambda: NO_CHOICES)


def sentence(key: str, texts: Texts) -> str:
    """Return the words that a key names, as they are written; placeholders stay unfilled.

    Raises `KeyError` if there are no such words in this language.
    """
    if LESSON_MARK in key:
        lesson, _, inner = key.partition(LESSON_MARK)
        words = load_lesson(texts.language, lesson).words[inner]
        return words if isinstance(words, str) else " ".join(words)
    entry = texts.entries[key]
    return entry if isinstance(entry, str) else entry["other"]


def page_anchor(key: str) -> PageAnchor:
    """Return where on the site a sentence stands.

    Raises `KeyError` if no page shows such a key.
    """
    if LESSON_MARK in key:
        lesson, _, inner = key.partition(LESSON_MARK)
        return PageAnchor(lesson, choices=_step(lesson, inner.partition(".")[0]))
    file, *rest = key.split(".")
    match file:
        case "brief":
            strategy, *part = rest
            return PageAnchor(strategy, "-".join(("brief", *part)))
        case "compare":
            return PageAnchor("compare", f"row-{rest[1]}")
        case "consumer" | "glossary":
            return PageAnchor(file, rest[0])
        case "cards":
            return PageAnchor("evidence", rest[0])
        case "stories":
            return PageAnchor("stories", rest[0])
        case "terms":
            return PageAnchor("seams", choices={**_step("seams", "pieces"), "piece": rest[1]})
        case "site":
            return PageAnchor("model_rules")
    raise KeyError(key)


def _step(lesson: str, step: str) -> dict[str, str]:
    return {"step": str(load_plans()[lesson].steps.index(step) + 1)}
