"""Which group of sentences describes a moment, so that none claims more than its event.

A group is the name of the event, and where words would differ an ending that says

- in what kind of channel it happens: where somebody can be told and answers (``person``), on a
  screen with a search field and a cart (``screen``), where one only reads (``reading``), in the
  shop (``store``) or anywhere else (``remote``), by anything but voice (``written``);
- whether the person has just come from another channel (``move``) or not (``stay``);
- whether the purchase is already paid (``paid``) or only ordered (``order``).

The sentences of a group are ``lives.say.<group>.1``, ``.2``, … in every language.
"""

from collections.abc import Mapping
from types import MappingProxyType

from simulations import CHANNELS, FRICTIONS

STORE = "store"
PEOPLE = frozenset({"store", "phone", "messaging"})
"""Channels in which a person listens and answers."""
SCREENS = frozenset({"website", "app"})
"""Channels with a search field, a cart and a till of their own."""
READING = frozenset(CHANNELS) - PEOPLE - SCREENS
"""Channels in which a person looks at what was sent or posted."""

KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "repeat_information": ("person", "screen", "reading"),
        "promotion_refused": ("person", "screen"),
        "cart_lost": ("person", "screen"),
        "repeat_in_support": ("person", "written"),
        "phantom_stock": ("store", "remote"),
        "stock_out": ("store", "remote"),
        "nobody_helps": ("store", "remote"),
        "slow_answer": ("store", "remote"),
        "hard_to_judge": ("store", "remote"),
        "gave_up": ("store", "remote"),
        "bought": ("store", "remote"),
        "pickup_failed": ("paid", "order"),
        "evaluate": ("move", "stay"),
    }
)
"""Events that several groups of sentences describe, and their endings."""
MEMBERS = MappingProxyType(
    {
        "person": PEOPLE,
        "screen": SCREENS,
        "reading": READING,
        "written": frozenset(CHANNELS) - PEOPLE,
        "store": frozenset({STORE}),
        "remote": frozenset(CHANNELS) - {STORE},
    }
)
"""Channels that belong to an ending."""


def situation_of(event: str, channel: str, previous: str, *, paid: bool) -> str:
    """Return the group of sentences that describes a moment.

    Parameters
    ----------
    event : str
    channel : str
        Where it happens, or where the person was last.
    previous : str
        Where the person was before; empty at the beginning of a need.
    paid : bool
        Whether the need has already come to a purchase.
    """
    arrival = "move" if previous and previous != channel else "stay"
    if event == "discover":
        return f"discover_{channel}"
    if event == "buy_stage":
        return f"buy_{arrival}_{'store' if channel == STORE else 'remote'}"
    for ending in KINDS.get(event, ()):
        if (
            ending == arrival
            or (ending == "paid" and paid)
            or (ending == "order" and not paid)
            or channel in MEMBERS.get(ending, ())
        ):
            return f"{event}_{ending}"
    return event


def groups(events: frozenset[str]) -> frozenset[str]:
    """Return every group that can describe one of these events or any friction."""
    names = {f"discover_{channel}" for channel in CHANNELS}
    names |= {f"buy_{arrival}_{end}" for arrival in ("move", "stay") for end in ("store", "remote")}
    for event in (events | set(FRICTIONS)) - {"discover", "buy_stage"}:
        endings = KINDS.get(event)
        names |= {f"{event}_{ending}" for ending in endings} if endings else {event}
    return frozenset(names)
