"""Streamlit's sender is woken once for what it sends together, not for each part of a page.

A page of the simulator is some 160 messages, and each of them wakes the thread that sends; it then
sends every ten milliseconds what has come. A waking is a system call and a change of threads in the
interpreter that is drawing the page: together a fifth of the processor time of an answer.
"""

from __future__ import annotations

from collections.abc import Callable

from streamlit.runtime.runtime import Runtime

Waking = Callable[[Runtime], None]


def install() -> None:
    """Have Streamlit's runtime wake its sender no more often than the sender looks."""
    if Runtime._enqueued_some_message.__module__ != __name__:
        waking = wake_once(Runtime._enqueued_some_message)
        # There is no setting for it.
        Runtime._enqueued_some_message = waking  # type: ignore[method-assign,assignment] # no hook


def wake_once(waking: Waking) -> Waking:
    """Return Streamlit's waking of the sender, left out while the sender has yet to look.

    A runtime calls it, on any thread, after a message was put into a queue.
    """

    def wake(runtime: Runtime) -> None:
        # The sender takes this flag down before it looks into the queues. While it is up the sender
        # will come by what lies there already.
        if not runtime._get_async_objs().need_send_data.is_set():
            waking(runtime)

    return wake
