"""Settings, from the environment only.

Every variable read here is listed in `.env.example`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class ConfigError(ValueError):
    """A variable of the environment holds what the service cannot use."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        super().__init__(f"{variable} is {value!r}; expected {expected}")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, with the values used when a variable is unset or empty."""

    database_url: str = "sqlite:///data/app.db"
    redis_url: str = ""
    log_level: str = "INFO"
    port: int = 8000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Reads DATABASE_URL, REDIS_URL, LOG_LEVEL and PORT; raises `ConfigError`."""
        return cls(
            database_url=environment.get("DATABASE_URL") or cls().database_url,
            redis_url=environment.get("REDIS_URL") or cls().redis_url,
            log_level=_log_level(environment.get("LOG_LEVEL") or cls().log_level),
            port=_port(environment.get("PORT") or str(cls().port)),
        )


def _log_level(value: str) -> str:
    level = value.upper()
    if level not in LOG_LEVELS:
        raise ConfigError("LOG_LEVEL", value, "one of " + ", ".join(LOG_LEVELS))
    return level


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise ConfigError("PORT", value, "a number from 1 to 65535")
    return int(value)
