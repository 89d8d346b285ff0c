"""`/openapi.json` and `/docs`: the contract of the service, for programs and people.

The contract is `api.yaml`. The tests hold every answer of the service to it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import yaml
from flask import Blueprint, Response
from flask_swagger_ui import get_swaggerui_blueprint  # type: ignore[import-untyped]

CONTRACT = Path(__file__).with_name("api.yaml")

blueprint = Blueprint("api_docs", __name__)
# Swagger UI's files come with the package: nothing is loaded from elsewhere.
blueprint.register_blueprint(
    get_swaggerui_blueprint("/docs", "/openapi.json", config={"validatorUrl": None})
)


@blueprint.get("/openapi.json")
def contract() -> Response:
    """The contract as JSON."""
    return Response(_contract(), mimetype="application/json")


@cache
def _contract() -> str:
    return json.dumps(yaml.safe_load(CONTRACT.read_text(encoding="utf-8")))
