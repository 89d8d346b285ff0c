"""One envelope for everything that goes wrong.

    {"error": {"status": 404, "code": "not_found", "message": "…",
               "details": [{"field": "…", "message": "…"}], "request_id": "…"}}

`code` is for programs and does not change; `message` is for people.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from app.logs import request_id
from app.store import StoreUnavailable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Detail:
    """What is wrong with one field of a request, or with one dependency."""

    field: str
    message: str


class ApiError(Exception):
    """An answer that is an error, raised from anywhere in a request."""

    def __init__(
        self, status: int, code: str, message: str, details: Sequence[Detail] = ()
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = details


def init_app(app: Flask) -> None:
    """Makes every error of `app` leave it in the envelope."""
    app.register_error_handler(ApiError, _api_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StoreUnavailable, _store_unavailable)
    app.register_error_handler(Exception, _unexpected)


def _envelope(error: ApiError, headers: Mapping[str, str] | None = None) -> Response:
    response = jsonify(
        error={
            "status": error.status,
            "code": error.code,
            "message": error.message,
            "details": [asdict(detail) for detail in error.details],
            "request_id": request_id(),
        }
    )
    response.status_code = error.status
    response.headers.update(headers or {})
    return response


def _api_error(error: ApiError) -> Response:
    return _envelope(error)


def _http_error(error: HTTPException) -> Response:
    # Headers that belong to the error, such as Allow, stay; its HTML page does not.
    headers = {name: value for name, value in error.get_headers() if name != "Content-Type"}
    code = error.name.lower().replace(" ", "_")
    message = error.description or error.name
    return _envelope(ApiError(error.code or 500, code, message), headers)


def _store_unavailable(error: StoreUnavailable) -> Response:
    logger.error("the database does not answer", exc_info=error)
    return _envelope(ApiError(503, "service_unavailable", "The database does not answer."))


def _unexpected(error: Exception) -> Response:
    logger.error("unexpected error", exc_info=error)
    return _envelope(
        ApiError(500, "internal_server_error", "The service failed; the log says why.")
    )
