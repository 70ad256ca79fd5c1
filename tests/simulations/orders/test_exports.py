"""Files as shops, market places and offices hand them out are read right."""

import pytest

from simulations.orders.reading import channel_codes
from tests.simulations.orders.exports import EXPORTS
from tests.simulations.orders.test_orders import read
from tests.simulations.orders.ugly import days_and_amounts


@pytest.mark.parametrize("file", EXPORTS, ids=lambda file: file.name)
def test_what_shops_hand_out_is_read_right(file):
    orders = read(file.data(), **file.options)
    assert days_and_amounts(orders) == list(file.expected)
    assert [(problem.row, problem.code) for problem in orders.counts.problems] == list(file.bad)
    assert {name: getattr(orders.counts, name) for name in file.also} == file.also


@pytest.mark.parametrize(
    ("said_there", "code"),
    [
        *(("Loja Física SP", "store"), ("LOJA VIRTUAL", "website"), ("Sucursal Polanco", "store")),
        *(("Tienda 0042 - Centro", "store"), ("PDV 3", "store"), ("pos", "store")),
        *(("Sitio web MX", "website"), ("online_store", "website"), ("E-commerce", "website")),
        *(("Tienda en línea", "website"), ("Tienda online", "website"), ("web", "website")),
        *(("App iOS", "app"), ("Aplicativo Android", "app"), ("WhatsApp Business", "messaging")),
        *(("Instagram Shopping", "social"), ("Facebook", "social"), ("TikTok Shop", "social")),
        *(("Televentas", "phone"), ("Call Center", "phone"), ("Televendas", "phone")),
        *(("Catálogo impreso", "print"), ("E-mail marketing", "email"), ("Newsletter", "email")),
        *(("Mercado Libre", "website"), ("Amazon.com.mx", "website"), ("draft_orders", "")),
    ],
)
def test_a_channel_is_known_by_whatever_name_a_company_gives_it(said_there, code):
    assert channel_codes((said_there,)) == (code,)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ana@Uno.Test", " ana@uno.test "), ("ÑANDÚ  SA", "ñandú sa"), ("0012", "0012 ")],
)
def test_one_customer_is_one_however_the_name_is_written(first, second):
    data = f"cliente;fecha;monto\n{first};31/01/2024;1,50\n{second};13/02/2024;2,50\n"
    assert set(read(data.encode()).customers.tolist()) == {0}


def test_numbers_of_telephones_are_no_dates():
    data = "1700000001;2024-01-31;10.50\n1700000002;2024-03-05;7.25\n1700000003;2024-03-06;9.75\n"
    orders = read(data.encode())
    assert [day for day, _ in days_and_amounts(orders)] == [
        "2024-01-31",
        "2024-03-05",
        "2024-03-06",
    ]
    assert len(set(orders.customers.tolist())) == 3
