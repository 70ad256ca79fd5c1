"""Files of orders as shops, market places and offices hand them out: by their own headings."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl

from tests.simulations.orders.ugly import HEAD, ROWS, SAYS, Ugly, book, text

BOTH = (("2024-01-31", 1234.56), ("2024-03-05", 12.5))
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Source"
)


def sheets(**named: list[list[Any]]) -> bytes:
    """Write a workbook of several sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in named.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def market_place() -> bytes:
    """A workbook of Mercado Libre: a page of notes, and headings in row 6 in two rows."""
    group = ["Ventas", None, None, None, None, "Compradores"]
    heads = ["# de venta", "Fecha de venta", "Estado", "Unidades", "Total (MXN)", "Comprador"]
    rows = [
        [2000001, "31 de enero de 2024 10:05 hs.", "Entregado", 1, 1234.56, "Ana P"],
        [2000002, "5 de marzo de 2024 09:30 hs.", "Entregado", 2, 12.5, "Beto Q"],
    ]
    notes = [["Reporte de ventas"], ["Generado el 1 de abril"], [], ["Filtros: todas"]]
    return sheets(Ayuda=[["Cómo leer este archivo"]], Ventas=[*notes, group, heads, *rows])


def by_month() -> bytes:
    head = ["Cliente", "Fecha", "Importe"]
    first = [["a", datetime.date(2024, 1, 31), 1234.56], ["b", datetime.date(2024, 1, 30), 5.5]]
    return sheets(Enero=[head, *first], Resumen=[["Mes", "Total"], ["Enero", 1240.06]])


def office() -> bytes:
    """A list of SAP as a workbook: a title, filters, and headings in row 7."""
    top: list[list[Any]] = [["Lista de partidas individuales"], [], ["Sociedad", "1000"], []]
    top += [["Usuario", "PEREZ"], []]
    heads = [None, "Deudor", "Fe.contab.", "Nº doc.", "Importe en ML", "Mon."]
    rows = [
        [
            None,
            "0000100123",
            datetime.datetime.fromisoformat("2024-01-31T00:00"),
            "1400001",
            1234.56,
            "MXN",
        ],
        [
            None,
            "0000100124",
            datetime.datetime.fromisoformat("2024-03-05T00:00"),
            "1400002",
            12.5,
            "MXN",
        ],
    ]
    return book(*top, heads, *rows)


EXPORTS = (
    Ugly(
        "Shopify",
        text(
            SHOPIFY,
            "#1001,ana@uno.test,paid,2024-01-31 10:05:22 -0600,fulfilled,MXN,1100.00,34.56,100.00,"
            '1234.56,,2024-01-31 10:05:20 -0600,2,"Zapato, rojo",550.00,Ana P,web',
            "#1002,BETO@dos.test,paid,2024-03-05 14:22:01 -0600,,MXN,12.50,0.00,0.00,12.50,,"
            "2024-03-05 14:22:00 -0600,1,Gorra,12.50,Beto Q,pos",
        ),
        expected=BOTH,
    ),
    Ugly(
        "Shopify, an order of several pieces",
        text(
            SHOPIFY,
            "#1001,ana@uno.test,paid,2024-01-31 10:05:22 -0600,fulfilled,MXN,1100.00,34.56,100.00,"
            "1234.56,,2024-01-31 10:05:20 -0600,1,Zapato,550.00,Ana P,web",
            "#1001,ana@uno.test,,,,,,,,,,2024-01-31 10:05:20 -0600,1,Bota,550.00,,",
            "#1002,beto@dos.test,paid,2024-03-05 14:22:01 -0600,,MXN,12.50,0.00,0.00,12.50,,"
            "2024-03-05 14:22:00 -0600,1,Gorra,12.50,Beto Q,pos",
        ),
        expected=BOTH,
        also={"empty_amounts": 1},
    ),
    Ugly(
        "VTEX",
        text(
            "Origin;Order;Sequence;Creation Date;Client Name;Client Last Name;Client Document;"
            "Email;Status;Total Value;Payment System Name",
            "Marketplace;v1-01;501;2024-01-31 13:05:06Z;Ana;P;11122233344;a@uno.test;Faturado;"
            "1234,56;Pix",
            "Fulfillment;v2-01;502;2024-03-05 09:00:00Z;Beto;Q;55566677788;b@dos.test;Faturado;"
            "12,50;Boleto",
        ),
        expected=BOTH,
    ),
    Ugly("Mercado Libre", market_place, expected=BOTH),
    Ugly(
        "Nuvemshop",
        text(
            "Número do Pedido;E-mail;Data;Status do Pedido;Status do Pagamento;Moeda;"
            "Subtotal de produtos;Desconto;Valor do frete;Total;Nome do comprador;CPF / CNPJ;Canal",
            "101;a@uno.test;31/01/2024 10:05:22;Aberto;Recebido;BRL;1200,00;0,00;34,56;1.234,56;"
            "Ana;11122233344;Loja virtual",
            "102;b@dos.test;05/03/2024 09:00:00;Aberto;Recebido;BRL;12,50;0,00;0,00;12,50;"
            "Beto;55566677788;Facebook",
            encoding="latin-1",
        ),
        expected=BOTH,
    ),
    Ugly(
        "Tiendanube",
        text(
            "Número de orden;Email;Fecha;Estado de la orden;Moneda;Subtotal de productos;"
            "Costo de envío;Total;Nombre del comprador;DNI / CUIT;Canal",
            '"101";"a@uno.test";"31/01/2024 10:05";"Abierta";"ARS";"1200.00";"34.56";"1234.56";'
            '"Ana";"20111222333";"Móvil"',
            '"102";"b@dos.test";"05/03/2024 09:00";"Abierta";"ARS";"12.50";"0.00";"12.50";'
            '"Beto";"20555666777";"Web"',
            encoding="latin-1",
        ),
        expected=BOTH,
    ),
    Ugly(
        "WooCommerce",
        text(
            "Order Number,Order Status,Order Date,Customer User Email,Order Total Amount",
            "9,Completed,2024-01-31 10:05,a@uno.test,1234.56",
            "10,Completed,2024-03-05 09:00,b@dos.test,12.50",
        ),
        expected=BOTH,
    ),
    Ugly(
        "Magento",
        text(
            "ID,Purchase Point,Purchase Date,Bill-to Name,Grand Total (Base),Customer Email,Status",
            '000001,Main,"Jan 31, 2024 10:05:22 AM",Ana,"$1,234.56",a@uno.test,complete',
            '000002,Main,"Mar 5, 2024 9:00:00 PM",Beto,$12.50,b@dos.test,complete',
        ),
        expected=BOTH,
    ),
    Ugly(
        "Amazon",
        text(
            "amazon-order-id\tpurchase-date\tbuyer-email\titem-price\tcurrency\tsales-channel",
            "701-1\t2024-01-31T10:05:22+00:00\ta@uno.test\t1234.56\tMXN\tAmazon.com.mx",
            "701-2\t2024-03-05T09:00:00+00:00\tb@dos.test\t12.5\tMXN\tAmazon.com.mx",
        ),
        expected=BOTH,
    ),
    Ugly("SAP as a workbook", office, expected=BOTH),
    Ugly(
        "SAP as a list with lines between",
        text(
            "Lista de partidas",
            "",
            "------------------------------------------------",
            "|Deudor    |Fe.contab.|Nº doc.   |Importe en ML|",
            "------------------------------------------------",
            "|100123    |31.01.2024|1400001   |    1.234,56 |",
            "|100124    |05.03.2024|1400002   |       12,50 |",
            "------------------------------------------------",
        ),
        expected=BOTH,
    ),
    Ugly(
        "SAP with the sign behind",
        text(
            "Solicitante\tFecha factura\tValor neto",
            "100123\t31.01.2024\t1.234,56",
            "100123\t05.03.2024\t12,50-",
        ),
        expected=(("2024-01-31", 1234.56), ("2024-03-05", -12.5)),
        also={"refunds": 1},
    ),
    Ugly(
        "two sheets, of which one sums up",
        by_month,
        expected=(("2024-01-31", 1234.56), ("2024-01-30", 5.5)),
    ),
    Ugly(
        "headings in row 7",
        text("Empresa X", "RUC 1", "", "Periodo: 2024", "Emitido: 01/04/2024", "", HEAD, *ROWS),
    ),
    Ugly(
        "R$ before, with a space that does not break",
        text("cliente;data;valor", "a;31/01/2024;R$\u00a01.234,56", "b;05/03/2024;R$ 12,50"),
        expected=BOTH,
    ),
    Ugly(
        "minus before the currency and between",
        text(
            "cliente;data;valor",
            "a;31/01/2024;-R$ 1.234,56",
            "b;05/03/2024;R$ -12,50",
            "c;13/03/2024;(R$ 7,00)",
        ),
        expected=(("2024-01-31", -1234.56), ("2024-03-05", -12.5), ("2024-03-13", -7.0)),
        also={"refunds": 3},
    ),
    Ugly(
        "hours and a zone with single digits",
        text("cliente;fecha;monto", "a;2024-1-31 14:22:01 -0300;1234.56", "b;2024-3-5 4:22;12.5"),
        expected=BOTH,
    ),
    Ugly(
        "months cut short",
        text("cliente;fecha;monto", "a;31-ene-24;1234,56", "b;5-mar-24;12,5"),
        expected=BOTH,
    ),
    Ugly(
        "months cut short with a point",
        text("cliente;fecha;monto", "a;31/ene./2024;1234,56", "b;05/mar./2024;12,5"),
        expected=BOTH,
    ),
    Ugly(
        "months of Brazil cut short",
        text("cliente;data;valor", "a;31/jan/24;1234,56", "b;5 mar. 2024;12,5", "c;1-fev-24;2,5"),
        expected=(*BOTH, ("2024-02-01", 2.5)),
    ),
    Ugly(
        "the day of the week too",
        text(
            "cliente;data;valor",
            '"a";"quarta-feira, 31 de janeiro de 2024";1234,56',
            '"b";"terça-feira, 5 de março de 2024";12,5',
        ),
        expected=BOTH,
    ),
    Ugly(
        "hours of twelve",
        text(
            "cliente;fecha;monto", "a;31/01/2024 10:05 a. m.;1234,56", "b;05/03/2024 9:00 PM;12,5"
        ),
        expected=BOTH,
    ),
    Ugly(
        "thousands parted by a space",
        text("cliente;fecha;monto", "a;31/01/2024;1 234,56", "b;05/03/2024;12,50"),
        expected=BOTH,
    ),
    Ugly(
        "thousands parted by a narrow space and an apostrophe",
        text("cliente;fecha;monto", "a;31/01/2024;1\u202f234,56", "b;05/03/2024;1’234,50"),
        expected=(("2024-01-31", 1234.56), ("2024-03-05", 1234.5)),
    ),
    Ugly(
        "an equals sign that keeps zeros",
        text("cliente,fecha,monto", '="0012",2024-01-31,1234.56', '="0013",2024-03-05,12.5'),
        expected=BOTH,
    ),
    Ugly(
        "quotation marks that bend",
        text("cliente;fecha;monto", "“a”;31/01/2024;1.234,56", "‘b’;05/03/2024;12,50"),
        expected=BOTH,
    ),
    Ugly(
        "every cell in quotation marks and spaces",
        text(
            '"cliente" ; "fecha" ; "monto"',
            '"a" ; "31/01/2024" ; "1.234,56"',
            '"b" ; "05/03/2024" ; "12,50"',
        ),
        expected=BOTH,
    ),
    Ugly(
        "a separator at the end of each line",
        text("cliente;fecha;monto;", "a;31/01/2024;1.234,56;", "b;05/03/2024;12,50;"),
        expected=BOTH,
    ),
    Ugly(
        "headings with units and signs",
        text(
            "ID_Cliente;Fecha (dd/mm/aaaa);Monto ($);",
            "a;31/01/2024;1.234,56",
            "b;05/03/2024;12,50",
        ),
        expected=BOTH,
    ),
    Ugly(
        "headings in camel case",
        text(
            "customerEmail,orderDate,totalAmount",
            "a@x.test,2024-01-31,1234.56",
            "b@x.test,2024-03-05,12.5",
        ),
        expected=BOTH,
    ),
    Ugly(
        "seconds since 1970",
        text("user_id,timestamp,amount", "a,1706695522,1234.56", "b,1709632800,12.5"),
        expected=BOTH,
    ),
    Ugly(
        "milliseconds since 1970",
        text("user_id,timestamp,amount", "a,1706695522000,1234.56", "b,1709632800000,12.5"),
        expected=BOTH,
    ),
    Ugly(
        "line ends of all kinds",
        f"{HEAD}\r{ROWS[0]}\r\n{ROWS[1]}\n".encode,
        expected=SAYS,
    ),
    Ugly(
        "bytes of nothing at the end",
        f"{HEAD}\n{ROWS[0]}\n{ROWS[1]}\n\x1a".encode,
        expected=SAYS,
    ),
)
