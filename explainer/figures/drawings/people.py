"""People, drawn the same way wherever they appear.

Who bought from company A wears a hat; who bought from company B
carries a bag; who bought from both has both; who bought from neither is only
an outline. So the four kinds differ in shape as well as in colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.html import Markup
from explainer.results.marks import KINDS, Crowd, Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """One person of a crowd: an id, how they are drawn, and who they are in words."""

    name: str
    kind: Kind
    label: str


_COLOURS: dict[Kind, str] = {
    "both": "var(--ec-neutral)",
    "only_b": "var(--ec-b)",
    "only_a": "var(--ec-a)",
    "neither": "var(--ec-soft)",
}
_HEAD = '<circle cx="12" cy="11" r="4"/>'
_BODY = '<path d="M5.5 30c0-8.5 2-13 6.5-13s6.5 4.5 6.5 13z"/>'
_HAT = '<path d="M5 8h14v1.2H5zM8 8V5q0-2.5 4-2.5T16 5v3z" stroke-width="1"/>'
_BAG = (
    '<path d="M17 22.5h8.5V30H17z" stroke-width="1"/>'
    '<path d="M19 22.5V21a2.25 2.25 0 0 1 4.5 0v1.5" fill="none" stroke-width="1.6"/>'
)


def person_shape(kind: Kind) -> Markup:
    """Draw one person as SVG shapes in a box of 26 by 32, in the kind's colour."""
    colour = _COLOURS[kind]
    filled = "none" if kind == "neither" else colour
    worn = {"both": _HAT + _BAG, "only_b": _BAG, "only_a": _HAT, "neither": ""}[kind]
    look = f'fill="{{}}" stroke="{colour}" stroke-linejoin="round" stroke-linecap="round"'
    # The rim of paper keeps hat and bag apart from the body behind them.
    rim = '<g stroke="var(--ec-paper)" stroke-width="3.6" stroke-linejoin="round">{}</g>'
    body = f'<g {look.format(filled)} stroke-width="1.6">{_HEAD}{_BODY}</g>'
    if not worn:
        return Markup(body)
    return Markup(f"{body}{rim.format(_outlines(worn))}<g {look.format(colour)}>{worn}</g>")


def _outlines(shapes: str) -> str:
    """Remove the strokes of shapes, so that the rim around them has its own width."""
    return shapes.replace(' stroke-width="1"', "").replace(
        ' fill="none" stroke-width="1.6"', ' fill="none"'
    )


def person_svg(kind: Kind, *, label: str = "", size: float = 28) -> Markup:
    """Draw one person as a picture; without a label it is silent to screen readers."""
    named = (
        Markup('role="img" aria-label="{}"').format(label)
        if label
        else Markup('aria-hidden="true" focusable="false"')
    )
    return Markup(
        '<svg class="ec-person ec-person-{}" viewBox="0 0 26 32" width="{:.1f}" '
        'height="{:g}" {}>{}</svg>'
    ).format(kind, size * 26 / 32, size, named, person_shape(kind))


def people_grid_svg(marks: Crowd) -> Markup:
    """Draw a crowd, kind by kind, with a key in words below, as one line of HTML.

    The crowd has ten people in a row on a phone, twenty on a wide screen; the order never changes.
    An unknown kind or a negative count is a ValueError.
    """
    counts = marks.counts
    unknown = set(counts) - set(KINDS)
    if unknown or any(count < 0 for count in counts.values()):
        raise ValueError(f"counts must be 0 or more for {KINDS}, got {dict(counts)}")
    crowd = Markup("").join(person_svg(kind, size=32) * counts.get(kind, 0) for kind in KINDS)
    spoken = " ".join(f"{marks.title}. {marks.alt}".split())
    return Markup(
        '<div class="ec-crowd"><div class="ec-people" role="img" aria-label="{}">{}</div>{}</div>'
    ).format(spoken, crowd, people_key(marks.labels))


def people_key(labels: Mapping[str, str]) -> Markup:
    """Write what each figure means, as HTML; kinds without words are left out."""
    key = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(person_svg(kind, size=28), labels[kind])
        for kind in KINDS
        if kind in labels
    )
    return Markup('<ul class="ec-key">{}</ul>').format(key)


def selectable_people(people: Sequence[Figure]) -> Markup:
    """Draw a crowd in which each person can be chosen; see ``view/widgets/drawings/selectable.py``.

    It is one line of HTML, with rows as in :func:`people_grid_svg`; each person has another id.
    """
    drawn = {kind: person_svg(kind, size=32) for kind in KINDS}
    crowd = Markup("").join(
        Markup('<span data-pick="{}" aria-label="{}">{}</span>').format(
            person.name, person.label, drawn[person.kind]
        )
        for person in people
    )
    return Markup('<div class="ec-crowd"><div class="ec-people">{}</div></div>').format(crowd)
