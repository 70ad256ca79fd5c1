"""Start the site, let it run once, then say where it is: `python deploy/serve.py`.

Until app.py has run once in a process, Streamlit answers a link to an inner page with its own
"Page not found". So nobody is answered before the script health check has run it.

The server runs in this process: whatever ends it ends the site. Streamlit's settings hold
(`STREAMLIT_SERVER_BASE_URL_PATH`, `STREAMLIT_SERVER_SSL_CERT_FILE`, …). `EXPLAINER_URL` is the
site's public address, `EXPLAINER_FRAMES` says who may show it in a frame (only itself, unless it
says so), and `EXPLAINER_METRICS_TOKEN` opens `/_stcore/metrics` to whoever sends it.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import sys
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
M_ARENA_MAX = -8  # of <malloc.h>
MOST_FILES = 65_536
WILDCARDS = {"0.0.0.0": "localhost", "127.0.0.1": "localhost", "::": "localhost", "::1": "[::1]"}


def main() -> int:
    """Serve until interrupted; return 0 then."""
    options = _parser().parse_args()
    os.chdir(TOP)  # where Streamlit looks for its configuration
    sys.path.insert(0, str(TOP))
    _share_memory()
    _allow_many_lines()
    signal.signal(signal.SIGTERM, _interrupt)
    with suppress(KeyboardInterrupt):
        _serve(options.host, options.port)
    return 0


def _share_memory() -> None:
    """Have glibc keep two parts of memory for all threads, and not up to eight for each core."""
    if "MALLOC_ARENA_MAX" in os.environ:
        return
    if setting := getattr(ctypes.CDLL(None) if os.name == "posix" else None, "mallopt", None):
        setting(M_ARENA_MAX, 2)


def _allow_many_lines() -> None:
    """Take as many descriptors as the system lets us: each visitor holds three or four."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _serve(host: str, port: int | None) -> None:
    from streamlit.web import bootstrap

    from explainer.view.front import logs
    from explainer.view.front.arrival import bound_requests
    from explainer.view.front.guard import SettingError
    from explainer.view.front.site import SCRIPT_HEALTH, application

    settings: dict[str, Any] = {
        **_from_environment(),
        "server.address": host,
        "server.headless": True,
        "browser.gatherUsageStats": False,
        "logger.hideWelcomeMessage": True,
        "logger.messageFormat": logs.FORMAT,
        "logger.enableRich": False,
    }
    logs.start()
    bound_requests()
    if port is not None:
        settings["server.port"] = port  # without one Streamlit takes the first free from 8501 on
    bootstrap.load_config_options(settings)

    @asynccontextmanager
    async def once_it_ran(app: Any) -> AsyncIterator[None]:
        status, words = await _answer(app, SCRIPT_HEALTH)
        if status != 200:
            raise RuntimeError(f"the first page does not run: {words[:2000]}")
        print(
            f"\n  Entre canales · Entre canais\n\n  {_address()}\n\n  Ctrl-C ends it.", flush=True
        )
        yield

    try:
        application(TOP / "app.py", once_it_ran).run(config=settings)
    except SettingError as error:
        sys.exit(str(error))


def _from_environment() -> dict[str, Any]:
    """Return Streamlit's settings from the environment, which only its command line reads."""
    from streamlit import config

    found: dict[str, Any] = {}
    for name, option in config._config_options_template.items():
        value = os.environ.get(option.env_var)
        if value is None or option.sensitive:
            continue
        if option.multiple:
            found[name] = value.split()
        elif option.type is bool:
            found[name] = value.strip().lower() in {"1", "true", "t", "yes", "y", "on"}
        else:
            found[name] = option.type(value)
    return found


async def _answer(app: Any, path: str) -> tuple[int, str]:
    """Ask the site for something from within, before it listens to anybody; status and words."""
    from streamlit import config

    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    whole = f"/{base}/{path}" if base else f"/{path}"
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": whole,
        "raw_path": whole.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": None,
    }
    status, parts = 0, []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return status, b"".join(parts).decode(errors="replace")


def _address() -> str:
    """Return the site's address as this machine reaches it."""
    from streamlit import config

    host = config.get_option("server.address")
    name = WILDCARDS.get(host) or (f"[{host}]" if ":" in host else host)
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"{scheme}://{name}:{config.get_option('server.port')}/{base}".rstrip("/")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    parser.add_argument("--port", type=_port, help="default: the first free one from 8501 on")
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a port from 1 to 65535")
    return int(text)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
