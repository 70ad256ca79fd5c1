"""Teams: each has a channel, and decides as the mean of those who answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulations import CAPABILITIES

TEAMS = ("store", "website", "app", "messaging")
"""A team sees the report of its channel, and is named after it."""
TOKENS, MOST, STEP = 100, 25, 5
"""Tokens of a team, the most that one piece takes (with that it is complete), and how many the
buttons move."""
MOVED = 15
"""Tokens that the change of one thing moves."""

Tokens = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a team plays.

    Attributes
    ----------
    tokens : mapping of piece to int
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
    """Return how a team plays for which nobody answers: the same for each piece, nearly."""
    return _rounded(dict.fromkeys(CAPABILITIES, TOKENS / len(CAPABILITIES)))


def invested(given: Sequence[Tokens]) -> Decision:
    """Return what a team plays: the mean of its members' tokens."""
    if not given:
        return Decision(by_rule(), 0)
    means = {piece: sum(one.get(piece, 0) for one in given) / len(given) for piece in CAPABILITIES}
    return Decision(_rounded(means), len(given))


def changed(before: Tokens, moves: Iterable[tuple[str, str]]) -> Decision:
    """Return what a team plays after its change: the move that most wanted, the first of equals.

    Parameters
    ----------
    before : mapping of piece to int
    moves : iterable of (str, str)
        From which piece to which, in the order in which they came. Without any nothing changes.
    """
    wishes = list(moves)
    after = dict(before)
    if wishes:
        (source, target), _ = Counter(wishes).most_common(1)[0]
        size = min(MOVED, after[source], MOST - after[target])
        after[source] -= size
        after[target] += size
    return Decision(after, len(wishes))


def _rounded(means: Mapping[str, float]) -> dict[str, int]:
    """Round to whole tokens with the same sum: the largest remainders get what is left."""
    whole = {piece: int(mean) for piece, mean in means.items()}
    left = round(sum(means.values())) - sum(whole.values())
    order = sorted(means, key=lambda piece: whole[piece] - means[piece])
    for piece in order[:left]:
        whole[piece] += 1
    return whole
