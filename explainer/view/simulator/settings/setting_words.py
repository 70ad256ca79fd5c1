"""The words about one setting: its unit, its ranges, and its evidence."""

from content import Texts
from content.cards import load_cards
from content.fields import field_name
from content.formats import plain
from content.references import short_reference
from content.words import Words
from explainer.edition import LONGEST, MOST_SHOPPERS, STATIC
from explainer.reading.model_parameters import unit_code
from explainer.view.shell.page_links import address
from explainer.view.simulator.settings.knob_groups import RUN, group_of
from explainer.view.widgets.fields.dials import Mark
from simulations.scenario.knobs import Knob


def unit_words(knob: Knob, words: Words) -> str:
    """Return the unit beside the number; shares are counted per hundred or thousand."""
    if group_of(knob.name) == RUN:
        return ""
    if knob.per > 1:
        return words("settings.of", per=words.integer(knob.per))
    return words(f"model.unit.{unit_code(knob.unit)}")


def ranges(knob: Knob, words: Words) -> str:
    """Say what is counted, what is plausible and what is legal."""
    high = MOST_SHOPPERS if knob.name == "shoppers" else knob.high

    def written(low: float, high: float) -> str:
        return words.interval(low * knob.per, high * knob.per, lambda end: plain(end, words))

    legal = words("settings.legal", interval=written(knob.low, high))
    if group_of(knob.name) == RUN:
        long = (words("edition.heavy", seconds=str(LONGEST)),) if STATIC else ()
        return " ".join([words(f"settings.run.{knob.name}"), legal, *long])
    if knob.plausible == (knob.low, knob.high):
        return legal  # nothing narrower is known
    likely = words("settings.plausible", interval=written(*knob.plausible))
    if knob.per == 1:
        return f"{likely} {legal}"
    unit = words("settings.unit", unit=words(f"model.unit.{unit_code(knob.unit)}"))
    return f"{unit} {likely} {legal}"


def mark(knob: Knob, texts: Texts) -> Mark | None:
    """Say whether a value rests on evidence or is assumed, with links to its cards."""
    if group_of(knob.name) == RUN:
        return None
    field = field_name(knob.name, texts)
    if knob.grade == "A":
        name = texts("settings.assumed.name", field=field)
        return Mark("A", texts("settings.assumed.sign"), name, [texts("settings.assumed.words")])
    cards = [card for card in knob.evidence.split(",") if card in load_cards()]
    sources = {card: short_reference(load_cards()[card], texts) for card in cards}
    claims = [f"{sources[card]}: {texts(f'cards.{card}.claim')}" for card in cards]
    entries = [
        {
            "href": address("evidence", card),
            "words": texts("settings.evidence.card", id=sources[card]),
        }
        for card in cards
    ]
    name = texts("settings.evidence.name", field=field)
    words = [texts("settings.evidence.words"), *claims]
    return Mark("E", texts("settings.evidence.sign"), name, words, entries)
