"""What a lesson keeps in its address: the step, the bet, and what the visitor tried."""

from collections.abc import Mapping
from types import MappingProxyType

from content.lesson_plans import UNKNOWN, Control, Plan
from explainer.reading.lessons.lesson_answers import NONE, SURE

SESSION_MINUTES = ("20", "45")
"""How long the session of a class may be."""


def lesson_choices(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Return each parameter of a lesson with its legal values, the default first."""
    steps = tuple(str(number) for number in range(1, len(plan.steps) + 1))
    bets = _stops(plan.guess) if plan.guess else plan.options
    choices = {
        "step": steps,
        "bet": (NONE, *bets, UNKNOWN),
        "sure": (NONE, *SURE),
        "why": (NONE, *plan.why.options),
        "value": tuple(dict.fromkeys((str(plan.control.start), *_stops(plan.control)))),
    }
    if plan.capabilities:
        choices["piece"] = plan.capabilities
    choices |= {quiz_choice(key): (NONE, *choice.options) for key, choice in plan.quiz.items()}
    return MappingProxyType(choices)


def quiz_choice(question: str) -> str:
    """Return the parameter that keeps the answer to a question."""
    return f"q_{question}"


def _stops(control: Control) -> tuple[str, ...]:
    return tuple(str(stop) for stop in range(control.low, control.high + 1, control.step))
