"""Look after the rooms: ``python -m explainer.workshop backup|restore|purge|where``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from explainer.workshop.backup import backup, restore
from explainer.workshop.errors import StorageError
from explainer.workshop.rooms import Rooms
from explainer.workshop.storage import Storage, database_url

MESSAGES = {
    "storage_full": "the disk is full; nothing was written",
    "storage_read_only": "the database, or its folder, may only be read; nothing was written",
    "storage_locked": "another program holds the database; nothing was written, try again",
    "storage_unreachable": "the database cannot be reached",
    "storage_damaged": "the file is damaged or is no database of this program",
    "storage_newer": "the database was made by a newer version of this program",
    "storage_failed": "the database refused; nothing was written",
    "storage_address": "DATABASE_URL is neither postgresql://… nor sqlite:///path",
    "restore_not_empty": "there are rooms already; restore needs an empty database",
    "restore_malformed": "line {line} of the file is not as a backup has it; nothing was written",
}


COMMANDS = {
    "where": "say where the rooms are kept",
    "backup": "write all rooms into a file",
    "restore": "read a backup into an empty database",
    "purge": "delete rooms that have expired",
}
ALL = "every room, expired or not"


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks for; return 0, or 1 with a message."""
    parser = argparse.ArgumentParser(
        prog="python -m explainer.workshop", description=__doc__.partition("\n")[0]
    )
    commands = parser.add_subparsers(dest="command", required=True)
    parsers = {
        name: commands.add_parser(name, help=help_text) for name, help_text in COMMANDS.items()
    }
    for name in ("backup", "restore"):
        parsers[name].add_argument("file", type=Path)
    parsers["purge"].add_argument("--all", action="store_true", help=ALL)
    options = parser.parse_args(arguments)
    try:
        print(_run_command(options))
    except StorageError as error:
        print(MESSAGES[error.code].format(**error.values), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _run_command(options: argparse.Namespace) -> str:
    url = database_url()
    if options.command == "where":
        return url.render_as_string(hide_password=True)
    storage = Storage(url)
    try:
        if options.command == "backup":
            return f"{backup(storage, options.file)} rows written to {options.file}"
        if options.command == "restore":
            return f"{restore(storage, options.file)} rows read from {options.file}"
        return f"{Rooms(storage).purge(everything=options.all)} rooms deleted"
    finally:
        storage.close()


if __name__ == "__main__":
    sys.exit(main())
