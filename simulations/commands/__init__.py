"""The commands of ``python -m simulations``, one module each."""

from types import ModuleType

from simulations.commands import compare, knobs, lives

COMMANDS: tuple[ModuleType, ...] = (compare, lives, knobs)
