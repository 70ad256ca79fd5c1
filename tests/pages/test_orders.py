"""A file of orders on the page for a company: from bytes of any shape to numbers of the case."""

import io
import random

import openpyxl
import pytest

from content import LANGUAGES, load_texts
from explainer.business.orders import Limits, inspect_file
from explainer.view.business import orders_file
from explainer.view.business.orders_file import ASIDE, FIELD, FILE, LOOK, WITHIN, OrdersFile
from explainer.view.server.files import unnamed_file
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import WorkerPool
from explainer.view.widgets.files.file_parts import IncomingFile
from simulations.orders.problems import REFUSALS, ROW_CODES, OrdersError, RowProblem
from tests.simulations.orders.sparse import sparse_book
from tests.simulations.orders.ugly import FILES

ES = load_texts("es")
HEAD = "cliente;fecha;importe;canal"
VISIT = "test session id"
"""What Streamlit calls the visit of a page under test."""


def rows(count=400, form="{day:02}/{month:02}/2024"):
    luck = random.Random(3)
    for _ in range(count):
        day = form.format(day=luck.randint(1, 28), month=luck.randint(1, 12))
        channel = luck.choice(["Tienda", "Tienda", "Web", "Señal"])
        money = f"{luck.randrange(100, 900)},{luck.randrange(100):02}"
        yield f"c{luck.randrange(90)};{day};{money};{channel}"


def text(*more, encoding="utf-8", **shape):
    return "\n".join([HEAD, *rows(**shape), *more]).encode(encoding)


def book():
    made = openpyxl.Workbook()
    for line in [HEAD, *rows()]:
        made.active.append([cell.replace(",", ".") for cell in line.split(";")])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def beside():
    """A process beside the one that makes pages, as a server has one."""
    workers = WorkerPool(0, 1)
    yield workers
    workers.close()


@pytest.fixture
def company(site, beside, monkeypatch):
    """Open the page as if a file had just been handed over."""

    def visit(data=b"", lang="es", name="pedidos.csv", fault="", **query):
        page = site("client", lang=lang, **query)
        memory = page.app.session_state
        if not fault:
            SHARED.uploads.keep(VISIT, unnamed_file(), 0)
            assert SHARED.uploads.add(VISIT, data)
            memory[f"{FIELD}_coming"] = IncomingFile(
                "one", name, len(data), len(data), wanted=False
            )
        memory[FILE] = OrdersFile(
            name, OrdersError(fault) if fault else None, "" if fault else LOOK
        )
        page.app.run()
        assert not page.exception
        return page

    monkeypatch.setattr(SHARED, "workers", beside)
    yield visit
    SHARED.uploads.drop(VISIT)


def press(page, key):
    page.button(key=key).click().run()
    assert not page.exception
    return page


def has(page, key):
    return any(button.key == key for button in page.app.button)


WRITTEN = {
    "latin-1": text(encoding="latin-1"),
    "utf-16": text(encoding="utf-16"),
    "utf-8": text(),
    "excel": book(),
}


@pytest.mark.parametrize(
    ("data", "language"),
    [
        # The languages take turns; both of each file where there is time.
        pytest.param(
            *(data, language),
            id=f"{name}-{language}",
            marks=[pytest.mark.slow] * ((number + turn) % len(LANGUAGES) > 0),
        )
        for number, (name, data) in enumerate(WRITTEN.items())
        for turn, language in enumerate(LANGUAGES)
    ],
)
def test_orders_become_numbers_of_the_case(company, data, language):
    texts = load_texts(language)
    page = company(data, language)
    assert "pedidos.csv" in page.words
    for field in ("customer", "date", "amount", "channel"):
        assert f"→ {texts(f'business.orders.field.{field}')}" in page.words
    assert SHARED.uploads.has(VISIT)
    press(page, "orders_read")
    assert texts("business.orders.result") in page.words
    assert not SHARED.uploads.has(VISIT)
    assert texts("business.orders.dropped") in page.words
    assert texts("business.orders.line.channel", channel=texts("terms.channel.store")) in page.words
    assert texts("business.orders.cannot.cause") in page.words
    assert len(page.app.get("plotly_chart")) == 1
    assert texts("business.orders.cannot.frustration") in page.words
    assert page.query("ticket") == "0"
    press(page, "orders_use")
    assert 450 < int(page.query("ticket")) < 550
    assert page.scenario.get("population.crossing_share") > 0.8
    assert page.scenario.get("market.basket_mean") != pytest.approx(float(page.query("ticket")))
    assert texts("business.orders.used") in page.words
    press(page, "orders_drop")
    assert FILE not in page.app.session_state
    assert 450 < int(page.query("ticket")) < 550


def test_a_date_that_could_be_two_is_asked_before_anything_is_read(company):
    data = "\n".join([HEAD, "a;03/04/2024;10;Web", "b;05/06/2024;20;Web"]).encode()
    page = company(data)
    assert page.button(key="orders_read").disabled
    page.group("orders_first").set_value("day").run()
    assert not page.button(key="orders_read").disabled
    press(page, "orders_read")
    found = page.app.session_state[FILE].report.habits
    assert found.weeks == 9.0  # from the third of April to the fifth of June


def test_bad_rows_are_named_and_the_visitor_may_go_on_without_them(company):
    page = company(text("x;31/02/2024;10;Web", "y;01/02/2024;<b>diez</b>;Web", ";01/02/2024;3;Web"))
    press(page, "orders_read")
    assert ES.plural("business.orders.bad", 3, rows="403") in page.words
    assert "Fila 402: la fecha no se entiende. En el archivo dice «31/02/2024»." in page.words
    assert "Fila 403: el monto no es un número. En el archivo dice «<b>diez</b>»." in page.words
    assert "<b>" not in page.html
    assert not has(page, "orders_use")
    assert SHARED.uploads.has(VISIT)  # another column may be what it takes
    press(page, "orders_skip")
    assert has(page, "orders_use")
    assert not SHARED.uploads.has(VISIT)


def test_a_column_can_be_put_right(company):
    data = text().replace(b"importe", b"zzz").replace(b"cliente", b"<i>k</i>")
    page = company(data)
    assert not has(page, "orders_read")
    assert "Faltan columnas" in page.words
    assert "<i>" not in page.html
    page.group("orders_column_customer").set_value("0").run()
    page.group("orders_column_amount").set_value("2").run()
    # A column that another field takes is free for it.
    page.group("orders_column_channel").set_value("0").run()
    assert not has(page, "orders_read")
    page.group("orders_column_customer").set_value("0").run()
    press(page, "orders_read")
    assert page.app.session_state[FILE].report.habits.customers == 90


def test_orders_without_channels_say_nothing_of_channels(company):
    page = company("\n".join([HEAD, *rows()]).replace("canal", "zzz").encode())
    press(page, "orders_read")
    assert ES("business.orders.unknown") in page.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_refused_is_told_why(site, language):
    page = site("client", lang=language)
    lines = tuple(RowProblem(place, one, "<b>") for place, one in enumerate(ROW_CODES * 2, 2))
    for code in (*REFUSALS, "unreadable", "several", "interrupted", "gone", "needs_memory"):
        fault = OrdersError(code, "PDF", rows=lines if code == "no_orders" else ())
        page.app.session_state[FILE] = OrdersFile("<u>.csv", fault)
        page.app.run()
        assert not page.exception
        assert page.html.count('role="alert"') == 1
        assert "<u>" not in page.html
        assert "<b>" not in page.html


def test_a_file_beyond_the_page_is_sent_to_the_command_line(company, monkeypatch):
    assert "python -m simulations fit" in company(fault="too_large").words
    monkeypatch.setattr(orders_file, "ASIDE", Limits(ASIDE.size, ASIDE.unpacked, rows=400))
    page = press(company(text(count=401)), "orders_read")
    assert ES("business.orders.fault.too_many_rows", rows="400") in page.words
    assert not has(page, "orders_use")
    assert not SHARED.uploads.has(VISIT)
    assert has(press(company(text(count=400)), "orders_read"), "orders_use")


def test_a_file_that_has_gone_is_to_be_chosen_again(company):
    page = company(text())
    SHARED.uploads.drop(VISIT)
    press(page, "orders_read")
    assert ES("business.orders.fault.gone") in page.words
    assert not has(page, "orders_read")


def test_a_small_workbook_that_asks_for_all_memory_is_refused_and_the_site_goes_on(company):
    page = company(sparse_book(), name="pedidos.xlsx")
    assert ES("business.orders.fault.needs_memory") in page.words
    assert not SHARED.uploads.has(VISIT)
    assert "pedidos.csv" in company(text()).words


def test_without_a_process_of_its_own_a_page_reads_less_and_no_workbook(company, monkeypatch):
    monkeypatch.setattr(SHARED, "workers", WorkerPool(0, 0))
    assert orders_file.limits() == WITHIN
    assert ES("business.orders.fault.no_workbooks") in company(book(), name="p.xlsx").words
    page = company(text())
    assert has(press(page, "orders_read"), "orders_use")


def silent(_done, _total):
    """Hear nothing."""


@pytest.mark.parametrize("ugly", FILES, ids=lambda ugly: ugly.name)
def test_every_ugly_file_is_opened_or_refused_by_name(ugly):
    try:
        found, code = inspect_file(io.BytesIO(ugly.data()), ASIDE, progress=silent), ""
    except OrdersError as error:
        found, code = None, error.code
    if found is None:
        assert ES.entries[f"business.orders.fault.{code}"]
    else:
        assert bool(found.lacking) == (ugly.refused == "no_columns")
