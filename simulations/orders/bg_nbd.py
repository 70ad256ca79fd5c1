"""The BG/NBD model of repeat buying (Fader, Hardie and Lee, 2005), fitted by maximum likelihood.

Customers buy at random while they are active (a rate from a gamma distribution) and may leave
after each purchase (a chance from a beta distribution). Time is in weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

START = (0.5, 5.0, 0.8, 2.5)
LIMITS = (1e-4, 1e5)
"""What a parameter may be when it is fitted."""
FEWEST_CUSTOMERS = 50
FEWEST_REPEATS = 20


@dataclass(frozen=True, slots=True)
class BgNbd:
    """A fitted model.

    Attributes
    ----------
    r, alpha : float
        Gamma distribution of the rates of buying: shape, and weeks.
    a, b : float
        Beta distribution of the chance to leave after a purchase.
    log_likelihood : float
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = float("nan")

    @property
    def purchases_per_year(self) -> float:
        """Mean repeat purchases in 52 weeks of somebody who does not leave."""
        return 52.0 * self.r / self.alpha

    @property
    def leaving(self) -> float:
        """Mean chance to leave after a purchase."""
        return self.a / (self.a + self.b)

    def repeats(self, weeks: Floats) -> Floats:
        """Return the repeat purchases to expect of a new customer.

        Parameters
        ----------
        weeks : float array (k,)
            Since the first purchase.

        Returns
        -------
        float array (k,)
        """
        from scipy.special import hyp2f1

        r, alpha, a, b = self.r, self.alpha, _away_from_one(self.a), self.b
        z = weeks / (alpha + weeks)
        rest = (alpha / (alpha + weeks)) ** r * hyp2f1(r, b, a + b - 1.0, z)
        expected: Floats = (a + b - 1.0) / (a - 1.0) * (1.0 - rest)
        return expected

    def bought_again(self, weeks: Floats) -> Floats:
        """Return the share of new customers who have bought again within some weeks.

        Parameters
        ----------
        weeks : float array (k,)
            Since the first purchase.

        Returns
        -------
        float array (k,)
            From 0 to 1.
        """
        share: Floats = 1.0 - (self.alpha / (self.alpha + weeks)) ** self.r
        return share

    def expected(self, repeats: Floats, last: Floats, watched: Floats, weeks: Floats) -> Floats:
        """Return the purchases to expect of known customers in the weeks to come.

        Parameters
        ----------
        repeats, last, watched : float arrays (n,)
            Repeat purchases so far, weeks from the first purchase to the last one, and to today.
        weeks : float array (n,)
            Weeks to come.

        Returns
        -------
        float array (n,)
        """
        from scipy.special import hyp2f1

        r, alpha, a, b = self.r, self.alpha, _away_from_one(self.a), self.b
        x = repeats
        z = weeks / (alpha + watched + weeks)
        shrunk = ((alpha + watched) / (alpha + watched + weeks)) ** (r + x)
        top = (a + b + x - 1.0) / (a - 1.0)
        top = top * (1.0 - shrunk * hyp2f1(r + x, b + x, a + b + x - 1.0, z))
        gone = a / (b + np.maximum(x, 1.0) - 1.0) * ((alpha + watched) / (alpha + last)) ** (r + x)
        purchases: Floats = top / (1.0 + np.where(x > 0.0, gone, 0.0))
        return purchases


def fit(repeats: Floats, last: Floats, watched: Floats) -> BgNbd | None:
    """Fit the model to customers who were watched from their first purchase on.

    Parameters
    ----------
    repeats : float array (n,)
        Repeat purchases of each customer, from 0.
    last : float array (n,)
        Weeks from the first purchase to the last one; 0 without a repeat.
    watched : float array (n,)
        Weeks from the first purchase to the end of the data.

    Returns
    -------
    BgNbd or None
        None for data that no such model can be told from: fewer than 50 customers or 20 repeats;
        and where there is no SciPy, as in the edition that runs in a browser.
    """
    try:
        from scipy.optimize import minimize
    except ModuleNotFoundError:
        return None
    if len(repeats) < FEWEST_CUSTOMERS or float(repeats.sum()) < FEWEST_REPEATS:
        return None
    rows, counts = np.unique(np.stack([repeats, last, watched], axis=1), axis=0, return_counts=True)
    x, t_x, t = rows.T
    weights = counts.astype(np.float64)

    def loss(logs: Floats) -> float:
        values = log_likelihoods(np.exp(logs), x, t_x, t)
        total = float(values @ weights)
        return -total / weights.sum() if np.isfinite(total) else 1e10

    bounds = [tuple(np.log(LIMITS))] * 4
    solution = minimize(loss, np.log(START), method="L-BFGS-B", bounds=bounds, tol=1e-10)
    if not np.isfinite(solution.fun) or solution.fun >= 1e10:
        return None
    r, alpha, a, b = (float(value) for value in np.exp(solution.x))
    return BgNbd(r, alpha, a, b, -float(solution.fun) * float(weights.sum()))


def log_likelihoods(parameters: Floats, x: Floats, t_x: Floats, t: Floats) -> Floats:
    """Return the log-likelihood of each customer.

    Parameters
    ----------
    parameters : float array (4,)
        r, alpha, a, b.
    x, t_x, t : float arrays (n,)
        As ``fit`` takes them; x are whole numbers.

    Returns
    -------
    float array (n,)
    """
    from scipy.special import betaln, gammaln

    r, alpha, a, b = (float(value) for value in parameters)
    counts, repeats = np.arange(x.max(initial=0.0) + 1.0), x.astype(np.intp)
    buying = (gammaln(r + counts) - gammaln(r) + r * np.log(alpha))[repeats]
    staying = (betaln(a, b + counts) - betaln(a, b))[repeats]
    active = -(r + x) * np.log(alpha + t)
    gone = np.log(a) - np.log(b + np.maximum(x, 1.0) - 1.0) - (r + x) * np.log(alpha + t_x)
    result: Floats = buying + staying + np.where(x > 0.0, np.logaddexp(active, gone), active)
    return result


def _away_from_one(a: float) -> float:
    """Step aside where the closed form divides by nothing."""
    return a if abs(a - 1.0) > 1e-6 else 1.0 + 1e-6
