import json
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.logs import REQUEST_ID_HEADER, configure


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_request_is_one_line_of_json(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    response = client.get("/api/items", headers={REQUEST_ID_HEADER: "abc-1"})
    assert response.headers[REQUEST_ID_HEADER] == "abc-1"
    (line,) = lines(capsys)
    assert line.pop("duration_ms") >= 0
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "app.logs",
        "message": "GET /api/items 200",
        "request_id": "abc-1",
        "method": "GET",
        "path": "/api/items",
        "status": 200,
    }


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "a\tb", "{}"])
def test_an_id_that_is_not_plain_is_replaced(client: FlaskClient, given: str) -> None:
    first = client.get("/", headers={REQUEST_ID_HEADER: given})
    second = client.get("/", headers={REQUEST_ID_HEADER: given})
    ids = {response.headers[REQUEST_ID_HEADER] for response in (first, second)}
    assert len(ids) == 2
    assert all(len(value) == 32 and value.isalnum() for value in ids)


def test_probes_are_logged_at_debug_only(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/health")
    assert lines(capsys) == []
    configure("DEBUG")
    client.get("/health")
    assert [line["path"] for line in lines(capsys)] == ["/health"]


def test_an_exception_is_one_line_too(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        logging.getLogger("app.test").exception("it failed")
    (line,) = lines(capsys)
    assert (line["level"], line["message"]) == ("error", "it failed")
    assert "ValueError: first\nsecond" in line["exception"]
    assert "request_id" not in line


def test_a_path_cannot_forge_a_line(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client.get("/%0A%7B%22level%22%3A%22error%22%7D")
    (line,) = lines(capsys)
    assert line["path"] == '/\n{"level":"error"}'
