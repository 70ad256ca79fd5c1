"""What is measured in a simulated crowd to be compared with a target, one function per target.

All measures have one form; their own docstrings say which figures they return.

Parameters
----------
crowd : Crowd
    The journeys of one set-up over a horizon of 52 weeks, or 65 for ``coming_back``.

Returns
-------
dict of str to float
    Figures by name: shares from 0 to 1, or differences or ratios of two figures; nan where there is
    nobody to count, and the caller decides what that means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import add_by, count_by
from simulations.engine.ledger import DELAYED, LOST, NOT_MISSING, SUBSTITUTED, Ledger
from simulations.model.channel_choice import ONLINE
from simulations.model.population import Population
from simulations.scenario.knobs import CHANNELS, FRICTIONS, GENERATIONS, STORE

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]
Moments = dict[str, float]

WEEKS_TO_ARRIVE = 13  # new customers of the first quarter are followed for a year (RE1)
WEEKS_TO_FOLLOW = 52
HANDED_OVER = ("repeat_in_support", "case_lost", "nobody_owns_case")


@dataclass(frozen=True)
class Crowd:
    """The journeys of n shoppers under one set-up, one array element per journey that began.

    Attributes
    ----------
    people : Population
    side : int
        Which set-up of the ledger.
    ledger : Ledger
    rows : int64 array (J,)
        Positions of the journeys in the ledger.
    who : int64 array (J,)
        Shopper of each journey.
    """

    people: Population
    ledger: Ledger
    side: int
    rows: Codes
    who: Codes

    @staticmethod
    def of(people: Population, ledger: Ledger, side: int) -> Crowd:
        """Return the journeys that began under a set-up.

        Parameters
        ----------
        people : Population
            n shoppers.
        ledger : Ledger
            What happened to them.
        side : int
            Position of the set-up in the ledger.

        Returns
        -------
        Crowd
        """
        rows = np.flatnonzero(ledger.journeys["started"][side])
        return Crowd(people, ledger, side, rows, ledger.shopper[rows])

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self.ledger.journeys[column][self.side][self.rows]

    @property
    def weeks(self) -> Codes:
        """Week of each journey."""
        return self.ledger.week[self.rows]

    def of_each(self, chosen: Flags) -> Codes:
        """Return how many of the chosen journeys each shopper made.

        Parameters
        ----------
        chosen : bool array (J,)

        Returns
        -------
        int64 array (n,)
        """
        return count_by(self.who[chosen], len(self.people))

    @property
    def in_store(self) -> Flags:
        """Which journeys ended in a purchase in the store, (J,)."""
        return self["bought"] & (self["buy"] == STORE)

    @property
    def online(self) -> Flags:
        """Which journeys ended in a purchase on website or app, (J,)."""
        return self["bought"] & ONLINE[self["buy"]] & (self["buy"] >= 0)

    @property
    def touched(self) -> Flags:
        """The channels that each shopper met in any journey, (8, n)."""
        seen = np.zeros((len(CHANNELS), len(self.people)), dtype=bool)
        for stage in ("discover", "evaluate", "buy", "support"):
            channel = self[stage]
            met = channel >= 0
            seen[channel[met], self.who[met]] = True
        return seen


def share(part: float, whole: float) -> float:
    """Return a part of a whole.

    Parameters
    ----------
    part, whole : float
        Counts or money.

    Returns
    -------
    float
        nan when there is no whole.
    """
    return float(part) / float(whole) if whole else float("nan")


def channel_mix(crowd: Crowd) -> Moments:
    """T1: shares of customers seen online only, in the store only, in both."""
    customer = crowd.of_each(crowd["bought"]) > 0
    return {
        f"customers_{kind}": share((who & customer).sum(), customer.sum())
        for kind, who in _kinds(crowd).items()
    }


def ages(crowd: Crowd) -> Moments:
    """T2: where the oldest are seen (shares), and how often the young buy online, against all."""
    customer = crowd.of_each(crowd["bought"]) > 0
    old = customer & (crowd.people.generation == GENERATIONS.index("boomer"))
    young = crowd.people.generation <= GENERATIONS.index("millennial")
    online = crowd.of_each(crowd.online)
    kinds = _kinds(crowd)
    return {
        "boomers_store_only": share((kinds["store_only"] & old).sum(), old.sum()),
        "boomers_online_only": share((kinds["online_only"] & old).sum(), old.sum()),
        "young_online_frequency": share(
            share(online[young].sum(), young.sum()), share(online.sum(), len(online))
        ),
    }


def _kinds(crowd: Crowd) -> dict[str, Flags]:
    touched = crowd.touched
    store, remote = touched[STORE], np.delete(touched, STORE, axis=0).any(axis=0)
    return {
        "online_only": remote & ~store,
        "store_only": store & ~remote,
        "several": store & remote,
    }


def naive_spend(crowd: Crowd) -> Moments:
    """T3: relative gap in spend per purchase between people seen in several channels and in one."""
    kinds = _kinds(crowd)
    kept = ~crowd["returned"]
    many = crowd.touched.sum(axis=0) >= 4

    def gap(bought: Flags, group: Flags, reference: Flags) -> float:
        spent = crowd["revenue"]
        chosen, others = bought & kept & group[crowd.who], bought & kept & reference[crowd.who]
        mean = share(spent[others].sum(), others.sum())
        return share(share(spent[chosen].sum(), chosen.sum()), mean) - 1.0

    store, online = crowd.in_store, crowd.online
    return {
        "naive_store_spend": gap(store, kinds["several"], kinds["store_only"]),
        "naive_online_spend": gap(online, kinds["several"], kinds["online_only"]),
        "naive_store_spend_four": gap(store, kinds["several"] & many, kinds["store_only"]),
    }


def devices(crowd: Crowd) -> Moments:
    """T4: purchases per session on computer and phone, and their ratio."""
    online, phone = crowd.online, crowd["on_phone"]
    on_phone = share((online & phone).sum(), crowd["phone_sessions"].sum())
    sessions = crowd["online_sessions"] - crowd["phone_sessions"]
    on_computer = share((online & ~phone).sum(), sessions.sum())
    return {
        "computer_conversion": on_computer,
        "phone_conversion": on_phone,
        "phone_to_computer": share(on_phone, on_computer),
    }


def store_conversion(crowd: Crowd) -> Moments:
    """T5: purchases per visit to the store."""
    return {"store_conversion": share(crowd.in_store.sum(), crowd["store_visits"].sum())}


def carts(crowd: Crowd) -> Moments:
    """T6: share of carts left behind; and that conversion is carts per session times carts kept."""
    filled, bought = crowd["carts"].sum(), crowd.online.sum()
    sessions = crowd["online_sessions"].sum()
    abandoned = 1.0 - share(bought, filled)
    identity = share(bought, sessions) - share(filled, sessions) * (1.0 - abandoned)
    return {"cart_abandonment": abandoned, "cart_identity": identity}


def missing_items(crowd: Crowd) -> Moments:
    """T7: share of items missing in the store, and what people do then."""
    tried = crowd["buy"] == STORE
    fate = crowd["missing"][tried]
    gone = (fate != NOT_MISSING).sum()
    names = {"lost": LOST, "delayed": DELAYED, "substituted": SUBSTITUTED}
    shares = {f"missing_{name}": share((fate == code).sum(), gone) for name, code in names.items()}
    return {"missing_in_store": share(gone, len(fate)), **shares}


def help_requests(crowd: Crowd) -> Moments:
    """T8 and T9: channels that a request for help takes, its effort, who stays, what it costs."""
    asked = crowd["contacts"] > 0
    hops, stays = crowd["contacts"][asked], ~crowd["left"][asked]
    rough = _rough(crowd)[asked]
    handed = hops >= 2

    def staying(channels: int) -> float:
        chosen = hops == channels
        return share((stays & chosen).sum(), chosen.sum())

    return {
        "help_two_channels": share(handed.sum(), len(hops)),
        "help_three_channels": share((hops >= 3).sum(), len(hops)),
        "help_high_effort": share((rough & handed).sum(), handed.sum()),
        "help_retention": staying(3) - staying(1),
        "help_cost": share(hops[hops == 3].sum(), (hops == 3).sum())
        / share(hops[hops == 1].sum(), (hops == 1).sum()),
    }


def _rough(crowd: Crowd) -> Flags:
    """Journeys in which a case had to be started over."""
    ledger = crowd.ledger
    codes = [FRICTIONS.index(kind) for kind in HANDED_OVER]
    chosen = (ledger.friction_side == crowd.side) & np.isin(ledger.friction_kind, codes)
    length = int(max(ledger.week.max(initial=0), 0)) + 1
    marked = ledger.friction_shopper[chosen] * length + ledger.friction_week[chosen]
    return np.isin(crowd.who * length + crowd.weeks, marked)


def coming_back(crowd: Crowd) -> Moments:
    """T10: what new customers of the first 13 weeks do in the 52 weeks after.

    Needs a horizon of at least 65 weeks.
    """
    bought = np.flatnonzero(crowd["bought"])
    order = bought[np.lexsort((crowd.weeks[bought], crowd.who[bought]))]
    who, week = crowd.who[order], crowd.weeks[order]
    first = np.full(len(crowd.people), -1)
    second = np.zeros(len(crowd.people), dtype=bool)
    new = np.concatenate([[True], who[1:] != who[:-1]]) if len(who) else np.zeros(0, bool)
    is_second = np.concatenate([[False], new[:-1]]) & ~new if len(who) else new
    first[who[new]], second[who[is_second]] = week[new], crowd["left"][order][is_second]
    arrived = (first >= 0) & (first < WEEKS_TO_ARRIVE)
    since = week - first[who]
    again = arrived[who] & (since > 0) & (since <= WEEKS_TO_FOLLOW)
    repeats = count_by(who[again], len(crowd.people))
    came = arrived & (repeats > 0)
    left = came & second
    return {
        "repeat_within_year": share(came.sum(), arrived.sum()),
        "repeats_within_year": share(repeats.sum(), arrived.sum()),
        "left_after_first_repeat": share(left.sum(), came.sum()),
    }


def concentration(crowd: Crowd) -> Moments:
    """T13: share of all spend that the top fifth of customers brings."""
    spent = add_by(crowd.who, crowd["revenue"], len(crowd.people))
    spent = np.sort(spent[crowd.of_each(crowd["bought"]) > 0])[::-1]
    top = spent[: round(len(spent) / 5.0)]
    return {"top_fifth_spend": share(top.sum(), spent.sum())}


def pickup_and_returns(crowd: Crowd) -> Moments:
    """T12: shares of orders collected, with something else bought then, and returned."""
    online, store = crowd.online, crowd.in_store
    remote = crowd["bought"] & (crowd["buy"] != STORE)
    collected = crowd["collected"]
    return {
        "pickup_share": share((collected & online).sum(), online.sum()),
        "pickup_extra": share(crowd["extra"].sum(), collected.sum()),
        "return_online": share((crowd["returned"] & remote).sum(), remote.sum()),
        "return_store": share((crowd["returned"] & store).sum(), store.sum()),
    }


def gains(before: Crowd, after: Crowd) -> Moments:
    """T11: relative gain in revenue, in all and by where the journey began.

    Parameters
    ----------
    before, after : Crowd
        The same people under two set-ups.

    Returns
    -------
    dict of str to float
        ``revenue_gain`` (0.04 is 4 % more) and ``online_to_store_gain``, a ratio; nan without
        revenue.
    """

    def by_origin(crowd: Crowd) -> Floats:
        began = (crowd["discover"] != STORE).astype(np.int64)
        return add_by(began, crowd["revenue"], 2)

    old, new = by_origin(before), by_origin(after)
    store, online = (share(new[origin], old[origin]) - 1.0 for origin in (0, 1))
    return {
        "revenue_gain": share(new.sum(), old.sum()) - 1.0,
        "online_to_store_gain": share(online, store),
    }


MEASURES: Mapping[str, Callable[[Crowd], Moments]] = MappingProxyType(
    {
        "T1": channel_mix,
        "T2": ages,
        "T3": naive_spend,
        "T4": devices,
        "T5": store_conversion,
        "T6": carts,
        "T7": missing_items,
        "T8": help_requests,
        "T9": help_requests,
        "T10": coming_back,
        "T12": pickup_and_returns,
        "T13": concentration,
    }
)
