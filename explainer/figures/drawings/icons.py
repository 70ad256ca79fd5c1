"""Small signs drawn in one stroke: one for each channel, and the marks of a walk.

All are drawn in a 24 by 24 box and take the colour of the text around them.
"""

from __future__ import annotations

from content.html import Markup

_PATHS = {
    "store": "M4 10v9.5h16V10M3 10l1.8-5.5h14.4L21 10a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z"
    "M10 19.5v-5h4v5",
    "website": "M3.5 5h17v11.5h-17zM3.5 8.5h17M9 20h6M12 16.5V20M6 6.8h.1M8 6.8h.1",
    "app": "M7.5 3h9a1.5 1.5 0 0 1 1.5 1.5v15a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 6 19.5v-15"
    "A1.5 1.5 0 0 1 7.5 3zM10.5 18h3",
    "social": "M18 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
    "M6 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
    "M18 21a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.2 10.8l7.6-4M8.2 13.2l7.6 4",
    "email": "M3.5 5.5h17v13h-17zM3.5 6.5l8.5 6.5 8.5-6.5",
    "phone": "M7.2 3.5l2.6 4.3-1.9 2.1c1 2.2 3 4.2 5.3 5.3l2.1-1.9 4.3 2.6c.2 2.6-1.6 4.6-4 4.6"
    "C9.3 20.5 3.5 14.7 3.5 8.4c0-2.6 1.4-4.7 3.7-4.9z",
    "messaging": "M4 5h16v11h-9l-4.5 4v-4H4zM8 9h8M8 12h5",
    "print": "M6 3.5h9l3.5 3.5v13.5H6zM14.5 3.5V7.5h4M9 11h6.5M9 14h6.5M9 17h4",
}
CHANNELS = tuple(_PATHS)


def channel_icon(channel: str, *, x: float = 0, y: float = 0, size: float = 24) -> str:
    """Draw the sign of a channel as an SVG group; an unknown one is a plain door.

    The upper left corner and the side of its box are in units of the surrounding drawing.
    """
    path = _PATHS.get(channel, "M7 20.5V8a5 5 0 0 1 10 0v12.5zM14 13h.1")
    return (
        f'<g transform="translate({x:.1f} {y:.1f}) scale({size / 24:.3f})" fill="none"'
        ' stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"'
        f' stroke-linecap="round"><path d="{path}"/></g>'
    )


def channel_badge(channel: str, *, size: float = 24) -> Markup:
    """Draw the sign of a channel as a picture of its own, silent to screen readers."""
    return Markup(
        f'<svg class="ec-sign" viewBox="0 0 24 24" width="{size:g}" height="{size:g}"'
        f' aria-hidden="true" focusable="false">{channel_icon(channel)}</svg>'
    )


def spark(x: float, y: float, size: float = 8) -> str:
    """Draw the star that marks a seam where something went wrong."""
    points = " ".join(
        f"{x + dx * size:.1f},{y + dy * size:.1f}"
        for dx, dy in (
            (0, -1),
            (0.24, -0.33),
            (0.95, -0.31),
            (0.39, 0.12),
            (0.59, 0.81),
            (0, 0.41),
            (-0.59, 0.81),
            (-0.39, 0.12),
            (-0.95, -0.31),
            (-0.24, -0.33),
        )
    )
    return (
        f'<polygon class="ec-spark" points="{points}" fill="currentColor"'
        ' stroke="var(--ec-paper)" stroke-width="1.5" paint-order="stroke"/>'
    )
