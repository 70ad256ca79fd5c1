"""Opens this folder as a web site for this computer alone: python serve.py [port]."""

import http.server
import sys
import webbrowser
from pathlib import Path


class Site(http.server.SimpleHTTPRequestHandler):
    """Files of this folder; their kinds do not depend on what this computer believes of endings."""

    extensions_map = {  # noqa: RUF012  # a class attribute in the standard library as well
        "": "application/octet-stream", ".html": "text/html; charset=utf-8",
        ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
        ".json": "application/json", ".wasm": "application/wasm", ".png": "image/png",
        ".svg": "image/svg+xml", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
    }  # fmt: skip

    def __init__(self, *given, **named):
        super().__init__(*given, directory=str(Path(__file__).resolve().parent), **named)

    def log_message(self, *_words):
        """Say nothing about each file."""


if __name__ == "__main__":
    with http.server.ThreadingHTTPServer(("127.0.0.1", int((sys.argv[1:] or [0])[0])), Site) as server:
        url = f"http://localhost:{server.server_address[1]}/"
        print(f"{url}  (Ctrl-C)", flush=True)
        webbrowser.open(url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
