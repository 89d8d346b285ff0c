"""The service as it runs: gunicorn over PostgreSQL and Redis, fuzzed and loaded.

All listen on 127.0.0.1, at ports that were free, and end with the run.
"""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from runner import Check, Failed, Log
from tools import Tools
from variants import Variant

HOST = "127.0.0.1"


class Servers:
    """PostgreSQL, Redis and the service; started by a check, stopped at the end of `with`."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="verify-"))
        self._running: list[subprocess.Popen[bytes]] = []
        self.log = self._folder / "service.log"
        self.database = self.cache = self.service = ""

    def __enter__(self) -> Servers:
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            process.terminate()
        for process in self._running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self, log: Log, variant: Variant) -> None:
        self._start_database(log)
        port = _free_port()
        self._spawn(
            [_program("redis-server"), "--bind", HOST, "--port", str(port), "--save", ""],
            self._folder / "redis.log",
        )
        self.cache = f"redis://{HOST}:{port}/0"
        port = _free_port()
        self.service = f"http://{HOST}:{port}"
        self._spawn(
            [variant.folder / ".venv/bin/gunicorn", "--bind", f"{HOST}:{port}", "--workers=2", "--threads=4", "app.wsgi:app"],
            self.log,
            cwd=variant.folder,
            env={**os.environ, "DATABASE_URL": self.database, "REDIS_URL": self.cache, "PORT": str(port)},
        )
        _wait("the service", lambda: _get(f"{self.service}/ready"))

    def _start_database(self, log: Log) -> None:
        data = self._folder / "postgres"
        data.mkdir()
        user = "postgres" if os.geteuid() == 0 else None  # the server does not run as root
        if user:
            self._folder.chmod(0o755)
            shutil.chown(data, user)
        options = ["--username=app", "--auth=trust", "--no-sync", f"--pgdata={data}/data"]
        log.run([_program("initdb"), *options], cwd=data, user=user)
        port = _free_port()
        self._spawn(
            [
                *(_program("postgres"), "-D", data / "data", "-p", str(port)),
                *("-c", f"listen_addresses={HOST}", "-c", f"unix_socket_directories={data}", "-c", "fsync=off"),
            ],
            self._folder / "postgres.log",
            cwd=data,
            user=user,
        )
        self.database = f"postgresql://app@{HOST}:{port}/postgres"
        ready = [_program("pg_isready"), "--quiet", f"--host={HOST}", f"--port={port}"]
        _wait("PostgreSQL", lambda: subprocess.run(ready, check=True))

    def _spawn(self, command: list[str | Path], output: Path, **options: object) -> None:
        with output.open("wb") as file:
            self._running.append(
                subprocess.Popen(
                    [str(word) for word in command],
                    stdout=file,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    **options,  # type: ignore[call-overload]
                )
            )


def checks(variant: Variant, tools: Tools, servers: Servers) -> list[Check]:
    folder = variant.folder

    def start(log: Log) -> None:
        servers.start(log, variant)
        for path in ["/", "/health", "/ready", "/openapi.json", "/docs/", "/api/items"]:
            log.write(f"{path}: {_get(servers.service + path)[:300]!r}")

    def integration(log: Log) -> None:
        log.run(
            [folder / ".venv/bin/pytest", "--quiet", "app/tests/integration"],
            cwd=folder,
            env={"TEST_DATABASE_URL": servers.database, "TEST_REDIS_URL": servers.cache},
        )

    def schemathesis(log: Log) -> None:
        with tempfile.TemporaryDirectory() as away:  # it leaves files where it runs
            log.run(
                [
                    *(tools.runtime("schemathesis"), "run", "--no-color"),
                    *("--generation-deterministic", "--max-examples=50"),
                    f"{servers.service}/openapi.json",
                ],
                cwd=Path(away),
            )

    def locust(log: Log) -> None:
        log.run(
            [folder / "scripts/run_locust.sh"],
            env={
                "PATH": f"{tools.runtime('')}:{os.environ['PATH']}",
                "LOCUST_HOST": servers.service,
                "LOCUST_USERS": "20",
                "LOCUST_RATE": "20",
                "LOCUST_RUN_TIME": "10s",
            },
        )
        if not (folder / "locust-report.html").exists():
            raise Failed("there is no locust-report.html")

    def no_traceback(log: Log) -> None:
        """Neither the fuzzing nor the load made the service fail."""
        said = servers.log.read_text(errors="replace")
        log.write(said[-20000:])
        for line in said.splitlines():
            if "Traceback" in line or '"level": "ERROR"' in line:
                raise Failed(f"the service logs an error: {line[:160]}")

    made = [
        Check("service starts", variant.name, start, after="install"),
        Check("integration tests", variant.name, integration, after="service starts"),
        Check("schemathesis", variant.name, schemathesis, after="service starts"),
    ]
    if variant.has("locustfile.py"):
        made.append(Check("locust", variant.name, locust, after="service starts"))
    made.append(Check("service log", variant.name, no_traceback, after="schemathesis"))
    return made


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _program(name: str) -> str:
    installed = sorted(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")))
    found = shutil.which(name) or (installed[-1] if installed else None)
    if not found:
        raise Failed(f"{name} is not installed: apt-get install postgresql redis-server")
    return found


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return bytes(answer.read())


def _wait(what: str, ready: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            ready()
        except (OSError, urllib.error.URLError, subprocess.CalledProcessError) as problem:
            if time.monotonic() > deadline:
                raise Failed(f"{what} did not start: {problem}") from problem
            time.sleep(0.1)
        else:
            return
