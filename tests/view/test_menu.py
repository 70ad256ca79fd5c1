"""The menu and the footer hold every page once, in the order of the site map."""

import re
from html import unescape

import pytest

from content import LANGUAGES, load_texts
from explainer.view.shell import header_footer, menu, sitemap

each_language = pytest.mark.parametrize("language", LANGUAGES)
PAGES = [place for place in sitemap.PAGES if place.section != menu.HOME]


def links(html: str) -> list[tuple[str, str]]:
    return [(address, unescape(name)) for address, name in re.findall(
        r'<a(?: class="[^"]*")? href="([^"]+)"[^>]*>([^<]+)</a>', html
    )]  # fmt: skip


@each_language
def test_every_page_is_in_menu_and_footer(language):
    texts = load_texts(language)
    wanted = [(f"./{place.slug}?lang={language}", texts(f"site.nav.{place.name}"))
              for place in PAGES]  # fmt: skip
    shown = links(menu.menu(texts, sitemap.page_named("home")))
    assert set(wanted) <= set(shown)
    assert {link for link in links(menu.footer(texts, "1.0")) if link in wanted} == set(wanted)


@each_language
@pytest.mark.parametrize("name", [place.name for place in sitemap.PAGES])
def test_the_menu_marks_one_page_as_this_one(language, name):
    html = menu.menu(load_texts(language), sitemap.page_named(name))
    (here,) = re.findall(r'href="\./([^"?]*)\?[^>]*aria-current="page"', html)
    assert here == sitemap.page_named(name).slug


def test_every_button_controls_a_list_that_is_there():
    html = menu.menu(load_texts("es"), sitemap.page_named("home"))
    controlled = re.findall(r'aria-controls="([^"]+)"', html)
    assert html.count('aria-expanded="false"') == html.count("<button") == len(controlled)
    assert all(html.count(f'id="{name}"') == 1 for name in controlled)


@each_language
def test_languages_are_named_in_their_own_words_and_keep_the_page(language):
    html = menu.menu(load_texts(language), sitemap.page_named("simulator"))
    for code, entry in LANGUAGES.items():
        assert (f"./sim?lang={code}", entry.name) in links(html)
        assert f'lang="{entry.html_lang}"' in html


@each_language
def test_the_footer_says_the_version_and_that_the_data_are_synthetic(language):
    texts = load_texts(language)
    html = unescape(menu.footer(texts, "9.8.7"))
    assert "9.8.7" in html
    assert texts("site.footer.data") in html


@each_language
def test_every_page_has_a_description_of_a_useful_length(language):
    texts = load_texts(language)
    for place in sitemap.PAGES:
        key = f"site.about.{place.name}"
        if key in texts:
            assert 50 <= len(texts(f"site.about.{place.name}")) <= 160, key


def test_the_scripts_of_the_frame_hold_nothing_that_looks_like_markup():
    """The framework's sanitiser drops a script whole when a tag seems to begin in it."""
    assert not re.search(r"<[/\w!]", header_footer._script())


def test_a_brief_footer_names_the_same_pages_and_is_marked_for_phones():
    texts = load_texts("es")
    whole, brief = menu.footer(texts, "1.0"), menu.footer(texts, "1.0", brief=True)
    assert links(brief) == links(whole)
    assert "ec-sitemap-few" in brief
    assert "ec-sitemap-few" not in whole
