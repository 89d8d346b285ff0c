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
    scheme, _, rest = database_url.partition(":")
    if scheme == "sqlite" and rest.startswith("///") and len(rest) > 3:
        return SQLiteStore(rest.removeprefix("///"))
    # What follows the scheme may hold a password, and this goes to the log.
    raise ConfigError("DATABASE_URL", f"{scheme}:…", "sqlite:///PATH")


def current_store() -> ItemStore:
    """The store of the application that serves the present request."""
    return cast(ItemStore, current_app.extensions["store"])
