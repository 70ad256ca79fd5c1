import datetime
import math
import re

import numpy
import pytest
from babel.core import UnknownLocaleError
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from content import UnknownCountryError, UnknownLanguageError
from content.formats import JOINER, Formats, without_joiners
from content.languages import locale_of

COUNTRIES = ("es-MX", "es-CO", "es-CL", "es-AR", "es-ES", "pt-BR")
NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.mark.parametrize(
    ("country", "number", "percent", "money", "currency"),
    [
        ("es-MX", "1,234.5", f"12.3{NBSP}%", "$1,234.50", "MXN"),
        ("es-CO", "1.234,5", f"12,3{NBSP}%", "$1.234", "COP"),
        ("es-CL", "1.234,5", f"12,3{NBSP}%", "$1.234", "CLP"),
        ("es-AR", "1.234,5", f"12,3{NBSP}%", "$1.234", "ARS"),
        ("es-ES", "1.234,5", f"12,3{NBSP}%", f"1.234,50{NBSP}€", "EUR"),
        ("pt-BR", "1.234,5", "12,3%", f"R${NBSP}1.234,50", "BRL"),
    ],
)
def test_each_country_writes_in_its_own_way(country, number, percent, money, currency):
    formats = Formats(country)
    assert formats.number(1234.5) == number
    assert formats.percent(0.123, 1) == percent
    assert formats.money(1234.5) == money
    assert formats.currency == currency
    assert formats.separators == formats.decimal_separator + formats.group_separator
    assert formats.separators == (".," if country == "es-MX" else ",.")


def test_counts_percentages_and_points_round_to_what_is_asked():
    formats = Formats("es-MX")
    assert formats.integer(12345.6) == "12,346"
    assert formats.integer(1_234_567) == "1,234,567"
    assert formats.percent(0.126) == f"13{NBSP}%"
    assert formats.percent(1) == f"100{NBSP}%"
    assert formats.points(0.032) == "3.2"
    assert formats.points(0.032, 0) == "3"
    assert formats.number(2, 2) == "2.00"
    assert formats.money(1234.5, decimals=0) == "$1,234"
    assert Formats("es-ES").money(5, "USD") == f"5,00{NBSP}US$"


def test_signs_are_real_minus_signs_in_front_of_everything():
    formats = Formats("pt-BR")
    assert formats.number(-3.2) == f"{MINUS}3,2"
    assert formats.signed_number(3.2) == "+3,2"
    assert formats.signed_number(-12, 0) == f"{MINUS}12"
    assert formats.signed_percent(-0.05) == f"{MINUS}5%"
    assert formats.signed_money(-12) == f"{MINUS}R${NBSP}12,00"
    assert Formats("es-CL").money(-1234) == f"{MINUS}{JOINER}$1.234"


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("amount", [-1_234_567.5, 1_234_567.5])
def test_no_line_ends_within_an_amount(country, amount):
    """Between two prefixes, such as a minus and "$", a browser may end a line (UAX 14, LB 25)."""
    formats = Formats(country)
    text = formats.signed_money(amount)
    assert re.search(r"[+\u2212](?=[$€])| ", text) is None
    assert text[1] == JOINER or text[1].isalnum()
    assert without_joiners(text) == text.replace(JOINER, "")
    assert formats.read(f"{text[0]}{JOINER}12") == (12 if amount > 0 else -12)


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_rounds_to_zero_has_no_sign(country):
    formats = Formats(country)
    for value in (0, -0.0, 0.001, -0.001):
        assert formats.signed_number(value) == formats.number(0)
        assert MINUS not in formats.money(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e308, -1e15])
def test_what_is_not_a_number_is_a_dash(value):
    formats = Formats("es-MX")
    for write in (formats.integer, formats.number, formats.percent, formats.points, formats.money):
        assert write(value) == "—"


@given(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(COUNTRIES),
    st.integers(0, 6),
)
def test_no_number_breaks_a_format_or_shows_its_machine_form(value, country, decimals):
    formats = Formats(country)
    written = [
        formats.integer(value),
        formats.number(value, decimals),
        formats.signed_percent(value, decimals),
        formats.money(value),
    ]
    for text in written:
        assert text
        assert "e+" not in text.lower()
        assert "-" not in text
        assert "nan" not in text.lower()


@given(st.integers(-(10**12), 10**12), st.sampled_from(COUNTRIES))
def test_a_written_count_reads_back_as_the_same_count(value, country):
    formats = Formats(country)
    text = formats.integer(value).replace(formats.group_separator, "").replace(MINUS, "-")
    assert int(text) == value


@given(
    st.floats(0, 1e14) | st.floats(0, 10) | st.integers(0, 10**14).map(lambda n: n / 1000),
    st.sampled_from(COUNTRIES),
    st.integers(0, 6),
)
@example(0.125, "es-CL", 2)
@example(2.675, "es-ES", 2)
@example(1234.5, "pt-BR", 0)
def test_numbers_are_written_as_babel_writes_them(size, country, decimals):
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(size, format=pattern, locale=locale_of(country))
    assert Formats(country).number(size, decimals) == expected


def test_numpy_numbers_are_written_like_plain_ones():
    formats = Formats("es-MX")
    assert formats.integer(numpy.int64(12345)) == "12,345"
    assert formats.number(numpy.float64(3.25), 2) == "3.25"
    assert formats.number(numpy.float32(0.5)) == "0.5"


def test_intervals_take_their_words_from_the_catalogue():
    assert Formats("es-CO").interval(10, 16, Formats("es-CO").integer) == "entre 10 y 16"
    assert Formats("pt-BR").interval(10, 16, Formats("pt-BR").integer) == "entre 10 e 16"
    formats = Formats("es-ES")
    assert formats.interval(-1, 2, formats.signed_number) == f"entre {MINUS}1,0 y +2,0"


def test_words_follow_the_reader_and_numbers_the_country():
    formats = Formats("es-MX", "pt")
    assert formats.interval(1, 2) == "entre 1.0 e 2.0"
    assert formats.date(datetime.date(2026, 3, 5)) == "5 de março de 2026"
    assert formats.money(1234.5) == "$1,234.50"


def test_dates_are_written_for_the_country():
    day = datetime.date(2026, 3, 5)
    assert Formats("es-MX").date(day) == "5 de marzo de 2026"
    assert Formats("es-CL").date(day, "short") == "05-03-26"
    assert Formats("pt-BR").date(day, "short") == "05/03/2026"


def test_a_reference_dates_a_reading_as_abnt_does():
    """Months are cut to three letters and a full stop, but not one of four letters."""
    november, may = datetime.date(2026, 11, 28), datetime.date(2026, 5, 1)
    assert Formats("pt-BR").abnt_date(november) == "28 nov. 2026"
    assert Formats("pt-BR").abnt_date(may) == "1 maio 2026"
    assert Formats("es-MX").abnt_date(november) == "28 nov. 2026"
    assert Formats("es-MX", "pt").abnt_date(datetime.date(2026, 2, 3)) == "3 fev. 2026"


def test_an_unknown_country_or_language_is_refused():
    for country in ("es", "xx-YY", "", "<b>", "es-MX; DROP"):
        with pytest.raises((UnknownCountryError, UnknownLocaleError)):
            Formats(country)
    with pytest.raises(UnknownLanguageError):
        Formats("es-MX", "fr")


@given(st.floats(0.0, 1e14), st.integers(0, 4))
@example(2.675, 2)
@example(0.5, 0)
@example(1.5, 0)
@example(0.25, 1)
@example(0.35, 1)
@example(1e-7, 2)
@example(123456789012345.6, 1)
def test_the_fast_way_rounds_as_babel_does(size, decimals):
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(size, pattern, locale=locale_of("es-MX"))
    assert Formats("es-MX").number(size, decimals) == expected


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_the_sign_of_a_currency_is_the_one_that_stands_before_its_amounts(country):
    write = Formats(country)
    assert write.money(7, decimals=0).replace("7", "").strip("\u00a0 ") == write.currency_sign
    assert len(write.currency_sign) < 3 or write.currency_sign != write.currency
