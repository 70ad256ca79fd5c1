"""What a control calls: a failure in it must not take the page away.

The framework calls these before it runs the page, and when one fails it shows its own English
words on an empty page. Here the failure goes to the log, the page is shown as it was, and
``frame.header`` says in the visitor's words that something failed.
"""

from collections.abc import Callable
from functools import wraps
from logging import getLogger
from typing import Any

import streamlit as st

FAILED = "a_control_failed"


def safely(act: Callable[..., object]) -> Callable[..., None]:
    """Return a callback that never raises; the next run of the page is told of a failure."""

    @wraps(act)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            act(*args, **kwargs)
        except Exception:
            getLogger(__name__).exception("a control failed")
            st.session_state[FAILED] = True

    return run


def failed() -> bool:
    """Say, once, whether a callback of this run failed."""
    return bool(st.session_state.pop(FAILED, False))
