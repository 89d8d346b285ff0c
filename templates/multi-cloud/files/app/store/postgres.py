"""Items in PostgreSQL: any number of processes on any number of machines."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool

from app.config import ConfigError
from app.store.interface import DuplicateName, Item, StoreUnavailable
from app.store.migrations import CREATE_TABLE, pending

_COLUMNS = "id, name, description, created_at"
_CONNECT_SECONDS = 5
_MIGRATION_LOCK = 0x6974656D73  # any number, the same in every process: "items"


class PostgresStore:
    """An `ItemStore` in the database at `url`, `postgresql://USER:PASSWORD@HOST/NAME`."""

    def __init__(self, url: str) -> None:
        try:
            conninfo_to_dict(url)
        except psycopg.Error:
            # What follows the scheme may hold a password, and this goes to the log.
            raise ConfigError(
                "DATABASE_URL", "postgresql:…", "postgresql://USER:PASSWORD@HOST:PORT/NAME"
            ) from None
        options = {"connect_timeout": _CONNECT_SECONDS}
        try:
            with psycopg.connect(url, **options) as connection:  # type: ignore[arg-type]
                _migrate(connection)
        except psycopg.Error as error:
            raise StoreUnavailable(str(error)) from error
        self._pool = ConnectionPool(
            url,
            kwargs=options,
            min_size=1,
            max_size=8,
            timeout=_CONNECT_SECONDS,
            check=ConnectionPool.check_connection,
            open=True,
        )

    def add(self, name: str, description: str) -> Item:
        with self._connection() as connection:
            try:
                row = connection.execute(
                    f"INSERT INTO items (name, description) VALUES (%s, %s) RETURNING {_COLUMNS}",
                    (name, description),
                ).fetchone()
            except psycopg.errors.UniqueViolation as error:
                raise DuplicateName(name) from error
        return _item(row)

    def get(self, item_id: int) -> Item | None:
        with self._connection() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM items WHERE id = %s", (item_id,)
            ).fetchone()
        return _item(row) if row else None

    def list(self, *, after: int, limit: int) -> builtins.list[Item]:
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM items WHERE id > %s ORDER BY id LIMIT %s",
                (after, limit),
            ).fetchall()
        return [_item(row) for row in rows]

    def delete(self, item_id: int) -> bool:
        with self._connection() as connection:
            cursor = connection.execute("DELETE FROM items WHERE id = %s", (item_id,))
        return cursor.rowcount == 1

    def check(self) -> dict[str, str]:
        with self._connection() as connection:
            connection.execute("SELECT 1 FROM items LIMIT 1")
        return {"database": "ok"}

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        """A connection whose changes are kept when the block ends well."""
        try:
            with self._pool.connection() as connection:
                yield connection
        except psycopg.Error as error:
            raise StoreUnavailable(str(error)) from error


def _migrate(connection: psycopg.Connection) -> None:
    # One transaction: all steps are applied or none, and the lock goes with it.
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
    connection.execute(CREATE_TABLE)
    applied = {row[0] for row in connection.execute("SELECT version FROM schema_migrations")}
    for migration in pending("postgresql", applied):
        connection.execute(migration.sql.encode())
        connection.execute(
            "INSERT INTO schema_migrations (version) VALUES (%s)", (migration.version,)
        )


def _item(row: Any) -> Item:
    item_id, name, description, created_at = row
    return Item(item_id, name, description, _utc(created_at))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
