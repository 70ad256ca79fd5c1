"""The replies of a lesson to its reader's answers: to the bet, to the reason, to the quiz."""

from __future__ import annotations

from content.html import Markup
from content.lesson_plans import UNKNOWN, Choice
from explainer.reading.brief import points
from explainer.reading.lessons.lesson_sources import sources
from explainer.reading.lessons.lesson_words import Reading, linked

NONE = "blank"
"""What stands for an answer until it is given."""
SURE = ("low", "middle", "high")
NEAR = 0.15
"""How far from the truth, as a share of the scale, a bet still counts as near."""


def verdict(reading: Reading, prefix: str, choice: Choice, answer: str) -> Markup:
    """Write below a question whether the answer is the right one, and which one is."""
    if answer == choice.right:
        return Markup('<p class="ec-verdict ec-verdict-right">{}</p>').format(
            reading.words("lesson.quiz.right")
        )
    sentence = reading.words("lesson.quiz.other", answer=option(reading, prefix, choice.right))
    return Markup('<p class="ec-verdict ec-verdict-other">{}</p>').format(sentence)


def option(reading: Reading, prefix: str, name: str) -> str:
    """Name an answer to a question."""
    return reading.label(f"{prefix}.options.{name}")


def bet_words(reading: Reading, name: str) -> str:
    """Name a bet on one of a few answers."""
    if name == UNKNOWN:
        return reading.words("lesson.unknown")
    return option(reading, "bet", name)


def bet_text(reading: Reading, bet: str) -> str:
    """Name a bet as the words of the reveal quote it."""
    if bet in (NONE, UNKNOWN) or not reading.lesson.plan.guess:
        return bet_words(reading, UNKNOWN if bet == NONE else bet)
    return reading.words.integer(int(bet))


def your_bet(reading: Reading, bet: str, sure: str = NONE) -> Markup:
    """Write what was bet, so that it stays in view."""
    texts = reading.words
    if bet == NONE:
        return Markup('<p class="ec-note">{}</p>').format(texts("lesson.no_bet"))
    sentence = texts("lesson.your_bet", bet=bet_text(reading, bet))
    if sure != NONE:
        sureness = texts(f"lesson.sure.{sure}")
        sentence = texts("lesson.your_bet_sure", bet=bet_text(reading, bet), sure=sureness)
    return Markup('<p class="ec-bet">{}</p>').format(sentence)


def bet_mark(reading: Reading, bet: str) -> tuple[float, str] | None:
    """Return where a bet on a number stands on the scale of the answer, and its label."""
    if not reading.lesson.plan.guess or bet in (NONE, UNKNOWN):
        return None
    return float(bet), reading.words("lesson.your_bet", bet=bet_text(reading, bet))


def reaction(reading: Reading, bet: str) -> str:
    """Return which words react to the bet."""
    plan = reading.lesson.plan
    if bet in (NONE, UNKNOWN):
        return UNKNOWN
    if not plan.guess:
        return bet
    off = float(bet) - reading.runs["base"].value(plan.truth)
    if abs(off) <= NEAR * (plan.guess.high - plan.guess.low):
        return "near"
    return "over" if off > 0 else "under"


def reaction_html(reading: Reading, bet: str) -> Markup:
    """Write the reply of the lesson to a bet."""
    key = f"reveal.reactions.{reaction(reading, bet)}"
    return Markup('<p class="ec-reaction">{}</p>').format(
        reading.line(key, bet=bet_text(reading, bet))
    )


def named(reading: Reading) -> Markup:
    """Write the definition, and all the rest, folded."""
    plan, texts = reading.lesson.plan, reading.words
    folded = [
        (reading.label(f"name.{extra}.title"), reading.prose(f"name.{extra}.text"))
        for extra in plan.extras
    ]
    if plan.strategy:
        folded += _summary_parts(reading, plan.strategy)
    folded += [(texts(f"lesson.part.{part}"), reading.items(f"name.{part}")) for part in plan.parts]
    if plan.cards:
        folded.append((texts("lesson.card_list"), sources(reading)))
    body = Markup("").join(
        Markup("<details><summary>{}</summary>{}</details>").format(title, inner)
        for title, inner in folded
    )
    return Markup(
        '<div class="ec-card ec-definition">{}</div><div class="ec-folds">{}</div>'
    ).format(reading.prose("name.text"), body)


def _summary_parts(reading: Reading, strategy: str) -> list[tuple[str, Markup]]:
    """Return what speaks for and against a strategy, and when it suits, as its summary says it."""
    texts, links = reading.words, reading.links
    lists = [
        (texts(f"brief.labels.{part}"), points(strategy, part, texts, links))
        for part in ("advantages", "disadvantages")
    ]
    when = Markup("<p>{}</p>").format(linked(f"brief.{strategy}.when", texts, links))
    return [*lists, (texts("brief.labels.when"), when)]
