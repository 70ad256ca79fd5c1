"""One hundred people who stand for the crowd: real shoppers, as many of each kind as it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulations.engine.comparison import Comparison, compare
from simulations.engine.tally import BOUGHT_IN, FIRSTS
from simulations.people.rounding import share_out
from simulations.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class SampledPerson:
    """One of the hundred.

    Attributes
    ----------
    shopper : int
        From 0, as ``trace`` counts.
    kind : str
        Whether the person bought in ``both``, ``only_a``, ``only_b`` or ``neither``.
    feeling : str
        ``better``, ``same`` or ``worse`` off under b.
    """

    shopper: int
    kind: str
    feeling: str


@dataclass(frozen=True, slots=True)
class SampleOf100:
    """People who stand for the crowd.

    Attributes
    ----------
    counts : dict of kind to int
        Shares of the four kinds rounded to whole people. They add up to 100, or to the crowd
        where it is smaller.
    people : tuple of SampledPerson
        Kind by kind, in each the first shoppers of that kind: always the same for a scenario.
        Their feelings are their own and need not mirror the crowd's.
    """

    counts: Mapping[str, int]
    people: tuple[SampledPerson, ...]

    def of_kind(self, kind: str) -> tuple[SampledPerson, ...]:
        """Return the people of one kind, in order.

        Parameters
        ----------
        kind : str
            One of ``BOUGHT_IN``.

        Returns
        -------
        tuple of SampledPerson
        """
        return tuple(person for person in self.people if person.kind == kind)


def sample_of_100(scenario: Scenario) -> SampleOf100:
    """Simulate the whole crowd under both set-ups and choose a hundred who stand for it.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    SampleOf100
    """
    return sample_from(compare(scenario))


def sample_from(comparison: Comparison) -> SampleOf100:
    """Choose a hundred who stand for a crowd that has been compared; nothing is simulated again.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    SampleOf100
    """
    shares = {kind: comparison.shopper_kinds[kind] for kind in BOUGHT_IN}
    counts = share_out(shares, min(FIRSTS, comparison.scenario.shoppers))
    return SampleOf100(
        counts,
        tuple(
            SampledPerson(shopper, kind, feeling)
            for kind, count in counts.items()
            for shopper, feeling in comparison.first_people[kind][:count]
        ),
    )
