"""How long the files of a presentation take on a server: `python -m tests.benchmarks.deck`.

The first file of a process also loads the library that writes it.
"""

from __future__ import annotations

import time

from explainer.exports.pitch.files import FORMATS, write
from tests.exports.pitch_documents import document

LIMIT = 3.0
"""Seconds that whoever waits for a deck was promised."""


def main() -> None:
    """Print the table."""
    print(f"{'file':8}{'first':>10}{'next':>10}{'size':>12}   (a deck: at most {LIMIT:.0f} s)")
    for kind in FORMATS:
        seconds = []
        for language in ("es", "pt"):
            deck = document(language)
            start = time.perf_counter()
            data = write(deck, kind)
            seconds.append(time.perf_counter() - start)
        print(f"{kind:8}{seconds[0]:8.2f} s{seconds[1]:8.2f} s{len(data) / 1024:9.0f} kB")


if __name__ == "__main__":
    main()
