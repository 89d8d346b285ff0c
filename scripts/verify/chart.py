"""The Helm chart with every provider's values and every strategy, and what Argo CD gets."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from runner import Check, Failed, Log
from tools import HERE, Tools
from variants import Variant

STRATEGIES = ["bluegreen", "canary"]
SETTINGS = {
    "": [],
    "recreate": ["strategy.type=Recreate"],
    "everything": [
        "autoscaling.enabled=true,podDisruptionBudget.enabled=true,serviceAccount.create=true",
        "ingress.enabled=true,ingress.host=shop.example,ingress.tlsSecretName=shop-tls",
        "postgresql.enabled=false,redis.enabled=false",
    ],
}
# The chart must refuse these, on top of the canary values.
WRONG = [
    "trafficSplit.weights.canary=99",
    "trafficSplit.weights.stable=110,trafficSplit.weights.canary=-10",
    "trafficSplit.provider=nobody",
    "blueGreen.enabled=true",
    "strategy.type=Other",
    "noSuchValue=1",
]


def checks(variant: Variant, tools: Tools, work: Path) -> list[Check]:
    made = []
    rendered = work / "rendered" / variant.name
    crds = str(tools.crds) if tools.crds else "-"

    def combinations() -> Iterator[tuple[str, list[str]]]:
        providers = [
            path.stem.removeprefix("values-")
            for path in variant.files("helm/values-*.yaml")
            if path.stem.removeprefix("values-") not in STRATEGIES
        ]
        if sorted(providers) != sorted(variant.providers):
            raise Failed(f"values of providers: {providers}")
        for provider in ["", *providers]:
            for strategy in ["", *STRATEGIES]:
                for setting, values in SETTINGS.items():
                    arguments = [f"--values=helm/values-{name}.yaml" for name in (provider, strategy) if name]
                    arguments += [f"--set={value}" for value in values]
                    yield "-".join(filter(None, (provider, strategy, setting))) or "plain", arguments

    def render(log: Log) -> None:
        shutil.rmtree(rendered, ignore_errors=True)
        rendered.mkdir(parents=True)
        for name, arguments in combinations():
            log.run([tools.helm, "lint", "--strict", "helm", *arguments], cwd=variant.folder)
            text = log.run([tools.helm, "template", "release", "helm", *arguments], cwd=variant.folder)
            (rendered / f"{name}.yaml").write_text(text)
            if "recreate" in name and "rollingUpdate" in text:
                raise Failed(f"{name}: Recreate renders a block rollingUpdate")
            if "helm.sh/hook: test" not in text or "/health" not in text:
                raise Failed(f"{name}: no test hook asks /health")
            if "canary" in name and "kind: VirtualService" not in text:
                raise Failed(f"{name}: nothing splits the traffic")

    def refuse(log: Log) -> None:
        for wrong in WRONG:
            log.run(
                [tools.helm, "template", "x", "helm", "--values=helm/values-canary.yaml", f"--set={wrong}"],
                cwd=variant.folder,
                accept=(1,),
            )

    def kinds(log: Log) -> None:
        log.run([tools.python, HERE / "kinds.py", crds, *sorted(rendered.glob("*.yaml"))])

    def application(log: Log) -> None:
        files = [variant.folder / path for path in variant.files("argocd/*.yaml")]
        log.run([tools.python, HERE / "kinds.py", crds, *files])

    if variant.has("helm"):
        made += [
            Check("helm lint and template", variant.name, render),
            Check("helm refuses", variant.name, refuse),
            Check("kubernetes kinds", variant.name, kinds, after="helm lint and template"),
        ]
    if variant.has("argocd") and tools.crds:
        made.append(Check("argocd kinds", variant.name, application))
    return made
