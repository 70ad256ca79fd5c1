"""A diagnosis in words: the finding, its grounds, and what was answered or assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.words import Words
from explainer.business.answers import QUESTIONS, SINGLE_CHOICE, Answers
from explainer.business.client import WEEKS
from explainer.business.diagnosis import added_costs, first_capabilities
from explainer.business.payoff import Payoff, Trial
from explainer.exports.pitch.document import YEARS
from explainer.results.findings import capital, direction, within
from simulations import CAPABILITIES, CHANNELS

PER = 1000
"""Sales to which costs and gains are related, in the client's money."""
WHOLE = 1.0
"""Amounts from which on none needs decimals."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The texts for somebody who has answered.

    Attributes
    ----------
    title : str
        What fits, whether it pays for itself, and what to begin with.
    checks : tuple of str
        What each trial leaves.
    cost, not_when, simulate : str
    reasons, capabilities, first : tuple of str
        Why; what there is and what is missing; what to do first for product, marketing, sales.
    grounds : rows of (question, value, origin)
    """

    title: str
    checks: tuple[str, ...]
    reasons: tuple[str, ...]
    capabilities: tuple[str, ...]
    first: tuple[str, ...]
    cost: str
    not_when: str
    grounds: tuple[tuple[str, str, str], ...]
    simulate: str


def write_diagnosis(payoff: Payoff, words: Words) -> Diagnosis:
    """Put a diagnosis into words of the reader's language and the scenario's country."""
    writer = _Writer(payoff, words)
    return Diagnosis(
        title=writer.title(),
        checks=tuple(filter(None, map(writer.check, payoff.trials))),
        reasons=tuple(writer.reason(*code.split(".")) for code in payoff.advice.reasons),
        capabilities=(writer.owned(), *writer.lacking()),
        first=writer.first(),
        cost=writer.cost(),
        not_when=words(f"business.not_when.{payoff.strategy}"),
        grounds=tuple(writer.ground(name) for name in QUESTIONS),
        simulate=writer.simulate(),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    payoff: Payoff
    words: Words

    @property
    def answers(self) -> Answers:
        return self.payoff.answers

    @property
    def kind(self) -> str:
        return self.payoff.advice.kind

    @property
    def shown(self) -> Trial:
        """The trial whose capabilities and costs are shown: the first step, or else what fits."""
        return self.payoff.step or self.payoff.trials[0]

    @property
    def years(self) -> str:
        return self.words(f"business_pitch.years.{YEARS[WEEKS]}")

    def title(self) -> str:
        payoff, start = self.payoff, self.payoff.start
        key = f"business.diagnosis.result.{self.kind}.{payoff.verdict}"
        if self.kind == "complete":
            return self.words(key, years=self.years)
        values = {"tried": self._step(payoff.trials[0]), "years": self.years}
        if self.kind == "add" and start is not None and start is not payoff.trials[0]:
            key, values["start"] = f"{key}_but", self._step(start)
        elif self.kind == "not_for_you" or payoff.step is None:
            values["today"] = self._strategy(payoff.advice.today)
        return capital(self.words(key, **values))

    def _step(self, trial: Trial) -> str:
        """Name a step as within a sentence."""
        if trial.strategy == self.payoff.advice.today:
            return self.words("business.diagnosis.more_pieces")
        return self._strategy(trial.strategy)

    def _strategy(self, strategy: str) -> str:
        return within(self.words(f"terms.strategy.{strategy}.name"))

    def check(self, trial: Trial) -> str:
        """Write what a trial leaves; empty where that is not known."""
        gain = trial.comparison.difference.outcomes["profit"]
        sales = trial.comparison.a.outcomes["revenue"].mean
        points = direction(gain)
        if not sales > 0.0 or points == "same":
            return ""
        amounts = {
            name: abs(value) * PER / sales
            for name, value in (("low", gain.low), ("middle", gain.mean), ("high", gain.high))
        }
        if points == "unclear":
            amounts.pop("middle")
        if points == "less":  # the smaller loss first
            amounts["low"], amounts["high"] = amounts["high"], amounts["low"]
        digits = 0 if min(amounts.values()) >= WHOLE else 1
        shown = {name: self.words.number(value, digits) for name, value in amounts.items()}
        if self.kind == "complete":
            return self.words(f"business.diagnosis.without.{points}", years=self.years, **shown)
        what = self.words(f"business.diagnosis.what.{trial.strategy}")
        if trial.strategy == self.payoff.advice.today:
            what = self.words("business.diagnosis.what.more_pieces")
        return self.words(
            f"business.diagnosis.check.{points}", what=what, years=self.years, **shown
        )

    def reason(self, question: str, answer: str) -> str:
        return self.words(f"business.reason.{question}.{answer}")

    def owned(self) -> str:
        if len(self.answers.selling) == 1:
            return self.words("business.diagnosis.has.one_channel")
        if self.answers.capabilities is None:
            return self.words("business.diagnosis.has.open")
        if not self.answers.owned:
            return self.words("business.diagnosis.has.none")
        return self.words(
            "business.diagnosis.has.some", pieces=self._capabilities(self.answers.owned)
        )

    def lacking(self) -> tuple[str, ...]:
        if self.kind == "complete":
            return (self.words("business.diagnosis.lacks.complete"),)
        sentences, when = [], self._when()
        if self.shown.opened:
            channels = self._channels(self.shown.opened)
            sentences.append(self.words(f"business.diagnosis.opens.{when}", channels=channels))
        if self.shown.added:
            capabilities = self._capabilities(self.shown.added)
            sentences.append(self.words(f"business.diagnosis.lacks.{when}", pieces=capabilities))
        return tuple(sentences)

    def _when(self) -> str:
        """Return when a step is to be taken: now, as a trial, or not for the time being."""
        if self.payoff.step is None:
            return "later"
        return "now" if self.kind == "add" and self.payoff.start else "trial"

    def first(self) -> tuple[str, ...]:
        """Return a sentence by team: its first capability if any is advised, else what to keep."""
        capabilities = first_capabilities(self.answers)
        if self.kind != "complete" and self.payoff.step is None:
            today = "single" if self.payoff.strategy == "single" else "several"
            return tuple(self.words(f"business.first.{today}.{team}") for team in capabilities)
        if self.payoff.strategy == "multichannel":
            return tuple(self.words(f"business.first.open.{team}") for team in capabilities)
        return tuple(
            self.words(f"business.first.piece.{capability}")
            if capability
            else self.words(f"business.first.done.{team}")
            for team, capability in capabilities.items()
        )

    def simulate(self) -> str:
        stays = self.kind == "add" and self.payoff.step is None
        return self.words(f"business.diagnosis.simulate.{'fits' if stays else self.kind}")

    def cost(self) -> str:
        once, yearly = added_costs(self.shown.scenario)
        if self.kind == "complete":
            return self.words("business.diagnosis.costs.complete", yearly=self._amount(-yearly))
        if once > 0.0:
            values = {"once": self._amount(once), "yearly": self._amount(yearly)}
            return self.words("business.diagnosis.costs.pieces", **values)
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
        if name in SINGLE_CHOICE:
            return self.words(f"business.question.{name}.{self.answers[name]}")
        if name == "channels":
            return self._channels(self.answers.selling)
        return self._capabilities(self.answers.capabilities or ()) or self.words(
            "business.diagnosis.assumed.pieces"
        )

    def _assumed(self, name: str) -> str:
        knob = {
            "combine": "population.crossing_share",
            "margin": "costs.margin_store",
            "records": "a.wrong_stock",
        }.get(name)
        value = (
            {"value": self.words.integer(100 * self.shown.scenario.number(knob))} if knob else {}
        )
        return self.words(f"business.diagnosis.assumed.{name}", **value)

    def _capabilities(self, names: Iterable[str]) -> str:
        ordered = [name for name in CAPABILITIES if name in set(names)]
        return "; ".join(self.words(f"terms.capability.{name}.name") for name in ordered)

    def _channels(self, names: Iterable[str]) -> str:
        ordered = [name for name in CHANNELS if name in set(names)]
        return "; ".join(self.words(f"terms.channel.{name}") for name in ordered)
