"""Opens this folder as a web site for this computer alone: python serve.py [port]."""

import contextlib
import http.server
import sys
import webbrowser
from pathlib import Path
from typing import Any

FOLDER = str(Path(__file__).resolve().parent)


class Site(http.server.SimpleHTTPRequestHandler):
    """Files of this folder; their kinds do not depend on what this computer believes of endings."""

    extensions_map = {  # noqa: RUF012  # so it is in the standard library
        "": "application/octet-stream", ".html": "text/html; charset=utf-8",
        ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
        ".json": "application/json", ".wasm": "application/wasm", ".png": "image/png",
        ".svg": "image/svg+xml", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
        ".xml": "application/xml",
    }  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, directory=FOLDER, **named)

    def log_message(self, *_words: object) -> None:
        """Say nothing about each file."""


if __name__ == "__main__":
    port = int((sys.argv[1:] or ["0"])[0])
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), Site) as server:
        url = f"http://localhost:{server.server_address[1]}/"
        print(f"{url}  (Ctrl-C)", flush=True)
        webbrowser.open(url)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
