"""What the repository is made of besides code: workflows, images, scripts, YAML, secrets."""
from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from runner import Check, Failed, Log
from tools import HERE, Tools
from variants import COMPONENTS, PROVIDERS, Variant

# Words that only a project with this provider or component has a use for.
TRACES = {
    "aws": r"\baws|amazon|\beks\b|\becr\b|\bboto3\b|\bs3\b",
    "gcp": r"\bgcp\b|google cloud|\bgke\b|\bgcloud\b|google[-_]github|artifact registry|google_",
    "azure": r"\bazurerm|\baks\b|\bacr\b|microsoft azure|\bARM_|\bazure_|values-azure|key vault",
    "alibaba": r"alibaba|alicloud|aliyun|\bram::",
    "helm": r"\bhelm\b",
    "terraform": r"terraform",
    "infracost": r"infracost",
    "argocd": r"argo ?cd",
    "release": r"semantic-release|semantic_release",
    "locust": r"locust",
    "secrets": r"rotate[-_]secrets|rotation of secrets",
    "cli": r"multi[-_]cloud[-_]cli",
    "compose": r"docker[- ]compose|compose\.yml",
    "docs": r"mkdocs",
}
# A tag of the template that was not rendered, and an answer in a path.
UNRENDERED = re.compile(r"<%|%>|@(name|slug|package)@")
YAMLLINT = (
    "{extends: default, rules: {line-length: disable, document-start: disable, "
    "truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}, "
    "braces: {max-spaces-inside: 1}}}"
)
MARKDOWN_OFF = "MD013,MD024,MD033,MD041,MD046"  # long lines, equal headings, HTML, badges first, tabs


def checks(variant: Variant, tools: Tools) -> list[Check]:
    folder = variant.folder
    program = tools.program
    made = []

    def add(name: str, *commands: list[str | Path]) -> None:
        def run(log: Log) -> None:
            for command in commands:
                log.run(command, cwd=folder, env={"PATH": f"{program('')}:{os.environ['PATH']}"})

        if commands:
            made.append(Check(name, variant.name, run))

    schema = [program("check-jsonschema"), "--builtin-schema"]
    workflows = variant.files(".github/workflows/*.yml")
    actions = variant.files(".github/actions/*/action.yml")
    forms = [path for path in variant.files(".github/ISSUE_TEMPLATE/*.yml") if path.name != "config.yml"]
    if workflows:
        add("actionlint", [program("actionlint"), "-shellcheck", program("shellcheck"), *workflows])
        add("zizmor", [program("zizmor"), "--offline", "--quiet", "--config", HERE / "zizmor.yml", ".github"])
    schemas = [
        [*schema, f"vendor.{name}", *files]
        for name, files in {
            "github-workflows": workflows,
            "github-actions": actions,
            "github-issue-forms": forms,
            "github-issue-config": variant.files(".github/ISSUE_TEMPLATE/config.yml"),
            "dependabot": variant.files(".github/dependabot.yml"),
        }.items()
        if files
    ]
    add("check-jsonschema", *schemas)
    images = variant.files("*Dockerfile")
    if images:
        add("hadolint", [program("hadolint"), *images])
    add(
        "docker-compose config",
        *([program("docker-compose"), "--file", path, "config", "--quiet"] for path in variant.files("*docker-compose*.yml")),
    )
    scripts = variant.files("*.sh")
    if scripts:
        add("shellcheck", [program("shellcheck"), *scripts])
        add("shfmt", [program("shfmt"), "--diff", "--indent", "2", "--case-indent", *scripts])
    yaml = [
        path for path in variant.files("*.yml", "*.yaml")
        if not path.is_relative_to("helm/templates") and path.parts[:2] != ("helm", "tests")
    ]  # fmt: skip
    add("yamllint", [program("yamllint"), "--strict", "-d", YAMLLINT, *yaml])
    add("rumdl", [program("rumdl"), "check", "--no-cache", "--no-config", "--disable", MARKDOWN_OFF, "."])
    if variant.has(".pre-commit-config.yaml"):
        add("pre-commit config", [program("pre-commit"), "validate-config", ".pre-commit-config.yaml"])
    add("gitleaks", [program("gitleaks"), "dir", "--no-banner", "--redact", "."])

    def traces(log: Log) -> None:
        """Nothing speaks of a provider or component that was not chosen."""
        absent = [name for name in [*PROVIDERS, *COMPONENTS] if name not in variant.providers + variant.components]
        found = []
        for path in variant.files("*"):
            if path.parts[0] == ".scaffold":  # it names what was not chosen
                continue
            text = (folder / path).read_bytes().decode(errors="replace")
            for number, line in enumerate(f"{path}\n{text}".splitlines()):
                if UNRENDERED.search(line):
                    found.append(f"{path}:{number}: not rendered: {line.strip()[:100]}")
                for name in absent:
                    if name in TRACES and re.search(TRACES[name], line, re.IGNORECASE):
                        found.append(f"{path}:{number}: {name}: {line.strip()[:100]}")
            if not text.strip() and path.suffix not in (".py", ".typed") and path.name != ".gitkeep":
                found.append(f"{path} is empty")
        log.write("\n".join(found))
        if found:
            raise Failed(f"{len(found)} traces of what was not chosen, the first in {found[0]}")

    def modes(log: Log) -> None:
        """Programs can be run, and nothing else can."""
        for path in variant.files("*"):
            starts = (folder / path).read_bytes()[:2] == b"#!"
            runs = bool((folder / path).stat().st_mode & stat.S_IXUSR)
            if starts != runs:
                raise Failed(f"{path} {'is a program that cannot be run' if starts else 'can be run'}")

    made.append(Check("traces", variant.name, traces))
    made.append(Check("modes", variant.name, modes))
    return made
