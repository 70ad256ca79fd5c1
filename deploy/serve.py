"""Start the site, let it run once, then say where it is: `python deploy/serve.py`.

Until app.py has run once in a process, Streamlit answers a link to an inner page with its own
"Page not found". So the script health check runs it before anybody is told the address.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FIRST_PORT, LAST_PORT = 8501, 8599
PATIENCE = 120.0  # seconds


def main() -> int:
    """Serve until interrupted; return the server's exit code."""
    options = _parser().parse_args()
    port = options.port or _free_port(options.host)
    # glibc keeps memory apart for each thread, up to 8 times the cores: two are enough.
    ours = {"MALLOC_ARENA_MAX": "2", **os.environ}
    command = _command(options.host, port)
    server = subprocess.Popen(command, cwd=TOP, env=ours, stdout=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if not _ready(server, options.host, port):
            return server.wait() if server.poll() is not None else _failed(server)
        print(f"\n  Entre canales · Entre canais\n\n  http://{_name(options.host)}:{port}\n")
        print("  Ctrl-C ends it.", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    parser.add_argument("--port", type=_port, help="default: the first free one from 8501 on")
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a port from 1 to 65535")
    return int(text)


def _free_port(host: str) -> int:
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    sys.exit(f"No port from {FIRST_PORT} to {LAST_PORT} is free; name one: --port 9000")


def _command(host: str, port: int) -> list[str]:
    site = [sys.executable, "-m", "streamlit", "run", "app.py"]
    return [
        *site,
        *("--server.address", host),
        *("--server.port", str(port)),
        *("--server.headless", "true"),
        *("--browser.gatherUsageStats", "false"),
    ]


def _ready(server: subprocess.Popen[bytes], host: str, port: int) -> bool:
    """Run the site once through its health check; whether it is up and sound."""
    address = f"http://{_name(host)}:{port}/_stcore/script-health-check"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=30):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    return False


def _failed(server: subprocess.Popen[bytes]) -> int:
    print("The site did not start; what it said stands above.", file=sys.stderr)
    server.terminate()
    return 1


def _name(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0") else host


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
