"""The lint of names and images is clean, and fails when one is put back."""

import re

import pytest

from content import LANGUAGES
from content.lesson_plans import load_plans
from tests.content.names import STORIES, every_text, load_rules, offences

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


@each_language
def test_one_thing_has_one_name_and_images_stay_in_stories(language):
    assert list(offences(language)) == []


@each_language
def test_there_are_rules_for_names_and_for_images(language):
    rules = load_rules(language)
    assert len([rule for rule in rules if STORIES not in rule.allowed]) >= 8
    assert len([rule for rule in rules if STORIES in rule.allowed]) >= 3
    assert len({rule.name for rule in rules}) == len(rules)


@each_language
def test_every_exception_is_needed(language):
    """An exception that allows nothing any more goes."""
    texts = list(every_text(language))
    idle = [
        f"{rule.name}: {pattern.pattern}"
        for rule in load_rules(language)
        for pattern in rule.allowed
        if pattern is not STORIES
        and not any(pattern.fullmatch(key) and rule.forbidden.search(text) for key, text in texts)
    ]
    assert idle == []


def test_a_story_is_a_scene_a_reveal_or_a_life_and_nothing_else():
    for key in (
        "lessons/seams/scene.text",
        "lessons/seams/pieces.shared_cart.scene",
        "stories.corner.islands",
        "lives.say.bought_store.1",
    ):
        assert STORIES.fullmatch(key), key
    for key in (
        "brief.single.definition",
        "compare.rows.data.single",
        "lessons/seams/name.text",
        "lessons/seams/quiz.where.because",
        "stories.corner.title",
        "lives.rule.thought",
        "results.title",
    ):
        assert not STORIES.fullmatch(key), key
    assert {key.split("/")[1] for key, _ in every_text("es") if key.startswith("lessons/")} == set(
        load_plans()
    )


# The lint fails for a name and for an image that are put back.


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La cuenta de existencias"),
        ("es", "Lo que hay en la sucursal"),
        ("es", "Ventas de más al integrar"),
        ("es", "A cada equipo se le mide por su canal"),
        ("es", "Mide a todos los equipos con la misma meta"),
        ("es", "El cliente une los canales por su cuenta"),
        ("es", "Los autores avisan que no prueban una causa"),
        ("es", "{b} contra {a}: menos frustración"),
        ("es", "Desde el mes {month}, {b} lleva ganado más que {a}"),
        ("es", "Aquí {knob.b.data_error} de cada 100 registros están equivocados"),
        ("es", "Aquí solo combinan canales {share} de cada 100 personas"),
        ("es", "Qué tan rápido cambia la lealtad"),
        ("es", "El pedido no estaba al ir por él"),
        ("es", "Pocas compras que salvar"),
        ("es", "Bastaría mover {count} supuestos"),
        ("es", "Un rival empezó a dejar recoger los pedidos"),
        ("pt", "Cada freguês paga"),
        ("pt", "A frustração é de {a.frustration_index}, de 0 a 100; na multicanal, de {b.profit}"),
        ("pt", "A média de visitas é de {a.store_visits} e {b.store_visits}."),
        ("pt", "Nenhuma estratégia serve a todo negócio"),
        ("pt", "Isso é uma correlação, e correlação não é causa"),
        ("pt", "Lojas com contadores na entrada"),
        ("pt", "No fim, decide se quer o bastante"),
        ("pt", "Medir um canal só engana"),
        ("pt", "As vendas mudam de canal, e medir as de um só engana"),
        ("pt", "Sorteia {draws} combinações de suposições"),
    ],
)
def test_a_forbidden_name_is_found_wherever_it_is_put_back(language, text):
    found = [rule.name for rule in load_rules(language) if rule.breaks("results.title", text)]
    assert found, text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Una revisión de más de {articles} artículos, en una de más de 200 tiendas"),
        ("es", "Las ventas se miden en toda la empresa; aquí no decimos cuánto"),
        ("es", "Le avisan que el pedido está listo y va a recogerlo"),
        ("es", "El control se mueve; las ventajas y sus contras; la web, aparte"),
        ("pt", "Nível da integração, de 0 a 100; a frustração é de {x} (escala de 0 a 100)"),
        ("pt", "É de {a} com um canal só e de {b} na multicanal. Medir só um canal engana"),
        ("pt", "O lucro é, respectivamente, de {a.profit} e {b.profit}."),
        ("pt", "O cálculo sorteia {draws} combinações; nenhuma serve para todo negócio"),
    ],
)
def test_a_neighbour_of_a_forbidden_name_may_be_said(language, text):
    assert [rule.name for rule in load_rules(language) if rule.breaks("results.title", text)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Un solo cuarto detrás de todas las puertas"),
        ("es", "Coser las nueve costuras"),
        ("pt", "Um corredor entre duas portas"),
        ("pt", "Qual emenda mais se rasga?"),
    ],
)
def test_an_image_is_found_in_a_cell_and_let_be_in_a_scene(language, text):
    rules = load_rules(language)
    broken = [rule for rule in rules if rule.breaks("compare.rows.data.single", text)]
    assert broken, text
    scene = [rule for rule in rules if rule.breaks("lessons/seams/scene.text", text)]
    assert len(scene) < len(broken), text


@each_language
def test_a_word_inside_another_word_is_not_mistaken_for_it(language):
    for rule in load_rules(language):
        for word in re.findall(r"^[a-zá-ú]+", rule.forbidden.pattern):
            assert not rule.breaks("results.title", f"xx{word}xx")
