import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.about import TITLE, VERSION


def test_the_root_says_what_this_is_and_its_links_work(client: FlaskClient) -> None:
    body = client.get("/").get_json()
    assert (body["name"], body["version"]) == (TITLE, VERSION)
    assert [client.get(link).status_code for link in body["links"].values()] == [200] * 5


def test_health(client: FlaskClient) -> None:
    response = client.get("/health")
    assert (response.status_code, response.get_json()) == (200, {"status": "ok"})


def test_ready(client: FlaskClient) -> None:
    response = client.get("/ready")
    assert response.status_code == 200
    assert response.get_json() == {"status": "ready", "checks": {"database": "ok"}}


def test_not_ready_without_the_database(
    client: FlaskClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(tmp_path / "app.db")) as connection:
        connection.execute("DROP TABLE items")
    response = client.get("/ready")
    assert response.status_code == 503
    error = response.get_json()["error"]
    assert error["code"] == "not_ready"
    assert error["details"] == [{"field": "database", "message": "does not answer"}]
    assert "no such table" in str(caplog.records[0].exc_info)
    assert client.get("/health").status_code == 200
