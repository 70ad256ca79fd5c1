"""Entry of the edition in the browser: fills in what is missing there, then runs app.py."""

import asyncio
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit import runtime
from streamlit.runtime.runtime import Runtime

SITE = Path(__file__).parent / "site"
if str(SITE) not in sys.path:
    sys.path.insert(0, str(SITE))

if not hasattr(Runtime, "exists"):  # components ask the class; stlite keeps the runtime elsewhere
    Runtime.exists = staticmethod(runtime.exists)  # type: ignore[method-assign]  # stlite lacks it
    Runtime.instance = staticmethod(runtime.get_instance)  # type: ignore[method-assign]  # likewise


async def at_once(work: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    """Do here what Streamlit gives to a thread: there are none, and downloads need it."""
    return work(*args, **named)


asyncio.to_thread = at_once

runpy.run_path(str(SITE / "app.py"))
