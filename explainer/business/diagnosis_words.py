"""What a diagnosis says, in words: the finding, its grounds, and what was answered or assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.words import Words
from explainer.business.answers import ONE, QUESTIONS, Answers
from explainer.business.client import WEEKS
from explainer.business.diagnosis import added_costs, first_pieces
from explainer.business.payoff import Payoff, Trial
from explainer.exports.pitch.document import YEARS
from explainer.results.findings import capital, direction, within
from simulations import CAPABILITIES, CHANNELS, Scenario

PER = 1000
"""Sales to which costs and gains are related, in the client's money."""
WHOLE = 1.0
"""Amounts from which on none needs decimals."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is said to somebody who has answered.

    Attributes
    ----------
    title : str
        What fits and whether it pays for itself, in one breath; what to begin with.
    checks : tuple of str
        What each trial leaves.
    cost, not_when, simulate : str
    reasons, pieces, first : tuple of str
        Why; what there is and what is missing; what to do first for product, marketing, sales.
    grounds : rows of (question, value, origin)
    """

    title: str
    checks: tuple[str, ...]
    reasons: tuple[str, ...]
    pieces: tuple[str, ...]
    first: tuple[str, ...]
    cost: str
    not_when: str
    grounds: tuple[tuple[str, str, str], ...]
    simulate: str


def write_diagnosis(found: Payoff, words: Words) -> Diagnosis:
    """Put a diagnosis into words.

    Parameters
    ----------
    found : Payoff
    words : Words
        Of the reader's language and the scenario's country.

    Returns
    -------
    Diagnosis
    """
    say = _Sayer(found, words)
    return Diagnosis(
        title=say.title(),
        checks=tuple(filter(None, map(say.check, found.trials))),
        reasons=tuple(say.reason(*one.split(".")) for one in found.advice.reasons),
        pieces=(say.has(), *say.lacks()),
        first=say.first(),
        cost=say.cost(),
        not_when=words(f"business.not_when.{found.strategy}"),
        grounds=tuple(say.ground(name) for name in QUESTIONS),
        simulate=say.simulate(),
    )


@dataclass(frozen=True, slots=True)
class _Sayer:
    found: Payoff
    words: Words

    @property
    def answers(self) -> Answers:
        return self.found.answers

    @property
    def kind(self) -> str:
        return self.found.advice.kind

    @property
    def scenario(self) -> Scenario:
        return self.shown.scenario

    @property
    def shown(self) -> Trial:
        """The trial whose pieces and costs are told: what to begin with, or else what fits."""
        return self.found.step or self.found.trials[0]

    @property
    def years(self) -> str:
        return self.words(f"business_pitch.years.{YEARS[WEEKS]}")

    def title(self) -> str:
        found, start = self.found, self.found.start
        key = f"business.diagnosis.result.{self.kind}.{found.verdict}"
        if self.kind == "complete":
            return self.words(key, years=self.years)
        told = {"tried": self._step(found.trials[0]), "years": self.years}
        if self.kind == "add" and start is not None and start is not found.trials[0]:
            key, told["start"] = f"{key}_but", self._step(start)
        elif self.kind == "not_for_you" or found.step is None:
            told["today"] = self._strategy(found.advice.today)
        return capital(self.words(key, **told))

    def _step(self, trial: Trial) -> str:
        """Name a step as it stands within a sentence."""
        if trial.strategy == self.found.advice.today:
            return self.words("business.diagnosis.more_pieces")
        return self._strategy(trial.strategy)

    def _strategy(self, strategy: str) -> str:
        return within(self.words(f"terms.strategy.{strategy}.name"))

    def check(self, trial: Trial) -> str:
        """Say what a trial leaves; empty where that cannot be said."""
        gain, sales = (
            trial.found.difference.outcomes["profit"],
            trial.found.a.outcomes["revenue"].mean,
        )
        way = direction(gain)
        if not sales > 0.0 or way == "same":
            return ""
        amounts = {
            name: abs(value) * PER / sales
            for name, value in (("low", gain.low), ("middle", gain.mean), ("high", gain.high))
        }
        if way == "unclear":
            amounts.pop("middle")
        if way == "less":  # the smaller loss first
            amounts["low"], amounts["high"] = amounts["high"], amounts["low"]
        places = 0 if min(amounts.values()) >= WHOLE else 1
        shown = {name: self.words.number(value, places) for name, value in amounts.items()}
        if self.kind == "complete":
            return self.words(f"business.diagnosis.without.{way}", years=self.years, **shown)
        what = self.words(f"business.diagnosis.what.{trial.strategy}")
        if trial.strategy == self.found.advice.today:
            what = self.words("business.diagnosis.what.more_pieces")
        return self.words(f"business.diagnosis.check.{way}", what=what, years=self.years, **shown)

    def reason(self, question: str, answer: str) -> str:
        return self.words(f"business.reason.{question}.{answer}")

    def has(self) -> str:
        if len(self.answers.selling) == 1:
            return self.words("business.diagnosis.has.one_channel")
        if self.answers.pieces is None:
            return self.words("business.diagnosis.has.open")
        if not self.answers.owned:
            return self.words("business.diagnosis.has.none")
        return self.words("business.diagnosis.has.some", pieces=self._pieces(self.answers.owned))

    def lacks(self) -> tuple[str, ...]:
        if self.kind == "complete":
            return (self.words("business.diagnosis.lacks.complete"),)
        said, when = [], self._when()
        if self.shown.opened:
            channels = self._channels(self.shown.opened)
            said.append(self.words(f"business.diagnosis.opens.{when}", channels=channels))
        if self.shown.added:
            pieces = self._pieces(self.shown.added)
            said.append(self.words(f"business.diagnosis.lacks.{when}", pieces=pieces))
        return tuple(said)

    def _when(self) -> str:
        """Say when a step is to be taken: now, as a trial, or not for the time being."""
        if self.found.step is None:
            return "later"
        return "now" if self.kind == "add" and self.found.start else "trial"

    def first(self) -> tuple[str, ...]:
        """Return a sentence by team: its first piece where some are advised, else what to keep."""
        pieces = first_pieces(self.answers)
        if self.kind != "complete" and self.found.step is None:
            kept = "single" if self.found.strategy == "single" else "several"
            return tuple(self.words(f"business.first.{kept}.{team}") for team in pieces)
        if self.found.strategy == "multichannel":
            return tuple(self.words(f"business.first.open.{team}") for team in pieces)
        return tuple(
            self.words(f"business.first.piece.{piece}")
            if piece
            else self.words(f"business.first.done.{team}")
            for team, piece in pieces.items()
        )

    def simulate(self) -> str:
        stays = self.kind == "add" and self.found.step is None
        return self.words(f"business.diagnosis.simulate.{'fits' if stays else self.kind}")

    def cost(self) -> str:
        once, yearly = added_costs(self.scenario)
        if self.kind == "complete":
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
            return self._channels(self.answers.selling)
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
