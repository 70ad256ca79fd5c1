"""Order files: each is read right or refused by name, whatever it is."""

import datetime
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulations import CHANNELS
from simulations.orders.cells import decimal_mark, is_ambiguous, read_amount, read_day
from simulations.orders.columns import find_layout
from simulations.orders.problems import REFUSALS, ROW_CODES, OrdersError
from simulations.orders.reading import channel_codes, corrected, read_file, read_orders
from simulations.orders.table import open_table
from tests.simulations.orders.ugly import (
    FILES,
    HEAD,
    ROWS,
    SAYS,
    Ugly,
    book,
    days_and_amounts,
    lines,
    two_days,
)

TODAY = datetime.date(2026, 11, 29)


def read(data, **options):
    return read_file(data, today=TODAY, **options)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_is_read_right_or_refused_by_name(file: Ugly):
    if file.refused:
        with pytest.raises(OrdersError) as error:
            read(file.data(), **file.options)
        assert error.value.code == file.refused
        return
    orders = read(file.data(), **file.options)
    assert days_and_amounts(orders) == list(file.expected)
    assert [(problem.row, problem.code) for problem in orders.counts.problems] == list(file.bad)
    assert orders.counts.bad == len(file.bad)
    assert {name: getattr(orders.counts, name) for name in file.also} == file.also


def test_there_are_forty_files_and_more_and_all_refusals_among_them():
    assert len(FILES) >= 40
    unseen = {"too_large", "too_many_rows", "no_workbooks"}
    assert {file.refused for file in FILES} - {""} == set(REFUSALS) - unseen
    assert {code for file in FILES for _, code in file.bad} == set(ROW_CODES)


def test_what_is_too_large_is_not_even_looked_at(monkeypatch):
    monkeypatch.setattr("simulations.orders.table.MOST_BYTES", 10)
    with pytest.raises(OrdersError, match="too_large"):
        read(b"x" * 11)
    monkeypatch.undo()
    monkeypatch.setattr("simulations.orders.table.MOST_ROWS", 2)
    with pytest.raises(OrdersError, match="too_many_rows"):
        read(lines(HEAD, *ROWS, *ROWS).encode())


def test_one_customer_is_one_however_the_number_is_written():
    rows = [["cliente", "fecha", "importe"], [1001, datetime.date(2024, 1, 31), 5.5]]
    rows += [["1001 ", datetime.date(2024, 2, 1), 5.5], [1001.0, datetime.date(2024, 2, 2), 5.5]]
    assert set(read(book(*rows)).customers.tolist()) == {0}


def test_a_visitor_may_put_the_columns_right():
    data = lines("quien;cuando;precio;pagado", "a;31/01/2024;9,00;7,50", "b;13/02/2024;3,00;2,25")
    (sheet,) = open_table(data.encode())
    with pytest.raises(OrdersError, match=r"no_columns.*customer, date"):
        find_layout([sheet])
    first = find_layout(
        open_table(lines("cliente;fecha;precio;pagado", *data.splitlines()[1:]).encode())
    )
    layout = corrected(first, {"customer": 0, "date": 1, "amount": 3})
    assert read_orders(layout, today=TODAY).amounts.tolist() == [7.5, 2.25]
    assert layout.preview(1) == [("a", "31/01/2024", "9,00", "7,50")]


def test_a_preview_of_hostile_cells_is_short_and_printable():
    data = lines(HEAD, f"{'x' * 500}\u202e\x07;31/01/2024;1,50;=1+1").encode()
    ((who, *_rest),) = find_layout(open_table(data)).preview()
    assert len(who) <= 60
    assert who.isprintable()


def test_names_of_channels_are_those_of_the_model():
    names = (
        "Tienda",
        "Loja física",
        "App móvil",
        "WhatsApp Business",
        "sitio web",
        "IG",
        "Trueque",
    )
    codes = channel_codes(names)
    assert codes == ("store", "store", "app", "messaging", "website", "social", "")
    assert set(codes) - {""} <= set(CHANNELS)
    assert channel_codes(("Tienda en línea", "Loja virtual")) == ("website", "website")


@pytest.mark.parametrize(
    ("cell", "mark", "amount"),
    [
        *(("1.234,56", "", 1234.56), ("1,234.56", "", 1234.56), ("12.990", "", 12990.0)),
        *(("0.125", "", 0.125), ("1.234.567", "", 1234567.0), ("1,5", "", 1.5), ("1.5", ",", 1.5)),
        *(("−5,00", "", -5.0), ("(5)", "", -5.0), ("5-", "", -5.0), ("R$ -5,10", "", -5.1)),
        *(("USD 5", "", 5.0), ("5 COP", "", 5.0), ("１２", "", 12.0), ("12.345", ".", 12.345)),
        *(("1.23.4", "", None), ("5 + 5", "", None), ("", "", None), ("9" * 40, "", None)),
        *(
            ("nan", "", None),
            ("inf", "", None),
            ("1e5", "", None),
            ("-", "", None),
            (".", "", None),
        ),
        *((True, "", None), (float("nan"), "", None), (12, "", 12.0), ("12abc", "", None)),
        ("1,23,456", "", None),
    ],
)
def test_an_amount_is_read_as_it_is_meant_or_not_at_all(cell, mark, amount):
    assert read_amount(cell, mark) == amount


@pytest.mark.parametrize(
    "cell", ["29/02/2023", "2024-13-01", "1/1", "32/01/2024", "hoy", "0", "00/00/0000", 5, True]
)
def test_what_is_no_date_is_none(cell):
    assert read_day(cell, True) is None


def test_doubt_is_seen_and_never_guessed():
    assert is_ambiguous("03/04/2024")
    assert not is_ambiguous("04/04/2024")
    assert not is_ambiguous("2024-03-04")
    assert read_day("03/04/2024", None) is None
    assert decimal_mark(["1.234", "5.678"]) == ""
    assert decimal_mark(["1.234", "5,67"]) == ","


def read_or_refusal(data, **options):
    """Return the orders, or why they are refused; anything else that is raised fails the test."""
    try:
        return read(data, **options)
    except OrdersError as error:
        refused = error
    assert refused.code in REFUSALS
    assert len(str(refused)) < 1_000
    return refused.code


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(data):
    orders = read_or_refusal(data)
    assert isinstance(orders, str) or np.isfinite(orders.amounts).all()


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["31/01/2024", "03/04/2024", "1.234,56", "12.5", "-3", "Total", "=1+1", '"', "\n", ""]
    ),
)


@given(st.lists(st.lists(CELL, max_size=6), max_size=8), st.sampled_from(";,\t|"), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_table_breaks_the_reader(rows, delimiter, headed):
    body = [delimiter.join(row) for row in rows]
    head = [HEAD.replace(";", delimiter)] if headed else []
    data = "\n".join([*head, *body]).encode("utf-8", "surrogatepass")
    for first in (None, True):
        orders = read_or_refusal(data, day_first=first)
        if not isinstance(orders, str):
            assert (orders.amounts != 0.0).all()
            assert orders.counts.rows >= len(orders.days) + orders.counts.bad


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_to_a_workbook_breaks_the_reader(data):
    whole = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    orders = read_or_refusal(bytes(whole))
    assert isinstance(orders, str) or days_and_amounts(orders) == list(SAYS)


WORKBOOK = book(*two_days())


def test_a_text_is_read_in_memory_that_does_not_grow_with_its_rows():
    """Beside the file itself, an order takes less than 80 bytes while it is read."""
    import tracemalloc

    rows = "".join(
        f"c{n % 997};{1 + n % 28:02}/0{1 + n % 9}/2024;{n % 9_000},50;Web\n" for n in range(20_000)
    )
    data = (HEAD + "\n" + rows).encode()
    stream = io.BytesIO(data)
    tracemalloc.start()
    orders = read(stream.getvalue())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(orders.days) + orders.counts.duplicates == 20_000
    assert peak < 20_000 * 80 + 5 * len(data) + 4_000_000
