import pytest

from tests.content.readability import (
    flesch_martins,
    inflesz,
    mean_sentence,
    sentences,
    syllables_es,
    syllables_pt,
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("inventario", 4), ("omnicanalidad", 6), ("guerra", 2), ("quien", 1), ("día", 2)),
        *(("aéreo", 4), ("tienda", 2), ("y", 1), ("cuándo", 2), ("ciudad", 2), ("leer", 2)),
    ],
)
def test_spanish_syllables(word, count):
    assert syllables_es(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("estoque", 3), ("coração", 3), ("quem", 1), ("dia", 2), ("viagem", 3), ("padrões", 2)),
        *(("loja", 2), ("quando", 2), ("mãe", 1), ("e", 1)),
    ],
)
def test_portuguese_syllables(word, count):
    assert syllables_pt(word) == count


def test_sentences_are_parted_where_readers_part_them():
    assert len(sentences("Uno dos. ¿Tres? Cuatro: «Cinco seis». Siete…\n\nOcho")) == 6
    assert mean_sentence("Uno dos tres. Cuatro cinco seis siete ocho.") == 4
    assert mean_sentence("") == 0


def test_long_words_and_long_sentences_are_harder():
    easy, hard = "El pan es de hoy. Ana va por él.", "La omnicanalidad institucionalizada."
    assert inflesz(easy) > 90 > inflesz(hard)
    assert inflesz("palabra corta " * 30) < inflesz("palabra corta. " * 30)
    assert flesch_martins("O pão é de hoje.") > flesch_martins(
        "A institucionalização organizacional."
    )
    assert inflesz("") == 100


def test_known_texts_get_known_marks():
    # By hand: 5 words, 7 syllables, 1 sentence.
    assert inflesz("La casa no es grande") == pytest.approx(206.835 - 62.3 * 7 / 5 - 5)
    assert flesch_martins("A casa não é grande") == pytest.approx(
        248.835 - 84.6 * 7 / 5 - 1.015 * 5
    )
