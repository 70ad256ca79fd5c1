"""Entry of the edition in the browser: fills in what is missing there, then runs app.py."""

import runpy
import sys
from pathlib import Path

from streamlit import runtime
from streamlit.runtime.runtime import Runtime

SITE = Path(__file__).parent / "site"
if str(SITE) not in sys.path:
    sys.path.insert(0, str(SITE))

if not hasattr(Runtime, "exists"):  # components ask the class; stlite keeps the runtime elsewhere
    Runtime.exists = staticmethod(runtime.exists)
    Runtime.instance = staticmethod(runtime.get_instance)

runpy.run_path(str(SITE / "app.py"))
