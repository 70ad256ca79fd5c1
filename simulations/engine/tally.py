"""Tallies: what has to be kept of a chunk of shoppers so that chunks can be added up.

Sums of counts, frustration and money are exact in any order (they are whole numbers of 1/64).
Sums of products are not, so they are made for fixed blocks of shoppers and added in the order of
the blocks: the result does not depend on the size of a chunk or on who worked on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import add_by, count_by
from simulations.engine.estimates import MOMENTS, PAIRS, four_values
from simulations.engine.funnel import STEPS, channel_revenue, step_totals
from simulations.engine.ledger import NOT_CONVINCED, Ledger
from simulations.model.outcomes import OUTCOMES, Totals, friction_totals, shopper_totals
from simulations.model.population import Population
from simulations.scenario.knobs import CHANNELS, FRICTIONS, GENERATIONS, STAGES

Floats = NDArray[np.float64]

BLOCK = 1000  # shoppers; chunks are whole blocks
BOUGHT_IN = ("both", "only_a", "only_b", "neither")
FEELINGS = ("better", "same", "worse")
KINDS = (*BOUGHT_IN, *FEELINGS)
FIRSTS = 100  # people of each kind who are kept by name
NOBODY = 2**62  # a mark that comes after everybody's
LOST_CAUSES = (*FRICTIONS, "not_convinced")


@dataclass(slots=True)
class Tally:
    """Sums over shoppers; addable.

    Attributes
    ----------
    people : int64 array (1 + generations,)
        Number of shoppers: all, then by generation.
    outcomes : float array (outcomes, MOMENTS)
        Moments of every outcome (see ``estimates.moments``).
    generations : float array (generations, outcomes, MOMENTS)
    friction_counts, friction_points : float array (frictions, MOMENTS)
    kinds : int64 array (7,)
        Shoppers of each of ``KINDS``.
    firsts : int64 array (4, FIRSTS)
        The first shoppers of each of ``BOUGHT_IN`` in order, as marks (see ``read_mark``);
        ``NOBODY`` where there are fewer.
    funnel : int64 array (2, stages, channels)
        Journeys that reached a stage in a channel; ``receive`` counts purchases by buy channel.
    steps : float array (STEPS, MOMENTS)
        Moments of every step on the way to a purchase.
    channels : float array (channels, MOMENTS)
        Moments of the revenue by channel of purchase.
    lost : int64 array (2, LOST_CAUSES)
    money : float array (2, 3, channels)
        Purchases, revenue and contribution by buy channel.
    weekly_frustration, weekly_conversion : float array (weeks, MOMENTS)
    weekly_contribution : float array (2, weeks)
    weekly_active, weekly_repeat : float array (weeks, MOMENTS)
        What a week adds to the moments of *customers who have not left*, and of *customers who have
        bought twice*, both over *customers*: who has bought by then.
    """

    people: NDArray[np.int64]
    outcomes: Floats
    generations: Floats
    friction_counts: Floats
    friction_points: Floats
    kinds: NDArray[np.int64]
    firsts: NDArray[np.int64]
    funnel: NDArray[np.int64]
    steps: Floats
    channels: Floats
    lost: NDArray[np.int64]
    money: Floats
    weekly_frustration: Floats
    weekly_conversion: Floats
    weekly_contribution: Floats
    weekly_active: Floats
    weekly_repeat: Floats

    @staticmethod
    def empty(weeks: int) -> Tally:
        """Return the tally of nobody.

        Parameters
        ----------
        weeks : int
            Horizon, from 0.

        Returns
        -------
        Tally
        """
        return Tally(
            people=np.zeros(1 + len(GENERATIONS), dtype=np.int64),
            outcomes=np.zeros((len(OUTCOMES), MOMENTS)),
            generations=np.zeros((len(GENERATIONS), len(OUTCOMES), MOMENTS)),
            friction_counts=np.zeros((len(FRICTIONS), MOMENTS)),
            friction_points=np.zeros((len(FRICTIONS), MOMENTS)),
            kinds=np.zeros(len(KINDS), dtype=np.int64),
            firsts=np.full((len(BOUGHT_IN), FIRSTS), NOBODY),
            funnel=np.zeros((2, len(STAGES), len(CHANNELS)), dtype=np.int64),
            steps=np.zeros((len(STEPS), MOMENTS)),
            channels=np.zeros((len(CHANNELS), MOMENTS)),
            lost=np.zeros((2, len(LOST_CAUSES)), dtype=np.int64),
            money=np.zeros((2, 3, len(CHANNELS))),
            weekly_frustration=np.zeros((weeks, MOMENTS)),
            weekly_conversion=np.zeros((weeks, MOMENTS)),
            weekly_contribution=np.zeros((2, weeks)),
            weekly_active=np.zeros((weeks, MOMENTS)),
            weekly_repeat=np.zeros((weeks, MOMENTS)),
        )

    def add(self, other: Tally) -> None:
        """Add another tally of the same horizon to this one, in place.

        Parameters
        ----------
        other : Tally
            Of other shoppers.
        """
        for part in fields(self):
            if part.name != "firsts":
                getattr(self, part.name)[...] += getattr(other, part.name)
        both = np.concatenate([self.firsts, other.firsts], axis=1)
        both.sort(axis=1)
        self.firsts[:] = both[:, :FIRSTS]


def tally_up(people: Population, ledger: Ledger, costs: Floats, weeks: int) -> list[Tally]:
    """Tally a chunk: one tally for each block of shoppers, the first with the exact sums too.

    Parameters
    ----------
    people : Population
        A chunk of n shoppers that starts at a whole block.
    ledger : Ledger
        What happened to them under two set-ups.
    costs : float array (2,)
        Costs of each set-up, money per shopper over the horizon.
    weeks : int
        Horizon, from 0.

    Returns
    -------
    list of Tally
        One for each block of 1,000 shoppers, at least one.
    """
    totals = shopper_totals(ledger, costs)
    blocks = max(1, math.ceil(len(people) / BLOCK))
    tallies = [Tally.empty(weeks) for _ in range(blocks)]
    _tally_outcomes(tallies, people, totals)
    sizes = count_by(np.arange(len(people)) // BLOCK, blocks)
    _tally_frictions(tallies, ledger, sizes)
    _tally_funnel(tallies, ledger, sizes)
    _tally_kinds(tallies[0], people, totals)
    _tally_exact_sums(tallies[0], ledger)
    return tallies


def _tally_outcomes(tallies: list[Tally], people: Population, totals: Totals) -> None:
    """Moments of every outcome by block and generation; a block is the sum of its generations."""
    cell = np.arange(len(people)) // BLOCK * len(GENERATIONS) + people.generation
    order = np.argsort(cell, kind="stable")
    counts = count_by(cell, len(tallies) * len(GENERATIONS))
    sums = np.zeros((len(OUTCOMES), len(counts), MOMENTS))
    for part, outcome in zip(sums, OUTCOMES.values(), strict=True):
        top, bottom = outcome.top(totals), outcome.bottom(totals)
        part[:] = _moments_of_parts(top.take(order, axis=1), bottom.take(order, axis=1), counts)
    shape = (len(OUTCOMES), len(tallies), len(GENERATIONS), MOMENTS)
    for tally, part, heads in zip(
        tallies,
        np.moveaxis(sums.reshape(shape), 1, 0),
        counts.reshape(len(tallies), len(GENERATIONS)),
        strict=True,
    ):
        tally.generations[:] = part.swapaxes(0, 1)
        tally.outcomes[:] = part.sum(axis=1)
        tally.people[:] = [heads.sum(), *heads]


def _tally_frictions(tallies: list[Tally], ledger: Ledger, sizes: NDArray[np.int64]) -> None:
    counts, points = friction_totals(ledger)
    _fill_rows(tallies, "friction_counts", (_moments_of_means(top, sizes) for top in counts))
    _fill_rows(tallies, "friction_points", (_moments_of_means(top, sizes) for top in points))


def _tally_funnel(tallies: list[Tally], ledger: Ledger, sizes: NDArray[np.int64]) -> None:
    steps = zip(*step_totals(ledger), strict=True)
    _fill_rows(tallies, "steps", (_moments_of_parts(*step, sizes) for step in steps))
    revenues = channel_revenue(ledger)
    _fill_rows(tallies, "channels", (_moments_of_means(top, sizes) for top in revenues))


def _fill_rows(tallies: list[Tally], name: str, rows: Iterable[Floats]) -> None:
    """Fill a field of each block's tally, row by row, from moments (blocks, MOMENTS)."""
    for row, by_block in enumerate(rows):
        for tally, block in zip(tallies, by_block, strict=True):
            getattr(tally, name)[row] = block


def _moments_of_parts(top: Floats, bottom: Floats, parts: NDArray[np.int64]) -> Floats:
    """Moments (see ``estimates.moments``) of consecutive parts of the shoppers.

    Parameters
    ----------
    top, bottom : float arrays (2, n)
    parts : int64 array (p,)
        How many shoppers each part has; they add up to n.

    Returns
    -------
    float array (p, MOMENTS)
    """
    values = four_values(top, bottom)
    products = (values[i] * values[j] for i, j in PAIRS)
    return _sums_of_parts(chain(values, products), parts).T


def _moments_of_means(top: Floats, parts: NDArray[np.int64]) -> Floats:
    """Return what ``_moments_of_parts`` does with 1 below the line for everybody, in half the time.

    Parameters
    ----------
    top : float array (2, n)
    parts : int64 array (p,)

    Returns
    -------
    float array (p, MOMENTS)
    """
    base, more = top[0], top[1] - top[0]
    sums = _sums_of_parts((base, more, base * base, base * more, more * more), parts)
    whole, further, squares, products, further_squares = sums
    nothing, people = np.zeros(len(parts)), parts.astype(np.float64)
    return np.stack(
        [
            *(whole, people, further, nothing),
            *(squares, whole, products, nothing),
            *(people, further, nothing),
            *(further_squares, nothing, nothing),
        ],
        axis=1,
    )


def _sums_of_parts(values: Iterable[Floats], parts: NDArray[np.int64]) -> Floats:
    """Sum arrays (n,) over consecutive parts of the shoppers: an array (values, p)."""
    filled = parts.nonzero()[0]  # reduceat has no empty parts
    # It takes indices of the machine's own size alone: 32 bits in a browser.
    starts = (np.cumsum(parts)[filled] - parts[filled]).astype(np.intp)
    rows = []
    for value in values:
        sums = np.zeros(len(parts))
        if len(filled):
            sums[filled] = np.add.reduceat(value, starts)
        rows.append(sums)
    return np.stack(rows)


def _tally_exact_sums(tally: Tally, ledger: Ledger) -> None:
    journeys, weeks = ledger.journeys, tally.weekly_contribution.shape[1]
    for side in (0, 1):
        for row, stage in enumerate(STAGES):
            column = journeys["buy" if stage == "receive" else stage][side]
            reached = column >= 0
            if stage == "receive":
                reached = journeys["bought"][side]
            tally.funnel[side, row] = count_by(column[reached], len(CHANNELS))
        lost_to = journeys["lost_to"][side]
        causes = np.where(lost_to == NOT_CONVINCED, len(FRICTIONS), lost_to)
        tally.lost[side] = count_by(causes[causes >= 0], len(LOST_CAUSES))
        bought = journeys["bought"][side]
        channel = journeys["buy"][side][bought]
        for row, name in enumerate(("bought", "revenue", "contribution")):
            tally.money[side, row] = add_by(channel, journeys[name][side][bought], len(CHANNELS))
        started = journeys["started"][side]
        earned = np.where(started, journeys["contribution"][side], 0.0)
        tally.weekly_contribution[side] = add_by(ledger.week, earned, weeks)
    tally.weekly_frustration += _weekly(ledger, "frustration", weeks)
    tally.weekly_conversion += _weekly(ledger, "bought", weeks)
    _tally_customers(tally, ledger, weeks)


def _tally_customers(tally: Tally, ledger: Ledger, weeks: int) -> None:
    """Add what each week changes in who is a customer, has not left, has bought twice."""
    journeys = ledger.journeys
    bought, left, woke = (journeys[name].astype(np.int64) for name in ("bought", "left", "woke"))
    changes = np.flatnonzero((bought | left | woke).any(axis=0))
    order = changes[np.argsort(ledger.shopper[changes], kind="stable")]  # by shopper, then week
    if not len(order):
        return
    who, week = ledger.shopper[order], ledger.week[order]
    new = np.concatenate([[True], who[1:] != who[:-1]])
    start = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))

    def so_far(column: NDArray[np.int64]) -> NDArray[np.int64]:
        total = np.cumsum(column, axis=1)
        return total - (total - column)[:, start]

    purchases = so_far(bought[:, order])
    away = so_far(left[:, order] - woke[:, order])
    customer = (purchases >= 1).astype(np.float64)
    for target, top in (
        (tally.weekly_active, customer * (away <= 0)),
        (tally.weekly_repeat, (purchases >= 2).astype(np.float64)),
    ):
        values = four_values(top, customer)
        for column, value in enumerate((*values, *(values[i] * values[j] for i, j in PAIRS))):
            before = np.where(new, 0.0, np.concatenate([[0.0], value[:-1]]))
            target[:, column] += add_by(week, value - before, weeks)


def shopper_groups(totals: Totals) -> NDArray[np.bool_]:
    """Return for each of ``KINDS`` who belongs to it, from both sides' totals.

    Parameters
    ----------
    totals : mapping of str to float array (2, n)
        ``purchases`` and ``points`` of each shopper.

    Returns
    -------
    bool array (7, n)
        In the order of ``KINDS``.
    """
    (needs_a, needs_b), (pain_a, pain_b) = totals["purchases"], totals["points"]
    bought_a, bought_b = needs_a > 0, needs_b > 0
    better = (needs_b > needs_a) | ((needs_b == needs_a) & (pain_b < pain_a))
    worse = (needs_b < needs_a) | ((needs_b == needs_a) & (pain_b > pain_a))
    return np.stack(
        [
            bought_a & bought_b,
            bought_a & ~bought_b,
            ~bought_a & bought_b,
            ~bought_a & ~bought_b,
            better,
            ~better & ~worse,
            worse,
        ]
    )


def read_mark(mark: int) -> tuple[int, str]:
    """Return the shopper and the feeling that a mark stands for.

    Parameters
    ----------
    mark : int
        Shopper × 3 + position in ``FEELINGS``; not ``NOBODY``.

    Returns
    -------
    shopper : int
        From 0.
    feeling : str
        One of ``FEELINGS``.
    """
    shopper, feeling = divmod(mark, len(FEELINGS))
    return shopper, FEELINGS[feeling]


def _tally_kinds(tally: Tally, people: Population, totals: Totals) -> None:
    """Count every kind, and mark its first shoppers: shopper × 3 + position in ``FEELINGS``."""
    groups = shopper_groups(totals)
    tally.kinds[:] = np.count_nonzero(groups, axis=1)
    marks = people.shoppers * len(FEELINGS) + groups[len(BOUGHT_IN) :].argmax(axis=0)
    for row, group in zip(tally.firsts, groups, strict=False):
        first = marks[np.flatnonzero(group)[:FIRSTS]]
        row[: len(first)] = first


def _weekly(ledger: Ledger, column: str, weeks: int) -> Floats:
    """Moments by week of a journey column over journeys; exact, whatever the order."""
    started = ledger.journeys["started"].astype(np.float64)
    top = ledger.journeys[column].astype(np.float64) * started
    return _moments_of_parts(top, started, count_by(ledger.week, weeks))
