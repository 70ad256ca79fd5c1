"""Practice questions: answered in the browser, explained, and printed for a class.

Every question is on the page, whole, for paper and for a browser without scripts. With one,
``view/widgets/practice.js`` shows one question at a time and results by topic.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType

from content import Texts
from content.answers import spot
from content.lesson_plans import Choice
from content.shared_parts import TOPICS, Question
from explainer.reading import page_tools
from explainer.reading.ways import Ways

LETTERS = "abcde"
READ_NEXT: Mapping[str, str] = MappingProxyType(
    {
        "definitions": "glossary",
        "differences": "compare",
        "advantages": "compare",
        "frictions": "seams",
        "consumer": "consumer",
        "doing": "the_road",
        "evidence": "evidence",
    }
)
"""The page to read for a topic of which not everything was right."""
SAID = (
    *("topics", "all", "progress", "previous", "next", "results", "score", "nothing", "left"),
    *("by_topic", "hits", "reread", "of", "open", "known", "kept", "clear"),
)
"""Words of the script, below ``practice.labels``."""


def exam(shown: Sequence[Question], texts: Texts, ways: Ways) -> str:
    """Write questions with the buttons that print them, then the key for a teacher."""
    asked = "".join(
        _question(question, number, len(shown), texts, ways)
        for number, question in enumerate(shown, 1)
    )
    key = "".join(
        f'<li data-topic="{question.topic}">{_solution(question, texts)}</li>' for question in shown
    )
    buttons = page_tools.print_button(texts("practice.labels.print"), "plain")
    buttons += page_tools.print_button(texts("practice.labels.print_key"), "key")
    return (
        f'<div class="ec-practice"{_for_script(texts, ways)}><div class="ec-exam">{asked}</div>'
        f'<p class="ec-tools">{buttons}</p>'
        f'<section class="ec-exam-key"><h2>{escape(texts("practice.labels.key"))}</h2>'
        f"<ol>{key}</ol></section></div>"
    )


def _for_script(texts: Texts, ways: Ways) -> str:
    """Write the words of the script, and what it has to know about the topics, as attributes."""
    words = {name: texts(f"practice.labels.{name}") for name in SAID}
    words["number"] = texts("practice.labels.number", number="[number]", total="[total]")
    topics = [
        {
            "name": topic,
            "title": texts(f"practice.labels.topic.{topic}"),
            "href": ways.page(READ_NEXT[topic]),
            "page": texts(f"site.nav.{READ_NEXT[topic]}"),
        }
        for topic in TOPICS
    ]
    data = {"words": words, "topics": topics}
    return "".join(
        f' data-{name}="{escape(json.dumps(one, ensure_ascii=False), quote=True)}"'
        for name, one in data.items()
    )


def _question(question: Question, number: int, total: int, texts: Texts, ways: Ways) -> str:
    """Write one question: what is asked, how it is answered, and its explained answer."""
    place = texts("practice.labels.number", number=str(number), total=str(total))
    kind = texts(f"practice.labels.kind.{question.kind}")
    choice = question.choice
    data = _verdicts(question, choice, texts) if choice else ""
    answer = _options(question, choice, texts, ways) if choice else _model(question, texts, ways)
    return (
        f'<section class="ec-ask ec-card" id="{question.id}" tabindex="-1" role="group"'
        f' aria-labelledby="{question.id}-title" data-topic="{question.topic}"{data}>'
        f'<p class="ec-note"><span class="ec-place">{escape(place)}</span> · {escape(kind)}</p>'
        f'<h2 id="{question.id}-title">{escape(texts(f"practice.{question.id}.title"))}</h2>'
        f"{answer}</section>"
    )


def _verdicts(question: Question, choice: Choice, texts: Texts) -> str:
    """Write, for the script, which option is right and what is said of an answer."""
    no = texts("practice.labels.other", answer=_lettered(question, choice, choice.right, texts))
    words = {"right": choice.right, "yes": texts("practice.labels.right"), "no": no}
    return "".join(f' data-{name}="{escape(one, quote=True)}"' for name, one in words.items())


def _options(question: Question, choice: Choice, texts: Texts, ways: Ways) -> str:
    """Write the options as buttons, and the explanation that an answer uncovers."""
    options = "".join(
        f'<li><button type="button" data-option="{one}" aria-pressed="false">'
        f"{escape(_lettered(question, choice, one, texts))}</button></li>"
        for one in choice.options
    )
    because = _explained(question, texts(f"practice.{question.id}.because"), texts, ways)
    return (
        f'<ul class="ec-options">{options}</ul><div role="status"><p class="ec-verdict"></p>'
        f'<div class="ec-because" hidden>{because}</div></div>'
    )


def _model(question: Question, texts: Texts, ways: Ways) -> str:
    """Write the folded model answer of an open question, and lines to write on when printed."""
    answer = _explained(question, texts(f"practice.{question.id}.answer"), texts, ways)
    label = escape(texts("practice.labels.model"))
    return (
        f'<details class="ec-model"><summary>{label}</summary>{answer}</details>'
        '<div class="ec-lines" aria-hidden="true"></div>'
    )


def _explained(question: Question, words: str, texts: Texts, ways: Ways) -> str:
    """Write an explanation with a link to the sentence of the site that answers the question."""
    where = spot(question.answered_by)
    address = ways.link(where.page, where.anchor, **where.choices)
    label = escape(texts("practice.labels.sentence"))
    return f'<p>{escape(words)} <a class="ec-go" href="{address}">{label}</a></p>'


def _solution(question: Question, texts: Texts) -> str:
    """Write one answer of the key for a teacher."""
    if question.choice is None:
        return escape(texts(f"practice.{question.id}.answer"))
    right = escape(_lettered(question, question.choice, question.choice.right, texts))
    right = right if right.endswith(".") else f"{right}."
    because = escape(texts(f"practice.{question.id}.because"))
    return f"<strong>{right}</strong> {because}"


def _lettered(question: Question, choice: Choice, option: str, texts: Texts) -> str:
    """Put a letter before an option; true and false need none."""
    words = texts(f"practice.{question.id}.options.{option}")
    if question.kind == "true_false":
        return words
    return f"{LETTERS[choice.options.index(option)]}) {words}"
