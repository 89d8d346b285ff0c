"""The documentation site, by MkDocs and by scaffold, and the audit of every document."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

from runner import Check, Failed, Log
from tools import Tools
from variants import Variant


def checks(variant: Variant, tools: Tools, scaffold: Path, work: Path) -> list[Check]:
    folder = variant.folder
    made = []

    def site(log: Log, builder: str, command: list[str | Path]) -> None:
        target = work / "sites" / f"{variant.name}-{builder}"
        shutil.rmtree(target, ignore_errors=True)
        log.run([*command, "build", "--strict", "--site-dir", target], cwd=folder)
        for page in ["", "architecture/", "usage/", "api/", "contributing/"]:
            if not (target / page / "index.html").exists():
                raise Failed(f"the site has no page {page or '/'}")

    def mkdocs(log: Log) -> None:
        environment = tools.environment("mkdocs", folder / "docs/requirements.txt")
        site(log, "mkdocs", [environment / "bin/mkdocs"])

    if variant.has("mkdocs.yml"):
        made.append(Check("mkdocs build", variant.name, mkdocs))
        made.append(
            Check("scaffold docs build", variant.name, lambda log: site(log, "scaffold", [scaffold, "docs"]))
        )

    def audit(log: Log) -> None:
        log.run([scaffold, "audit"], cwd=folder)

    def targets(log: Log) -> None:
        """`make docs` and `make audit` find scaffold on the PATH."""
        path = {"PATH": f"{scaffold.parent}:{os.environ['PATH']}"}
        log.run(["make", "docs", "audit"], cwd=folder, env=path)

    made.append(Check("scaffold audit", variant.name, audit))
    if variant.name == "full":
        made.append(Check("make docs audit", variant.name, targets, after="scaffold audit"))
    return made
