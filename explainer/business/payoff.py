"""What fits and what pays: the strategy that the rules name, tried in the model before it is named.

Where what fits does not pay for itself, every other step that the
company could take is tried as well, and the one that leaves most is what to begin with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainer.business.answers import Answers
from explainer.business.diagnosis import Advice, added_capabilities, advise, scenario_of, steps_of
from explainer.results.findings import direction
from explainer.results.pitch.money_range import Verdict
from simulations import Comparison, Scenario


@dataclass(frozen=True, slots=True)
class Trial:
    """One step that a company could take, simulated beside the company as it is.

    Attributes
    ----------
    strategy : str
        One of ``PRESETS``.
    added : tuple of str
        Capabilities that it adds; none where it opens channels alone.
    comparison : Comparison
        Side a is the company today.
    """

    strategy: str
    added: tuple[str, ...]
    comparison: Comparison

    @property
    def scenario(self) -> Scenario:
        """What was simulated."""
        return self.comparison.scenario

    @property
    def opened(self) -> frozenset[str]:
        """The channels that it opens."""
        return frozenset(self.scenario.b.channels - self.scenario.a.channels)

    @property
    def verdict(self) -> Verdict:
        """``pays`` if even the low end of the profit's interval gains, ``unsure`` around zero."""
        points = direction(self.comparison.difference.outcomes["profit"])
        return "pays" if points == "more" else "unsure" if points == "unclear" else "does_not"


@dataclass(frozen=True, slots=True)
class Payoff:
    """What the answers come to, and what of it pays.

    Attributes
    ----------
    answers : Answers
    advice : Advice
    trials : tuple of Trial
        First what the advice says to try: what fits, the next step where more is advised against,
        or the company without its capabilities. Then the other steps, if they had to be tried.
    """

    answers: Answers
    advice: Advice
    trials: tuple[Trial, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the first trial pays."""
        return self.trials[0].verdict

    @property
    def start(self) -> Trial | None:
        """The trial that pays, of several the one that leaves most; None if none does.

        To take capabilities away again is no first step, whatever it leaves.
        """
        paying = [trial for trial in self.trials if trial.verdict == "pays"]
        if self.advice.kind == "complete" or not paying:
            return None
        return max(paying, key=lambda trial: trial.comparison.difference.outcomes["profit"].mean)

    @property
    def step(self) -> Trial | None:
        """The trial that the first steps lead to; None where the company is to stay as it is.

        Where nobody knows whether what fits pays, a small part of it is worth a try.
        """
        if self.start is None and self.advice.kind == "add" and self.verdict == "unsure":
            return self.trials[0]
        return self.start

    @property
    def keeps(self) -> bool:
        """Whether a company that has everything earns more with it than without it."""
        return self.advice.kind == "complete" and self.verdict == "does_not"

    @property
    def strategy(self) -> str:
        """The strategy to follow now."""
        return self.step.strategy if self.step else self.advice.today


def find_payoff(answers: Answers, base: Scenario, run: Callable[[Scenario], Comparison]) -> Payoff:
    """Try what the answers come to; where it fits and does not pay, the other steps too.

    Parameters
    ----------
    answers : Answers
    base : Scenario
        Its country and luck are kept.
    run : callable
        Compares a scenario.
    """
    advice = advise(answers)

    def trial_of(strategy: str) -> Trial:
        added = () if advice.kind == "complete" else added_capabilities(strategy, answers)
        return Trial(strategy, added, run(scenario_of(answers, base, strategy)))

    trials = [trial_of(advice.tried)]
    if advice.kind == "add" and trials[0].verdict != "pays":
        trials += [trial_of(step) for step in steps_of(advice.today) if step != advice.tried]
    return Payoff(answers, advice, tuple(trials))
