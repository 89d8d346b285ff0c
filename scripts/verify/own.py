"""What this repository itself gives to GitHub, GitLab and pre-commit."""
from __future__ import annotations

import os
from pathlib import Path

from runner import Check, Log
from tools import HERE, Tools

ROOT = HERE.parent.parent


def checks(tools: Tools) -> list[Check]:
    program = tools.program
    workflows = sorted((ROOT / ".github/workflows").glob("*.yml"))
    schema: list[str | Path] = [program("check-jsonschema"), "--builtin-schema"]
    scripts = [
        path for path in sorted((ROOT / "scripts").iterdir())
        if path.is_file() and path.read_bytes().startswith(b"#!/usr/bin/env bash")
    ]  # fmt: skip
    made = []

    def add(name: str, *commands: list[str | Path]) -> None:
        def run(log: Log) -> None:
            for command in commands:
                log.run(command, cwd=ROOT, env={"PATH": f"{program('')}:{os.environ['PATH']}"})

        made.append(Check(name, "scaffold", run))

    add("actionlint", [program("actionlint"), "-shellcheck", program("shellcheck"), *workflows])
    zizmor = [program("zizmor"), "--offline", "--quiet", "--config", HERE / "zizmor.yml"]
    add("zizmor", [*zizmor, ".github", "action.yml"])
    add(
        "check-jsonschema",
        [*schema, "vendor.github-workflows", *workflows],
        [*schema, "vendor.github-actions", ROOT / "action.yml"],
        [*schema, "vendor.dependabot", ROOT / ".github/dependabot.yml"],
    )
    add("pre-commit hooks", [program("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml"])
    add(
        "shell scripts",
        [program("shellcheck"), *scripts],
        [program("shfmt"), "--diff", "--indent", "2", "--case-indent", *scripts],
    )
    return made
