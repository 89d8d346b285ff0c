import re

import pytest
from flask import Flask, jsonify
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from app.about import TITLE, VERSION
from app.tests.contract import CONTENT, ContractClient


def test_the_contract_is_valid_openapi() -> None:
    validate(CONTENT)
    assert CONTENT["openapi"] == "3.0.3"


def test_the_contract_is_of_this_version() -> None:
    assert (CONTENT["info"]["title"], CONTENT["info"]["version"]) == (TITLE, VERSION)


def test_the_contract_has_every_route_and_no_other(app: Flask) -> None:
    routes = {
        (re.sub(r"<int:(?:\w+_)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.startswith("api_docs.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    contract = {
        (path, method)
        for path, operations in CONTENT["paths"].items()
        for method in operations
        if method != "parameters"
    }
    assert routes == contract


def test_the_contract_is_served(client: FlaskClient) -> None:
    response = client.get("/openapi.json")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert response.get_json() == CONTENT


def test_swagger_ui_is_served_with_all_its_files(client: FlaskClient) -> None:
    page = client.get("/docs", follow_redirects=True)
    assert page.status_code == 200
    assert '"/openapi.json"' in page.text
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert any(file.endswith("swagger-ui-bundle.js") for file in files)
    for file in files:
        assert "//" not in file, "loaded from elsewhere"
        with client.get(f"/docs/{file.removeprefix('/docs/')}") as answer:
            assert answer.status_code == 200, file


@pytest.mark.parametrize("answer", [{"status": "fine"}, {"status": "ok", "more": 1}, {}])
def test_an_answer_that_breaks_the_contract_is_seen(answer: dict[str, object]) -> None:
    app = Flask("other")
    app.test_client_class = ContractClient
    app.add_url_rule("/health", view_func=lambda: jsonify(answer))
    with pytest.raises(AssertionError, match="GET /health 200"):
        app.test_client().get("/health")


def test_a_status_that_breaks_the_contract_is_seen() -> None:
    app = Flask("other")
    app.test_client_class = ContractClient
    app.add_url_rule("/health", view_func=lambda: (jsonify(status="ok"), 202))
    with pytest.raises(AssertionError, match="does not know this status"):
        app.test_client().get("/health")
