"""A presentation as a PowerPoint file: native charts and tables, notes for whoever speaks."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from content import Texts, load_texts
from explainer.exports.pitch.document import Document, Row
from explainer.exports.pitch.drawings import FEELING_COLOURS, case_colours
from explainer.exports.pitch.offices import money_axis
from explainer.exports.pitch.tables import column_heads, rows_as_sentence
from explainer.figures.drawings.qr import LONGEST, qr_png
from explainer.figures.palette import LIGHT

WIDTH, HEIGHT = 13.333, 7.5
MARGIN, TOP, FOOT = 0.7, 1.75, 6.95
TEXT, SMALL, HEAD = 20, 11, 30
GRID = "#d8d0c0"
FONT, TITLE_FONT = "Calibri", "Georgia"
TITLE_ONLY = 5
"""Place of the layout with a title alone in the library's own template."""
LOGO_ROOM, WIDEST_LOGO = 4.4, 4.0
LANES = ((200, 20), (420, 16), (math.inf, 13))
"""Letters of the longer of two lives, below which its type is so large."""
GRADES = {"E": LIGHT.connected.colour, "S": LIGHT.islands.colour}
LONGEST_AMOUNT = 22
"""Letters of an amount that fit on one line of the table of cases."""


def slides(document: Document) -> bytes:
    """Write the presentation as a .pptx file: seven slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    deck.core_properties.title = document.claim
    deck.core_properties.author = document.name
    deck.core_properties.language = document.language
    writer = _SlideWriter(deck, document, load_texts(document.language))
    writer.opening()
    writer.client()
    writer.person()
    writer.per_hundred()
    writer.money()
    writer.grounds()
    writer.take()
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


class _SlideWriter:
    """Adds slides to a deck; one colour, one grid, the same foot on each."""

    def __init__(self, deck: Any, document: Document, texts: Texts) -> None:
        self.deck, self.document, self.texts = deck, document, texts
        self.colour = document.firm.colour

    def opening(self) -> None:
        slide = self._slide(self.document.claim, "client", height=2.2, top=1.6, size=40)
        self._text(slide, [self.document.lead], 4.0, 1.9, size=24)
        name = self.document.name or self.texts("business_pitch.nameless")
        room = WIDTH - 2 * MARGIN - LOGO_ROOM
        self._text(slide, [name], 0.65, 0.8, width=room, size=TEXT, colour=self.colour, bold=True)
        if self.document.firm.pixels:
            picture = slide.shapes.add_picture(
                io.BytesIO(self.document.firm.pixels), Inches(0), Inches(0.6), height=Inches(0.9)
            )
            if picture.width > Inches(WIDEST_LOGO):
                picture.height = int(picture.height * Inches(WIDEST_LOGO) / picture.width)
                picture.width = Inches(WIDEST_LOGO)
            picture.left = Inches(WIDTH - MARGIN) - picture.width
            _describe(picture, name)

    def client(self) -> None:
        document = self.document
        slide = self._slide(document.client_title, "client")
        self._text(slide, [document.client_lead], TOP, 0.9, size=18)
        self._table(slide, "facts", document.facts, 2.8, (6.2, 3.2, 2.5))

    def person(self) -> None:
        story = self.document.person
        if story is None:
            slide = self._slide(self.texts("business_pitch.step.person"), "person")
            self._text(slide, [self.texts("business_pitch.person.none")], TOP, 2.0)
            return
        slide = self._slide(story.title, "person")
        same = self.texts("business_pitch.person.same")
        self._text(slide, [f"{story.who} {same}"], TOP, 0.9, size=16)
        half = (WIDTH - 2 * MARGIN - 0.4) / 2
        sides = (
            (story.shops[0], story.a, LIGHT.islands.colour),
            (story.shops[1], story.b, LIGHT.connected.colour),
        )
        longest = max(sum(map(len, lane)) for _, lane, _ in sides)
        size = next(size for most, size in LANES if longest < most)
        for column, (shop, lane, colour) in enumerate(sides):
            left = MARGIN + column * (half + 0.4)
            self._text(slide, [shop], 2.7, 0.5, left=left, width=half, colour=colour, bold=True)
            sentences = [f"• {sentence}" for sentence in lane]
            self._text(slide, sentences, 3.25, 2.75, left=left, width=half, size=size)
        self._text(slide, [story.verdict], 6.1, 0.7, size=18, bold=True)

    def per_hundred(self) -> None:
        document = self.document
        slide = self._slide(document.per_hundred_title, "hundred")
        data = CategoryChartData(number_format="0")
        data.categories = [name for name, _ in document.per_hundred]
        data.add_series(
            self.texts("business_pitch.hundred.axis"), [n for _, n in document.per_hundred]
        )
        description = "; ".join(f"{name}: {count}" for name, count in document.per_hundred)
        chart = self._chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, description, TOP, 3.6)
        chart.category_axis.reverse_order = True
        plot = chart.plots[0]
        plot.gap_width = 40
        plot.has_data_labels = True
        plot.data_labels.font.size = Pt(TEXT)
        for point, colour in zip(plot.series[0].points, FEELING_COLOURS, strict=True):
            _fill(point.format.fill, colour)
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        self._text(slide, [document.per_hundred_text], 5.5, 1.2)

    def money(self) -> None:
        document = self.document
        slide = self._slide(document.money_title, "money")
        data = XyChartData(number_format="#,##0")
        for line in document.lines:
            series = data.add_series(line.name)
            for month, value in enumerate(line.values, 1):
                series.add_data_point(month, value)
        kind = XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS
        description = rows_as_sentence(document.cases)
        chart = self._chart(slide, kind, data, description, TOP - 0.15, 3.1, width=5.7)
        chart.has_legend, chart.legend.include_in_layout = True, False
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.font.size = Pt(11)
        for series, colour, dash in zip(
            chart.plots[0].series, case_colours(document), (3, None, 7), strict=True
        ):
            series.smooth = False
            series.format.line.color.rgb = _rgb(colour)
            series.format.line.width = Pt(3 if dash is None else 2)
            if dash is not None:
                series.format.line.dash_style = dash
        money, months = money_axis(document, self.texts), len(document.lines[0].values)
        chart.has_title = True
        _name(chart.chart_title, money.name)
        across, up = chart.category_axis, chart.value_axis
        months_as = f'"{self.texts("business_pitch.money.month_axis")}" 0'
        for axis, form in ((up, money.number_format), (across, months_as)):
            axis.tick_labels.font.size = Pt(11)
            axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
            axis.format.line.color.rgb = _rgb(LIGHT.soft)
        up.major_gridlines.format.line.color.rgb = _rgb(GRID)
        across.has_major_gridlines = False
        across.minimum_scale, across.maximum_scale = 0, months
        across.major_unit = max(1, months // 4)
        across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        # A number that is parted over two lines is read as another one.
        longest = max(len(row[1]) for row in document.cases)
        size = 13 if longest <= LONGEST_AMOUNT else 10
        widths = (1.65, 2.4, 2.05)
        self._table(slide, "cases", document.cases, TOP, widths, left=6.53, size=size, row=0.55)
        self._text(slide, [document.half], 4.75, 0.7, size=15, bold=True)
        words = [f"{document.better} {document.money_words}", document.cost]
        if document.verdict != "pays":
            words.append(document.not_for_you)
        self._text(slide, words, 5.4, 1.5, size=13)

    def grounds(self) -> None:
        slide = self._slide(self.texts("business_pitch.grounds.title"), "grounds")
        self._text(slide, [self.texts("business_pitch.grounds.lead")], 1.45, 0.65, size=14)
        widths = (4.9, 2.2, 1.1, 3.7)
        rows = self.document.assumptions
        self._table(slide, "assumptions", rows, 2.2, widths, size=12, row=0.43)

    def take(self) -> None:
        document = self.document
        slide = self._slide(self.texts("business_pitch.take.title"), "take")
        width = 8.4
        first = self.texts("business_pitch.take.first")
        self._text(slide, [first], 1.6, 0.45, width=width, bold=True, colour=self.colour)
        self._text(slide, [document.first_steps], 2.05, 1.1, width=width, size=18)
        self._text(slide, [document.limits], 3.15, 0.8, width=width, size=14)
        evidence = self.texts("business_pitch.take.evidence")
        self._text(slide, [evidence], 4.0, 0.4, width=width, bold=True, size=14)
        self._text(
            slide, [f"• {study}" for study in document.studies], 4.4, 2.1, width=width, size=11
        )
        box = self._text(slide, [], 5.15, 1.2, left=9.4, width=3.3, size=14)
        run = box.paragraphs[0].add_run()
        run.text = self.texts("business_pitch.link")
        run.font.size, run.font.underline = Pt(16), True
        run.hyperlink.address = document.link
        if len(document.link) <= LONGEST:
            code = io.BytesIO(qr_png(document.link))
            picture = slide.shapes.add_picture(code, Inches(9.4), Inches(1.6), height=Inches(3.4))
            _describe(picture, self.texts("business_pitch.link"))

    def _slide(
        self, title: str, note: str, *, top: float = 0.5, height: float = 1.05, size: int = HEAD
    ) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        band = slide.shapes.add_shape(1, 0, 0, Inches(0.22), Inches(HEIGHT))
        _fill(band.fill, self.colour)
        band.line.fill.background()
        _describe(band, "")
        holder = slide.shapes.title
        holder.left, holder.top = Inches(MARGIN), Inches(top)
        holder.width, holder.height = Inches(WIDTH - 2 * MARGIN), Inches(height)
        text_frame = holder.text_frame
        text_frame.word_wrap, text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        text_frame.margin_left = 0
        fits = size if len(title) < 75 or size > HEAD else 26
        _write(text_frame, [title], fits, LIGHT.ink, font=TITLE_FONT, bold=True)
        foot = f"{self.document.disclaimer} {self.document.provenance}"
        self._text(slide, [foot], FOOT, 0.4, size=SMALL, colour=LIGHT.soft)
        slide.notes_slide.notes_text_frame.text = self.texts(f"business_pitch.notes.{note}")
        return slide

    def _text(
        self,
        slide: Any,
        paragraphs: Sequence[str],
        top: float,
        height: float,
        *,
        left: float = MARGIN,
        width: float = WIDTH - 2 * MARGIN,
        size: int = TEXT,
        colour: str = LIGHT.ink,
        bold: bool = False,
    ) -> Any:
        box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        text_frame = box.text_frame
        text_frame.word_wrap = True
        text_frame.margin_left = text_frame.margin_right = 0
        _write(text_frame, paragraphs, size, colour, bold=bold)
        return text_frame

    def _chart(
        self,
        slide: Any,
        kind: Any,
        data: Any,
        description: str,
        top: float,
        height: float,
        *,
        width: float = WIDTH - 2 * MARGIN,
    ) -> Any:
        shape = slide.shapes.add_chart(
            kind, Inches(MARGIN), Inches(top), Inches(width), Inches(height), data
        )
        _describe(shape, description)
        chart = shape.chart
        chart.has_legend, chart.has_title = False, False
        chart.font.name, chart.font.size = FONT, Pt(16)
        return chart

    def _table(
        self,
        slide: Any,
        name: str,
        rows: Sequence[Row],
        top: float,
        widths: Sequence[float],
        *,
        left: float = MARGIN,
        size: int = 18,
        row: float = 0.55,
    ) -> None:
        lines = (column_heads(name, self.texts), *rows)
        box = (Inches(left), Inches(top), Inches(sum(widths)), Inches(row * len(lines)))
        shape = slide.shapes.add_table(len(lines), len(widths), *box)
        _describe(shape, rows_as_sentence(rows))
        table = shape.table
        for column, width in enumerate(widths):
            table.columns[column].width = Inches(width)
        for index, cells in enumerate(lines):
            table.rows[index].height = Inches(row)
            for column, text in enumerate(cells):
                cell = table.cell(index, column)
                first = index == 0
                _fill(cell.fill, self.colour if first else "#ffffff" if index % 2 else "#f3efe6")
                ink = "#ffffff" if first else GRADES.get(text, LIGHT.ink)
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                _write(cell.text_frame, [text], size, ink, bold=first or text in GRADES)


def _write(
    text_frame: Any,
    paragraphs: Sequence[str],
    size: int,
    colour: str,
    *,
    font: str = FONT,
    bold: bool = False,
) -> None:
    for index, text in enumerate(paragraphs):
        paragraph = text_frame.paragraphs[0] if index == 0 else text_frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(4)
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
        run.font.color.rgb = _rgb(colour)


def _describe(shape: Any, words: str) -> None:
    """Give a shape the text that is read to those who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def _name(title: Any, name: str) -> None:
    """Write the title of a chart, small and plain."""
    text_frame = title.text_frame
    text_frame.text = name
    text_frame.paragraphs[0].runs[0].font.size = Pt(11)
    text_frame.paragraphs[0].runs[0].font.bold = False


def _fill(fill: Any, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#").upper())
