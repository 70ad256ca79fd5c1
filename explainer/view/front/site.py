"""The site as `deploy/serve.py` serves it: Streamlit's application with the front before it.

`streamlit run app.py` works too, without what only the front can do: the shell is Streamlit's
English one, a lost line is told in Streamlit's words, and a stray address stays without an answer.
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AbstractAsyncContextManager
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from streamlit import config, file_util
from streamlit.starlette import App

from explainer.view.front import addresses, guard, shell, wake
from explainer.view.front.addresses import Exact, Redirect
from explainer.view.front.guard import Settings
from explainer.view.front.reading_edition import Edition

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Lifespan = Callable[[App], AbstractAsyncContextManager[dict[str, Any] | None]]

PAGES = Path("dist") / "pages"
"""Where `make run` builds the pages that are read, below the folder of `app.py`."""
STREAM, HEALTH = "_stcore/stream", "_stcore/health"
HOST_CONFIG, SCRIPT_HEALTH = "_stcore/host-config", "_stcore/script-health-check"
STREAMLITS = ("_stcore/", "static/", "media/", "component/", "app/static/", "auth/")
STREAMLITS_FILES = frozenset({"favicon.png", "manifest.json", "oauth2callback"})
WITHOUT_PAGES = ("_stcore/", "static/", "media/")
"""Where Streamlit answers with its shell when there is nothing."""
INSTANCE = b"x-site-instance"
"""Tells the browser whether it is still the same server that answers."""
PICTURES, A_DAY = "app/static/", b"public, max-age=86400"
FOREVER = "public, max-age=31536000, immutable"


def application(script: Path, lifespan: Lifespan | None = None) -> App:
    """Return the whole site; Streamlit's configuration must have been read.

    Parameters
    ----------
    script : Path
        `app.py`.
    lifespan : context manager, optional
        Entered before the first visitor is answered.

    Raises
    ------
    SettingError
        If the environment says something about the site that cannot be meant.
    """
    site = guard.settings(
        os.environ,
        config.get_option("server.baseUrlPath") or "",
        config.get_option("server.corsAllowedOrigins") or (),
    )
    wake.install()
    edition = Edition(script.parent / PAGES)
    front = Middleware(Front, site=site, edition=edition)
    return App(script, middleware=[front], lifespan=lifespan)


class Front:
    """Stands before Streamlit's application (ASGI): judges, corrects, and answers by itself.

    Parameters
    ----------
    app : ASGI application
    site : Settings
    edition : Edition, optional
        The pages that are read; none without it.
    """

    def __init__(self, app: Application, site: Settings, edition: Edition | None = None) -> None:
        self.app = app
        self.site = site
        self.edition = edition or Edition(Path())
        self.headers = guard.answer_headers(site)
        self.instance = token_hex(8).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or connection."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, self._with_headers(send))
        else:
            await self.app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = scope["headers"]
        origin, host = guard.header(headers, b"origin"), guard.header(headers, b"host")
        if self._below(scope["path"]) != STREAM or not guard.is_own_origin(origin, host, self.site):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        kept = guard.affinity(headers, scope.get("scheme", "ws"), self.site)
        await self.app(_inner(scope), receive, _adding(send, kept, "websocket.accept"))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._direct_answer(scope)
        if answer is not None:
            await answer(scope, receive, send)
            return
        path = self._below(scope["path"]) or ""
        if path.startswith(WITHOUT_PAGES) and path != SCRIPT_HEALTH:
            send = _without_page(send)
        if path == HEALTH:
            kept = guard.affinity(scope["headers"], scope["scheme"], self.site)
            send = _adding(send, ((INSTANCE, self.instance), *kept))
        if path.startswith(PICTURES):
            send = _adding(send, ((b"cache-control", A_DAY),))
        await self.app(_inner(scope), receive, send)

    def _direct_answer(self, scope: Scope) -> Response | None:
        """Return what needs no Streamlit, or None for all that is Streamlit's."""
        headers = scope["headers"]
        origin, host = guard.header(headers, b"origin"), guard.header(headers, b"host")
        if scope["method"] not in guard.SAFE_METHODS and not guard.is_own_origin(
            origin, host, self.site
        ):
            return Response(status_code=403)
        path = self._below(scope["path"])
        if path is None:
            return self._outside(scope)
        if path.startswith(f"{shell.FOLDER}/"):
            return _file(path.removeprefix(f"{shell.FOLDER}/"))
        if path == HOST_CONFIG:
            return JSONResponse(_host_config(), headers={"cache-control": "no-cache"})
        if not guard.may_see(path, headers, self.site):
            return Response(status_code=404)
        if path.startswith(STREAMLITS) or path in STREAMLITS_FILES:
            return None
        if scope["method"] not in {"GET", "HEAD"}:
            return Response(status_code=405, headers={"allow": "GET, HEAD"})
        root = guard.root(scope["scheme"], host, self.site)
        read = self.edition.answer(path, root, guard.header(headers, b"accept-encoding"))
        return read or self._page(scope, path, host)

    def _page(self, scope: Scope, path: str, host: str) -> Response:
        query = scope["query_string"].decode("latin-1")
        header = guard.header(scope["headers"], b"accept-language")
        accepted = addresses.accepted_languages(header)
        stay = guard.affinity(scope["headers"], scope["scheme"], self.site)
        kept = {"cache-control": "no-cache", "vary": "accept-language"}
        kept |= {key.decode(): value.decode() for key, value in stay}
        match addresses.find(path):
            case Exact(page):
                language = addresses.language(query, accepted)
                root = guard.root(scope["scheme"], host, self.site)
                read = self.edition.address(page.name, language)
                html = shell.shell(_original(), page.name, language, root, read)
                return HTMLResponse(html, headers=kept)
            case Redirect() as redirect:
                return RedirectResponse(redirect.location(query), 307, headers=kept)
            case unknown:
                language = addresses.language(
                    query, (unknown.language or addresses.best_language(accepted),)
                )
                return HTMLResponse(shell.not_found_page(unknown, language), 404, headers=kept)

    def _outside(self, scope: Scope) -> Response:
        """Answer a path outside of the site: redirect from the top, 404 for all else."""
        if scope["path"].strip("/") in {"", self.site.base}:
            return RedirectResponse(f"/{self.site.base}/", 307)
        return Response(status_code=404)

    def _below(self, path: str) -> str | None:
        """Return a path from the top of the site on, or None outside of it."""
        top = f"/{self.site.base}/" if self.site.base else "/"
        return path.removeprefix(top) if path.startswith(top) else None

    def _with_headers(self, send: Send) -> Send:
        return _adding(send, self.headers)


def _inner(scope: Scope) -> Scope:
    return {**scope, "headers": guard.inner_headers(scope["headers"])}


def _adding(
    send: Send, headers: tuple[tuple[bytes, bytes], ...], start: str = "http.response.start"
) -> Send:
    """Add headers to an answer, where it has none of the same name; of cookies it has many."""
    if not headers:
        return send

    async def sent(message: Message) -> None:
        if message["type"] == start:
            present = list(message.get("headers", ()))
            names = {key.lower() for key, _ in present} - {b"set-cookie"}
            more = [entry for entry in headers if entry[0] not in names]
            message = {**message, "headers": [*present, *more]}
        await send(message)

    return sent


def _without_page(send: Send) -> Send:
    """Say that there is nothing where Streamlit would answer with its shell.

    A file that is to be saved is none, whatever it holds: a presentation is a web page.
    """
    empty = False

    async def sent(message: Message) -> None:
        nonlocal empty
        if message["type"] == "http.response.start":
            kind = guard.header(message.get("headers", ()), b"content-type")
            put = guard.header(message.get("headers", ()), b"content-disposition")
            page = kind.startswith("text/html") and not put.startswith("attachment")
            empty = page and message["status"] == 200
            if empty:
                message = {**message, "status": 404, "headers": [(b"content-length", b"0")]}
        elif empty and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        elif empty:
            return  # a file that would be sent by its path
        await send(message)

    return sent


def _file(name: str) -> Response:
    entry = shell.files().get(name)
    if entry is None:
        return Response(status_code=404)
    body, kind = entry
    return Response(body, media_type=kind, headers={"cache-control": FOREVER})


def _host_config() -> dict[str, Any]:
    """Return what Streamlit's page asks for at first: no host, no dialog in English, no metrics."""
    return {
        "allowedOrigins": [],
        "useExternalAuthToken": False,
        "enableCustomParentMessages": False,
        "enforceDownloadInNewTab": False,
        "metricsUrl": "",
        "blockErrorDialogs": True,
        "resourceCrossOriginMode": None,
    }


@cache
def _original() -> str:
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
