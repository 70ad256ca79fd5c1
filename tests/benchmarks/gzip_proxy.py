"""A compressing proxy for measurements: what nginx or Caddy does in front of Streamlit."""

from __future__ import annotations

import gzip
import http.client
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml")
PIECE = 65_536


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream: int
    packed: dict[str, bytes]
    tunnelled: list[int]

    def do_GET(self) -> None:
        if self.headers.get("Upgrade", "").lower() == "websocket":
            self._tunnel()
            return
        upstream = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=60)
        upstream.request("GET", self.path, headers={"Host": self.headers["Host"]})
        answer = upstream.getresponse()
        body = answer.read()
        kind = answer.getheader("Content-Type", "")
        self.send_response(answer.status)
        for name in ("Content-Type", "Cache-Control", "ETag", "Set-Cookie"):
            if value := answer.getheader(name):
                self.send_header(name, value)
        if kind.startswith(COMPRESSED):
            if self.path not in self.packed:
                self.packed[self.path] = gzip.compress(body, 6)
            body = self.packed[self.path]
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        upstream.close()

    def _tunnel(self) -> None:
        """Hand the connection through as it is; Streamlit compresses its own messages."""
        with socket.create_connection(("127.0.0.1", self.upstream)) as upstream:
            head = f"{self.requestline}\r\n" + "".join(
                f"{name}: {value}\r\n" for name, value in self.headers.items()
            )
            upstream.sendall(f"{head}\r\n".encode())
            back = threading.Thread(
                target=_pump, args=(upstream, self.connection, self.tunnelled), daemon=True
            )
            back.start()
            _pump(self.connection, upstream)
            back.join(5)
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _pump(source: socket.socket, target: socket.socket, counted: list[int] | None = None) -> None:
    try:
        while block := source.recv(PIECE):
            target.sendall(block)
            if counted is not None:
                counted.append(len(block))
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


class GzipProxy:
    """Serves one port of this machine through another, compressed.

    `tunnelled` lists the sizes of what went to the browser over web sockets.
    """

    def __init__(self, upstream: int) -> None:
        self.tunnelled: list[int] = []
        members = {"upstream": upstream, "packed": {}, "tunnelled": self.tunnelled}
        handler = type("Handler", (_Handler,), members)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
