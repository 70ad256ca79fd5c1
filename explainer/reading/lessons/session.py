"""The session of a class: what happens in which minutes, what to ask, and what answers to expect.

It is built from the lesson itself: each part opens a step of it, asks what the step asks, and
expects what its run and its explained answers say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from content.html import Markup, escape, html_list, link_to
from explainer.reading.lessons.lesson_words import Reading
from simulations import Scenario

DEBATE = "debate"
SESSIONS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "20": {"bet": 4, "reveal": 4, "why": 3, "try": 3, "yet": 3, "quiz": 3},
        "45": {
            "scene": 3,
            "bet": 6,
            "reveal": 6,
            "why": 6,
            "try": 6,
            DEBATE: 8,
            "yet": 5,
            "quiz": 5,
        },
    }
)
"""Minutes of each part, by the length of the session; all but the debate are steps of a lesson."""


def parts(reading: Reading, minutes: str, scenario: Scenario) -> Markup:
    """Write all parts of a session as HTML, each a screen of its own when projected.

    Parameters
    ----------
    reading : Reading
        The lesson with its runs, "try" among them.
    minutes : str
        A key of :data:`SESSIONS`.
    scenario : Scenario
        In whose country the companies of the debate are.
    """
    plan = SESSIONS[minutes]
    ends = accumulate(plan.values())
    return Markup("").join(
        _part(reading, part, (end - plan[part], end), scenario)
        for part, end in zip(plan, ends, strict=True)
    )


def _part(reading: Reading, part: str, span: tuple[int, int], scenario: Scenario) -> Markup:
    texts = reading.words
    minutes = texts("lessons.session.span", begin=str(span[0]), end=str(span[1]))
    expected = _expected(reading, part)
    folded = (
        Markup('<details class="ec-expected"><summary>{}</summary>{}</details>').format(
            texts("lessons.session.expected"), expected
        )
        if expected
        else ""
    )
    return Markup(
        '<section class="ec-card ec-part"><p class="ec-note">{minutes} · {title}</p>'
        '<h3 tabindex="-1">{asked}</h3>{shown}<p class="ec-do">{do}</p>{folded}<p>{link}</p>'
        "</section>"
    ).format(
        minutes=minutes,
        title=texts(f"lessons.session.part.{part}.title"),
        asked=_asked(reading, part),
        shown=_shown(reading, part),
        do=texts(f"lessons.session.part.{part}.do"),
        folded=folded,
        link=_link(reading, part, scenario),
    )


def _asked(reading: Reading, part: str) -> Markup:
    """Write what the class is asked or shown."""
    if part == DEBATE:
        return escape(reading.words("lessons.session.debate"))
    if part == "quiz":
        return escape(reading.words.plural("lessons.session.quiz", len(reading.lesson.plan.quiz)))
    return reading.line(f"{part}.title", "try" if part == "try" else "base")


def _shown(reading: Reading, part: str) -> Markup:
    """Write what the class reads together with the question: the scene, or what can be answered."""
    plan = reading.lesson.plan
    if part == "scene":
        return reading.prose("scene.text")
    if part == "bet":
        return _choices(reading, "bet", plan.options) if plan.options else Markup()
    if part == "why":
        return _choices(reading, "why", plan.why.options)
    if part == "quiz":
        asked = (
            reading.line(f"quiz.{name}.title") + _choices(reading, f"quiz.{name}", choice.options)
            for name, choice in plan.quiz.items()
        )
        return html_list(asked, "ol")
    return Markup()


def _choices(reading: Reading, question: str, options: Sequence[str]) -> Markup:
    return html_list(reading.line(f"{question}.options.{option}") for option in options)


def _expected(reading: Reading, part: str) -> Markup:
    """Write what answers are to be expected, as HTML; nothing where any answer will do."""
    plan = reading.lesson.plan
    if part == "bet":
        return reading.prose("reveal.text")
    if part == "reveal":
        return Markup("<p><strong>{}</strong></p>{}").format(
            reading.words("lessons.part.mistakes"), reading.items("teacher.mistakes")
        )
    if part == "why":
        right = reading.line(f"why.options.{plan.why.right}")
        return Markup("<p><strong>{}</strong></p>{}").format(right, reading.prose("why.text"))
    if part == "try":
        value = plan.control.fit("")
        return reading.prose("try.after", "try", control=reading.words.integer(value))
    if part == DEBATE:
        return Markup("<p>{}</p>").format(reading.words("lessons.session.debate_expected"))
    if part == "yet":
        return reading.prose("yet.text", "yet")
    if part == "quiz":
        return html_list((_solved(reading, name) for name in plan.quiz), "ol")
    return Markup()


def _solved(reading: Reading, question: str) -> Markup:
    """Write one question with the answer that the evidence supports best."""
    right = reading.lesson.plan.quiz[question].right
    return Markup("{}<br><strong>{}</strong> {}").format(
        reading.line(f"quiz.{question}.title"),
        reading.line(f"quiz.{question}.options.{right}"),
        reading.line(f"quiz.{question}.because"),
    )


def _link(reading: Reading, part: str, scenario: Scenario) -> Markup:
    """Write the link to what the class looks at: a step of the lesson, or the simulator."""
    texts, plan = reading.words, reading.lesson.plan
    if part == DEBATE:
        for side, preset in plan.presets.items():
            scenario = scenario.with_preset(side, preset)
        target = reading.links.run(scenario)
        return link_to(target, texts("lessons.session.simulator"), "ec-go")
    step = str(plan.steps.index(part) + 1)
    words = texts("lessons.session.step", name=texts(f"lesson.steps.{part}"))
    return link_to(reading.links.link(plan.id, step=step), words, "ec-go")
