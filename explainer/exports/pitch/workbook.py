"""A presentation as an Excel file: data, native charts, and formulas that recompute the range."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from content import Texts, load_texts
from explainer.exports.pitch.document import Document, Row
from explainer.exports.pitch.drawings import FEELING_COLOURS, case_colours
from explainer.exports.pitch.offices import money_axis
from explainer.exports.pitch.tables import column_heads
from explainer.results.pitch.money_range import case_positions

WIDE, NARROW = 46, 18
WIDTHS = {
    "summary": (70, NARROW, NARROW),
    "money": (WIDE, NARROW, NARROW, NARROW),
    "worlds": (22, 22, 22, 22),
    "people": (WIDE, NARROW),
    "assumptions": (WIDE, NARROW, NARROW, 50),
}
"""Columns of each sheet, in letters of the normal type."""
LINE = 15.5
"""Height of a line in points. Not every office makes a row higher for words that wrap."""
FIRST = 4
"""Row of the first number that may be changed, from 0."""
CASES_AT = 9
MONTHS_AT = 16


def workbook(document: Document) -> bytes:
    """Write the presentation as an .xlsx file of five sheets."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": document.claim, "comments": document.disclaimer})
    writer = _WorkbookWriter(book, document, load_texts(document.language))
    writer.summary()
    writer.money()
    writer.worlds()
    writer.people()
    writer.assumptions()
    book.close()
    return out.getvalue()


class _WorkbookWriter:
    """Fills the sheets of a book; texts are written as texts, whatever they begin with."""

    def __init__(self, book: Any, document: Document, texts: Texts) -> None:
        self.document, self.texts = document, texts
        wrap = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format(
            {"bold": True, "font_size": 16, "font_color": document.firm.colour}
        )
        self.wrap = book.add_format(wrap)
        self.head = book.add_format(
            {**wrap, "bold": True, "font_color": "#ffffff", "bg_color": document.firm.colour}
        )
        self.number = book.add_format({"num_format": "#,##0"})
        self.cents = book.add_format({"num_format": "#,##0.00"})
        self.input = book.add_format(
            {"num_format": "#,##0.00", "bg_color": "#fff3c4", "border": 1, "bold": True}
        )
        self.link = book.add_format({"font_color": "#0b5e7a", "underline": 1})
        self.names = {name: texts(f"business_pitch.sheet.{name}") for name in WIDTHS}
        self.sheets = {name: book.add_worksheet(self.names[name]) for name in WIDTHS}
        self.lines: dict[tuple[str, int], int] = {}
        self.book = book
        for name, sheet in self.sheets.items():
            sheet.set_paper(9)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.hide_gridlines(2)
            for column, width in enumerate(WIDTHS[name]):
                sheet.set_column(column, column, width)
            sheet.set_footer(
                f"&L{document.disclaimer} {document.provenance}".replace("&L", "&L&8", 1)
            )

    def write_text(self, name: str, row: int, column: int, text: str, cell_format: Any) -> None:
        """Write words that wrap, and make their row as high as they need."""
        self.sheets[name].write_string(row, column, text, cell_format)
        needed = len(textwrap.wrap(text, WIDTHS[name][column] - 3))
        lines = self.lines[name, row] = max(1, needed, self.lines.get((name, row), 1))
        self.sheets[name].set_row(row, LINE * lines)

    def summary(self) -> None:
        document, sheet = self.document, self.sheets["summary"]
        sheet.write_string(0, 0, document.claim, self.title)
        name = document.name or self.texts("business_pitch.nameless")
        lines = [name, document.lead, document.better, document.half, document.cost]
        lines += [document.not_for_you, document.first_steps, document.limits]
        for row, words in enumerate(lines, 2):
            self.write_text("summary", row, 0, words, self.wrap)
        row = len(lines) + 3
        row = self._write_table("summary", row, "facts", document.facts) + 1
        if len(document.link) <= 2_000:
            sheet.write_url(row, 0, document.link, self.link, self.texts("business_pitch.link"))
        self.write_text("summary", row + 1, 0, document.disclaimer, self.wrap)
        self.write_text("summary", row + 2, 0, document.provenance, self.wrap)
        self.write_text(
            "summary", row + 4, 0, self.texts("business_pitch.take.evidence"), self.head
        )
        for study_row, study in enumerate(document.studies, row + 5):
            self.write_text("summary", study_row, 0, study, self.wrap)

    def money(self) -> None:
        document, sheet, money_range = (
            self.document,
            self.sheets["money"],
            self.document.money_range,
        )
        sheet.write_string(0, 0, document.money_title, self.title)
        self.write_text("money", 2, 0, self.texts("business_pitch.sheet.change"), self.wrap)
        inputs = {"customers": document.customers, "gain_share": 1.0, "cost_factor": 1.0}
        for row, (name, value) in enumerate(inputs.items(), FIRST):
            self.write_text("money", row, 0, self.texts(f"business_pitch.sheet.{name}"), self.wrap)
            sheet.write_number(row, 1, value, self.input)
        name, money, month = column_heads("cases", self.texts)
        for column, head in enumerate((name, f"{money} ({document.currency})", month)):
            self.write_text("money", CASES_AT, column, head, self.head)
        last = len(money_range.gains) + 1
        profits = f"'{self.names['worlds']}'!$D$2:$D${last}"
        chosen = case_positions(len(money_range.gains))
        for row, (cells, case, world) in enumerate(
            zip(document.cases, money_range.cases, chosen, strict=True), CASES_AT + 1
        ):
            sheet.write_string(row, 0, cells[0])
            value = float(money_range.profits[world]) * document.customers
            sheet.write_formula(row, 1, f"=SMALL({profits},{world + 1})", self.number, value)
            if case.month is None:
                sheet.write_string(row, 2, cells[2])
            else:
                sheet.write_number(row, 2, case.month)
        self._months(sheet)

    def _months(self, sheet: Any) -> None:
        document, name = self.document, self.names["money"]
        heads = (
            self.texts("business_pitch.money.month_axis"),
            *(line.name for line in document.lines),
        )
        for column, head in enumerate(heads):
            self.write_text("money", MONTHS_AT, column, head, self.head)
        months = len(document.lines[0].values)
        for month in range(months):
            sheet.write_number(MONTHS_AT + 1 + month, 0, month + 1)
            for column, line in enumerate(document.lines, 1):
                sheet.write_number(MONTHS_AT + 1 + month, column, line.values[month], self.number)
        chart = self.book.add_chart({"type": "scatter", "subtype": "straight"})
        rows = (MONTHS_AT + 1, MONTHS_AT + months)
        for column, colour in enumerate(case_colours(document), 1):
            chart.add_series(
                {
                    "name": [name, MONTHS_AT, column],
                    "categories": [name, rows[0], 0, rows[1], 0],
                    "values": [name, rows[0], column, rows[1], column],
                    "line": {"color": colour, "width": 2.5},
                }
            )
        axis = money_axis(document, self.texts)
        chart.set_title({"name": axis.name, "name_font": {"size": 12}})
        scale = {"min": 0, "max": months, "major_unit": max(1, months // 4)}
        chart.set_x_axis({"name": heads[0], "label_position": "low", "num_format": "0", **scale})
        chart.set_y_axis({"num_format": axis.number_format})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 640, "height": 360})
        sheet.insert_chart(2, 4, chart, {"x_offset": 20, "description": axis.name})

    def worlds(self) -> None:
        document, sheet, money_range = (
            self.document,
            self.sheets["worlds"],
            self.document.money_range,
        )
        keys = ("number", "gain", "cost_each", "profit")
        for column, key in enumerate(keys):
            self.write_text(
                "worlds", 0, column, self.texts(f"business_pitch.sheet.{key}"), self.head
            )
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        cells = {
            n: f"'{self.names['money']}'!$B${FIRST + 1 + p}"
            for p, n in enumerate(("people", "share", "factor"))
        }
        for row, (gain, cost) in enumerate(
            zip(money_range.gains, money_range.costs, strict=True), 1
        ):
            sheet.write_number(row, 0, row)
            sheet.write_number(row, 1, float(gain), self.cents)
            sheet.write_number(row, 2, float(cost), self.cents)
            formula = (
                f"={cells['people']}*({cells['share']}*B{row + 1}-{cells['factor']}*C{row + 1})"
            )
            value = document.customers * float(gain - cost)
            sheet.write_formula(row, 3, formula, self.number, value)

    def people(self) -> None:
        document, sheet, name = self.document, self.sheets["people"], self.names["people"]
        sheet.write_string(0, 0, document.per_hundred_title, self.title)
        self.write_text("people", 1, 0, document.per_hundred_text, self.wrap)
        axis = self.texts("business_pitch.hundred.axis")
        self.write_text("people", 3, 1, axis, self.head)
        for row, (label, count) in enumerate(document.per_hundred, 4):
            sheet.write_string(row, 0, label)
            sheet.write_number(row, 1, count)
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": [name, 3, 1],
                "categories": [name, 4, 0, 6, 0],
                "values": [name, 4, 1, 6, 1],
                "points": [{"fill": {"color": colour}} for colour in FEELING_COLOURS],
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": document.per_hundred_title, "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": True})
        sheet.insert_chart(8, 0, chart, {"description": document.per_hundred_text})

    def assumptions(self) -> None:
        sheet = self.sheets["assumptions"]
        sheet.write_string(0, 0, self.texts("business_pitch.grounds.title"), self.title)
        self.write_text("assumptions", 1, 0, self.texts("business_pitch.grounds.lead"), self.wrap)
        self._write_table("assumptions", 3, "assumptions", self.document.assumptions)

    def _write_table(self, name: str, row: int, table: str, rows: Sequence[Row]) -> int:
        for line, cells in enumerate((column_heads(table, self.texts), *rows), row):
            for column, text in enumerate(cells):
                self.write_text(name, line, column, text, self.head if line == row else self.wrap)
        return row + len(rows) + 1
