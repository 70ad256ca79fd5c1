"""Practice questions: answered in the browser, explained, and printed for a class.

An answer is neither kept nor sent: the page is drawn once, and a script marks what was chosen.
"""

from collections.abc import Sequence
from html import escape

from content import Texts
from content.answers import spot
from content.lesson_plans import Choice
from content.shared_parts import Question
from explainer.reading import page_tools
from explainer.reading.ways import Ways

LETTERS = "abcde"


def exam(shown: Sequence[Question], texts: Texts, ways: Ways) -> str:
    """Write questions with the buttons that print them, then the key for a teacher."""
    asked = "".join(
        _question(question, number, len(shown), texts, ways)
        for number, question in enumerate(shown, 1)
    )
    key = "".join(f"<li>{_solution(question, texts)}</li>" for question in shown)
    buttons = page_tools.print_button(texts("practice.labels.print"), "plain")
    buttons += page_tools.print_button(texts("practice.labels.print_key"), "key")
    return (
        f'<p class="ec-tools">{buttons}</p><div class="ec-exam">{asked}</div>'
        f'<section class="ec-exam-key"><h2>{escape(texts("practice.labels.key"))}</h2>'
        f"<ol>{key}</ol></section>"
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
        f' aria-labelledby="{question.id}-title"{data}>'
        f'<p class="ec-note">{escape(place)} · {escape(kind)}</p>'
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
    because = escape(texts(f"practice.{question.id}.because"))
    return f"<strong>{right}</strong> {because}"


def _lettered(question: Question, choice: Choice, option: str, texts: Texts) -> str:
    """Put a letter before an option; true and false need none."""
    words = texts(f"practice.{question.id}.options.{option}")
    if question.kind == "true_false":
        return words
    return f"{LETTERS[choice.options.index(option)]}) {words}"
