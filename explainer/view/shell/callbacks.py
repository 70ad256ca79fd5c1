"""What a control calls: a failure in it must not take the page away.

The framework calls these before it runs the page, and when one fails it shows its own English
words on an empty page. Here the failure goes to the log, the page is shown as it was, and
``header_footer.header`` says in the visitor's words that something failed.
"""

from collections.abc import Callable
from functools import wraps
from logging import getLogger
from typing import Any

import streamlit as st

FAILED = "a_control_failed"
PAGE = "here"
"""Key of the session under which ``state`` keeps the page that the visitor is on."""


def safely(act: Callable[..., object]) -> Callable[..., None]:
    """Return a callback that never raises; ``failed`` reports a failure to the next run.

    It does nothing when the visitor has gone to another page than the one that it was made on: a
    busy browser may report fields of a page that is gone.
    """
    made_on = st.session_state.get(PAGE)

    @wraps(act)
    def run(*args: Any, **kwargs: Any) -> None:
        if st.session_state.get(PAGE) != made_on:
            return
        try:
            act(*args, **kwargs)
        except Exception:
            getLogger(__name__).exception("a control failed")
            st.session_state[FAILED] = True

    return run


def failed() -> bool:
    """Say, once, whether a callback of this run failed."""
    return bool(st.session_state.pop(FAILED, False))
