"""The guide for whoever leads a workshop: minute by minute, what to expect, common mistakes."""

from __future__ import annotations

from html import escape

import streamlit as st

from content import Texts
from explainer.reading.page_tools import print_button
from explainer.view.shell import state
from explainer.view.shell.choosing import one_of
from explainer.view.workshop.words import link
from explainer.workshop.templates import END, TEMPLATES, Template

PARTS = ("do", "expected", "mistakes")
BEFORE = ("one", "two", "three", "four")


def guide_page() -> None:
    """Show the guide for the chosen length."""
    texts = state.words()
    there = escape(link("workshop"), quote=True)
    st.html(
        f'<p class="ec-kicker">{escape(texts("workshop.kicker"))}</p>'
        f"<h1>{escape(texts('workshop_guide.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("workshop_guide.lead"))}</p>'
        f'<p><a class="ec-go" href="{there}">{escape(texts("workshop.open"))}</a></p>'
    )
    with st.container(key="ec_controls_plan"):
        plan = one_of(
            "plan",
            texts("workshop.template"),
            lambda name: texts(f"workshop.minutes.{name}"),
            key="ws_plan",
            options=tuple(TEMPLATES),
        )
    before = "".join(f"<li>{escape(texts(f'workshop_guide.before.{one}'))}</li>" for one in BEFORE)
    st.html(
        f'<p class="ec-tools">{print_button(texts("workshop_guide.print"))}</p>'
        f'<div class="ec-guide"><h2>{escape(texts("workshop_guide.before_title"))}</h2>'
        f"<ul>{before}</ul>{_minutes(TEMPLATES[plan], texts)}</div>"
    )


def _minutes(template: Template, texts: Texts) -> str:
    """Write every step with the minutes in which it stands."""
    return "".join(_step(template, step, texts) for step in template.steps if step != END)


def _step(template: Template, step: str, texts: Texts) -> str:
    begins = template.begins(step)
    span = texts(
        "workshop_guide.minutes",
        begin=str(begins),
        end=str(begins + template.steps[step]),
    )
    parts = "".join(
        f"<div><dt>{escape(texts(f'workshop_guide.part.{part}'))}</dt>"
        f"<dd>{escape(texts(f'workshop_guide.{step}.{part}'))}</dd></div>"
        for part in PARTS
    )
    return (
        f'<section><h2 id="step-{step}" tabindex="-1">{escape(texts(f"workshop.step.{step}"))}</h2>'
        f'<p class="ec-note">{escape(span)}</p><dl class="ec-room-facts ec-room-guide">{parts}</dl>'
        "</section>"
    )
