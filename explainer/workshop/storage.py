"""The database: SQLite in a file, or PostgreSQL by its address, behind one interface.

Every change is one transaction that is on the disk when the call returns. What the database cannot
do is a `StorageError` with a code, and nothing of it is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer.workshop import schema
from explainer.workshop.errors import StorageError

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

URL_SETTING, FOLDER_SETTING = "DATABASE_URL", "EXPLAINER_DATA"
DATA_FOLDER = Path(__file__).parents[2] / ".data"
"""Where the file lies unless ``EXPLAINER_DATA`` names another folder."""
FILE = "workshop.sqlite3"
WAIT_SECONDS = 5
"""Seconds for which a change waits for another one."""
POOL = 8
SCHEMA_LOCK = 7_205_759
"""Number under which servers that start together agree who makes the tables."""

FAILED = "storage_failed"
# Marks in the errors of the databases, in the order of search: words of SQLite, or the class of
# PostgreSQL's code.
ERROR_SIGNS = (
    ("storage_full", ("is full", "disk full", "no space left", "53100")),
    ("storage_read_only", ("readonly", "read-only", "25006", "permission denied", "42501")),
    ("storage_locked", ("is locked", "55P03", "57014", "40P01", "40001", "timeout")),
    ("storage_damaged", ("malformed", "not a database", "XX001", "XX002")),
    ("storage_unreachable", ("unable to open", "connection", "connect", "57P0", "3D000", "28P01")),
)


def database_url(environment: Mapping[str, str] | None = None) -> URL:
    """Return where the rooms are kept, as the environment says.

    Raises
    ------
    StorageError
        ``storage_address`` if ``DATABASE_URL`` is no address of SQLite or PostgreSQL.
    """
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    known = os.environ if environment is None else environment
    given = known.get(URL_SETTING, "").strip()
    if not given:
        folder = Path(known.get(FOLDER_SETTING, "").strip() or DATA_FOLDER)
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        url = make_url(given)
    except ArgumentError:
        raise StorageError("storage_address", setting=URL_SETTING) from None
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise StorageError("storage_address", setting=URL_SETTING)


class Storage:
    """Rooms in a database; safe to use from several threads and processes.

    Parameters
    ----------
    url : sqlalchemy.URL
        See ``database_url``. The file and its folder are made with the first use.

    Raises
    ------
    StorageError
        If it cannot be opened, or was made by a newer version of this program.
    """

    def __init__(self, url: URL) -> None:
        self.url = url
        self.postgres = url.get_backend_name() == "postgresql"
        self.locking = " FOR UPDATE" if self.postgres else ""
        """What a SELECT ends with whose row must stay as it is until the end of the change."""
        self.sharing = " FOR SHARE" if self.postgres else ""
        with self._translated_errors():
            self._engine = self._open()
            try:
                self._build()
            except BaseException:
                self._engine.dispose()
                raise

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of all tables."""
        with self._translated_errors(), self._engine.connect() as connection:
            if self.postgres:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are all on the disk at the end, or none of them."""
        with self._translated_errors(), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Translate errors of the database into `StorageError` with a code."""
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        try:
            yield
        except DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None) or ""
            raise StorageError(_error_code(f"{state} {error.orig}")) from error
        except SQLAlchemyError as error:
            raise StorageError(_error_code(str(error))) from error

    def _open(self) -> Engine:
        from sqlalchemy import create_engine

        if self.postgres:
            return create_engine(
                self.url,
                pool_size=POOL,
                pool_pre_ping=True,
                pool_timeout=WAIT_SECONDS,
                isolation_level="READ COMMITTED",
                connect_args={
                    "connect_timeout": WAIT_SECONDS,
                    "options": f"-c lock_timeout={WAIT_SECONDS}s"
                    f" -c statement_timeout={3 * WAIT_SECONDS}s",
                },
            )
        assert self.url.database is not None
        try:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            known = _error_code(str(error))
            raise StorageError("storage_unreachable" if known == FAILED else known) from error
        engine = create_engine(
            self.url,
            pool_size=POOL,
            pool_timeout=WAIT_SECONDS,
            connect_args={"timeout": WAIT_SECONDS},
        )
        _prepare_sqlite(engine)
        return engine

    def _build(self) -> None:
        from sqlalchemy import text

        if self._version() == schema.VERSION:
            return
        with self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                if self.postgres:
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({SCHEMA_LOCK})"))
                connection.execute(text(schema.STEPS_TABLE))
                version = (
                    connection.execute(text("SELECT MAX(version) FROM schema_steps")).scalar() or 0
                )
                for number, step in enumerate(schema.STEPS[version:], version + 1):
                    for statement in step:
                        connection.execute(text(statement))
                    connection.execute(
                        text("INSERT INTO schema_steps (version) VALUES (:number)"),
                        {"number": number},
                    )

    def _version(self) -> int:
        """Return how far the tables are; a database that only can be read is not touched."""
        from sqlalchemy import inspect, text

        with self._engine.connect() as connection:
            if not inspect(connection).has_table("schema_steps"):
                return 0
            version = (
                connection.execute(text("SELECT MAX(version) FROM schema_steps")).scalar() or 0
            )
        if version > schema.VERSION:
            raise StorageError("storage_newer", found=version, known=schema.VERSION)
        return int(version)


def _prepare_sqlite(engine: Engine) -> None:
    """Have changes begin as changes, so that none waits half done, and commits reach the disk."""
    from sqlalchemy import event

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver does not begin transactions by itself
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {1000 * WAIT_SECONDS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        if cursor.execute("PRAGMA query_only").fetchone() == (0,) and _is_writable(cursor):
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _is_writable(cursor: Any) -> bool:
    file = cursor.execute("PRAGMA database_list").fetchone()[2]
    return not file or os.access(file, os.W_OK)


def _error_code(message: str) -> str:
    low = message.lower()
    return next(
        (code for code, signs in ERROR_SIGNS if any(sign.lower() in low for sign in signs)),
        FAILED,
    )
