"""What Home reveals: one trip in two retailers, and a hundred trips like it, as HTML."""

from html import escape
from typing import Literal

import streamlit as st

from content import LANGUAGES, Texts
from content.formats import Formats
from explainer.figures.drawings.people import people_grid_svg
from explainer.figures.drawings.street import street
from explainer.results.marks import Crowd
from explainer.view.home.home_lives import Example, find_example, outcome
from explainer.view.shell import style
from explainer.view.widgets.stage import House, stage
from simulations import FRICTIONS, Moment, Scenario
from simulations.people.rounding import share_out

DOORS = ("website", "app", "messaging", "store")
"""The doors of the story's drawing: those of the trip and their nearest neighbours."""
WALK = ("website", "store")
PRESETS: dict[Literal["a", "b"], str] = {"a": "multichannel", "b": "omnichannel"}


def example(texts: Texts) -> Example | None:
    """Return the story of a language, from the default scenario of its own country."""
    return _example(LANGUAGES[texts.language].default_country)


def ends(found: Example) -> dict[str, str]:
    """Say how the story ended under each retailer, in the terms of the bet."""
    return {side: outcome((*found.same, *getattr(found, side))) for side in PRESETS}


def both(texts: Texts) -> None:
    """Show both companies side by side; somebody walks through them once, unasked."""
    houses = []
    for preset in PRESETS.values():
        name = texts(f"terms.strategy.{preset}.name")
        strategy = Scenario().with_preset("a", preset).a
        houses.append(House(strategy, name, texts(f"stage.home.{preset}")))
    stage(houses, texts, key="home_stage", auto=True)


def company(side: Literal["a", "b"], texts: Texts, *, walk: bool = False) -> str:
    """Draw one retailer, on demand with the way from its website to its store."""
    strategy = Scenario().with_preset("a", PRESETS[side]).a
    name = texts(f"home.reveal.{side}")
    return street(strategy, name, texts, doors=DOORS, walk=WALK if walk else ())


def lanes(found: Example, texts: Texts, formats: Formats) -> None:
    """Show both lives beside each other, the shared part folded above them."""
    same = _told(found.same, texts)
    if same:
        heading = texts.plural("home.reveal.same", len(same))
        st.html(
            f'<details class="ec-same"><summary>{escape(heading)}</summary>'
            f"<ol>{_cards(same, texts, formats)}</ol></details>"
        )
    with st.container(key="ec_lanes"):
        for column, side in zip(st.columns(2, gap="large"), PRESETS, strict=True):
            with column:
                st.html(
                    f'<h3 class="ec-pill ec-pill-{side}">'
                    f"{escape(texts(f'home.reveal.{side}'))}</h3>"
                )
                with st.container(key=f"ec_walk_{side}"):
                    style.show(company(side, texts, walk=True))
                    button = escape(texts("home.walk"))
                    st.html(f'<button type="button" class="ec-play">{button}</button>')
                moments = _told(getattr(found, side), texts)
                st.html(
                    f'<ol class="ec-moments ec-moments-{side}">'
                    f"{_cards(moments, texts, formats)}</ol>"
                )


def crowd(found: Example, texts: Texts, formats: Formats) -> None:
    """Show a hundred trips of the same kind, by where they ended in a purchase."""
    trips = sum(found.kinds.values())
    counts = share_out(found.kinds)
    told = {kind: formats.integer(count) for kind, count in counts.items()}
    title = texts("home.crowd.title", only_a=told["only_a"], only_b=told["only_b"])
    words = texts("home.crowd.alike", both=told["both"], neither=told["neither"])
    empty = dict(
        zip("ab", (formats.integer(100 * count / trips) for count in found.empty), strict=True)
    )
    source = texts(
        "home.crowd.source",
        trips=formats.integer(trips),
        people=formats.integer(found.people),
        number=formats.integer(found.shopper + 1),
    )
    labels = {kind: texts(f"home.crowd.{kind}", count=told[kind]) for kind in counts}
    st.html(f'<h2 class="ec-finding">{escape(title)}</h2>')
    style.show(people_grid_svg(Crowd(counts, title, words, labels)))
    st.html(
        f'<p class="ec-sentence">{escape(words)} {escape(texts("home.crowd.empty", **empty))}</p>'
        f'<p class="ec-note">{escape(source)}</p>'
    )


def _told(moments: tuple[Moment, ...], texts: Texts) -> list[Moment]:
    """Leave out what the short story has no words for: what no passer-by would see."""
    return [m for m in moments if m.event in FRICTIONS or f"home.moment.{m.event}" in texts]


def _cards(moments: list[Moment], texts: Texts, formats: Formats) -> str:
    """Write moments as a list: where, what, and what it cost in patience."""
    items = []
    for moment in moments:
        friction = moment.event in FRICTIONS
        key = f"terms.friction.{moment.event}" if friction else f"home.moment.{moment.event}"
        where = texts(f"terms.channel.{moment.channel}") if moment.channel else ""
        points = ""
        if moment.points > 0:
            size = formats.integer(moment.points)
            points = f'<span class="ec-points">{escape(texts("home.points", points=size))}</span>'
        look = ' class="ec-rough"' if friction else ""
        items.append(
            f"<li{look}><small>{escape(where)}</small><strong>{escape(texts(key))}</strong>"
            f"{points}</li>"
        )
    return "".join(items)


@st.cache_data(max_entries=16, show_spinner=False)
def _example(country: str) -> Example | None:
    return find_example(Scenario().with_country(country))
