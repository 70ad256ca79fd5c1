"""What the pages of the workshop keep in their address: a room, and a secret."""

from __future__ import annotations

from collections.abc import Mapping
from re import Pattern
from types import MappingProxyType
from typing import Self

from explainer.view.shell.choice_kinds import NONE
from explainer.workshop.codes import CODE, SECRET
from explainer.workshop.templates import TEMPLATES

HOST, SCREEN = "host", "screen"


class AnyOfForm(tuple[str, ...]):
    """Any text of one form, or none; the first value is the default."""

    form: Pattern[str]

    def __new__(cls, form: Pattern[str]) -> Self:
        """Make the choice of a text of this form."""
        made = super().__new__(cls, (NONE,))
        made.form = form
        return made

    def __contains__(self, value: object) -> bool:
        """Say whether a text has the form."""
        return isinstance(value, str) and (value == NONE or bool(self.form.fullmatch(value)))


ROOM_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"room": AnyOfForm(CODE), "key": AnyOfForm(SECRET), "show": (HOST, SCREEN)}
)
JOIN_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"room": AnyOfForm(CODE), "seat": AnyOfForm(SECRET)}
)
PLAN_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"plan": ("m45", *(name for name in TEMPLATES if name != "m45"))}
)
