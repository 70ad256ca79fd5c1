"""Entry of the edition that runs in the browser: fills in what is missing there, then runs app.py."""

import runpy
import sys
from pathlib import Path

SITE = Path(__file__).parent / "site"
if str(SITE) not in sys.path:
    sys.path.insert(0, str(SITE))

runpy.run_path(str(SITE / "app.py"))
