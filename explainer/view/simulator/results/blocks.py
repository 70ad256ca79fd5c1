"""The one way to show a result on a page: finding, picture, words, data, file, source."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from content import Texts
from content.cards import load_cards
from content.formats import Formats
from content.html import Markup, escape, fill_each
from content.references import short_reference
from content.words import Words
from explainer.figures.charts.chart import chart_config, recorded_figure
from explainer.figures.charts.experiment_map import map_svg
from explainer.figures.charts.luck_rows import luck_svg
from explainer.figures.drawings.people import people_grid_svg
from explainer.figures.palette import Looks, looks_of
from explainer.figures.tables import country_csv, html_table
from explainer.reading import page_tools
from explainer.results.block import Block, Offer, Selection
from explainer.results.marks import Chart, DifferenceGrid, Differences, EndStates, LuckRows
from explainer.view.server import runs
from explainer.view.shell import state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.page_links import address, link
from explainer.view.simulator.simulator_choices import DATA
from explainer.view.widgets.drawings.selectable import selectable
from explainer.view.widgets.files import save_image
from explainer.view.widgets.files.save_image import Picture

HAS_ALT = "alt" in inspect.signature(st.plotly_chart).parameters
"""Newer than the edition in the browser; there the hidden text alone stands in."""


OLD = "_old"
"""Ends the name of a block that belongs to what was set before."""


def show(
    block: Block,
    words: Words,
    *,
    level: int = 2,
    stale: str = "",
    finding: str = "",
    draw: Callable[[], None] | None = None,
) -> Picture:
    """Show a block; return it as a picture to take along.

    Parameters
    ----------
    block : Block
    words : Words
    level : int
        The level of its heading.
    stale : str
        Words that say that it belongs to what was set before, if it does: it is greyed, and
        its file cannot be saved under the name of what is set now.
    finding : str
        What its picture says above its title, where that only names what is drawn.
    draw : callable, optional
        Draws the picture in another way, as long as it is not an old one.
    """
    # An old answer and the new one that takes its place may meet in one run.
    block = replace(block, name=f"{block.name}{OLD}") if stale else block
    picture = _as_picture(block, finding)
    runs.yield_turn()
    with st.container(key=f"ec_block_{block.name}"):
        # One element with the heading: were it one of its own, all that follows would be redrawn.
        old = Markup('<p class="ec-stale">{}</p>').format(stale) if stale else ""
        st.html(Markup('{}<h{} class="ec-finding">{}</h{}>').format(old, level, block.title, level))
        with st.container(key=f"ec_picture_{block.name}"):
            if draw is not None and not stale:
                draw()
            else:
                _picture(block, words, old=bool(stale))
        st.html(Markup('<p class="ec-sentence">{}</p>').format(block.words))
        if block.offer is not None and block.offer.changes and not stale:
            _offer(block.offer)
        runs.yield_turn()
        with st.container(key=f"ec_files_{block.name}", horizontal=True):
            _files(block, words, picture, old=bool(stale))
        saved = Markup('<p class="ec-note ec-saved" role="status"></p>')
        cite = "" if stale else _citation(block, picture, words)
        st.html(Markup('{}<p class="ec-note">{}</p>{}').format(saved, _source(block, words), cite))
    return picture


def _files(block: Block, words: Words, picture: Picture, *, old: bool) -> None:
    """Show what can be opened and taken along: the data, as a file too, and the picture."""
    key, name = f"data_{block.name}", block.name.removesuffix(OLD)
    st.session_state[key] = name in state.selected(DATA)
    with st.expander(
        words("blocks.data"), key=key, on_change=safely(_keep_unfolded), args=(key, name)
    ):
        table = html_table(block.title, block.table.columns, block.table.rows)
        st.html(table + _definitions(block.terms))
    st.download_button(
        words("blocks.csv"),
        data=lambda: country_csv(block.data_frame, words),
        file_name=f"{block.name}.csv",
        mime="text/csv",
        key=f"csv_{block.name}",
        on_click="ignore",
        disabled=old,
    )
    st.html(save_image.button(picture, words, disabled=old))


def _as_picture(block: Block, finding: str) -> Picture:
    """Return a block of the visitor's scenario as a picture, with the address that shows it."""
    shade = save_image.shade(block.picture)
    text = f"{block.title}. {block.words}" if finding else block.words
    if isinstance(block.picture, Chart) and isinstance(
        block.picture.marks, EndStates | Differences
    ):
        text = ""  # it says what the bar is, as the key does
    title, page = finding or block.title, address("simulator")
    return Picture(block.name, title, state.scenario(), page, text, shade)


def _keep_unfolded(key: str, name: str) -> None:
    """Keep which tables are unfolded."""
    state.switch(DATA, name, on=bool(st.session_state[key]))


def _source(block: Block, texts: Texts) -> Markup:
    """Write which rule a block comes from, with links to its evidence cards, as HTML."""
    rule = escape(texts("blocks.source", rule=block.source))
    if not block.cards:
        return rule
    entries = Markup("; ").join(
        Markup('<a class="ec-cite ec-go" href="{}">{}</a>').format(
            link("evidence", card), short_reference(load_cards()[card], texts)
        )
        for card in block.cards
    )
    return Markup("{} {} {}.").format(rule, texts("blocks.evidence"), entries)


def _citation(block: Block, picture: Picture, words: Words) -> str:
    """Write how to cite the block: its finding, the model, the luck, and the link to its run."""
    seed = picture.scenario.seed
    return page_tools.chart_citation(block.title, seed, picture.at, words)


def _offer(offer: Offer) -> None:
    """Show a button that changes the visitor's scenario as the result proposes."""
    args = (dict(offer.changes), offer.name)
    st.button(offer.label, key=offer.name, on_click=safely(state.change_knobs), args=args)


def _picture(block: Block, formats: Formats, *, old: bool) -> None:
    """Draw a chart with its text alternative beside it, or a drawing that carries its own."""
    if isinstance(block.picture, Chart):
        scenario = state.scenario()
        chart(block.picture, block.name, formats, looks_of(scenario.a, scenario.b))
        return
    drawing = drawing_of(block)
    if old:  # nothing in it can be chosen any more
        style.show(Markup('<div aria-hidden="true">{}</div>').format(drawing))
    elif block.selection is not None:
        _choose(block.selection, drawing)
    else:
        style.show(drawing)


def drawing_of(block: Block) -> Markup:
    """Return a picture that is no chart as SVG or HTML."""
    if isinstance(block.picture, DifferenceGrid):
        return map_svg(block.picture)
    if isinstance(block.picture, LuckRows):
        return luck_svg(block.picture)
    assert not isinstance(block.picture, Chart)
    return people_grid_svg(block.picture)


def _choose(offered: Selection, drawing: str) -> None:
    """Let a part of a drawing be chosen; it changes the visitor's scenario."""
    selectable(
        drawing,
        key=f"{offered.name}_pick",
        label=offered.label,
        hint=offered.hint,
        chosen=offered.chosen,
        on_choose=partial(_change_scenario, offered),
    )


def _change_scenario(offered: Selection, part: str) -> None:
    state.change_knobs(dict(offered.changes[part]), offered.name)


def chart(drawn: Chart, name: str, formats: Formats, looks: Looks) -> None:
    """Draw a chart with its text alternative, the sides in their looks."""
    figure = recorded_figure(drawn, style.theme(), formats.country, looks)
    draw = partial(
        st.plotly_chart,
        figure,
        width="stretch",
        theme=None,
        config=chart_config(formats.country),
        key=f"chart_{name}",
    )
    if HAS_ALT:
        draw(alt=drawn.alt)
    else:
        draw()
        st.html(Markup('<p class="ec-hidden">{}</p>').format(drawn.alt))


def _definitions(terms: Sequence[tuple[str, str]]) -> Markup:
    """Write what words mean, as HTML; nothing if there are none."""
    pairs = fill_each("<dt>{}</dt><dd>{}</dd>", terms)
    return Markup('<dl class="ec-terms">{}</dl>').format(pairs) if pairs else Markup()
