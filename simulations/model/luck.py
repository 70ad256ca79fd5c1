"""Counter-based random numbers: every draw is a function of (seed, shopper, week, name) only.

No draw depends on what was drawn before. So both set-ups meet common random numbers, the sizes of
chunks and the number of workers cannot change a result, and one shopper can be replayed alone. The
mixer is the finaliser of SplitMix64 (Steele, Lea and Flood 2014), applied once for each part of the
key (rules, section 1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulations.scenario.knobs import CHANNELS, FRICTIONS, KNOBS

PERSON_DRAWS = (
    "generation",
    "engagement",
    "habit",
    "crossing",
    "rate",
    "basket",
    "patience",
    "price",
    "churn",
    "messaging",
    "pickup",
    "privacy",
    "home",
    *(f"taste_{channel}" for channel in CHANNELS),
    "nudge",
    "arrival",
)
LATER = ("hard_to_judge",)
"""Frictions that are younger than other draws: their codes come after all older ones."""
_FIRST = tuple(kind for kind in FRICTIONS if kind not in LATER)


def _quits(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{kind}.quit" for kind in kinds if f"friction.{kind}.quit" in KNOBS)


NEED_DRAWS = (
    "need",
    "think",
    "discover_channel",
    "evaluate_change",
    "evaluate_channel",
    "buy_change",
    "buy_channel",
    "support_channel",
    "promotion",
    "rescue",
    "reaction",
    "checkout",
    "value",
    "extra",
    "return",
    "return_in_store",
    "help",
    "hop_second",
    "hop_third",
    "leave",
    "churn_now",
    "visits",
    "sessions",
    "carts",
    *_FIRST,
    "repeat_at_buy",
    *_quits(_FIRST),
    "repeat_at_buy.quit",
    "device",
    "device_at_buy",
    "days_late",
    "research_cart",
    "item_kind",
    *LATER,
    *_quits(LATER),
)
PERSON_CODE = {name: code for code, name in enumerate(PERSON_DRAWS)}
NEED_CODE = {name: code for code, name in enumerate(NEED_DRAWS)}

Keys = NDArray[np.uint64]
Draws = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_WEEK = np.uint64(0xD1B54A32D192ED03)
_DRAW = np.uint64(0x8CB92BA72F3D8DD7)
_ONE = np.uint64(0x3FF0000000000000)  # 1.0 as 64 bits


def mix(key: Keys) -> Keys:
    """Mix the bits of 64-bit keys; neighbouring keys give unrelated results (rules, section 1).

    Parameters
    ----------
    key : uint64 array (...)
        Any shape; left unchanged.

    Returns
    -------
    uint64 array (...)
        Mixed keys, in the shape of `key`.
    """
    shifted = key >> np.uint64(30)
    key = key ^ shifted
    key *= np.uint64(0xBF58476D1CE4E5B9)
    np.right_shift(key, np.uint64(27), out=shifted)
    key ^= shifted
    key *= np.uint64(0x94D049BB133111EB)
    np.right_shift(key, np.uint64(31), out=shifted)
    key ^= shifted
    return key


def person_keys(seed: int, shoppers: NDArray[np.int64]) -> Keys:
    """Return one key per shopper, from the seed and the shopper's number (rules, section 1).

    Parameters
    ----------
    seed : int
        0 to 2**64 − 1.
    shoppers : int64 array (n,)
        Numbers of the shoppers, from 0.

    Returns
    -------
    uint64 array (n,)
    """
    start = mix(np.array([seed], dtype=np.uint64) + _GOLDEN)
    return mix(start + (shoppers.astype(np.uint64) + np.uint64(1)) * _GOLDEN)


def week_keys(persons: Keys, week: int | NDArray[np.int64]) -> Keys:
    """Return the key of each person's need in a week (rules, section 1).

    Parameters
    ----------
    persons : uint64 array (...)
        Keys from `person_keys`.
    week : int or int64 array (...)
        Weeks from 0; −1 for the traits of a person. Broadcast to the persons.

    Returns
    -------
    uint64 array (...)
    """
    return mix(persons + np.atleast_1d(week + 1).astype(np.uint64) * _WEEK)


def draw(keys: Keys, code: int) -> Draws:
    """Return one draw per key.

    Parameters
    ----------
    keys : uint64 array (...)
        Keys from `week_keys`.
    code : int
        Position of the draw's name in ``PERSON_DRAWS`` or ``NEED_DRAWS``.

    Returns
    -------
    float array (...)
        Uniform in [0, 1), in the shape of `keys`.
    """
    return _to_unit(mix(keys + np.array([code + 1], dtype=np.uint64) * _DRAW))


def draw_each(keys: Keys, codes: NDArray[np.integer]) -> Draws:
    """Return the draws with these codes for every key.

    Parameters
    ----------
    keys : uint64 array (n,)
        Keys from `week_keys`.
    codes : int array (c,)
        Positions of the draws' names in ``PERSON_DRAWS`` or ``NEED_DRAWS``.

    Returns
    -------
    float array (c, n)
        Uniform in [0, 1).
    """
    steps = (codes + 1).astype(np.uint64) * _DRAW
    return _to_unit(mix(keys[None, :] + steps[:, None]))


def _to_unit(bits: Keys) -> Draws:
    # 52 bits, so that the largest draw times a total stays strictly below the total. Below the
    # exponent of 1.0 they are the number 1 + bits / 2**52: exact, and cheaper than a conversion.
    bits >>= np.uint64(12)
    bits |= _ONE
    unit = bits.view(np.float64)
    unit -= 1.0
    return unit
