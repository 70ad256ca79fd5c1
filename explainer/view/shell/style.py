"""The site's own look: the rules of all pages, and the colours of the visitor's theme.

Streamlit draws light or dark by itself and marks its root with ``color-scheme``.
The colours of ``palette`` go into the sheet as ``light-dark(...)`` pairs, so
drawings and HTML follow the theme at once, without a rerun; charts, which carry
their colours inside, are drawn in :func:`theme`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from content.html import Markup
from explainer.figures.drawings.silhouettes import as_url, silhouette
from explainer.figures.looks import look_rules, side_variables
from explainer.figures.palette import DARK, LIGHT, PAIR, Looks, Theme, looks_of, rgb
from simulations import PRESETS, Scenario

SHEETS = (
    "shell/base",
    "home/home",
    "lives/lives",
    "lessons/lessons",
    "simulator/results/experiments",
    "simulator/results/blocks",
    "simulator/simulator",
    "workshop/workshop",
    "shell/contrast",
    "reading/reading",
    "business/business",
    "business/show",
)
"""The rules of all pages, in the order in which the later ones win."""
MARK = "X-Site-Front"
"""The header that the front adds to a connection."""
_VIEW = Path(__file__).parents[1]


def apply_style(scenario: Scenario | None) -> None:
    """Put the style sheet into the page; call it once, before anything is shown.

    The sides of a page that runs a scenario wear the looks of its set-ups, those of another page
    the looks of `PAIR`.

    Behind the front the page has the rules from the beginning, as a file that the browser keeps;
    then the colours of the theme are all that is sent with each run.
    """
    looks = PAIR if scenario is None else looks_of(scenario.a, scenario.b)
    st.html(f"<style>{_sheet(theme(), looks, whole=MARK not in st.context.headers)}</style>")


def theme() -> Theme:
    """Return the theme that the visitor sees, light until the browser has reported it."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show(markup: Markup) -> None:
    """Show a drawing or table of our own; ``st.html`` would take the SVG out of it."""
    # Between two amounts of money Markdown would read a formula.
    st.markdown(markup.replace("$", Markup("&#36;")), unsafe_allow_html=True)


@cache
def _sheet(current: Theme, looks: Looks, *, whole: bool) -> str:
    """Return the colours of both themes, and the rules where asked, for a page that is in one.

    The pairs work wherever ``color-scheme`` is set: on Streamlit's root, and for
    menus and tooltips, which it hangs outside of its root, on the document.
    """
    light, dark = LIGHT.css_variables(), DARK.css_variables()
    variables = dark if current == "dark" else light
    fallback = "".join(f"{name}:{colour};" for name, colour in variables.items())
    pairs = "".join(f"{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return (
        f":root{{color-scheme:{current};{fallback}}}"
        f"@supports (color:light-dark(red,red)){{:root{{{pairs}}}}}"
        f"{f'html:root{{{side_variables(looks)}}}' if looks != PAIR else ''}"
        f"{rules() if whole else ''}"
    )


def rules() -> str:
    """Return the rules of all pages; those of a widget of our own lie beside it."""
    sheets = "".join((_VIEW / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return sheets + look_rules() + _options() + _on_paper()


def _options() -> str:
    """Write the looks of the options that name a strategy."""
    css, cues = "", {name: LIGHT.look(name).cue for name in PRESETS}
    for position, name in enumerate(PRESETS, 1):
        option = (
            f":is(.st-key-ec_side_a,.st-key-ec_side_b) [data-testid=stButtonGroup]"
            f" button:nth-of-type({position})"
        )
        css += (
            f'{option}::before{{content:"{cues[name].sign}";content:"{cues[name].sign}" / "";'
            f"margin-inline-end:.4em;color:var(--ec-{name})}}"
            f".stApp {option}:is([data-selected=true],[aria-checked=true])"
            f"{{color:var(--ec-{name}-text);background:var(--ec-{name}-fill);"
            f"border:var(--ec-{name}-border)}}"
            f"{option}{{--ec-house:{as_url(silhouette(name))};--ec-house-ink:var(--ec-{name})}}"
        )
    return css


def _on_paper() -> str:
    """Return the rules that print a page of either theme in light colours.

    The variables turn light. Charts carry their colours inside: each colour of the dark theme is
    printed as the light one that has its place.
    """
    light, dark = LIGHT.css_variables(), DARK.css_variables()
    variables = "".join(f"{name}:{colour};" for name, colour in light.items())
    inks = "".join(
        f'.js-plotly-plot [style*="{kind}: rgb({", ".join(map(str, rgb(dark[name])))})"]'
        f"{{{kind}:{light[name]} !important}}"
        for kind in ("fill", "stroke")
        for name in light
    )
    return f"@media print{{:root{{{variables}--ec-paper:#ffffff;--ec-card:#ffffff}}{inks}}}"
