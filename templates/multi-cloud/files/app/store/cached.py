"""A store with Redis before it, which remembers items that were read.

The cache is a help and no more: while it does not answer, everything comes from
the store behind it.
"""

from __future__ import annotations

import builtins
import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from redis import Redis, RedisError

from app.config import ConfigError
from app.store.interface import Item, ItemStore

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

_KEEP_SECONDS = 60
_PAUSE_SECONDS = 5
_TIMEOUT_SECONDS = 0.5
_DELETED = "deleted"


def connect(url: str) -> Redis:
    """A client for the cache at `url`, which is not asked anything yet."""
    try:
        return Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
        )
    except ValueError:
        scheme = url.partition(":")[0]
        raise ConfigError("REDIS_URL", f"{scheme}:…", "redis://HOST:PORT/NUMBER") from None


class CachedStore:
    """An `ItemStore` that answers `get` from `cache` when it can, else from `store`.

    Items never change, so one that is remembered is either right or deleted. A
    deletion leaves a mark that a reader who was on the way does not overwrite.
    """

    def __init__(self, store: ItemStore, cache: Redis) -> None:
        self._store = store
        self._cache = cache
        self._paused_until = 0.0

    def add(self, name: str, description: str) -> Item:
        return self._store.add(name, description)

    def get(self, item_id: int) -> Item | None:
        key = f"item:{item_id}"
        known: Any = self._ask(lambda: self._cache.get(key))
        if known == _DELETED:
            return None
        if known:
            return Item(**json.loads(known))
        item = self._store.get(item_id)
        if item:
            text = json.dumps(asdict(item))
            self._ask(lambda: self._cache.set(key, text, ex=_KEEP_SECONDS, nx=True))
        return item

    def list(self, *, after: int, limit: int) -> builtins.list[Item]:
        return self._store.list(after=after, limit=limit)

    def delete(self, item_id: int) -> bool:
        deleted = self._store.delete(item_id)
        if deleted:
            self._ask(lambda: self._cache.set(f"item:{item_id}", _DELETED, ex=_KEEP_SECONDS))
        return deleted

    def check(self) -> dict[str, str]:
        checks = self._store.check()
        answer = self._ask(self._cache.ping)
        return {**checks, "cache": "ok" if answer else "does not answer"}

    def close(self) -> None:
        self._cache.close()
        self._store.close()

    def _ask(self, question: Callable[[], Result]) -> Result | None:
        """What the cache answers; nothing while it is out of order."""
        if time.monotonic() < self._paused_until:
            return None
        try:
            return question()
        except RedisError as error:
            # Without a pause every request would wait for the timeout.
            self._paused_until = time.monotonic() + _PAUSE_SECONDS
            logger.warning("the cache does not answer", exc_info=error)
            return None
