from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import (
    LANGUAGES,
    CatalogueError,
    MissingText,
    PlaceholderError,
    Texts,
    UnknownCountryError,
    UnknownLanguageError,
    load_texts,
)
from content.texts import placeholders


@pytest.fixture
def catalogue(tmp_path: Path):
    """Write one catalogue file of a made-up language and load it."""
    folder = tmp_path / "es"
    folder.mkdir()
    (folder / "language.toml").write_text(
        'name = "Español"\nhtml_lang = "es"\ndefault_country = "es-MX"\n', encoding="utf-8"
    )

    def load(text: str, country: str | None = None) -> Texts:
        (folder / "shop.toml").write_text(text, encoding="utf-8")
        return load_texts("es", country, tmp_path)

    return load


PEOPLE = """
[people]
zero = "nadie"
one = "{count} persona"
many = "{count} de personas"
other = "{count} personas"
"""


def test_a_text_is_found_by_file_and_path(catalogue):
    texts = catalogue('title = "Hola"\n[controls.patience]\nlabel = "Paciencia"\n')
    assert texts("shop.title") == "Hola"
    assert texts("shop.controls.patience.label") == "Paciencia"
    assert texts.keys() == ("shop.controls.patience.label", "shop.title")
    assert "shop.title" in texts
    assert "shop.nothing" not in texts


def test_a_missing_text_names_language_file_and_key(catalogue):
    texts = catalogue('title = "Hola"')
    with pytest.raises(MissingText, match=r"content/es/shop.toml has no text 'shop.greeting'") as e:
        texts("shop.greeting")
    assert (e.value.language, e.value.file, e.value.key) == ("es", "shop.toml", "shop.greeting")
    assert isinstance(e.value, KeyError)


def test_places_must_be_filled_exactly(catalogue):
    texts = catalogue('result = "{people} de cada {total}"')
    assert texts("shop.result", people="9", total="100") == "9 de cada 100"
    with pytest.raises(PlaceholderError, match=r"shop\.result has places"):
        texts("shop.result", people="9")
    with pytest.raises(PlaceholderError):
        texts("shop.result", people="9", total="100", extra="x")


def test_a_bare_number_is_refused_because_its_format_depends_on_the_country(catalogue):
    with pytest.raises(PlaceholderError, match="format people first, it is a float"):
        catalogue('result = "{people}"')("shop.result", people=9.5)


@given(st.text(max_size=50))
def test_a_value_is_put_in_as_it_is_even_with_braces(value):
    texts = Texts("es", "es-MX", {"shop.given": "«{given}»"})
    assert texts("shop.given", given=value) == f"«{value}»"


@pytest.mark.parametrize(
    "text", ["{0}", "{}", "{a.__class__}", "{a[0]}", "{a!r}", "{a:>99999}", "{", "}", "{a b}"]
)
def test_only_plain_named_places_are_legal(catalogue, text):
    with pytest.raises(CatalogueError):
        catalogue(f"broken = '{text}'")


def test_doubled_braces_are_plain_braces():
    assert placeholders("{{a}} {b}") == {"b"}


@pytest.mark.parametrize(
    ("count", "country", "expected"),
    [
        (0, None, "nadie"),
        (1, None, "1 persona"),
        (2, None, "2 personas"),
        (1.5, "es-CO", "1,5 personas"),
        (12345, "es-MX", "12,345 personas"),
        (12345, "es-AR", "12.345 personas"),
        (1_000_000, "es-ES", "1.000.000 de personas"),
    ],
)
def test_plural_forms_follow_cldr_and_the_country(catalogue, count, country, expected):
    assert catalogue(PEOPLE, country).plural("shop.people", count) == expected


def test_a_plural_form_without_its_own_words_falls_back_to_other(catalogue):
    texts = catalogue('[people]\none = "una persona"\nother = "{count} personas"\n')
    assert texts.plural("shop.people", 0) == "0 personas"
    assert texts.plural("shop.people", 1) == "una persona"
    assert texts.plural("shop.people", 1_000_000) == "1,000,000 personas"


def test_plural_forms_take_other_places_too(catalogue):
    texts = catalogue('[people]\none = "{count} de {total}"\nother = "{count} de {total}"\n')
    assert texts.plural("shop.people", 3, total="100") == "3 de 100"
    with pytest.raises(PlaceholderError):
        texts.plural("shop.people", 3)


def test_plural_and_plain_texts_are_not_mistaken_for_each_other(catalogue):
    texts = catalogue(PEOPLE + '[line]\ntext = "hola"')
    with pytest.raises(MissingText):
        texts("shop.people")
    with pytest.raises(MissingText):
        texts.plural("shop.line.text", 1)


@pytest.mark.parametrize(
    "text", ["a = 1", "a = []", "a = ['b']", "[a]", "a = true", "a = ", 'a = "b"\na = "c"', "\x00"]
)
def test_a_catalogue_holds_texts_and_nothing_else(catalogue, text):
    with pytest.raises(CatalogueError):
        catalogue(text)


def test_texts_cannot_be_changed_by_a_visitor():
    texts = load_texts("es")
    with pytest.raises(AttributeError):
        texts.language = "pt"
    with pytest.raises(TypeError):
        texts.entries["site.name"] = "x"


def test_texts_are_read_once():
    assert load_texts("es") is load_texts("es")
    assert load_texts("es", "es-CL").entries is load_texts("es").entries


@pytest.mark.parametrize("code", ["", "en", "ES", "../es", "es/../pt", "<script>", "x" * 100_000])
def test_an_unknown_language_is_named_shortly(code):
    with pytest.raises(UnknownLanguageError) as error:
        load_texts(code)
    assert len(str(error.value)) < 100


@pytest.mark.parametrize("country", ["es", "xx-YY", "es_MX", "../..", "x" * 100_000])
def test_an_unknown_country_is_named_shortly(country):
    with pytest.raises(UnknownCountryError) as error:
        load_texts("es", country)
    assert len(str(error.value)) < 100


def test_the_two_languages_name_themselves_in_their_own_words():
    assert [(item.name, item.html_lang) for item in LANGUAGES.values()] == [
        ("Español", "es"),
        ("Português", "pt-BR"),
    ]
    assert {item.default_country for item in LANGUAGES.values()} == {"es-MX", "pt-BR"}
    with pytest.raises(TypeError):
        LANGUAGES["xx"] = LANGUAGES["es"]
