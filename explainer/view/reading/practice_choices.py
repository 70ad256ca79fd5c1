"""What the practice questions keep in their address: the topic, and what was answered."""

from collections.abc import Mapping
from types import MappingProxyType

from content.shared_parts import TOPICS, load_practice
from explainer.view.shell.choice_kinds import Letters

ALL_TOPICS = "all"


def practice_choices() -> Mapping[str, tuple[str, ...]]:
    """Return each parameter of the page with its legal values, the default first."""
    questions = load_practice().values()
    sizes = (len(question.choice.options) if question.choice else 0 for question in questions)
    return MappingProxyType({"topic": (ALL_TOPICS, *TOPICS), "answers": Letters(sizes)})
