"""Azure Key Vault: a new value waits under a name of its own until it is promoted.

Who reads without a version gets the newest one: to roll back, the value before is set
again as the newest.
"""

from __future__ import annotations

import os
from typing import Any


class AzureSecret:
    """A `SecretStore` in Key Vault."""

    def __init__(self, name: str, client: Any = None) -> None:
        if client is None:
            from azure.identity import DefaultAzureCredential
            from azure.keyvault.secrets import SecretClient

            client = SecretClient(os.environ["AZURE_VAULT_URL"], DefaultAzureCredential())
        self._client = client
        self._name = name

    def store(self, value: str) -> str:
        # The newest version is what everyone reads, so the value waits here, under a name of
        # its own: the vault sees it when it can be read back.
        waiting = self._client.set_secret(f"{self._name}-pending", value)
        return str(waiting.properties.version)

    def read(self, version: str) -> str:
        return str(self._client.get_secret(f"{self._name}-pending", version).value)

    def promote(self, version: str) -> None:
        value = self.read(version)
        self._client.set_secret(self._name, value)
        self._client.update_secret_properties(f"{self._name}-pending", version, enabled=False)

    def current(self) -> str:
        return str(self._client.get_secret(self._name).value)

    def roll_back(self) -> None:
        versions = sorted(
            (
                version
                for version in self._client.list_properties_of_secret_versions(self._name)
                if version.enabled
            ),
            key=lambda version: version.created_on,
            reverse=True,
        )
        if len(versions) < 2:
            raise LookupError(f"{self._name} has no version before the present one")
        before = self._client.get_secret(self._name, versions[1].version).value
        self._client.set_secret(self._name, before)
