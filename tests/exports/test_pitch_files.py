"""A presentation as files, opened again by programs that did not write them."""

import io
import re
import textwrap
import zipfile
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from content import LANGUAGES, load_texts
from content.fields import field_name
from content.formats import JOINER, without_joiners
from content.words import load_words
from explainer.exports.__main__ import main
from explainer.exports.pitch.document import Line, make_document, rounded
from explainer.exports.pitch.drawings import GAP, SIZES
from explainer.exports.pitch.files import FORMATS, write
from explainer.exports.pitch.firm import ACCENT, Firm, clean_name, file_stem
from explainer.exports.pitch.offices import for_offices, money_axis
from explainer.exports.pitch.workbook import WIDTHS
from explainer.figures.palette import contrast
from simulations import CAPABILITIES, MODEL_VERSION, Scenario
from tests.exports.pitch_documents import (
    CENTRAL,
    COUNTRY,
    LINK,
    TODAY,
    document,
    found,
    run,
    scenario,
)

each_language = pytest.mark.parametrize("language", ["es", "pt"])
each_verdict = pytest.mark.parametrize("verdict", list(CENTRAL))
WIDTH_OF_A_LETTER = 0.54
"""Of the type's size, on average, in the widest face that a drawing may get."""
HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script>\u202e\x07 $& {name}'


def shapes(deck):
    return [(slide, shape) for slide in deck.slides for shape in slide.shapes]


def words_of(slide) -> str:
    presentation = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            presentation.append(shape.text_frame.text)
        if shape.has_table:
            presentation += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(presentation)


def opened(data: bytes):
    return Presentation(io.BytesIO(data))


@each_language
@each_verdict
def test_the_deck_has_native_charts_notes_and_what_every_file_says(language, verdict):
    presentation = document(language, verdict)
    deck = opened(write(presentation, "pptx"))
    assert 6 <= len(deck.slides) <= 8
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text
        assert presentation.disclaimer in words_of(slide)
        assert MODEL_VERSION in words_of(slide)
    everything = "\n".join(words_of(slide) for slide in deck.slides)
    for part in (
        presentation.claim,
        presentation.lead,
        presentation.half,
        presentation.cost,
        presentation.money_title,
        presentation.first_steps,
    ):
        assert without_joiners(part) in everything
    for row in (*presentation.cases, *presentation.assumptions, *presentation.facts):
        assert all(without_joiners(cell) in everything for cell in row)
    assert JOINER not in everything
    hundred, money = [shape.chart for _, shape in shapes(deck) if shape.has_chart]
    assert [int(v) for v in hundred.plots[0].series[0].values] == [
        n for _, n in presentation.per_hundred
    ]
    for series, line in zip(money.plots[0].series, presentation.lines, strict=True):
        assert series.name == line.name
        assert list(series.values) == pytest.approx(list(line.values))
    links = [
        run.hyperlink.address
        for _, s in shapes(deck)
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for run in p.runs
        if run.hyperlink.address
    ]
    assert links == [LINK]


@pytest.mark.parametrize(
    ("customers", "unit", "number_format"),
    [
        (0.5, "en $", "#,##0;\u2212#,##0;0"),
        (0.02, "en $", "0.0;\u22120.0;0"),
        (100.0, "en miles de $", "0.0,;\u22120.0,;0"),
        (1e6, "en millones de $", "#,##0,,;\u2212#,##0,,;0"),
        (1e8, "en miles de millones de $", "0.0,,,;\u22120.0,,,;0"),
        (1e12, "en billones de $", "#,##0,,,,;\u2212#,##0,,,,;0"),
        (1e17, "en billones de $", "#,##0,,,,;\u2212#,##0,,,,;0"),
    ],
)
def test_an_axis_of_money_has_few_digits_and_names_its_unit(customers, unit, number_format):
    presentation = document("es")
    lines = (Line("", (0.0, -45.0 * customers)), Line("", (20.0 * customers,)))
    axis = money_axis(replace(presentation, lines=lines), load_texts("es"))
    assert axis.name.endswith(f", {unit}")
    assert axis.number_format == number_format


def test_a_long_name_leaves_room_for_a_broad_logo():
    broad = io.BytesIO()
    Image.new("RGB", (600, 60)).save(broad, "PNG")
    name = "Almacenes y Zapaterías Ñandú y Compañía del Norte, S. A. de"
    slide = opened(write(document(name=name, logo=broad.getvalue()), "pptx")).slides[0]
    (picture,) = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    (words,) = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text == name]
    assert words.left + words.width <= picture.left
    assert picture.width == pytest.approx(10 * picture.height, rel=0.01)


@each_language
def test_nothing_of_the_deck_lies_outside_its_slide_and_all_pictures_are_named(language):
    deck = opened(write(document(language), "pptx"))
    for _, shape in shapes(deck):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width + Emu(1)
        assert shape.top + shape.height <= deck.slide_height
        described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
        assert described is not None or shape.has_text_frame


def test_studies_are_cited_as_the_readers_of_the_language_cite():
    es, pt = document("es").studies, document("pt").studies
    assert es[0].startswith("Akturk, M. S. y Ketzenberg, M. (2022). ")
    assert not any(re.search(r"\(20\d\d\)|\d{4}-\d\d-\d\d", one) for one in pt)
    assert pt[-1].startswith("SOPADJIEVA, E.; DHOLAKIA, U.; BENJAMIN, B. ")


@each_language
def test_who_should_not_integrate_is_told_in_words_chart_and_deck(language):
    presentation = document(language, "does_not")
    texts = load_texts(language)
    assert presentation.claim == texts("business_pitch.claim.does_not")
    assert presentation.lines[1].values[-1] < 0
    for kind in ("pptx", "html"):
        data = write(presentation, kind)
        text = data.decode() if kind == "html" else "".join(map(words_of, opened(data).slides))
        assert presentation.not_for_you in text
        assert presentation.claim in text
    book = openpyxl.load_workbook(io.BytesIO(write(presentation, "xlsx")))
    assert presentation.claim in [row[0].value for row in book.worksheets[0].rows]


@each_language
@each_verdict
def test_who_only_opens_channels_reads_nothing_of_integrating_in_any_file(language, verdict):
    shop = {"a.channels": {"store"}, "b.channels": {"store", "website", "messaging"}}
    pieces = {f"{side}.capabilities.{name}": 0.0 for side in "ab" for name in CAPABILITIES}
    opening = replace(
        found(language, verdict), scenario=scenario(language).with_values({**shop, **pieces})
    )
    presentation = document(language, verdict, opening)
    texts = load_texts(language)
    assert presentation.claim == texts(f"business_pitch.opening.claim.{verdict}")
    said = (
        presentation.claim,
        presentation.money_title,
        presentation.better,
        presentation.cost,
        presentation.first_steps,
    )
    said = (*said, presentation.not_for_you)
    assert not any("integra" in one.lower() for one in said)
    assert document(language, verdict).claim == texts(f"business_pitch.claim.{verdict}")
    for kind in ("pptx", "html"):
        data = write(presentation, kind)
        text = data.decode() if kind == "html" else "".join(map(words_of, opened(data).slides))
        for one in (presentation.claim, presentation.first_steps):
            assert without_joiners(one) in without_joiners(unescape(text))
    book = openpyxl.load_workbook(io.BytesIO(write(presentation, "xlsx")))
    cells = [row[0].value for row in book.worksheets[0].rows]
    assert {presentation.claim, presentation.first_steps} <= set(cells)


@each_language
@each_verdict
def test_the_workbook_recomputes_the_range_that_it_shows(language, verdict):
    presentation = document(language, verdict)
    data = write(presentation, "xlsx")
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[1]
    formulas = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    profits = sorted(rows_of(formulas[2], presentation.customers, 1.0, 1.0))
    halves = sorted(rows_of(formulas[2], presentation.customers, 0.5, 1.0))
    for row, (case, half) in enumerate(
        zip(presentation.money_range.cases, presentation.money_range.wrong_by_half(), strict=True),
        11,
    ):
        formula = formulas[1].cell(row, 2).value
        place = int(re.fullmatch(r"=SMALL\('[^']+'!\$D\$2:\$D\$21,(\d+)\)", formula)[1])
        assert values.cell(row, 2).value == pytest.approx(profits[place - 1])
        assert profits[place - 1] == pytest.approx(case.profit * presentation.customers)
        assert halves[place - 1] == pytest.approx(half * presentation.customers)
    assert len(formulas[1]._charts) == len(formulas[3]._charts) == 1


@each_language
@each_verdict
def test_no_row_of_the_workbook_is_too_low_for_its_words(language, verdict):
    """Not every office makes a row higher by itself: the next line would stand on this one."""
    checked = 0
    book = openpyxl.load_workbook(io.BytesIO(write(document(language, verdict), "xlsx")))
    for sheet, widths in zip(book, WIDTHS.values(), strict=True):
        for row in sheet.iter_rows():
            for cell, width in zip(row, widths, strict=False):
                if isinstance(cell.value, str) and cell.alignment.wrap_text:
                    lines = len(textwrap.wrap(cell.value, width - 1))
                    height = sheet.row_dimensions[cell.row].height or 15
                    assert height >= 15 * lines, (sheet.title, cell.coordinate)
                    checked += lines > 1
    assert checked > 5


def rows_of(sheet, customers, share, factor):
    """Work out the formulas of the worlds by hand, from what stands in their cells."""
    found = []
    for row in range(2, sheet.max_row + 1):
        formula = sheet.cell(row, 4).value
        assert re.fullmatch(
            rf"='[^']+'!\$B\$5\*\('[^']+'!\$B\$6\*B{row}-'[^']+'!\$B\$7\*C{row}\)", formula
        )
        found.append(
            customers * (share * sheet.cell(row, 2).value - factor * sheet.cell(row, 3).value)
        )
    return found


@each_language
def test_the_web_page_needs_nothing_but_itself(language):
    data = write(document(language), "html")
    text = data.decode("utf-8")
    assert len(data) < 1_500_000
    assert f'<html lang="{"pt-BR" if language == "pt" else "es"}' in text
    assert "default-src 'none'" in unescape(text)
    assert re.findall(r'(?:src|href)="(?!data:)([^"]+)"', text) == [LINK.replace("&", "&amp;")]
    assert "<script" not in text
    assert "a,li{overflow-wrap:anywhere}" in text  # the address of a study is wider than a phone
    assert "\u2212$" not in text  # where a line could end between the sign and the amount
    assert text.count("<svg") == 5  # two drawings in two sizes, and the code


@each_language
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_the_names_of_the_cases_have_room_beside_their_lines(language, size):
    names = [line.name for line in document(language).lines]
    assert max(map(len, names)) * WIDTH_OF_A_LETTER * size.type <= size.names - GAP


def test_hostile_names_stay_text_in_every_file():
    presentation = document(name=HOSTILE)
    assert presentation.name == clean_name(HOSTILE)
    assert "\u202e" not in presentation.name
    assert "<script>" not in write(presentation, "html").decode()
    book = openpyxl.load_workbook(io.BytesIO(write(presentation, "xlsx")))
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    assert {c.data_type for c in cells if isinstance(c.value, str) and "cmd" in c.value} == {"s"}
    assert all(
        presentation.name in words_of(slide)
        for slide in list(opened(write(presentation, "pptx")).slides)[:1]
    )
    for kind in ("pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(write(presentation, kind))) as archive:
            assert archive.testzip() is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        *(("Ñandú & Cía", "p-nandu-cia"), ("../../etc/passwd", "p-etc-passwd"), ("", "p")),
        *(("C:\\x\0", "p-c-x"), ("💥", "p"), ("a" * 300, "p-" + "a" * 40)),
    ],
)
def test_a_file_is_named_by_letters_and_hyphens_alone(name, stem):
    assert file_stem(name, "p") == stem


def test_a_firm_is_checked_where_it_is_made():
    assert Firm(colour="red;}").colour == ACCENT
    assert Firm(visits=2, shops=3).visits_per_year == 72
    assert Firm(visits=1_000).customers(0.0) == 0.0
    for wrong in ({"shops": 0}, {"visits": 0}, {"shops": 10**9}):
        with pytest.raises(ValueError, match="out of range"):
            Firm(**wrong)


def test_a_pale_colour_is_darkened_and_a_dark_one_kept():
    assert Firm(colour="#7a1f5c").colour == "#7a1f5c"
    pale = Firm(colour="#ffee00").colour
    assert contrast("#ffffff", pale) >= 4.5
    assert pale != ACCENT


def test_money_is_told_with_three_digits():
    assert [rounded(v) for v in (1_234_567.0, -0.0123456, 0.0, 987.6)] == [
        1_230_000.0,
        -0.0123,
        0.0,
        988.0,
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_command_writes_each_kind_of_file(tmp_path, capsys, kind):
    scenario = Scenario({"shoppers": 60, "weeks": 8, "country": "pt-BR"})
    source, target = tmp_path / "s.json", tmp_path / f"out.{kind}"
    source.write_text(scenario.to_json(), "utf-8")
    command = [
        "pitch",
        "--scenario",
        str(source),
        "--format",
        kind,
        "--language",
        "pt",
        "--name",
        "Loja",
    ]
    assert main([*command, "--draws", "40", "--shops", "3", "--output", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert len(target.read_bytes()) > 5_000


@pytest.mark.parametrize(
    ("change", "words"),
    [(["--shops", "0"], "--shops"), (["--visits", "x"], "--visits"), (["--draws", "1"], "--draws")],
)
def test_the_command_names_what_is_wrong(tmp_path, capsys, change, words):
    source = tmp_path / "s.json"
    source.write_text(Scenario({"shoppers": 10}).to_json(), "utf-8")
    assert main(["pitch", "--scenario", str(source), *change]) == 2
    assert words in capsys.readouterr().err
    assert main(["pitch", "--scenario", str(tmp_path / "none.json")]) == 2


@pytest.mark.parametrize("shops", [1, 900, 20_000])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_amount_of_the_cases_is_parted_over_two_lines(language, shops):
    """A letter is at most 0.6 of its height wide, in any of the faces that an office may have."""
    presentation = for_offices(document(language, "pays", shops=shops, visits=60_000))
    deck = Presentation(io.BytesIO(write(presentation, "pptx")))
    tables = [shape.table for s in deck.slides for shape in s.shapes if shape.has_table]
    table = next(one for one in tables if one.cell(1, 1).text == presentation.cases[0][1])
    for row in range(1, 4):
        cell = table.cell(row, 1)
        size = cell.text_frame.paragraphs[0].runs[0].font.size.inches
        space = table.columns[1].width.inches - 0.2
        assert len(cell.text) * 0.6 * size <= space, cell.text


def test_wrong_records_are_told_as_they_are_assumed_and_never_as_none():
    for language in LANGUAGES:
        presentation = document(language)
        rows = [row for row in presentation.assumptions if "ECR" in row[3]]
        assert len(rows) == 1
        assert rows[0][1].startswith("15 ")


@each_language
@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (52, {"es": "52 semanas (un año)", "pt": "52 semanas (um ano)"}),
        (104, {"es": "104 semanas (dos años)", "pt": "104 semanas (dois anos)"}),
        (26, {"es": "26 semanas", "pt": "26 semanas"}),
        (1, {"es": "1 semana", "pt": "1 semana"}),
    ],
)
def test_weeks_that_make_up_years_are_told_as_years_too(language, weeks, said):
    slow = Scenario({"country": COUNTRY[language], "b.ramp_weeks": weeks})
    words = load_words(language, COUNTRY[language])
    presentation = make_document(
        Firm(shops=12, visits=4_000),
        replace(found(language, "unsure"), scenario=slow),
        run(language),
        words,
        link=LINK,
        today=TODAY,
    )
    name = field_name("b.ramp_weeks", words)
    assert {row[0]: row[1] for row in presentation.assumptions}[name] == said[language]
