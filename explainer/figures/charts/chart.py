"""The one function that every chart goes through, and what it asks of the browser.

``recorded_figure`` draws the marks of a :class:`~explainer.results.marks.Chart`
and gives all charts one look: own type, the country's separators, no legend,
no dragging (so that a thumb can scroll), no text cut off at 360 px. The page
writes the chart's title above it and shows its alternative text.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from content.formats import Formats
from explainer.figures.charts.balance import draw_balance
from explainer.figures.charts.experiment_rows import draw_ranking, draw_shifts, draw_waterfall
from explainer.figures.charts.figure_record import FigureRecord, RecordedFigure
from explainer.figures.charts.lettering import SIZE
from explainer.figures.charts.lines import draw_lines
from explainer.figures.charts.rows import draw_bars, draw_differences, draw_end_states
from explainer.figures.charts.steps import draw_steps
from explainer.figures.palette import PAIR, TEXT_FONT, Looks, Palette, Theme, palette
from explainer.results.marks import (
    Balance,
    Bars,
    Chart,
    Differences,
    EndStates,
    Lines,
    Ranking,
    Shifts,
    Steps,
    Waterfall,
)

BARE = {"data": {"scatter": [{"type": "scatter"}]}}
"""Plotly's template "none", as a browser understands it."""
_WORDS = Path(__file__).with_name("plotly_words.toml")


def chart_figure(chart: Chart, theme: Theme, locale: str, looks: Looks = PAIR) -> go.Figure:
    """Draw a chart as :func:`recorded_figure` does, with every property checked by Plotly.

    Raises
    ------
    ValueError
        For a property that Plotly does not know.
    """
    return _draw(chart, theme, locale, looks).figure()


def recorded_figure(chart: Chart, theme: Theme, locale: str, looks: Looks = PAIR) -> RecordedFigure:
    """Draw a chart in a theme, with the separators of a country.

    Parameters
    ----------
    chart : Chart
        What to show; its texts are in the visitor's language already.
    theme : {"light", "dark"}
        Which palette to draw in.
    locale : str
        Country code such as ``es-MX``; decides decimal and group marks.
    looks : tuple of (str, str)
        What both sides wear; see `palette`.

    Returns
    -------
    Written
        Of a set height; its width is the container's. Its properties are not checked: the tests
        have every kind of chart checked.
    """
    return RecordedFigure(_draw(chart, theme, locale, looks).record())


def _draw(chart: Chart, theme: Theme, locale: str, looks: Looks) -> FigureRecord:
    colours = palette(theme, looks)
    figure = FigureRecord()
    _frame(figure, colours, locale)
    match chart.marks:
        case Lines():
            draw_lines(figure, chart.marks, colours)
        case EndStates():
            draw_end_states(figure, chart.marks, colours)
        case Differences():
            draw_differences(figure, chart.marks, colours)
        case Bars():
            draw_bars(figure, chart.marks, colours)
        case Waterfall():
            draw_waterfall(figure, chart.marks, colours)
        case Ranking():
            draw_ranking(figure, chart.marks, colours)
        case Shifts():
            draw_shifts(figure, chart.marks, colours)
        case Steps():
            draw_steps(figure, chart.marks, colours)
        case Balance():
            draw_balance(figure, chart.marks, colours)
    return figure


def chart_config(locale: str) -> dict[str, Any]:
    """Return what ``st.plotly_chart`` passes on to Plotly in the browser.

    Plotly knows English alone; it gets our dictionary along with the locale,
    because naming the locale without it does nothing.
    """
    language = "pt-BR" if locale.startswith("pt") else "es"
    return {
        "displayModeBar": False,
        "displaylogo": False,
        "scrollZoom": False,
        "doubleClick": False,
        "responsive": True,
        "locale": language,
        "locales": {language: _words()[language]},
    }


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def _frame(figure: FigureRecord, colours: Palette, locale: str) -> None:
    """Set what all charts share."""
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
        "showline": False,
        "ticks": "",
    }
    figure.update_layout(
        template=BARE,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": TEXT_FONT, "size": SIZE, "color": colours.ink},
        separators=Formats(locale).separators,
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": colours.card,
            "bordercolor": colours.edge,
            "font": {"family": TEXT_FONT, "size": SIZE, "color": colours.ink},
            "align": "left",
            "namelength": 0,
        },
        xaxis=axis,
        yaxis=axis,
    )
