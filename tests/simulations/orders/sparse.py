"""A workbook of a few kilobytes whose two cells lie as far apart as they can."""

import io

import xlsxwriter

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


def sparse_book() -> bytes:
    """Return its bytes: laid out in full it has seventeen thousand million cells."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet()
    sheet.write(0, 0, "cliente")
    sheet.write(LAST_ROW, LAST_COLUMN, 5)
    made.close()
    return out.getvalue()
