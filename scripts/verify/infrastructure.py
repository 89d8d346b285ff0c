"""Terraform against the schemas of the providers, and the policies over its plans."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from runner import Check, Failed, Log
from tools import HERE, SOURCES, Tools
from variants import Variant

# What a plan must be told when there is no account.
VARIABLES = {
    "TF_VAR_gcp_project": "octo-project",
    "TF_VAR_azure_subscription_id": "00000000-0000-0000-0000-000000000000",
    "TF_VAR_github_owner_id": "1",
    "TF_VAR_github_repository_id": "2",
    "TF_VAR_alibaba_registry_instance_id": "cri-123",
}
TERRAFORM_NAMES = {"aws": "aws", "gcp": "google", "azure": "azurerm", "alibaba": "alicloud"}


class Providers:
    """The schemas, served to Terraform as if the providers were there. No cloud is asked."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._folder = tempfile.mkdtemp(prefix="verify-")  # the path of a socket must be short
        self._server: subprocess.Popen[str] | None = None
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Providers:
        names = [
            f"{name}={source}"
            for name, source in SOURCES.items()
            if name != "alicloud" or self._tools.alicloud
        ]
        self._server = subprocess.Popen(
            [
                *(self._tools.python, HERE / "stub_provider.py"),
                *(self._tools.schemas, self._folder, *names),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._server.stdout
        addresses = self._server.stdout.readline()
        configuration = Path(self._folder, "terraformrc")
        configuration.touch()
        self.environment = {
            "TF_REATTACH_PROVIDERS": addresses.strip(),
            "TF_IN_AUTOMATION": "1",
            "TF_INPUT": "0",
            "CHECKPOINT_DISABLE": "1",
            "TF_CLI_CONFIG_FILE": str(configuration),
            **VARIABLES,
        }
        return self

    def __exit__(self, *_: object) -> None:
        if self._server:
            self._server.terminate()
            self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def checks(variant: Variant, tools: Tools, providers: Providers, work: Path) -> list[Check]:
    if not variant.has("terraform"):
        return []
    source = variant.folder / "terraform"
    copy = work / "terraform" / variant.name
    plans = work / "plans" / variant.name
    terraform = tools.terraform
    known = [name for name in variant.providers if name != "alibaba" or tools.alicloud]

    def run(log: Log, folder: Path, *arguments: str | Path) -> str:
        return log.run(
            [terraform, *arguments], cwd=folder, env={**os.environ, **providers.environment}
        )

    def formatted(log: Log) -> None:
        run(log, source, "fmt", "-check", "-diff", "-recursive")

    def validate(log: Log) -> None:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source, copy)
        modules = [copy / "modules" / name for name in known]
        roots = [copy] if known == variant.providers else []
        for folder in [*roots, *modules]:
            run(log, folder, "init", "-backend=false", "-no-color")
            said = json.loads(run(log, folder, "validate", "-json"))
            if said["diagnostics"]:
                raise Failed(f"{folder.name}: {said['diagnostics'][0]['summary']}")

    def test(log: Log) -> None:
        roots = [copy] if known == variant.providers else []
        for folder in [*roots, *(copy / "modules" / name for name in known)]:
            if any(folder.glob("tests/*.tftest.hcl")):
                said = run(log, folder, "test", "-no-color")
                if " 0 passed" in said:
                    raise Failed(f"{folder.name}: no test ran")
            elif folder != copy:
                raise Failed(f"{folder.relative_to(copy)} has no tests")

    def plan(log: Log) -> None:
        shutil.rmtree(plans, ignore_errors=True)
        plans.mkdir(parents=True)
        # What keeps the state is asked for nothing here.
        (copy / "verify_override.tf").write_text('terraform {\n  backend "local" {}\n}\n')
        run(log, copy, "init", "-reconfigure", "-no-color")
        targets = ["all", *(variant.providers if len(variant.providers) > 1 else [])]
        for name in targets:
            target = [f"-target=module.{name}"] if name != "all" else []
            run(log, copy, "plan", "-no-color", *target, f"-out={plans / name}.bin")
            shown = run(log, copy, "show", "-json", f"{plans / name}.bin")
            (plans / f"{name}.json").write_text(shown)
            changes = json.loads(shown)["resource_changes"]
            strange = [change["address"] for change in changes if not change["address"].startswith(f"module.{name}.")]
            if not changes or (target and strange):
                raise Failed(f"the plan of {name} has {len(changes)} resources, besides {strange[:3]}")

    def policy_tests(log: Log) -> None:
        log.run([tools.python, HERE / "opa.py", tools.opa, "test", source / "policies"])

    def denied(log: Log, path: Path) -> dict[str, list[str]]:
        command = [tools.python, HERE / "opa.py", tools.opa, "deny", source / "policies", path]
        return json.loads(log.run(command))

    def policies_pass(log: Log) -> None:
        for path in sorted(plans.glob("*.json")):
            for policy, messages in denied(log, path).items():
                if messages:
                    raise Failed(f"{policy} denies the plan {path.stem}: {messages[0]}")

    def policies_deny(log: Log) -> None:
        """Every policy denies the resource that is named after it, and nothing else does."""
        for provider in known:
            folder = work / "violations" / variant.name / provider
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            shutil.copy(HERE / "violations" / f"{provider}.tf", folder)
            name = TERRAFORM_NAMES[provider]
            (folder / "versions.tf").write_text(
                'locals {\n  tags = { project = "shop", environment = "test", managed-by = "terraform" }\n}\n'
                f'terraform {{\n  required_providers {{\n    {name} = {{ source = "{SOURCES[name]}" }}\n  }}\n}}\n'
            )
            run(log, folder, "init", "-no-color")
            run(log, folder, "plan", "-no-color", "-out=plan.bin")
            (folder / "plan.json").write_text(run(log, folder, "show", "-json", "plan.bin"))
            found = denied(log, folder / "plan.json")
            text = (folder / f"{provider}.tf").read_text()
            for policy, messages in found.items():
                of_another = [message for message in messages if message.split()[0].split(".")[1] != policy]
                if of_another:
                    raise Failed(f"{policy} denies what is right: {of_another[0]}")
                if f'"{policy}" {{' in text and not messages:
                    raise Failed(f"{policy} lets a plan of {provider} pass that breaks it")

    made = [Check("terraform fmt", variant.name, formatted)]
    if known:
        made.append(Check("terraform validate", variant.name, validate))
        made.append(Check("terraform test", variant.name, test, after="terraform validate"))
    whole = known == variant.providers
    if whole:
        made.append(Check("terraform plan", variant.name, plan, after="terraform test"))
    if variant.has("terraform/policies"):
        made.append(Check("opa test", variant.name, policy_tests))
        if whole:
            made.append(Check("policies on plans", variant.name, policies_pass, after="terraform plan"))
        if known:
            made.append(Check("policies on violations", variant.name, policies_deny, after="opa test"))
    return made
