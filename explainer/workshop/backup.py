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

FORM = "entre-canales workshop"
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

    part = file.with_name(file.name + ".part")
    rows = 0
    try:
        with storage.reading() as line, _private(part) as target:
            target.write(json.dumps({"form": FORM, "version": schema.VERSION}) + "\n")
            for table in schema.TABLES:
                columns = ", ".join(schema.COLUMNS[table])
                for row in line.execute(text(f"SELECT {columns} FROM {table}")).mappings():
                    target.write(json.dumps({"table": table, "row": dict(row)}) + "\n")
                    rows += 1
            target.flush()
            os.fsync(target.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
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

    with storage.writing() as line:
        if line.execute(text("SELECT COUNT(*) FROM rooms")).scalar():
            raise StorageError("restore_not_empty")
        rows = 0
        for table, row in _read(file):
            names = schema.COLUMNS[table]
            values = ", ".join(f":{name}" for name in names)
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"
            line.execute(text(statement), row)
            rows += 1
    return rows


def _read(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with file.open(encoding="utf-8") as source:
        for number, raw in enumerate(source, 1):
            try:
                said = json.loads(raw)
                if number == 1:
                    good = said["form"] == FORM and 1 <= int(said["version"]) <= schema.VERSION
                else:
                    good = WRITES.get(said["table"]) == said["row"].keys()
            except (ValueError, KeyError, TypeError, AttributeError):
                good = False
            if not good:
                raise StorageError("restore_malformed", line=number)
            if number > 1:
                yield said["table"], said["row"]
