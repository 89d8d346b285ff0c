"""Holds the answers of the service to its contract, `app/api.yaml`."""

from __future__ import annotations

import re
from typing import Any

import yaml
from flask.testing import FlaskClient
from openapi_schema_validator import OAS30ReadValidator, oas30_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4
from werkzeug.test import TestResponse

from app.api_docs import CONTRACT

CONTENT: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
_REGISTRY: Registry[Any] = Registry().with_resource(
    "urn:contract", Resource.from_contents(CONTENT, default_specification=DRAFT4)
)


class ContractClient(FlaskClient):
    """A client that fails the test when an answer is not in the contract."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        check(response)
        return response


def check(response: TestResponse) -> None:
    """Raises when `response` is to an operation of the contract and breaks it."""
    request = response.request
    operation = _operation(request.method, request.path)
    if operation is None:
        return
    where = f"{request.method} {request.path} {response.status_code}"
    described = operation["responses"].get(str(response.status_code))
    assert described, f"{where}: the contract does not know this status"
    described = _resolved(described)
    for name, header in described.get("headers", {}).items():
        assert name in response.headers or not header["required"], f"{where}: no {name}"
    content = described.get("content")
    if not content:
        assert response.data == b"", f"{where}: a body that the contract does not know"
        return
    assert response.mimetype in content, f"{where}: {response.mimetype} is not in the contract"
    schema = _absolute(content[response.mimetype]["schema"])
    validator = OAS30ReadValidator(schema, registry=_REGISTRY, format_checker=oas30_format_checker)
    problems = [error.message for error in validator.iter_errors(response.get_json())]
    assert not problems, f"{where}: {problems}"


def _operation(method: str, path: str) -> dict[str, Any] | None:
    for template, operations in CONTENT["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[0-9]+", template), path):
            found: dict[str, Any] | None = operations.get(method.lower())
            return found
    return None


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        found: Any = CONTENT
        for key in node["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        return dict(found)
    return node


def _absolute(node: Any) -> Any:
    """`node` with references that are found in the registry."""
    if isinstance(node, dict):
        return {
            key: f"urn:contract{value}" if key == "$ref" else _absolute(value)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_absolute(value) for value in node]
    return node
