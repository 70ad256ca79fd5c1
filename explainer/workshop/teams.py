"""Teams: each has a channel, and decides as the mean of those who answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulations import CAPABILITIES

TEAMS = ("store", "website", "app", "messaging")
"""A team sees the report of its channel, and is named after it."""
TOKENS, MOST, STEP = 100, 25, 5
"""Tokens of a team, the most that one capability takes (with that it is complete), and how many the
buttons move."""
TRANSFER = 15
"""Tokens that a change takes from one capability for another."""

Tokens = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a team plays.

    Attributes
    ----------
    tokens : mapping of capability to int
        They add up to ``TOKENS``.
    voices : int
        People whose answers are in it; with none it is played by the rule.
    """

    tokens: Tokens
    voices: int

    @property
    def by_rule(self) -> bool:
        """Whether nobody of the team answered."""
        return not self.voices


def next_team(sizes: Mapping[str, int]) -> str:
    """Return the team that somebody new joins: the smallest, the first of equals."""
    return min(TEAMS, key=lambda team: (sizes.get(team, 0), TEAMS.index(team)))


def by_rule() -> dict[str, int]:
    """Return how a team plays for which nobody answers: the same for each capability, nearly."""
    return _rounded(dict.fromkeys(CAPABILITIES, TOKENS / len(CAPABILITIES)))


def invested(answers: Sequence[Tokens]) -> Decision:
    """Return what a team plays: the mean of its members' tokens."""
    if not answers:
        return Decision(by_rule(), 0)
    means = {
        capability: sum(tokens.get(capability, 0) for tokens in answers) / len(answers)
        for capability in CAPABILITIES
    }
    return Decision(_rounded(means), len(answers))


def changed(before: Tokens, transfers: Iterable[tuple[str, str]]) -> Decision:
    """Return what a team plays after its change: the transfer most wanted, the first of equals.

    Parameters
    ----------
    before : mapping of capability to int
    transfers : iterable of (str, str)
        From which capability to which, in the order in which they came; none change nothing.
    """
    wanted = list(transfers)
    after = dict(before)
    if wanted:
        (source, target), _ = Counter(wanted).most_common(1)[0]
        size = min(TRANSFER, after[source], MOST - after[target])
        after[source] -= size
        after[target] += size
    return Decision(after, len(wanted))


def _rounded(means: Mapping[str, float]) -> dict[str, int]:
    """Round to whole tokens with the same sum: the largest remainders get what is left."""
    whole = {capability: int(mean) for capability, mean in means.items()}
    remaining = round(sum(means.values())) - sum(whole.values())
    order = sorted(means, key=lambda capability: whole[capability] - means[capability])
    for capability in order[:remaining]:
        whole[capability] += 1
    return whole
