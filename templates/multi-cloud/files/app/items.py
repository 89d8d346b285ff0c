"""`/api/items`: create, read, list and delete items."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from app.errors import ApiError, Detail
from app.store import MAX_ID, DuplicateName, Item, current_store

blueprint = Blueprint("items", __name__, url_prefix="/api/items")

MAX_NAME = 100
MAX_DESCRIPTION = 1000
MAX_PAGE = 100


@blueprint.post("")
def create() -> tuple[Response, int, dict[str, str]]:
    """Adds an item; its name must be new."""
    name, description = _new_item(_json_object())
    try:
        item = current_store().add(name, description)
    except DuplicateName as error:
        raise ApiError(
            409,
            "conflict",
            "An item of this name exists.",
            [Detail("name", "is taken")],
        ) from error
    location = url_for("items.read", item_id=item.id)
    return jsonify(asdict(item)), 201, {"Location": location}


@blueprint.get("")
def list_page() -> Response:
    """One page of items, oldest first; `next` is the `after` of the next page."""
    limit = _query_number("limit", default=50, low=1, high=MAX_PAGE)
    after = _query_number("after", default=0, low=0, high=MAX_ID)
    # One more than asked for tells whether there is a next page.
    found = current_store().list(after=after, limit=limit + 1)
    page = found[:limit]
    return jsonify(
        items=[asdict(item) for item in page],
        next=page[-1].id if len(found) > limit else None,
    )


@blueprint.get("/<int:item_id>")
def read(item_id: int) -> Response:
    """One item."""
    item: Item | None = current_store().get(item_id) if item_id <= MAX_ID else None
    if item is None:
        raise _no_item(item_id)
    return jsonify(asdict(item))


@blueprint.delete("/<int:item_id>")
def delete(item_id: int) -> tuple[str, int]:
    """Deletes one item."""
    if item_id > MAX_ID or not current_store().delete(item_id):
        raise _no_item(item_id)
    return "", 204


def _no_item(item_id: int) -> ApiError:
    return ApiError(404, "not_found", f"There is no item {item_id}.")


def _query_number(name: str, *, default: int, low: int, high: int) -> int:
    text = request.args.get(name)
    if text is None:
        return default
    # The length is checked first: Python refuses to read numbers of any length.
    if text.isascii() and text.isdigit() and len(text) <= 19 and low <= int(text) <= high:
        return int(text)
    raise _invalid([Detail(name, f"must be a number from {low} to {high}")])


def _json_object() -> dict[str, object]:
    if not request.is_json:
        raise UnsupportedMediaType("The body must be JSON: set Content-Type.")
    data = request.stream.read()
    # A body sent in chunks is cut at the limit: only the next read refuses it.
    request.stream.read(1)
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "bad_request", "The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise ApiError(400, "bad_request", "The body must be a JSON object.")
    return body


def _new_item(body: dict[str, object]) -> tuple[str, str]:
    """The name and description that `body` asks for; reports all that is wrong."""
    problems = [Detail(field, "is not known") for field in body.keys() - {"name", "description"}]
    name = body.get("name")
    if not isinstance(name, str):
        problems.append(Detail("name", "must be a text"))
    elif not name.strip() or len(name) > MAX_NAME:
        problems.append(Detail("name", f"must have 1 to {MAX_NAME} characters"))
    elif not _is_printable(name):
        problems.append(Detail("name", "must not hold control characters"))
    description = body.get("description", "")
    if not isinstance(description, str):
        problems.append(Detail("description", "must be a text"))
    elif len(description) > MAX_DESCRIPTION:
        problems.append(Detail("description", f"must have at most {MAX_DESCRIPTION} characters"))
    elif not _is_printable(description, "\t\n\r"):
        problems.append(Detail("description", "must not hold control characters"))
    if problems:
        raise _invalid(sorted(problems, key=lambda problem: problem.field))
    return str(name).strip(), str(description)


def _is_printable(text: str, allowed: str = "") -> bool:
    """Whether `text` has no control characters and no halves of surrogate pairs."""
    return all(
        character in allowed or unicodedata.category(character) not in ("Cc", "Cs")
        for character in text
    )


def _invalid(problems: list[Detail]) -> ApiError:
    return ApiError(400, "invalid", "The request is not valid.", problems)
