"""Runs the programs that the commands stand on, or says what it would run."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs programs in the folder `root`; with `dry_run` it only prints them."""

    root: Path
    dry_run: bool = False

    def run(self, *command: str, answer: str | None = None) -> None:
        """Runs `command` to its end; raises when it fails. `answer` is typed into it."""
        if self.dry_run:
            click.echo(shlex.join(command))
            return
        self._require(command[0])
        result = subprocess.run(command, cwd=self.root, input=answer, text=True, check=False)
        if result.returncode:
            raise click.ClickException(f"{shlex.join(command)} failed with {result.returncode}")

    def read(self, *command: str) -> str | None:
        """What `command` prints; nothing when it fails or is not installed."""
        if not shutil.which(command[0]):
            return None
        result = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        return None if result.returncode else result.stdout

    def _require(self, program: str) -> None:
        own = "/" in program
        if not ((self.root / program).is_file() if own else shutil.which(program)):
            raise click.ClickException(f"{program} is not installed")
