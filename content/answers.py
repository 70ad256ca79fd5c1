"""Where an idea or a question is answered: the sentence, and the part of the site that shows it.

A key is that of a catalogue, "brief.single.definition", or of a lesson, "<lesson>/<key>".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from content.lesson_plans import load_plans
from content.lessons import load_lesson
from content.texts import Texts

LESSON = "/"
SITE = "site"
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spot:
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
    choices: Mapping[str, str] = field(default_factory=lambda: NOTHING)


def sentence(key: str, texts: Texts) -> str:
    """Return the words that a key names, as they are written; places stay unfilled.

    Raises
    ------
    KeyError
        If there are no such words in this language.
    """
    if LESSON in key:
        lesson, _, inner = key.partition(LESSON)
        found = load_lesson(texts.language, lesson).words[inner]
        return found if isinstance(found, str) else " ".join(found)
    entry = texts.entries[key]
    return entry if isinstance(entry, str) else entry["other"]


def spot(key: str) -> Spot:
    """Return where on the site a sentence stands.

    Raises
    ------
    KeyError
        If no page shows such a key.
    """
    if LESSON in key:
        lesson, _, inner = key.partition(LESSON)
        return Spot(lesson, choices=_step(lesson, inner.partition(".")[0]))
    file, *rest = key.split(".")
    match file:
        case "brief":
            strategy, *part = rest
            return Spot(strategy, "-".join(("brief", *part)))
        case "compare":
            return Spot("compare", f"row-{rest[1]}")
        case "consumer" | "glossary":
            return Spot(file, rest[0])
        case "cards":
            return Spot("evidence", rest[0])
        case "stories":
            return Spot("stories", rest[0])
        case "terms":
            return Spot("seams", choices={**_step("seams", "pieces"), "piece": rest[1]})
        case "site":
            return Spot("model_rules")
    raise KeyError(key)


def _step(lesson: str, step: str) -> dict[str, str]:
    return {"step": str(load_plans()[lesson].steps.index(step) + 1)}
