"""What a diagnosis says, in words: the finding, its grounds, and what was answered or assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.words import Words
from explainer.business.answers import ONE, QUESTIONS, Answers
from explainer.business.diagnosis import Advice, added_costs, advise, first_pieces
from explainer.results.findings import direction
from simulations import CAPABILITIES, CHANNELS, Comparison, Scenario

PER = 1000
"""Sales to which costs and gains are related, in the client's money."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is said to somebody who has answered.

    Attributes
    ----------
    title, cost, not_when, simulate : str
    reasons, pieces, first : tuple of str
        Why; what there is and what is missing; what to do first for product, marketing, sales.
    grounds : rows of (question, value, origin)
    """

    title: str
    reasons: tuple[str, ...]
    pieces: tuple[str, ...]
    first: tuple[str, ...]
    cost: str
    not_when: str
    grounds: tuple[tuple[str, str, str], ...]
    simulate: str


def tell(answers: Answers, scenario: Scenario, words: Words) -> Diagnosis:
    """Put a diagnosis into words.

    Parameters
    ----------
    answers : Answers
    scenario : Scenario
        As :func:`~explainer.business.diagnosis.scenario_of` makes it from these answers.
    words : Words
        Of the reader's language and the scenario's country.

    Returns
    -------
    Diagnosis
    """
    say, advice = _Sayer(answers, scenario, words), advise(answers)
    strategy = words(f"terms.strategy.{advice.strategy}.name")
    return Diagnosis(
        title=words(f"business.diagnosis.result.{advice.kind}", strategy=strategy),
        reasons=tuple(say.reason(*one.split(".")) for one in advice.reasons),
        pieces=(say.has(), *say.lacks(advice)),
        first=say.first(advice),
        cost=say.cost(advice),
        not_when=words(f"business.not_when.{advice.strategy}"),
        grounds=tuple(say.ground(name) for name in QUESTIONS),
        simulate=words(f"business.diagnosis.simulate.{advice.kind}"),
    )


def check(kind: str, found: Comparison, words: Words) -> str:
    """Say whether it pays in the simulation; empty where that cannot be said.

    Parameters
    ----------
    kind : str
        As in :class:`~explainer.business.diagnosis.Advice`.
    found : Comparison
        Of the scenario of the answers.
    """
    gain, sales = found.difference.outcomes["profit"], found.a.outcomes["revenue"].mean
    way = direction(gain)
    if not sales > 0.0 or way == "same":
        return ""
    years = words("business_pitch.years.two_years")
    what = words(f"business.diagnosis.what.{kind}")
    shown = {
        name: words.number(abs(value) * PER / sales, 0)
        for name, value in (("low", gain.low), ("middle", gain.mean), ("high", gain.high))
    }
    if way == "unclear":
        shown.pop("middle")
    if way == "less":  # the smaller loss first
        shown["low"], shown["high"] = shown["high"], shown["low"]
    return words(f"business.diagnosis.check.{way}", what=what, years=years, **shown)


@dataclass(frozen=True, slots=True)
class _Sayer:
    answers: Answers
    scenario: Scenario
    words: Words

    def reason(self, question: str, answer: str) -> str:
        return self.words(f"business.reason.{question}.{answer}")

    def has(self) -> str:
        if len(self.answers.channels) == 1:
            return self.words("business.diagnosis.has.one_channel")
        if self.answers.pieces is None:
            return self.words("business.diagnosis.has.open")
        if not self.answers.owned:
            return self.words("business.diagnosis.has.none")
        return self.words("business.diagnosis.has.some", pieces=self._pieces(self.answers.owned))

    def lacks(self, advice: Advice) -> tuple[str, ...]:
        said = []
        opened = self.scenario.b.channels - self.scenario.a.channels
        if opened:
            kind = "channels" if advice.kind == "not_for_you" else "open_channels"
            said.append(
                self.words(f"business.diagnosis.lacks.{kind}", channels=self._channels(opened))
            )
        if advice.added:
            said.append(
                self.words(
                    f"business.diagnosis.lacks.{advice.kind}", pieces=self._pieces(advice.added)
                )
            )
        if advice.kind == "complete":
            said.append(self.words("business.diagnosis.lacks.complete"))
        return tuple(said)

    def first(self, advice: Advice) -> tuple[str, ...]:
        """Return a sentence by team: its first piece where some are advised, else what to keep."""
        if advice.kind == "not_for_you":
            kept = "single" if advice.strategy == "single" else "several"
            return tuple(
                self.words(f"business.first.{kept}.{team}") for team in first_pieces(self.answers)
            )
        return tuple(
            self.words(f"business.first.piece.{piece}")
            if piece
            else self.words(f"business.first.done.{team}")
            for team, piece in first_pieces(self.answers).items()
        )

    def cost(self, advice: Advice) -> str:
        once, yearly = added_costs(self.scenario)
        if advice.kind == "complete":
            return self.words("business.diagnosis.costs.complete", yearly=self._amount(-yearly))
        if once > 0.0:
            told = {"once": self._amount(once), "yearly": self._amount(yearly)}
            return self.words("business.diagnosis.costs.pieces", **told)
        return self.words("business.diagnosis.costs.channels", yearly=self._amount(yearly))

    def _amount(self, share: float) -> str:
        """Write a share of yearly sales as money of 1000; what is there is never nothing."""
        whole = round(PER * share)
        if whole < 1:
            return self.words("business.diagnosis.costs.little")
        value = self.words.integer(whole)
        return self.words("business.diagnosis.costs.about", value=value)

    def ground(self, name: str) -> tuple[str, str, str]:
        """Return what was answered to a question, or what is assumed in its place."""
        origin = "assumed" if self.answers.is_open(name) else "yours"
        return (
            self.words(f"business.diagnosis.row.{name}"),
            self._assumed(name) if self.answers.is_open(name) else self._answered(name),
            self.words(f"business_pitch.client.{origin}"),
        )

    def _answered(self, name: str) -> str:
        if name in ONE:
            return self.words(f"business.question.{name}.{self.answers[name]}")
        if name == "channels":
            return self._channels(self.answers.channels)
        return self._pieces(self.answers.pieces or ()) or self.words(
            "business.diagnosis.assumed.pieces"
        )

    def _assumed(self, name: str) -> str:
        knob = {
            "combine": "population.crossing_share",
            "margin": "costs.margin_store",
            "records": "a.wrong_stock",
        }.get(name)
        value = {"value": self.words.integer(100 * self.scenario.number(knob))} if knob else {}
        return self.words(f"business.diagnosis.assumed.{name}", **value)

    def _pieces(self, names: Iterable[str]) -> str:
        own = [name for name in CAPABILITIES if name in set(names)]
        return self._listed(self.words(f"terms.capability.{name}.name") for name in own)

    def _channels(self, names: Iterable[str]) -> str:
        own = [name for name in CHANNELS if name in set(names)]
        return self._listed(self.words(f"terms.channel.{name}") for name in own)

    def _listed(self, names: Iterable[str]) -> str:
        return "; ".join(names)
