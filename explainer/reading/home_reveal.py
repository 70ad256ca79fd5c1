"""What Home reveals: one trip in two retailers, and a hundred trips like it, as HTML."""

from collections.abc import Mapping

from content import Texts
from content.html import Markup
from content.words import Words
from explainer.figures.drawings.houses import PICTURES
from explainer.figures.drawings.people import people_grid_svg
from explainer.figures.drawings.stage import House
from explainer.figures.drawings.street import street
from explainer.reading.home_lives import Example, outcome
from explainer.results.marks import Crowd
from simulations import FRICTIONS, Moment, Scenario
from simulations.people.rounding import share_out
from simulations.scenario.knobs import Side

DOORS = ("website", "app", "messaging", "store")
"""The doors of the story's drawing: those of the trip and their nearest neighbours."""
WALK = ("website", "store")
PRESETS: dict[Side, str] = {"a": "multichannel", "b": "omnichannel"}


def ends(example: Example) -> dict[str, str]:
    """Return how the story ended under each retailer, in the terms of the bet."""
    return {side: outcome((*example.same, *getattr(example, side))) for side in PRESETS}


def companies(texts: Texts) -> list[House]:
    """Return both companies as the houses of a stage."""
    houses = []
    for preset in PRESETS.values():
        name = texts(f"terms.strategy.{preset}.name")
        strategy = Scenario().with_preset("a", preset).a
        houses.append(House(strategy, name, texts(f"stage.home.{preset}")))
    return houses


def company(
    side: Side,
    texts: Texts,
    *,
    walk: bool = False,
    pictures: Mapping[str, tuple[float, int]] = PICTURES,
) -> Markup:
    """Draw one retailer, on demand with the path from its website to its store."""
    strategy = Scenario().with_preset("a", PRESETS[side]).a
    name = texts(f"home.reveal.{side}")
    return street(strategy, name, texts, doors=DOORS, walk=WALK if walk else (), pictures=pictures)


def shared(example: Example, words: Words) -> Markup:
    """Write the part that both lives share, folded; nothing if they share none."""
    same = _shown_moments(example.same, words)
    if not same:
        return Markup()
    heading = words.plural("home.reveal.same", len(same))
    return Markup('<details class="ec-same"><summary>{}</summary><ol>{}</ol></details>').format(
        heading, _cards(same, words)
    )


def moments(example: Example, side: Side, words: Words) -> Markup:
    """Write what happened at one retailer from the fork on."""
    shown = _shown_moments(getattr(example, side), words)
    return Markup('<ol class="ec-moments ec-moments-{}">{}</ol>').format(side, _cards(shown, words))


def per_hundred(example: Example, words: Words) -> tuple[str, Markup, Markup]:
    """Return title, drawing and words of a hundred trips alike, by where they ended in a sale."""
    trips = sum(example.kinds.values())
    counts = share_out(example.kinds)
    texts = {kind: words.integer(count) for kind, count in counts.items()}
    same = words.integer(counts["both"] + counts["neither"])
    title = words("home.crowd.title", same=same)
    wording = words("home.crowd.alike", **texts)
    empty = dict(
        zip("ab", (words.integer(100 * count / trips) for count in example.empty), strict=True)
    )
    source = words(
        "home.crowd.source",
        trips=words.integer(trips),
        people=words.integer(example.people),
        number=words.integer(example.shopper + 1),
    )
    labels = {kind: words(f"home.crowd.{kind}", count=texts[kind]) for kind in counts}
    drawing = people_grid_svg(Crowd(counts, title, wording, labels))
    paragraphs = Markup('<p class="ec-sentence">{} {}</p><p class="ec-note">{}</p>').format(
        wording, words("home.crowd.empty", **empty), source
    )
    return title, drawing, paragraphs


def _shown_moments(moments: tuple[Moment, ...], texts: Texts) -> list[Moment]:
    """Leave out what the short story has no words for: what no passer-by would see."""
    return [
        moment
        for moment in moments
        if moment.event in FRICTIONS or f"home.moment.{moment.event}" in texts
    ]


def _cards(moments: list[Moment], words: Words) -> Markup:
    """Write moments as a list: where, what, and what it cost in patience."""
    items = []
    for moment in moments:
        friction = moment.event in FRICTIONS
        key = f"terms.friction.{moment.event}" if friction else f"home.moment.{moment.event}"
        where = words(f"terms.channel.{moment.channel}") if moment.channel else ""
        points = ""
        if moment.points > 0:
            size = words.integer(moment.points)
            points = Markup('<span class="ec-points">{}</span>').format(
                words("home.points", points=size)
            )
        look = Markup(' class="ec-rough"') if friction else ""
        items.append(
            Markup("<li{}><small>{}</small><strong>{}</strong>{}</li>").format(
                look, where, words(key), points
            )
        )
    return Markup("").join(items)
