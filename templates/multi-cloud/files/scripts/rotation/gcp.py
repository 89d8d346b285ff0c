"""Google Secret Manager: a new version is disabled until it is promoted.

Readers ask for `latest`, which is the newest version that is enabled: the one before
is found again by disabling the newest.
"""

from __future__ import annotations

import os
from typing import Any


class GCPSecret:
    """A `SecretStore` in Secret Manager."""

    def __init__(self, name: str, client: Any = None, project: str = "") -> None:
        if client is None:
            from google.cloud import secretmanager

            client = secretmanager.SecretManagerServiceClient()
        self._client = client
        self._secret = f"projects/{project or os.environ['GCP_PROJECT']}/secrets/{name}"
        self._pending: dict[str, str] = {}

    def store(self, value: str) -> str:
        version = self._client.add_secret_version(
            request={"parent": self._secret, "payload": {"data": value.encode()}}
        )
        name = str(version.name)
        # Until it is tested nobody may read it as the latest; a disabled one cannot be read.
        stored = self._client.access_secret_version(request={"name": name})
        self._pending[name] = stored.payload.data.decode()
        self._client.disable_secret_version(request={"name": name})
        return name

    def read(self, version: str) -> str:
        return self._pending[version]

    def promote(self, version: str) -> None:
        self._client.enable_secret_version(request={"name": version})

    def current(self) -> str:
        answer = self._client.access_secret_version(
            request={"name": f"{self._secret}/versions/latest"}
        )
        return str(answer.payload.data.decode())

    def roll_back(self) -> None:
        versions = self._client.list_secret_versions(
            request={"parent": self._secret, "filter": "state:ENABLED"}
        )
        newest_first = sorted(
            (str(version.name) for version in versions),
            key=lambda name: int(name.rsplit("/", 1)[1]),
            reverse=True,
        )
        if len(newest_first) < 2:
            raise LookupError(f"{self._secret} has no version before the present one")
        self._client.disable_secret_version(request={"name": newest_first[0]})
