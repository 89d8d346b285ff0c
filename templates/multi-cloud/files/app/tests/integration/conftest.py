"""Real servers for the tests of this folder.

`TEST_DATABASE_URL` and `TEST_REDIS_URL` name servers that run already, as in CI.
Without them the programs of this machine are started on ports of their own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from redis import Redis, RedisError


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _program(name: str) -> str:
    found = shutil.which(name) or max(
        map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None
    )
    assert found, f"{name} is not installed: install PostgreSQL and Redis, or set TEST_DATABASE_URL"
    return found


def _wait(ready: Callable[[], object], errors: type[Exception]) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            ready()
        except errors:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server, whose databases the tests make themselves."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    folder = tmp_path_factory.mktemp("postgres") / "data"
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if user:
        for parent in (folder.parent, *folder.parent.parents[:2]):
            parent.chmod(0o755)
        shutil.chown(folder.parent, user)
    options = ["--username=app", "--auth=trust", "--no-sync", f"--pgdata={folder}"]
    subprocess.run(
        [_program("initdb"), *options], check=True, stdout=subprocess.DEVNULL, user=user, cwd="/"
    )
    port = _free_port()
    server = subprocess.Popen(
        [
            *(_program("postgres"), "-D", str(folder), "-p", str(port)),
            *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"),
        ],
        stderr=subprocess.DEVNULL,
        user=user,
        cwd="/",
    )
    url = f"postgresql://app@127.0.0.1:{port}/postgres"
    _wait(lambda: psycopg.connect(url).close(), psycopg.OperationalError)
    yield url
    server.terminate()
    server.wait()


@pytest.fixture
def database_url(server_url: str) -> Iterator[str]:
    """An empty database."""
    name = f"test_{time.time_ns()}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    yield server_url.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    if url := os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    port = _free_port()
    server = subprocess.Popen(
        [_program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    url = f"redis://127.0.0.1:{port}/0"
    with Redis.from_url(url) as client:
        _wait(client.ping, RedisError)
    yield url
    server.terminate()
    server.wait()
