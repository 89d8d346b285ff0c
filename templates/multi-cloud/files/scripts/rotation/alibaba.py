"""Alibaba Cloud KMS: a stage of our own, then ACSCurrent, and back from ACSPrevious."""

from __future__ import annotations

import os
import uuid
from typing import Any, Protocol

from alibaba_cloud import Credentials, call

_PENDING = "Pending"


class Client(Protocol):
    """A call of KMS."""

    def __call__(self, action: str, **parameters: str) -> dict[str, Any]: ...


def _connect() -> Client:
    credentials = Credentials.from_environment()
    host = f"kms.{os.environ['ALIBABA_REGION']}.aliyuncs.com"
    return lambda action, **parameters: call(host, "2016-01-20", action, credentials, **parameters)


class AlibabaSecret:
    """A `SecretStore` in KMS, for secrets of the type Generic."""

    def __init__(self, name: str, client: Client | None = None) -> None:
        self._call = client or _connect()
        self._name = name

    def store(self, value: str) -> str:
        version = uuid.uuid4().hex
        self._call(
            "PutSecretValue",
            SecretName=self._name,
            SecretData=value,
            VersionId=version,
            VersionStages=f'["{_PENDING}"]',
        )
        return version

    def read(self, version: str) -> str:
        answer = self._call("GetSecretValue", SecretName=self._name, VersionId=version)
        return str(answer["SecretData"])

    def promote(self, version: str) -> None:
        self._move(version)

    def current(self) -> str:
        return str(self._call("GetSecretValue", SecretName=self._name)["SecretData"])

    def roll_back(self) -> None:
        before = self._holder("ACSPrevious")
        if before is None:
            raise LookupError(f"{self._name} has no version before the present one")
        self._move(before)

    def _holder(self, stage: str) -> str | None:
        answer = self._call("ListSecretVersionIds", SecretName=self._name)
        for version in answer["VersionIds"]["VersionId"]:
            if stage in version["VersionStages"]["VersionStage"]:
                return str(version["VersionId"])
        return None

    def _move(self, version: str) -> None:
        move = {"SecretName": self._name, "VersionStage": "ACSCurrent", "MoveToVersion": version}
        present = self._holder("ACSCurrent")
        if present:
            move["RemoveFromVersion"] = present
        self._call("UpdateSecretVersionStage", **move)
