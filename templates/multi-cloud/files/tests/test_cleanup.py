import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "cleanup.sh"
QUESTION = "Are you sure you want to destroy all resources? (y/N)"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH whose terraform notes how it is called."""
    terraform = tmp_path / "terraform"
    terraform.write_text('#!/bin/sh\necho "$(basename "$(pwd)") $*" >> "$(dirname "$0")/calls"\n')
    terraform.chmod(0o755)
    return f"{tmp_path}:/usr/bin:/bin"


def clean(path: str, answer: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRIPT, *arguments],
        cwd="/",
        env={"PATH": path},
        input=answer,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "N\n", "Y\n", "yes\n", "no", " \n"])
def test_only_y_destroys(tmp_path: Path, path: str, answer: str) -> None:
    done = clean(path, answer)
    assert done.returncode == 1
    assert done.stdout.startswith(QUESTION)
    assert done.stdout.endswith("Aborted.\n")
    assert not (tmp_path / "calls").exists()


def test_y_destroys_all(tmp_path: Path, path: str) -> None:
    assert clean(path, "y\n").returncode == 0
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls == ["terraform init -input=false", "terraform destroy -auto-approve"]


def test_one_cloud_may_be_named(tmp_path: Path, path: str) -> None:
    cloud = next((SCRIPT.parents[1] / "terraform" / "modules").iterdir()).name
    assert clean(path, "y", cloud).returncode == 0
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[1] == f"terraform destroy -auto-approve -target=module.{cloud}"


def test_an_unknown_cloud_is_refused(path: str) -> None:
    done = clean(path, "y\n", "moon")
    assert done.returncode == 2
    assert "no module for moon" in done.stderr
