"""What a diagnosis asks about a company, and what the answers say; each may stay open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulations import CAPABILITIES, CHANNELS
from simulations.scenario.knobs import serving

OPEN = "open"
"""An answer that is not given."""
NOTHING = "nothing"
"""The answer of who has none of the pieces, which is another one than none."""
SEVERAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"channels": CHANNELS, "pieces": (*CAPABILITIES, NOTHING)}
)
"""Questions of which several answers may be true."""
ONE: Mapping[str, tuple[str, ...]] = MappingProxyType(
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
"""What was asked before the channels and the pieces were: links that carry it still mean it."""
FORMER_PIECES = MappingProxyType(
    {("prices", "same"): "unified_price", ("goals", "shared"): "shared_goals"}
)
STORE = "store"


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody says of a company.

    Attributes
    ----------
    channels : frozenset of str
        In which it sells or serves, as they were picked; empty where that is open.
    pieces : frozenset of str or None
        Pieces of the integration that it has; None where that is open.
    one : mapping of str to str
        Answer by question of ``ONE``.
    """

    channels: frozenset[str]
    pieces: frozenset[str] | None
    one: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return the one answer to a question of ``ONE``."""
        return self.one[name]

    def is_open(self, name: str) -> bool:
        """Say whether a question of ``QUESTIONS`` has no answer."""
        if name in ONE:
            return self.one[name] == OPEN
        return self.pieces is None if name == "pieces" else not self.selling

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
        """Pieces that work today: one channel has nothing to be joined with."""
        return frozenset() if len(self.selling) == 1 else self.pieces or frozenset()


def read_answers(
    one: Mapping[str, str],
    channels: Collection[str] = (),
    pieces: Collection[str] = (),
) -> Answers:
    """Read what was answered.

    Parameters
    ----------
    one : mapping of str to str
        By question of ``ONE`` and ``FORMER``; what is left out is open.
    channels : collection of str
        Of ``CHANNELS``; none is no answer.
    pieces : collection of str
        Of the nine pieces and ``NOTHING``; none is no answer. A piece outweighs ``NOTHING``.

    Returns
    -------
    Answers

    Raises
    ------
    ValueError
        For an answer that there is not.
    """
    legal = {**ONE, **FORMER}
    wrong = [f"{name}={value}" for name, value in one.items() if value not in legal.get(name, ())]
    wrong += sorted(set(channels) - set(SEVERAL["channels"]))
    wrong += sorted(set(pieces) - set(SEVERAL["pieces"]))
    if wrong:
        raise ValueError(f"no such answers: {', '.join(wrong)}")
    before = {piece for (name, value), piece in FORMER_PIECES.items() if one.get(name) == value}
    told = (set(pieces) | before) & set(CAPABILITIES)
    only_store = not channels and one.get("online") == "no"
    return Answers(
        channels=frozenset({STORE} if only_store else channels),
        pieces=frozenset(told) if told or NOTHING in pieces else None,
        one=MappingProxyType({name: one.get(name, OPEN) for name in ONE}),
    )
