"""The service over PostgreSQL and Redis: `make integration`."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from flask.testing import FlaskClient
from redis import Redis

from app import create_app
from app.config import Config, ConfigError
from app.store import DuplicateName, ItemStore, StoreUnavailable, open_store
from app.tests.contract import ContractClient


@pytest.fixture
def client(database_url: str, redis_url: str) -> Iterator[FlaskClient]:
    app = create_app(Config(database_url=database_url, redis_url=redis_url))
    app.test_client_class = ContractClient
    yield app.test_client()
    app.extensions["store"].close()


@pytest.fixture
def store(database_url: str) -> Iterator[ItemStore]:
    store = open_store(database_url)
    yield store
    store.close()


def test_an_item_lives_from_creation_to_deletion(client: FlaskClient, redis_url: str) -> None:
    created = client.post("/api/items", json={"name": " Lamp ", "description": "Two\nlines 🚀"})
    assert created.status_code == 201
    item = created.get_json()
    assert (item["name"], item["description"]) == ("Lamp", "Two\nlines 🚀")
    path = created.headers["Location"]
    assert client.get(path).get_json() == item
    with Redis.from_url(redis_url) as cache:
        assert cache.get(f"item:{item['id']}")
    assert client.get(path).get_json() == item
    assert client.post("/api/items", json={"name": "Lamp"}).status_code == 409
    assert client.get("/api/items").get_json() == {"items": [item], "next": None}
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.delete(path).status_code == 404


def test_ready_names_what_answers(client: FlaskClient) -> None:
    assert client.get("/ready").get_json()["checks"] == {"database": "ok", "cache": "ok"}


def test_without_the_cache_the_service_goes_on(database_url: str) -> None:
    app = create_app(Config(database_url=database_url, redis_url="redis://127.0.0.1:1/0"))
    client = app.test_client()
    item = client.post("/api/items", json={"name": "Lamp"}).get_json()
    assert client.get(f"/api/items/{item['id']}").get_json() == item
    ready = client.get("/ready")
    assert (ready.status_code, ready.get_json()["checks"]["cache"]) == (200, "does not answer")
    app.extensions["store"].close()


def test_many_processes_may_start_on_an_empty_database(database_url: str) -> None:
    def start(number: int) -> None:
        store = open_store(database_url)
        store.add(f"Item {number}", "")
        store.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(start, range(16)))
    with psycopg.connect(database_url) as connection:
        count = connection.execute("SELECT count(*) FROM items").fetchone()
        versions = connection.execute("SELECT version FROM schema_migrations").fetchall()
    assert count == (16,)
    assert versions == [("0001_items",)]


def test_of_two_equal_names_one_wins_and_ids_are_not_used_twice(store: ItemStore) -> None:
    item = store.add("Lamp", "")
    with pytest.raises(DuplicateName):
        store.add("Lamp", "")
    assert store.delete(item.id)
    assert store.add("Lamp", "").id > item.id


def test_a_connection_that_was_cut_is_replaced(store: ItemStore, server_url: str) -> None:
    item = store.add("Lamp", "")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'"
        )
    assert store.get(item.id) == item


def test_a_database_that_went_away(client: FlaskClient, database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP TABLE items")
    assert client.get("/ready").status_code == 503
    assert client.get("/api/items").status_code == 503
    assert client.get("/health").status_code == 200


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreUnavailable, match="connection failed") as caught:
        open_store("postgresql://app:secret@127.0.0.1:1/app")
    assert "secret" not in str(caught.value)


def test_an_address_that_is_none_is_refused_without_its_password() -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL is 'postgresql:…'") as caught:
        open_store("postgresql://me:secret@db/app?nonsense=1")
    assert "secret" not in str(caught.value)
