"""The commands of ``python -m simulations``, one module each."""

from types import ModuleType

from simulations.commands import calibrate, compare, credit, knobs, lives, plan

COMMANDS: tuple[ModuleType, ...] = (
    compare,
    credit,
    plan,
    lives,
    knobs,
    calibrate,
)
