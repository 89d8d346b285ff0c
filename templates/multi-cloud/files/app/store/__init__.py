"""Where the items are kept.

The routes know the interface `ItemStore` only; `open_store` chooses what is
behind it by the scheme of DATABASE_URL.
"""

from typing import cast

from flask import current_app

from app.config import ConfigError
from app.store.interface import MAX_ID, DuplicateName, Item, ItemStore, StoreUnavailable
from app.store.sqlite import SQLiteStore

__all__ = [
    "MAX_ID",
    "DuplicateName",
    "Item",
    "ItemStore",
    "StoreUnavailable",
    "current_store",
    "open_store",
]


def open_store(database_url: str) -> ItemStore:
    """The store at `database_url`, its schema brought up to date."""
    scheme, separator, path = database_url.partition(":///")
    if scheme == "sqlite" and separator and path:
        return SQLiteStore(path)
    raise ConfigError("DATABASE_URL", database_url, "sqlite:///PATH")


def current_store() -> ItemStore:
    """The store of the application that serves the present request."""
    return cast(ItemStore, current_app.extensions["store"])
