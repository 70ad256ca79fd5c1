"""One room at one moment, as all its screens show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import TEMPLATES, Template


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a room: a nickname, a team, a language."""

    seat: str
    nickname: str
    team: str
    language: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that counts: the last one of a seat in a round."""

    id: str
    seat: str
    step: str
    body: Mapping[str, Any]
    reason: str
    approved: bool
    stored: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A room.

    Attributes
    ----------
    code, country, language : str
    template : Template
    ranking : bool
        Whether teams are shown in the order of what they reached.
    seed : int
        The luck of all its runs.
    stage : int
        Place of the present step in the template.
    opened, expires : int
        Seconds since 1970.
    seats : tuple of Seat
        In the order in which they joined.
    answers : tuple of Given
        In the order in which they came.
    results : mapping of (run, team) to dict
    """

    code: str
    country: str
    language: str
    template: Template
    ranking: bool
    seed: int
    stage: int
    opened: int
    expires: int
    seats: tuple[Seat, ...]
    answers: tuple[Given, ...]
    results: Mapping[tuple[str, str], Mapping[str, Any]]

    @property
    def step(self) -> str:
        """The present step."""
        return self.template.step(self.stage)

    def of_round(self, step: str, team: str = "") -> tuple[Given, ...]:
        """Return the answers of a round, of everybody or of one team."""
        members = {one.seat for one in self.seats if not team or one.team == team}
        return tuple(one for one in self.answers if one.step == step and one.seat in members)

    def answer_of(self, seat: str, step: str) -> Given | None:
        """Return what somebody answered in a round."""
        return next((one for one in self.answers if (one.seat, one.step) == (seat, step)), None)

    def sizes(self) -> dict[str, int]:
        """Return how many people each team has."""
        return {team: sum(one.team == team for one in self.seats) for team in TEAMS}

    def nickname(self, seat: str) -> str:
        """Return somebody's nickname; empty for nobody."""
        return next((one.nickname for one in self.seats if one.seat == seat), "")


def template_of(name: str) -> Template:
    """Return a template that a room was opened with."""
    return TEMPLATES.get(name, TEMPLATES["m45"])
