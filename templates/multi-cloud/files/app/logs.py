"""Structured logs: one JSON object a line, on standard output.

A line written while a request is served carries the id of that request. The
id comes from the header `X-Request-ID`, or is made here, and goes back in the
same header.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import uuid
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

logger = logging.getLogger(__name__)

REQUEST_ID_HEADER = "X-Request-ID"
_ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PROBES = {"/health", "/ready"}


class JSONFormatter(logging.Formatter):
    """Writes a record as one line of JSON; `extra={"fields": {…}}` adds keys."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            entry["request_id"] = request_id()
        entry.update(getattr(record, "fields", {}))
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)


class _StandardOutput(logging.StreamHandler):  # type: ignore[type-arg]
    """Looks `sys.stdout` up for every line, so that it may be replaced."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stdout
        super().emit(record)


def configure(level: str) -> None:
    """Sends all logs to standard output as JSON, from `level` on."""
    root = logging.getLogger()
    root.setLevel(level)
    if not any(isinstance(handler, _StandardOutput) for handler in root.handlers):
        handler = _StandardOutput(sys.stdout)
        handler.setFormatter(JSONFormatter())
        root.addHandler(handler)


def request_id() -> str:
    """The id of the request being served."""
    if "request_id" not in g:
        given = request.headers.get(REQUEST_ID_HEADER, "")
        g.request_id = given if _ACCEPTED_ID.fullmatch(given) else uuid.uuid4().hex
    return str(g.request_id)


def init_app(app: Flask) -> None:
    """Logs every request of `app`, probes at the level DEBUG only."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers[REQUEST_ID_HEADER] = request_id()
        response.headers["X-Content-Type-Options"] = "nosniff"
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        logger.log(
            logging.DEBUG if request.path in _PROBES else logging.INFO,
            "%s %s %s",
            request.method,
            request.path,
            response.status_code,
            extra={
                "fields": {
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "duration_ms": round(seconds * 1000, 1),
                }
            },
        )
        return response
