"""Sources by author and year, in full as APA and ABNT want them; a code is never a citation."""

import re
from itertools import pairwise

import pytest

from content import LANGUAGES, load_texts
from content.cards import (
    CardError,
    load_accounts,
    load_cards,
    load_companies,
    load_definitions,
)
from content.references import (
    ADDRESS,
    abnt,
    apa,
    chart_references,
    full_reference,
    in_text_citation,
    page_references,
    short_reference,
    unique_references,
)
from content.texts import Texts, placeholders

CARDS = load_cards()
ES, PT = load_texts("es"), load_texts("pt")
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


def test_a_source_in_a_sentence_is_named_as_its_language_joins_names():
    assert in_text_citation(CARDS["IN1"], ES) == "(Gallino y Moreno, 2014)"
    assert in_text_citation(CARDS["IN1"], PT) == "(Gallino; Moreno, 2014)"
    assert in_text_citation(CARDS["SE1"], ES) == "(Montaguti et al., 2016)"
    assert in_text_citation(CARDS["HB1"], ES) == "(Sopadjieva et al., 2017)"
    assert in_text_citation(CARDS["HB1"], PT) == "(Sopadjieva; Dholakia; Benjamin, 2017)"
    assert in_text_citation(CARDS["SE1"], PT) == "(Montaguti; Neslin; Valentini, 2016)"
    assert short_reference(CARDS["IN1"], PT) == "Gallino e Moreno, 2014"
    assert in_text_citation(CARDS["IN16"], PT) == "(Li et al., 2018)"
    assert in_text_citation(CARDS["IN20"], ES) == "(Neslin, 2022)"
    assert in_text_citation(CARDS["OP2"], ES) == "(Baymard Institute, s. f.)"


def test_a_reference_in_full_has_authors_year_title_place_and_doi():
    assert apa(CARDS["IN12"], ES) == (
        "Gao, F. y Su, X. (2017). Omnichannel retail operations with "
        "buy-online-and-pick-up-in-store. Management Science, 63(8). "
        "https://doi.org/10.1287/mnsc.2016.2473"
    )
    assert abnt(CARDS["IN12"], PT) == (
        "GAO, F.; SU, X. Omnichannel retail operations with buy-online-and-pick-up-in-store. "
        "Management Science, v. 63, n. 8, 2017. DOI: https://doi.org/10.1287/mnsc.2016.2473."
    )


def test_an_article_has_its_pages_as_each_style_writes_them():
    assert apa(CARDS["IN4"], ES).startswith(
        "Fisher, M., Gallino, S. y Xu, J. (2019). The value of rapid delivery in omnichannel "
        "retailing. Journal of Marketing Research, 56(5), 732–748. Citado en "
    )
    assert "Journal of Marketing Research, v. 56, n. 5, p. 732-748, 2019 apud" in abnt(
        CARDS["IN4"], PT
    )
    assert "Management Science, 68. https://doi.org/" in apa(CARDS["IN3"], ES)
    assert "Management Science, v. 68, 2022. DOI: " in abnt(CARDS["IN3"], PT)


def test_what_was_read_in_an_article_is_cited_in_it():
    assert apa(CARDS["CO1"], ES) == (
        "Gartner. (2019). 2019 customer service and support leader poll. Citado en Klie, L. "
        "(2019, 26 de noviembre). Gartner survey finds self-service insufficient. destinationCRM. "
        f"{CARDS['CO1'].seen}"
    )
    assert abnt(CARDS["CO1"], PT) == (
        "GARTNER. 2019 customer service and support leader poll. [S. l.], 2019 apud KLIE, L. "
        "Gartner survey finds self-service insufficient. destinationCRM, 26 nov. 2019. "
        f"Disponível em: {CARDS['CO1'].seen}. Acesso em: 29 nov. 2026."
    )


def test_an_article_that_nobody_signs_is_entered_by_its_title():
    assert "Citado en Boom del comercio electrónico. (2022). Página/12. http" in apa(
        CARDS["LA12"], ES
    )
    assert " apud BOOM del comercio electrónico. Página/12, 2022. " in abnt(CARDS["LA12"], PT)
    assert " apud DA VISITA à conversão, um longo caminho. ClienteSA, [s. d.]. " in abnt(
        CARDS["OP5"], PT
    )


def test_a_work_whose_title_is_not_known_is_described_in_brackets():
    assert apa(CARDS["EF9"], ES).startswith(
        "Gartner. (2023). [Encuesta a clientes sobre el paso del autoservicio a la atención de "
        "una persona]. Citado en 62 percent of customer service handoffs are high-effort. "
        "(2023, 7 de septiembre). destinationCRM. https://"
    )
    assert abnt(CARDS["EF9"], PT).startswith(
        "GARTNER. [Pesquisa com clientes sobre a passagem do autoatendimento ao atendimento "
        "humano]. [S. l.], 2023 apud 62 PERCENT of customer service handoffs are high-effort. "
        "destinationCRM, 7 set. 2023. Disponível em: https://"
    )
    assert {full_reference(CARDS[name], ES) for name in ("ZO4", "CO9", "RE3")} == {"No se conoce"}
    nameless = [card for card in CARDS.values() if card.authors and not card.title]
    assert nameless
    assert all("[" in full_reference(card, texts) for card in nameless for texts in (ES, PT))
    assert not any("A" in card.grade for card in nameless)  # a journal's article has a title


def test_a_page_has_its_address_and_says_where_it_has_no_date():
    assert apa(CARDS["CO7"], ES) == (
        "Multichannel Merchant. (s. f.). How to measure the ROI on large omnichannel system "
        f"projects. {CARDS['CO7'].seen}"
    )
    assert abnt(CARDS["CO7"], PT) == (
        "MULTICHANNEL MERCHANT. How to measure the ROI on large omnichannel system projects. "
        f"[S. l.], [s. d.]. Disponível em: {CARDS['CO7'].seen}. Acesso em: 22 nov. 2026."
    )
    assert abnt(CARDS["LA3"], PT).startswith(
        "FGV IBRE. Vendas online do comércio acima dos 15% pelo quarto trimestre seguido. "
        "Blog do IBRE, 2024. Disponível em: "
    )


def test_a_book_and_a_report_name_place_and_publisher_where_they_are_known():
    assert "loyalty. [S. l.]: Portfolio, 2013." in abnt(CARDS["EF2"], PT)
    assert "Washington, DC: Grocery Manufacturers of America, 2002 apud" in abnt(CARDS["OP8"], PT)
    assert apa(CARDS["EF2"], ES).endswith("customer loyalty. Portfolio.")


@each_language
def test_every_account_is_read_by_a_card_and_every_card_of_an_account_names_it(language):
    texts, accounts = load_texts(language), load_accounts()
    heard = [card for card in CARDS.values() if card.read == "account" and card.authors]
    assert {card.seen for card in heard if card.seen} == set(accounts)
    joined = {"es": "Citado en", "pt": "apud"}[language]
    for card in heard:
        assert (joined in full_reference(card, texts)) == bool(card.seen), card.id
        assert full_reference(card, texts).count(card.seen) == 1 or not card.seen, card.id
    for card in CARDS.values():
        assert (joined in full_reference(card, texts)) <= (card in heard), card.id


def test_an_account_that_nothing_names_is_refused(tmp_path):
    (tmp_path / "accounts.toml").write_text('["https://a.example/"]\nyear = 2020\n', "utf-8")
    with pytest.raises(CardError, match=re.escape("https://a.example/")):
        load_accounts(tmp_path)
    (tmp_path / "accounts.toml").write_text("", "utf-8")
    heard = '[AB1]\ngrade = "B"\nread = "account"\nauthors = ["X"]\nseen = "https://a.example/"\n'
    (tmp_path / "cards.toml").write_text(heard, "utf-8")
    load_accounts.cache_clear()
    with pytest.raises(CardError, match="AB1"):
        load_cards(tmp_path)


def test_a_list_of_works_names_each_once():
    several = [CARDS[name] for name in ("HB1", "HB2", "HB5", "IN1", "ZO4", "EF6", "CO2")]
    found = unique_references(several, ES)
    assert [card.id for card in found.values()] == ["HB1", "IN1", "EF6"]


@each_language
def test_a_company_is_shown_by_what_a_page_with_an_address_says(language):
    texts, found = load_texts(language), load_companies()
    assert len(found) >= 4
    assert len({one.country for one in found.values()} - {"Spain"}) >= 3
    for one in found.values():
        written = full_reference(one, texts)
        assert one.seen in written, one.id
        assert one.capability == "" or f"terms.capability.{one.capability}.name" in texts, one.id
        said = texts(f"companies.{one.id}.fact", **dict.fromkeys(one.numbers, "7"))
        assert not re.search(r"omni|multi|líder|mejor|melhor|éxito|sucesso", said.lower()), one.id


def test_the_definition_of_a_strategy_names_the_work_that_it_follows():
    works = load_definitions()
    assert set(works) == {"multichannel", "cross_channel", "omnichannel"}
    for strategy, work in works.items():
        assert work.address.startswith("https://doi.org/10."), strategy
        for texts in (ES, PT):
            assert work.title in full_reference(work, texts)
            assert str(work.year) in in_text_citation(work, texts)
    assert in_text_citation(works["cross_channel"], PT) == "(Beck; Rygl, 2015)"


def test_spanish_joins_a_name_that_begins_with_an_i_by_an_e():
    assert "Kannan, P. K. e Inman, J. J. (2015)" in apa(load_definitions()["omnichannel"], ES)
    assert "Moreno" in apa(CARDS["IN1"], ES)
    assert " y Moreno" in apa(CARDS["IN1"], ES)


def test_each_language_gives_a_reference_in_the_style_that_its_readers_use():
    for card in CARDS.values():
        assert full_reference(card, ES) == apa(card, ES)
        assert full_reference(card, PT) == abnt(card, PT)


@pytest.mark.parametrize(
    ("card", "place"),
    [
        ("SE1", "Marketing Science, v. 35, n. 2, 2016."),
        ("HB1", "Harvard Business Review (hbr.org), 3 jan. 2017"),
    ],
)
def test_abnt_names_volume_and_issue_and_a_year_once(card, place):
    assert place in abnt(CARDS[card], PT)
    assert (
        abnt(CARDS[card], PT).count(str(CARDS[card].year))
        - CARDS[card].doi.count(str(CARDS[card].year))
        == 1
    )


def test_apa_names_the_day_of_an_article_with_its_year():
    written = apa(CARDS["HB6"], ES)
    assert "(2017, 3 de enero). " in written
    assert written.endswith("Harvard Business Review (hbr.org).")


@each_language
def test_no_reference_shows_a_date_as_a_machine_writes_it(language):
    texts = load_texts(language)
    assert [card.id for card in CARDS.values() if DAY.search(full_reference(card, texts))] == []


@each_language
def test_no_card_is_called_by_its_code(language):
    texts = load_texts(language)
    code = re.compile(rf"\b(?:{'|'.join(CARDS)})\b")
    for card in CARDS.values():
        assert not code.search(short_reference(card, texts)), card.id
        assert not code.search(apa(card, texts)), card.id
        if card.authors:
            assert ".." not in apa(card, texts) + abnt(card, texts), card.id


@each_language
def test_only_what_we_computed_is_signed_as_ours(language):
    texts = load_texts(language)
    unsigned = [card for card in CARDS.values() if not card.authors]
    own = {card.id for card in unsigned if short_reference(card, texts) == texts("references.own")}
    assert own == {card.id for card in unsigned if card.read == "derived"}
    assert 0 < len(own) < len(unsigned)


def test_what_rests_on_other_cards_names_their_authors_each_once():
    assert apa(CARDS["HB8"], ES) == "Sopadjieva et al., 2017"
    assert apa(CARDS["CO10"], ES) == "AlixPartners, 2017; OrderDynamics, 2018"
    assert not any("calculation" in card.source for card in CARDS.values())


@each_language
def test_no_words_of_a_language_name_a_card_by_its_code(language):
    code = re.compile(rf"\b(?:{'|'.join(CARDS)})\b")
    texts = load_texts(language)
    found = {
        key
        for key, entry in texts.entries.items()
        if isinstance(entry, str) and code.search(re.sub(r"\{[^{}]*\}", "", entry))
    }
    assert found == set()


def test_a_doi_is_one_and_belongs_to_one_work():
    known = {}
    for card in CARDS.values():
        if card.doi:
            assert re.fullmatch(r"10\.\d{4,}/\S+", card.doi), card.id
            assert known.setdefault(card.doi, card.authors) == card.authors, card.id
    assert len(known) >= 5


def test_a_text_of_a_catalogue_names_its_source():
    texts = Texts("es", "es-MX", {**ES.entries, "x.said": "Bajó {cite:IN1} un {share} %."})
    assert texts("x.said", share="4") == "Bajó (Gallino y Moreno, 2014) un 4 %."


@pytest.mark.parametrize("country", ["es-MX", "es-ES", "es-AR"])
def test_a_text_names_a_year_of_a_card_as_no_country_parts_it(country):
    said = {
        "x.said": "Desde {year:LA16.z_first} {cite:LA16}, {share} %.",
        "x.gone": "{year:LA16.q}",
    }
    texts = Texts("es", country, {**ES.entries, **said})
    assert texts("x.said", share="4") == "Desde 1997 (Dimock, 2019), 4 %."
    assert placeholders(said["x.said"]) == {"share"}
    with pytest.raises(KeyError):
        texts("x.gone")


@each_language
def test_years_of_birth_follow_one_another_without_a_gap(language):
    years = CARDS["LA16"].years
    names = ("boomer", "x", "millennial", "z")
    for one, following in pairwise(names):
        assert years[f"{one}_last"] + 1 == years[f"{following}_first"]
    texts = load_texts(language)
    for key in ("glossary.generation.meaning", "consumer.nc07.text", "cards.LA16.number"):
        assert all(str(year) in texts(key) for year in years.values()), key


@each_language
def test_a_page_and_a_chart_are_cited_with_an_address_that_the_browser_fills(language):
    texts = load_texts(language)
    page = page_references("Título", 2026, "28 / 11", texts)
    chart = chart_references("Título", {"model": "1.2", "seed": "7"}, 2026, "28 / 11", texts)
    for lines in (page, chart):
        assert [line.partition(":")[0] for line in lines] == ["APA", "ABNT"]
        assert all(line.count(ADDRESS) == 1 for line in lines)
        assert texts("site.name") in lines[0]
        assert texts("site.name").upper() in lines[1]
        assert "28 / 11" in lines[1]
    assert all("1.2" in line and "7" in line for line in chart)
