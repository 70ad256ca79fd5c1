"""LibreOffice opens deck and workbook, draws every slide and recomputes the formulas."""

import csv
import io
import subprocess

import openpyxl
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
    found = sorted(folder.glob(f"{source.stem}*.{kind.partition(':')[0]}"))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_deck_becomes_as_many_pages_as_it_has_slides(tmp_path, language):
    presentation = document(language, "does_not")
    pages = converted(tmp_path, "deck.pptx", "pdf", write(presentation, "pptx"))
    text = subprocess.run(
        ["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True
    )
    words = " ".join(text.stdout.decode().split())
    assert text.stdout.count(b"\f") == 7
    for part in (presentation.claim, presentation.disclaimer, presentation.first_steps):
        assert part in words
    assert "R$" in words or language == "es"


@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_workbook_recomputes_its_range_when_a_cell_is_changed(tmp_path, language):
    """Saved again without the values that we wrote, with half of the gain: LibreOffice reckons."""
    presentation = document(language)
    book = openpyxl.load_workbook(io.BytesIO(write(presentation, "xlsx")))
    book.worksheets[1]["B6"] = 0.5
    changed = io.BytesIO()
    book.save(changed)
    sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,2"
    table = converted(tmp_path, "book.xlsx", sheet, changed.getvalue())
    names = [case[0] for case in presentation.cases]
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = {row[0]: row[1] for row in csv.reader(lines) if row}
    found = [float(rows[name]) for name in names]
    halves = [half * presentation.customers for half in presentation.money_range.wrong_by_half()]
    assert found == pytest.approx(halves, abs=1.0)
