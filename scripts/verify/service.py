"""The Python of the project: installed as `make install` does it, linted, typed and tested."""
from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from runner import Check, Failed, Log
from tools import Tools
from variants import Variant


def checks(variant: Variant, tools: Tools, work: Path) -> list[Check]:
    folder = variant.folder
    environment = work / "environments" / variant.name
    uv = {"UV_CACHE_DIR": str(tools.folder / "cache")}

    def install(log: Log) -> None:
        """What the Makefile's `install` does, with uv, because it keeps what it fetched."""
        shutil.rmtree(environment, ignore_errors=True)
        environment.parent.mkdir(parents=True, exist_ok=True)
        log.run([tools.uv, "venv", "--seed", "--python", tools.python, environment], env=uv)
        link = folder / ".venv"
        link.unlink(missing_ok=True)
        link.symlink_to(environment)
        install = [tools.uv, "pip", "install", "--python", environment / "bin/python"]
        log.run([*install, "--requirement", "app/tests/requirements.txt"], cwd=folder, env=uv)
        if variant.has("setup.py"):
            log.run([*install, "--no-deps", "--editable", "."], cwd=folder, env=uv)
            log.run([environment / "bin/multi-cloud-cli", "--help"], cwd=folder)
            for provider in variant.providers:
                log.run([environment / "bin/multi-cloud-cli", "deploy", "--provider", provider, "--dry-run"], cwd=folder)
        (environment / ".installed").touch()

    def program(name: str, *arguments: str) -> list[str | Path]:
        return [environment / "bin" / name, *arguments]

    def ruff(log: Log) -> None:
        log.run(program("ruff", "check", "."), cwd=folder)
        log.run(program("ruff", "format", "--check", "--diff", "."), cwd=folder)

    def mypy(log: Log) -> None:
        log.run(program("mypy"), cwd=folder)

    def pytest(log: Log) -> None:
        said = log.run(program("pytest", "--quiet", "--cov"), cwd=folder)
        if re.search(r"\d (skipped|xfailed|deselected)", said):
            raise Failed(f"tests are skipped: {said.splitlines()[-1]}")

    def contract(log: Log) -> None:
        log.run(program("openapi-spec-validator", "app/api.yaml"), cwd=folder)

    def hooks(log: Log) -> None:
        """The hooks run, and change nothing; in a clone, because they mend what they can."""
        clone = work / "clones" / variant.name
        shutil.rmtree(clone, ignore_errors=True)
        log.run(["git", "clone", "--quiet", folder, clone])
        (clone / ".venv").symlink_to(environment)
        home = {"PRE_COMMIT_HOME": str(work / "pre-commit")}
        command = program("pre-commit", "run", "--all-files", "--show-diff-on-failure")
        log.run(command, cwd=clone, env=home)

    def targets(log: Log) -> None:
        """Every target that the Makefile promises is one."""
        listed = [line.split()[0] for line in log.run(["make"], cwd=folder).splitlines() if line.strip()]
        wanted = {"install", "lint", "test", "build", "push", "clean", "audit", "help"}
        wanted |= {"plan", "apply"} if "terraform" in variant.components else set()
        wanted |= {"docs"} if "docs" in variant.components else set()
        if missing := wanted - set(listed):
            raise Failed(f"make has no target {', '.join(sorted(missing))}")
        # `docs` calls make, so that it would run all the same.
        listed = [name for name in listed if name != "docs"]
        log.run(["make", "--dry-run", "TAG=v1", *listed], cwd=folder)

    def pins(log: Log) -> None:
        """What the files of requirements name exists, and fits together."""
        for path in variant.files("*requirements*.txt"):
            command = [tools.uv, "pip", "compile", "--quiet", "--python", tools.python, path]
            log.run(command, cwd=folder, env=uv)

    def lint(log: Log) -> None:
        log.run(["make", "lint"], cwd=folder, env={"PATH": f"{environment}/bin:{os.environ['PATH']}"})

    made = [Check("install", variant.name, install)]
    for name, run in [
        ("make targets", targets),
        ("ruff", ruff),
        ("mypy", mypy),
        ("openapi-spec-validator", contract),
        ("pytest", pytest),
    ]:
        made.append(Check(name, variant.name, run, after="install"))
    if variant.has(".pre-commit-config.yaml"):
        made.append(Check("pre-commit run", variant.name, hooks, after="install"))
    if variant.name == "full":  # the others have some of its files
        made.append(Check("requirements", variant.name, pins))
        made.append(Check("make lint", variant.name, lint, after="install"))
    return made
