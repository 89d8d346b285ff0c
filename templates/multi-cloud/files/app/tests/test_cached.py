import logging

import pytest
from redis import ConnectionError as CacheGone

from app.config import ConfigError
from app.store import Item, SQLiteStore, open_store
from app.store.cached import CachedStore


class FakeCache:
    """What `CachedStore` uses of Redis, over a dictionary."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.broken = False
        self.asked = 0

    def _use(self) -> None:
        self.asked += 1
        if self.broken:
            raise CacheGone("gone")

    def get(self, key: str) -> str | None:
        self._use()
        return self.values.get(key)

    def set(self, key: str, value: str, *, ex: int, nx: bool = False) -> None:
        self._use()
        assert ex > 0
        if not (nx and key in self.values):
            self.values[key] = value

    def ping(self) -> bool:
        self._use()
        return True

    def close(self) -> None:
        self.values.clear()


@pytest.fixture
def cache() -> FakeCache:
    return FakeCache()


@pytest.fixture
def behind(tmp_path: object) -> SQLiteStore:
    return SQLiteStore(f"{tmp_path}/app.db")


@pytest.fixture
def store(behind: SQLiteStore, cache: FakeCache) -> CachedStore:
    return CachedStore(behind, cache)  # type: ignore[arg-type]


def test_an_item_is_read_from_the_database_once(store: CachedStore, behind: SQLiteStore) -> None:
    item = store.add("Lamp", "")
    assert store.get(item.id) == item
    behind.delete(item.id)
    assert store.get(item.id) == item


def test_a_deleted_item_is_gone_at_once(store: CachedStore) -> None:
    item = store.add("Lamp", "")
    store.get(item.id)
    assert store.delete(item.id)
    assert store.get(item.id) is None
    assert not store.delete(item.id)


def test_a_reader_on_the_way_does_not_bring_a_deleted_item_back(
    store: CachedStore, behind: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = store.add("Lamp", "")

    def read_while_it_is_deleted(item_id: int) -> Item:
        store.delete(item_id)
        return item

    with monkeypatch.context() as patch:
        patch.setattr(SQLiteStore, "get", lambda _, item_id: read_while_it_is_deleted(item_id))
        assert store.get(item.id) == item
    assert store.get(item.id) is None


def test_lists_come_from_the_database(store: CachedStore) -> None:
    item = store.add("Lamp", "")
    assert store.list(after=0, limit=10) == [item]


def test_without_the_cache_all_goes_on_and_it_is_left_alone(
    store: CachedStore, cache: FakeCache, caplog: pytest.LogCaptureFixture
) -> None:
    item = store.add("Lamp", "")
    assert store.check() == {"database": "ok", "cache": "ok"}
    cache.broken = True
    assert store.get(item.id) == item
    asked = cache.asked
    assert store.get(item.id) == item
    assert store.delete(item.id)
    assert store.check() == {"database": "ok", "cache": "does not answer"}
    assert cache.asked == asked
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_closed_store_gives_the_cache_back(store: CachedStore, cache: FakeCache) -> None:
    store.get(store.add("Lamp", "").id)
    store.close()
    assert cache.values == {}


def test_a_wrong_address_is_refused_without_its_password() -> None:
    with pytest.raises(ConfigError, match=r"REDIS_URL is 'http:…'; expected redis://") as caught:
        open_store("sqlite:////tmp/unused-app.db", "http://:secret@cache/0")
    assert "secret" not in str(caught.value)
