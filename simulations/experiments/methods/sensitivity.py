"""Which inputs an output depends on most, judged from one set of random worlds.

With about as many inputs as worlds, no measure can look at all inputs together: a joint
regression or a variance decomposition by Saltelli's scheme would need thousands of worlds. So each
input is judged alone, as a first-order share: how much of the variance of the output's *ranks* a
straight line and a bend in this one input explain. Ranks, because money has a few extreme worlds
that would otherwise decide everything. A bend, because some rules of the model have a best middle
(contact pressure), which a rank correlation alone would not see. Two terms and no more, because
each further one would cost every other input some power. What two inputs only do together stays
out of sight, and so do several bends; the shares therefore need not add up to 1.

An F test says how often an input without any effect would look as strong, and the rate of false
discoveries is held over all inputs of one output (Benjamini and Hochberg): of the inputs that are
said to matter, at most 5 % are expected to be inert. The interval is a bootstrap over worlds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.experiments.methods.ranks import (
    f_of_two_survival,
    false_discovery_rates,
    mean_ranks,
)

Floats = NDArray[np.float64]

TERMS = 2  # a line and a bend
FEWEST_WORLDS = TERMS + 3
RESAMPLES = 400
FALSE_DISCOVERIES = 0.05


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How one output depends on each of k inputs.

    Attributes
    ----------
    share : float array (k,)
        Share (0–1) of the variance of the output's ranks that the input explains alone, less what
        an inert input would explain by chance, at least 0.
    low, high : float arrays (k,)
        Ends of its 95 % bootstrap interval.
    direction : float array (k,)
        Rank correlation (Spearman, −1 to 1): positive when more of the input goes with more of
        the output.
    q : float array (k,)
        Rate of false discoveries if this input and all stronger ones are believed.
    """

    share: Floats
    low: Floats
    high: Floats
    direction: Floats
    q: Floats

    @property
    def matters(self) -> NDArray[np.bool_]:
        """Which inputs are significant."""
        return self.q <= FALSE_DISCOVERIES


def sensitivity(inputs: Floats, output: Floats, seed: int = 0) -> Sensitivity:
    """Judge each input by the share of the output's rank variance that it explains.

    Parameters
    ----------
    inputs : float array (n, k)
        One row for each world; inputs drawn independently of each other. Only their order counts.
    output : float array (n,)
    seed : int
        Luck of the bootstrap.

    Returns
    -------
    Sensitivity
        Zero shares with q = 1 where there is nothing to judge by: fewer than five worlds, a
        constant output, a constant input.
    """
    worlds, k = inputs.shape
    nothing = np.zeros(k)
    if worlds < FEWEST_WORLDS or k == 0 or np.ptp(output) == 0.0:
        return Sensitivity(nothing, nothing, nothing, nothing, np.ones(k))
    basis = _basis(2.0 * (mean_ranks(inputs) - 0.5) / worlds - 1.0)
    ranks = mean_ranks(output[:, None])[:, 0]
    line, bend = (_correlation(term, ranks[:, None])[:, 0] for term in basis)
    explained = np.minimum(line**2 + bend**2, 1.0)
    freedom = worlds - 1 - TERMS
    f_values = explained / np.maximum(1.0 - explained, 1e-12) * freedom / TERMS
    p = np.where(explained > 0.0, f_of_two_survival(f_values, freedom), 1.0)
    low, high = _bootstrap(basis, ranks, seed)
    return Sensitivity(
        share=_unbiased(explained, worlds),
        low=low,
        high=high,
        direction=line,
        q=false_discovery_rates(np.clip(p, 0.0, 1.0)),
    )


def _basis(positions: Floats) -> tuple[Floats, Floats]:
    """A line and a bend without slope in each column: two arrays (n, k), 0 for constants."""
    line = positions - positions.mean(axis=0)
    bend = line**2 - (line**2).mean(axis=0)
    squares = (line**2).sum(axis=0)
    slope = (bend * line).sum(axis=0) / np.where(squares > 0.0, squares, 1.0)
    return line, bend - slope * line


def _correlation(columns: Floats, outputs: Floats) -> Floats:
    """Correlation of each column (n, k) with each output (n, m): (k, m), 0 for constants."""
    columns = columns - columns.mean(axis=0)
    outputs = outputs - outputs.mean(axis=0)
    size = np.sqrt(np.outer((columns**2).sum(axis=0), (outputs**2).sum(axis=0)))
    correlations: Floats = np.where(
        size > 1e-12, columns.T @ outputs / np.where(size > 0, size, 1.0), 0.0
    )
    return correlations


def _bootstrap(basis: tuple[Floats, Floats], ranks: Floats, seed: int) -> tuple[Floats, Floats]:
    """Ends of the middle 95 % of the share over resampled worlds, each (k,)."""
    worlds = len(ranks)
    generator = np.random.default_rng(seed)
    counts = generator.multinomial(worlds, np.full(worlds, 1.0 / worlds), size=RESAMPLES).astype(
        float
    )
    weights = counts.T / worlds  # (n, resamples)
    mean = ranks @ weights
    spread = np.maximum((ranks**2) @ weights - mean**2, 1e-12)
    explained = np.zeros((basis[0].shape[1], RESAMPLES))
    for term in basis:
        means = term.T @ weights
        size = np.maximum((term**2).T @ weights - means**2, 1e-12)
        covariance = (term * ranks[:, None]).T @ weights - means * mean
        explained += covariance**2 / (size * spread)
    # Resampling adds as much chance again as there was in the worlds themselves.
    shares = _unbiased(_unbiased(np.minimum(explained, 1.0), worlds), worlds)
    low, high = np.quantile(shares, [0.025, 0.975], axis=1)
    return low, high


def _unbiased(explained: Floats, worlds: int) -> Floats:
    """Take off what chance explains on average, as the adjusted R² does."""
    freedom = worlds - 1 - TERMS
    return np.maximum(explained - (1.0 - explained) * TERMS / freedom, 0.0)
