import re

import pytest

from content import LANGUAGES, load_texts
from content.pages import find_pages, load_page

each_language = pytest.mark.parametrize("language", LANGUAGES)
FIRST = next(iter(LANGUAGES))
PAGES = [(language, slug) for language in LANGUAGES for slug in find_pages(language)]
each_page = pytest.mark.parametrize(("language", "slug"), PAGES)

CONCEPTS = {"NC": 7, "HI": 4, "SC": 2, "MC": 8, "CC": 2, "OM": 14}
CONCEPTS |= {"FR": 11, "DF": 10, "DO": 8, "ST": 5, "EV": 3}
"""How many ideas of each group the site teaches; their ids count from 01."""

LONGEST_MEAN = 18
OVERSELLING = {
    "es": r"panacea|garantiza\w*|siempre (?:gana|funciona|conviene)|todos ganan|infalible|"
    r"revolucionari\w+|imprescindible|la mejor estrategia|sin esfuerzo|100 ?% segur\w+|mágic\w+",
    "pt": r"panaceia|garanti(?:dos?|das?|mos)|garantem?|sempre (?:ganha|funciona|compensa)|"
    r"todo mundo ganha|infalível|revolucionári\w+|imprescindível|a melhor estratégia|"
    r"sem esforço|100 ?% segur\w+|mágic\w+",
}
NOT_OURS = {
    "es": r"usted(?:es)?|vosotr\w+|vuestr\w+|vos|tenés|podés|ordenador(?:es)?|móvil(?:es)?|"
    r"coger|coste(?:s)?|customer journey|touchpoints?|insights?|feedback",
    "pt": r"vós|telemóvel|ecrã|utilizador(?:es)?|ficheiro|contacto|facto|tu|contigo|a gente vamos|"
    r"coletar insights|insights?|feedback|customer journey|touchpoints?",
}
"""Forms of address and words of other countries, and jargon that has plain words here."""
SYNONYMS = re.compile(r"glossary\.\w+\.synonyms")
"""What a term is called elsewhere: in exams, in English."""


def without_headings(text: str) -> str:
    return re.sub(r"^#.*$", "", text, flags=re.MULTILINE)


def sentences(text: str) -> list[str]:
    parts = re.split(r"[.!?…]+[»”\"]?\s+|\n+", without_headings(text))
    return [part for part in parts if re.search(r"\w", part)]


def mean_length(text: str) -> float:
    found = sentences(text)
    return sum(len(sentence.split()) for sentence in found) / len(found)


def everything(language: str) -> dict[str, str]:
    texts = load_texts(language)
    words = {}
    for key in texts.entries:
        entry = texts.entries[key]
        words[key] = entry if isinstance(entry, str) else " ".join(entry.values())
    for slug in find_pages(language):
        page = load_page(language, slug)
        words[slug] = f"{page.meta['title']}. {page.meta['description']}\n{page.body}"
    return words


def test_the_first_page_is_there():
    assert {"home"} <= set(find_pages(FIRST))


@each_language
def test_every_page_exists_in_every_language_with_the_same_claims(language):
    assert find_pages(language) == find_pages(FIRST)
    for slug in find_pages(FIRST):
        first, other = load_page(FIRST, slug), load_page(language, slug)
        assert len(first.sections) == len(other.sections), slug
        assert first.meta.keys() == other.meta.keys(), slug
        for ids in ("concepts", "evidence"):
            assert first.meta.get(ids) == other.meta.get(ids), slug


@each_page
def test_pages_are_short_and_easy_to_read(language, slug):
    page = load_page(language, slug)
    assert 150 <= len(without_headings(page.body).split()) <= 250
    assert mean_length(page.body) <= LONGEST_MEAN
    assert max(len(sentence.split()) for sentence in sentences(page.body)) <= 2 * LONGEST_MEAN


@each_page
def test_pages_name_ideas_that_exist(language, slug):
    for concept in load_page(language, slug).meta["concepts"]:
        group, _, number = concept.partition("-")
        assert 1 <= int(number) <= CONCEPTS.get(group, 0), concept


@each_page
def test_a_page_with_figures_names_its_evidence(language, slug):
    page = load_page(language, slug)
    if re.search(r"\d", page.body):
        assert page.meta.get("evidence")


@each_page
def test_pages_hold_prose_and_no_markup(language, slug):
    body = load_page(language, slug).body
    assert not re.search(r"<|>|\]\(|  |\.\.\.| [,.;:!?]|\"", body)
    assert body.count("«") == body.count("»")
    assert body.count("“") == body.count("”")
    assert language != "es" or body.count("¿") == body.count("?")


@each_language
def test_nothing_is_oversold(language):
    pattern = re.compile(rf"\b(?:{OVERSELLING[language]})\b", re.IGNORECASE)
    found = {key: pattern.findall(text) for key, text in everything(language).items()}
    assert {key: words for key, words in found.items() if words} == {}


@each_language
def test_words_are_those_of_the_readers(language):
    pattern = re.compile(rf"\b(?:{NOT_OURS[language]})\b", re.IGNORECASE)
    found = {
        key: pattern.findall(text)
        for key, text in everything(language).items()
        if not SYNONYMS.fullmatch(key)
    }
    assert {key: words for key, words in found.items() if words} == {}


SUBJECTLESS = {
    "es": r"(?:En (?:si|lo|qué|quién|cuánt[oa]s?)|Se diferencia)\b",
    "pt": r"(?:(?:N[oa]|Em) (?:que|quem|quant[oa]s?)|Difere|Diferencia-se)\b",
}
QUOTED = re.compile(r"compare\.rows\.\w+\.notice|brief\.(?!labels)\w+\.difference")


@each_language
def test_what_is_quoted_alone_has_its_subject(language):
    """A sentence that is copied, or read without its heading, says of what it speaks."""
    said = {key: text for key, text in everything(language).items() if QUOTED.fullmatch(key)}
    assert len(said) > 15
    assert [key for key, text in said.items() if re.match(SUBJECTLESS[language], text)] == []


FRAGMENT = {
    "es": r"(?:Cuando|Alcance|Ningun[oa]|Much[oa]s?|Fragmentad[oa]|Continu[oa]|Coordinad[oa]s|"
    r"Parcial|Complet[oa]|Alto|Medio|Bajo|Una?|Metas|Varias)\b",
    "pt": r"(?:Alcance|Nenhuma?|Muit[oa]s?|Fragmentad[oa]|Contínu[oa]|Parcial|Complet[oa]|Alto|"
    r"Médio|Baixo|Uma?|Metas|Várias|Quando|Com|"
    r"[OA]s? (?:(?!\b(?:é|são|está|estão|ficam?|vão|têm?|pode)\b)[^.:])+:)(?:\b|(?<=:))",
}
CELL = re.compile(r"compare\.rows\.\w+\.(?:single|multichannel|cross_channel|omnichannel)")


@each_language
def test_a_cell_of_the_comparison_is_a_sentence(language):
    """A student copies a cell; "Parcial: algunos canales…" does not say what is partial."""
    cells = {key: text for key, text in everything(language).items() if CELL.fullmatch(key)}
    assert len(cells) > 40
    assert {key: text for key, text in cells.items() if re.match(FRAGMENT[language], text)} == {}


@each_language
def test_short_texts_are_short_sentences(language):
    for key, text in everything(language).items():
        if len(sentences(text)) > 0:
            assert mean_length(text) <= 1.5 * LONGEST_MEAN, key


# Each check can fail.


def test_a_long_sentence_is_measured_as_one():
    assert mean_length("Uno dos tres. Cuatro cinco… ¿Seis?") == 2
    assert mean_length("palabra " * 40) == 40


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "Éxito garantizado."), ("es", "Siempre gana."), ("pt", "Resultado garantido!")],
)
def test_overselling_is_recognised(language, text):
    assert re.search(rf"\b(?:{OVERSELLING[language]})\b", text, re.IGNORECASE)


def test_neighbouring_words_are_not_mistaken_for_overselling():
    assert not re.search(rf"\b(?:{OVERSELLING['pt']})\b", "sem garantia nenhuma", re.IGNORECASE)
