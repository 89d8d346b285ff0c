"""What the service needs from a store, whatever it is made of."""

from dataclasses import dataclass
from typing import Protocol

MAX_ID = 2**63 - 1
"""The highest id a store can hold."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is kept; `created_at` is in UTC, as RFC 3339 writes it."""

    id: int
    name: str
    description: str
    created_at: str


class DuplicateName(Exception):
    """There is an item of this name already."""


class StoreUnavailable(Exception):
    """The store does not answer; the message says why."""


class ItemStore(Protocol):
    """Keeps items. Every method may raise `StoreUnavailable`."""

    def add(self, name: str, description: str) -> Item:
        """Keeps a new item; raises `DuplicateName`."""

    def get(self, item_id: int) -> Item | None:
        """The item with this id, if there is one."""

    def list(self, *, after: int, limit: int) -> list[Item]:
        """At most `limit` items with ids above `after`, in order of their ids."""

    def delete(self, item_id: int) -> bool:
        """Deletes the item with this id; false when there is none."""

    def check(self) -> dict[str, str]:
        """Returns when the store can be used: "ok", or what is wrong, by dependency."""

    def close(self) -> None:
        """Gives back what the store holds; it is not used afterwards."""
