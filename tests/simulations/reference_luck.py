"""Rule 1 in plain whole numbers: the draws of one shopper, one at a time."""

from __future__ import annotations

from dataclasses import dataclass

from simulations.model.luck import NEED_CODE, PERSON_CODE

ALL_BITS = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
WEEK = 0xD1B54A32D192ED03
DRAW = 0x8CB92BA72F3D8DD7


def mix(z: int) -> int:
    """Scramble a whole number below 2**64."""
    z ^= z >> 30
    z = z * 0xBF58476D1CE4E5B9 & ALL_BITS
    z ^= z >> 27
    z = z * 0x94D049BB133111EB & ALL_BITS
    return z ^ z >> 31


def person_key(seed: int, shopper: int) -> int:
    """Key of one shopper."""
    start = mix(seed + GOLDEN & ALL_BITS)
    return mix(start + (shopper + 1) * GOLDEN & ALL_BITS)


def week_key(person: int, week: int) -> int:
    """Key of one shopper's need in a week; week −1 is for the traits."""
    return mix(person + (week + 1) * WEEK & ALL_BITS)


def draw(moment: int, code: int) -> float:
    """The draw with this code at a moment, in [0, 1)."""
    return (mix(moment + (code + 1) * DRAW & ALL_BITS) >> 12) / 2**52


@dataclass(frozen=True)
class Luck:
    """The draws of one shopper by name."""

    person: int

    def trait(self, name: str) -> float:
        """Draw that settles what the person is like."""
        return draw(week_key(self.person, -1), PERSON_CODE[name])

    def need(self, week: int, name: str) -> float:
        """Draw that settles what happens in a week."""
        return draw(week_key(self.person, week), NEED_CODE[name])
