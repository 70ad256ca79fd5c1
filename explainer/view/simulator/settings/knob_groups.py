"""The groups that the parameters are shown in; the address of the page may name one."""

from simulations.scenario.knobs import SIDES

ALL = "all"
SHOPS = "shops"
RUN = "run"
GROUPS = (
    "population",
    "market",
    "reaction",
    "friction",
    "taste",
    "generation",
    SHOPS,
    "costs",
    RUN,
)


def group_of(name: str) -> str:
    """Return the group of a parameter by its dotted name; both shops are one."""
    first, _, rest = name.partition(".")
    if not rest:
        return RUN
    return SHOPS if first in SIDES else first
