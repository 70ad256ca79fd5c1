"""What the model knows has words in every language, and no stale words remain."""

import re

import pytest

from content import LANGUAGES, load_texts
from content.fields import field_name
from content.glossary import find_terms
from explainer.view.shell import sitemap
from simulations import (
    CAPABILITIES,
    CATEGORIES,
    CAUSES,
    CHANNELS,
    COUNTRIES,
    FRICTIONS,
    GENERATIONS,
    KNOBS,
    PRESETS,
    STAGES,
)
from simulations.model.outcomes import OUTCOMES

each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("terms.channel", CHANNELS),
        ("terms.stage", STAGES),
        ("terms.category", CATEGORIES),
        ("terms.country", COUNTRIES),
        ("terms.capability", CAPABILITIES),
        ("terms.strategy", (*PRESETS, "custom")),
        ("terms.friction", FRICTIONS),
        ("terms.generation", GENERATIONS),
        ("terms.cause", CAUSES),
        ("outcomes", OUTCOMES),
    ],
)
def test_every_code_of_the_model_has_words_and_no_stale_ones_remain(language, prefix, codes):
    keys = [key for key in load_texts(language).entries if key.startswith(f"{prefix}.")]
    assert {key.removeprefix(f"{prefix}.").split(".")[0] for key in keys} == set(codes)


@each_language
def test_every_knob_is_named_in_words_and_each_name_is_its_own(language):
    texts = load_texts(language)
    names = {knob: field_name(knob, texts) for knob in KNOBS}
    for knob, name in names.items():
        assert "." not in name, knob
        assert "_" not in name, knob
        assert name != knob, knob
    assert len(set(names.values())) == len(names)


@each_language
def test_every_choice_of_a_page_is_named_in_words(language):
    """A link that cannot be used is told of by these names, "Duración de la clase"."""
    texts = load_texts(language)
    chosen = sorted({name for place in sitemap.PAGES for name in place.choices})
    assert [name for name in chosen if field_name(name, texts) == name] == []


@each_language
def test_no_field_name_is_stale(language):
    technical = {re.sub(r"^[ab]\.", "", knob).replace(".", "_") for knob in KNOBS}
    whole = {"a", "b", "world", "scenario", "version", "preset"}
    chosen = {name for place in sitemap.PAGES for name in place.choices}
    keys = {k.removeprefix("fields.") for k in load_texts(language).entries if k[:7] == "fields."}
    assert keys <= technical | whole | chosen


@each_language
@pytest.mark.parametrize(
    "field",
    [
        *("", ".", "a.", "a..", "b.x.y.z", "taste.buy", "taste..", "friction.stock_out"),
        *("friction.{x}.quit", "terms", "field_of_side", "a.{field}", "<script>", "é" * 60),
    ],
)
def test_a_hostile_field_name_is_repeated_and_nothing_else(language, field):
    name = field_name(field, load_texts(language))
    assert field.removeprefix("a.").removeprefix("b.") in name


INDICATORS = {
    "es": {
        "repeat_purchase": ("recompra",),
        "nps": ("NPS", "promotores", "detractores"),
        "crm": ("CRM", "gestión de la relación con el cliente"),
        "average_ticket": ("ticket promedio", "ticket medio"),
        "churn": ("churn", "tasa de abandono"),
        "cart_abandonment": ("abandono de carrito", "carrito abandonado"),
        "lifetime_value": ("valor de vida del cliente", "CLV", "LTV"),
        "acquisition_cost": ("CAC", "costo de adquisición"),
    },
    "pt": {
        "repeat_purchase": ("recompra",),
        "nps": ("NPS", "promotores", "detratores"),
        "crm": ("CRM", "gestão do relacionamento com o cliente"),
        "average_ticket": ("ticket médio", "tíquete médio"),
        "churn": ("churn", "perda de clientes"),
        "cart_abandonment": ("abandono de carrinho", "carrinho abandonado"),
        "lifetime_value": ("LTV", "CLV", "lifetime value"),
        "acquisition_cost": ("CAC", "custo de aquisição"),
    },
}
"""Indicators of every course on retail, in the words in which they are looked for."""
QUOTED = re.compile(r"[«“]([^»”]+)[»”]")


@each_language
def test_the_usual_indicators_are_in_the_glossary_in_the_words_of_who_looks_for_them(language):
    texts = load_texts(language)
    for term, wanted in INDICATORS[language].items():
        said = " ".join(
            texts(f"glossary.{term}.{part}") for part in ("name", "synonyms", "meaning")
        )
        assert [one for one in wanted if one.casefold() not in said.casefold()] == [], term
        assert re.search(r"\d", texts(f"glossary.{term}.example")), term
        assert re.search(r"\bsimulador\b", texts(f"glossary.{term}.beware")), term


@each_language
def test_what_the_glossary_quotes_of_the_simulator_is_called_so_there(language):
    texts = load_texts(language)
    names = {texts(f"outcomes.{outcome}.name") for outcome in OUTCOMES}
    names |= {field_name(knob, texts) for knob in KNOBS}
    sentences = (
        sentence
        for term in find_terms(texts)
        for sentence in texts(f"glossary.{term}.beware").split(". ")
        if re.search(r"\bsimulador\b", sentence)
    )
    quoted = {name for sentence in sentences for name in QUOTED.findall(sentence)}
    assert len(quoted) >= 4
    assert quoted - names == set()
