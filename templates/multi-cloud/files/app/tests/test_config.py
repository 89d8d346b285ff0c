from pathlib import Path

import pytest

from app import create_app
from app.config import Config, ConfigError

ROOT = Path(__file__).parents[2]


def test_defaults_apply_to_unset_and_empty_variables() -> None:
    assert Config.from_environment({}) == Config()
    assert Config.from_environment({"PORT": "", "LOG_LEVEL": ""}) == Config()


def test_variables_are_read() -> None:
    environment = {
        "DATABASE_URL": "sqlite:////tmp/other.db",
        "REDIS_URL": "redis://cache:6379/0",
        "LOG_LEVEL": "debug",
        "PORT": "9000",
    }
    assert Config.from_environment(environment) == Config(
        database_url="sqlite:////tmp/other.db",
        redis_url="redis://cache:6379/0",
        log_level="DEBUG",
        port=9000,
    )


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8 000", "²"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(ConfigError, match=r"PORT is .* from 1 to 65535"):
        Config.from_environment({"PORT": port})


def test_an_unknown_log_level_is_refused() -> None:
    with pytest.raises(ConfigError, match="LOG_LEVEL is 'loud'; expected one of DEBUG"):
        Config.from_environment({"LOG_LEVEL": "loud"})


@pytest.mark.parametrize("url", ["mysql://me:secret@db/app", "sqlite://", "sqlite:///", "app"])
def test_an_unknown_kind_of_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL is") as caught:
        create_app(Config(database_url=url))
    assert "secret" not in str(caught.value)


def test_the_example_lists_every_variable_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
    assert example.keys() == {field.upper() for field in Config.__slots__}
    assert Config.from_environment(example) == Config()
