"""A form on a phone whose answer is sent until the server confirms it.

What is written stays in the browser; each answer has a name of the browser's own making, so that
it may be sent again after a lost line, a locked phone or a server that was started anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from explainer.view.shell.callbacks import safely
from explainer.view.widgets.components import component, reported

SENT = "sent"
_form = component("answer_form", "ec-answer-place", __file__)


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Attributes
    ----------
    kind : str
        "number" (a slider), "choice" (buttons), "select", "tokens" or "text".
    name, label : str
    help : str
        A line below the label.
    low, high, value : int
        Of a number; of tokens ``high`` is the most of one row and ``value`` the sum of all; of a
        text the fewest and most letters.
    step : int
        What the buttons of tokens move.
    options : sequence of (str, str)
        Code and words.
    """

    kind: str
    name: str
    label: str
    help: str = ""
    low: int = 0
    high: int = 100
    value: int = 50
    step: int = 1
    options: Sequence[tuple[str, str]] = field(default_factory=tuple)


def answer_form(
    key: str,
    fields: Sequence[Field],
    words: Mapping[str, str],
    *,
    drawer: str,
    stored: str,
    problem: tuple[str, str],
    before: Mapping[str, Any] | None,
    on_sent: Callable[[object], None],
) -> None:
    """Show a form.

    Parameters
    ----------
    key : str
        The control's own.
    fields : sequence of Field
    words : mapping
        ``send``, ``again``, ``sending``, ``sent``, ``waiting``, ``left``, ``tokens``, ``short``.
    drawer : str
        Where the browser keeps what is written: one for each person and round.
    stored : str
        Name of the last answer that is on the disk.
    problem : (str, str)
        Name of an answer that was refused, and why in the visitor's words.
    before : mapping or None
        Values of the answer that counts, for a browser that knows nothing of it.
    on_sent : callable
        Called with what the browser sent: hostile.
    """
    data = {
        "fields": [asdict(question) for question in fields],
        "words": dict(words),
        "drawer": drawer,
        "stored": stored,
        "problem": list(problem),
        "before": dict(before) if before else None,
    }
    _form(data=data, key=key, on_sent_change=safely(lambda: on_sent(reported(key, SENT))))
