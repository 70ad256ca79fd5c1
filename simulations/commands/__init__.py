"""The commands of ``python -m simulations``, one module each."""

from types import ModuleType

from simulations.commands import (
    break_even,
    calibrate,
    cases,
    compare,
    counter_case,
    credit,
    ensemble,
    fit,
    knobs,
    lives,
    luck,
    move,
    people,
    plan,
    premium,
)

COMMANDS: tuple[ModuleType, ...] = (
    compare,
    credit,
    plan,
    move,
    premium,
    break_even,
    ensemble,
    counter_case,
    cases,
    luck,
    lives,
    people,
    knobs,
    fit,
    calibrate,
)
