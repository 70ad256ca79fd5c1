"""LibreOffice opens deck and workbook, draws every slide and recomputes the formulas."""

import csv
import subprocess

import pytest

from explainer.exports.pitch.files import write
from tests.exports.find_office import find
from tests.exports.pitch_documents import document

pytestmark = pytest.mark.slow
SECONDS = 240


def converted(folder, name, kind, data):
    """Convert a file as a person's office would, with a profile of its own."""
    source = folder / name
    source.write_bytes(data)
    office = find()
    assert office is not None, "make office"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)
    found = source.with_suffix(f".{kind.partition(':')[0]}")
    assert found.exists()
    return found


@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_deck_becomes_as_many_pages_as_it_has_slides(tmp_path, language):
    told = document(language, "does_not")
    pages = converted(tmp_path, "deck.pptx", "pdf", write(told, "pptx"))
    text = subprocess.run(
        ["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True
    )
    words = " ".join(text.stdout.decode().split())
    assert text.stdout.count(b"\f") == 7
    for part in (told.claim, told.honest, told.first_steps):
        assert part in words
    assert "R$" in words or language == "es"


@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_workbook_recomputes_the_range_that_it_shows(tmp_path, language):
    told = document(language)
    sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    source = converted(tmp_path, "book.xlsx", "ods", write(told, "xlsx"))
    table = converted(tmp_path, "again.ods", sheet, source.read_bytes())
    found = list(tmp_path.glob("again*.csv"))
    rows = list(csv.reader((found[0] if found else table).open(encoding="utf-8")))
    cases = {row[0]: row[1] for row in rows if row and row[0] in {case[0] for case in told.cases}}
    for case, own in zip(told.cases, told.found.cases, strict=True):
        digits = cases[case[0]].replace(",", "")
        assert float(digits) == pytest.approx(own.profit * told.customers, abs=1.0)
