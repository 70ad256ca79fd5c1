"""A company's own orders in a browser, from a file of an old system."""

import re

from playwright.sync_api import expect

from content import load_texts
from explainer.view.business.orders_file import MOST_BYTES
from tests.browser.layout import clipped, too_wide
from tests.browser.visits import asked, ready

PT = load_texts("pt")


def hand(page, label, name, data, kind="text/csv"):
    page.get_by_label(label).set_input_files({"name": name, "mimeType": kind, "buffer": data})
    ready(page)


def press(page, label):
    page.get_by_role("button", name=label, exact=True).click()
    ready(page)


def test_orders_of_an_old_system_are_read_on_a_phone(visit, axe, screenshot):
    lines = ["código cliente;data;valor;canal"]
    lines += [
        f"ç{n % 40};{n % 28 + 1:02}/{n % 12 + 1:02}/2024;1.2{n % 90 + 10},50;Loja"
        for n in range(300)
    ]
    page = visit("/business", lang="pt", width=360)
    label = PT("business.orders.open")
    hand(page, label, "foto.csv", b"\x89PNG" + b"\0" * (MOST_BYTES - 4))
    refused = page.locator(".ec-problems")
    expect(refused).to_contain_text(PT("business.orders.fault.wrong_type", given="PNG"))
    hand(page, label, "enorme.csv", b"x" * (MOST_BYTES + 1))
    expect(refused).to_contain_text("python -m simulations fit")
    hand(page, label, "<b>pedidos.csv", "\n".join(lines).encode("latin-1"))
    expect(refused).to_have_count(0)
    expect(page.get_by_text("ç0", exact=True)).to_be_visible()
    press(page, PT("business.orders.read"))
    expect(page.get_by_role("heading", name=PT("business.orders.result"))).to_be_visible()
    press(page, PT("business.orders.use"))
    assert re.fullmatch("12[0-9][0-9]", asked(page)["ticket"])
    page.get_by_text(PT("business.orders.correct")).click()
    ready(page)
    assert axe(page) == []
    assert too_wide(page) == []
    assert clipped(page) == []
    screenshot(page, "orders-pt-360")
