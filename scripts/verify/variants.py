"""The projects that are checked, made with the built binary as a user makes them."""
from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from fnmatch import fnmatchcase as fnmatch
from pathlib import Path

PROVIDERS = ["aws", "gcp", "azure", "alibaba"]
COMPONENTS = [
    "docs", "helm", "terraform", "policies", "infracost", "argocd", "release", "locust", "secrets",
    "cli", "compose",
]  # fmt: skip


@dataclass
class Variant:
    name: str
    providers: list[str]
    components: list[str] = field(default_factory=lambda: list(COMPONENTS))
    # Together the variants give every licence and backend, and names and texts that hurt.
    answers: dict[str, str] = field(default_factory=dict)
    folder: Path = Path()
    paths: list[Path] = field(default_factory=list)

    def has(self, *paths: str) -> bool:
        """Whether the project has all of these files or folders."""
        return all((self.folder / path).exists() for path in paths)

    def files(self, *patterns: str) -> list[Path]:
        """The files made that match, where `*` crosses folders, as paths inside the project."""
        return [path for path in self.paths if any(fnmatch(str(path), pattern) for pattern in patterns)]


def all_variants(parent: Path) -> list[Variant]:
    found = [
        Variant("full", PROVIDERS, answers={"name": "Book Store"}),
        Variant("aws", ["aws"], answers={"name": "shop", "terraform_backend": "remote"}),
        Variant(
            "gcp",
            ["gcp"],
            answers={
                "name": "Shop 2.0 für alle",
                "description": "Sells \"books\", 100 % <cloud> #1: {{ fast }} & 'safe' | $HOME `x` \\",
                "licence": "Apache-2.0",
            },
        ),
        Variant(
            "azure",
            ["azure"],
            answers={
                "name": "A longest possible name has fifty letters and no p",
                "licence": "BSD-3-Clause",
            },
        ),
        Variant("alibaba", ["alibaba"], answers={"name": "x1"}),
        Variant(
            "smallest",
            ["aws"],
            components=[],
            answers={"name": "Little one", "code_of_conduct": "no"},
        ),
    ]
    for variant in found:
        variant.folder = parent / variant.name
    return found


def make(variant: Variant, scaffold: Path) -> None:
    """Makes the project of the variant anew, under git, as `scaffold new` leaves it."""
    shutil.rmtree(variant.folder, ignore_errors=True)
    command = [scaffold, "new", variant.folder, "--defaults", "--no-git"]
    answers = {"owner": "octo-org", "providers": ",".join(variant.providers), **variant.answers}
    for name, value in answers.items():
        command += ["--set", f"{name}={value}"]
    left_out = [name for name in COMPONENTS if name not in variant.components]
    if left_out:
        command += ["--without", ",".join(left_out)]
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
    variant.paths = sorted(
        Path(parent, name).relative_to(variant.folder)
        for parent, _, names in os.walk(variant.folder)
        for name in names
    )
    # pre-commit and gitleaks ask git which files there are.
    git = ["git", "-C", str(variant.folder), "-c", "user.name=verify", "-c", "user.email=verify@localhost"]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--no-verify", "--message=Begin"], check=True)
