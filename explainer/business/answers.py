"""What a diagnosis asks about a company, and the answers; each may stay open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulations import CAPABILITIES, CHANNELS
from simulations.scenario.knobs import serving

OPEN = "open"
"""An answer that is not given."""
NOTHING = "nothing"
"""The answer of who has none of the capabilities, which is not the same as no answer."""
MULTIPLE_CHOICE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"channels": CHANNELS, "pieces": (*CAPABILITIES, NOTHING)}
)
"""Questions of which several answers may be true."""
SINGLE_CHOICE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "combine": (OPEN, "few", "half", "most"),
        "ages": (OPEN, "young", "mixed", "older"),
        "purchase": (OPEN, "daily", "pleasure"),
        "margin": (OPEN, "low", "middle", "high"),
        "records": (OPEN, "wrong", "fair", "right"),
        "means": (OPEN, "none", "pilot", "yes"),
    }
)
"""Questions with one answer, the first of them none."""
QUESTIONS = ("channels", "combine", "ages", "purchase", "margin", "pieces", "records", "means")
"""In the order in which they are asked."""
FORMER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "online": (OPEN, "no", "some", "much"),
        "prices": (OPEN, "differ", "same"),
        "goals": (OPEN, "apart", "shared"),
    }
)
"""What was asked before channels and capabilities were: links that carry it still mean it."""
FORMER_CAPABILITIES = MappingProxyType(
    {("prices", "same"): "unified_price", ("goals", "shared"): "shared_goals"}
)
STORE = "store"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered about a company.

    Attributes
    ----------
    channels : frozenset of str
        In which it sells or serves, as they were chosen; empty where that is open.
    capabilities : frozenset of str or None
        Those that it has; None where that is open.
    single : mapping of str to str
        Answer by question of ``SINGLE_CHOICE``.
    """

    channels: frozenset[str]
    capabilities: frozenset[str] | None
    single: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return the one answer to a question of ``SINGLE_CHOICE``."""
        return self.single[name]

    def is_open(self, name: str) -> bool:
        """Return whether a question of ``QUESTIONS`` has no answer."""
        if name in SINGLE_CHOICE:
            return self.single[name] == OPEN
        return self.capabilities is None if name == "pieces" else not self.selling

    @property
    def selling(self) -> frozenset[str]:
        """The channels, if people can buy in one of them; else none: a company sells somewhere."""
        return self.channels if self.channels & set(serving("buy")) else frozenset()

    @property
    def given(self) -> bool:
        """Whether anything was answered."""
        return not all(self.is_open(name) for name in QUESTIONS)

    @property
    def owned(self) -> frozenset[str]:
        """Capabilities that work today: one channel has nothing to be joined with."""
        return frozenset() if len(self.selling) == 1 else self.capabilities or frozenset()


def read_answers(
    single: Mapping[str, str],
    channels: Collection[str] = (),
    capabilities: Collection[str] = (),
) -> Answers:
    """Read what was answered.

    Parameters
    ----------
    single : mapping of str to str
        By question of ``SINGLE_CHOICE`` and ``FORMER``; what is left out is open.
    channels : collection of str
        Of ``CHANNELS``; none is no answer.
    capabilities : collection of str
        Of the nine and ``NOTHING``; none is no answer. A capability outweighs ``NOTHING``.

    Raises
    ------
    ValueError
        For an answer that there is not.
    """
    legal = {**SINGLE_CHOICE, **FORMER}
    wrong = [
        f"{name}={value}" for name, value in single.items() if value not in legal.get(name, ())
    ]
    wrong += sorted(set(channels) - set(MULTIPLE_CHOICE["channels"]))
    wrong += sorted(set(capabilities) - set(MULTIPLE_CHOICE["pieces"]))
    if wrong:
        raise ValueError(f"no such answers: {', '.join(wrong)}")
    former = {
        capability
        for (name, value), capability in FORMER_CAPABILITIES.items()
        if single.get(name) == value
    }
    owned = (set(capabilities) | former) & set(CAPABILITIES)
    only_store = not channels and single.get("online") == "no"
    return Answers(
        channels=frozenset({STORE} if only_store else channels),
        capabilities=frozenset(owned) if owned or NOTHING in capabilities else None,
        single=MappingProxyType({name: single.get(name, OPEN) for name in SINGLE_CHOICE}),
    )
