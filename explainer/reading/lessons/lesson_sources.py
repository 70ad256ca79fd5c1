"""Where the numbers of a lesson come from: the run behind a screen, the cards behind the words."""

from content import Texts
from content.cards import load_cards
from content.html import Markup
from content.references import short_reference
from content.words import Words
from explainer.reading.lessons.lesson_words import Reading
from simulations import Scenario

WEEKS_OF_A_YEAR = 52


def source_line(reading: Reading, name: str) -> Markup:
    """Write which run the numbers on a screen come from, with a link to its rules."""
    sentence = seen_from(reading.runs[name].scenario, reading.words)
    rules = reading.links.link("model_rules")
    return Markup('<p class="ec-note">{} <a href="{}">{}</a></p>').format(
        sentence, rules, reading.words("lesson.rules")
    )


def seen_from(scenario: Scenario, words: Words) -> str:
    """Return which run it is of and, where anything is integrated, how soon it works in full."""
    people, time = words.integer(scenario.shoppers), time_of(scenario.weeks, words)
    sentence = words("lesson.seen_from", people=people, time=time)
    ramp = [s.ramp_weeks for s in (scenario.a, scenario.b) if any(s.capabilities.values())]
    if not ramp:
        return sentence
    if weeks := max(ramp):
        return f"{sentence} {words('lesson.ramp.later', time=time_of(weeks, words))}"
    return f"{sentence} {words('lesson.ramp.at_once')}"


def sources(reading: Reading) -> Markup:
    """Write the claim of each card of the lesson, with its source as a link to it.

    The works in full stand in what the lesson answers first, and on the cards.
    """
    cards, words = load_cards(), reading.words
    items = Markup("").join(
        Markup('<li>{} <a class="ec-cite" href="{}">{}</a></li>').format(
            words(f"cards.{name}.claim"),
            reading.links.link("evidence", name),
            short_reference(cards[name], words),
        )
        for name in reading.lesson.plan.cards
    )
    return Markup("<ul>{}</ul>").format(items)


def time_of(weeks: int, texts: Texts) -> str:
    """Name a time as people do: in years where it makes whole ones."""
    years, rest = divmod(weeks, WEEKS_OF_A_YEAR)
    return texts.plural("lesson.weeks", weeks) if rest else texts.plural("lesson.years", years)
