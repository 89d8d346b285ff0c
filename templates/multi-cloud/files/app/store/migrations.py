"""The steps that bring a database from empty to the present schema.

A step is a file `app/migrations/KIND/NUMBER_NAME.sql`. Steps are only ever
added: one that has been released is never changed. The store that applies them
notes each in the table `schema_migrations`, and holds a lock meanwhile, so that
of many processes that start at once one does the work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "migrations"

CREATE_TABLE = "CREATE TABLE IF NOT EXISTS schema_migrations (version TEXT PRIMARY KEY)"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; `version` is the name of its file, and steps go in its order."""

    version: str
    sql: str


def pending(kind: str, applied: Collection[str]) -> Iterator[Migration]:
    """The steps for a database of this kind that are not in `applied`."""
    for path in sorted((FOLDER / kind).glob("*.sql")):
        if path.stem not in applied:
            yield Migration(path.stem, path.read_text(encoding="utf-8"))
