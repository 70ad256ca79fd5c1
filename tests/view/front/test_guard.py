"""Who may connect, what is open, and what every answer carries."""

import pytest

from explainer.view.front.guard import (
    SettingError,
    Settings,
    answer_headers,
    is_own_origin,
    may_see,
    root,
    settings,
)

OPEN = Settings()
PUBLIC = Settings(address="https://canales.example", origins=frozenset({"https://school.example"}))


@pytest.mark.parametrize(
    ("origin", "host", "site"),
    [
        ("", "canales.example", OPEN),
        ("http://canales.example", "canales.example", OPEN),
        ("https://canales.example", "canales.example:443", OPEN),
        ("http://CANALES.example:80", "canales.example", OPEN),
        ("http://localhost:8501", "localhost:8501", OPEN),
        ("http://[::1]:8501", "[::1]:8501", OPEN),
        ("https://canales.example", "inside:8501", PUBLIC),
        ("https://school.example", "canales.example", PUBLIC),
    ],
)
def test_the_sites_own_pages_may_connect(origin, host, site):
    assert is_own_origin(origin, host, site)


@pytest.mark.parametrize(
    "origin",
    [
        *("https://evil.example", "null", "https://canales.example.evil.example", "file://"),
        *("https://canales.example@evil.example", "http://canales.example:81", "https://[", "x"),
        *("http://localhost", "http://127.0.0.1", "http://0.0.0.0", "https://school.example.x"),
    ],
)
@pytest.mark.parametrize("site", [OPEN, PUBLIC])
def test_other_pages_may_not(origin, site):
    assert not is_own_origin(origin, "canales.example", site)


def test_a_host_that_is_none_makes_no_origin_its_own():
    assert not is_own_origin("https://a b", "a b", OPEN)


def test_the_metrics_are_for_who_knows_the_token():
    site = Settings(metrics_token="a-token")
    assert not may_see("_stcore/metrics", [], OPEN)
    assert not may_see("_stcore/metrics", [(b"authorization", b"Bearer ")], OPEN)
    assert not may_see("_stcore/metrics/", [(b"authorization", b"Bearer x")], site)
    assert may_see("_stcore/metrics", [(b"authorization", b"Bearer a-token")], site)
    assert not may_see("_stcore/agent/interact", [(b"authorization", b"Bearer a-token")], site)
    assert may_see("_stcore/health", [], OPEN)


def test_the_address_of_the_site_is_the_setting_or_a_host_that_can_be_one():
    assert root("https", "a.example:8443", OPEN) == "https://a.example:8443/"
    assert root("http", 'x"><script>', OPEN) == ""
    assert root("http", "a.example", Settings(base="x")) == "http://a.example/x/"
    assert root("http", "evil.example", PUBLIC) == "https://canales.example/"
    whole = Settings(base="x", address="https://canales.example/x")
    assert root("http", "evil.example", whole) == "https://canales.example/x/"


@pytest.mark.parametrize("frames", ["self", "none", "*", "https://school.example https://*.edu.mx"])
def test_who_may_frame_the_site_is_a_setting(frames):
    made = settings({"EXPLAINER_FRAMES": frames}, "", ())
    headers = dict(answer_headers(made))
    assert headers[b"content-security-policy"].decode().endswith(f"frame-ancestors {made.frames}")
    assert made.frames.strip("'") == frames


@pytest.mark.parametrize(
    "environment",
    [
        {"EXPLAINER_FRAMES": "x; script-src *"},
        {"EXPLAINER_FRAMES": "a\r\nb: c"},
        {"EXPLAINER_URL": "example"},
        {"EXPLAINER_REPLICA": "one; Path=/"},
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_by_name(environment):
    with pytest.raises(SettingError, match=next(iter(environment))):
        settings(environment, "", ())
