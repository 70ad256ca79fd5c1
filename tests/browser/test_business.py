"""A company's own orders in a browser, from a file of an old system."""

import re

import pytest
from playwright.sync_api import expect

from content import load_texts
from explainer.view.business.orders_file import ASIDE
from explainer.view.widgets.files.file_parts import PART
from tests.benchmarks.orders import ROWS, orders
from tests.browser.layout import clipped, too_wide
from tests.browser.visits import asked, ready

ES, PT = load_texts("es"), load_texts("pt")
LONG = 600_000
"""Milliseconds that a million rows may take on a busy machine."""


def hand(page, label, file, patience=LONG):
    """Hand over a file, by its path or as name and bytes, and wait until it was looked into."""
    if isinstance(file, tuple):
        file = {"name": file[0], "mimeType": "text/csv", "buffer": file[1]}
    page.get_by_label(label).set_input_files(file)
    ready(page, patience)


def press(page, label, patience=LONG):
    page.get_by_role("button", name=label, exact=True).click()
    ready(page, patience)


def empty_file(folder, size):
    """Return the path of a file of so many bytes, which take no room on the disk."""
    path = folder / "enorme.csv"
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_orders_of_an_old_system_are_read_on_a_phone(visit, axe, screenshot, tmp_path):
    lines = ["código cliente;data;valor;canal"]
    lines += [
        f"ç{n % 40};{n % 28 + 1:02}/{n % 12 + 1:02}/2024;1.2{n % 90 + 10},50;Loja"
        for n in range(300)
    ]
    page = visit("/business", lang="pt", width=360)
    label = PT("business.orders.open")
    hand(page, label, ("foto.csv", b"\x89PNG" + b"\0" * 2 * PART))
    refused = page.locator(".ec-problems")
    expect(refused).to_contain_text(PT("business.orders.fault.wrong_type", given="PNG"))
    hand(page, label, empty_file(tmp_path, ASIDE.size + 1))
    expect(refused).to_contain_text("python -m simulations fit")
    hand(page, label, ("<b>pedidos.csv", "\n".join(lines).encode("latin-1")))
    expect(refused).to_have_count(0)
    expect(page.get_by_text("ç0", exact=True)).to_be_visible()
    press(page, PT("business.orders.read"))
    expect(page.get_by_role("heading", name=PT("business.orders.result"))).to_be_visible()
    press(page, PT("business.orders.use"))
    assert re.fullmatch("12[0-9][0-9]", asked(page)["ticket"])
    expect(page.get_by_text(PT("business.orders.dropped"))).to_be_visible()
    assert axe(page) == []
    assert too_wide(page) == []
    assert clipped(page) == []
    screenshot(page, "orders-pt-360")


def test_sending_a_file_is_told_and_can_be_stopped(visit, tmp_path, axe):
    page = visit("/business", lang="es", width=360)
    field = page.get_by_label(ES("business.orders.open"))
    field.set_input_files(empty_file(tmp_path, ASIDE.size))
    expect(page.get_by_role("progressbar")).to_be_visible()
    told = page.locator(".st-key-ec_orders [role=status]")
    expect(told).to_have_text(re.compile(r"Enviado: \d+\.\d de 64\.0 MB\."))
    page.get_by_role("button", name=ES("business.orders.stop_sending")).click()
    ready(page)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert axe(page) == []
    hand(page, ES("business.orders.open"), ("p.csv", orders(2_000)))
    expect(page.get_by_text(ES("business.orders.preview", file="p.csv"))).to_be_visible()


@pytest.mark.parametrize("rows", [60_000, pytest.param(ROWS, marks=pytest.mark.slow)])
def test_a_large_file_arrives_in_parts_and_is_read_while_its_progress_is_told(
    visit, tmp_path, screenshot, rows
):
    path = tmp_path / "pedidos.csv"
    path.write_bytes(orders(rows))
    assert path.stat().st_size > 3 * PART
    page = visit("/business", lang="es", width=1280)
    hand(page, ES("business.orders.open"), path)
    preview = page.get_by_text(ES("business.orders.preview", file="pedidos.csv"))
    expect(preview).to_be_visible(timeout=LONG)  # the page rests between two looks at its progress
    page.get_by_role("button", name=ES("business.orders.read"), exact=True).click()
    expect(page.get_by_role("button", name=ES("business.orders.stop"))).to_be_visible()
    assert page.get_by_label(ES("business.orders.open")).is_disabled()
    screenshot(page, f"orders-read-{rows}-1280")
    ready(page, LONG)
    expect(page.get_by_role("heading", name=ES("business.orders.result"))).to_be_visible()
    expect(page.get_by_role("button", name=ES("business.orders.use"))).to_be_enabled()


def test_reading_can_be_stopped_and_begun_anew(visit, tmp_path):
    path = tmp_path / "pedidos.csv"
    path.write_bytes(orders(60_000))
    page = visit("/business", lang="es", width=1280)
    hand(page, ES("business.orders.open"), path)
    page.get_by_role("button", name=ES("business.orders.read"), exact=True).click()
    press(page, ES("business.orders.stop"))
    expect(page.get_by_role("heading", name=ES("business.orders.result"))).to_have_count(0)
    press(page, ES("business.orders.read"))
    expect(page.get_by_role("heading", name=ES("business.orders.result"))).to_be_visible()
