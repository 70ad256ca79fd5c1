"""What the pages for companies keep in their address: a client's numbers, answers, and the step."""

from collections.abc import Mapping
from types import MappingProxyType

from explainer.business.answers import FORMER, MULTIPLE_CHOICE, SINGLE_CHOICE
from explainer.business.client import MOST_TICKET, SECTORS
from explainer.exports.pitch.firm import MOST_SHOPS, MOST_VISITS
from explainer.view.shell.choice_kinds import Numbers, Subset

NUMBERS: Mapping[str, Numbers] = MappingProxyType(
    {
        "shops": Numbers(MOST_SHOPS),
        "visits": Numbers(MOST_VISITS),
        "ticket": Numbers(MOST_TICKET),
        "buyers": Numbers(100),
    }
)
"""The four numbers; 0 is what the client does not know."""
ASKED, MONEY = "asked", "money"
SECTOR, STEP = "sector", "step"
STEPS = ("client", "person", "hundred", "money", "take")
CLIENT_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**NUMBERS, SECTOR: tuple(SECTORS), ASKED: Subset((MONEY,))}
)
SHOW_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType({STEP: STEPS, **CLIENT_CHOICES})


def asked_as(question: str) -> str:
    """Return the name under which the address keeps the answer to a question."""
    return f"q_{question}"


DIAGNOSIS_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{asked_as(name): answers for name, answers in {**SINGLE_CHOICE, **FORMER}.items()},
        **{asked_as(name): Subset(parts) for name, parts in MULTIPLE_CHOICE.items()},
    }
)
