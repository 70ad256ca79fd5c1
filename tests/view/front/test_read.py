"""The pages that are read, served beside the application."""

import os
from gzip import decompress

import pytest

from explainer.reading_edition.build import ABSOLUTE, MARKER
from explainer.view.front.guard import Settings
from explainer.view.front.reading_edition import Edition
from explainer.view.front.site import Front
from tests.view.front.test_site import Inner, Site

PAGE = f"<head>{ABSOLUTE}</head>omnicanalidad"


@pytest.fixture
def site(tmp_path):
    for path, text in {
        MARKER: "",
        "es/omnicanal/index.html": PAGE,
        "es/secret.html": "no page",
        "read/pages-0.css": "p{}",
        "index.html": "languages",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = Site()
    found.front = Front(Inner(), Settings(), Edition(tmp_path))
    return found


def test_a_page_is_served_at_its_address_and_says_where_it_is(site):
    status, headers, body = site.ask("/es/omnicanal/")
    assert status == 200
    assert headers[b"content-type"] == b"text/html; charset=utf-8"
    assert '<link rel="canonical" href="http://site.example/es/omnicanal/">' in body
    assert ABSOLUTE not in body
    assert site.ask("/es/omnicanal/index.html")[2] == body


def test_without_its_slash_the_address_means_the_application(site):
    status, headers, _ = site.ask("/es/omnicanal")
    assert (status, headers[b"location"]) == (307, b"../omni?lang=es")


@pytest.mark.parametrize(
    "path", ["/es/secret.html", "/read/../es/omnicanal/", "/read/%2e%2e/", "/read/", "/es/x/"]
)
def test_only_what_was_built_is_served(site, path):
    status, _, body = site.ask(path)
    assert status in {307, 404}
    assert "no page" not in body


def test_what_pages_share_is_kept_and_sent_small(site):
    answer = site.front.edition.answer("read/pages-0.css", "", "gzip, br")
    assert answer is not None
    assert decompress(answer.body) == b"p{}"
    assert answer.headers["cache-control"].endswith("immutable")


def test_crawlers_are_told_where_the_pages_are(site):
    assert "Sitemap: http://site.example/sitemap.xml" in site.ask("/robots.txt")[2]
    assert "http://site.example/es/omnicanal/" in site.ask("/sitemap.xml")[2]


def test_without_a_build_the_site_is_as_before(tmp_path):
    site = Site()
    site.front = Front(Inner(), Settings(), Edition(tmp_path))
    assert site.ask("/es/omnicanal/")[0] == 307
    assert 'type="text/html"' not in site.ask("/omni")[2]


def test_the_application_names_the_page_that_can_be_read(site):
    html = site.ask("/omni", query=b"lang=es")[2]
    assert '<link rel="alternate" type="text/html" href="./es/omnicanal/">' in html
    assert html.count('href="./es/omnicanal/"') == 2  # for programs, and for who has no script


def test_a_build_that_is_made_while_the_site_runs_is_served(site, tmp_path):
    page = tmp_path / "es/multicanal/index.html"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    assert site.ask("/es/multicanal/")[0] == 307
    os.utime(tmp_path / MARKER, ns=(1, 1))
    assert site.ask("/es/multicanal/")[0] == 200
    page.unlink()
    assert site.ask("/es/multicanal/")[0] == 307
