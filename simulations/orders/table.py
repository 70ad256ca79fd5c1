"""The rows of a file, whatever kind it is: text of any encoding and delimiter, or a workbook."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from simulations.orders.problems import OrdersError, cut

MOST_BYTES = 200_000_000
MOST_UNPACKED = 400_000_000
"""Bytes of a workbook when it is unpacked: a million rows are about half."""
MOST_ROWS = 2_000_000
MOST_COLUMNS = 200
MOST_SHEETS = 12
SAMPLE_ROWS = 60
DELIMITERS = (",", ";", "\t", "|")
SWALLOWED = 20
"""Lines inside one cell beyond which a quotation mark was never closed."""
BLOCK = 1 << 16

Row = Sequence[Any]

_NEITHER = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
    b"SQLite format": "SQLite",
    b"PAR1": "Parquet",
    b"\x7fELF": "ELF",
    b"MZ": "EXE",
}
_NOTHING = " \t\r\n\x1a-=_+"
"""Signs of which alone a row holds nothing: lines between, and the end that DOS wrote."""
_MARKUP = ("<!doctype", "<html", "<?xml", "<svg", "{\\rtf")
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Sheet:
    """One table of a file, read anew with every pass.

    Attributes
    ----------
    name : str
        Of the sheet; empty for a text.
    encoding, delimiter : str
        Of a text; empty for a sheet.
    """

    name: str
    encoding: str
    delimiter: str
    _source: Any
    _quoted: bool = True
    _skip: int = 0

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield each row that holds anything, with its number as an editor counts it.

        Yields
        ------
        int
        sequence

        Raises
        ------
        OrdersError
            ``too_many_rows``, or ``damaged`` where the file ends being readable.
        """
        for number, (line, row) in enumerate(self._all(), 1):
            if number > MOST_ROWS:
                raise OrdersError("too_many_rows", str(MOST_ROWS))
            if any(cell not in ("", None) and str(cell).strip(_NOTHING) for cell in row):
                yield line, row[:MOST_COLUMNS]

    @property
    def lines(self) -> int:
        """About how many rows there are; for a word about the progress."""
        return int(self._source.count(b"\n") + 1 if self.delimiter else self._source.height)

    def sample(self) -> list[tuple[int, Row]]:
        """Return the first rows.

        Returns
        -------
        list of (int, sequence)
        """
        return list(islice(self.rows(), SAMPLE_ROWS))

    def _all(self) -> Iterator[tuple[int, Row]]:
        if not self.delimiter:
            yield from enumerate(self._source.iter_rows(), self._source.start[0] + 1)
            return
        for line, row in _parsed(self._source, self.encoding, self.delimiter, self._quoted):
            if line > self._skip:
                yield line, row


def open_table(data: bytes, *, unpacked: int = MOST_UNPACKED) -> tuple[Sheet, ...]:
    """Return the tables of a file: one of a text, those of a workbook in their order.

    Parameters
    ----------
    data : bytes
        Hostile.
    unpacked : int
        Bytes to which a workbook may unpack.

    Returns
    -------
    tuple of Sheet

    Raises
    ------
    OrdersError
        ``empty``, ``too_large``, ``wrong_type``, ``unpacks_too_large``, ``password`` or
        ``damaged``.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise OrdersError("empty")
    if len(data) > MOST_BYTES:
        raise OrdersError("too_large", str(MOST_BYTES))
    kind = next((name for start, name in _NEITHER.items() if data.startswith(start)), "")
    if kind:
        raise OrdersError("wrong_type", kind)
    if data.startswith(_ZIP):
        _check_archive(data, unpacked)
        return _workbook(data)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise OrdersError("password")
        return _workbook(data)
    return (_text(data),)


def _check_archive(data: bytes, most: int) -> None:
    """Unpack a workbook once, block by block: a bomb or a lie about sizes ends here."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise OrdersError("password")
            if sum(entry.file_size for entry in entries) > most:
                raise OrdersError("unpacks_too_large", str(most))
            inside = {entry.filename for entry in entries}
            if not any(n.startswith("xl/") or n == "content.xml" for n in inside):
                raise OrdersError("wrong_type", "ZIP")
            for entry in entries:
                with archive.open(entry) as file:
                    while file.read(BLOCK):
                        pass
    except OrdersError:
        raise
    except Exception as error:  # whatever a broken archive makes the library say
        raise OrdersError("damaged", cut(error)) from None


def _workbook(data: bytes) -> tuple[Sheet, ...]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [
            about.name
            for about in book.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
            and about.visible == calamine.SheetVisibleEnum.Visible
        ]
        sheets = [book.get_sheet_by_name(name) for name in names[:MOST_SHEETS]]
    except calamine.PasswordError:
        raise OrdersError("password") from None
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise OrdersError("damaged", cut(error)) from None
    found = tuple(
        Sheet(name, "", "", s) for name, s in zip(names, sheets, strict=False) if s.height
    )
    if not found:
        raise OrdersError("empty")
    return found


def _text(data: bytes) -> Sheet:
    encoding = _encoding(data)
    head = data[:BLOCK].decode(encoding, "replace").lstrip("\ufeff \r\n\t").lower()
    if head.startswith(_MARKUP):
        raise OrdersError("wrong_type", "HTML" if "<html" in head[:500] else "XML")
    if head.startswith(("{", "[{")):
        raise OrdersError("wrong_type", "JSON")
    skip, delimiter = 0, ""
    if head.startswith("sep=") and len(head) > 4 and head[4] in DELIMITERS:
        skip, delimiter = 1, head[4]
    delimiter = delimiter or _delimiter(data, encoding)
    sheet = Sheet("", encoding, delimiter, data, True, skip)
    try:
        for _, row in _parsed(data, encoding, delimiter, True):
            if any(cell.count("\n") > SWALLOWED for cell in row):
                return Sheet("", encoding, delimiter, data, False, skip)
    except OrdersError:
        return Sheet("", encoding, delimiter, data, False, skip)
    return sheet


def _encoding(data: bytes) -> str:
    """Return what a text is written in; what holds bytes of no text is refused."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:BLOCK]
    if b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if odd > 0.3 * len(head) / 2 and even < odd / 4:
            return "utf-16-le"
        if even > 0.3 * len(head) / 2 and odd < even / 4:
            return "utf-16-be"
        raise OrdersError("wrong_type", "BINARY")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _old_encoding(data)
    return "utf-8"


def _old_encoding(data: bytes) -> str:
    """Tell the code pages of Windows, DOS and old Macs apart, or a UTF-8 with a few bad bytes."""
    import charset_normalizer

    wrong = data.decode("utf-8", "replace").count("\ufffd")
    marks = sum(byte > 0xC1 for byte in data[: 1 << 22])
    if wrong * 20 < marks:
        return "utf-8"
    first = next((place for place, byte in enumerate(data) if byte > 0x7F), 0)
    start = max(0, first - 2_000)
    guess = charset_normalizer.from_bytes(
        data[start : start + 20_000], cp_isolation=["cp1252", "cp850", "mac_roman"]
    ).best()
    if guess is None:
        controls = sum(byte < 9 or 13 < byte < 32 for byte in data[:BLOCK])
        if controls > len(data[:BLOCK]) / 50:
            raise OrdersError("wrong_type", "BINARY")
        return "cp1252"
    return guess.encoding


def _delimiter(data: bytes, encoding: str) -> str:
    """Return the delimiter that gives the most rows the same number of cells, at least two."""
    best, found = 0.0, ","
    for delimiter in DELIMITERS:
        try:
            rows = [row for _, row in islice(_parsed(data, encoding, delimiter, True), SAMPLE_ROWS)]
        except OrdersError:
            continue
        widths = Counter(len(row) for row in rows if any(row))
        usual, count = max(widths.items(), key=lambda one: (one[0] > 1, one[1]), default=(1, 0))
        parted = sum(own for width, own in widths.items() if width > 1)
        score = parted + count * min(usual, 12) ** 0.5 if usual > 1 else 0.0
        if score > best:
            best, found = score, delimiter
    return found


def _parsed(
    data: bytes, encoding: str, delimiter: str, quoted: bool
) -> Iterator[tuple[int, list[str]]]:
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline=None)
    reader = (
        csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
        if quoted
        else csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    )
    try:
        for row in reader:
            yield reader.line_num, row if quoted else [cell.strip('"') for cell in row]
    except (csv.Error, UnicodeError) as error:
        raise OrdersError("damaged", cut(f"{reader.line_num}: {error}")) from None
