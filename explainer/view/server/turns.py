"""Whose turn it is on a busy server: results one after the other, and before everything else.

Scripts of several visitors share one interpreter. Left alone, twenty that begin together all end
together, after twenty times as long. Here each result is simulated and shown in the order in which
it was asked for, and the rest of a page gives way while somebody waits for a result.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from time import monotonic
from typing import Any

import streamlit as st

from simulations import Scenario

PATIENCE = 4.0
"""Seconds after its own result during which the rest of a page gives way."""
STEP = 1.0
"""Seconds that one step of heavy work gives way at most."""
SHORT = 10_000 * 104
"""Shoppers times weeks of a run that may take a turn; a longer one would hold everybody up."""


class Turns:
    """Tickets, as at a counter; safe to use from several threads."""

    def __init__(self) -> None:
        from threading import Condition, local  # not in every browser, where nobody else waits

        self._changed: Any = Condition()
        self._own: Any = local()  # of the run of a page
        self._asked = 0
        self._served = 0

    @contextmanager
    def result(self) -> Iterator[None]:
        """Wait for one's turn, and let the next one in at the end, whatever happens."""
        with self._changed:
            ticket, self._asked = self._asked, self._asked + 1
            self._changed.wait_for(lambda: self._served == ticket)
        self._own.inside = True
        try:
            yield
        finally:
            self._own.inside, self._own.until = False, monotonic() + PATIENCE
            with self._changed:
                self._served += 1
                self._changed.notify_all()

    def give_way(self, patience: float | None = None) -> bool:
        """Wait until nobody wants a result; return whether that was so in time.

        Parameters
        ----------
        patience : float, optional
            Seconds to wait at most; without it what is left of ``PATIENCE`` since this run of the
            page has had its own result. A run does not wait while it is its own turn.
        """
        if getattr(self._own, "inside", False):
            return False
        if patience is None:
            patience = max(0.0, getattr(self._own, "until", 0.0) - monotonic())
        with self._changed:
            return bool(self._changed.wait_for(lambda: self._served == self._asked, patience))


@st.cache_resource(show_spinner=False)
def turns() -> Turns:
    """Return the turns of this server."""
    return Turns()


@contextmanager
def first(scenario: Scenario) -> Iterator[None]:
    """Take the turn in which a result is made: ``with first(scenario): …``.

    Each step of a drag begins a run of its own. One that a newer step has replaced while it stood
    in line ends here, before it simulates anything: Streamlit ends a run that looks at its session.
    """
    with turns().result() if scenario.shoppers * scenario.weeks <= SHORT else nullcontext():
        st.session_state.get("anything")
        yield


def give_way(patience: float | None = None) -> None:
    """Let those go first who wait for a result; to be called between the parts of a page."""
    turns().give_way(patience)
