"""How each cloud keeps a secret, as far as its rotation needs to know."""

from typing import Protocol


class SecretStore(Protocol):
    """One secret in the secret manager of a cloud.

    A version that was stored is not used by anyone until it is promoted.
    """

    def store(self, value: str) -> str:
        """Keeps `value` as a new version, and gives the name of that version."""

    def read(self, version: str) -> str:
        """What is kept as `version`."""

    def promote(self, version: str) -> None:
        """Makes `version` the one that is read from now on."""

    def current(self) -> str:
        """The value that is read now."""

    def roll_back(self) -> None:
        """Makes the version before the present one the one that is read."""
