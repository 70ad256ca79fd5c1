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
class SeatAnswer:
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
    ranking : bool
        Whether teams are shown in the order of what they reached.
    seed : int
        The luck of all its runs.
    stage : int
        Index of the present step in the template.
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
    answers: tuple[SeatAnswer, ...]
    results: Mapping[tuple[str, str], Mapping[str, Any]]

    @property
    def step(self) -> str:
        """The present step."""
        return self.template.step(self.stage)

    def of_round(self, step: str, team: str = "") -> tuple[SeatAnswer, ...]:
        """Return the answers of a round, of everybody or of one team."""
        members = {person.seat for person in self.seats if not team or person.team == team}
        given = (answer for answer in self.answers if answer.step == step)
        return tuple(answer for answer in given if answer.seat in members)

    def answer_of(self, seat: str, step: str) -> SeatAnswer | None:
        """Return what somebody answered in a round."""
        given = (answer for answer in self.answers if answer.step == step)
        return next((answer for answer in given if answer.seat == seat), None)

    def sizes(self) -> dict[str, int]:
        """Return how many people each team has."""
        return {team: sum(person.team == team for person in self.seats) for team in TEAMS}

    def nickname(self, seat: str) -> str:
        """Return somebody's nickname; empty for nobody."""
        return next((person.nickname for person in self.seats if person.seat == seat), "")


def template_of(name: str) -> Template:
    """Return a template that a room was opened with."""
    return TEMPLATES.get(name, TEMPLATES["m45"])
