from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.store import MAX_ID


def add(client: FlaskClient, name: str) -> Any:
    response = client.post("/api/items", json={"name": name})
    assert response.status_code == 201
    return response.get_json()


def test_an_item_lives_from_creation_to_deletion(client: FlaskClient) -> None:
    created = client.post(
        "/api/items", json={"name": " Lamp ", "description": "Two lines\nof text"}
    )
    assert created.status_code == 201
    item = created.get_json()
    assert (item["name"], item["description"]) == ("Lamp", "Two lines\nof text")
    assert datetime.fromisoformat(item["created_at"]).tzinfo == UTC

    location = created.headers["Location"]
    assert location == f"/api/items/{item['id']}"
    assert client.get(location).get_json() == item

    deleted = client.delete(location)
    assert (deleted.status_code, deleted.data) == (204, b"")
    assert client.get(location).status_code == 404
    assert client.delete(location).status_code == 404


def test_the_description_may_be_left_out(client: FlaskClient) -> None:
    assert add(client, "Lamp")["description"] == ""


def test_ids_are_not_used_twice(client: FlaskClient) -> None:
    first = add(client, "Lamp")["id"]
    client.delete(f"/api/items/{first}")
    assert add(client, "Lamp")["id"] > first


def test_a_name_is_taken_once(client: FlaskClient) -> None:
    add(client, "Lamp")
    response = client.post("/api/items", json={"name": "Lamp"})
    assert response.status_code == 409
    error = response.get_json()["error"]
    assert error["code"] == "conflict"
    assert error["details"] == [{"field": "name", "message": "is taken"}]


def test_an_empty_list(client: FlaskClient) -> None:
    assert client.get("/api/items").get_json() == {"items": [], "next": None}


def test_pages_follow_each_other_and_end(client: FlaskClient) -> None:
    names = [f"Item {number}" for number in range(5)]
    for name in names:
        add(client, name)
    seen: list[str] = []
    url = "/api/items?limit=2"
    sizes = []
    while True:
        page = client.get(url).get_json()
        sizes.append(len(page["items"]))
        seen += [item["name"] for item in page["items"]]
        if page["next"] is None:
            break
        url = f"/api/items?limit=2&after={page['next']}"
    assert (seen, sizes) == (names, [2, 2, 1])


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "after=-1", "after=²", "after=" + "9" * 5000]
)
def test_a_query_out_of_range_is_refused(client: FlaskClient, query: str) -> None:
    response = client.get(f"/api/items?{query}")
    assert response.status_code == 400
    assert response.get_json()["error"]["details"][0]["field"] == query.split("=")[0]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["name"]),
        ({"name": ""}, ["name"]),
        ({"name": "   "}, ["name"]),
        ({"name": "x" * 101}, ["name"]),
        ({"name": 7}, ["name"]),
        ({"name": None}, ["name"]),
        ({"name": "a\u0000b"}, ["name"]),
        ({"name": "a\nb"}, ["name"]),
        ({"name": "\ud800"}, ["name"]),
        ({"name": "Lamp", "description": 7}, ["description"]),
        ({"name": "Lamp", "description": "x" * 1001}, ["description"]),
        ({"name": "Lamp", "description": "\u0000"}, ["description"]),
        ({"name": "Lamp", "colour": "red", "age": 1}, ["age", "colour"]),
        ({"name": 7, "description": 7, "age": 1}, ["age", "description", "name"]),
    ],
)
def test_every_wrong_field_is_named(
    client: FlaskClient, body: dict[str, object], fields: list[str]
) -> None:
    response = client.post("/api/items", json=body)
    assert response.status_code == 400
    error = response.get_json()["error"]
    assert error["code"] == "invalid"
    assert [detail["field"] for detail in error["details"]] == fields
    assert client.get("/api/items").get_json()["items"] == []


@pytest.mark.parametrize("name", ["x" * 100, "Ünïcödé 🚀", "'; DROP TABLE items; --"])
def test_names_come_back_as_they_were_given(client: FlaskClient, name: str) -> None:
    item = add(client, name)
    assert client.get(f"/api/items/{item['id']}").get_json()["name"] == name


@pytest.mark.parametrize("item_id", ["0", "1", str(MAX_ID), str(MAX_ID + 1), "-1", "x"])
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_item_that_is_not_there(client: FlaskClient, method: str, item_id: str) -> None:
    response = client.open(f"/api/items/{item_id}", method=method)
    assert response.status_code == 404
    assert response.get_json()["error"]["code"] == "not_found"
