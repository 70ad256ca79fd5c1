"""What differs between the server and the edition that runs in the visitor's browser."""

import sys

STATIC = sys.platform == "emscripten"
MOST_SHOPPERS = 10_000 if STATIC else 50_000
"""Largest crowd that a page simulates while the visitor waits; the command line has no such end."""
LONGEST = 10
"""Seconds for which a browser does not answer while it makes the largest run, roughly."""
