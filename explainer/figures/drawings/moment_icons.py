"""Small signs for the moments of a life: the door where it happened, or what came of it."""

from __future__ import annotations

from content.html import Markup
from explainer.figures.drawings.icons import channel_badge
from simulations import FRICTIONS

_PATHS = {
    "rough": "M12 3l2.1 6.2 6.5.1-5.2 3.9 1.9 6.3-5.3-3.7-5.3 3.7 1.9-6.3-5.2-3.9 6.5-.1z",
    "person": "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21c.5-5 3-7.5 7.5-7.5s7 2.5 7.5 7.5z",
    "forgot": "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21h3M10 21h4M17 21h3",
    "bag": "M5 8.5h14L20 21H4zM8.5 8.5V7a3.5 3.5 0 0 1 7 0v1.5",
    "box": "M4 7.5l8-4 8 4v9l-8 4-8-4zM4 7.5l8 4 8-4M12 11.5v9",
    "away": "M10 4H5v16h5M14 8l4 4-4 4M8.5 12H18",
    "back": "M9 6L4 11l5 5M4 11h10a6 6 0 0 1 6 6v2",
    "found": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21M8 10.5l2 2 3.5-3.5",
    "gone": "M5 5l14 14M19 5L5 19",
    "screens": "M3 5h11v8H3zM6 17h5M16 8h5v12h-5z",
}
_OF_EVENT = {
    "thought": "person",
    "forgot": "forgot",
    "woke": "person",
    "bought": "bag",
    "extra": "bag",
    "carried_home": "bag",
    "collected": "box",
    "delivered": "box",
    "returned": "back",
    "came_back": "back",
    "rescued": "found",
    "substitute": "found",
    "gave_up": "away",
    "not_convinced": "away",
    "left_severe": "gone",
    "left_handoffs": "gone",
    "left_floor": "gone",
    "left_churn": "gone",
    "changed_device": "screens",
}
TONES = {"rescued": "good", "bought": "good"} | dict.fromkeys(
    ("forgot", "gave_up", "not_convinced", "left_severe", "left_handoffs"), "end"
)


def moment_badge(event: str, channel: str, *, size: float = 28) -> Markup:
    """Draw the sign of a moment as a picture of its own, silent to screen readers."""
    name = "rough" if event in FRICTIONS else _OF_EVENT.get(event, "")
    if not name:
        return channel_badge(channel, size=size)
    return Markup(
        f'<svg class="ec-sign" viewBox="0 0 24 24" width="{size:g}" height="{size:g}"'
        ' fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"'
        f' stroke-linecap="round" aria-hidden="true" focusable="false">'
        f'<path d="{_PATHS[name]}"/></svg>'
    )


def tone(event: str) -> str:
    """Return how a moment looks: ``rough``, ``good``, ``end`` or ``plain``."""
    return "rough" if event in FRICTIONS else TONES.get(event, "plain")
