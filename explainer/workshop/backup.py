"""A copy of all rooms as one file that both databases read: a JSON value a line.

The first line names the form and the tables' version; every other line is one row. Secrets are in
it only as what is kept of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from explainer.workshop import schema
from explainer.workshop.errors import StorageError
from explainer.workshop.storage import Storage

FORMAT = "entre-canales workshop"
WRITES = {name: frozenset(columns) for name, columns in schema.COLUMNS.items()}


def backup(storage: Storage, file: Path) -> int:
    """Write all rooms into a file, which is there whole or not at all; return how many rows.

    Raises
    ------
    StorageError
        Of the database.
    OSError
        Of the file.
    """
    from sqlalchemy import text

    unfinished = file.with_name(file.name + ".part")
    rows = 0
    try:
        with storage.reading() as connection, _private(unfinished) as target:
            target.write(json.dumps({"form": FORMAT, "version": schema.VERSION}) + "\n")
            for table in schema.TABLES:
                columns = ", ".join(schema.COLUMNS[table])
                for row in connection.execute(text(f"SELECT {columns} FROM {table}")).mappings():
                    target.write(json.dumps({"table": table, "row": dict(row)}) + "\n")
                    rows += 1
            target.flush()
            os.fsync(target.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


def _private(file: Path) -> TextIO:
    """Open a new file that its owner alone can read: the names that people took are in it."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8")


def restore(storage: Storage, file: Path) -> int:
    """Read all rooms of a file into a database that has none; return how many rows.

    All of it or nothing.

    Raises
    ------
    StorageError
        ``restore_not_empty`` if there are rooms, ``restore_malformed`` with the line, or what the
        database says.
    OSError
        Of the file.
    """
    from sqlalchemy import text

    with storage.writing() as connection:
        if connection.execute(text("SELECT COUNT(*) FROM rooms")).scalar():
            raise StorageError("restore_not_empty")
        rows = 0
        for table, row in _read(file):
            connection.execute(text(schema.insert(table)), row)
            rows += 1
    return rows


def _read(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with file.open(encoding="utf-8") as source:
        for number, raw in enumerate(source, 1):
            try:
                record = json.loads(raw)
                if number == 1:
                    legal = (
                        record["form"] == FORMAT and 1 <= int(record["version"]) <= schema.VERSION
                    )
                else:
                    legal = WRITES.get(record["table"]) == record["row"].keys()
            except (ValueError, KeyError, TypeError, AttributeError):
                legal = False
            if not legal:
                raise StorageError("restore_malformed", line=number)
            if number > 1:
                yield record["table"], record["row"]
