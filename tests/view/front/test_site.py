"""The front before an application that records what reaches it."""

import asyncio
import json
from collections import defaultdict

import pytest

from explainer.view.front.guard import Settings
from explainer.view.front.site import Front
from tests.load.headers import faults


class Inner:
    """Answers what it does not know with its shell, as Streamlit does; remembers what came."""

    KNOWN = ("/_stcore/health", "/_stcore/upload_file/a/b")
    MADE = "/media/made.html"
    """A web page that a visitor saves, such as a presentation."""

    def __init__(self):
        self.asked = []

    async def __call__(self, scope, _receive, send):
        self.asked.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        kind = b"text/plain" if scope["path"] in self.KNOWN else b"text/html; charset=utf-8"
        headers = [(b"content-type", kind)]
        if scope["path"] == self.MADE:
            headers.append((b"content-disposition", b'attachment; filename="made.html"'))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"<html lang=en>"})


class Site:
    def __init__(self, **settings):
        self.inner = Inner()
        self.front = Front(self.inner, Settings(**settings))

    def ask(self, path, method="GET", kind="http", query=b"", **headers):
        sent = []
        named = {"host": "site.example", **headers}
        pairs = [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in named.items()]
        scope = {
            "type": kind,
            "method": method,
            "path": path,
            "scheme": "http",
            "query_string": query,
            "headers": pairs,
            "root_path": "",
        }

        async def receive():
            return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

        async def send(message):
            sent.append(message)

        asyncio.run(self.front(scope, receive, send))
        if kind == "websocket":
            return sent
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return sent[0]["status"], dict(sent[0]["headers"]), body.decode()


def test_a_foreign_page_is_refused_before_streamlit_hears_of_it():
    site = Site()
    told = site.ask("/_stcore/stream", kind="websocket", origin="https://evil.example")
    assert told == [{"type": "websocket.close", "code": 1008}]
    assert site.inner.asked == []


def test_an_own_page_is_let_in_and_its_origin_is_not_judged_twice():
    site = Site()
    told = site.ask("/_stcore/stream", kind="websocket", origin="http://site.example")
    assert told == [{"type": "websocket.accept"}]
    assert b"origin" not in dict(site.inner.asked[0]["headers"])


def test_there_is_one_websocket():
    site = Site()
    assert site.ask("/other", kind="websocket")[0]["type"] == "websocket.close"


def test_a_request_with_a_foreign_origin_is_answered_without_it():
    site = Site()
    status, headers, _ = site.ask("/_stcore/health", origin="https://evil.example")
    assert status == 200
    assert b"access-control-allow-origin" not in headers
    assert b"origin" not in dict(site.inner.asked[0]["headers"])


def test_a_foreign_page_sends_nothing():
    site = Site()
    path = "/_stcore/upload_file/a/b"
    assert site.ask(path, "PUT", origin="https://evil.example")[0] == 403
    assert site.inner.asked == []
    assert site.ask(path, "PUT", origin="http://site.example")[0] == 200


@pytest.mark.parametrize("path", ["/", "/sim", "/a/a", "/SIM", "/_stcore/health", "/front/x"])
def test_every_answer_carries_the_headers(path):
    headers = Site().ask(path)[1]
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"referrer-policy"] == b"same-origin"
    assert b"camera=()" in headers[b"permissions-policy"]
    assert b"frame-ancestors 'self'" in headers[b"content-security-policy"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/front/x"])
def test_what_is_not_for_visitors_is_not_there(path):
    site = Site()
    assert site.ask(path)[0] == 404
    assert site.inner.asked == []


@pytest.mark.parametrize("path", ["/static/js/gone.js", "/_stcore/nothing", "/media/gone.png"])
def test_a_file_that_is_not_there_is_not_the_shell(path):
    status, _, body = Site().ask(path)
    assert (status, body) == (404, "")


def test_a_page_that_is_saved_as_a_file_is_given():
    status, headers, body = Site().ask(Inner.MADE)
    assert (status, body) == (200, "<html lang=en>")
    assert headers[b"content-disposition"].startswith(b"attachment")


def test_the_page_learns_that_dialogs_in_english_are_not_wanted():
    told = json.loads(Site().ask("/_stcore/host-config")[2])
    assert told["blockErrorDialogs"] is True
    assert told["allowedOrigins"] == []


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        (b"lang=pt", "es-MX", "pt-BR"),
        (b"", "pt-BR,pt;q=0.9,en;q=0.8", "pt-BR"),
        (b"", "es-AR", "es"),
        (b"lang=xx", "", "es"),
        (b"lang=%ED%B2%80&lang=%00", "\xff;q=1", "es"),
    ],
)
def test_the_shell_speaks_the_language_of_the_address_then_of_the_browser(
    query, accepted, language
):
    status, headers, body = Site().ask("/sim", query=query, accept_language=accepted)
    assert status == 200
    assert f'<html lang="{language}">' in body
    assert headers[b"vary"] == b"accept-language"


def test_a_name_of_a_host_that_is_none_is_not_repeated():
    body = Site().ask("/sim", host='x"><script>alert(1)</script>')[2]
    assert "alert(1)" not in body
    assert "canonical" not in body


def test_the_site_may_be_below_a_path():
    site = Site(base="canales")
    assert site.ask("/canales/sim")[0] == 200
    assert site.ask("/canales")[1][b"location"] == b"/canales/"
    assert site.ask("/")[1][b"location"] == b"/canales/"
    assert site.ask("/sim")[0] == 404
    assert site.ask("/canales/Simulador")[1][b"location"] == b"sim"
    assert site.ask("/_stcore/stream", kind="websocket")[0]["type"] == "websocket.close"
    assert site.ask("/canales/_stcore/stream", kind="websocket")[0]["type"] == "websocket.accept"


@pytest.mark.parametrize(
    "path", ["//evil.example/sim", "/\\evil.example", "/%2e%2e/x", "/sim\r\nx: y"]
)
def test_a_hostile_path_leads_nowhere_else(path):
    status, headers, _ = Site().ask(path)
    location = headers.get(b"location", b"").decode()
    assert status in {307, 404}
    assert "evil" not in location
    assert "\n" not in location


@pytest.mark.parametrize("path", ["/sim", "/_stcore/health"])
def test_a_replica_keeps_its_visitors_by_a_cookie_that_names_nobody(path):
    replica = Site(replica="one", base="")
    _, headers, _ = replica.ask(path)
    assert headers[b"set-cookie"] == b"replica=one; Path=/; HttpOnly; SameSite=Lax"
    _, headers, _ = replica.ask(path, cookie="a=b; replica=two")
    assert b"set-cookie" in headers
    _, headers, _ = replica.ask(path, cookie="a=b; replica=one")
    assert b"set-cookie" not in headers
    assert b"set-cookie" not in Site().ask(path)[1]


def test_the_connection_itself_says_where_it_is_held():
    ((_, value),) = Site(replica="one").ask("/_stcore/stream", kind="websocket")[0]["headers"]
    assert value.startswith(b"replica=one; ")


@pytest.mark.parametrize("path", ["/", "/sim", "/a/a", "/app/static/icon.png", "/_stcore/health"])
def test_the_headers_of_every_kind_of_answer_have_no_fault(path):
    pairs = Site(replica="one").ask(path)[1]
    named = defaultdict(str, {key.decode().lower(): value.decode() for key, value in pairs.items()})
    if path == "/_stcore/health":
        named["cache-control"] = "no-cache"  # Streamlit's own
    assert faults(named, path) == []
