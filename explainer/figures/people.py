"""People, drawn the same way wherever they appear.

Who bought from the islands wears a hat; who bought from the connected retailer
carries a bag; who bought from both has both; who bought from neither is only
an outline. So the four kinds differ in shape as well as in colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Literal

Kind = Literal["both", "only_b", "only_a", "neither"]
KINDS: tuple[Kind, ...] = ("both", "only_b", "only_a", "neither")

_COLOURS: dict[Kind, str] = {
    "both": "var(--ec-neutral)",
    "only_b": "var(--ec-connected)",
    "only_a": "var(--ec-islands)",
    "neither": "var(--ec-soft)",
}
_HEAD = '<circle cx="12" cy="9" r="4.2"/>'
_BODY = '<path d="M5 29c0-9 2.3-13.5 7-13.5s7 4.5 7 13.5z"/>'
_HAT = '<path d="M5.5 6.2h13M8 6V3.2q4-2.4 8 0V6z" stroke-width="2"/>'
_BAG = (
    '<path d="M17.5 21h7v8h-7z"/>'
    '<path d="M19 21v-1.5a2 2 0 0 1 4 0V21" fill="none" stroke-width="1.6"/>'
)


def person_shape(kind: Kind) -> str:
    """Draw one person as SVG shapes in a box of 26 by 32, in the kind's colour."""
    colour = _COLOURS[kind]
    filled = "none" if kind == "neither" else colour
    things = {"both": _HAT + _BAG, "only_b": _BAG, "only_a": _HAT, "neither": ""}[kind]
    # The rim of paper keeps hat and bag apart from the body behind them.
    return (
        f'<g fill="{filled}" stroke="{colour}" stroke-width="1.6" stroke-linejoin="round"'
        f' stroke-linecap="round">{_HEAD}{_BODY}</g>'
        + (
            f'<g fill="{colour}" stroke="var(--ec-paper)" stroke-width="3.4"'
            f' paint-order="stroke" stroke-linejoin="round">{_rimmed(things)}</g>'
            f'<g fill="{colour}" stroke="{colour}" stroke-linejoin="round"'
            f' stroke-linecap="round">{things}</g>'
            if things
            else ""
        )
    )


def _rimmed(things: str) -> str:
    """Drop the pen widths of a shape, so that the surrounding rim's width holds."""
    return things.replace(' stroke-width="2"', "").replace(' fill="none" stroke-width="1.6"', "")


def person_svg(kind: Kind, *, label: str = "", size: float = 28) -> str:
    """Draw one person as a picture; without a label it is silent to screen readers."""
    named = (
        f'role="img" aria-label="{escape(label, quote=True)}"'
        if label
        else 'aria-hidden="true" focusable="false"'
    )
    return (
        f'<svg class="ec-person ec-person-{kind}" viewBox="0 0 26 32" width="{size * 26 / 32:.1f}"'
        f' height="{size:g}" {named}>{person_shape(kind)}</svg>'
    )


def people_grid_svg(
    counts: Mapping[str, int],
    *,
    title: str,
    description: str,
    labels: Mapping[str, str],
) -> str:
    """Draw a crowd, kind by kind, with a key in words below.

    Parameters
    ----------
    counts : mapping of str to int
        People of each kind (``both``, ``only_b``, ``only_a``, ``neither``).
    title, description : str
        The crowd in words, for those who cannot see it.
    labels : mapping of str to str
        The line of the key for each kind, numbers included.

    Returns
    -------
    str
        One line of HTML. The crowd has ten people in a row on a phone, twenty
        on a wide screen; the order never changes.

    Raises
    ------
    ValueError
        If a kind is unknown or a count is negative.
    """
    unknown = set(counts) - set(KINDS)
    if unknown or any(count < 0 for count in counts.values()):
        raise ValueError(f"counts must be 0 or more for {KINDS}, got {dict(counts)}")
    crowd = "".join(person_svg(kind, size=32) * counts.get(kind, 0) for kind in KINDS)
    key = "".join(
        f"<li>{person_svg(kind, size=28)}<span>{escape(labels[kind])}</span></li>"
        for kind in KINDS
        if kind in labels
    )
    spoken = escape(" ".join(f"{title}. {description}".split()), quote=True)
    return (
        f'<div class="ec-crowd"><div class="ec-people" role="img" aria-label="{spoken}">{crowd}'
        f'</div><ul class="ec-key">{key}</ul></div>'
    )


def share_out(shares: Mapping[str, float], total: int = 100) -> dict[str, int]:
    """Round shares to whole people that add up to the total (largest remainder).

    Parameters
    ----------
    shares : mapping of str to float
        Parts of a whole, 0 or more each; they need not add up to 1.
    total : int
        People to share out.

    Returns
    -------
    dict of str to int
        In the same order; all 0 when there is nothing to share.
    """
    whole = sum(shares.values())
    if whole <= 0:
        return dict.fromkeys(shares, 0)
    exact = {name: share / whole * total for name, share in shares.items()}
    counts = {name: int(amount) for name, amount in exact.items()}
    left = total - sum(counts.values())
    by_remainder = sorted(exact, key=lambda name: counts[name] - exact[name])
    for name in by_remainder[:left]:
        counts[name] += 1
    return counts
