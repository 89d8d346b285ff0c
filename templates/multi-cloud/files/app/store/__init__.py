"""Where the items are kept.

The routes know the interface `ItemStore` only; `open_store` chooses what is
behind it by the scheme of DATABASE_URL, and puts the cache before it when there
is a REDIS_URL.
"""

from typing import cast

from flask import current_app

from app.config import ConfigError
from app.store.cached import CachedStore, connect
from app.store.interface import MAX_ID, DuplicateName, Item, ItemStore, StoreUnavailable
from app.store.postgres import PostgresStore
from app.store.sqlite import SQLiteStore

__all__ = [
    "MAX_ID",
    "DuplicateName",
    "Item",
    "ItemStore",
    "SQLiteStore",
    "StoreUnavailable",
    "current_store",
    "open_store",
]


def open_store(database_url: str, redis_url: str = "") -> ItemStore:
    """The store at `database_url`, its schema brought up to date."""
    store = _open_database(database_url)
    return CachedStore(store, connect(redis_url)) if redis_url else store


def _open_database(url: str) -> ItemStore:
    scheme, _, rest = url.partition(":")
    if scheme == "sqlite" and rest.startswith("///") and len(rest) > 3:
        return SQLiteStore(rest.removeprefix("///"))
    if scheme in ("postgresql", "postgres") and rest.startswith("//"):
        return PostgresStore(url)
    # What follows the scheme may hold a password, and this goes to the log.
    expected = "postgresql://USER:PASSWORD@HOST/NAME or sqlite:///PATH"
    raise ConfigError("DATABASE_URL", f"{scheme}:…", expected)


def current_store() -> ItemStore:
    """The store of the application that serves the present request."""
    return cast(ItemStore, current_app.extensions["store"])
