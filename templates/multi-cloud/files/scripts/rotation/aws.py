"""AWS Secrets Manager: stages move from AWSPENDING to AWSCURRENT and back from AWSPREVIOUS."""

from __future__ import annotations

import uuid
from typing import Any


class AWSSecret:
    """A `SecretStore` in Secrets Manager."""

    def __init__(self, name: str, client: Any = None) -> None:
        if client is None:
            import boto3

            client = boto3.client("secretsmanager")
        self._client = client
        self._name = name

    def store(self, value: str) -> str:
        version = str(uuid.uuid4())
        self._client.put_secret_value(
            SecretId=self._name,
            ClientRequestToken=version,
            SecretString=value,
            VersionStages=["AWSPENDING"],
        )
        return version

    def read(self, version: str) -> str:
        answer = self._client.get_secret_value(SecretId=self._name, VersionId=version)
        return str(answer["SecretString"])

    def promote(self, version: str) -> None:
        self._move("AWSCURRENT", version)
        self._client.update_secret_version_stage(
            SecretId=self._name, VersionStage="AWSPENDING", RemoveFromVersionId=version
        )

    def current(self) -> str:
        answer = self._client.get_secret_value(SecretId=self._name, VersionStage="AWSCURRENT")
        return str(answer["SecretString"])

    def roll_back(self) -> None:
        before = self._holder("AWSPREVIOUS")
        if before is None:
            raise LookupError(f"{self._name} has no version before the present one")
        self._move("AWSCURRENT", before)

    def _holder(self, stage: str) -> str | None:
        stages = self._client.describe_secret(SecretId=self._name).get("VersionIdsToStages", {})
        return next((version for version, held in stages.items() if stage in held), None)

    def _move(self, stage: str, version: str) -> None:
        present = self._holder(stage)
        if present == version:
            return
        move = {"SecretId": self._name, "VersionStage": stage, "MoveToVersionId": version}
        if present:
            move["RemoveFromVersionId"] = present
        self._client.update_secret_version_stage(**move)
