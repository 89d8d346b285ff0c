import io
import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import MAX_BODY_BYTES
from app.logs import REQUEST_ID_HEADER


def code(response: TestResponse, status: int) -> str:
    """The code of an error, which must be in the envelope and complete."""
    assert response.status_code == status
    assert response.content_type == "application/json"
    body = response.get_json()
    assert body.keys() == {"error"}
    error = body["error"]
    assert error.keys() == {"status", "code", "message", "details", "request_id"}
    assert error["status"] == status
    assert error["message"]
    assert error["request_id"] == response.headers[REQUEST_ID_HEADER]
    return str(error["code"])


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"text"', b"\xff", b"[" * 50_000, b'{"a": ' + b"9" * 9_000 + b"}"]
)
def test_a_body_that_is_no_json_object(client: FlaskClient, body: bytes) -> None:
    response = client.post("/api/items", data=body, content_type="application/json")
    assert code(response, 400) == "bad_request"


def test_an_unknown_path(client: FlaskClient) -> None:
    assert code(client.get("/nowhere"), 404) == "not_found"


def test_a_redirect_is_no_error(app: Flask) -> None:
    app.add_url_rule("/folder/", view_func=lambda: "inside")
    response = app.test_client().get("/folder")
    assert (response.status_code, response.location) == (308, "http://localhost/folder/")


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    response = client.put("/api/items")
    assert code(response, 405) == "method_not_allowed"
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))


def test_a_taken_name(client: FlaskClient) -> None:
    client.post("/api/items", json={"name": "Lamp"})
    assert code(client.post("/api/items", json={"name": "Lamp"}), 409) == "conflict"


def test_a_body_that_is_too_large(client: FlaskClient) -> None:
    response = client.post(
        "/api/items", data=b" " * (MAX_BODY_BYTES + 1), content_type="application/json"
    )
    assert code(response, 413) == "request_entity_too_large"


def test_a_body_in_chunks_that_is_too_large(client: FlaskClient) -> None:
    body = b'{"name": "Lamp"}' + b" " * MAX_BODY_BYTES
    response = client.post(
        "/api/items",
        input_stream=io.BytesIO(body),
        headers={"Transfer-Encoding": "chunked"},
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert code(response, 413) == "request_entity_too_large"


@pytest.mark.parametrize("content_type", [None, "text/plain", "multipart/form-data"])
def test_a_body_that_is_not_json(client: FlaskClient, content_type: str | None) -> None:
    response = client.post("/api/items", data=b'{"name": "x"}', content_type=content_type)
    assert code(response, 415) == "unsupported_media_type"


def test_an_unexpected_error_is_logged_and_not_shown(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> str:
        raise RuntimeError("a secret of the inside")

    app.add_url_rule("/fail", view_func=fail)
    response = app.test_client().get("/fail")
    assert code(response, 500) == "internal_server_error"
    assert "secret" not in response.text
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1
    assert "a secret of the inside" in str(errors[0].exc_info)


def test_a_database_that_went_away(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "app.db").unlink()
    assert code(client.get("/api/items"), 503) == "service_unavailable"
