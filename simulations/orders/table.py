"""The rows of a file, whatever kind it is: text of any encoding and delimiter, or a workbook.

A text is never in memory as a whole: each pass reads it block by block. A workbook is, unpacked.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, BinaryIO

from simulations.orders.problems import OrdersError, cut
from simulations.orders.raw import BLOCK, Stream, blocks, encoding_of, holds

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
"""A row of these characters alone is empty: separator lines, and the end mark of DOS."""
_MARKUP = ("<!doctype", "<html", "<?xml", "<svg", "{\\rtf")
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


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
        """About how many rows there are, for reports of progress."""
        if not self.delimiter:
            return int(self._source.height)
        ends, last = 0, b""
        for block in blocks(self._source):
            ends, last = ends + block.count(b"\n"), block
        return ends + (not last.endswith(b"\n"))

    def detached(self) -> Sheet:
        """Return what is known of it without the file, to be kept or sent; see ``attached``.

        Returns
        -------
        Sheet
        """
        return replace(self, _source=None)

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


def open_table(given: bytes | BinaryIO, *, unpacked: int = MOST_UNPACKED) -> tuple[Sheet, ...]:
    """Return the tables of a file: one of a text, those of a workbook in their order.

    Parameters
    ----------
    given : bytes or binary file
        Hostile. A file stays open, and nobody else may read it meanwhile.
    unpacked : int
        Bytes to which a workbook may unpack; 0 refuses every workbook.

    Returns
    -------
    tuple of Sheet

    Raises
    ------
    OrdersError
        ``empty``, ``too_large``, ``wrong_type``, ``unpacks_too_large``, ``no_workbooks``,
        ``password`` or ``damaged``.
    """
    file = io.BytesIO(given) if isinstance(given, bytes) else given
    if all(not block.strip(b"\0 \r\n\t") for block in blocks(file)):
        raise OrdersError("empty")
    if file.seek(0, io.SEEK_END) > MOST_BYTES:
        raise OrdersError("too_large", str(MOST_BYTES))
    head = next(blocks(file))
    kind = next((name for start, name in _NEITHER.items() if head.startswith(start)), "")
    if kind:
        raise OrdersError("wrong_type", kind)
    if is_workbook(file):
        return _workbook(file, unpacked)
    return (_text(file),)


def attached(sheet: Sheet, given: bytes | BinaryIO, *, unpacked: int = MOST_UNPACKED) -> Sheet:
    """Return a detached sheet with its file, which is not looked through once more.

    Parameters
    ----------
    sheet : Sheet
    given : bytes or binary file
        The same that it came from.
    unpacked : int
        Bytes to which a workbook may unpack; 0 refuses every workbook.

    Returns
    -------
    Sheet

    Raises
    ------
    OrdersError
        As ``open_table``; ``damaged`` too if it is another file.
    """
    file = io.BytesIO(given) if isinstance(given, bytes) else given
    if sheet.delimiter:
        return replace(sheet, _source=file)
    return _workbook(file, unpacked, sheet.name)[0]


def is_workbook(file: BinaryIO) -> bool:
    """Return whether a file begins as workbooks do: as an archive, or as old documents.

    Parameters
    ----------
    file : binary file

    Returns
    -------
    bool
    """
    return next(blocks(file), b"").startswith((_ZIP, _OLE))


def _check_archive(file: BinaryIO, most: int) -> None:
    """Unpack a workbook once, block by block: refuses zip bombs and wrong sizes."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise OrdersError("password")
            if sum(entry.file_size for entry in entries) > most:
                raise OrdersError("unpacks_too_large", str(most))
            inside = {entry.filename for entry in entries}
            if not any(n.startswith("xl/") or n == "content.xml" for n in inside):
                raise OrdersError("wrong_type", "ZIP")
            for entry in entries:
                with archive.open(entry) as part:
                    while part.read(BLOCK):
                        pass
    except OrdersError:
        raise
    except Exception as error:  # whatever a broken archive makes the library say
        raise OrdersError("damaged", cut(error)) from None


def _calamine() -> Any:
    try:
        import python_calamine
    except ImportError:  # where its library cannot run
        raise OrdersError("no_workbooks") from None
    return python_calamine


def _workbook(file: BinaryIO, unpacked: int, only: str = "") -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that can be seen, or one of them alone."""
    if not unpacked:
        raise OrdersError("no_workbooks")
    if next(blocks(file)).startswith(_ZIP):
        _check_archive(file, unpacked)
    elif holds(file, _ENCRYPTED):
        raise OrdersError("password")
    calamine = _calamine()
    file.seek(0)
    try:
        book = calamine.CalamineWorkbook.from_filelike(file)
        names = [
            about.name
            for about in book.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
            and about.visible == calamine.SheetVisibleEnum.Visible
            and only in ("", about.name)
        ]
        sheets = [book.get_sheet_by_name(name) for name in names[:MOST_SHEETS]]
    except calamine.PasswordError:
        raise OrdersError("password") from None
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise OrdersError("damaged", cut(error)) from None
    tables = tuple(
        Sheet(name, "", "", s) for name, s in zip(names, sheets, strict=False) if s.height
    )
    if not tables:
        raise OrdersError("damaged" if only else "empty")
    return tables


def _text(file: BinaryIO) -> Sheet:
    encoding = encoding_of(file)
    head = next(blocks(file)).decode(encoding, "replace").lstrip("\ufeff \r\n\t").lower()
    if head.startswith(_MARKUP):
        raise OrdersError("wrong_type", "HTML" if "<html" in head[:500] else "XML")
    if head.startswith(("{", "[{")):
        raise OrdersError("wrong_type", "JSON")
    skip, delimiter = 0, ""
    if head.startswith("sep=") and len(head) > 4 and head[4] in DELIMITERS:
        skip, delimiter = 1, head[4]
    delimiter = delimiter or _delimiter(file, encoding)
    sheet = Sheet("", encoding, delimiter, file, True, skip)
    try:
        for _, row in _parsed(file, encoding, delimiter, True):
            if any(cell.count("\n") > SWALLOWED for cell in row):
                return replace(sheet, _quoted=False)
    except OrdersError:
        return replace(sheet, _quoted=False)
    return sheet


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """Return the delimiter that gives the most rows the same number of cells, at least two."""
    best_score, best_delimiter = 0.0, ","
    for delimiter in DELIMITERS:
        try:
            rows = [row for _, row in islice(_parsed(file, encoding, delimiter, True), SAMPLE_ROWS)]
        except OrdersError:
            continue
        widths = Counter(len(row) for row in rows if any(row))
        usual, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        parted = sum(count_of_width for width, count_of_width in widths.items() if width > 1)
        score = parted + count * min(usual, 12) ** 0.5 if usual > 1 else 0.0
        if score > best_score:
            best_score, best_delimiter = score, delimiter
    return best_delimiter


def _parsed(
    file: BinaryIO, encoding: str, delimiter: str, quoted: bool
) -> Iterator[tuple[int, list[str]]]:
    bytes_ = io.BufferedReader(Stream(file), BLOCK)
    lines = io.TextIOWrapper(bytes_, encoding=encoding, errors="replace", newline=None)
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
