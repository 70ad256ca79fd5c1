"""Files of orders as they come out of real tills, shops and offices, each with what it says."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.styles import numbers

from simulations.orders.reading import Orders

HEAD = "Cliente;Fecha;Importe;Canal"
ROWS = ("ana;31/01/2024;1.234,56;Tienda", "beto;02/03/2024;12,50;Web")
SAYS = (("2024-01-31", 1234.56), ("2024-03-02", 12.5))


@dataclass(frozen=True)
class Ugly:
    """One file: its bytes, and its orders or why it is refused."""

    name: str
    data: Callable[[], bytes]
    expected: tuple[tuple[str, float], ...] = SAYS
    refused: str = ""
    bad: tuple[tuple[int, str], ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    also: dict[str, int] = field(default_factory=dict)


def lines(*rows: str, end: str = "\n") -> str:
    return end.join(rows) + end


def text(*rows: str, encoding: str = "utf-8", end: str = "\n") -> Callable[[], bytes]:
    return lambda: lines(*rows, end=end).encode(encoding)


def usual(encoding: str = "utf-8", end: str = "\n", head: str = HEAD) -> Callable[[], bytes]:
    return text(head, *ROWS, encoding=encoding, end=end)


def book(*rows: list[Any], shape: Callable[[Any], object] = len) -> bytes:
    """Write a workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    if shape is not len:
        shape(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def two_days() -> list[list[Any]]:
    return [
        ["Cliente", "Fecha", "Importe", "Canal"],
        ["ana", datetime.datetime.fromisoformat("2024-01-31T10:05"), 1234.56, "Tienda"],
        ["beto", datetime.date(2024, 3, 2), 12.5, "Web"],
    ]


def merged() -> bytes:
    def shape(sheet: Any) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A2:B2")
        sheet.merge_cells("C2:D2")

    head = [["Reporte de ventas"], ["Cliente", None, "Venta", None]]
    under = ["Código", "Fecha", "Importe", "Canal"]
    return book(*head, under, *two_days()[1:], shape=shape)


def several_sheets() -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "Portada"
    made.active.append(["Informe de 2024"])
    sheet = made.create_sheet("Pedidos")
    for row in two_days():
        sheet.append(row)
    made.create_sheet("Notas").append(["sin datos"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def serial() -> bytes:
    def shape(sheet: Any) -> None:
        for cell in sheet["B"][1:]:
            cell.number_format = numbers.FORMAT_GENERAL

    rows = [["customer", "date", "amount"], ["ana", 45322, 1234.56], ["beto", 45353.75, 12.5]]
    return book(*rows, shape=shape)


def cached_formula() -> bytes:
    """A workbook whose amounts are formulas with the values that a spreadsheet left in them."""
    plain = book(["cliente", "fecha", "importe"], ["ana", "2024-01-31", 1], ["b", "2024-03-02", 2])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<v>1</v>", b"<f>1000+234.56</f><v>1234.56</v>", 1)
                data = data.replace(
                    b"<v>2</v></c></row></sheetData>",
                    b"<f>25/2</f><v>12.5</v></c></row></sheetData>",
                )
            new.writestr(entry, data)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 1000)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            for _ in range(450):
                file.write(b"0" * 1_000_000)
    return out.getvalue()


def lying_zip() -> bytes:
    """An archive that says that a member is shorter than it is."""
    data = bytearray(book(*two_days()))
    offset = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    data[offset + 24 : offset + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def encrypted_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b"secret")
    data = bytearray(out.getvalue())
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
AMBIGUOUS = ("a;03/04/2024;10,50;Web", "b;05/06/2024;8,20;Tienda")

FILES = (
    Ugly("as it should be", usual()),
    Ugly("byte-order mark", usual("utf-8-sig")),
    Ugly("Windows line ends", usual(end="\r\n")),
    Ugly("old Mac line ends", usual(end="\r")),
    Ugly("UTF-16 with its mark", usual("utf-16")),
    Ugly("UTF-16 without its mark", usual("utf-16-le")),
    Ugly("UTF-16 of the other order", usual("utf-16-be")),
    Ugly("UTF-32", usual("utf-32")),
    Ugly(
        "Latin-1",
        text(
            "Código de cliente;Fecha;Importe;Canal",
            "peña;31/01/2024;1.234,56;Teléfono",
            "muñoz;02/03/2024;12,50;Aplicación",
            encoding="latin-1",
        ),
    ),
    Ugly(
        "DOS code page",
        text(
            "Código de cliente;Fecha;Importe;Canal",
            "peña;31/01/2024;1.234,56;Teléfono",
            "muñoz;02/03/2024;12,50;Aplicación",
            encoding="cp850",
        ),
    ),
    Ugly("tabs", lambda: usual()().replace(b";", b"\t")),
    Ugly("pipes", lambda: usual()().replace(b";", b"|")),
    Ugly("sep= in the first line", text("sep=;", HEAD, *ROWS)),
    Ugly(
        "commas and a point",
        text(
            "customer,date,amount,channel",
            "ana,2024-01-31,1234.56,store",
            "beto,2024-03-02,12.5,web",
        ),
    ),
    Ugly(
        "commas as both, in quotation marks",
        text("cliente,fecha,importe", 'ana,31/01/2024,"1.234,56"', 'beto,02/03/2024,"12,50"'),
    ),
    Ugly(
        "Portuguese headings and R$",
        text(
            "ID do cliente;Data do pedido;Valor total;Canal de venda",
            "1;31/01/2024;R$ 1.234,56;Loja física",
            "2;02/03/2024;R$12,50;Aplicativo",
        ),
    ),
    Ugly(
        "English headings and the month first",
        text(
            "Customer ID,Order Date,Order Total",
            "a,1/31/2024,$1,234.56".replace("$1,234.56", '"$1,234.56"'),
            "b,3/2/2024,$12.50",
        ),
    ),
    Ugly(
        "currency codes and spaces that do not break",
        text("cliente;fecha;monto", "a;31/01/2024;MXN 1\u00a0234,56", "b;02/03/2024;12,50 €"),
    ),
    Ugly(
        "signs of other currencies",
        text("cliente;fecha;monto", "a;2024-01-31;S/ 1,234.56", "b;2024-03-02;₲12.5"),
    ),
    Ugly("two headers of two languages", text(HEAD, "Customer;Date;Amount;Channel", *ROWS)),
    Ugly("titles above the headings", text("Ventas 2024", "Filtro: todas", "", HEAD, *ROWS)),
    Ugly("headings that are repeated", text(HEAD, ROWS[0], HEAD, ROWS[1]), also={"totals": 1}),
    Ugly("empty lines", text("", HEAD, "", ROWS[0], ";;;", "   ;;;", ROWS[1], "")),
    Ugly("a total below", text(HEAD, *ROWS, "TOTAL;;1.247,06;"), also={"totals": 1}),
    Ugly(
        "subtotals between", text(HEAD, ROWS[0], "Subtotal;;1.234,56;", ROWS[1]), also={"totals": 1}
    ),
    Ugly("no headings", text("ana;31/01/2024;1.234,56;Tienda", "beto;02/03/2024;12,50;Web")),
    Ugly(
        "columns in another order, and more of them",
        text(
            "Pedido;Canal;Nota;Importe;Fecha;Cliente;Vendedor",
            "9001;Web;;1.234,56;31/01/2024;ana;x",
            "9002;Web;ok;12,50;02/03/2024;beto;y",
        ),
    ),
    Ugly(
        "rows that are too long or too short",
        text(HEAD, ROWS[0] + ";sobra;sobra", "beto;02/03/2024;12,50"),
    ),
    Ugly("one customer", text(HEAD, "a;31/01/2024;1.234,56;Web", "a;02/03/2024;12,50;Web")),
    Ugly("the same order twice", text(HEAD, ROWS[0], ROWS[0], ROWS[1]), also={"duplicates": 1}),
    Ugly(
        "orders of several pieces",
        text(
            "pedido;cliente;fecha;importe",
            "1;a;31/01/2024;10,00",
            "1;a;31/01/2024;10,00",
            "1;a;31/01/2024;5,50",
            "2;b;02/03/2024;7,25",
            "2;b;02/03/2024;3,10",
        ),
        expected=(
            ("2024-01-31", 10.0),
            ("2024-01-31", 10.0),
            ("2024-01-31", 5.5),
            ("2024-03-02", 7.25),
            ("2024-03-02", 3.1),
        ),
    ),
    Ugly(
        "refunds in three spellings",
        text(
            HEAD,
            *ROWS,
            "ana;05/02/2024;-100,00;Web",
            "ana;06/02/2024;(50,25);Web",
            "b;15/02/2024;7,50-;Web",
        ),
        expected=(*SAYS, ("2024-02-05", -100.0), ("2024-02-06", -50.25), ("2024-02-15", -7.5)),
        also={"refunds": 3},
    ),
    Ugly(
        "orders of nothing", text(HEAD, *ROWS, "c;31/03/2024;0,00;Web"), also={"empty_amounts": 1}
    ),
    Ugly(
        "thousands without decimals, as in Chile",
        text("rut;fecha;monto", "a;31-01-2024;$12.990", "b;02-03-2024;$1.234.567"),
        expected=(("2024-01-31", 12990.0), ("2024-03-02", 1234567.0)),
    ),
    Ugly(
        "apostrophes between thousands",
        text("cliente;fecha;monto", "a;31.01.2024;1'234.56", "b;02.03.2024;12.50"),
    ),
    Ugly("years of two digits", text(HEAD, "ana;31/01/24;1.234,56;Web", "b;02/03/24;12,50;Web")),
    Ugly(
        "dates with hours and zones",
        text(
            "cliente;fecha;monto",
            "a;2024-01-31T10:00:00Z;1234.56",
            "b;2024-03-02 09:30:15.123;12.5",
        ),
    ),
    Ugly(
        "dates without signs", text("cliente;fecha;monto", "a;20240131;1234.56", "b;20240302;12.5")
    ),
    Ugly(
        "months by name",
        text("cliente;fecha;monto", "a;31 de enero de 2024;1234.56", "b;02-mar-2024;12.5"),
    ),
    Ugly(
        "months by name in English and Portuguese",
        text("cliente;data;valor", "a;Jan 31, 2024;1234.56", "b;2 de março de 2024;12.5"),
    ),
    Ugly(
        "days that a spreadsheet counts, as text",
        text("cliente;fecha;monto", "a;45322;1234,56", "b;45353;12,5"),
    ),
    Ugly("which comes first cannot be told", text(HEAD, *AMBIGUOUS), refused="ambiguous_dates"),
    Ugly(
        "which comes first, told: the day",
        text(HEAD, *AMBIGUOUS),
        options={"day_first": True},
        expected=(("2024-04-03", 10.5), ("2024-06-05", 8.2)),
    ),
    Ugly(
        "which comes first, told: the month",
        text(HEAD, *AMBIGUOUS),
        options={"day_first": False},
        expected=(("2024-03-04", 10.5), ("2024-05-06", 8.2)),
    ),
    Ugly(
        "one date far below tells",
        text(HEAD, *[f"c{n};03/04/2024;{n},50;Web" for n in range(100)], "z;25/04/2024;1,50;Web"),
        expected=(*(("2024-04-03", n + 0.5) for n in range(100)), ("2024-04-25", 1.5)),
    ),
    Ugly(
        "bad rows among good ones",
        text(
            HEAD,
            ROWS[0],
            "c;ayer;5,00;Web",
            ";03/03/2024;5,00;Web",
            "d;31/02/2024;5,00;Web",
            "e;13/03/2024;cinco;Web",
            "f;13/03/2024;;Web",
            "g;;5,00;Web",
            "h;13/03/1824;5,00;Web",
            ROWS[1],
        ),
        bad=(
            (3, "bad_date"),
            (4, "no_customer"),
            (5, "bad_date"),
            (6, "bad_amount"),
            (7, "no_amount"),
            (8, "no_date"),
            (9, "date_out_of_range"),
        ),
    ),
    Ugly(
        "orders of tomorrow's year",
        text(HEAD, *ROWS, "c;31/12/2099;5,00;Web"),
        bad=((4, "date_out_of_range"),),
    ),
    Ugly(
        "formulas in a text",
        text(
            HEAD,
            "=HYPERLINK(1);31/01/2024;1.234,56;+cmd|x",
            "@b;02/03/2024;12,50;-1",
            "c;02/03/2024;=1+1;Web",
        ),
        bad=((4, "bad_amount"),),
    ),
    Ugly(
        "emoji and right-to-left marks",
        text(
            "Cliente 🛍️;Fecha 📅;Importe 💰;Canal",
            "🙂;31/01/2024;1.234,56;Tienda 🏬",
            "\u202eb;02/03/2024;12,50;Web",
        ),
    ),
    Ugly("a line inside a cell", text(HEAD, '"ana\nmaría";31/01/2024;1.234,56;Tienda', ROWS[1])),
    Ugly(
        "a quotation mark that is never closed",
        text(
            HEAD,
            'ana "la;31/01/2024;1.234,56;Tienda',
            '"beto;02/03/2024;12,50;Web',
            *[f"c{n};31/03/2024;{n},50;Web" for n in range(40)],
        ),
        expected=(*SAYS, *(("2024-03-31", n + 0.5) for n in range(40))),
    ),
    Ugly(
        "a few broken bytes in UTF-8",
        lambda: (
            lines(HEAD, *ROWS, *["ñandú;02/03/2024;1,50;Teléfono"] * 1).encode()
            + b"\xff;02/03/2024;2,50;Web\n"
            + lines(*[f"peña{n};02/04/2024;{n},50;Teléfono" for n in range(15)]).encode()
        ),
        expected=(
            *SAYS,
            ("2024-03-02", 1.5),
            ("2024-03-02", 2.5),
            *(("2024-04-02", n + 0.5) for n in range(15)),
        ),
    ),
    Ugly("a workbook", lambda: book(*two_days())),
    Ugly("a workbook with merged headings", merged),
    Ugly("a workbook whose orders are on the second sheet", several_sheets),
    Ugly("a workbook that counts days", serial),
    Ugly("a workbook of formulas", cached_formula),
    Ugly(
        "a workbook that begins further down and right",
        lambda: book(
            [],
            [],
            [None, None, "Cliente", "Fecha", "Importe"],
            [None, None, "a", datetime.date(2024, 1, 31), 1234.56],
            [None, None, "b", datetime.date(2024, 3, 2), "12,50"],
        ),
    ),
    Ugly(
        "a workbook of texts",
        lambda: book(
            ["Cliente", "Fecha", "Importe"],
            ["a", "31/01/2024", "R$ 1.234,56"],
            ["b", "02/03/2024", "12,50"],
        ),
    ),
    Ugly("nothing", lambda: b"", refused="empty"),
    Ugly("nothing but spaces", lambda: b" \r\n\t\n", refused="empty"),
    Ugly("an empty workbook", book, refused="empty"),
    Ugly("headings alone", text(HEAD), refused="no_orders"),
    Ugly("no dates", text("cliente;importe", "a;10,50", "b;3,20"), refused="no_columns"),
    Ugly("something else", text("receta;harina", "pan;500 g"), refused="no_columns"),
    Ugly(
        "nothing but bad rows",
        text(HEAD, "a;31/02/2024;1,00;Web", "b;40/40/2024;2,00;Web", "c;13/01/2024;x;Web"),
        refused="no_orders",
    ),
    Ugly("a PDF", lambda: b"%PDF-1.7 x", refused="wrong_type"),
    Ugly("a picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, refused="wrong_type"),
    Ugly(
        "a web page that calls itself a spreadsheet",
        lambda: b"<html><table><tr><td>1</td></tr></table>",
        refused="wrong_type",
    ),
    Ugly("JSON", lambda: b'{"orders": []}', refused="wrong_type"),
    Ugly("a program", lambda: b"\x7fELF" + bytes(range(256)) * 4, refused="wrong_type"),
    Ugly("bytes of no text", lambda: bytes(range(256)) * 30, refused="wrong_type"),
    Ugly("a document of another program", other_zip, refused="wrong_type"),
    Ugly("a zip bomb", bomb, refused="unpacks_too_large"),
    Ugly("a zip that lies about its size", lying_zip, refused="damaged"),
    Ugly("half a workbook", lambda: book(*two_days())[:2000], refused="damaged"),
    Ugly("a zip with a password", encrypted_zip, refused="password"),
    Ugly(
        "a workbook with a password",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        refused="password",
    ),
    Ugly("half an old workbook", lambda: OLE, refused="damaged"),
)


def days_and_amounts(orders: Orders) -> list[tuple[str, float]]:
    """Return day and amount of each order, in the order of the file."""
    days = [datetime.date.fromordinal(int(day) + 719_163).isoformat() for day in orders.days]
    return list(zip(days, (round(float(a), 6) for a in orders.amounts), strict=True))
