"""What a browser gets before any script has run."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit

from content import LANGUAGES, load_texts
from explainer.view.front import shell
from explainer.view.front.addresses import find
from explainer.view.shell.sitemap import PAGES

ORIGINAL = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
HOSTILE = 'https://x"><script>alert(1)</script>/'


class Tags(HTMLParser):
    """Collects the start tags and the words of the title."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.title, self._in_title = [], "", False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in_title = tag == "title"

    def handle_data(self, data):
        if self._in_title:
            self.title += data
            self._in_title = False

    def value(self, tag, key, name, wanted):
        return [
            attrs.get(wanted) for kind, attrs in self.tags if kind == tag and attrs.get(key) == name
        ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PAGES, ids=lambda place: place.name)
def test_the_shell_says_in_the_visitors_language_what_the_page_is_about(place, language):
    html = shell.shell(ORIGINAL, place.name, language, "https://example.org/")
    page = Tags(html)
    texts = load_texts(language)
    own = f"https://example.org/{place.slug}"
    assert page.tags[0] == ("html", {"lang": LANGUAGES[language].html_lang})
    assert texts("site.name") in page.title
    [about] = page.value("meta", "name", "description", "content")
    assert len(about) > 40
    assert page.value("meta", "property", "og:title", "content") == [page.title]
    assert page.value("meta", "property", "og:description", "content") == [about]
    assert page.value("meta", "name", "twitter:description", "content") == [about]
    assert page.value("link", "rel", "canonical", "href") == [f"{own}?lang={language}"]
    alternates = {a["hreflang"]: a["href"] for t, a in page.tags if a.get("rel") == "alternate"}
    assert alternates.pop("x-default") == own
    assert alternates == {card.html_lang: f"{own}?lang={code}" for code, card in LANGUAGES.items()}
    assert texts("line.no_script") in html
    assert "You need" not in html
    assert "<title>Streamlit" not in html


def test_the_titles_of_pages_differ():
    titles = {
        Tags(shell.shell(ORIGINAL, place.name, code, "")).title
        for place in PAGES
        for code in LANGUAGES
    }
    assert len(titles) > 1.5 * len(PAGES)


def test_the_watch_over_the_line_comes_before_any_script_that_connects():
    scripts = [
        attrs
        for tag, attrs in Tags(shell.shell(ORIGINAL, "home", "es", "")).tags
        if tag == "script"
    ]
    sources = [attrs.get("src", "") for attrs in scripts]
    watch = next(n for n, source in enumerate(sources) if "front/line-" in source)
    assert watch < next(n for n, source in enumerate(sources) if "static/js/index" in source)
    assert "type" not in scripts[watch]  # a module would come later
    assert sources[watch].removeprefix("./front/") in shell.files()
    words = json.loads(scripts[watch]["data-words"])
    assert words.keys() == LANGUAGES.keys()
    assert all(said.keys() == set(shell.NOTICES) for said in words.values())


def test_nothing_comes_from_elsewhere():
    page = Tags(shell.shell(ORIGINAL, "simulator", "pt", ""))
    loaded = [a.get("src") or a.get("href") for _, a in page.tags if a.get("src") or a.get("href")]
    assert all(source.startswith("./") for source in loaded)


def test_what_comes_from_outside_is_escaped():
    page = Tags(shell.shell(ORIGINAL, "home", "es", HOSTILE))
    assert page.value("link", "rel", "canonical", "href") == [f"{HOSTILE}?lang=es"]
    assert sum(tag == "script" for tag, _ in page.tags) == ORIGINAL.count("<script") + 1


def test_another_shell_than_the_known_one_is_not_sent():
    with pytest.raises(shell.ShellError, match="Streamlit"):
        shell.shell(ORIGINAL.replace('<html lang="en">', "<html>"), "home", "es", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["a/a", "sim/x", 'x"><script>alert(1)</script>'])
def test_the_page_for_a_stray_address_leads_back(language, path):
    html = shell.not_found_page(find(path), language)
    page = Tags(html)
    assert page.tags[0] == ("html", {"lang": LANGUAGES[language].html_lang})
    assert "script" not in html
    up = "../" * path.count("/")
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links
    assert all(
        re.fullmatch(rf"{re.escape(up or './')}[a-z]*\?lang={language}", link) for link in links
    )
