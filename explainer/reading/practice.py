"""Practice questions: answered in the browser, explained, and printed for a class.

Every question is on the page, whole, for paper and for a browser without scripts. With one,
``view/reading/practice.js`` shows one question at a time and results by topic.
"""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from content import Texts
from content.answers import page_anchor
from content.html import Markup, fill_each, link_to
from content.lesson_plans import Choice
from content.shared_parts import TOPICS, Question
from explainer.reading import page_tools
from explainer.reading.page_links import PageLinks

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
SCRIPT_LABELS = (
    *("topics", "all", "progress", "previous", "next", "results", "score", "nothing", "left"),
    *("by_topic", "hits", "reread", "of", "open", "known", "kept", "clear"),
)
"""Words of the script, below ``practice.labels``."""


def exam(shown: Sequence[Question], texts: Texts, links: PageLinks) -> Markup:
    """Write questions with the buttons that print them, then the key for a teacher."""
    asked = Markup("").join(
        _question(question, number, len(shown), texts, links)
        for number, question in enumerate(shown, 1)
    )
    key = Markup("").join(
        Markup('<li data-topic="{}">{}</li>').format(question.topic, _solution(question, texts))
        for question in shown
    )
    buttons = page_tools.print_button(texts("practice.labels.print"), "plain")
    buttons += page_tools.print_button(texts("practice.labels.print_key"), "key")
    return Markup(
        '<div class="ec-practice"{}><div class="ec-exam">{}</div><p class="ec-tools">{}</p>'
        '<section class="ec-exam-key"><h2>{}</h2><ol>{}</ol></section></div>'
    ).format(_for_script(texts, links), asked, buttons, texts("practice.labels.key"), key)


def _for_script(texts: Texts, links: PageLinks) -> Markup:
    """Write the words of the script, and what it has to know about the topics, as attributes."""
    words = {name: texts(f"practice.labels.{name}") for name in SCRIPT_LABELS}
    words["number"] = texts("practice.labels.number", number="[number]", total="[total]")
    topics = [
        {
            "name": topic,
            "title": texts(f"practice.labels.topic.{topic}"),
            "href": links.page(READ_NEXT[topic]),
            "page": texts(f"site.nav.{READ_NEXT[topic]}"),
        }
        for topic in TOPICS
    ]
    data = {"words": words, "topics": topics}
    return Markup("").join(
        Markup(' data-{}="{}"').format(name, json.dumps(value, ensure_ascii=False))
        for name, value in data.items()
    )


def _question(
    question: Question, number: int, total: int, texts: Texts, links: PageLinks
) -> Markup:
    """Write one question: what is asked, how it is answered, and its explained answer."""
    position = texts("practice.labels.number", number=str(number), total=str(total))
    choice = question.choice
    data = _verdicts(question, choice, texts) if choice else ""
    answer = _options(question, choice, texts, links) if choice else _model(question, texts, links)
    return Markup(
        '<section class="ec-ask ec-card" id="{id}" tabindex="-1" role="group" '
        'aria-labelledby="{id}-title" data-topic="{topic}"{data}><p class="ec-note">'
        '<span class="ec-place">{position}</span> · {kind}</p>'
        '<h2 id="{id}-title">{title}</h2>{answer}</section>'
    ).format(
        id=question.id,
        topic=question.topic,
        data=data,
        position=position,
        kind=texts(f"practice.labels.kind.{question.kind}"),
        title=texts(f"practice.{question.id}.title"),
        answer=answer,
    )


def _verdicts(question: Question, choice: Choice, texts: Texts) -> Markup:
    """Write, for the script, which option is right and what is said of an answer."""
    no = texts("practice.labels.other", answer=_lettered(question, choice, choice.right, texts))
    words = {"right": choice.right, "yes": texts("practice.labels.right"), "no": no}
    return Markup("").join(
        Markup(' data-{}="{}"').format(name, value) for name, value in words.items()
    )


def _options(question: Question, choice: Choice, texts: Texts, links: PageLinks) -> Markup:
    """Write the options as buttons, and the explanation that an answer uncovers."""
    options = Markup("").join(
        Markup(
            '<li><button type="button" data-option="{}" aria-pressed="false">{}</button></li>'
        ).format(option, _lettered(question, choice, option, texts))
        for option in choice.options
    )
    because = _explained(question, texts(f"practice.{question.id}.because"), texts, links)
    return Markup(
        '<ul class="ec-options">{}</ul><div role="status"><p class="ec-verdict"></p>'
        '<div class="ec-because" hidden>{}</div></div>'
    ).format(options, because)


def _model(question: Question, texts: Texts, links: PageLinks) -> Markup:
    """Write the folded model answer of an open question, and lines to write on when printed."""
    answer = _explained(question, texts(f"practice.{question.id}.answer"), texts, links)
    return Markup(
        '<details class="ec-model"><summary>{}</summary>{}<p>{}</p></details>'
        '<div class="ec-lines" aria-hidden="true"></div>'
    ).format(texts("practice.labels.model"), answer, _criteria(question, texts))


def _criteria(question: Question, texts: Texts) -> Markup:
    """Write what an answer to an open question is graded by."""
    return Markup("<b>{}.</b> {}").format(
        texts("practice.labels.criteria"), texts(f"practice.{question.id}.criteria")
    )


def _explained(question: Question, words: str, texts: Texts, links: PageLinks) -> Markup:
    """Write an explanation with a link to the sentence of the site that answers the question."""
    anchor = page_anchor(question.answered_by)
    address = links.link(anchor.page, anchor.anchor, **anchor.choices)
    *first, last = _paragraphs(words)
    link = link_to(address, texts("practice.labels.sentence"), "ec-go")
    return fill_each("<p>{}</p>", [*first, Markup("{} {}").format(last, link)])


def _paragraphs(words: str) -> list[str]:
    """Part a longer answer where the catalogue leaves a line empty."""
    return words.split("\n\n")


def _solution(question: Question, texts: Texts) -> Markup:
    """Write one answer of the key for a teacher."""
    if question.choice is None:
        answer = _paragraphs(texts(f"practice.{question.id}.answer"))
        return Markup("<br>").join([*answer, _criteria(question, texts)])
    right = _lettered(question, question.choice, question.choice.right, texts)
    right = right if right.endswith(".") else f"{right}."
    return Markup("<strong>{}</strong> {}").format(right, texts(f"practice.{question.id}.because"))


def _lettered(question: Question, choice: Choice, option: str, texts: Texts) -> str:
    """Put a letter before an option; true and false need none."""
    words = texts(f"practice.{question.id}.options.{option}")
    if question.kind == "true_false":
        return words
    return f"{LETTERS[choice.options.index(option)]}) {words}"
