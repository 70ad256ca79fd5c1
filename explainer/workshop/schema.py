"""The tables and the steps that lead to them, one after the other.

Four tables that rarely change do not need a tool for migrations: a step is a list of statements
that both databases understand, done once, in one transaction, under a lock.
"""

from __future__ import annotations

TABLES = ("rooms", "seats", "answers", "results")
"""In the order in which they may be filled."""

COLUMNS = {
    "rooms": (
        *("code", "host_hash", "template", "country", "language", "ranking", "seed"),
        *("stage", "opened", "expires"),
    ),
    "seats": ("seat", "room", "token_hash", "nickname", "bare", "team", "language", "joined"),
    "answers": ("id", "seat", "room", "step", "ordinal", "body", "reason", "approved", "stored"),
    "results": ("room", "run", "team", "body"),
}

FIRST = (
    """CREATE TABLE rooms (
        code TEXT PRIMARY KEY,
        host_hash TEXT NOT NULL,
        template TEXT NOT NULL,
        country TEXT NOT NULL,
        language TEXT NOT NULL,
        ranking INTEGER NOT NULL,
        seed BIGINT NOT NULL,
        stage INTEGER NOT NULL,
        opened BIGINT NOT NULL,
        expires BIGINT NOT NULL)""",
    "CREATE INDEX rooms_expires ON rooms (expires)",
    """CREATE TABLE seats (
        seat TEXT PRIMARY KEY,
        room TEXT NOT NULL REFERENCES rooms (code) ON DELETE CASCADE,
        token_hash TEXT NOT NULL UNIQUE,
        nickname TEXT NOT NULL,
        bare TEXT NOT NULL,
        team TEXT NOT NULL,
        language TEXT NOT NULL,
        joined BIGINT NOT NULL,
        UNIQUE (room, bare))""",
    """CREATE TABLE answers (
        id TEXT NOT NULL,
        seat TEXT NOT NULL REFERENCES seats (seat) ON DELETE CASCADE,
        room TEXT NOT NULL REFERENCES rooms (code) ON DELETE CASCADE,
        step TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        body TEXT NOT NULL,
        reason TEXT NOT NULL,
        approved INTEGER NOT NULL,
        stored BIGINT NOT NULL,
        PRIMARY KEY (seat, id),
        UNIQUE (seat, ordinal))""",
    "CREATE INDEX answers_room ON answers (room)",
    """CREATE TABLE results (
        room TEXT NOT NULL REFERENCES rooms (code) ON DELETE CASCADE,
        run TEXT NOT NULL,
        team TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (room, run, team))""",
)

STEPS = (FIRST,)
"""A step is never changed once it is published: what is new comes at the end."""
VERSION = len(STEPS)
STEPS_TABLE = "CREATE TABLE IF NOT EXISTS schema_steps (version INTEGER PRIMARY KEY)"


def insert(table: str, *, or_skip: bool = False) -> str:
    """Return the statement that adds a row, whose columns are its parameters.

    With `or_skip` nothing is added, and nothing raised, where the table has such a row.
    """
    columns = COLUMNS[table]
    values = ", ".join(f":{name}" for name in columns)
    conflict = " ON CONFLICT DO NOTHING" if or_skip else ""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values}){conflict}"
