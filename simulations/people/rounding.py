"""Shares as whole people: rounded so that they add up."""

from __future__ import annotations

from collections.abc import Mapping


def share_out(shares: Mapping[str, float], total: int = 100) -> dict[str, int]:
    """Round shares to whole people that add up to the total (largest remainder).

    Parameters
    ----------
    shares : mapping of str to float
        Parts of a whole, 0 or more each; they need not add up to 1.
    total : int
        People to share out.

    Returns
    -------
    dict of str to int
        In the same order; all 0 when there is nothing to share.
    """
    whole = sum(shares.values())
    if whole <= 0:
        return dict.fromkeys(shares, 0)
    exact = {name: share / whole * total for name, share in shares.items()}
    counts = {name: int(amount) for name, amount in exact.items()}
    left = total - sum(counts.values())
    by_remainder = sorted(exact, key=lambda name: counts[name] - exact[name])
    for name in by_remainder[:left]:
        counts[name] += 1
    return counts
