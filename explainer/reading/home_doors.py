"""Where the four doors at the end of Home lead, and how long each takes."""

from collections.abc import Mapping
from types import MappingProxyType

from content.lesson_plans import load_plans

DOORS: Mapping[str, str] = MappingProxyType(
    {"learn": "single", "simulate": "simulator", "present": "client", "teach": "teacher"}
)
MINUTES: Mapping[str, int] = MappingProxyType({"simulate": 3, "present": 3, "teach": 2})
"""To change something and see what it does; to enter a client's numbers; to choose a sheet."""


def minutes(door: str) -> int:
    """Return the minutes behind a door; those of a lesson are in its plan."""
    return MINUTES.get(door) or load_plans()[DOORS[door]].minutes
