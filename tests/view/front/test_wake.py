"""The sender of messages is woken as often as needed, and no message is left behind."""

import asyncio
import inspect
import threading
from collections import deque
from types import SimpleNamespace

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

from explainer.view.front.wake import install, wake_once

MESSAGES = 20_000


def test_nobody_is_woken_who_has_yet_to_look():
    up, wakings = [False], []
    objs = SimpleNamespace(need_send_data=SimpleNamespace(is_set=lambda: up[0]))
    runtime = SimpleNamespace(_get_async_objs=lambda: objs)
    wake = wake_once(wakings.append)
    wake(runtime)
    assert wakings == [runtime]
    up[0] = True
    wake(runtime)
    assert wakings == [runtime]
    up[0] = False
    wake(runtime)
    assert wakings == [runtime, runtime]


def test_no_message_is_left_behind():
    waiting, sent = deque(), []

    async def send():
        """As Streamlit's own loop does: flag down, send what is there, rest, wait for the flag."""
        objs = SimpleNamespace(need_send_data=asyncio.Event(), eventloop=asyncio.get_running_loop())
        runtime = SimpleNamespace(_get_async_objs=lambda: objs)

        wake = wake_once(
            lambda one: objs.eventloop.call_soon_threadsafe(
                one._get_async_objs().need_send_data.set
            )
        )

        def draw():
            for number in range(MESSAGES):
                waiting.append(number)
                wake(runtime)

        page = threading.Thread(target=draw)
        page.start()
        while len(sent) < MESSAGES:
            objs.need_send_data.clear()
            while waiting:
                sent.append(waiting.popleft())
            await asyncio.sleep(0.001)
            await objs.need_send_data.wait() if len(sent) < MESSAGES else None
        page.join()

    asyncio.run(asyncio.wait_for(send(), 60))
    assert sent == list(range(MESSAGES))


def test_streamlit_s_sender_takes_the_flag_down_before_it_looks():
    loop = inspect.getsource(Runtime._loop_coroutine)
    assert loop.index("need_send_data.clear()") < loop.index("flush_browser_queue()")
    enqueue = inspect.getsource(AppSession._enqueue_forward_msg)
    assert enqueue.index("_browser_queue.enqueue(") < enqueue.index("_message_enqueued_callback")


def test_it_is_put_in_once(monkeypatch):
    monkeypatch.setattr(Runtime, "_enqueued_some_message", Runtime._enqueued_some_message)
    install()
    first = Runtime._enqueued_some_message
    assert first.__module__ == "explainer.view.front.wake"
    install()
    assert Runtime._enqueued_some_message is first
