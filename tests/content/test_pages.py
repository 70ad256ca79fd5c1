from pathlib import Path

import pytest

from content import UnknownLanguageError
from content.pages import MissingPageError, PageError, find_pages, load_page, parse_page

PAGE = """+++
title = "Un canal"
description = "Una sola puerta"
concepts = ["SC-01"]
evidence = ["HB1"]
+++
Rosa entra.

## Qué pasó
Compró.

### Detalle
Pan.

## Y sin embargo
Cerró.
"""


def test_a_page_has_front_matter_body_and_sections():
    page = parse_page("single", PAGE, "es/pages/single.md")
    assert page.slug == "single"
    assert page.meta["title"] == "Un canal"
    assert page.meta["concepts"] == ("SC-01",)
    assert page.meta["evidence"] == ("HB1",)
    assert page.body.startswith("Rosa entra.")
    assert page.sections == (
        ("", "Rosa entra."),
        ("Qué pasó", "Compró.\n\n### Detalle\nPan."),
        ("Y sin embargo", "Cerró."),
    )


def test_a_page_cannot_be_changed():
    page = parse_page("single", PAGE, "es/pages/single.md")
    with pytest.raises(TypeError):
        page.meta["title"] = "x"
    with pytest.raises(AttributeError):
        page.body = "x"


@pytest.mark.parametrize("line", ["title", "description", "concepts"])
def test_required_front_matter_is_named_when_missing(line):
    text = "\n".join(row for row in PAGE.splitlines() if not row.startswith(line))
    with pytest.raises(PageError, match=f"es/pages/single.md: {line} is missing"):
        parse_page("single", text, "es/pages/single.md")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Un canal"', "3"),
        ('"Un canal"', '"  "'),
        ('["SC-01"]', '"SC-01"'),
        ('["SC-01"]', '["single channel"]'),
        ('["SC-01"]', "[1]"),
        ('["SC-01"]', '["<script>"]'),
        ('["HB1"]', '["HBR"]'),
        ('title = "Un canal"', "title = "),
        ("+++\ntitle", "---\ntitle"),
        ("+++\nRosa", "Rosa"),
    ],
)
def test_wrong_front_matter_is_refused_with_the_name_of_the_page(old, new):
    with pytest.raises(PageError, match=r"es/pages/single\.md"):
        parse_page("single", PAGE.replace(old, new), "es/pages/single.md")


def test_an_empty_file_is_refused():
    with pytest.raises(PageError):
        parse_page("single", "", "es/pages/single.md")


@pytest.mark.parametrize(
    "slug", ["", "nothing", "../single", "single.md", "/etc/passwd", "a" * 1000, "single\n", "Á"]
)
def test_an_unknown_page_is_named_shortly(slug):
    with pytest.raises(MissingPageError) as error:
        load_page("es", slug)
    assert len(str(error.value)) < 100


def test_an_unknown_language_has_no_pages():
    with pytest.raises(UnknownLanguageError):
        load_page("fr", "home")
    with pytest.raises(UnknownLanguageError):
        find_pages("fr")


def test_pages_are_read_once_and_found_by_folder(tmp_path: Path):
    folder = tmp_path / "es" / "pages"
    folder.mkdir(parents=True)
    (folder.parent / "language.toml").write_text(
        'name = "Español"\nhtml_lang = "es"\ndefault_country = "es-MX"\n', encoding="utf-8"
    )
    (folder / "single.md").write_text(PAGE, encoding="utf-8")
    assert find_pages("es", tmp_path) == ("single",)
    assert load_page("es", "single", tmp_path) is load_page("es", "single", tmp_path)
