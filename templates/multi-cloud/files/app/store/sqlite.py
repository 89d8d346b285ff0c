"""Items in one SQLite file: needs no server, and suits one machine."""

from __future__ import annotations

import builtins
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.store.interface import DuplicateName, Item, StoreUnavailable
from app.store.migrations import CREATE_TABLE, pending

_COLUMNS = "id, name, description, created_at"


class SQLiteStore:
    """An `ItemStore` in the file at `path`, which is made when it is missing."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"cannot make {self._path.parent}: {error}") from error
        with self._connection() as connection:
            _migrate(connection)

    def add(self, name: str, description: str) -> Item:
        created_at = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._connection() as connection:
            try:
                row = connection.execute(
                    "INSERT INTO items (name, description, created_at)"
                    f" VALUES (?, ?, ?) RETURNING {_COLUMNS}",
                    (name, description, created_at),
                ).fetchone()
            except sqlite3.IntegrityError as error:
                raise DuplicateName(name) from error
        return Item(*row)

    def get(self, item_id: int) -> Item | None:
        with self._connection() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM items WHERE id = ?", (item_id,)
            ).fetchone()
        return Item(*row) if row else None

    def list(self, *, after: int, limit: int) -> builtins.list[Item]:
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM items WHERE id > ? ORDER BY id LIMIT ?",
                (after, limit),
            ).fetchall()
        return [Item(*row) for row in rows]

    def delete(self, item_id: int) -> bool:
        with self._connection() as connection:
            cursor = connection.execute("DELETE FROM items WHERE id = ?", (item_id,))
        return cursor.rowcount == 1

    def check(self) -> dict[str, str]:
        with self._connection() as connection:
            connection.execute("SELECT 1 FROM items LIMIT 1")
        return {"database": "ok"}

    def close(self) -> None:
        """Every use closed its own connection."""

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept when the block ends well.

        A connection belongs to one thread, and opening one costs less than a
        millisecond: every use takes its own.
        """
        try:
            with closing(sqlite3.connect(self._path, timeout=5)) as connection, connection:
                yield connection
        except sqlite3.DatabaseError as error:
            raise StoreUnavailable(f"{self._path}: {error}") from error


def _migrate(connection: sqlite3.Connection) -> None:
    # The transaction is the lock: another process waits until it ends.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(CREATE_TABLE)
    applied = {row[0] for row in connection.execute("SELECT version FROM schema_migrations")}
    for migration in pending("sqlite", applied):
        for statement in _statements(migration.sql):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO schema_migrations (version) VALUES (?)", (migration.version,)
        )


def _statements(script: str) -> Iterator[str]:
    """The statements of `script`; executescript() would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
