"""The one function that every chart goes through, and what it asks of the browser.

``recorded_figure`` draws the marks of a :class:`~explainer.results.marks.Chart`
and gives all charts one look: own type, the country's separators, no legend,
no dragging (so that a thumb can scroll), no text cut off at 360 px. The page
writes the chart's title above it and shows its alternative text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from content.formats import Formats
from explainer.figures.charts.balance import draw_balance
from explainer.figures.charts.experiment_rows import draw_ranking, draw_shifts, draw_waterfall
from explainer.figures.charts.figure_record import FigureRecord, RecordedFigure
from explainer.figures.charts.lines import draw_lines
from explainer.figures.charts.rows import draw_bars, draw_differences, draw_end_states
from explainer.figures.charts.steps import draw_steps
from explainer.figures.charts.text_layout import SIZE
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
DRAW: Mapping[type, Callable[[FigureRecord, Any, Palette], None]] = MappingProxyType(
    {
        Lines: draw_lines,
        EndStates: draw_end_states,
        Differences: draw_differences,
        Bars: draw_bars,
        Waterfall: draw_waterfall,
        Ranking: draw_ranking,
        Shifts: draw_shifts,
        Steps: draw_steps,
        Balance: draw_balance,
    }
)
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
    """Draw a chart in a theme, with the separators of a country such as ``es-MX``.

    Its height is set, its width is the container's. Its properties are not checked: the tests have
    every kind of chart checked.
    """
    return RecordedFigure(_draw(chart, theme, locale, looks).record())


def _draw(chart: Chart, theme: Theme, locale: str, looks: Looks) -> FigureRecord:
    colours = palette(theme, looks)
    figure = FigureRecord()
    _base_layout(figure, colours, locale)
    DRAW[type(chart.marks)](figure, chart.marks, colours)
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


def _base_layout(figure: FigureRecord, colours: Palette, locale: str) -> None:
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
