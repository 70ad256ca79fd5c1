"""Twin lives as a block that any page can show: one person, the same luck, two retailers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import streamlit as st

from content.html import Markup, fill_each
from content.words import load_words
from explainer.figures.drawings.life_list import life_html
from explainer.figures.drawings.life_replay import replay_data
from explainer.figures.drawings.people import person_svg
from explainer.narration.person import Portrait, portrait, sums, verdict
from explainer.narration.sentences import Narrator
from explainer.narration.story import make_story
from explainer.results.marks import Kind
from explainer.view.shell import state, style
from explainer.view.shell.page_links import scenario_address
from explainer.view.widgets.components import reported
from explainer.view.widgets.drawings.replay import replay
from explainer.view.widgets.files.save_image import Picture
from simulations import CAPABILITIES, KNOBS, Scenario, trace
from simulations.people.identity import identity
from simulations.scenario.knobs import SIDES

KEPT = 64
STANDS_ALONE = 1.0


@dataclass(frozen=True, slots=True)
class LifeText:
    """One life in one language, ready to be shown.

    Attributes
    ----------
    who : Portrait
    kind : str
        How the person is drawn.
    verdict : str
        A key of ``lives.verdict``.
    sums : tuple of str
        One sentence for each lane, or one for both.
    data : dict
        For the replay.
    listed : str
        The whole life as HTML.
    """

    who: Portrait
    kind: Kind
    verdict: str
    sums: tuple[str, ...]
    data: dict[str, Any]
    listed: str


def twin_lives(
    scenario: Scenario,
    shopper: int,
    *,
    key: str = "twins",
    moment: int | None = None,
    alone: str = "",
    parameter: str = "",
    on_alone: Callable[[str], None] | None = None,
) -> Picture | None:
    """Show both lives of one person: who it is, the replay, and the whole story to read.

    Parameters
    ----------
    scenario : Scenario
        Its set-ups are the two retailers.
    shopper : int
        From 0 to ``scenario.shoppers`` − 1.
    key : str
        Name of this block on the page.
    moment : int, optional
        Step at which the replay stands, from 0; where the lives part if absent.
    alone : str
        A capability: then lane b is retailer a with this one put in place.
    parameter : str
        Parameter of the address that keeps the moment; nothing is kept without it.
    on_alone : callable, optional
        Called with a capability when the visitor asks for it alone; not offered if absent.

    Returns
    -------
    Picture or None
        The moment that is shown, to take along; None of a life without one.

    Raises
    ------
    ScenarioError
        For a shopper that is not in the scenario.
    """
    words = state.words()
    shown = with_alone(scenario, alone) if alone else scenario
    canonical = shown.to_json()
    life = life_text(canonical, shopper, words.language, alone)
    with st.container(key=f"ec_life_{key}"):
        style.show(_head(life))
        if not life.data["steps"]:
            return None
        offered = on_alone is not None and not alone
        data = life.data | {
            "id": f"{crc32(canonical.encode())}-{shopper}-{words.language}-{moment}-{offered}",
            "name": key,
            "moment": moment,
            "parameter": parameter,
            "evidence": scenario_address("evidence", scenario),
            "alone": [name for name in CAPABILITIES if offered and _can_rise(scenario, name)],
        }
        with st.container(key=f"ec_block_{key}"), st.container(key=f"ec_picture_{key}"):
            replay(data, key=f"{key}_replay", on_alone=lambda: _asked(f"{key}_replay", on_alone))
        with st.expander(words("lives.read.heading"), key=f"{key}_read", expanded=True):
            st.html(life.listed)
    title = f"{life.who.name}: {life.verdict}"
    return Picture(key, title, shown, state.relative_address(), " ".join(life.sums))


def with_alone(scenario: Scenario, capability: str) -> Scenario:
    """Return a scenario whose side b is side a with one capability put in place in full."""
    values = {
        name: scenario.get(f"a.{name.removeprefix('b.')}") for name in KNOBS if name[:2] == "b."
    }
    return scenario.with_values({**values, f"b.capabilities.{capability}": STANDS_ALONE})


@st.cache_data(max_entries=KEPT, show_spinner=False)
def life_text(canonical: str, shopper: int, language: str, alone: str) -> LifeText:
    """Trace one life of a scenario, given as its JSON, and put it into words.

    With `alone`, side b is side a with this capability alone put in place.
    """
    scenario = Scenario.from_json(canonical)
    words = load_words(language, scenario.country)
    who = identity(scenario, shopper)
    story = make_story(trace(scenario, shopper))
    narrator = Narrator(who.name.split()[0], shopper, words, scenario.currency)
    lanes: dict[str, str] = {side: _lane(scenario, side, alone, language) for side in SIDES}
    totals = story.life.totals
    sides = ("both",) if story.alike else SIDES
    return LifeText(
        who=portrait(story, who, scenario, words),
        kind=_kind(totals["a"]["purchases"] > 0, totals["b"]["purchases"] > 0),
        verdict=words(f"lives.verdict.{verdict(story)}"),
        sums=tuple(
            sums(totals["a" if side == "both" else side], side, words, scenario.currency)
            for side in (sides if story.chapters else ())
        ),
        data=replay_data(story, scenario, narrator)
        | {"lanes": lanes | {"both": words("lives.lane.both")}, "one": story.alike},
        listed=life_html(story, narrator, lanes),
    )


def _lane(scenario: Scenario, side: str, alone: str, language: str) -> str:
    """Name a lane: the retailer and how it is organised."""
    words = load_words(language, scenario.country)
    if alone and side == "b":
        return words("lives.lane.alone", capability=words(f"terms.capability.{alone}.name"))
    name = words(f"terms.strategy.{scenario.side(side).preset}.name")
    return f"{words(f'lives.lane.{side}')} · {name}"


def _kind(in_a: bool, in_b: bool) -> Kind:
    if in_a and in_b:
        return "both"
    if in_b:
        return "only_b"
    return "only_a" if in_a else "neither"


def _head(life: LifeText) -> Markup:
    """Write who it is and how the lives came out, as HTML."""
    words, who = state.words(), life.who
    lines = fill_each("<li>{}</li>", life.sums)
    return Markup(
        '<div class="ec-life-head">{person}<div><p class="ec-life-name">{name} '
        '<span class="ec-pill">{invented}</span></p>'
        '<p class="ec-note">{place}. {traits} {number}.</p>'
        '<p class="ec-life-verdict">{verdict}</p><ul class="ec-life-sums">{lines}</ul></div>'
        "</div>"
    ).format(
        person=person_svg(life.kind, size=72),
        name=who.name,
        invented=words("lives.invented"),
        place=who.occupation_and_city,
        traits=who.traits,
        number=who.number,
        verdict=life.verdict,
        lines=lines,
    )


def _can_rise(scenario: Scenario, capability: str) -> bool:
    return scenario.a.capabilities[capability] < STANDS_ALONE


def _asked(key: str, on_alone: Callable[[str], None] | None) -> None:
    """Pass on which capability the visitor asked for; what came from the browser is checked."""
    capability = reported(key, "alone")
    if on_alone is not None and capability in CAPABILITIES:
        on_alone(str(capability))
