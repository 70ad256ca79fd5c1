"""The guide for whoever leads a workshop: minute by minute, what to expect, common mistakes."""

from __future__ import annotations

import streamlit as st

from content import Texts
from content.html import Markup, fill_each
from explainer.reading.page_tools import print_button
from explainer.view.shell import state
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.page_links import link
from explainer.workshop.templates import END, TEMPLATES, Template

PARTS = ("do", "expected", "mistakes")
BEFORE = ("one", "two", "three", "four")


def guide_page() -> None:
    """Show the guide for the chosen length."""
    texts = state.words()
    target = link("workshop")
    st.html(
        Markup(
            '<p class="ec-kicker">{}</p><h1>{}</h1><p class="ec-lead">{}</p><p>'
            '<a class="ec-go" href="{}">{}</a></p>'
        ).format(
            texts("workshop.kicker"),
            texts("workshop_guide.title"),
            texts("workshop_guide.lead"),
            target,
            texts("workshop.open"),
        )
    )
    with st.container(key="ec_controls_plan"):
        plan = choice_buttons(
            "plan",
            texts("workshop.template"),
            lambda name: texts(f"workshop.minutes.{name}"),
            key="ws_plan",
            options=tuple(TEMPLATES),
        )
    before = fill_each("<li>{}</li>", (texts(f"workshop_guide.before.{item}") for item in BEFORE))
    st.html(
        Markup(
            '<p class="ec-tools">{}</p><div class="ec-guide"><h2>{}</h2><ul>{}</ul>{}</div>'
        ).format(
            print_button(texts("workshop_guide.print")),
            texts("workshop_guide.before_title"),
            before,
            _minutes(TEMPLATES[plan], texts),
        )
    )


def _minutes(template: Template, texts: Texts) -> Markup:
    """Write every step with the minutes in which it stands."""
    return Markup("").join(_step(template, step, texts) for step in template.steps if step != END)


def _step(template: Template, step: str, texts: Texts) -> Markup:
    begins = template.begins(step)
    span = texts(
        "workshop_guide.minutes",
        begin=str(begins),
        end=str(begins + template.steps[step]),
    )
    rows = [
        (texts(f"workshop_guide.part.{part}"), texts(f"workshop_guide.{step}.{part}"))
        for part in PARTS
    ]
    parts = fill_each("<div><dt>{}</dt><dd>{}</dd></div>", rows)
    return Markup(
        '<section><h2 id="step-{}" tabindex="-1">{}</h2><p class="ec-note">{}</p>'
        '<dl class="ec-room-facts ec-room-guide">{}</dl></section>'
    ).format(step, texts(f"workshop.step.{step}"), span, parts)
