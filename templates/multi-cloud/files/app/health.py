"""The routes that tell people and probes how the service is."""

import logging

from flask import Blueprint, Response, jsonify

from app.about import TITLE, VERSION
from app.errors import ApiError, Detail
from app.store import StoreUnavailable, current_store

blueprint = Blueprint("health", __name__)
logger = logging.getLogger(__name__)


@blueprint.get("/")
def index() -> Response:
    """What this service is, and where to go on."""
    return jsonify(
        name=TITLE,
        version=VERSION,
        links={
            "health": "/health",
            "ready": "/ready",
            "items": "/api/items",
            "docs": "/docs/",
            "openapi": "/openapi.json",
        },
    )


@blueprint.get("/health")
def health() -> Response:
    """The process answers. Nothing else is asked: this is for liveness."""
    return jsonify(status="ok")


@blueprint.get("/ready")
def ready() -> Response:
    """The service can do its work. A cache that is gone makes it slower, not unready."""
    try:
        checks = current_store().check()
    except StoreUnavailable as error:
        logger.warning("the database does not answer", exc_info=error)
        raise ApiError(
            503,
            "not_ready",
            "The service is not ready.",
            [Detail("database", "does not answer")],
        ) from error
    return jsonify(status="ready", checks=checks)
