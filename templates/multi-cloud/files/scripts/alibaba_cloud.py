"""Calls of Alibaba Cloud's RPC interfaces, signed with the standard library alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import urllib.parse
import urllib.request
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


class AlibabaError(Exception):
    """The cloud refused a call; the message has its code and its reason."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What calls are signed with."""

    key_id: str
    key_secret: str
    token: str = ""

    @classmethod
    def from_environment(cls) -> Credentials:
        return cls(
            os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
            os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
            os.environ.get("ALIBABA_CLOUD_SECURITY_TOKEN", ""),
        )


def call(
    host: str, version: str, action: str, credentials: Credentials | None = None, **parameters: str
) -> dict[str, Any]:
    """What `action` answers; without `credentials` the call is not signed."""
    query = {
        "Action": action,
        "Format": "JSON",
        "Timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Version": version,
        **parameters,
    }
    if credentials:
        query |= {
            "AccessKeyId": credentials.key_id,
            "SignatureMethod": "HMAC-SHA1",
            "SignatureNonce": uuid.uuid4().hex,
            "SignatureVersion": "1.0",
        }
        if credentials.token:
            query["SecurityToken"] = credentials.token
        query["Signature"] = sign(query, credentials.key_secret)
    body = urllib.parse.urlencode(query).encode()
    request = urllib.request.Request(f"https://{host}/", data=body, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            reason = json.loads(error.read() or b"{}")
        raise AlibabaError(f"{action}: {reason.get('Code')}: {reason.get('Message')}") from None
    return answer


def sign(query: Mapping[str, str], secret: str) -> str:
    """The signature of a POST of `query`."""
    canonical = "&".join(f"{_quoted(key)}={_quoted(query[key])}" for key in sorted(query))
    text = f"POST&{_quoted('/')}&{_quoted(canonical)}"
    digest = hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="~")
